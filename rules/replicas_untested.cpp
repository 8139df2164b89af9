// What Mailu's swarm guide names as never tested with more than one task, and what is known to break.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

struct Single {
  Role role{};
  ReleaseRange releases{};
  std::string_view consequence{};
};

constexpr std::string_view untested = "Mailu was only ever tested with one";

constexpr Single singles[] = {
    {Role::redis, {}, "they share nothing, so that sessions and rate limits come and go"},
    {Role::fetchmail, {}, "each collects the same mail, and users get it twice"},
    {Role::admin, {}, untested},
    {Role::antispam, {}, untested},
    {Role::webdav, {}, untested},
    {Role::antivirus, {oldest_release, Release::v1_9}, untested},
};

/// A stack of an unknown release is one of 1.6 to 1.9.
bool applies(const Deployment& mail, const Single& single) {
  if (mail.release || single.releases.everything()) return mail.may_be(single.releases);
  return mail.swarm();
}

}  // namespace

extern constinit const Rule replicas_untested{
    .category = Category::swarm,
    .severity = Severity::warning,
    .summary = "A service runs several tasks although it was made for one",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Single& single : singles) {
            if (!applies(mail, single)) continue;
            for (const Service* service : running(mail, single.role)) {
              if (!service->tasks.several) continue;
              auto finding =
                  findings.add(service->tasks.span, "`" + service->name.docker_value() + "` runs " +
                                                        service->tasks.text + "; " + std::string(single.consequence));
              finding.label(service->tasks.text)
                  .evidence(service->name.docker_value())
                  .help("run one task: `replicas: 1`");
              tell_nodes(finding, mail, *service);
            }
          }
        },
};
}  // namespace mailu_lint
