#include "mailu/settings.hpp"

#include <set>

#include <mailu_lint/finding.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {

std::vector<SettingUse> settings_of(const Deployment& mail, std::span<const Role> roles, std::string_view name,
                                    Findings& findings) {
  std::vector<SettingUse> uses;
  std::set<Span> told;
  for (const Role role : roles) {
    for (const Service* service : running(mail, role)) {
      const SettingView view = service->setting(name);
      if (view.note_unknown(findings) || view.empty()) continue;
      const SettingUse use{service, view.setting()};
      if (told.insert(use.span()).second) uses.push_back(use);
    }
  }
  return uses;
}

std::vector<SettingUse> settings_of(const Deployment& mail, Role role, std::string_view name, Findings& findings) {
  return settings_of(mail, std::span(&role, 1), name, findings);
}

std::optional<bool> boolean_of(std::string_view text) {
  std::string word(text);
  for (char& c : word) c = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (word == "true" || word == "yes") return true;
  if (word == "false" || word == "no") return false;
  return std::nullopt;
}

}  // namespace mailu_lint
