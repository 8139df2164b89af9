// Whoever edits the first of two lines sees no effect, for the last one counts.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/overridden.hpp"

namespace mailu_lint {
namespace {

/// Written there, not brought in to be replaced: whoever merges an anchor or extends a service means to.
bool written_in_place(const Setting& setting) {
  return std::ranges::all_of(setting.value.via(), [](const Via& step) {
    return step.kind == Via::Kind::variable || step.kind == Via::Kind::env_file;
  });
}

}  // namespace

extern constinit const Rule setting_duplicate{
    .category = Category::settings,
    .severity = Severity::warning,
    .summary = "A setting is set twice in one file, to different values",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Overridden& pair : overridden_settings(mail, findings)) {
            const Setting& lost = *pair.lost;
            const bool one_list =
                lost.source == pair.counts->source && lost.name_span.file == pair.counts->name_span.file;
            if (!one_list || !written_in_place(lost) || !written_in_place(*pair.counts)) continue;
            findings
                .add(lost.name_span, "`" + lost.name + "` is set again below to another value; this line has no effect")
                .label("no effect")
                .also(pair.counts->name_span, "this one counts")
                .evidence(lost.name)
                .help("delete the line that is not meant");
          }
        },
};
}  // namespace mailu_lint
