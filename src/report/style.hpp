// Colours and links of the terminal (ECMA-48 sequences, OSC 8). Nothing when switched off.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <mailu_lint/finding.hpp>

namespace mailu_lint {

enum class Style : std::uint8_t { plain, bold, dim, red, yellow, cyan, blue, green };

class Painter {
 public:
  Painter(bool color, bool hyperlinks) : color_(color), hyperlinks_(hyperlinks) {}

  std::string paint(Style style, std::string_view text) const;
  std::string link(std::string_view url, std::string_view text) const;

 private:
  bool color_;
  bool hyperlinks_;
};

Style style_of(Severity severity);

}  // namespace mailu_lint
