#include "resolve/interpolate_values.hpp"

#include "resolve/limits.hpp"

namespace mailu_lint {
namespace {

/// Where a part of a value stands that is written as it reads.
Span place(const Value& value, std::uint32_t begin, std::uint32_t end) {
  const Span span{value.span.file, value.node.source_offset(begin), value.node.source_offset(end)};
  return span.end > span.begin && span.end <= value.span.end ? span : value.span;
}

class Interpolator {
 public:
  Interpolator(const Variables& variables, ResolveContext& context, VariableLog& log)
      : variables_(variables), context_(context), log_(log) {}

  /// `name` is the key of the value, when it has one.
  void visit(Value& value, std::string_view name, std::string_view parent) {
    if (value.kind == Value::Kind::string && has_variables(value.text)) {
      interpolate_text(value, parent == "environment" ? name : std::string_view());
    }
    for (Value* item : value.items) visit(*item, {}, name);
    for (const Entry& entry : value.entries) visit(*entry.value, entry.key, name);
  }

 private:
  void interpolate_text(Value& value, std::string_view setting);

  const Variables& variables_;
  ResolveContext& context_;
  VariableLog& log_;
};

void Interpolator::interpolate_text(Value& value, std::string_view setting) {
  Interpolated result = interpolate(value.text, context_.dialect, variables_);
  if (result.error) context_.refused = true;
  constexpr std::size_t size_of_use = 64;  // what a value remembers of a variable
  if (!may_copy(context_, result.text.size() + size_of_use * result.uses.size(), value.span)) {
    value.known = false;
    return;
  }
  log_.report.add(result, value.node, setting);
  const bool as_written = value.node && value.node.text() == value.text;
  for (const VariableUse& use : result.uses) {
    const Span at = as_written ? place(value, use.begin, use.end) : value.span;
    if (use.set || use.defaulted) {
      value.via.push_back({Via::Kind::variable, use.name, use.defaulted ? Span{} : use.set_at, use.defaulted});
    } else {
      value.via.push_back({Via::Kind::unset_variable, use.name, at});
    }
    if (use.set) log_.note({use.name, at, use.set_at});
  }
  value.text = std::move(result.text);
  value.known = result.known;
  value.interpolated = result.changed;
}

}  // namespace

void VariableLog::note(DotenvUse use) {
  if (use.set_at != Span{} && names_.insert(use.name).second) uses_.push_back(std::move(use));
}

void interpolate_values(Value& root, const Variables& variables, ResolveContext& context, VariableLog& log) {
  Interpolator(variables, context, log).visit(root, {}, {});
}

}  // namespace mailu_lint
