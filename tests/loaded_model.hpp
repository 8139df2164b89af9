// A project in memory, loaded into docker's model, and the model as one line of text to compare with.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <mailu_lint/rule.hpp>

#include "resolve/model.hpp"

namespace mailu_lint::test {

using Files = std::map<std::string, std::string>;

class FolderReader final : public FileReader {
 public:
  explicit FolderReader(Files files) : files_(std::move(files)) {}

  std::variant<std::string, ReadError> read(const std::string& path) override {
    const auto found = files_.find(path);
    if (found != files_.end()) return found->second;
    const bool directory =
        std::ranges::any_of(files_, [&](const auto& file) { return file.first.starts_with(path + "/"); });
    return directory ? ReadError::directory : ReadError::missing;
  }

 private:
  Files files_;
};

/// One line of flow YAML; keys in order, `?` behind what is unknown.
inline std::string dump(const Value& value) {
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
  explicit Loaded(Files contents, Project project = {}, Dialect dialect = Dialect::compose, Options options = {})
      : reader(std::move(contents)), sources(reader), documents(sources, findings) {
    if (project.files.empty()) project.files = {"/p/compose.yml"};
    model = load_model(project, dialect, options, documents);
    write_environments(model);
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

  FolderReader reader;
  SourceSet sources;
  Findings findings;
  Documents documents;
  Model model;
};

/// A project in memory, and what stands at one place of its model.
struct Row {
  std::string what;
  Files files;
  std::string place;
  std::string expected;
};

inline std::string service(std::string_view body) {
  return "services:\n  s: {image: i, " + std::string(body) + "}\n";
}

inline void check_rows(const std::vector<Row>& rows, Dialect dialect, const std::vector<std::string>& files = {}) {
  for (const Row& row : rows) {
    CAPTURE(row.what);
    Project project{.files = files};
    const Loaded loaded(row.files, project, dialect);
    CHECK(loaded.dump_at(row.place) == row.expected);
  }
}

/// Two files that both say something about service `s`.
struct MergeRow {
  std::string base;
  std::string later;
  std::string key;
  std::string expected;
};

inline void check_merges(const std::vector<MergeRow>& rows, Dialect dialect) {
  for (const MergeRow& row : rows) {
    CAPTURE(row.base);
    CAPTURE(row.later);
    const std::string top = "volumes: {va: {}, vb: {}}\nnetworks: {a: {}, b: {}}\nsecrets: {x: {external: true}}\n";
    const Loaded loaded(
        Files{{"/p/a.yml", service(row.base) + top}, {"/p/b.yml", "services:\n  s: {" + row.later + "}\n"}},
        {.files = {"/p/a.yml", "/p/b.yml"}}, dialect);
    CHECK(loaded.dump_at("services.s." + row.key) == row.expected);
  }
}

}  // namespace mailu_lint::test
