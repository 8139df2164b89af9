#include "yaml_difference.hpp"

#include "parse/yaml_fast.hpp"
#include "yaml_dump.hpp"

namespace mailu_lint::test {

bool takes(const std::string& text) {
  const SourceFile source("test.yml", text);
  yaml::Tree tree(FileId{}, source);
  Findings findings;
  yaml::TreeBuilder builder(tree, text, 0, {}, findings);
  return yaml::read_fast(builder, text, 0);
}

std::string difference(const std::string& text) {
  const Parsed fast(text);
  const Parsed slow(text, {}, yaml::Reader::yaml_cpp);
  if (fast.tree.complete() != slow.tree.complete()) return "taken by one only";
  if (findings_of(fast) != findings_of(slow)) return "findings: " + findings_of(fast) + "and " + findings_of(slow);
  if (dump(fast) != dump(slow)) return "trees:\n" + dump(fast) + "and\n" + dump(slow);
  if (fast.tree.nodes != slow.tree.nodes || fast.tree.heap != slow.tree.heap) return "nodes";
  if (fast.tree.roots != slow.tree.roots || fast.tree.names != slow.tree.names) return "roots or names";
  if (fast.tree.document_starts != slow.tree.document_starts) return "starts of documents";
  if (fast.tree.comments() != slow.tree.comments()) return "comments";
  return fast.tree.refused() == slow.tree.refused() ? "" : "refused by one only";
}

}  // namespace mailu_lint::test
