#include "config/choices.hpp"

#include "lint/suggest.hpp"

namespace mailu_lint {
namespace {

constexpr std::array<Choice<std::optional<Target>>, 3> targets = {
    {{"auto", std::nullopt}, {"compose", Target::compose}, {"swarm", Target::swarm}}};
constexpr std::array<Choice<DeployWith>, 2> ways = {
    {{"stack", DeployWith::stack}, {"compose-config", DeployWith::compose_config}}};
constexpr std::array<Choice<FailOn>, 4> fail_levels = {
    {{"error", FailOn::error}, {"warning", FailOn::warning}, {"note", FailOn::note}, {"never", FailOn::never}}};

template <class T, std::size_t size>
std::string_view name_of(T value, const std::array<Choice<T>, size>& choices) {
  for (const auto& [name, choice] : choices) {
    if (choice == value) return name;
  }
  return "";
}

}  // namespace

void reject(std::string_view option, std::string_view given, const std::vector<std::string_view>& known) {
  constexpr std::size_t most_listed = 12;
  const std::string_view suggestion = nearest(given, known);
  std::string message = std::string(option) + ": unknown value `" + std::string(given) + "`" + did_you_mean(suggestion);
  if (suggestion.empty() && known.size() <= most_listed) {
    std::string list;
    for (const std::string_view name : known) list += (list.empty() ? "; one of " : ", ") + std::string(name);
    message += list;
  }
  throw BadValue(message);
}

std::optional<Target> choose_target(std::string_view option, std::string_view given) {
  return choose(option, given, targets);
}

DeployWith choose_deploy_with(std::string_view option, std::string_view given) {
  return choose(option, given, ways);
}

Release choose_release(std::string_view option, std::string_view given) {
  if (const auto release = parse_release(given)) return *release;
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(newest_release); ++i) names.push_back(to_string(static_cast<Release>(i)));
  reject(option, given, names);
}

Severity choose_severity(std::string_view option, std::string_view given) {
  constexpr std::array<Choice<Severity>, 3> levels = {
      {{"error", Severity::error}, {"warning", Severity::warning}, {"note", Severity::note}}};
  return choose(option, given, levels);
}

FailOn choose_fail_on(std::string_view option, std::string_view given) {
  return choose(option, given, fail_levels);
}

RuleId choose_rule(std::string_view option, std::string_view given) {
  if (const auto rule = find_rule(given)) return *rule;
  std::vector<std::string_view> names;
  for (const RuleEntry& known : all_rules()) names.push_back(known.name);
  reject(option, given, names);
}

std::vector<RuleId> choose_rules(std::string_view option, std::string_view given) {
  std::vector<RuleId> rules;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < all_rules().size(); ++i) {
    const RuleEntry& known = all_rules()[i];
    const std::string_view category = to_string(known.rule->category);
    if (known.name == given || category == given) rules.push_back(static_cast<RuleId>(i));
    names.push_back(known.name);
    names.push_back(category);
  }
  if (rules.empty()) reject(option, given, names);
  return rules;
}

std::string_view to_string(const std::optional<Target>& target) {
  return name_of(target, targets);
}

std::string_view to_string(DeployWith way) {
  return name_of(way, ways);
}

std::string_view to_string(FailOn level) {
  return name_of(level, fail_levels);
}

}  // namespace mailu_lint
