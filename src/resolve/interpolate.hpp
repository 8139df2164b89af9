// `$V`, `${V:-d}` and their kin, in docker compose's language and in docker stack's: two grammars, not one.
// resolution.md 1.1 has every row; tests/interpolate_test.cpp runs them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/located.hpp>

namespace mailu_lint {

/// A variable that interpolation can see.
struct Variable {
  std::string value{};
  Span span{};        ///< where it is set; an empty span when it comes from the process environment
  bool known = true;  ///< false: it was made from an unset variable
};

/// Variables by name; a later layer (outer) is asked when the inner one has none. `first`, if any, is asked before
/// both.
class Variables {
 public:
  explicit Variables(const Variables* outer = nullptr, const Variables* first = nullptr)
      : outer_(outer), first_(first) {}

  const Variable* find(std::string_view name) const;
  void set(std::string name, Variable variable);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, Variable, Hash, std::equal_to<>> values_;
  const Variables* outer_;
  const Variables* first_;
};

/// What one substitution used, with its place in the text that was interpolated.
struct VariableUse {
  /// What docker stack silently makes of texts that docker compose reads as they look (resolution.md 1.1).
  enum class Trap : std::uint8_t {
    none,
    unbraced_operator,   ///< `$TAG-alpine` is `${TAG-alpine}`
    message_as_default,  ///< `${V:?must-be-set}`: the text behind `-` takes the place of the value, set or not
    default_misread,     ///< `${V:-${W}}`, `${V-a:-b}`: the default ends early, or stays as it is written
  };
  /// What stands behind the name, as docker compose reads it.
  enum class Operator : std::uint8_t { none, fallback, alternative, required };

  std::string name{};
  std::uint32_t begin = 0;  ///< offset of `$` in the input text
  std::uint32_t end = 0;
  Span set_at{};  ///< where the value comes from, when set
  bool set = false;
  bool defaulted = false;  ///< a default or alternative was taken
  bool braced = false;
  Operator op{};
  Trap trap = Trap::none;
};

struct InterpolationError {
  enum class Kind : std::uint8_t {
    syntax,
    required,
    too_deep,   ///< more levels of defaults in defaults than are looked at
    too_large,  ///< more text or more variables than are looked at
  };
  Kind kind{};
  std::uint32_t begin = 0;  ///< range in the input text
  std::uint32_t end = 0;
  std::string variable{};  ///< for `required`
  /// `required`: the user's message as it is written (interpolated it could show a secret); `syntax`: what is wrong, in
  /// our words.
  std::string message{};
  /// It stands in a default or message that is not taken: docker compose evaluates those up to 5.1, not from 5.2 on.
  bool not_taken = false;
};

struct Interpolated {
  std::string text{};  ///< what docker makes of it; unset variables are empty
  /// False when an unset variable (without default) is part of it, after an error, and where a trap of docker stack
  /// made a text that nobody meant: the finding about the trap says it all.
  bool known = true;
  bool changed = false;  ///< the text differs from the input (docker stack casts types only then)
  std::vector<VariableUse> uses{};
  std::optional<InterpolationError> error{};  ///< docker refuses the file
  std::vector<InterpolationError> ignored{};  ///< docker stack forgets an error when a later substitution succeeds
};

/// Does `text` need interpolation at all? One scan for `$`.
bool has_variables(std::string_view text);
/// Never throws; levels of nesting, variables and growth are bounded (error when met).
Interpolated interpolate(std::string_view text, Dialect dialect, const Variables& variables);

}  // namespace mailu_lint
