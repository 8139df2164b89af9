// Of the recorded cases of corpus.json, what docker's tools cannot tell: our findings with their places, and where each
// value comes from that is not simply the text at its place. UPDATE_EXPECTED=1 rewrites both lists.
#include <doctest/doctest.h>

#include <string>

#include <nlohmann/json.hpp>

#include "oracle_corpus.hpp"

using namespace mailu_lint;
using nlohmann::json;

namespace {

/// The first line of a text, cut where it is long.
std::string brief(std::string text) {
  constexpr std::size_t longest = 40;
  const std::size_t end = std::min(text.find('\n'), longest);
  return text.size() <= end ? text : text.substr(0, end) + "…";
}

struct Places {
  const SourceSet& sources;
  std::string out{};

  std::string at(Span span) const {
    const SourceFile& file = sources[span.file];
    return file.path() + ":" + std::to_string(file.position(span.begin).line) + " " +
           brief(std::string(sources.text(span)));
  }

  std::string steps(const Value& value) const {
    static const char* const kinds[] = {"variable", "unset",   "anchor",  "merge key",
                                        "env file", "extends", "include", "overrides"};
    std::string text;
    for (const Via& via : value.via) {
      text += std::string(", ") + kinds[static_cast<std::size_t>(via.kind)] + (via.name.empty() ? "" : " " + via.name);
      if (via.span.begin != via.span.end) text += " at " + at(via.span);
    }
    return text;
  }

  /// Only what does not say itself: the text at the place is the value, and nothing brought it there.
  void add(const std::string& path, const Value& value) {
    const bool scalar = value.kind != Value::Kind::map && value.kind != Value::Kind::list;
    const std::string written(sources.text(value.span));
    const bool quoted = written == '"' + value.text + '"' || written == "'" + value.text + "'";
    const bool plain = !scalar || quoted || written == value.text || written.empty();
    if (!plain || !value.via.empty() || !value.known || value.dropped) {
      out += "  " + path + (value.dropped ? ", dropped" : "") + (value.known ? "" : ", not known");
      if (scalar) out += " = " + brief(value.text);
      out += " from " + at(value.span) + steps(value) + "\n";
    }
    for (const Entry& entry : value.entries) add(path + "." + entry.key, *entry.value);
    for (std::size_t i = 0; i < value.items.size(); ++i) add(path + "." + std::to_string(i), *value.items[i]);
    for (const Entry& entry : value.replaced) add(path + ".replaced " + entry.key, *entry.value);
  }
};

std::string describe(const Findings& findings, const Places& places) {
  std::string out;
  for (const Finding& finding : findings.list()) {
    out += "  " + std::string(name(finding.rule)) + " at " + places.at(finding.span) + ": " + finding.message + "\n";
    for (const Related& related : finding.related) {
      out += "    " + places.at(related.span) + ": " + related.message + "\n";
    }
    if (!finding.label.empty()) out += "    label: " + finding.label + "\n";
    out += "    help: " + finding.help + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("oracle: what we say of each case, and where its values come from") {
  std::string said;
  std::string places;
  for (const json& example : json::parse(test::read_file(test::repository_file("fixtures/oracle/corpus.json")))) {
    for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
      if (!example.at("expect").contains(dialect == Dialect::compose ? "dc240" : "st282")) continue;
      const test::CorpusModel read(example, dialect);
      const std::string head =
          example.at("id").get<std::string>() + (dialect == Dialect::compose ? ", compose\n" : ", stack\n");
      Places found{read.sources};
      if (!read.model.refused) found.add("", *read.model.root);
      if (!found.out.empty()) places += head + found.out;
      if (const std::string text = describe(read.findings, found); !text.empty()) said += head + text;
    }
  }
  test::check_expected(test::repository_file("tests/expected/oracle_findings.txt"), said);
  test::check_expected(test::repository_file("tests/expected/oracle_places.txt"), places);
}
