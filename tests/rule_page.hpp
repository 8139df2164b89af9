// A rule's page as data: its sections, and in them the examples, each a small deployment with the findings it must
// give. The form is described in docs/contributing.md; tests/rules/<rule>.md has it too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mailu_lint::test {

/// `# finding: TEXT` or `# related: TEXT` on the line above the one that is meant. Taken out of the block's text.
struct Marker {
  enum class Kind : std::uint8_t { finding, related };
  Kind kind{};
  std::string file{};
  std::uint32_t line = 0;  ///< in the block's text, from 1
  std::string text{};      ///< part of the message
};

/// One fenced block: ```` ```LANGUAGE file=NAME [fixed] ````.
struct Block {
  std::string language{};
  std::string file{};  ///< empty: only shown, never read
  bool fixed = false;  ///< what the fix must make of the file of that name
  std::string text{};
  std::vector<Marker> markers{};
};

/// The blocks under one `###` heading, or under the section's own.
struct Example {
  std::string heading{};
  std::vector<Block> blocks{};
};

struct Section {
  std::string heading{};
  std::string text{};  ///< all lines, blocks included
  std::vector<Example> examples{};
};

struct RulePage {
  std::string title{};
  std::string intro{};  ///< between title and first section: the header line and the paragraph
  std::vector<Section> sections{};
  std::vector<std::string> problems{};  ///< what is wrong with the page's form

  const Section* section(std::string_view heading) const;
};

RulePage read_rule_page(std::string_view markdown);

}  // namespace mailu_lint::test
