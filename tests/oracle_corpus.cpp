#include "oracle_corpus.hpp"

#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>

namespace mailu_lint::test {
namespace {

using nlohmann::json;

constexpr std::string_view base = "/base";
constexpr std::string_view directory = "/base/p";

std::filesystem::path corpus_file() {
  if (const char* folder = std::getenv("MAILU_LINT_ORACLE_DIR")) return std::filesystem::path(folder) / "corpus.json";
  if (const auto shared = shared_folder()) return *shared / "oracle" / "corpus.json";
  return repository_file("fixtures/oracle/corpus.json");
}

std::string path_of(std::string_view name) {
  return std::filesystem::path(std::string(directory) + "/" + std::string(name)).lexically_normal().string();
}

}  // namespace

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string plain(std::string text) {
  replace_all(text, "@DIR@", directory);
  for (const char* parent : {"@BASE@", "@BASE2@"}) replace_all(text, parent, base);
  return text;
}

json read_corpus() {
  std::string text = read_file(corpus_file());
  // docker-compose 1 printed numbers that JSON does not have.
  replace_all(text, ": Infinity}", ": \"Infinity\"}");
  return json::parse(text);
}

MemoryReader corpus_files(const json& example, Dialect dialect) {
  MemoryReader files{};
  for (const auto& [name, text] : example.at("files").items()) {
    // We read it for stacks too, so that rules see what is meant (stack-env-not-read says so); the tool does not.
    if (dialect == Dialect::stack && std::filesystem::path(name).filename() == ".env") continue;
    files.add(path_of(name), text);
    files.add(name, text);
  }
  return files;
}

Project corpus_project(const json& example) {
  Project project;
  project.working_directory = directory;
  for (const json& file : example.at("use")) project.files.push_back(file);
  const json& args = example.at("args");
  for (std::size_t i = 0; i + 1 < args.size(); i += 2) {
    REQUIRE(args[i] == "--env-file");
    project.env_files.push_back(args[i + 1]);
  }
  return project;
}

Options corpus_options(const json& example) {
  Options options;
  options.shell_env = {{"HOME", "/home/u"}, {"PATH", "/usr/bin:/bin"}};
  for (const auto& [name, value] : example.at("env").items()) options.shell_env.emplace_back(name, value);
  return options;
}

CorpusModel::CorpusModel(const json& example, Dialect dialect)
    : files(corpus_files(example, dialect)),
      model(load_model(corpus_project(example), dialect, corpus_options(example), documents)) {
  write_environments(model);
}

}  // namespace mailu_lint::test
