// What must hold whatever the input is. What does not hold ends the program, which is how a fuzzer is told.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/source.hpp>

namespace mailu_lint::fuzz {

/// Ends the program with the text when `holds` is false.
void expect(bool holds, std::string_view what, std::string_view where = {});

/// begin ≤ end, and inside the file.
void expect_inside(Span span, const SourceSet& sources, std::string_view what);
void expect_inside(Span span, std::string_view text, std::string_view what);
/// Every place that the finding tells of, its fix included.
void expect_places(const Finding& finding, const SourceSet& sources);
void expect_places(const Findings& findings, const SourceSet& sources);

void expect_utf8(std::string_view text, std::string_view what);
void expect_json(std::string_view text, std::string_view what);
/// Tags that close each other in order, and text without what XML forbids.
void expect_xml(std::string_view text, std::string_view what);

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace mailu_lint::fuzz
