// From files to docker's resolved model: what the loader owns. Each row is a project in memory and what it comes to.
// The long forms of each section have tests of their own; the comparison with docker itself is oracle_test.cpp.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <mailu_lint/rule.hpp>

#include "resolve/model.hpp"

using namespace mailu_lint;

namespace {

class MemoryReader final : public FileReader {
 public:
  explicit MemoryReader(std::map<std::string, std::string> files) : files_(std::move(files)) {}

  std::variant<std::string, ReadError> read(const std::string& path) override {
    const auto found = files_.find(path);
    if (found != files_.end()) return found->second;
    const bool directory =
        std::ranges::any_of(files_, [&](const auto& file) { return file.first.starts_with(path + "/"); });
    return directory ? ReadError::directory : ReadError::missing;
  }

 private:
  std::map<std::string, std::string> files_;
};

/// One line of flow YAML; keys in order, `?` behind what is unknown.
std::string dump(const Value& value) {
  std::string text;
  switch (value.kind) {
    case Value::Kind::null:
      return "null";
    case Value::Kind::string:
      return "'" + value.text + "'" + (value.known ? "" : "?");
    case Value::Kind::list:
      for (const Value* item : value.items) text += (text.empty() ? "" : ", ") + dump(*item);
      return "[" + text + "]";
    case Value::Kind::map: {
      std::map<std::string, const Value*> sorted;
      for (const Entry& entry : value.entries) sorted[entry.key] = entry.value;
      for (const auto& [key, item] : sorted) text += (text.empty() ? "" : ", ") + key + ": " + dump(*item);
      return "{" + text + "}";
    }
    default:
      return value.text;
  }
}

struct Loaded {
  explicit Loaded(std::map<std::string, std::string> contents, Project project = {}, Dialect dialect = Dialect::compose,
                  Options options = {})
      : reader(std::move(contents)), sources(reader), documents(sources, findings) {
    if (project.files.empty()) project.files = {"/p/compose.yml"};
    model = load_model(project, dialect, options, documents);
  }

  const Value* at(std::string_view place) const {
    const Value* value = model.root;
    while (value && !place.empty()) {
      value = value->find(place.substr(0, place.find('.')));
      place.remove_prefix(std::min(place.size(), place.substr(0, place.find('.')).size() + 1));
    }
    return value;
  }
  std::string dump_at(std::string_view place) const {
    const Value* value = at(place);
    return value ? dump(*value) : "absent";
  }
  std::string text(Span span) const { return std::string(sources.text(span)); }
  std::vector<std::string> rules() const {
    std::vector<std::string> names;
    for (const Finding& finding : findings.list()) names.emplace_back(name(finding.rule));
    return names;
  }
  const ServiceEnvironment& environment(std::string_view service) const {
    return *std::ranges::find(model.environments, service, &ServiceEnvironment::service);
  }

  MemoryReader reader;
  SourceSet sources;
  Findings findings;
  Documents documents;
  Model model;
};

}  // namespace

TEST_CASE("a missing env file is said once, and what it sets stays unknown") {
  const std::string yaml = "services:\n  a: {image: i, env_file: m.env}\n  b: {image: i, env_file: m.env}\n";
  const Loaded lenient({{"/p/compose.yml", yaml}});
  CHECK(lenient.rules() == std::vector<std::string>{"env-file-missing"});
  CHECK(lenient.findings.list().front().severity == Severity::note);
  CHECK(lenient.text(lenient.findings.list().front().span) == "m.env");
  CHECK(lenient.model.missing == std::vector<std::string>{"/p/m.env"});
  CHECK(lenient.model.refused);
  const Environment& environment = lenient.environment("b").environment;
  CHECK(environment.incomplete == "/p/m.env not found");
  CHECK(environment.find("DOMAIN").unknown());

  const Loaded strict({{"/p/compose.yml", yaml}}, {}, Dialect::compose, {.strict = true});
  CHECK(strict.findings.list().front().severity == Severity::error);
}
