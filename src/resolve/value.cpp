#include "resolve/value.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <utility>

namespace mailu_lint {
namespace {

constexpr std::size_t small_map = 24;  // up to here a scan is as fast as hashing

std::size_t hash(std::string_view key) {
  return std::hash<std::string_view>{}(key);
}

}  // namespace

void KeyIndex::add(const std::vector<Entry>& entries) const {
  if (indexed_ > entries.size()) indexed_ = 0;
  if (indexed_ == 0 || slots_.size() < entries.size() * 2) {
    slots_.assign(std::bit_ceil(entries.size() * 4), 0);
    indexed_ = 0;
  }
  const std::size_t mask = slots_.size() - 1;
  for (; indexed_ < entries.size(); ++indexed_) {
    std::size_t slot = hash(entries[indexed_].key) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(indexed_ + 1);
  }
}

std::size_t KeyIndex::position(const std::vector<Entry>& entries, std::string_view key) const {
  if (entries.size() <= small_map) {
    const auto found = std::ranges::find(entries, key, &Entry::key);
    return found == entries.end() ? nowhere : static_cast<std::size_t>(found - entries.begin());
  }
  if (indexed_ != entries.size()) add(entries);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash(key) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    if (entries[slots_[slot] - 1].key == key) return slots_[slot] - 1;
  }
  return nowhere;
}

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
