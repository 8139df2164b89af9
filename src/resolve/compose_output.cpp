#include "resolve/compose_output.hpp"

#include <algorithm>
#include <array>

namespace mailu_lint {
namespace {

constexpr std::array form_keys{"name", "published", "depends_on"};

/// docker compose 2 writes `mode` first into each port, and the published port as text.
bool is_written_port(const Value* port) {
  if (!is_map(port) || port->entries.empty() || port->entries.front().key != "mode") return false;
  const Value* published = port->find("published");
  return !published || is_text(published);
}

bool is_written_dependency(const Entry& dependency) {
  return dependency.value->find("condition") && dependency.value->find("required");
}

/// Has the service nothing but docker compose's forms? `seen` becomes true when it has one that nobody writes.
bool is_written_service(const Value& service, bool& seen) {
  if (const Value* ports = service.find("ports")) {
    if (!is_list(ports) || !std::ranges::all_of(ports->items, is_written_port)) return false;
    seen |= !ports->items.empty();
  }
  if (const Value* depends_on = service.find("depends_on")) {
    if (!is_map(depends_on) || !std::ranges::all_of(depends_on->entries, is_written_dependency)) return false;
    seen = true;
  }
  return service.find("networks") || service.find("network_mode");
}

bool is_compose_output(const Value& root) {
  const Value* services = root.find("services");
  if (!root.find("name") || !is_map(services)) return false;
  bool seen = false;
  return std::ranges::all_of(services->entries,
                             [&](const Entry& entry) { return is_written_service(*entry.value, seen); }) &&
         seen;
}

}  // namespace

ComposeOutput::ComposeOutput(const Value& root, ResolveContext& context)
    : context_(context), is_output_(context.dialect == Dialect::stack && is_compose_output(root)) {}

bool ComposeOutput::takes(std::string_view key, Span span) {
  if (!is_output_ || std::ranges::find(form_keys, key) == form_keys.end()) return false;
  if (std::ranges::find(forms_, key, &Form::key) == forms_.end()) forms_.push_back({key, span});
  return true;
}

void ComposeOutput::say() {
  if (forms_.empty()) return;
  std::string keys;
  std::vector<Related> related;
  for (const Form& form : forms_) {
    keys += (keys.empty() ? "" : ", ") + in_ticks(form.key);
    if (&form != &forms_.front()) related.push_back({form.span, "in docker compose's form"});
  }
  refuse(context_, {.rule = RuleId::compose_output_in_stack,
                    .span = forms_.front().span,
                    .fact = "docker compose printed " + keys + " in its own form",
                    .by = RefusedBy::stack,
                    .help = "deploy the files that it read, the variables of `.env` exported before",
                    .related = std::move(related)});
}

}  // namespace mailu_lint
