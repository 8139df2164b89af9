#include "oracles.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "parse/characters.hpp"

namespace mailu_lint::fuzz {

void expect(bool holds, std::string_view what, std::string_view where) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(where.size()), where.data());
  std::abort();
}

void expect_inside(Span span, std::string_view text, std::string_view what) {
  expect(span.begin <= span.end, "a span begins before it ends:", what);
  expect(span.end <= text.size(), "a span ends inside its file:", what);
}

void expect_inside(Span span, const SourceSet& sources, std::string_view what) {
  expect(static_cast<std::size_t>(span.file) < sources.size(), "a span is in a file that is there:", what);
  expect_inside(span, sources[span.file].text(), what);
}

void expect_places(const Finding& finding, const SourceSet& sources) {
  expect_inside(finding.span, sources, finding.message);
  for (const Related& related : finding.related) expect_inside(related.span, sources, finding.message);
  if (!finding.fix) return;
  for (const Edit& edit : finding.fix->edits) expect_inside(edit.span, sources, finding.message);
}

void expect_places(const Findings& findings, const SourceSet& sources) {
  for (const Finding& finding : findings.list()) expect_places(finding, sources);
}

void expect_utf8(std::string_view text, std::string_view what) {
  expect(is_utf8(text), "a report is UTF-8:", what);
}

void expect_json(std::string_view text, std::string_view what) {
  expect_utf8(text, what);
  expect(nlohmann::json::accept(text), "a report is JSON:", what);
}

void expect_xml(std::string_view text, std::string_view what) {
  expect_utf8(text, what);
  std::vector<std::string_view> open;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<unsigned char>(text[at]);
    expect(c >= 0x20 || c == '\t' || c == '\n' || c == '\r', "XML has no control characters:", what);
    const std::string_view rest = text.substr(at);
    expect(!rest.starts_with("\xEF\xBF\xBE") && !rest.starts_with("\xEF\xBF\xBF"), "XML has no U+FFFE:", what);
    if (c == '&') {
      const std::string_view entity = rest.substr(0, rest.find(';') + 1);
      const bool known = entity == "&amp;" || entity == "&lt;" || entity == "&gt;" || entity == "&quot;" ||
                         entity == "&apos;" || entity.starts_with("&#");
      expect(known, "XML has only its own entities:", what);
    }
    if (c != '<') {
      ++at;
      continue;
    }
    // Attribute values are written with `<` escaped, and `>` inside them is one too.
    const std::string_view tag = rest.substr(0, rest.find('>') + 1);
    expect(tag.size() > 2, "an XML tag ends:", what);
    const std::string_view name = tag.substr(1, tag.find_first_of(" />?", tag[1] == '/' ? 2 : 1) - 1);
    if (name.starts_with('/')) {
      expect(!open.empty() && open.back() == name.substr(1), "XML tags close each other:", what);
      open.pop_back();
    } else if (!tag.ends_with("/>") && !tag.starts_with("<?")) {
      open.push_back(name);
    }
    at += tag.size();
  }
  expect(open.empty(), "every XML tag is closed:", what);
}

}  // namespace mailu_lint::fuzz
