// Text to numbers and booleans at fixed places, once variables are put in. docker compose casts every text there; a
// stack only what interpolation has changed, so `replicas: "3"` is an error and `"${R:-3}"` is not (resolution.md 1.1).
#include <cstdint>
#include <span>

#include "resolve/section.hpp"
#include "resolve/units.hpp"

namespace mailu_lint {
namespace {

enum class Cast : std::uint8_t { integer, real, boolean };
enum class In : std::uint8_t { both, compose, stack };

/// `*` stands for any key, `[]` for any item. Places are those of compose-go 2.9.1 and docker/cli 28.2.2.
struct Place {
  std::string_view path;
  Cast cast{};
  In in = In::both;
};

constexpr Place service_places[] = {
    {"configs.[].mode", Cast::integer, In::stack},
    {"cpu_count", Cast::integer, In::compose},
    {"cpu_percent", Cast::real, In::compose},
    {"cpu_period", Cast::integer, In::compose},
    {"cpu_quota", Cast::integer, In::compose},
    {"cpu_rt_period", Cast::integer, In::compose},
    {"cpu_rt_runtime", Cast::integer, In::compose},
    {"cpu_shares", Cast::integer, In::compose},
    {"cpus", Cast::real, In::compose},
    {"deploy.placement.max_replicas_per_node", Cast::integer},
    {"deploy.replicas", Cast::integer},
    {"deploy.restart_policy.max_attempts", Cast::integer},
    {"deploy.rollback_config.max_failure_ratio", Cast::real},
    {"deploy.rollback_config.parallelism", Cast::integer},
    {"deploy.update_config.max_failure_ratio", Cast::real},
    {"deploy.update_config.parallelism", Cast::integer},
    {"healthcheck.disable", Cast::boolean},
    {"healthcheck.retries", Cast::integer},
    {"init", Cast::boolean, In::compose},
    {"oom_kill_disable", Cast::boolean, In::compose},
    {"oom_score_adj", Cast::integer},
    {"pids_limit", Cast::integer, In::compose},
    {"ports.[].published", Cast::integer, In::stack},
    {"ports.[].target", Cast::integer},
    {"privileged", Cast::boolean},
    {"read_only", Cast::boolean},
    {"scale", Cast::integer, In::compose},
    {"secrets.[].mode", Cast::integer, In::stack},
    {"stdin_open", Cast::boolean},
    {"tty", Cast::boolean},
    {"ulimits.*", Cast::integer},
    {"ulimits.*.hard", Cast::integer},
    {"ulimits.*.soft", Cast::integer},
    {"volumes.[].read_only", Cast::boolean},
    {"volumes.[].volume.nocopy", Cast::boolean},
};
constexpr Place network_places[] = {
    {"attachable", Cast::boolean},
    {"enable_ipv4", Cast::boolean, In::compose},
    {"enable_ipv6", Cast::boolean, In::compose},
    {"external", Cast::boolean},
    {"internal", Cast::boolean},
};
constexpr Place resource_places[] = {{"external", Cast::boolean}};

/// What the value becomes; false when docker cannot make it that.
bool convert(Value& value, Cast cast) {
  if (cast == Cast::boolean) {
    const auto truth = parse_boolean(value.text);
    if (!truth) return false;
    value.kind = Value::Kind::boolean;
    value.integer = *truth ? 1 : 0;
    value.text = *truth ? "true" : "false";
    return true;
  }
  if (cast == Cast::integer) {
    const auto number = parse_integer(value.text);
    if (!number) return false;
    value.kind = Value::Kind::integer;
    value.integer = *number;
    value.text = std::to_string(*number);
    return true;
  }
  const auto number = parse_real(value.text);
  if (!number) return false;
  value.kind = Value::Kind::real;
  value.real = *number;
  value.text = print_real(*number);
  return true;
}

std::string_view what(Cast cast) {
  switch (cast) {
    case Cast::integer:
      return "a whole number";
    case Cast::real:
      return "a number";
    case Cast::boolean:
      return "`true` or `false`";
  }
  return "";
}

void cast(Value& value, const Place& place, ResolveContext& context) {
  if (value.kind != Value::Kind::string) return;
  if (context.dialect == Dialect::stack && !value.interpolated) return;
  if (convert(value, place.cast)) return;
  refuse(context, {.rule = RuleId::value_type,
                   .span = value.span,
                   .fact = in_ticks(value) + " is not " + std::string(what(place.cast)),
                   .help = "write " + std::string(what(place.cast)),
                   .known = value.known});
}

void visit(Value& value, std::string_view path, const Place& place, ResolveContext& context) {
  if (path.empty()) return cast(value, place, context);
  const std::string_view step = path.substr(0, path.find('.'));
  path.remove_prefix(std::min(step.size() + 1, path.size()));
  if (step == "[]") {
    for (Value* item : value.items) visit(*item, path, place, context);
  } else if (step == "*") {
    for (const Entry& entry : value.entries) visit(*entry.value, path, place, context);
  } else if (Value* next = value.find(step)) {
    visit(*next, path, place, context);
  }
}

void cast_all(Value& value, std::span<const Place> places, ResolveContext& context) {
  const In other = context.dialect == Dialect::stack ? In::compose : In::stack;
  for (const Place& place : places) {
    if (place.in != other) visit(value, place.path, place, context);
  }
}

}  // namespace

void cast_types(Value& root, ResolveContext& context) {
  struct Section {
    std::string_view key;
    std::span<const Place> places;
  };
  for (const Section& section :
       {Section{"services", service_places}, Section{"networks", network_places}, Section{"volumes", resource_places},
        Section{"secrets", resource_places}, Section{"configs", resource_places}}) {
    const Value* resources = find_map(root, section.key);
    if (!resources) continue;
    for (const Entry& entry : resources->entries) {
      // A stack takes the dots of a name for steps of a path, and so finds nothing to cast in `web.1`.
      if (context.dialect == Dialect::stack && entry.key.find('.') != std::string::npos) continue;
      cast_all(*entry.value, section.places, context);
    }
  }
}

}  // namespace mailu_lint
