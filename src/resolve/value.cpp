#include "resolve/value.hpp"

#include <utility>

namespace mailu_lint {

const Entry* Value::entry(std::string_view key) const {
  const std::size_t found = index.position(entries, key);
  return found == KeyIndex::nowhere ? nullptr : &entries[found];
}

Value* Value::find(std::string_view key) {
  const std::size_t found = index.position(entries, key);
  return found == KeyIndex::nowhere ? nullptr : entries[found].value;
}

const Value* Value::find(std::string_view key) const {
  const std::size_t found = index.position(entries, key);
  return found == KeyIndex::nowhere ? nullptr : entries[found].value;
}

Value* Value::set(std::string_view key, Span key_span, Value* value) {
  const std::size_t found = index.position(entries, key);
  if (found == KeyIndex::nowhere) {
    entries.push_back({std::string(key), key_span, value});
    return nullptr;
  }
  entries[found].key_span = key_span;
  return std::exchange(entries[found].value, value);
}

void Value::erase(std::string_view key) {
  std::erase_if(entries, [&](const Entry& entry) { return entry.key == key; });
  index.forget();
}

}  // namespace mailu_lint
