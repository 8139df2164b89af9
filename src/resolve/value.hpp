// docker's resolved model as a tree of values: aliases and merge keys expanded, variables put in, files merged, short
// forms made long. Each value keeps its place and its way there. `show` prints it, deployment.cpp reads it.
// Copies, not references: a value differs by its place of use; the number of copies is bounded (rule alias-limit).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/located.hpp>
#include <mailu_lint/source.hpp>

#include "parse/yaml.hpp"
#include "resolve/name_index.hpp"

namespace mailu_lint {

struct Value;

struct Entry {
  std::string key{};
  Span key_span{};
  Value* value = nullptr;
};

struct KeyOf {
  std::string_view operator()(const Entry& entry) const { return entry.key; }
};
using KeyIndex = NameIndex<KeyOf>;

/// Mutable while resolve works on it, const for everybody else.
struct Value {
  enum class Kind : std::uint8_t { null, boolean, integer, real, string, list, map };
  enum class Mark : std::uint8_t { none, reset, override_ };  ///< `!reset`, `!override` (compose only)

  Kind kind = Kind::null;
  Mark mark = Mark::none;
  bool known = true;          ///< false: an unset variable is part of it; `text` is what docker would see
  bool interpolated = false;  ///< interpolation changed the text
  /// docker reads it and throws it away: kept for rules, no part of docker's model. The host address that a stack drops
  /// from a short port, the options (`z`, `cached`) of a short volume.
  bool dropped = false;
  std::string text{};        ///< scalars, as docker prints them
  std::int64_t integer = 0;  ///< Kind::integer and Kind::boolean (0, 1)
  double real = 0;
  Span span{};           ///< where it is written
  yaml::NodeRef node{};  ///< the scalar it was read from; none for values that docker adds
  std::vector<Via> via{};
  /// map: in order of the file, keys unique. Append freely; replace and remove through set() and erase().
  std::vector<Entry> entries{};
  std::vector<Value*> items{};  ///< list
  /// Of a service's `environment`: entries that lost to a later one of the same key, for rules that look at losers.
  std::vector<Entry> replaced{};
  /// A map that stands as a list (`- KEY=value`) in some file: docker's `!reset` does not reach into those.
  bool was_list = false;

  Value* find(std::string_view key);
  const Value* find(std::string_view key) const;
  const Entry* entry(std::string_view key) const;
  /// Replaces the value of a key, or appends it; gives the value that was there.
  Value* set(std::string_view key, Span key_span, Value* value);
  void erase(std::string_view key);

  KeyIndex index{};
};

/// Owns values; addresses stay valid. Not a deque: one block of that holds less than two values.
class ValueArena {
 public:
  Value* make() {
    if (blocks_.empty() || blocks_.back().size() == block_size) blocks_.emplace_back().reserve(block_size);
    ++size_;
    return &blocks_.back().emplace_back();
  }
  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t block_size = 64;
  std::vector<std::vector<Value>> blocks_;  // each reserved once, so that nothing in it ever moves
  std::size_t size_ = 0;
};

}  // namespace mailu_lint
