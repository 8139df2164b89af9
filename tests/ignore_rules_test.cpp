// The patterns of .gitignore. Each row was compared with `git check-ignore`; the last test does so again where git is.
#include "config/ignore_rules.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "temporary_folder.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

struct Row {
  std::string_view patterns;
  std::string_view path;  ///< a directory when it ends in `/`
  bool ignored;
};

constexpr Row rows[] = {
    {"a", "a", true},
    {"a", "x/y/a", true},
    {"a", "ab", false},
    {"/a", "a", true},
    {"/a", "x/a", false},
    {"a/", "a", false},
    {"a/", "a/", true},
    {"x/a", "x/a", true},
    {"x/a", "y/x/a", false},
    {"*.log", "x/y.log", true},
    {"*.log", ".log", true},
    {"a*b*c", "axxbxxc", true},
    {"a*b*c", "axxbxx", false},
    {"x/*", "x/a", true},
    {"x/*", "y/x/a", false},
    {"**/a", "a", true},
    {"**/a", "x/y/a", true},
    {"x/**", "x/a/b", true},
    {"x/**", "x/", false},
    {"x/**/a", "x/a", true},
    {"x/**/a", "x/y/z/a", true},
    {"x/**/a", "x/y/z/b", false},
    {"?.yml", "a.yml", true},
    {"?.yml", "ab.yml", false},
    {"[ab].yml", "b.yml", true},
    {"[!ab].yml", "b.yml", false},
    {"[a-c]x", "bx", true},
    {"[a-c]x", "dx", false},
    {"[]]x", "]x", true},
    {"\\#a", "#a", true},
    {"# a", "# a", false},
    {"\\!a", "!a", true},
    {"a  ", "a", true},
    {"a\\ ", "a ", true},
    {"a\r", "a", true},
    {"*\n!a", "a", false},
    {"!a\n*", "a", true},
    {"", "a", false},
};

bool ignored(const Row& row) {
  IgnoreRules rules;
  rules.add_text(row.patterns);
  std::string_view path = row.path;
  const PathKind kind = path.ends_with('/') ? PathKind::directory : PathKind::file;
  if (kind == PathKind::directory) path.remove_suffix(1);
  return rules.verdict(path, kind) == IgnoreRules::Verdict::ignored;
}

}  // namespace

TEST_CASE("patterns of .gitignore") {
  for (const Row& row : rows) {
    CAPTURE(row.patterns);
    CAPTURE(row.path);
    CHECK(ignored(row) == row.ignored);
  }
}

TEST_CASE("git agrees") {
  if (std::system("git --version >/dev/null 2>&1") != 0) {
    MESSAGE("git is not installed: skipped");
    return;
  }
  for (const Row& row : rows) {
    CAPTURE(row.patterns);
    CAPTURE(row.path);
    const TemporaryFolder folder;
    folder.write(".gitignore", row.patterns);
    if (row.path.ends_with('/')) std::filesystem::create_directories(folder / row.path);
    const std::string command = "cd '" + folder.path().string() + "' && git init -q . && git check-ignore -q '" +
                                std::string(row.path.substr(0, row.path.size() - (row.path.ends_with('/') ? 1 : 0))) +
                                "'";
    CHECK((std::system(command.c_str()) == 0) == row.ignored);
  }
}

TEST_CASE("hostile patterns cost no more than pattern times path") {
  IgnoreRules rules;
  std::string pattern;
  for (int i = 0; i < 2000; ++i) pattern += "*a";
  rules.add_pattern(pattern + "b");
  CHECK(rules.verdict(std::string(4000, 'a'), PathKind::file) == IgnoreRules::Verdict::none);
}
