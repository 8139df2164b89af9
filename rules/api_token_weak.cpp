// The token of the API is as good as an administrator's password. Without one the API only answers with errors.
#include <mailu_lint/rule.hpp>

#include "mailu/settings.hpp"
#include "mailu/switches.hpp"
#include "mailu/value_types.hpp"
#include "mailu/weak_secrets.hpp"

namespace mailu_lint {
namespace {

void check_token(const Deployment& mail, const Setting& token, Findings& findings) {
  constexpr std::size_t enough = 16;
  constexpr std::size_t taken = 4;  // from 2024.06 on
  const std::string help = "use a random token: `openssl rand -hex 16`";
  if (token.value.docker_value().size() < taken && mail.is({Release::v2024_06, newest_release})) {
    findings.add(token.value.span(), "`API_TOKEN` has fewer than four characters; no call of the API succeeds")
        .label("refused")
        .severity(Severity::warning)
        .help(help);
    return;
  }
  const Weakness weakness = weakness_of(token.value.docker_value(), enough);
  if (weakness == Weakness::none) return;
  const bool known = weakness == Weakness::well_known;
  findings
      .add(token.value.span(), known ? "`API_TOKEN` is a word that is tried first; who guesses it administers Mailu"
                                     : "`API_TOKEN` is shorter than 16 characters; who guesses it administers Mailu")
      .label(known ? "a placeholder or a common word" : "too short")
      .severity(known ? Severity::error : Severity::warning)
      .help(help);
}

}  // namespace

extern constinit const Rule api_token_weak{
    .category = Category::secrets,
    .severity = Severity::error,
    .releases = {Release::v2_0, newest_release},
    .summary = "The API is on and its token is missing or weak",
    .cwe = 1391,
    .security_severity = 8.1,
    .check =
        [](const Deployment& mail, Findings& findings) {
          const SettingInfo& info = *find_setting("API");
          const Release release = mail.release.value_or(newest_release);
          for (const SettingUse& api : settings_of(mail, Role::admin, "API", findings)) {
            const SettingView token = api.service->setting("API_TOKEN");
            const SettingView file = api.service->setting("API_TOKEN_FILE");
            if (taken_for(info, api.value(), release) != true || token.note_unknown(findings)) continue;
            if (file.note_unknown(findings) || file.setting()) continue;
            if (!token.empty()) {
              check_token(mail, *token.setting(), findings);
              continue;
            }
            if (!is_valid(info, api.value(), release)) continue;  // `API=off`: rule setting-invalid
            findings.add(api.span(), "`API` is on and `API_TOKEN` is not set; no call of the API succeeds")
                .label("on")
                .severity(Severity::warning)
                .help("set `API_TOKEN` to a random text, `openssl rand -hex 16`, or turn `API` off");
          }
        },
};
}  // namespace mailu_lint
