// Which values switch a feature on, release by release, and what stays unknown.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include <mailu_lint/finding.hpp>

#include "mailu/features.hpp"

using namespace mailu_lint;

namespace {

using enum Release;

struct Row {
  std::string setting{};
  std::string value{};
  std::optional<Release> release{};
  std::optional<bool> on{};
};

Deployment of_release(std::optional<Release> release) {
  Deployment mail;
  mail.release = release;
  return mail;
}

}  // namespace

TEST_CASE("features: what is on, and what is not told") {
  const std::array rows = {
      Row{"WEBMAIL", "roundcube", v1_5, true},
      Row{"WEBMAIL", "none", v1_9, false},
      Row{"WEBMAIL", "snappymail", v2_0, true},
      Row{"WEBMAIL", "rainloop", v2_0, std::nullopt},  // rule setting-invalid
      Row{"WEBMAIL", "none", v2024_06, false},
      Row{"WEBMAIL", "roundcube", std::nullopt, true},
      Row{"WEBMAIL", "rainloop", std::nullopt, std::nullopt},
      Row{"WEBMAIL", "", v2024_06, std::nullopt},
      Row{"ANTIVIRUS", "clamav", v1_6, std::nullopt},
      Row{"ANTIVIRUS", "clamav", v1_7, true},
      Row{"ANTIVIRUS", "none", v2024_06, false},
      Row{"FETCHMAIL_ENABLED", "true", v1_9, std::nullopt},
      Row{"FETCHMAIL_ENABLED", "yes", v2_0, true},
      Row{"FETCHMAIL_ENABLED", "False", v2024_06, false},
      Row{"SCAN_MACROS", "1", v2_0, true},
      Row{"SCAN_MACROS", "off", v2_0, std::nullopt},  // on to Mailu, off to who wrote it
      Row{"SCAN_MACROS", "true", std::nullopt, std::nullopt},
      Row{"FULL_TEXT_SEARCH_ATTACHMENTS", "true", v2024_06, true},
      Row{"FULL_TEXT_SEARCH_ATTACHMENTS", "false", v2024_06, std::nullopt},
      Row{"ADMIN", "true", v1_5, true},
      Row{"ADMIN", "True", v1_9, std::nullopt},
      Row{"ADMIN", "1", v2024_06, true},
  };
  for (const Row& row : rows) {
    INFO(row.setting, "=", row.value, " in ", row.release ? to_string(*row.release) : "an unknown release");
    Findings findings;
    CHECK(is_on(of_release(row.release), row.setting, row.value, findings) == row.on);
    const bool undecided = !row.release && !row.on;
    CHECK(findings.gaps().empty() == !undecided);
  }
}

TEST_CASE("features: a setting that is not given") {
  struct Unset {
    std::string setting{};
    Release release{};
    bool off_when_unset{};
    std::optional<bool> on{};
  };
  const std::array rows = {
      Unset{"ANTIVIRUS", v1_9, true, false},
      Unset{"ANTIVIRUS", v1_6, true, std::nullopt},
      Unset{"SCAN_MACROS", v2_0, true, false},
      Unset{"SCAN_MACROS", v1_9, true, std::nullopt},
      Unset{"ADMIN", v2_0, true, false},
      Unset{"WEBMAIL", v2024_06, false, std::nullopt},
      Unset{"FETCHMAIL_ENABLED", v2_0, false, std::nullopt},
  };
  for (const Unset& row : rows) {
    INFO(row.setting, " in ", to_string(row.release));
    Findings findings;
    CHECK(is_on(of_release(row.release), Service(), row.setting, row.off_when_unset, findings) == row.on);
  }
}
