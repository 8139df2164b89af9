#include "report/style.hpp"

namespace mailu_lint {
namespace {

std::string_view parameters(Style style) {
  switch (style) {
    case Style::plain:
      return "0";
    case Style::bold:
      return "1";
    case Style::dim:
      return "2";
    case Style::red:
      return "1;31";
    case Style::yellow:
      return "1;33";
    case Style::cyan:
      return "1;36";
    case Style::blue:
      return "1;34";
    case Style::green:
      return "1;32";
  }
  return "0";
}

}  // namespace

std::string Painter::paint(Style style, std::string_view text) const {
  if (!color_ || style == Style::plain || text.empty()) return std::string(text);
  std::string painted = "\x1b[";
  painted += parameters(style);
  painted += 'm';
  painted += text;
  painted += "\x1b[0m";
  return painted;
}

std::string Painter::link(std::string_view url, std::string_view text) const {
  if (!hyperlinks_) return std::string(text);
  std::string linked = "\x1b]8;;";
  linked += url;
  linked += "\x1b\\";
  linked += text;
  linked += "\x1b]8;;\x1b\\";
  return linked;
}

Style style_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Style::red;
    case Severity::warning:
      return Style::yellow;
    case Severity::note:
      return Style::cyan;
  }
  return Style::plain;
}

}  // namespace mailu_lint
