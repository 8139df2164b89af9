#include "resolve/interpolate_values.hpp"

namespace mailu_lint {
namespace {

class Interpolator {
 public:
  Interpolator(const Variables& variables, ResolveContext& context, VariableLog& log)
      : variables_(variables), context_(context), log_(log) {}

  void visit(Value& value) {
    if (value.kind == Value::Kind::string && has_variables(value.text)) interpolate_text(value);
    for (Value* item : value.items) visit(*item);
    for (const Entry& entry : value.entries) visit(*entry.value);
  }

 private:
  void interpolate_text(Value& value);
  Span place(const Value& value, std::uint32_t begin, std::uint32_t end) const;
  void remember(const VariableUse& use, Span at);

  const Variables& variables_;
  ResolveContext& context_;
  VariableLog& log_;
};

Span Interpolator::place(const Value& value, std::uint32_t begin, std::uint32_t end) const {
  if (!value.node || value.node.text() != value.text) return value.span;
  const Span span{value.span.file, value.node.source_offset(begin), value.node.source_offset(end)};
  return span.end > span.begin && span.end <= value.span.end ? span : value.span;
}

void Interpolator::remember(const VariableUse& use, Span at) {
  if (use.set_at == Span{} || !log_.names.insert(use.name).second) return;
  log_.dotenv.push_back({use.name, at, use.set_at});
}

void Interpolator::interpolate_text(Value& value) {
  Interpolated result = interpolate(value.text, context_.dialect, variables_);
  if (result.error) context_.refused = true;
  for (const VariableUse& use : result.uses) {
    const Span at = place(value, use.begin, use.end);
    if (use.set || use.defaulted) {
      value.via.push_back({Via::Kind::variable, use.name, use.defaulted ? Span{} : use.set_at});
    } else {
      value.via.push_back({Via::Kind::unset_variable, use.name, at});
    }
    if (use.set) remember(use, at);
  }
  value.text = std::move(result.text);
  value.known = result.known;
  value.interpolated = result.changed;
}

}  // namespace

void interpolate_values(Value& root, const Variables& variables, ResolveContext& context, VariableLog& log) {
  Interpolator(variables, context, log).visit(root);
}

}  // namespace mailu_lint
