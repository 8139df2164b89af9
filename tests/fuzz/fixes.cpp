// Fixes of whatever was found, applied until there are none left: the result is read again, and there is nothing more
// to fix.
#include <utility>

#include "cli/fix.hpp"
#include "oracles.hpp"
#include "parse/characters.hpp"
#include "project.hpp"

using namespace mailu_lint;
using namespace mailu_lint::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto files = files_in(text_of(data, size));
  const Project project = project_of(files);
  TextReader reader(files);
  const Run before = lint_project(project, reader);
  const auto lint_with = [&](FileReader& changed) { return lint_project(project, changed); };
  for (const FixSafety most : {FixSafety::safe, FixSafety::unsafe}) {
    FixedRun fixed = fix_run(before, most, reader, lint_with);
    if (is_utf8(text_of(data, size))) expect_utf8(diff_of(fixed), "diff");  // a patch has the bytes of the file
    if (!fixed.run || !fixed.problems.empty()) continue;
    for (const RunFinding& item : fixed.run->findings) expect_places(*item, *item.sources);
    TextReader after(files);
    for (const auto& [name, text] : fixed.texts) after.texts()[text.path] = text.after;
    const Run again = lint_project(project, after);
    FixedRun nothing = fix_run(again, most, after, lint_with);
    expect(nothing.texts.empty(),
           "what is fixed needs no fix:", nothing.texts.empty() ? "" : nothing.texts.begin()->second.path);
  }
  return 0;
}
