// What `docker stack deploy` refuses and `docker stack config` does not look at (docker/cli 28.2.2
// cli/compose/convert).
#include "resolve/finish.hpp"
#include "resolve/image_reference.hpp"
#include "resolve/units.hpp"

namespace mailu_lint {
namespace {

class DeployCheck {
 public:
  DeployCheck(const Entry& entry, Value& service, ResolveContext& context)
      : entry_(entry), service_(service), context_(context) {}

  void run() {
    check_image();
    check_mode();
    check_restart();
    check_healthcheck();
    if (const Value* volumes = find_list(service_, "volumes")) {
      for (const Value* volume : volumes->items) {
        if (is_map(volume) && volume->find("type")) check_mount(*volume);
      }
    }
  }

 private:
  void say(RuleId rule, const Value& value, std::string fact, std::string help) {
    refuse(context_, {.rule = rule,
                      .span = value.span,
                      .fact = std::move(fact),
                      .by = RefusedBy::stack,
                      .help = std::move(help),
                      .known = value.known});
  }

  void check_image() {
    const Value* image = service_.find("image");
    if (!image || image->text.empty()) {
      refuse(context_, {.rule = RuleId::key_missing,
                        .span = image ? image->span : entry_.key_span,
                        .fact = in_ticks(entry_.key) + " has no `image`",
                        .by = service_.find("build") ? RefusedBy::stack : RefusedBy::both,
                        .help = "name an image: a stack builds none",
                        .known = !image || image->known});
    } else if (!is_image_reference(image->text)) {
      say(RuleId::value_invalid, *image, in_ticks(*image) + " is not an image reference",
          "write `[registry/]path[:tag][@digest]`, the path in lower case");
    }
  }

  void check_mode() {
    Value* deploy = find_map(service_, "deploy");
    const Value* mode = deploy ? deploy->find("mode") : nullptr;
    if (!mode || mode->text.empty() || mode->text == "replicated" || mode->text == "replicated-job") return;
    if (mode->text != "global" && mode->text != "global-job") {
      say(RuleId::value_invalid, *mode, in_ticks(*mode) + " is no mode of a service",
          "write `replicated`, `global`, `replicated-job` or `global-job`");
    } else if (const Entry* replicas = deploy->entry("replicas")) {
      refuse(context_, {.rule = RuleId::keys_conflict,
                        .span = replicas->key_span,
                        .fact = "`mode: " + mode->text + "` and `replicas` exclude each other",
                        .by = RefusedBy::stack,
                        .help = "remove `replicas`",
                        .known = mode->known,
                        .related = {{mode->span, "the mode"}}});
    }
  }

  /// `restart:` counts for a stack when there is no `deploy.restart_policy`.
  void check_restart() {
    const Value* restart = service_.find("restart");
    Value* deploy = find_map(service_, "deploy");
    if (!is_text(restart) || (deploy && find_map(*deploy, "restart_policy"))) return;
    const std::string_view text = restart->text;
    const std::size_t colon = text.find(':');
    const std::string_view word = text.substr(0, colon);
    const bool counted = colon == std::string_view::npos ||
                         (word == "on-failure" && parse_integer(text.substr(colon + 1)).value_or(-1) >= 0);
    if (counted &&
        (word.empty() || word == "no" || word == "always" || word == "unless-stopped" || word == "on-failure"))
      return;
    say(RuleId::value_invalid, *restart, in_ticks(*restart) + " is no restart policy",
        "write `always`, `unless-stopped`, `on-failure` or `no`");
  }

  void check_healthcheck() {
    Value* healthcheck = find_map(service_, "healthcheck");
    if (!healthcheck || !is_true(healthcheck->find("disable"))) return;
    const Entry* test = healthcheck->entry("test");
    if (!test || test->value->items.empty()) return;
    refuse(context_, {.rule = RuleId::keys_conflict,
                      .span = test->key_span,
                      .fact = "`test` and `disable: true` exclude each other",
                      .by = RefusedBy::stack,
                      .help = "keep one of them"});
  }

  void check_mount(const Value& mount) {
    struct Type {
      std::string_view name;
      std::string_view options;  ///< the section of options that goes with it
      bool needs_source;
    };
    constexpr Type types[] = {{"volume", "volume", false}, {"bind", "bind", true},       {"tmpfs", "tmpfs", false},
                              {"npipe", "bind", true},     {"cluster", "cluster", true}, {"image", "image", true}};
    const Value& type = *mount.find("type");
    const Type* found = nullptr;
    for (const Type& candidate : types) {
      if (candidate.name == type.text || (type.text.empty() && candidate.name == "volume")) found = &candidate;
    }
    if (!found) {
      return say(RuleId::value_invalid, type, in_ticks(type) + " is no type of a mount",
                 "write `volume`, `bind` or `tmpfs`");
    }
    const Value* source = mount.find("source");
    const bool has_source = source && !source->text.empty();
    if (found->needs_source && !has_source) {
      say(RuleId::volume_source_empty, source ? *source : mount,
          "the mount of type " + in_ticks(type) + " has no source", "add `source:`");
    }
    if (found->name == "tmpfs" && has_source) {
      say(RuleId::keys_conflict, *source, "a tmpfs has no source", "remove `source:`");
    }
    for (const std::string_view options : {"volume", "bind", "tmpfs"}) {
      const Entry* entry = mount.entry(options);
      if (!entry || options == found->options) continue;
      refuse(context_, {.rule = RuleId::keys_conflict,
                        .span = entry->key_span,
                        .fact = "`" + std::string(options) + "` options on a mount of type " + in_ticks(type),
                        .by = RefusedBy::stack,
                        .help = "remove them, or change the type",
                        .known = type.known});
    }
  }

  const Entry& entry_;
  Value& service_;
  ResolveContext& context_;
};

}  // namespace

void check_deployable(Value& root, ResolveContext& context) {
  for_each_service(root, [&](const Entry& entry, Value& service) { DeployCheck(entry, service, context).run(); });
}

}  // namespace mailu_lint
