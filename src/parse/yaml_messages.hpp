// What is wrong, in words that say what to do. yaml-cpp's own texts ("end of map not found") name what its parser
// missed, not what the writer did.
#pragma once

#include <string_view>

#include <mailu_lint/finding.hpp>

#include "parse/yaml.hpp"
#include "parse/yaml_bytes.hpp"
#include "parse/yaml_extent.hpp"

namespace mailu_lint::yaml {

/// A parser's error, and how far the tree had come.
struct ParserError {
  std::string_view message{};  ///< yaml-cpp's
  Offset offset = 0;
  std::string_view text{};  ///< what was parsed
  Offset read_to = 0;       ///< the end of the last node
  NodeId open_collection = no_node;
  NodeId open_brackets = no_node;
  NodeId last_scalar = no_node;
};

void report_bytes(const ByteProblem& problem, FileId file, Findings& findings);
void report_syntax_error(const ParserError& error, const Tree& tree, Findings& findings);

}  // namespace mailu_lint::yaml
