// What a frame hides of a line.
#include "report/secrets.hpp"

#include <doctest/doctest.h>

#include <string>

#include "support.hpp"

using namespace mailu_lint;

namespace {

/// The line with `*` for each hidden byte.
std::string masked(const std::string& text, std::uint32_t line) {
  const SourceFile file("a", text);
  std::string shown(file.line(line));
  SecretMask mask;
  for (const HiddenRange& range : mask.hidden(file, line)) {
    REQUIRE(range.begin < range.end);
    REQUIRE(range.end <= shown.size());
    for (std::size_t i = range.begin; i < range.end; ++i) shown[i] = '*';
  }
  return shown;
}

}  // namespace

TEST_CASE("values of secret settings are hidden") {
  struct Row {
    std::string_view line;
    std::string_view shown;
  };
  const Row rows[] = {
      {"SECRET_KEY=abc", "SECRET_KEY=***"},
      {"export DB_PW = a b", "export DB_PW = ***"},
      {"      - MYSQL_PASSWORD=abc", "      - MYSQL_PASSWORD=***"},
      {"      mysql_password: abc", "      mysql_password: ***"},
      {"    {\"API_TOKEN\": \"abc\", DOMAIN: x}", "    {\"API_TOKEN\": *****************"},
      {"RELAYPASSWORD=\"a\" # b", "RELAYPASSWORD=*******"},
      {"DB_URL=postgres://user:abc@host/db", "DB_URL=postgres://user:***@host/db"},
      {"A=redis://:abc@h/0 DB_PW=x", "A=redis://:***@h/0 DB_PW=*"},
      {"A=postgres://user:a/c@host/db", "A=postgres://user:***@host/db"},
      {"device: //user:abc@nas/share", "device: //user:***@nas/share"},
      {"git: https://abc@host/x.git", "git: https://***@host/x.git"},
      {"X: ${DB_PW:-abc}", "X: ${DB_PW:-****"},
      {"redis-server --requirepass abc", "redis-server --requirepass ***"},
      {"test: [CMD, redis-cli, -a, abc]", "test: [CMD, redis-cli, -a, ****"},
      {"mysqladmin -u root -pabc ping", "mysqladmin -u root **********"},
      {"DB_PW abc", "DB_PW ***"},
      {"#export DB_PW abc", "#export DB_PW ***"},
      // Where a secret comes from, and what only looks like one.
      {"SECRET_KEY=${SECRET_KEY}", "SECRET_KEY=${SECRET_KEY}"},
      {"SECRET_KEY=$KEY", "SECRET_KEY=$KEY"},
      {"SECRET_KEY=${KEY:-abc}", "SECRET_KEY=***********"},
      {"SECRET_KEY_FILE=/run/secrets/key", "SECRET_KEY_FILE=/run/secrets/key"},
      {"SECRET_KEY=", "SECRET_KEY="},
      {"AUTH_REQUIRE_TOKENS=true", "AUTH_REQUIRE_TOKENS=true"},
      {"http://host:80/", "http://host:80/"},
      {"http://host:80/a@b", "http://host:80/a@b"},
      {"X: ${DB_PW:-}", "X: ${DB_PW:-}"},
      {"pg_isready -p 5432", "pg_isready -p 5432"},
      {"run --requirepass $PASS", "run --requirepass $PASS"},
  };
  for (const Row& row : rows) CHECK(masked(std::string(row.line), 1) == row.shown);
}

TEST_CASE("what a finding says of a line quotes no part of its secret, and all names") {
  struct Row {
    std::string_view line;
    std::string_view message;
    std::string_view shown;
  };
  const Row rows[] = {
      {"SECRET_KEY: abcdef", "`abcdef` is weak", "`******` is weak"},
      {"SECRET_KEY: abcdef", "`cde` is weak", "`******` is weak"},
      {"SECRET_KEY: abcdef", "`SECRET_KEY` is weak", "`SECRET_KEY` is weak"},
      {"SECRET_KEY: ${APP_SECRET_KEY:-abcdef}", "`SECRET_KEY` is weak", "`SECRET_KEY` is weak"},
      {"SECRET_KEY: ${APP_SECRET_KEY:-abcdef}", "`APP_SECRET_KEY` is weak", "`APP_SECRET_KEY` is weak"},
      {"SECRET_KEY: ${APP_SECRET_KEY:-abcdef}", "`cde` is weak", "`******` is weak"},
      // The same text as a name and in the secret.
      {"SECRET_KEY: ${APP_SECRET_KEY:-my SECRET_KEY}", "`SECRET_KEY` is weak", "`******` is weak"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    test::MemoryReader reader({});
    SourceSet sources(reader);
    const FileId file = sources.add("a", std::string(row.line));
    Finding finding{};
    finding.span = {file, 0, 1};
    finding.message = row.message;
    SecretMask mask;
    hide_secrets(finding, sources, mask);
    CHECK(finding.message == row.shown);
  }
}

TEST_CASE("values over several lines are hidden on each") {
  const std::string block = "a:\n  DB_PW: |\n    abc\n    d: e\n  DOMAIN: x\n";
  CHECK(masked(block, 3) == "    ***");
  CHECK(masked(block, 4) == "    ****");
  CHECK(masked(block, 5) == "  DOMAIN: x");
  CHECK(masked("a:\n  DB_PW:\n    abc\n", 3) == "    ***");
  CHECK(masked("a:\n  - redis-server\n  - --requirepass\n  - abc\n  - x\n", 4) == "  *****");
  CHECK(masked("a:\n  - redis-server\n  - --requirepass\n  - abc\n  - x\n", 5) == "  - x");
  CHECK(masked("SECRET_KEY=\"abc\ndef=\"\nDOMAIN=x\n", 2) == "*****");
  // A mapping that is called like a secret holds settings, and top-level `secrets:` holds paths.
  CHECK(masked("token:\n  image: x\n", 2) == "  image: x");
  CHECK(masked("secrets:\n  db:\n    file: ./x\n", 3) == "    file: ./x");
}

TEST_CASE("texts over several lines are masked line by line") {
  const SourceFile file("a", "A=1\nDB_PW=abc\r\nB=2\nSECRET_KEY=x\n");
  SecretMask mask;
  const auto size = static_cast<std::uint32_t>(file.text().size());
  CHECK(masked_text(file, {FileId{}, 0, size}, mask) == "A=1\nDB_PW=******\r\nB=2\nSECRET_KEY=******\n");
  CHECK(masked_text(file, {FileId{}, 2, 9}, mask) == "1\nDB_PW");
  CHECK(masked_text(file, {FileId{}, 11, 12}, mask) == "******");
  CHECK(masked_text(file, {FileId{}, 5, 5}, mask).empty());
  CHECK(masked_text(file, {FileId{}, 5, size + 9}, mask) == "B_PW=******\r\nB=2\nSECRET_KEY=******\n");
}
