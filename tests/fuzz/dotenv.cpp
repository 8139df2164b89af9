// Env files in both grammars, each asked what the other would make of it.
#include "parse/dotenv.hpp"

#include <mailu_lint/finding.hpp>

#include "oracles.hpp"

using namespace mailu_lint;
using namespace mailu_lint::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourceFile source("mailu.env", std::string(text_of(data, size)));
  Variables first;
  first.set("TAG", {"2024.06"});
  first.set("EMPTY", {""});
  Variables earlier;
  earlier.set("DOMAIN", {.value = "example.org", .known = false});
  for (const EnvGrammar grammar : {EnvGrammar::compose, EnvGrammar::stack}) {
    Findings findings;
    const EnvFileContent content = parse_dotenv(FileId{}, source, grammar, first, earlier, findings);
    for (const EnvEntry& entry : content.entries) {
      expect_inside(entry.name_span, source.text(), "name");
      expect_inside(entry.value.span(), source.text(), "value");
    }
    const auto others = other_readings(content, FileId{}, source, grammar, first, earlier);
    expect(others.size() == content.entries.size(), "each entry has another reading or none");
    report_quoting(content, source, grammar, findings);
    for (const Finding& finding : findings.list()) {
      expect_inside(finding.span, source.text(), finding.message);
      expect_utf8(finding.help, "help");
      if (!finding.fix) continue;
      for (const Edit& edit : finding.fix->edits) expect_inside(edit.span, source.text(), "edit");
    }
    const bool refused = !content.valid;
    expect(!refused || !findings.list().empty(), "what docker refuses is said");
  }
  return 0;
}
