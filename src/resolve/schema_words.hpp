// What the tables of keys are written with: keys of one dialect or both, scalars, lists and maps of them.
#pragma once

#include "resolve/schema.hpp"

namespace mailu_lint::schema {

inline constexpr bool compose_only = true;  // for Key::compose, with `since = never`
inline constexpr bool stack_only = false;

inline constexpr Key both(std::string_view name, const Shape& shape, std::uint8_t since = always) {
  return {.name = name, .shape = &shape, .since = since};
}
inline constexpr Key compose(std::string_view name, const Shape& shape) {
  return {.name = name, .shape = &shape, .compose = compose_only, .since = never};
}
inline constexpr Key stack(std::string_view name, const Shape& shape, std::uint8_t since) {
  return {.name = name, .shape = &shape, .compose = stack_only, .since = since};
}

// Scalars. docker compose takes text wherever it takes a number or a boolean, for the sake of variables.
inline constexpr Shape any_map{.kinds = map};
inline constexpr Shape string{.kinds = text};
inline constexpr Shape whole{.kinds = integer | text, .stack = integer};
inline constexpr Shape real{.kinds = number | text, .stack = number};
inline constexpr Shape truth{.kinds = boolean | text, .stack = boolean};
inline constexpr Shape strict_truth{.kinds = boolean};
inline constexpr Shape strict_number{.kinds = number};
inline constexpr Shape strict_whole{.kinds = integer};
inline constexpr Shape size{.kinds = number | text};
inline constexpr Shape count{.kinds = text | integer};
inline constexpr Shape cpus{.kinds = number | text, .stack = text};
inline constexpr Shape string_or_null{.kinds = text | null};
inline constexpr Shape scalar{.kinds = text | number | boolean | null, .stack = text | number | null};
inline constexpr Shape option{.kinds = text | number};
inline constexpr Shape option_or_null{.kinds = text | number | null};

// Lists and maps of scalars.
inline constexpr Shape strings{.kinds = list, .item = &string};
inline constexpr Shape unique_strings{.kinds = list, .item = &string, .unique = Unique::both};
inline constexpr Shape merged_strings{.kinds = list, .item = &string, .unique = Unique::stack};
inline constexpr Shape string_or_strings{.kinds = text | list, .item = &string, .unique = Unique::stack};
inline constexpr Shape command{.kinds = null | text | list, .stack = text | list, .item = &string};
inline constexpr Shape pairs{.kinds = list | map, .item = &string, .values = &scalar, .unique = Unique::stack};
inline constexpr Shape options{.kinds = map, .values = &option};
inline constexpr Shape text_map{.kinds = map, .values = &string};
inline constexpr Shape text_options{.kinds = map, .values = &option_or_null};
inline constexpr Shape addresses{.kinds = text | list, .stack = text | number | null, .item = &string};
inline constexpr Shape hosts{.kinds = list | map, .item = &string, .values = &addresses, .unique = Unique::both};
inline constexpr Shape string_or_number{.kinds = text | number};
inline constexpr Shape exposed{.kinds = list, .item = &string_or_number, .unique = Unique::stack};
inline constexpr Shape unique_strings_or_numbers{.kinds = list, .item = &string_or_number, .unique = Unique::both};

// In files of their own.
extern const Shape deploy;   ///< schema_deploy.cpp
extern const Shape device;   ///< schema_deploy.cpp
extern const Shape gpu;      ///< schema_deploy.cpp: a device of `gpus:`, without the need for `capabilities`
extern const Shape service;  ///< schema_service.cpp

}  // namespace mailu_lint::schema
