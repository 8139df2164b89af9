// What docker takes where: one table for both dialects (schema_table.cpp), one small walker over it (schema.cpp).
// Rejected: docker's own JSON schemas and a validator library. They are fourteen files and two drafts, each says only
// what one dialect takes, and their errors name no place.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <mailu_lint/deployment.hpp>

#include "resolve/value.hpp"

namespace mailu_lint::schema {

/// A set of kinds of values.
struct Kinds {
  std::uint8_t bits = 0;

  constexpr bool empty() const { return bits == 0; }
  constexpr bool has(Kinds other) const { return (bits & other.bits) != 0; }
  friend constexpr Kinds operator|(Kinds a, Kinds b) { return {static_cast<std::uint8_t>(a.bits | b.bits)}; }
};
inline constexpr Kinds null{1};
inline constexpr Kinds boolean{2};
inline constexpr Kinds integer{4};
inline constexpr Kinds number{8};  ///< with or without a fraction
inline constexpr Kinds text{16};
inline constexpr Kinds list{32};
inline constexpr Kinds map{64};

/// The minor number of `version: "3.N"` from which docker stack knows something; never: it does not.
inline constexpr std::uint8_t always = 0;
inline constexpr std::uint8_t never = 255;
inline constexpr std::uint8_t newest = 13;  ///< docker 27 to 29

/// Which lists may not hold an item twice. docker compose takes doubles out of most lists before it looks.
enum class Unique : std::uint8_t { no, stack, both };
/// Which names the entries of a map may have.
enum class Names : std::uint8_t { any, resource, lower_case };
/// Texts that must look like something; docker compose's patterns are not anchored.
enum class Pattern : std::uint8_t { none, container_name, pull_policy };

struct Key;

/// What may stand at a place. Without `stack` kinds the place is the same in both dialects.
struct Shape {
  Kinds kinds{};
  Kinds stack{};                              ///< where a stack takes other kinds
  const Shape* item = nullptr;                ///< of a list; nullptr: anything
  std::span<const Key> keys{};                ///< of a map with fixed keys
  const Shape* values = nullptr;              ///< of a map with free keys
  std::span<const std::string_view> words{};  ///< the only texts that are allowed
  std::span<const std::string_view> required{};
  Unique unique = Unique::no;
  Names names = Names::any;
  Pattern pattern = Pattern::none;
  bool words_in_stack = true;             ///< `words` hold for stacks too
  bool sections = false;                  ///< each entry is a service or resource: one finding for what a stack refuses
  bool extensions = false;                ///< compose: `x-` keys
  std::uint8_t extensions_since = never;  ///< stack: `x-` keys
  std::uint8_t open_since = never;        ///< stack: unknown keys are ignored

  constexpr Kinds kinds_in(Dialect dialect) const {
    return dialect == Dialect::stack && !stack.empty() ? stack : kinds;
  }
};

/// A key with a name of its own.
struct Key {
  std::string_view name{};
  const Shape* shape = nullptr;
  bool compose = true;
  std::uint8_t since = always;  ///< stack
};

/// The whole file.
extern const Shape root;

Kinds kinds_of(const Value& value);
/// "a list"; "empty" for null.
std::string_view noun(const Value& value);
/// "a list or a map": what may stand there, the plainest words first.
std::string nouns(Kinds kinds);
bool is_resource_name(std::string_view name);
bool is_lower_case(std::string_view name);
bool matches(Pattern pattern, std::string_view input);
/// Equal values have equal fingerprints: `1` and `"1"` differ, the order of a map does not matter.
std::string fingerprint(const Value& value);

}  // namespace mailu_lint::schema
