// From paths to deployments, on real folders.
#include "cli/discovery.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/disk_reader.hpp"
#include "temporary_folder.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

/// "a.yml+b.yml c.yml": the deployments' files, each deployment a word. Problems follow after `!`.
std::string found(const std::vector<std::string>& paths, const std::vector<std::string>& exclude = {}) {
  mailu_lint::DiskReader reader;
  DiscoveryOptions options;
  for (const std::string& pattern : exclude) options.exclude.add_pattern(pattern);
  const Discovery discovery = discover(paths, options, reader);
  std::string text;
  for (const Project& project : discovery.projects) {
    if (!text.empty()) text += ' ';
    std::string files;
    for (const std::string& file : project.files) files += (files.empty() ? "" : "+") + file;
    text += files;
  }
  for (const std::string& problem : discovery.problems) text += " ! " + problem;
  return text;
}

void touch(const TemporaryFolder& folder, const std::vector<std::string>& names) {
  for (const std::string& name : names) folder.write(name, "");
}

}  // namespace

TEST_CASE("a directory stands for what docker would start in it") {
  struct Row {
    std::vector<std::string> files;
    std::string expected;
  };
  const Row rows[] = {
      {{"docker-compose.yml"}, "docker-compose.yml"},
      {{"docker-compose.yaml", "docker-compose.yml", "compose.yml"}, "compose.yml"},
      {{"docker-compose.yml", "docker-compose.override.yml"}, "docker-compose.yml+docker-compose.override.yml"},
      {{"compose.yaml", "compose.override.yml", "docker-compose.override.yml"}, "compose.yaml+compose.override.yml"},
      // Stack files are deployments of their own.
      {{"docker-compose.yml", "docker-stack.yml"}, "docker-compose.yml docker-stack.yml"},
      {{"docker-compose-stack.yml", "mailu.stack.yaml", "stack.txt"}, "docker-compose-stack.yml mailu.stack.yaml"},
      // A variant is an addition beside a base file, and a deployment without one.
      {{"docker-compose.yml", "docker-compose.prod.yml"}, "docker-compose.yml"},
      {{"docker-compose.prod.yml", "docker-compose-test.yml"}, "docker-compose-test.yml docker-compose.prod.yml"},
      {{".mailu-lint.yaml", "mailu.yml", "other.yml"}, "mailu.yml"},
      {{"compose.yaml", "mailu.yml"}, "compose.yaml"},
      {{"docker-compose.override.yml"}, ""},
      {{"postfix.yml", "values.yaml", "mailu.env"}, ""},
      {{"b/compose.yml", "a/x/docker-compose.yml", ".git/compose.yml"}, "a/x/docker-compose.yml b/compose.yml"},
  };
  for (const Row& row : rows) {
    const TemporaryFolder folder;
    touch(folder, row.files);
    const CurrentDirectory here(folder.path());
    CAPTURE(row.expected);
    CHECK(found({"."}) == row.expected);
  }
}

TEST_CASE("COMPOSE_FILE in .env decides what docker compose starts") {
  const TemporaryFolder folder;
  touch(folder, {"docker-compose.yml", "b.yml", "docker-stack.yml"});
  const CurrentDirectory here(folder.path());
  folder.write(".env", "COMPOSE_FILE=docker-compose.yml:b.yml\n");
  CHECK(found({"."}) == "docker-compose.yml+b.yml docker-stack.yml");
  CHECK(found({"b.yml"}) == "docker-compose.yml+b.yml");
  folder.write(".env", "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=\"b.yml,docker-stack.yml\"\n");
  CHECK(found({"."}) == "b.yml+docker-stack.yml");
  CHECK(found({"docker-compose.yml"}) == "docker-compose.yml");
  folder.write(".env", "# COMPOSE_FILE=b.yml\n");
  CHECK(found({"."}) == "docker-compose.yml docker-stack.yml");
}

TEST_CASE("any file of a deployment leads to the whole of it, once") {
  const TemporaryFolder folder;
  touch(folder, {"mail/docker-compose.yml", "mail/docker-compose.override.yml", "mail/other.yml"});
  const CurrentDirectory here(folder.path());
  const std::string whole = "mail/docker-compose.yml+mail/docker-compose.override.yml";
  CHECK(found({"mail/docker-compose.yml"}) == whole);
  CHECK(found({"mail/docker-compose.override.yml"}) == whole);
  CHECK(found({"./mail//docker-compose.yml", "mail/docker-compose.override.yml", "mail", "."}) == whole);
  CHECK(found({"mail/other.yml"}) == "mail/other.yml");
  std::filesystem::create_symlink("docker-compose.yml", folder / "mail/link.yml");
  CHECK(found({"mail/link.yml", "mail/docker-compose.yml"}) == "mail/link.yml " + whole);
}

TEST_CASE("an env file leads to what may read it") {
  const TemporaryFolder folder;
  touch(folder, {"top.yml", "r/mailu.env", "r/compose.yml", "r/sub/mail.yml", "r/sub/deep/x.yml", "r/env/x.env"});
  const CurrentDirectory here(folder / "r");
  CHECK(found({"mailu.env"}) == "compose.yml ../top.yml");
  // In a repository: also one level below, and the directories above up to its root.
  std::filesystem::create_directories(folder / "r/.git");
  CHECK(found({"mailu.env"}) == "compose.yml sub/mail.yml");
  CHECK(found({"env/x.env"}) == "compose.yml sub/mail.yml");
  CHECK(found({"sub/deep/.env.local"}) == " ! sub/deep/.env.local: no such file or directory");
}

TEST_CASE("the walk leaves out what git and --exclude leave out") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / ".git");
  touch(folder, {"a/compose.yml", "b/compose.yml", "build/x/compose.yml", "c/old/compose.yml", "c/new/compose.yml"});
  folder.write(".gitignore", "/build/\n*.log\n");
  folder.write("c/.gitignore", "old\n");
  {
    const CurrentDirectory here(folder.path());
    CHECK(found({"."}) == "a/compose.yml b/compose.yml c/new/compose.yml");
    CHECK(found({"."}, {"b/", "**/new"}) == "a/compose.yml");
    // What is named is meant.
    CHECK(found({"build"}) == "build/x/compose.yml");
    CHECK(found({"build/x/compose.yml"}) == "build/x/compose.yml");
  }
  const CurrentDirectory below(folder / "c");
  CHECK(found({"."}) == "new/compose.yml");
}

TEST_CASE("what is not there is a problem, a link in a circle is not") {
  const TemporaryFolder folder;
  touch(folder, {"a/compose.yml"});
  std::filesystem::create_directory_symlink("..", folder / "a/up");
  const CurrentDirectory here(folder.path());
  CHECK(found({"."}) == "a/compose.yml");
  CHECK(found({"nope", "a/compose.yml/x"}) ==
        " ! nope: no such file or directory ! a/compose.yml/x: no such file or directory");
}
