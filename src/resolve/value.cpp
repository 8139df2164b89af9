#include "resolve/value.hpp"

namespace mailu_lint {

const Entry* Value::entry(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

Value* Value::find(std::string_view key) {
  const Entry* found = entry(key);
  return found ? found->value : nullptr;
}

const Value* Value::find(std::string_view key) const {
  const Entry* found = entry(key);
  return found ? found->value : nullptr;
}

}  // namespace mailu_lint
