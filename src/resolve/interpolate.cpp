#include "resolve/interpolate.hpp"

namespace mailu_lint {
const Variable* Variables::find(std::string_view) const {
  return nullptr;
}
void Variables::set(std::string, Variable) {}
bool has_variables(std::string_view) {
  return false;
}
Interpolated interpolate(std::string_view, Dialect, const Variables&) {
  return {};
}
}  // namespace mailu_lint
