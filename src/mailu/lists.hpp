// Settings that hold lists: `10.0.0.0/8, 192.168.0.0/16`. Each entry keeps its own place, so that a finding underlines
// one network and not the whole line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

struct ListEntry {
  std::string text{};
  Span span{};
};

/// The entries of a known value between commas and blanks, empty ones left out. Nothing when the value is unknown.
std::vector<ListEntry> split_list(const Text& value, std::string_view separators = ", \t\r\n");

/// Where bytes [begin, begin + size) of the value are written. The whole value when that cannot be told, because a
/// variable or an escape stands between the text and the value.
Span part_of(const Text& value, std::size_t begin, std::size_t size);

/// The bytes of part_of() are exactly those bytes of the value: an edit may replace them.
bool written_literally(const Text& value);

}  // namespace mailu_lint
