// Networks, volumes, secrets, configs and services that are named by a service and defined nowhere.
#include "lint/suggest.hpp"
#include "resolve/finish.hpp"

namespace mailu_lint {
namespace {

class References {
 public:
  References(Value& root, ResolveContext& context) : root_(root), context_(context) {}

  void check(const Entry& entry, Value& service) {
    service_ = entry.key;
    check_networks(service);
    check_volumes(service);
    check_mounts(service, "secrets", "secret");
    check_mounts(service, "configs", "config");
    if (context_.dialect == Dialect::stack) return;  // a stack ignores what follows
    if (Value* build = find_map(service, "build")) check_mounts(*build, "secrets", "secret");
    check_dependencies(service);
  }

 private:
  bool stack() const { return context_.dialect == Dialect::stack; }

  bool defined(std::string_view section, std::string_view name) {
    Value* resources = find_map(root_, section);
    const Value* found = resources ? resources->find(name) : nullptr;
    return found && (section != "services" || !found->dropped);
  }

  void report(std::string_view section, std::string_view noun, std::string_view name, Span span, bool known) {
    std::vector<std::string_view> names;
    if (Value* resources = find_map(root_, section)) {
      for (const Entry& entry : resources->entries) names.push_back(entry.key);
    }
    const std::string_view near = nearest(name, names);
    const std::string noun_text(noun);
    refuse(context_,
           {.rule = RuleId::reference_undefined,
            .span = span,
            .fact = in_ticks(service_) + " uses the " + noun_text + " " + in_ticks(name) + ", which is defined nowhere",
            .by = section == "services" ? RefusedBy::compose : RefusedBy::both,
            .help = near.empty() || near == name ? "define it under `" + std::string(section) + ":` at the top level"
                                                 : "did you mean " + in_ticks(near) + "?",
            .known = known});
  }

  void check_networks(Value& service) {
    const Value* networks = find_map(service, "networks");
    if (!networks) return;
    for (const Entry& entry : networks->entries) {
      if (defined("networks", entry.key) || (stack() && entry.key == "default")) continue;
      // In a list the name was a value and may hold an unset variable.
      report("networks", "network", entry.key, entry.key_span, entry.value->known);
    }
  }

  void check_volumes(Value& service) {
    const Value* volumes = find_list(service, "volumes");
    if (!volumes) return;
    for (const Value* volume : volumes->items) {
      const Value* type = volume->find("type");
      const Value* source = volume->find("source");
      if (!type || !source || source->text.empty()) continue;
      const bool cluster = stack() && type->text == "cluster" && !source->text.starts_with("group:");
      if (type->text != "volume" && !cluster) continue;
      if (!defined("volumes", source->text)) report("volumes", "volume", source->text, source->span, source->known);
    }
  }

  void check_mounts(Value& holder, std::string_view section, std::string_view noun) {
    const Value* mounts = find_list(holder, section);
    if (!mounts) return;
    for (const Value* mount : mounts->items) {
      const Value* source = mount->find("source");
      if (source && !defined(section, source->text)) report(section, noun, source->text, source->span, source->known);
    }
  }

  void check_dependencies(Value& service) {
    const Value* depends_on = find_map(service, "depends_on");
    if (!depends_on) return;
    for (const Entry& entry : depends_on->entries) {
      if (defined("services", entry.key)) continue;
      const bool disabled = root_.find("services")->find(entry.key) != nullptr;
      const Value* required = entry.value->find("required");
      if (disabled && required && !is_true(required)) continue;
      report("services", disabled ? "service (behind an inactive profile)" : "service", entry.key, entry.key_span,
             entry.value->known);
    }
  }

  Value& root_;
  ResolveContext& context_;
  std::string service_;
};

}  // namespace

void check_references(Value& root, ResolveContext& context) {
  References references(root, context);
  for_each_service(root, [&](const Entry& entry, Value& service) { references.check(entry, service); });
}

}  // namespace mailu_lint
