// Whole files against what docker's own tools made of them: corpus.json, case by case. dc240 is `docker compose config`
// 2.40.3, st282 `docker stack config` 28.2.2, dp282 `docker stack deploy` 28.2.2 against a recorder.
// What it posted is oracle_deploy_test.cpp's.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include <mailu_lint/rule.hpp>

#include "oracle_corpus.hpp"
#include "report/show.hpp"
#include "resolve/model.hpp"

using namespace mailu_lint;
using nlohmann::json;

namespace {

/// Where a disagreement is wanted or cannot be helped. A case that agrees must not stand here.
struct Exception {
  const char* tool;
  const char* id;
  const char* reason;
};
constexpr Exception exceptions[] = {
    {"dc240", "yaml-x-in-env",
     "a bug of docker compose: it takes a variable `x-a` for an extension and prints a Go map"},
    {"dp282", "sec-missingfile", "the files of secrets are not read: their names are enough, their content is secret"},
};

/// Maps whose keys the user chose: an empty value there means something.
bool has_free_keys(const std::string& key) {
  static const std::set<std::string> keys{"environment", "labels",  "annotations", "sysctls",       "driver_opts",
                                          "options",     "args",    "services",    "networks",      "volumes",
                                          "secrets",     "configs", "depends_on",  "aux_addresses", "ulimits",
                                          "storage_opt", ""};
  return keys.contains(key);
}

bool is_empty(const json& value) {
  return value.is_null() || value == false || value == "" || (value.is_structured() && value.empty());
}

/// Both sides alike: without what docker leaves out when it is empty, without the source's order.
json normalised(const json& value, const std::string& key) {
  if (value.is_object()) {
    json result = json::object();
    for (const auto& [name, item] : value.items()) {
      if (name.starts_with("x-") && key != "" && !has_free_keys(key)) continue;  // only YAML output shows them
      if (key == "" && name.starts_with("x-")) {
        result[name] = item;
        continue;
      }
      json clean = normalised(item, name);
      if (key == "networks" && clean.is_null()) clean = json::object();
      if (has_free_keys(key) || !is_empty(clean)) result[name] = std::move(clean);
    }
    for (const char* section : {"networks", "volumes", "secrets", "configs"}) {
      if (key.empty() && result.contains(section) && result[section].empty()) result.erase(section);
    }
    return result;
  }
  if (value.is_array()) {
    json result = json::array();
    for (const json& item : value) {
      json clean = normalised(item, "[]");
      // docker stack refuses to read some lists that it prints, so ours name each item once.
      const bool printed_once = key == "ports" || key == "cap_add" || key == "expose";
      if (!printed_once || std::ranges::find(result, clean) == result.end()) result.push_back(std::move(clean));
    }
    return result;
  }
  return value.is_string() ? json(test::plain(value.get<std::string>())) : value;
}

/// `$$` back to `$`: our output is made to be read by docker again.
json undoubled(const json& value) {
  if (value.is_string()) {
    std::string text = value.get<std::string>();
    test::replace_all(text, "$$", "$");
    return text;
  }
  json result = value;
  if (value.is_structured()) {
    for (json& item : result) item = undoubled(item);
  }
  return result;
}

struct Outcome {
  bool refused = false;
  json model;
  std::string findings;
};

/// docker prints the version that it takes for none and for `3`; ours leaves that to the docker that reads it.
void name_version(json& model) {
  if (model.contains("version") && !model["version"].is_string()) return;  // refused
  const std::string written = model.value("version", "");
  model["version"] = written.empty() || written == "3" ? "3.13" : written;
}

Outcome resolve(const json& example, Dialect dialect) {
  const test::CorpusModel read(example, dialect);
  Outcome outcome{.refused = read.model.refused};
  for (const Finding& finding : read.findings.list()) {
    outcome.findings += "\n  " + std::string(name(finding.rule)) + ": " + finding.message;
  }
  outcome.model = undoubled(json::parse(show_json(read.model, read.sources, {})));
  if (dialect == Dialect::stack) name_version(outcome.model);
  return outcome;
}

const Exception* exception_for(const std::string& tool, const std::string& id) {
  for (const Exception& exception : exceptions) {
    if (tool == exception.tool && id == exception.id) return &exception;
  }
  return nullptr;
}

struct Tally {
  std::size_t agreed = 0;
  std::size_t all = 0;

  void count(const std::string& tool, const std::string& id, bool agrees, const std::string& difference) {
    ++all;
    agreed += agrees ? 1 : 0;
    const Exception* exception = exception_for(tool, id);
    if (exception) {
      CHECK_MESSAGE(!agrees, tool, " ", id, " agrees: take it out of the exceptions");
    } else {
      CHECK_MESSAGE(agrees, tool, " ", id, ": ", difference);
    }
  }
};

std::string verdict(bool refused) {
  return refused ? "refused" : "accepted";
}

}  // namespace

TEST_CASE("oracle: whole files resolve as docker's tools resolve them") {
  std::map<std::string, Tally> tallies;
  for (const json& example : test::read_corpus()) {
    const auto id = example.at("id").get<std::string>();
    const json& expect = example.at("expect");
    for (const std::string tool : {"dc240", "st282"}) {
      if (!expect.contains(tool)) continue;
      const Outcome ours = resolve(example, tool == "dc240" ? Dialect::compose : Dialect::stack);
      const bool refuses = expect[tool]["rc"] != 0;
      // What `stack config` lets pass, `stack deploy` may refuse; that is what we look at.
      const bool deploy_refuses = tool == "st282" && expect.contains("dp282") && expect["dp282"]["rc"] != 0;
      if (tool == "st282" && expect.contains("dp282")) {
        tallies["dp282"].count("dp282", id, ours.refused == deploy_refuses,
                               verdict(ours.refused) + " by us, " + verdict(deploy_refuses) + " by it" + ours.findings);
      }
      if (refuses) {
        tallies[tool].count(tool, id, ours.refused, "accepted by us, refused by it");
        continue;
      }
      if (ours.refused && !deploy_refuses) {
        tallies[tool].count(tool, id, false, "refused by us, accepted by it" + ours.findings);
        continue;
      }
      const json expected = normalised(expect[tool]["model"], "");
      const json got = normalised(ours.model, "");
      tallies[tool].count(tool, id, got == expected,
                          "ours " + got.dump() + "\n  its " + expected.dump() + ours.findings);
    }
  }
  for (const auto& [tool, tally] : tallies) MESSAGE("whole files, ", tool, ": ", tally.agreed, " of ", tally.all);
}
