// The tables of src/mailu: what a reader relies on, and docs/settings.md, which is printed from them.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "mailu/catalog.hpp"
#include "mailu/images.hpp"
#include "support.hpp"

using namespace mailu_lint;

TEST_CASE("tags name releases") {
  struct Row {
    std::string_view tag;
    std::optional<Release> expected;
  };
  const Row rows[] = {
      {"1.5", Release::v1_5},
      {"1.9", Release::v1_9},
      {"1.9.32", Release::v1_9},
      {"v1.9", Release::v1_9},
      {"2.0", Release::v2_0},
      {"2.0-amd64", Release::v2_0},
      {"2.0.11-arm", Release::v2_0},
      {"2024.06", Release::v2024_06},
      {"2024.06.10", Release::v2024_06},
      {"", std::nullopt},
      {"latest", std::nullopt},
      {"master", std::nullopt},
      {"1.4", std::nullopt},
      {"1.10", std::nullopt},  // no such release: 1.9 was followed by 2.0
      {"1.60", std::nullopt},
      {"1.9.", std::nullopt},
      {"1.9.x", std::nullopt},
      {"1.9alpha", std::nullopt},
      {"2024.6", std::nullopt},
      {"2024.061", std::nullopt},
      {"20", std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.tag);
    CHECK(parse_release(row.tag) == row.expected);
  }
  for (auto release : {oldest_release, Release::v1_8, newest_release}) {
    CHECK(parse_release(to_string(release)) == release);
  }
}

TEST_CASE("what tags say of the release") {
  struct Row {
    TagKind kind;
    std::vector<std::string_view> tags;
  };
  const Row rows[] = {
      {TagKind::release, {"1.5", "v2.0", "1.9.32", "2024.06", "2024.06.10-arm"}},
      {TagKind::moving, {"", "latest", "master", "stable"}},
      {TagKind::older, {"1.0", "1.4", "1.4.2", "v0.9"}},
      {TagKind::newer, {"2024.07", "2024.12", "2026.06", "2026.06.1", "v2031.01-arm"}},
      {TagKind::invalid, {"1.10", "1.60", "2.1", "3.0.1", "2023.12", "2024.6", "2024.061", "2025.13", "2025.00"}},
      {TagKind::other, {"pr-2703", "mine", "2", "1.", "1.x", "1.9alpha", "2a3f.1", "99999999999.1", "1.99999999999"}},
  };
  for (const Row& row : rows) {
    for (const std::string_view tag : row.tags) {
      CAPTURE(tag);
      CHECK(kind_of_tag(tag) == row.kind);
    }
  }
}

TEST_CASE("sets of releases") {
  const ReleaseSet swarm = ReleaseRange{Release::v1_6, Release::v1_9};
  CHECK(swarm.first() == Release::v1_6);
  CHECK(swarm.last() == Release::v1_9);
  CHECK(swarm.contains(Release::v1_8));
  CHECK_FALSE(swarm.contains(Release::v2_0));
  CHECK_FALSE(swarm.empty());
  CHECK(ReleaseSet().empty());
  const ReleaseSet split = ReleaseSet(ReleaseRange{Release::v1_7, Release::v1_7}) | ReleaseRange{.from = Release::v2_0};
  CHECK(split.first() == Release::v1_7);
  CHECK(split.last() == newest_release);
  CHECK_FALSE(split.contains(Release::v1_9));
}

TEST_CASE("every setting is found under its name, and its references lead somewhere") {
  for (const SettingInfo& setting : all_settings()) {
    CAPTURE(setting.name);
    CHECK(find_setting(setting.name) == &setting);
    CHECK_FALSE(setting.releases.empty());
    if (!setting.successor.empty()) {
      const SettingInfo* successor = find_setting(setting.successor);
      REQUIRE(successor);
      CHECK(successor->releases.last() > setting.releases.last());
    }
    const bool has_choices = !choices(setting.name).empty();
    if (setting.type == SettingType::choice) CHECK(has_choices);
    const bool may_have_words = setting.type == SettingType::choice || setting.type == SettingType::port_list ||
                                setting.type == SettingType::path;
    if (has_choices) CHECK(may_have_words);
    for (const Choice& choice : choices(setting.name)) {
      CAPTURE(choice.value);
      CHECK(choice.releases.first() >= setting.releases.first());
      CHECK(choice.releases.last() <= setting.releases.last());
    }
    for (std::size_t i = 0; i <= static_cast<std::size_t>(newest_release); ++i) {
      const auto release = static_cast<Release>(i);
      const std::string_view fallback = default_of(setting, release);
      if (setting.type != SettingType::choice || fallback.empty() || !setting.releases.contains(release)) continue;
      CAPTURE(fallback);
      CHECK(std::ranges::any_of(choices(setting.name), [&](const Choice& choice) {
        return choice.value == fallback && choice.releases.contains(release);
      }));
    }
  }
  CHECK_FALSE(find_setting("RELAYNET"));
  CHECK_FALSE(find_setting(""));
  CHECK(choices("NO_SUCH_SETTING").empty());
}

TEST_CASE("settings carry what the rules ask for") {
  const SettingInfo* pods = find_setting("POD_ADDRESS_RANGE");
  REQUIRE(pods);
  CHECK(pods->type == SettingType::network);
  CHECK(pods->releases.first() == Release::v1_6);
  CHECK(pods->releases.last() == Release::v1_9);
  CHECK(pods->successor == "SUBNET");
  CHECK(pods->readers.contains(Role::smtp));
  CHECK_FALSE(pods->readers.contains(Role::front));

  CHECK(default_of(*find_setting("AUTH_RATELIMIT_IP"), Release::v1_9) == "60/hour");
  CHECK(default_of(*find_setting("AUTH_RATELIMIT_IP"), Release::v2_0) == "5/hour");
  CHECK(default_of(*find_setting("PASSWORD_SCHEME"), Release::v1_5) == "SHA512-CRYPT");
  CHECK(default_of(*find_setting("PASSWORD_SCHEME"), Release::v1_7) == "BLF-CRYPT");
  CHECK(default_of(*find_setting("PASSWORD_SCHEME"), Release::v1_8) == "PBKDF2");
  CHECK(find_setting("COMPOSE_PROJECT_NAME")->readers.empty());
}

TEST_CASE("names that nothing reads") {
  CHECK(misspelt("DB_PASSWORD") == "DB_PW");
  CHECK(misspelt("SKIP_DNSSEC_CHECK") == "");
  CHECK(misspelt("Tz") == "TZ");
  CHECK_FALSE(misspelt("DB_PW"));
  CHECK_FALSE(misspelt("POSTGRES_PASSWORD"));
  for (std::string_view seen : {"DB_PASSWORD", "RELAY_LOGIN", "WEBROOT", "REDIS_HOST"}) {
    CHECK_FALSE(find_setting(seen));
    CHECK(find_setting(*misspelt(seen)));
  }
}

TEST_CASE("secrets are known by mark or by sound") {
  for (std::string_view name : {"SECRET_KEY", "DB_PW", "API_TOKEN", "SQLALCHEMY_DATABASE_URI", "POSTGRES_PASSWORD",
                                "MYSQL_ROOT_PASSWORD", "AWS_SECRET_ACCESS_KEY", "ROOT_PW"}) {
    CAPTURE(name);
    CHECK(is_secret(name));
  }
  for (std::string_view name : {"SECRET_KEY_FILE", "DB_PW_FILE", "PASSWORD_SCHEME", "CREDENTIAL_ROUNDS", "RELAYNETS",
                                "AUTH_REQUIRE_TOKENS", "HOSTNAMES"}) {
    CAPTURE(name);
    CHECK_FALSE(is_secret(name));
  }
  CHECK(find_setting_of_file("DB_PW_FILE") == find_setting("DB_PW"));
  CHECK_FALSE(find_setting_of_file("DB_PW"));
  CHECK_FALSE(find_setting_of_file("OTHER_FILE"));
}

TEST_CASE("images and service names have roles") {
  CHECK(find_image("dovecot")->role == Role::imap);
  CHECK(find_image("webmail")->releases.first() == Release::v2_0);
  CHECK(find_image("roundcube")->releases.last() == Release::v1_9);
  CHECK_FALSE(find_image("wordpress"));
  CHECK(foreign_image_role("clamav-debian") == Role::antivirus);
  CHECK(foreign_image_role("tika") == Role::fts_attachments);
  CHECK(foreign_image_role("nextcloud") == Role::none);
  CHECK(service_name_role("front") == Role::front);
  CHECK(service_name_role("app") == Role::none);
}

TEST_CASE("what must be kept, by release") {
  const auto kept = [](Role role, Release release) {
    std::string paths;
    for (const Keep& keep : all_keeps()) {
      if (keep.role == role && keep.releases.contains(release)) paths += std::string(keep.path) + " ";
    }
    return paths;
  };
  CHECK(kept(Role::smtp, Release::v1_7) == "");
  CHECK(kept(Role::smtp, Release::v1_8) == "/queue ");
  CHECK(kept(Role::antivirus, Release::v2_0) == "/data ");
  CHECK(kept(Role::antivirus, Release::v2024_06) == "/var/lib/clamav ");
  CHECK(kept(Role::admin, Release::v1_5) == "/data /dkim ");
}

namespace {

std::string releases_text(ReleaseSet releases) {
  std::string text;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(newest_release); ++i) {
    const auto from = static_cast<Release>(i);
    if (!releases.contains(from)) continue;
    auto last = from;
    while (last != newest_release && releases.contains(static_cast<Release>(static_cast<std::size_t>(last) + 1))) {
      last = static_cast<Release>(static_cast<std::size_t>(last) + 1);
    }
    i = static_cast<std::size_t>(last);
    if (!text.empty()) text += ", ";
    if (from == oldest_release && last == newest_release) {
      text += "all";
    } else if (last == newest_release) {
      text += "≥ " + std::string(to_string(from));
    } else if (from == oldest_release) {
      text += "≤ " + std::string(to_string(last));
    } else if (from == last) {
      text += to_string(from);
    } else {
      text += std::string(to_string(from)) + "–" + std::string(to_string(last));
    }
  }
  return text;
}

std::string readers_text(RoleSet readers) {
  std::string text;
  for (unsigned i = 0; i <= static_cast<unsigned>(Role::certdumper); ++i) {
    if (!readers.contains(static_cast<Role>(i))) continue;
    if (!text.empty()) text += ", ";
    text += to_string(static_cast<Role>(i));
  }
  return text;
}

std::string value_text(const SettingInfo& setting) {
  std::string text(to_string(setting.type));
  std::string words;
  for (const Choice& choice : choices(setting.name)) {
    words += words.empty() ? ": " : ", ";
    words += "`" + std::string(choice.value) + "`";
    if (choice.releases != setting.releases) words += " (" + releases_text(choice.releases) + ")";
  }
  return text + words + (setting.secret ? ", secret" : "");
}

std::string settings_page() {
  std::ostringstream page;
  page
      << "# Mailu's settings\n\n"
         "Every environment variable that a Mailu release from 1.5 to 2024.06 reads, documents or writes into its\n"
         "templates. Made from `src/mailu/settings.def`; the test of the catalogue rewrites this page with\n"
         "`UPDATE_EXPECTED=1`.\n\n"
         "Default: of the newest release that reads it. Read by: the roles whose code names it; empty when only "
         "docker\n"
         "or nothing at all does. From 1.9 on `X_FILE` may name a file that holds the value of admin's setting `X`.\n\n"
         "| setting | value | default | releases | read by | replaced by |\n|---|---|---|---|---|---|\n";
  for (const SettingInfo& setting : all_settings()) {
    const auto code = [](std::string_view text) { return text.empty() ? "" : "`" + std::string(text) + "`"; };
    page << "| `" << setting.name << "` | " << value_text(setting) << " | " << code(setting.fallback) << " | "
         << releases_text(setting.releases) << " | " << readers_text(setting.readers) << " | "
         << code(setting.successor) << " |\n";
  }
  return page.str();
}

}  // namespace

TEST_CASE("docs/settings.md is the table") {
  test::check_expected(test::repository_file("docs/settings.md"), settings_page());
}

TEST_CASE("the catalogue has every setting of the survey of Mailu's sources") {
  const auto folder = test::shared_folder();
  if (!folder) {
    MESSAGE("skipped: no data folder beside the repository");
    return;
  }
  std::istringstream table(test::read_file(*folder / "facts/mailu-settings.tsv"));
  std::string line;
  std::getline(table, line);
  std::size_t rows = 0;
  while (std::getline(table, line)) {
    CAPTURE(line);
    CHECK(find_setting(std::string_view(line).substr(0, line.find('\t'))));
    ++rows;
  }
  CHECK(rows <= all_settings().size());  // it misses names that the code spells in its own way
}
