// The short way through YAML against yaml-cpp: the same trees, and nothing taken that yaml-cpp refuses. What the short
// way does not take is read once: its places are inside the file.
#include <cstdint>
#include <string>

#include "../yaml_difference.hpp"
#include "../yaml_dump.hpp"
#include "oracles.hpp"
#include "parse/characters.hpp"

using namespace mailu_lint;
using namespace mailu_lint::fuzz;

namespace {

void expect_inside(std::uint32_t begin, std::uint32_t end, const SourceFile& source) {
  fuzz::expect_inside({FileId{}, begin, end}, source.text(), "node");
}

void check_tree(const yaml::Tree& tree, const Findings& findings) {
  for (const yaml::Node& node : tree.nodes) {
    expect_inside(node.begin, node.end, tree.source());
    const std::size_t end = std::size_t{node.text_begin} + node.text_size;
    expect(end <= (node.in_heap ? tree.heap.size() : tree.source().text().size()), "a value is somewhere");
  }
  for (const Span comment : tree.comments()) {
    expect_inside(comment.begin, comment.end, tree.source());
    expect(tree.source().text()[comment.begin] == '#', "a comment begins with #");
  }
  for (const Finding& finding : findings.list()) {
    expect_inside(finding.span.begin, finding.span.end, tree.source());
    if (!is_utf8(tree.source().text())) continue;  // reports replace what is not when they are written
    expect_utf8(tree.key_path(finding.span), "path");
    expect_utf8(finding.message, "message");
  }
  expect(tree.complete() || !findings.list().empty(), "what is not read to its end is told");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(text_of(data, size));
  if (test::takes(text)) {
    const std::string difference = test::difference(text);
    expect(difference.empty(), "both ways give the same:", difference);
  }
  const test::Parsed parsed(text);
  check_tree(parsed.tree, parsed.findings);
  return 0;
}
