// docker's side: writes the project, runs the tool in an environment of its own with bounds on memory and time, reads
// what it printed.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include <mailu_lint/finding.hpp>

#include "parse/characters.hpp"
#include "parse/yaml.hpp"
#include "readers.hpp"

namespace mailu_lint::differential {
namespace {

using nlohmann::json;

/// The first line that is not empty; nothing when the command fails.
std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return output;
  std::array<char, 4096> buffer{};
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), size);
  if (pclose(pipe) != 0) return {};
  output.erase(0, output.find_first_not_of('\n'));
  return output.substr(0, output.find('\n'));
}

std::string single_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

// Everything but letters as an escape: YAML folds some characters, and docker's readers refuse others.
std::string yaml_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (std::size_t pos = 0; pos < text.size();) {
    const Character c = character_at(text, pos);
    const bool plain = c.value >= ' ' && c.value < 0x7F && c.value != '"' && c.value != '\\';
    std::array<char, 12> escape{};
    std::snprintf(escape.data(), escape.size(), "\\U%08X", static_cast<unsigned>(c.value));
    quoted += plain ? std::string(text.substr(pos, 1)) : std::string(escape.data());
    pos += c.size;
  }
  return quoted + '"';
}

void write_project(std::span<const Case> cases, const std::filesystem::path& directory) {
  std::ofstream project(directory / "compose.yml");
  project << "services:\n";
  for (std::size_t i = 0; i < cases.size(); ++i) {
    project << "  s" << i << ":\n    image: x\n";
    if (cases[i].kind == Case::Kind::expression) {
      project << "    labels: {v: " << yaml_quoted(cases[i].text) << "}\n";
    } else {
      project << "    env_file: f" << i << ".env\n";
      std::ofstream(directory / ("f" + std::to_string(i) + ".env"), std::ios::binary) << cases[i].text;
    }
  }
}

// docker compose writes `$$` for every `$`, so that its output can be read again.
std::string undoubled(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    result += text[i];
    if (text.compare(i, 2, "$$") == 0) ++i;
  }
  return result;
}

std::vector<Values> read_compose(const std::string& output, std::size_t count) {
  const json model = json::parse(output);
  std::vector<Values> all(count);
  for (const auto& [name, service] : model.at("services").items()) {
    Values& values = all.at(std::stoul(name.substr(1)));
    for (const char* section : {"labels", "environment"}) {
      if (!service.contains(section) || service[section].is_null()) continue;
      for (const auto& [key, value] : service[section].items()) {
        values[undoubled(key)] = value.is_null() ? "" : undoubled(value.get<std::string>());
      }
    }
  }
  return all;
}

yaml::NodeRef child(yaml::NodeRef mapping, std::string_view key) {
  for (auto name = mapping.first_child(); name; name = name.next().next()) {
    if (name.text() == key) return name.next();
  }
  return {};
}

std::vector<Values> read_stack(const std::string& output, std::size_t count) {
  const SourceFile source("output", output);
  Findings findings;
  const yaml::Tree tree = yaml::parse(FileId{}, source, findings);
  std::vector<Values> all(count);
  if (tree.documents().empty()) return all;
  const auto services = child(tree.documents().front(), "services");
  for (auto name = services.first_child(); name; name = name.next().next()) {
    Values& values = all.at(std::stoul(std::string(name.text().substr(1))));
    for (const char* section : {"labels", "environment"}) {
      const auto entries = child(name.next(), section);
      if (!entries) continue;
      for (auto key = entries.first_child(); key; key = key.next().next()) {
        values[std::string(key.text())] = std::string(key.next().text());
      }
    }
  }
  return all;
}

}  // namespace

std::vector<Tool> installed_tools() {
  std::vector<Tool> tools;
  if (!output_of("docker stack config --help").empty()) {
    tools.push_back({.name = "docker stack config, " + output_of("docker --version"),
                     .command = "docker stack config -c compose.yml",
                     .dialect = Dialect::stack});
  }
  const char* given = std::getenv("MAILU_LINT_DOCKER_COMPOSE");
  const std::string compose = given != nullptr ? single_quoted(given) : "docker compose";
  const std::string version = output_of(compose + " version --short");
  // docker-compose 1 is another program.
  if (!version.empty() && !version.starts_with("1.")) {
    tools.push_back({.name = "docker compose config, " + version,
                     .command = compose + " -p p -f compose.yml config --format json",
                     .dialect = Dialect::compose});
  }
  return tools;
}

std::optional<std::vector<Values>> ask(const Tool& tool, std::span<const Case> cases,
                                       const std::filesystem::path& directory) {
  write_project(cases, directory);
  std::string command = "cd " + single_quoted(directory.string()) + " && ulimit -v 8000000 && exec timeout 60 env -i";
  for (const char* name : {"PATH", "HOME"}) {
    if (const char* value = std::getenv(name)) command += ' ' + single_quoted(std::string(name) + '=' + value);
  }
  for (const auto& [name, value] : shell()) command += ' ' + single_quoted(name + '=' + value);
  command += ' ' + tool.command + " >output 2>errors";
  if (std::system(command.c_str()) != 0) return std::nullopt;
  std::ifstream file(directory / "output", std::ios::binary);
  const std::string output{std::istreambuf_iterator<char>(file), {}};
  return tool.dialect == Dialect::compose ? read_compose(output, cases.size()) : read_stack(output, cases.size());
}

}  // namespace mailu_lint::differential
