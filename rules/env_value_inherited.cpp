// `RELAYHOST=` in an env file does not empty the setting in a stack: the deploying shell may fill it.
#include <set>

#include <mailu_lint/rule.hpp>

#include "mailu/catalog.hpp"

namespace mailu_lint {
namespace {

/// Empty in an env file, and a setting that a container of Mailu reads: strangers in a shared file are not our concern.
bool may_be_filled(const Setting& setting) {
  if (setting.source != Setting::Source::env_file || !setting.value.is("")) return false;
  const SettingInfo* known = find_setting(setting.name);
  return known && !known->readers.empty();
}

}  // namespace

extern constinit const Rule env_value_inherited{
    .category = Category::stack,
    .severity = Severity::note,
    .summary = "An empty setting takes the value that the deploying shell has",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (mail.dialect != Dialect::stack) return;
          std::set<FileId> told;  // services share their env file: once a file
          for (const Service& service : mail.services) {
            if (service.role == Role::none) continue;
            const Setting* first = nullptr;
            std::ptrdiff_t count = 0;
            for (const Setting& setting : service.environment.settings) {
              if (!may_be_filled(setting)) continue;
              ++count;
              if (!first || setting.name_span < first->name_span) first = &setting;
            }
            if (!first || !told.insert(first->name_span.file).second) continue;
            const std::string others = count > 1 ? " (and " + std::to_string(count - 1) + " more)" : "";
            findings
                .add(first->name_span,
                     "`" + first->name + "`" + others +
                         " is empty; `docker stack deploy` puts the shell's value there, if it has one")
                .evidence("empty")
                .help("deploy from a clean shell: `env -i PATH=\"$PATH\" HOME=\"$HOME\" docker stack deploy …`");
          }
        },
};
}  // namespace mailu_lint
