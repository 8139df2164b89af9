// docker compose: what it asks of a service as a whole, and that no services wait for each other.
#include <unordered_map>

#include <mailu_lint/network.hpp>

#include "resolve/finish.hpp"
#include "resolve/units.hpp"

namespace mailu_lint {
namespace {

class ServiceCheck {
 public:
  ServiceCheck(const Entry& entry, Value& service, ResolveContext& context)
      : entry_(entry), service_(service), context_(context) {}

  void run() {
    check_image();
    check_network_mode();
    check_healthcheck();
    check_scale();
    check_limits();
    check_targets();
    check_host_addresses();
  }

 private:
  void say(RuleId rule, const Value& value, std::string fact, std::string help) {
    refuse(context_, {.rule = rule,
                      .span = value.span,
                      .fact = std::move(fact),
                      .by = RefusedBy::compose,
                      .help = std::move(help),
                      .known = value.known});
  }

  void check_image() {
    const Value* image = service_.find("image");
    if (service_.find("build") || service_.find("provider") || (image && !image->text.empty())) return;
    refuse(context_, {.rule = RuleId::key_missing,
                      .span = image ? image->span : entry_.key_span,
                      .fact = in_ticks(entry_.key) + " has neither `image` nor `build`",
                      .help = "say which image the service runs",
                      .known = !image || image->known});
  }

  void check_network_mode() {
    const Entry* mode = service_.entry("network_mode");
    const Entry* networks = service_.entry("networks");
    if (!mode || mode->value->text.empty() || !networks || networks->value->entries.empty()) return;
    refuse(context_, {.rule = RuleId::keys_conflict,
                      .span = mode->key_span,
                      .fact = "`network_mode` and `networks` exclude each other",
                      .by = RefusedBy::compose,
                      .help = "keep one of them",
                      .related = {{networks->key_span, "the networks"}}});
  }

  void check_healthcheck() {
    Value* healthcheck = find_map(service_, "healthcheck");
    const Value* test = healthcheck ? find_list(*healthcheck, "test") : nullptr;
    if (!test || test->items.empty()) return;
    const Value& first = *test->items[0];
    if (first.text == "CMD" || first.text == "CMD-SHELL" || first.text == "NONE") return;
    say(RuleId::value_invalid, first, "the test begins with " + in_ticks(first) + ", not with CMD, CMD-SHELL or NONE",
        "write `[\"CMD\", …]`");
  }

  const Value* replicas() const {
    const Value* deploy = service_.find("deploy");
    return deploy ? deploy->find("replicas") : nullptr;
  }

  static bool is_number(const Value* value) { return value && value->kind == Value::Kind::integer; }

  void check_scale() {
    const Value* scale = service_.find("scale");
    const Value* count = replicas();
    Value* deploy = find_map(service_, "deploy");
    if (deploy && is_number(scale) && !count) put(*deploy, "replicas", service_.find("scale"));
    if (is_number(scale) && is_number(count) && scale->integer != count->integer) {
      say(RuleId::keys_conflict, *scale, "`scale` and `deploy.replicas` differ", "keep one of them");
    }
    for (const Value* value : {scale, count}) {
      if (is_number(value) && value->integer < 0) {
        say(RuleId::value_invalid, *value, in_ticks(*value) + " is less than nothing", "write 0 or more");
      }
    }
    const Value* effective = is_number(scale) ? scale : count;
    const Entry* name = service_.entry("container_name");
    if (!is_number(effective) || effective->integer < 2 || !name || name->value->text.empty()) return;
    refuse(context_, {.rule = RuleId::keys_conflict,
                      .span = name->key_span,
                      .fact = "`container_name` and " + effective->text + " replicas exclude each other",
                      .by = RefusedBy::compose,
                      .help = "remove `container_name`",
                      .related = {{effective->span, "the replicas"}}});
  }

  /// The same limit in its old place and under `deploy`, with different values.
  void check_limits() {
    struct Limit {
      std::string_view old_key;
      std::string_view section;
      std::string_view key;
    };
    const Value* deploy = service_.find("deploy");
    const Value* resources = deploy ? deploy->find("resources") : nullptr;
    if (!resources) return;
    for (const Limit& limit :
         {Limit{"cpus", "limits", "cpus"}, Limit{"mem_limit", "limits", "memory"},
          Limit{"mem_reservation", "reservations", "memory"}, Limit{"pids_limit", "limits", "pids"}}) {
      const Value* section = resources->find(limit.section);
      const Value* old = service_.find(limit.old_key);
      if (!section || !old) continue;
      const Value* value = section->find(limit.key);
      const auto number = parse_real(old->text);
      const auto other = value ? parse_real(value->text) : std::optional(0.0);
      if (!number || *number == 0 || number == other) continue;
      say(RuleId::keys_conflict, *old,
          "`" + std::string(limit.old_key) + "` and `deploy.resources." + std::string(limit.section) + "." +
              std::string(limit.key) + "` differ",
          "keep one of them");
    }
  }

  /// One place in the container, two mounts. Equal targets among `volumes` are one by now.
  void check_targets() {
    std::unordered_map<std::string_view, const Value*> mounted;
    const auto mount = [&](std::string_view target, const Value& value) {
      const auto [other, added] = mounted.emplace(target, &value);
      if (added) return;
      refuse(context_, {.rule = RuleId::value_invalid,
                        .span = value.span,
                        .fact = in_ticks(target) + " is mounted twice",
                        .by = RefusedBy::compose,
                        .help = "keep one of the mounts",
                        .known = value.known && other->second->known,
                        .related = {{other->second->span, "mounted here first"}}});
    };
    if (const Value* tmpfs = find_list(service_, "tmpfs")) {
      for (const Value* item : tmpfs->items) mount(std::string_view(item->text).substr(0, item->text.find(':')), *item);
    }
    if (const Value* volumes = find_list(service_, "volumes")) {
      for (const Value* volume : volumes->items) {
        const Value* target = volume->find("target");
        if (target && volume->known) mount(target->text, *target);
      }
    }
  }

  void check_host_addresses() {
    const Value* ports = find_list(service_, "ports");
    if (!ports) return;
    for (const Value* port : ports->items) {
      const Value* address = port->find("host_ip");
      if (!address || IpAddress::parse(address->text)) continue;
      say(RuleId::value_invalid, *address, in_ticks(*address) + " is not an address", "write an IPv4 or IPv6 address");
    }
  }

  const Entry& entry_;
  Value& service_;
  ResolveContext& context_;
};

/// Depth first along `depends_on`, without recursion: the chain may be as long as the file.
class CycleSearch {
 public:
  CycleSearch(Value& services, ResolveContext& context) : services_(services), context_(context) {}

  void from(const Entry& start) {
    if (states_.contains(start.value)) return;
    enter(start);
    while (!path_.empty()) {
      Step& step = path_.back();
      const Value* depends_on = step.service->value->find("depends_on");
      if (!depends_on || step.next == depends_on->entries.size()) {
        states_[step.service->value] = State::done;
        path_.pop_back();
        continue;
      }
      const Entry& dependency = depends_on->entries[step.next++];
      const Entry* service = services_.entry(dependency.key);
      if (!service || service->value->dropped) continue;
      const auto state = states_.find(service->value);
      if (state == states_.end()) {
        enter(*service);
      } else if (state->second == State::open) {
        report(dependency);
      }
    }
  }

 private:
  enum class State : std::uint8_t { open, done };
  struct Step {
    const Entry* service;
    std::size_t next = 0;
  };

  void enter(const Entry& service) {
    states_[service.value] = State::open;
    path_.push_back({&service});
  }

  void report(const Entry& dependency) {
    std::string circle;
    bool inside = false;
    for (const Step& step : path_) {
      inside |= step.service->key == dependency.key;
      if (inside) circle += in_ticks(step.service->key) + " waits for ";
    }
    refuse(context_,
           {.rule = RuleId::depends_on_cycle,
            .span = dependency.key_span,
            .fact = (path_.size() > 4 ? "services wait in a circle back to " : circle) + in_ticks(dependency.key),
            .by = RefusedBy::compose,
            .help = "remove one of the dependencies"});
  }

  Value& services_;
  ResolveContext& context_;
  std::unordered_map<const Value*, State> states_;
  std::vector<Step> path_;
};

}  // namespace

void check_services(Value& root, ResolveContext& context) {
  for_each_service(root, [&](const Entry& entry, Value& service) { ServiceCheck(entry, service, context).run(); });
  Value* services = find_map(root, "services");
  if (!services) return;
  CycleSearch search(*services, context);
  for_each_service(root, [&](const Entry& entry, Value&) { search.from(entry); });
}

}  // namespace mailu_lint
