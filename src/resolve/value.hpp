// docker's resolved model as a tree of values: aliases and merge keys expanded, variables put in, files merged, short
// forms made long. Each value keeps its place and its way there. `show` prints it, deployment.cpp reads it.
// Copies, not references: a value differs by its place of use; the number of copies is bounded (rule alias-limit).
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/located.hpp>
#include <mailu_lint/source.hpp>

#include "parse/yaml.hpp"

namespace mailu_lint {

struct Value;

struct Entry {
  std::string key{};
  Span key_span{};
  Value* value = nullptr;
};

/// Mutable while resolve works on it, const for everybody else.
struct Value {
  enum class Kind : std::uint8_t { null, boolean, integer, real, string, list, map };
  enum class Mark : std::uint8_t { none, reset, override_ };  ///< `!reset`, `!override` (compose only)

  Kind kind = Kind::null;
  Mark mark = Mark::none;
  bool known = true;          ///< false: an unset variable is part of it; `text` is what docker would see
  bool interpolated = false;  ///< interpolation changed the text
  std::string text{};         ///< scalars, as docker prints them
  std::int64_t integer = 0;   ///< Kind::integer and Kind::boolean (0, 1)
  double real = 0;
  Span span{};           ///< where it is written
  yaml::NodeRef node{};  ///< the scalar it was read from; none for values that docker adds
  std::vector<Via> via{};
  std::vector<Entry> entries{};  ///< map: in order of the file, keys unique
  std::vector<Value*> items{};   ///< list

  Value* find(std::string_view key);
  const Value* find(std::string_view key) const;
  const Entry* entry(std::string_view key) const;
};

/// Owns values; addresses stay valid.
class ValueArena {
 public:
  Value* make() { return &values_.emplace_back(); }
  std::size_t size() const { return values_.size(); }

 private:
  std::deque<Value> values_;
};

}  // namespace mailu_lint
