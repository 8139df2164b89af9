// No secret reaches any output. Each row plants one value in a place where people put secrets, in files that are right
// and files that are broken; every line of them is then reported in every format, resolved, shown and compared.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/report.hpp>

#include "cli/options.hpp"
#include "lsp/server.hpp"
#include "mailu/secret_spans.hpp"
#include "program.hpp"
#include "report/diff.hpp"
#include "report/secrets.hpp"
#include "report/show.hpp"
#include "resolution.hpp"
#include "sample_run.hpp"
#include "temporary_folder.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

constexpr std::string_view planted = "Zq7hunter2";

struct Row {
  std::string why;
  std::string yaml;  ///< what follows in the service `admin`; or the whole file, when it begins with a `!`
  std::string env = "DOMAIN=example.org\n";
  std::string dotenv = "TAG=1.9\n";
};

/// A deployment with two services; `admin` is open to have lines added.
std::string with_services(const std::string& admin) {
  if (admin.starts_with('!')) return admin.substr(1);
  return "services:\n"
         "  front:\n"
         "    image: mailu/nginx:1.9\n"
         "    env_file: mailu.env\n"
         "  admin:\n"
         "    image: mailu/admin:1.9\n"
         "    env_file: mailu.env\n" +
         admin;
}

std::vector<Row> make_rows() {
  std::vector<Row> all = {
      // Settings.
      {"an env file", "", "SECRET_KEY=Zq7hunter2\nDB_PW = Zq7hunter2\nexport API_TOKEN='Zq7hunter2'\n"},
      {"unknown names that sound like a secret", "", "MY_SMTP_PASSWORD=Zq7hunter2\nfoo.secret-key=Zq7hunter2\n"},
      {"the environment as a map", "    environment:\n      SECRET_KEY: Zq7hunter2\n      DB_PW: \"a Zq7hunter2\"\n"},
      {"the environment as a list", "    environment:\n      - SECRET_KEY=Zq7hunter2\n      - 'DB_PW=Zq7hunter2'\n"},
      {"in flow style", "    environment: {SECRET_KEY: Zq7hunter2, DOMAIN: x}\n"},
      {"in flow style over lines", "    environment: {\n      SECRET_KEY:\n        Zq7hunter2,\n      DOMAIN: x}\n"},
      {"a block scalar",
       "    environment:\n      SECRET_KEY: |\n        Zq7hunter2\n      DB_PW: >-\n        Zq7hunter2\n"},
      {"a quoted text over lines", "", "SECRET_KEY=\"a\nZq7hunter2\n\"\nDOMAIN=x\n"},
      {"a comment", "    # SECRET_KEY: Zq7hunter2\n", "# DB_PW=Zq7hunter2\n#API_TOKEN Zq7hunter2\n"},
      {"quotes and blanks that the tools read differently", "",
       "SECRET_KEY=\"Zq7hunter2\" # old: Zq7hunter2\nDB_PW=Zq7hunter2 \nAPI_TOKEN=pa$Zq7hunter2\n"},
      {"set twice", "", "SECRET_KEY=Zq7hunter2\nSECRET_KEY=Zq7hunter2b\n"},
      {"weak and inline", "    environment: {INITIAL_ADMIN_PW: Zq7hunter2, SECRET_KEY: Zq7hunter2}\n"},
      // Variables.
      {"a default", "    environment:\n      SECRET_KEY: ${SECRET_KEY:-Zq7hunter2}\n      X: ${DB_PW-Zq7hunter2}\n"},
      {"a message", "    environment:\n      SECRET_KEY: ${SECRET_KEY:?Zq7hunter2}\n"},
      {"a variable in .env", "    environment:\n      SECRET_KEY: ${API_TOKEN}\n", "DOMAIN=x\n",
       "API_TOKEN=Zq7hunter2\n"},
      {"a variable whose name says nothing", "    environment:\n      SECRET_KEY: ${ONE}\n      DB_PW: a${ONE}b\n",
       "DOMAIN=x\n", "ONE=Zq7hunter2\n"},
      {"broken variables", "    environment:\n      SECRET_KEY: ${Zq7hunter2\n      DB_PW: ${!Zq7hunter2}\n"},
      {"a dollar in a password", "    environment:\n      SECRET_KEY: pa$Zq7hunter2\n"},
      // Anchors and merges.
      {"an anchor",
       "!x-any: &any Zq7hunter2\nservices:\n  admin:\n    image: mailu/admin:1.9\n    environment:\n"
       "      SECRET_KEY: *any\n  front: {image: 'mailu/nginx:1.9'}\n"},
      {"a merge",
       "!x-any: &any\n  SECRET_KEY: Zq7hunter2\nservices:\n  admin:\n    image: mailu/admin:1.9\n"
       "    environment:\n      <<: *any\n  front: {image: 'mailu/nginx:1.9'}\n"},
      // Elsewhere in the YAML.
      {"a command", "    command: redis-server --requirepass Zq7hunter2\n"},
      {"a command with an equals sign", "    command: run --db-password=Zq7hunter2 --verbose\n"},
      {"a command as a list", "    command: [redis-server, --requirepass, Zq7hunter2]\n"},
      {"a command as a block list",
       "    command:\n      - redis-server\n      - \"--requirepass\"\n      - 'Zq7hunter2'\n"},
      {"a health check", "    healthcheck:\n      test: [CMD, redis-cli, -a, Zq7hunter2, ping]\n"},
      {"a health check in a shell", "    healthcheck:\n      test: mysqladmin ping -u root -pZq7hunter2\n"},
      {"an entrypoint", "    entrypoint: sh -c 'curl -u me:Zq7hunter2 https://example.org'\n"},
      {"labels as a list", "    labels:\n      - com.example.api-token=Zq7hunter2\n"},
      {"labels as a map",
       "    labels:\n      com.example.api_token: Zq7hunter2\n"
       "      traefik.http.middlewares.a.basicauth.users: me:Zq7hunter2\n"},
      {"build arguments", "    build:\n      context: .\n      args:\n        NPM_TOKEN: Zq7hunter2\n"},
      {"build arguments as a list", "    build:\n      context: .\n      args:\n        - NPM_TOKEN=Zq7hunter2\n"},
      {"the address of a build", "    build: https://me:Zq7hunter2@git.example.org/mailu.git#main\n"},
      {"a config's content",
       "!services:\n  admin: {image: 'mailu/admin:1.9'}\n  front: {image: 'mailu/nginx:1.9', configs: [c]}\n"
       "configs:\n  c:\n    content: |\n      user: me\n      password: Zq7hunter2\n      requirepass Zq7hunter2\n"},
      {"options of a volume",
       "!services:\n  admin: {image: 'mailu/admin:1.9', volumes: ['d:/data']}\n"
       "  front: {image: 'mailu/nginx:1.9'}\nvolumes:\n  d:\n    driver_opts:\n"
       "      type: cifs\n      o: username=me,password=Zq7hunter2,uid=1\n      device: //me:Zq7hunter2@nas/share\n"},
      // URLs.
      {"URLs in settings",
       "    environment:\n      SQLALCHEMY_DATABASE_URI: postgresql://u:Zq7hunter2@h/d\n"
       "      OTHER: redis://:Zq7hunter2@h:1/2\n"},
      {"a URL with a slash or an at sign in the password", "",
       "A=postgresql://u:Zq7hunter2/x@h/d\nB=postgresql://u:x@Zq7hunter2@h/d\nC=https://Zq7hunter2@h/d\n"},
      {"a URL with a parameter", "", "A=https://h/d?user=x&password=Zq7hunter2\n"},
      {"several URLs on a line", "    command: run redis://:Zq7hunter2@a/0 redis://:Zq7hunter2@b/0\n"},
      {"a URL before a secret", "    command: run redis://:Zq7hunter2@a/0 --db-password=Zq7hunter2\n"},
      {"a URL where a name belongs", "",
       "DOMAIN=https://somebody-with-a-long-name:Zq7hunter2@example.org\nADMIN=smtp://me:Zq7hunter2@h\n"},
      // Broken files.
      {"YAML that does not parse", "    environment:\n      SECRET_KEY: Zq7hunter2: x\n     DB_PW: \"Zq7hunter2\n"},
      {"a tab", "    environment:\n\tSECRET_KEY: Zq7hunter2\n"},
      {"an unknown escape", "    environment:\n      SECRET_KEY: \"\\Zq7hunter2\"\n"},
      {"an anchor that is not there", "    environment:\n      SECRET_KEY: *Zq7hunter2\n"},
      {"a tag", "    environment:\n      SECRET_KEY: !Zq7hunter2 x\n"},
      {"text instead of a map", "    environment:\n      SECRET_KEY=Zq7hunter2\n"},
      {"a key that is an assignment", "    environment:\n      SECRET_KEY=Zq7hunter2:\n      DB_PW=Zq7hunter2: x\n"},
      {"an assignment among the service's keys", "    SECRET_KEY=Zq7hunter2: x\n    DB_PW: Zq7hunter2\n"},
      {"a key twice", "    environment:\n      DB_PW=Zq7hunter2: x\n      DB_PW=Zq7hunter2: y\n"},
      {"an item twice", "    environment:\n      - DB_PW=Zq7hunter2\n      - DB_PW=Zq7hunter2\n"},
      {"a list instead of a text",
       "    environment:\n      SECRET_KEY: [Zq7hunter2]\n      DB_PW:\n        - Zq7hunter2\n"},
      {"a map instead of a text", "    environment:\n      SECRET_KEY: {Zq7hunter2: x}\n"},
      {"a port instead of a text", "    ports:\n      - SECRET_KEY=Zq7hunter2\n"},
      {"a volume", "    volumes:\n      - DB_PW=Zq7hunter2\n      - DB_PW=Zq7hunter2:/data\n"},
      {"a depends_on", "    depends_on: [SECRET_KEY=Zq7hunter2]\n    networks: [DB_PW=Zq7hunter2]\n"},
      {"env lines without a sign", "",
       "SECRET_KEY Zq7hunter2\nDB_PW: Zq7hunter2\nexport API_TOKEN Zq7hunter2\nDB_PW Zq7hunter2"},
      {"env lines with an open quote", "", "DOMAIN=x\nSECRET_KEY=\"Zq7hunter2\nDB_PW='Zq7hunter2\n"},
      {"env lines with a broken variable", "", "SECRET_KEY=${Zq7hunter2\nDB_PW=${A:Zq7hunter2}\n"},
      {"a variable in .env that is broken", "    environment: [A=b]\n", "A=b\n",
       "SECRET_KEY=\"Zq7hunter2\nDB_PW Zq7hunter2\n"},
  };
  for (Row& row : all) row.yaml = with_services(row.yaml);
  return all;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> all = make_rows();
  return all;
}

void check_clean(std::string_view what, std::string_view output) {
  const std::size_t at = output.find(planted);
  if (at == std::string_view::npos) return;
  const std::size_t begin = output.rfind('\n', at) + 1;
  FAIL_CHECK(what, ": ", output.substr(begin, output.find('\n', at) - begin));
}

/// The row, with its files in that folder.
Checked lint_row(const Row& row, const std::string& folder) {
  MemoryReader reader{
      {folder + "docker-compose.yml", row.yaml}, {folder + "mailu.env", row.env}, {folder + ".env", row.dotenv}};
  Checked checked{.sources = std::make_unique<SourceSet>(reader)};
  checked.report = lint(*checked.sources, {.files = {folder + "docker-compose.yml"}}, {});
  return checked;
}

/// Where the secrets of one of the row's files are known to be.
std::vector<Span> places_in(const Row& row, const std::string& path) {
  std::vector<Checked> deployments;
  deployments.push_back(lint_row(row, ""));
  return secret_places(make_run(std::move(deployments), {}))[path];
}

/// Instead of what was found, a finding for each line of each file, with a fix that writes the secret anew.
void report_every_line(Checked& checked) {
  checked.report.findings.clear();
  for (std::size_t i = 0; i < checked.sources->size(); ++i) {
    const auto id = static_cast<FileId>(i);
    const SourceFile& file = (*checked.sources)[id];
    for (std::uint32_t line = 1; line <= file.line_count(); ++line) {
      const auto begin = static_cast<std::uint32_t>(file.line(line).data() - file.text().data());
      const Span span{id, begin, begin + static_cast<std::uint32_t>(file.line(line).size())};
      Finding finding{.rule = rule("size-limit"), .severity = Severity::error, .span = span, .message = "a line"};
      finding.related = {{span, "the same line"}};
      if (file.line(line).find(planted) != std::string_view::npos) {
        finding.fix = Fix{.message = "write it anew", .edits = {{span, std::string(file.line(line))}}};
      }
      checked.report.findings.push_back(std::move(finding));
    }
  }
}

void check_formats(std::string_view what, std::vector<Checked> deployments) {
  const Run run = make_run(std::move(deployments), {});
  REQUIRE(run.findings.size() > rows().size());
  for (const Format& format : all_formats()) {
    check_clean(std::string(what) + ", " + std::string(format.name),
                format.write(run, {.detail = ReportOptions::Detail::verbose}));
  }
}

}  // namespace

TEST_CASE("secrets: no format shows one, whatever is found") {
  std::vector<Checked> found;
  std::vector<Checked> every_line;
  for (std::size_t i = 0; i < rows().size(); ++i) {
    const std::string folder = std::to_string(i) + '/';  // tells the rows apart in the reports
    found.push_back(lint_row(rows()[i], folder));
    every_line.push_back(lint_row(rows()[i], folder));
    report_every_line(every_line.back());
  }
  check_formats("findings", std::move(found));
  check_formats("frames", std::move(every_line));
}

TEST_CASE("secrets: show shows none") {
  for (const Row& row : rows()) {
    const Resolution read({{"docker-compose.yml", row.yaml}, {"mailu.env", row.env}, {".env", row.dotenv}});
    const auto secrets = secret_spans(read.mail());
    for (const Origins origins : {Origins::hide, Origins::show}) {
      const ShowOptions options{
          .origins = origins, .secrets = Secrets::hide, .secret_spans = {secrets.begin(), secrets.end()}};
      check_clean(row.why + ", show, YAML", show_yaml(read.resolved.model, read.sources, options));
      check_clean(row.why + ", show, JSON", show_json(read.resolved.model, read.sources, options));
    }
  }
}

TEST_CASE("secrets: show tells where the masked value comes from") {
  const Resolution read({{"docker-compose.yml",
                          "services:\n  admin:\n    image: ghcr.io/mailu/admin:2024.06\n    env_file: mailu.env\n"
                          "    environment:\n      DB_PW: ${DB}\n    command: [x, --password, hunter2]\n"},
                         {"mailu.env", "SECRET_KEY=0123456789ABCDEF\nDOMAIN=a.example\n"},
                         {".env", "DB=correct-horse\n"}});
  const auto secrets = secret_spans(read.mail());
  const ShowOptions options{
      .origins = Origins::show, .secrets = Secrets::hide, .secret_spans = {secrets.begin(), secrets.end()}};
  const std::string yaml = show_yaml(read.resolved.model, read.sources, options);
  for (const char* line : {
           "SECRET_KEY: \"******\"  # mailu.env:1:12, env_file at docker-compose.yml:4:15",
           "DB_PW: \"******\"  # docker-compose.yml:6:14, ${DB} of .env:1:4",
           "DOMAIN: a.example  # mailu.env:2:8, env_file at docker-compose.yml:4:15",
           "- \"******\"  # docker-compose.yml:7:30",
       }) {
    CAPTURE(yaml);
    CHECK_MESSAGE(yaml.find(std::string(line) + '\n') != std::string::npos, line);
  }
}

TEST_CASE("secrets: diffs show none, of lines beside a secret and of its own") {
  constexpr std::pair<const char*, std::string Row::*> files[] = {
      {"docker-compose.yml", &Row::yaml}, {"mailu.env", &Row::env}, {".env", &Row::dotenv}};
  for (const Row& row : rows()) {
    for (const auto& [path, file] : files) {
      const std::string& text = row.*file;
      for (std::size_t at = text.find(planted); at != std::string::npos; at = text.find(planted, at + 1)) {
        const std::size_t begin = text.rfind('\n', at) + 1;
        const std::size_t end = std::min(text.find('\n', at), text.size());
        for (const auto& [where, what] : {std::pair(begin, "# a line\n"), {end, "\n# a line"}, {end, " "}}) {
          Row changed = row;
          (changed.*file).insert(where, what);
          const KnownSecrets known{places_in(row, path), places_in(changed, path)};
          const Diff diff = unified_diff(path, text, changed.*file, known);
          CHECK_FALSE(diff.text.empty());
          check_clean(row.why + ", diff", diff.text);
        }
      }
    }
  }
}

TEST_CASE("secrets: the language server tells an editor none") {
  const auto lsp = parse_command_line(std::vector<const char*>{"lsp", "--no-config"});
  std::size_t told = 0;
  for (const Row& row : rows()) {
    std::string what = row.why + ", language server";
    lsp::Server server(std::get<LspCommand>(lsp).input, [&](const std::string& body) {
      check_clean(what, body);
      told += body.size();
    });
    server.handle({lsp::Id{0}, lsp::Initialize{}});
    const std::vector<std::pair<std::string, std::string>> files = {
        {"docker-compose.yml", row.yaml}, {"mailu.env", row.env}, {".env", row.dotenv}};
    for (const auto& [name, text] : files) server.handle({{}, lsp::DidOpen{"file:///no/such/" + name, 1, text}});
    for (const auto& [name, text] : files) {
      const lsp::Range everything{{0, 0}, {9999, 0}};
      server.handle({lsp::Id{1}, lsp::CodeActionRequest{"file:///no/such/" + name, everything}});
      const auto lines = static_cast<std::uint32_t>(std::ranges::count(text, '\n'));
      for (std::uint32_t line = 0; line < lines; ++line) {
        server.handle({lsp::Id{2}, lsp::HoverRequest{"file:///no/such/" + name, {line, 12}}});
      }
    }
  }
  CHECK(told > 100000);
}

TEST_CASE("secrets: the program says none") {
  const TemporaryFolder folder;
  for (std::size_t i = 0; i < rows().size(); ++i) {
    const std::string name = std::to_string(i) + '/';
    folder.write(name + "docker-compose.yml", rows()[i].yaml);
    folder.write(name + "mailu.env", rows()[i].env);
    folder.write(name + ".env", rows()[i].dotenv);
  }
  const auto check = [&](const std::string& arguments) {
    const ProgramResult result = run_program(folder, arguments);
    CHECK_MESSAGE(result.status <= 2, arguments);
    CHECK_MESSAGE(!(result.output + result.error).empty(), arguments);
    check_clean(arguments, result.output);
    check_clean(arguments + ", errors", result.error);
  };
  for (const char* arguments :
       {"--verbose", "--target swarm --unsafe-fixes --diff", "--target swarm --format concise"}) {
    check(arguments);
  }
  for (std::size_t i = 0; i < rows().size(); ++i) check("show --origins " + std::to_string(i));
}
