// The short way through YAML against yaml-cpp: wherever it does not give up, both must give the same, node by node and
// byte by byte. Nothing may be taken that yaml-cpp refuses.
//   MAILU_LINT_MUTANTS=200000   damages so many texts, not just a few thousand
//   MAILU_LINT_YAML_DIR=FOLDER  reads the .yml and .yaml files below it, too
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "damage.hpp"
#include "support.hpp"
#include "yaml_difference.hpp"

namespace {

using namespace mailu_lint;
using namespace mailu_lint::test;

void add_yaml_files(const std::filesystem::path& folder, std::vector<std::string>& texts) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".yml" && extension != ".yaml")) continue;
    texts.push_back(read_file(entry.path()));
  }
}

/// The blocks ```` ```yaml … ``` ```` of all pages below.
void add_examples(const std::filesystem::path& folder, std::vector<std::string>& texts) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".md") continue;
    const std::string page = read_file(entry.path());
    for (std::size_t block = page.find("```yaml"); block != std::string::npos; block = page.find("```yaml", block)) {
      const std::size_t begin = page.find('\n', block) + 1;
      block = page.find("```", begin);
      texts.push_back(page.substr(begin, block - begin));
    }
  }
}

/// One case a line. Those with numbers that JSON does not have are left out.
void add_oracle(const std::filesystem::path& corpus, std::vector<std::string>& texts) {
  std::istringstream lines(read_file(corpus));
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with(',')) line.pop_back();
    const auto example = nlohmann::json::parse(line, nullptr, false);
    if (!example.is_object()) continue;
    for (const auto& file : example.at("files")) texts.push_back(file.get<std::string>());
  }
}

std::vector<std::string> texts_at_hand() {
  std::vector<std::string> texts;
  add_yaml_files(repository_file("fixtures"), texts);
  add_examples(repository_file("docs"), texts);
  add_examples(repository_file("tests/rules"), texts);
  add_oracle(repository_file("fixtures/oracle/corpus.json"), texts);
  if (const auto shared = shared_folder()) {
    add_yaml_files(*shared, texts);
    add_oracle(*shared / "oracle/corpus.json", texts);
  }
  if (const char* folder = std::getenv("MAILU_LINT_YAML_DIR")) add_yaml_files(folder, texts);
  return texts;
}

std::size_t count_of_mutants() {
  const char* wanted = std::getenv("MAILU_LINT_MUTANTS");
  return wanted ? std::strtoull(wanted, nullptr, 10) : 6000;
}

TEST_CASE("yaml-fast: what is read, and what is left to yaml-cpp") {
  struct Case {
    std::string_view input;
    bool taken;
  };
  const std::string long_key(1001, 'k');
  const Case cases[] = {
      {"a: 1\n", true},
      {"\xEF\xBB\xBF"
       "a: 1\n",
       false},
      {"a: 1\r\nb:\r\n- c\r\n", true},
      {"# a\n--- # b\nc:\n", true},
      {"---\n---\na: 1\n", false},
      {"a: 1\n...\n", false},
      {"a: 1\n--- \nb: 1\n", false},
      {"%YAML 1.1\n---\na: 1\n", false},
      {"", false},
      {"# nothing\n", false},
      {"text\n", false},
      {"[a]\n", false},
      {"a: b # c\nd: e#f\n", true},
      {"a:b: c\n", true},
      {"a: b: c\n", false},
      {"a : b\n", false},
      {"a:\tb\n", false},
      {"a: b\tc\n", false},
      {"a\n", false},
      {"a: b\n  c\n", false},
      {"a:\n  b\n", false},
      {"a: &b c\nd: *b\n", false},
      {"a: !b c\n", false},
      {"a: |\n  b\n", false},
      {"? a\n: b\n", false},
      {": a\n", false},
      {"a: 'b c' # d\n", true},
      {"a: 'b'#c\n", false},
      {"a: 'b''c'\n", false},
      {"a: \"b\\n\"\n", false},
      {"a: \"b\n  c\"\n", false},
      {"a: \"b\n", false},
      {"\"a\": ''\n'b': \"\"\n", true},
      {"'a':b\n", false},
      {"- a\n-\n- b: c\n  d:\n  - - e\n", true},
      {"- a\nb: c\n", false},
      {"a: - b\n", false},
      {"a: 1\n- b\n", false},
      {"a:\n- b\nc:\n  - d\n", true},
      {"a:\n  b: 1\n c: 2\n", false},
      {"  a: 1\nb: 2\n", false},
      {"a: ~\nnull: NULL\n", true},
      {"a: [b, 'c', [d], {e: f, \"g\": [ ] }, {}] # h\n", true},
      {"a: [b,\n  c]\n", false},
      {"a: [b, ]\n", false},
      {"a: [, b]\n", false},
      {"a: [b: c]\n", false},
      {"a: {b, c: d}\n", false},
      {"a: {b: }\n", false},
      {"a: {b:c}\n", false},
      {"a: {'b':c}\n", false},
      {"a: [b] c\n", false},
      {"a: [b}\n", false},
      {"a: [b?c]\n", false},
      {"a: [b:]\n", false},
      {"a: [\"${B:-c}\", $D, --e, -f, ./g, /h, -1]\n", true},
      {"a: \xC3\xA9 # \xC3\xA9\n", false},
      {"a: '\xC3\xA9' # \xC3\xA9\n", true},
      {"a: 1\na: 2\n", true},
  };
  for (const Case& one : cases) {
    CAPTURE(one.input);
    CHECK(takes(std::string(one.input)) == one.taken);
    CHECK(difference(std::string(one.input)) == "");
  }
  CHECK_FALSE(takes(long_key + ": 1\n"));
}

TEST_CASE("yaml-fast: the same trees of all YAML at hand") {
  std::size_t taken = 0;
  const std::vector<std::string> texts = texts_at_hand();
  for (const std::string& text : texts) {
    CAPTURE(text);
    CHECK(difference(text) == "");
    taken += takes(text) ? 1U : 0U;
  }
  MESSAGE(taken, " of ", texts.size(), " texts are read the short way");
  CHECK(taken > texts.size() / 2);
}

TEST_CASE("yaml-fast: the same trees of damaged YAML") {
  const std::vector<std::string> texts = texts_at_hand();
  Random random;
  std::size_t taken = 0;
  const std::size_t mutants = count_of_mutants();
  for (std::size_t i = 0; i < mutants; ++i) {
    const std::string text = damaged(texts[i % texts.size()], random);
    if (!takes(text)) continue;
    ++taken;
    CAPTURE(text);
    CHECK(difference(text) == "");
  }
  MESSAGE(taken, " of ", mutants, " damaged texts are read the short way");
  CHECK(taken > 0);
}

}  // namespace
