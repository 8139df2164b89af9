#include "rule_page.hpp"

#include <algorithm>
#include <optional>
#include <sstream>

namespace mailu_lint::test {
namespace {

constexpr std::string_view fence = "```";

std::string_view trim_left(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

std::optional<Marker> read_marker(std::string_view line) {
  line = trim_left(line);
  for (const auto& [start, kind] :
       {std::pair{"# finding: ", Marker::Kind::finding}, std::pair{"# related: ", Marker::Kind::related}}) {
    if (line.starts_with(start)) return Marker{kind, {}, 0, std::string(line.substr(std::string_view(start).size()))};
  }
  return std::nullopt;
}

Block read_info(std::string_view info, RulePage& page) {
  Block block;
  std::istringstream words{std::string(info)};
  words >> block.language;
  for (std::string word; words >> word;) {
    if (word.starts_with("file=")) {
      block.file = word.substr(5);
    } else if (word == "fixed") {
      block.fixed = true;
    } else {
      page.problems.push_back("unknown word after ```: " + word);
    }
  }
  return block;
}

/// Reads the lines of one fenced block, up to its closing fence.
Block read_block(std::string_view info, std::istream& lines, Section& section, RulePage& page) {
  Block block = read_info(info, page);
  std::vector<Marker> waiting;
  std::uint32_t line_number = 0;
  for (std::string line; std::getline(lines, line);) {
    section.text += line + '\n';
    if (line.starts_with(fence)) {
      if (!waiting.empty()) page.problems.push_back("a marker has no line below it: " + waiting.front().text);
      return block;
    }
    if (auto marker = read_marker(line)) {
      waiting.push_back(std::move(*marker));
      continue;
    }
    ++line_number;
    for (Marker& marker : waiting) {
      marker.file = block.file;
      marker.line = line_number;
      block.markers.push_back(std::move(marker));
    }
    waiting.clear();
    block.text += line + '\n';
  }
  page.problems.push_back("a block is not closed");
  return block;
}

}  // namespace

const Section* RulePage::section(std::string_view heading) const {
  const auto found = std::ranges::find(sections, heading, &Section::heading);
  return found == sections.end() ? nullptr : &*found;
}

RulePage read_rule_page(std::string_view markdown) {
  RulePage page;
  std::istringstream lines{std::string(markdown)};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# ")) {
      page.title = line.substr(2);
    } else if (line.starts_with("## ")) {
      page.sections.push_back({.heading = line.substr(3)});
    } else if (page.sections.empty()) {
      page.intro += line + '\n';
    } else {
      Section& section = page.sections.back();
      section.text += line + '\n';
      if (line.starts_with("### ")) section.examples.push_back({.heading = line.substr(4)});
      if (!line.starts_with(fence)) continue;
      if (section.examples.empty()) section.examples.push_back({.heading = section.heading});
      const std::string info = line.substr(fence.size());
      section.examples.back().blocks.push_back(read_block(info, lines, section, page));
    }
  }
  return page;
}

}  // namespace mailu_lint::test
