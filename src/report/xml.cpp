#include "report/xml.hpp"

#include "report/unicode.hpp"

namespace mailu_lint {

std::string xml_text(std::string_view text) {
  std::string escaped;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint code = decode_utf8(text, i);
    switch (code.value) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case 0xFFFE:
      case 0xFFFF:
        escaped += "\uFFFD";
        break;
      default:
        escaped += visible(code, static_cast<unsigned char>(text[i]), Charset::utf8);
    }
    i += code.length;
  }
  return escaped;
}

}  // namespace mailu_lint
