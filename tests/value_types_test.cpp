// What each release of Mailu can read: the validators behind rule setting-invalid.
#include "mailu/value_types.hpp"

#include <doctest/doctest.h>

#include "mailu/switches.hpp"

using namespace mailu_lint;
using enum Release;

TEST_CASE("values that Mailu reads, and values that it does not") {
  struct Row {
    std::string_view setting, value;
    Release release;
    bool valid;
    const char* meant = nullptr;  ///< what the fix writes
  };
  const Row rows[] = {
      {"TLS_FLAVOR", "letsencrypt", v2024_06, true},
      {"TLS_FLAVOR", "", v2024_06, true},
      {"TLS_FLAVOR", "mail", v2024_06, true},
      {"TLS_FLAVOR", "mail-letsencrypt", v1_6, true},
      {"TLS_FLAVOR", "mail-letsencrypt", v1_5, false},
      {"TLS_FLAVOR", "cert ", v1_9, false, "cert"},
      {"TLS_FLAVOR", "LetsEncrypt", v2_0, false, "letsencrypt"},
      {"TLS_FLAVOR", "\"cert\"", v1_9, false},
      {"TLS_FLAVOR", "none", v2_0, false},
      {"WEBMAIL", "rainloop", v2_0, false},
      {"WEBMAIL", "snappymail", v2_0, true},
      {"WEBMAIL", "false", v2_0, false},
      {"COMPRESSION", "zstd", v1_9, true},
      {"COMPRESSION", "zstd", v1_8, false},
      {"LOG_LEVEL", "DEBUG", v2_0, true},
      {"LOG_LEVEL", "info", v2_0, false, "INFO"},
      {"DB_FLAVOR", "postgres", v2_0, false},
      {"PORTS", "25, 465", v2024_06, false, "25,465"},
      {"PORTS", "25, x", v2024_06, false},
      {"OUTBOUND_TLS_LEVEL", "Encrypt ", v2_0, true},  // Postfix is not particular
      {"OUTBOUND_TLS_LEVEL", "tls", v2_0, false},
      {"REJECT_UNLISTED_RECIPIENT", "YES", v2_0, true},
      {"REJECT_UNLISTED_RECIPIENT", "true", v2_0, false},

      {"SESSION_TIMEOUT", "3600", v2_0, true},
      {"SESSION_TIMEOUT", " 3600 ", v2_0, true},
      {"SESSION_TIMEOUT", "1h", v2_0, false},
      {"SESSION_TIMEOUT", "3600.0", v2_0, false},
      {"SESSION_TIMEOUT", "-", v2_0, false},
      {"MESSAGE_SIZE_LIMIT", "50000000", v1_5, true},
      {"MESSAGE_SIZE_LIMIT", "50M", v1_5, false},
      {"DEFAULT_QUOTA", "1G", v2024_06, false},

      {"AUTH_RATELIMIT_IP", "60/hour", v1_9, true},
      {"AUTH_RATELIMIT_IP", "10/minute;1000/hour ", v1_9, true},
      {"AUTH_RATELIMIT_IP", "10 per 5 Minutes, 3/days", v1_9, true},
      {"AUTH_RATELIMIT_IP", "60", v1_9, false},
      {"AUTH_RATELIMIT_IP", "60/h", v1_9, false},
      {"AUTH_RATELIMIT_IP", "/hour", v1_9, false},
      {"AUTH_RATELIMIT_IP", "60/hour;", v1_9, false},
      {"AUTH_RATELIMIT_IP", "60/hourly", v1_9, false},
      {"AUTH_RATELIMIT_IP", "60/hour of the day", v1_9, false},

      {"DOMAIN", "example.org", v2_0, true},
      {"DOMAIN",
       "b\xc3\xbc"
       "cher.example",
       v2_0, true},
      {"DOMAIN", "xn--bcher-kva.example", v2_0, true},
      {"DOMAIN", "example\xe2\x80\x91one.org", v2_0, false},  // a hyphen from a web page
      {"DOMAIN", "https://example.org", v2_0, false},
      {"DOMAIN", "example.org,example.net", v2_0, false},
      {"DOMAIN", "admin@example.org", v2_0, false},
      {"DOMAIN", "example..org", v2_0, false},
      {"DOMAIN", "example.org ", v2_0, false, "example.org"},

      {"IMAP_ADDRESS", "imap.mail.svc.cluster.local", v2_0, true},
      {"IMAP_ADDRESS", "mailu_imap_1", v2_0, true},
      {"IMAP_ADDRESS", "192.0.2.3", v2_0, true},
      {"IMAP_ADDRESS", "2001:db8::3", v2_0, true},
      {"IMAP_ADDRESS", "imap:143", v1_9, true},
      {"IMAP_ADDRESS", "imap:143", v2_0, false},
      {"IMAP_ADDRESS", "imap://imap", v1_9, false},
      {"IMAP_ADDRESS", "imap:", v1_9, false},
      {"REDIS_ADDRESS", "redis:6379", v2_0, true},
      {"REDIS_ADDRESS", "redis://redis", v2_0, false},

      {"REAL_IP_FROM", "192.0.2.1, 10.0.0.0/8,fd00::/8", v2_0, true},
      {"REAL_IP_FROM", "10.0.0.7/8", v2_0, true},  // nginx masks it
      {"REAL_IP_FROM", "traefik", v2_0, true},     // nginx looks it up
      {"REAL_IP_FROM", "192.0.2.1 192.0.2.2", v2_0, false, "192.0.2.1,192.0.2.2"},
      {"REAL_IP_FROM", "192.0.2.1,", v2_0, false, "192.0.2.1"},
      {"REAL_IP_FROM", "10.0.0.0/33", v2_0, false},
      {"REAL_IP_FROM", "[fd00::]/8", v2_0, false},
      {"PROXY_AUTH_WHITELIST", "192.0.2.1,", v2_0, true},
      {"PROXY_AUTH_WHITELIST", "10.0.0.0/255.0.0.0", v2_0, true},
      {"PROXY_AUTH_WHITELIST", "traefik", v2_0, false},
      {"AUTH_RATELIMIT_EXEMPTION", "192.0.2.1 192.0.2.2", v1_9, false, "192.0.2.1,192.0.2.2"},
      {"AUTH_RATELIMIT_EXEMPTION", "[::1]", v1_9, false},

      {"POSTMASTER", "admin", v1_5, true},
      {"POSTMASTER", "admin@example.org", v1_5, false},
      {"DMARC_RUA", "admin ", v1_5, false, "admin"},
      {"WEB_ADMIN", "/admin", v1_5, true},
      {"WEB_ADMIN", "admin", v1_5, false},
      {"WEBROOT_REDIRECT", "none", v1_8, false},
      {"WEBROOT_REDIRECT", "none", v1_9, true},
      {"WEBSITE", "https://example.org", v1_5, true},
      {"WEBSITE", "/", v1_5, true},
      {"WEBSITE", "example.org", v1_5, false},

      {"RELAYHOST", "[smtp.example.org]:587", v2_0, true},
      {"RELAYHOST", "smtp.example.org", v2_0, true},
      {"RELAYHOST", "smtp.example.org:submission", v2_0, true},
      {"RELAYHOST", "[2001:db8::25]", v2_0, true},
      {"RELAYHOST", "[a.example.org], [b.example.org]:587", v2_0, true},
      {"RELAYHOST", "10.0.0.0/8", v2_0, true},  // relayhost-is-network
      {"RELAYHOST", "[smtp.example.org:587]", v2_0, false},
      {"RELAYHOST", "smtp://smtp.example.org", v2_0, false},
      {"RELAYHOST", "user@smtp.example.org", v2_0, false},

      {"PORTS", "25,80,443,465,993,995,4190", v2024_06, true},
      {"PORTS", "25, 80", v2024_06, false, "25,80"},
      {"PORTS", "smtp", v2024_06, false},
      {"PROXY_PROTOCOL", "mail", v2_0, true},
      {"PROXY_PROTOCOL", "25,465", v2_0, false},
      {"PROXY_PROTOCOL", "25,465", v2024_06, true},
      {"PROXY_PROTOCOL", "all-but-http", v2024_06, true},
      {"PROXY_PROTOCOL", "http", v2024_06, false},
      {"PROXY_PROTOCOL", "true", v2024_06, false},

      {"API", "true", v2_0, true},
      {"API", "Yes", v2_0, true},
      {"API", "FALSE", v2_0, true},
      {"API", "1", v2_0, true},  // any other word is on
      {"API", "0", v2_0, false, "false"},
      {"API", "off", v2_0, false, "false"},
      {"API", "false ", v2_0, false, "false"},
      {"API", "perhaps", v2_0, false},
      {"ADMIN", "true", v1_9, true},
      {"ADMIN", "none", v1_9, true},
      {"ADMIN", "True", v1_9, false, "true"},
      {"ADMIN", "True", v2_0, true},
      {"ADMIN", "none", v2_0, false, "false"},
      {"ADMIN", "admin@example.org", v1_9, false},
      {"WELCOME", "yes", v1_5, false, "true"},
      {"WELCOME", "yes", v1_6, true},
      {"DOMAIN_REGISTRATION", "off", v1_6, false, "false"},
      {"WEBDAV", "none", v1_5, true},
      {"WEBDAV", "radicale", v1_5, true},
      {"WEBDAV", "false", v2_0, false, "none"},
      {"WEBMAIL", "rainloop", v1_9, true},
      {"WEBMAIL", "no", v1_9, false, "none"},
      {"ANTIVIRUS", "false", v2_0, true},
      {"ANTIVIRUS", "true", v2_0, false, "clamav"},
      {"ANTIVIRUS", "clam", v2_0, false},
      {"FULL_TEXT_SEARCH_ATTACHMENTS", "true", v2024_06, true},
      {"FULL_TEXT_SEARCH_ATTACHMENTS", "false", v2024_06, false, ""},

      {"SITENAME", " anything goes ", v2_0, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.setting);
    CAPTURE(row.value);
    CAPTURE(to_string(row.release));
    const SettingInfo* setting = find_setting(row.setting);
    REQUIRE(setting);
    CHECK(is_valid(*setting, row.value, row.release) == row.valid);
    if (row.valid) continue;
    const auto meant = meant_value(*setting, row.value, row.release);
    CHECK(meant.has_value() == (row.meant != nullptr));
    if (meant && row.meant) CHECK(*meant == row.meant);
  }
}

TEST_CASE("every default is valid in its release, and every advice has words") {
  for (const SettingInfo& setting : all_settings()) {
    for (unsigned i = 0; i <= static_cast<unsigned>(newest_release); ++i) {
      const auto release = static_cast<Release>(i);
      if (!setting.releases.contains(release)) continue;
      CAPTURE(setting.name);
      CAPTURE(to_string(release));
      // Admin's own defaults of these never reach the containers that read them another way.
      const bool stays_in_admin = setting.name == "ADMIN" || setting.name == "FULL_TEXT_SEARCH_ATTACHMENTS";
      if (!stays_in_admin) CHECK(is_valid(setting, default_of(setting, release), release));
      if (find_mistake(setting.name, release)) CHECK_FALSE(advice(setting, release).empty());
    }
  }
}

TEST_CASE("the table of mistakes speaks of settings that it may quote") {
  std::size_t rows = 0;
  for (const SettingInfo& setting : all_settings()) {
    for (unsigned i = 0; i <= static_cast<unsigned>(newest_release); ++i) {
      const auto release = static_cast<Release>(i);
      if (!find_mistake(setting.name, release)) continue;
      CAPTURE(setting.name);
      CHECK_FALSE(setting.secret);
      CHECK(setting.releases.contains(release));
      CHECK_FALSE(has_own_rule(setting.name));
      ++rows;
    }
    const bool judged_by_type = setting.type == SettingType::boolean || setting.type == SettingType::local_part ||
                                setting.type == SettingType::address;
    if (judged_by_type) CHECK_FALSE(setting.secret);
  }
  CHECK(rows > 100);
  CHECK(has_own_rule("RELAYNETS"));
  CHECK_FALSE(has_own_rule("TLS_FLAVOR"));
}
