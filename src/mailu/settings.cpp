#include "mailu/settings.hpp"

#include <algorithm>

#include <mailu_lint/finding.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {

std::vector<SettingUse> settings_of(const Deployment& mail, Role role, std::string_view name, Findings& findings) {
  std::vector<SettingUse> uses;
  for (const Service* service : running(mail, role)) {
    const SettingView view = service->setting(name);
    if (view.note_unknown(findings) || view.empty()) continue;
    const SettingUse use{service, view.setting()};
    const bool told = std::ranges::any_of(uses, [&](const SettingUse& other) { return other.span() == use.span(); });
    if (!told) uses.push_back(use);
  }
  return uses;
}

}  // namespace mailu_lint
