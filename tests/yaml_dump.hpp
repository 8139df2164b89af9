// A parsed YAML text, and the tree and its findings as text to compare with.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/rule.hpp>
#include <mailu_lint/source.hpp>

#include "parse/yaml.hpp"

namespace mailu_lint::test {

struct Parsed {
  SourceFile source;
  Findings findings{};
  yaml::Tree tree;

  explicit Parsed(std::string text, yaml::Limits limits = {}, yaml::Reader reader = yaml::Reader::fastest)
      : source("test.yml", std::move(text)), tree(yaml::parse(FileId{}, source, findings, limits, reader)) {}
  Parsed(const Parsed&) = delete;  // the tree points to the source
  Parsed& operator=(const Parsed&) = delete;
};

inline std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\r') {
      result += "\\r";
    } else if (c == '\t') {
      result += "\\t";
    } else {
      result += c;
    }
  }
  return result;
}

inline std::string_view style_name(yaml::NodeRef node) {
  const bool sequence = node.kind() == yaml::Kind::sequence;
  switch (node.style()) {
    case yaml::Style::implicit:
      return "absent";
    case yaml::Style::plain:
      return node.kind() == yaml::Kind::alias ? "alias" : "plain";
    case yaml::Style::single_quoted:
      return "single";
    case yaml::Style::double_quoted:
      return "double";
    case yaml::Style::literal:
      return "literal";
    case yaml::Style::folded:
      return "folded";
    case yaml::Style::block:
      return sequence ? "list" : "map";
    case yaml::Style::flow:
      return sequence ? "flow-list" : "flow-map";
  }
  return "";
}

/// One line a node: `style begin <source text> =value &anchor !tag`, children indented. The value is left out where it
/// is the source text.
inline void dump(const Parsed& parsed, yaml::NodeRef node, int depth, std::string& out) {
  const std::string_view text = parsed.source.text(node.span());
  out.append(static_cast<std::size_t>(depth), ' ');
  out += style_name(node);
  out += ' ' + std::to_string(node.span().begin) + " <" + escaped(text) + '>';
  if (node.kind() == yaml::Kind::scalar && node.text() != text) out += " =" + escaped(node.text());
  if (!node.anchor().empty()) out += " &" + std::string(node.anchor());
  if (!node.tag().empty()) out += ' ' + std::string(node.tag());
  if (node.kind() == yaml::Kind::alias) out += node.target() ? "" : " to nothing";
  out += '\n';
  for (auto child = node.first_child(); child; child = child.next()) dump(parsed, child, depth + 1, out);
}

inline std::string dump(const Parsed& parsed) {
  std::string out;
  for (const auto document : parsed.tree.documents()) dump(parsed, document, 0, out);
  return out;
}

/// `line:column rule: message`, with related places.
inline std::string findings_of(const Parsed& parsed) {
  const auto place = [&](Span span) {
    const Position position = parsed.source.position(span.begin);
    return std::to_string(position.line) + ':' + std::to_string(position.column);
  };
  std::string out;
  for (const Finding& finding : parsed.findings.list()) {
    out += place(finding.span) + ' ' + std::string(name(finding.rule)) + ": " + finding.message + '\n';
    for (const Related& related : finding.related) out += "  " + place(related.span) + ' ' + related.message + '\n';
  }
  return out;
}

}  // namespace mailu_lint::test
