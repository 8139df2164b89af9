// Places in a YAML file that are no nodes: comments, the path of keys, and spans of broken texts.
#include <doctest/doctest.h>

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "yaml_dump.hpp"

namespace {

using namespace mailu_lint;
using namespace mailu_lint::test;

struct Case {
  std::string_view input;
  std::string_view expected;
};

TEST_CASE("yaml: spans stay in the file and in order, whatever stands in it") {
  const std::string_view pieces[] = {"a",    ":",     " ",  "\n",  "- ", "\"",  "'",        "[",   "]", "{",
                                     "}",    ",",     "#",  "&a ", "*a", "!t ", "|",        ">",   "?", "~",
                                     "\n  ", "---\n", "\t", "\r",  "%",  "\\",  "\xC3\xA4", "\xFF"};
  std::uint32_t seed = 1;
  const auto random = [&seed](std::size_t below) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
  };
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t length = random(24); length > 0; --length) text += pieces[random(std::size(pieces))];
    CAPTURE(text);
    const Parsed parsed{text};
    std::uint32_t begin = 0;
    for (const yaml::Node& node : parsed.tree.nodes) {
      REQUIRE(node.begin >= begin);
      REQUIRE(node.begin <= node.end);
      REQUIRE(node.end <= text.size());
      begin = node.begin;
    }
    for (const Finding& finding : parsed.findings.list()) {
      REQUIRE(finding.span.begin <= finding.span.end);
      REQUIRE(finding.span.end <= text.size());
      REQUIRE(parsed.tree.key_path(finding.span).size() <= 10 * text.size());
    }
    REQUIRE(parsed.tree.complete() == (findings_of(parsed).find("yaml-syntax") == std::string::npos &&
                                       findings_of(parsed).find("not there") == std::string::npos));
    for (const Span comment : parsed.tree.comments()) REQUIRE(parsed.source.text(comment).front() == '#');
  }
}

TEST_CASE("yaml: comments are what the parser passes over") {
  const Case cases[] = {
      {"# one\na: b # two\n#three", "# one|# two|#three|"},
      {"a: b#c\nd: \"# e\"\nf: '# g\n  # h'\n", ""},
      {"a: | # header\n  # text\n # behind\nb: >\n  # text\n", "# header|# behind|"},
      {"a: !t#u v\nc: &x # one\n  d\n", "# one|"},
      {"--- # start\n[a, # one\n b] # two\n... # end\n", "# start|# one|# two|# end|"},
      {"%YAML 1.1 # version\n---\na:\n  # absent\n", "# version|# absent|"},
      {"a: 1 # one\rb: 2\r\n# two\r\n", "# one|# two|"},
      {"\xEF\xBB\xBF# one\na: 1\n", "# one|"},
      // Behind a syntax error it is not known what is a string: only lines of their own count.
      {"a: 1 # one\nb: \"x # no\n  # two\n", "# one|# two|"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    const Parsed parsed{std::string(test.input)};
    std::string comments;
    for (const Span comment : parsed.tree.comments()) comments += std::string(parsed.source.text(comment)) + '|';
    CHECK(comments == test.expected);
  }
}

TEST_CASE("yaml: the path of keys to a place") {
  const Parsed parsed{
      "services:\n"
      "  front: &front\n"
      "    ports:\n"
      "      - \"25:25\"\n"
      "      - target: 80 # web\n"
      "    labels: {traefik.enable: yes, \"a\\\"b\": , ~: [[x]]}\n"
      "  *front :\n"
      "---\n"
      "- a\n"};
  const Case cases[] = {
      {"services", "services"},
      {"front", "services.front"},
      {"&front", "services.front"},
      {"ports", "services.front.ports"},
      {"\"25", "services.front.ports[0]"},
      {"25:25\"\n      - t", "services.front.ports"},
      {"target", "services.front.ports[1].target"},
      {"80", "services.front.ports[1].target"},
      {"traefik", "services.front.labels[\"traefik.enable\"]"},
      {"\"a\\", "services.front.labels[\"a\\\"b\"]"},
      {"x]]", "services.front.labels[\"~\"]"},
      {"x", "services.front.labels[\"~\"][0][0]"},
      {"---", ""},
      {"a\n", ""},
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    const auto begin = static_cast<std::uint32_t>(test.input == "a\n" ? parsed.source.text().size()
                                                                      : parsed.source.text().find(test.input));
    const auto end = static_cast<std::uint32_t>(begin + test.input.size());
    CHECK(parsed.tree.key_path({FileId{}, begin, end}) == test.expected);
  }
  CHECK(parsed.tree.key_path({FileId{}, 10'000, 10'001}) == "");
  CHECK(Parsed{""}.tree.key_path({FileId{}, 0, 0}) == "");
}

}  // namespace
