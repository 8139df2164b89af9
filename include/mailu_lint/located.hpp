// A value together with the place it was written and how it got from there to here.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <mailu_lint/source.hpp>

namespace mailu_lint {

/// One step between the text a value was written as and the place where it is used.
struct Via {
  enum class Kind : std::uint8_t {
    variable,        ///< `${NAME}`; span: where NAME got its value, empty file span when it came from a default
    unset_variable,  ///< `${NAME}` and NAME is set nowhere; span: the place of use
    anchor,          ///< `*name`; span: the alias
    merge_key,       ///< `<<: *name`; span: the alias after `<<`
    env_file,        ///< read from an env file; span: the `env_file:` entry
    extends,         ///< span: the `extends:` value
    include,         ///< span: the `include:` entry
    overrides,       ///< span: the value in an earlier file that this one replaced
  };
  Kind kind{};
  std::string name{};  ///< variable or anchor name; empty for the other kinds
  Span span{};
  bool defaulted = false;  ///< a variable that stood for the default written at the place of use
};

/// A value, where it was written, and whether it is known.
///
/// docker takes an unset variable for the empty string; a linter must not, for the variable may be set where the stack
/// is deployed. Such a value is *unknown*: `get()` hides it, and only code that has to print what docker would see
/// (`show`, the comparison with docker) asks for `docker_value()`.
template <class T>
class Located {
 public:
  Located() = default;
  Located(T value, Span span, std::vector<Via> via = {}, bool known = true)
      : value_(std::move(value)), span_(span), via_(std::move(via)), known_(known) {}

  /// The value, or nullptr when it depends on something that is not known here.
  const T* get() const { return known_ ? &value_ : nullptr; }
  bool known() const { return known_; }
  bool is(const T& other) const { return known_ && value_ == other; }
  const T& docker_value() const { return value_; }

  /// Where the value is written; Span::use() is the place of use when it came through an alias.
  Span span() const { return span_; }
  const std::vector<Via>& via() const { return via_; }
  /// The variable that keeps the value from being known, or nullptr.
  const Via* unset_variable() const {
    for (const Via& step : via_) {
      if (step.kind == Via::Kind::unset_variable) return &step;
    }
    return nullptr;
  }

 private:
  T value_{};
  Span span_{};
  std::vector<Via> via_;  ///< from the place of use back to the text
  bool known_ = true;
};

}  // namespace mailu_lint
