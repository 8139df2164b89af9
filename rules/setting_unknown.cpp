// Mailu takes no notice of names it does not know: a slip of the keyboard leaves the default in force.
#include <algorithm>
#include <set>

#include <mailu_lint/rule.hpp>

#include "lint/suggest.hpp"
#include "mailu/catalog.hpp"
#include "mailu/placement.hpp"
#include "mailu/settings.hpp"
#include "mailu/words.hpp"

namespace mailu_lint {
namespace {

/// Reads Mailu's settings: redis and the databases have variables of their own.
bool reads_settings(const Service& service) {
  return find_setting("TZ")->readers.contains(service.role);
}

/// One slip in short names, two in long ones; none in the shortest, which are everybody's.
std::size_t slips(std::string_view name) {
  return name.size() < 5 ? 0 : name.size() < 10 ? 1 : 2;
}

/// The setting that a slip of the keyboard makes this name of. The first letter is right: it narrows the search.
std::string_view near_miss(const Deployment& mail, std::string_view name) {
  std::string_view best;
  std::size_t limit = slips(name);
  if (limit == 0) return best;
  const std::string first{upper(name[0])};
  const auto settings = all_settings();
  for (auto row = std::ranges::lower_bound(settings, first, {}, &SettingInfo::name); row != settings.end(); ++row) {
    if (row->name[0] != first[0]) break;
    // PORT_80 and its like are made by the containers themselves.
    if (row->readers.empty() || is_digit(row->name.back())) continue;
    if (mail.release && !row->releases.contains(*mail.release)) continue;
    const std::size_t distance = edit_distance(name, row->name, limit);
    if (distance > limit || (distance == limit && !best.empty())) continue;
    best = row->name;
    limit = distance;
  }
  return best;
}

void check(const Deployment& mail, const Service& service, const Setting& setting, bool is_shared, Findings& findings) {
  const std::string& name = setting.name;
  const auto listed = is_shared ? std::nullopt : misspelt(name);
  const std::string meant(listed ? *listed : near_miss(mail, name));
  // Who has set the right one too means something else by this.
  if (!meant.empty() && !service.setting(meant).unset()) return;
  if (!meant.empty()) {
    findings.add(setting.name_span, "Mailu reads no `" + name + "`; did you mean `" + meant + "`?")
        .label("no effect")
        .evidence(name)
        .help("rename it to `" + meant + "`");
  } else if (listed || (!is_shared && name.starts_with("MAILU_"))) {
    findings.add(setting.name_span, "no release of Mailu reads `" + name + "`; it has no effect")
        .severity(listed ? Severity::warning : Severity::note)
        .label("no effect")
        .evidence(name)
        .help("delete the line");
  }
}

}  // namespace

extern constinit const Rule setting_unknown{
    .category = Category::settings,
    .severity = Severity::warning,
    .summary = "A setting that no release of Mailu reads",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const auto shared = shared_env_files(mail);
          std::set<Span> places;
          for (const Service* service : running(mail)) {
            if (!reads_settings(*service)) continue;
            const Environment& environment = service->environment;
            if (!environment.incomplete.empty()) findings.not_checked(environment.incomplete);
            for (const Setting& setting : environment.settings) {
              if (find_setting(setting.name) || find_setting_of_file(setting.name)) continue;
              if (!places.insert(setting.name_span.written()).second) continue;
              check(mail, *service, setting, std::ranges::binary_search(shared, setting.name_span.file), findings);
            }
          }
        },
};
}  // namespace mailu_lint
