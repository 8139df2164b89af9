// A domain that was copied from documentation belongs to somebody else, or to nobody.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/settings.hpp"
#include "mailu/value_types.hpp"
#include "mailu/words.hpp"

namespace mailu_lint {
namespace {

/// Exactly these: somebody may well have a subdomain of one.
constexpr std::string_view placeholders[] = {
    "domain.com",  "domain.tld", "example.com",  "example.net",
    "example.org", "mailu.io",   "mydomain.com", "yourdomain.com",
};

bool is_placeholder(std::string_view domain) {
  return std::ranges::any_of(placeholders, [&](std::string_view word) { return same_word(word, domain); });
}

}  // namespace

extern constinit const Rule domain_placeholder{
    .category = Category::settings,
    .severity = Severity::warning,
    .summary = "`DOMAIN` is a placeholder, or has no dot",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& domain : settings_of(mail, Role::admin, "DOMAIN", findings)) {
            const std::string value(trim(domain.value()));
            if (!is_host_name(value)) continue;  // rule setting-invalid
            const bool placeholder = is_placeholder(value);
            if (!placeholder && value.find('.') != std::string::npos) continue;
            const std::string shown = value.size() > 40 ? "a name" : "`" + value + "`";
            findings
                .add(domain.span(), "`DOMAIN` is " + shown +
                                        (placeholder ? ", which is not yours; mail to your postmaster never reaches you"
                                                     : " and has no dot; no other server can deliver mail to it"))
                .label(placeholder ? "a placeholder" : "no domain of the internet")
                .help("set `DOMAIN` to the domain behind the `@` of your addresses");
          }
        },
};
}  // namespace mailu_lint
