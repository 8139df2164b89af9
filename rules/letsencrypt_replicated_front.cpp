// Each front asks for certificates on its own, and the answer to the challenge may be looked for at another one.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

bool asks_letsencrypt(const std::string& flavor) {
  return flavor == "letsencrypt" || flavor == "mail-letsencrypt";
}

}  // namespace

extern constinit const Rule letsencrypt_replicated_front{
    .category = Category::swarm,
    .severity = Severity::warning,
    .summary = "Several fronts ask Let's Encrypt for the same certificates",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* front : running(mail, Role::front)) {
            if (!front->tasks.several) continue;
            const SettingView flavor = front->setting("TLS_FLAVOR");
            if (flavor.note_unknown(findings) || !flavor.get() || !asks_letsencrypt(*flavor.get())) continue;
            auto finding =
                findings.add(front->tasks.span, "`front` runs " + front->tasks.text +
                                                    " and each asks Let's Encrypt; challenges fail and limits are hit");
            finding.label(front->tasks.text)
                .also(flavor.setting()->value.span(), "each front gets its certificates itself")
                .evidence(front->name.docker_value())
                .help("run one front, or get the certificate elsewhere and use `TLS_FLAVOR=cert`");
            tell_nodes(finding, mail, *front);
          }
        },
};
}  // namespace mailu_lint
