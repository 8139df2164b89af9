// What a deployment may become once aliases, variables, `extends`, `include` and shared env files are written out. A
// few kilobytes can ask for terabytes; each bound that is met is a finding that names itself, and nothing is checked
// then.
#pragma once

#include <cstddef>
#include <string>

#include <mailu_lint/rule_id.hpp>

#include "resolve/sections.hpp"

namespace mailu_lint {

/// The most files that `include` and `extends` may bring, each counted as often as it is read: two includes in each of
/// 20 files are a million.
inline constexpr std::size_t most_included = 500;
/// The most services that extend one another in a row.
inline constexpr std::size_t longest_chain = 100;
/// The most values a model may have, whatever its files ask for.
inline constexpr std::size_t most_values = 2'000'000;
/// The most bytes of text that may be copied into one model.
inline constexpr std::size_t most_text = std::size_t{128} << 20U;
/// The most settings that the env files of all services may come to.
inline constexpr std::size_t most_settings = 300'000;
/// The most mistakes of one deployment that are told.
inline constexpr std::size_t most_refusals = 10'000;

/// Is it one of the rules that say that a deployment is more than is looked at?
bool is_limit(RuleId rule);
/// What to do about it.
std::string limit_help(RuleId rule);
/// A bound is met: reports that, each rule once.
void report_limit(ResolveContext& context, RuleId rule, Span place, std::string message);
/// Counts text that is copied into the model; false when that is more than it may have, which is reported.
bool may_copy(ResolveContext& context, std::size_t bytes, Span place);

}  // namespace mailu_lint
