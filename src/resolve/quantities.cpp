// Durations and sizes in the tree, replaced by what docker prints for them.
#include "resolve/section.hpp"
#include "resolve/units.hpp"

namespace mailu_lint {

void canonicalise_duration(Value& map, std::string_view key, ResolveContext& context) {
  Value* value = map.find(key);
  if (!is_text(value)) return;
  const auto duration = parse_duration(value->text, context.dialect);
  if (!duration) {
    const bool compose_takes = parse_duration(value->text, Dialect::compose).has_value();
    refuse(context, {.rule = RuleId::value_invalid,
                     .span = value->span,
                     .fact = in_ticks(*value) + " is not a duration",
                     .by = compose_takes ? RefusedBy::stack : RefusedBy::both,
                     .help = "write a number with its unit, such as `30s` or `1m30s`",
                     .known = value->known});
    return;
  }
  value->text = print_duration(*duration);
}

void canonicalise_size(Value& map, std::string_view key, ResolveContext& context) {
  Value* value = map.find(key);
  if (value && value->kind == Value::Kind::integer) {
    value->kind = Value::Kind::string;
    return;
  }
  if (!is_text(value)) return;
  const auto bytes = parse_size(value->text);
  if (!bytes) {
    refuse(context, {.rule = RuleId::value_invalid,
                     .span = value->span,
                     .fact = in_ticks(*value) + " is not a size",
                     .help = "write a number with its unit, such as `512M`",
                     .known = value->known});
    return;
  }
  value->text = std::to_string(*bytes);
}

void canonicalise_cpus(Value& map, std::string_view key, ResolveContext& context) {
  Value* value = map.find(key);
  if (!is_text(value) || context.dialect == Dialect::stack) return;
  const auto cpus = parse_real(value->text);
  if (!cpus) {
    refuse(context, {.rule = RuleId::value_invalid,
                     .span = value->span,
                     .fact = in_ticks(*value) + " is not a number of processors",
                     .by = RefusedBy::compose,
                     .help = "write a number, such as `0.5`",
                     .known = value->known});
    return;
  }
  value->kind = Value::Kind::real;
  value->real = *cpus;
  value->text = print_real(*cpus);
}

}  // namespace mailu_lint
