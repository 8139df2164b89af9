// One env file for all is Mailu's way, and each service has to name it.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/catalog.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

constexpr RoleSet core(Role::front, Role::admin, Role::imap, Role::smtp, Role::antispam);

bool has_settings(const Service& service) {
  return !service.env_files.empty() || std::ranges::any_of(service.environment.settings, [](const Setting& setting) {
    return find_setting(setting.name) != nullptr;
  });
}

/// Its image may have them built in.
bool may_have_its_own(const Service& service) {
  return service.has_environment_key || !service.env_files.empty() || service.has_build;
}

}  // namespace

extern constinit const Rule env_file_unread{
    .category = Category::settings,
    .severity = Severity::error,
    .summary = "A service of Mailu gets no settings, and the others do",
    .check =
        [](const Deployment& mail, Findings& findings) {
          auto services = running(mail);
          std::erase_if(services, [](const Service* service) { return !core.contains(service->role); });
          const auto example = std::ranges::find_if(services, [](const Service* one) { return has_settings(*one); });
          if (example == services.end()) return;
          const EnvFile* file = (*example)->env_files.empty() ? nullptr : &(*example)->env_files.front();
          for (const Service* service : services) {
            if (may_have_its_own(*service)) continue;
            const std::string name = "`" + service->name.docker_value() + "`";
            auto finding = findings.add(service->name.span(), name +
                                                                  " has no `env_file` and no `environment`; it knows "
                                                                  "no setting of Mailu, not even the domain");
            if (!file) {
              finding.help("give it the settings that the other services have");
              continue;
            }
            finding.also(file->path.span(), "what the others read")
                .help("add `env_file: " + file->path.docker_value() + "` to the service");
          }
        },
};
}  // namespace mailu_lint
