#include "mailu/switches.hpp"

#include <algorithm>

#include "mailu/settings.hpp"
#include "mailu/words.hpp"

namespace mailu_lint {
namespace {

using enum Release;

/// How the code asks.
enum class Question : std::uint8_t {
  any_but_false,  ///< off: `false` and `no`, in any case. What admin makes of every setting from 1.6 on
  any_but_none,   ///< off: `none`
  anything,       ///< nothing is off but the empty value
  exactly,        ///< on: that word
  in_any_case,    ///< on: that word, in any case
};

struct Switch {
  std::string_view setting{};
  ReleaseRange releases{};
  Question question{};
  std::string_view on{};
};

// Where another container than admin asks, or admin before 1.6.
constexpr Switch special[] = {
    {"ADMIN", {v1_5, v1_9}, Question::exactly, "true"},
    {"ANTIVIRUS", {v1_7, newest_release}, Question::exactly, "clamav"},
    {"DISABLE_STATISTICS", {v1_5, v1_5}, Question::in_any_case, "true"},
    {"FULL_TEXT_SEARCH_ATTACHMENTS", {v2024_06, newest_release}, Question::anything, "true"},
    {"KUBERNETES_INGRESS", {v1_6, v1_9}, Question::exactly, "true"},
    {"LETSENCRYPT_SHORTCHAIN", {v1_9, v1_9}, Question::anything, "true"},
    {"WEBDAV", {v1_5, newest_release}, Question::any_but_none, "radicale"},
    {"WEBMAIL", {v1_5, v1_9}, Question::any_but_none, "roundcube"},
    {"WELCOME", {v1_5, v1_5}, Question::in_any_case, "true"},
};

std::optional<Switch> find_switch(const SettingInfo& setting, Release release) {
  for (const Switch& row : special) {
    if (row.setting == setting.name && row.releases.contains(release)) return row;
  }
  if (setting.type != SettingType::boolean || release < v1_6) return std::nullopt;
  return Switch{.question = Question::any_but_false, .on = "true"};
}

bool any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view other) { return same_word(word, other); });
}

}  // namespace

std::optional<bool> taken_for(const SettingInfo& setting, std::string_view value, Release release) {
  const auto found = find_switch(setting, release);
  if (!found || value.empty()) return std::nullopt;
  switch (found->question) {
    case Question::any_but_false:
      return boolean_of(value) != false;
    case Question::any_but_none:
      return value != "none";
    case Question::anything:
      return true;
    case Question::exactly:
      return value == found->on;
    case Question::in_any_case:
      return same_word(value, found->on);
  }
  return std::nullopt;
}

std::optional<bool> meant_by(std::string_view word) {
  if (any_of(word, {"true", "yes", "on", "1", "y", "t", "enable", "enabled"})) return true;
  if (any_of(word, {"false", "no", "off", "0", "n", "f", "none", "disable", "disabled"})) return false;
  return std::nullopt;
}

std::string_view switch_word(const SettingInfo& setting, bool on, Release release) {
  const auto found = find_switch(setting, release);
  if (!found || on) return found ? found->on : std::string_view();
  switch (found->question) {
    case Question::anything:
      return {};
    case Question::any_but_none:
      return "none";
    default:
      return setting.type == SettingType::boolean ? "false" : "none";
  }
}

}  // namespace mailu_lint
