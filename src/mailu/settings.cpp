#include "mailu/settings.hpp"

#include <algorithm>
#include <set>

#include <mailu_lint/finding.hpp>

#include "mailu/catalog.hpp"
#include "mailu/placement.hpp"
#include "mailu/words.hpp"

namespace mailu_lint {

std::vector<SettingUse> settings_of(const Deployment& mail, std::span<const Role> roles, std::string_view name,
                                    Findings& findings) {
  std::vector<SettingUse> uses;
  std::set<Span> told;
  for (const Role role : roles) {
    for (const Service* service : running(mail, role)) {
      const SettingView view = service->setting(name);
      const Setting* setting = view.setting();
      if (view.note_unknown(findings) || !setting || view.empty()) continue;
      const SettingUse use{service, setting};
      if (told.insert(use.span().written()).second) uses.push_back(use);
    }
  }
  return uses;
}

std::vector<SettingUse> settings_of(const Deployment& mail, Role role, std::string_view name, Findings& findings) {
  return settings_of(mail, std::span(&role, 1), name, findings);
}

std::optional<bool> boolean_of(std::string_view text) {
  if (same_word(text, "true") || same_word(text, "yes")) return true;
  if (same_word(text, "false") || same_word(text, "no")) return false;
  return std::nullopt;
}

std::vector<SettingUse> settings_read(const Deployment& mail, Findings& findings) {
  std::vector<SettingUse> uses;
  std::set<Span> places;
  for (const Service* service : running(mail)) {
    const Environment& environment = service->environment;
    if (!environment.incomplete.empty()) findings.not_checked(environment.incomplete);
    for (const Setting& setting : environment.settings) {
      const SettingInfo* info = find_setting(setting.name);
      if (!info || !info->readers.contains(service->role) || !places.insert(setting.name_span.written()).second)
        continue;
      const SettingView view(&setting, nullptr);
      if (!view.note_unknown(findings) && !view.empty()) uses.push_back({service, &setting});
    }
  }
  return uses;
}

std::vector<FileId> shared_env_files(const Deployment& mail) {
  std::vector<FileId> shared;
  for (const Service& service : mail.services) {
    for (const EnvFile& file : service.env_files) {
      const std::string& path = file.path.docker_value();
      const std::string_view name = std::string_view(path).substr(path.find_last_of('/') + 1);
      if (file.file && (service.role == Role::none || name == ".env")) shared.push_back(*file.file);
    }
  }
  std::ranges::sort(shared);
  return shared;
}

}  // namespace mailu_lint
