// The env file is where everybody looks; what `environment` says instead is easily overlooked.
#include <mailu_lint/rule.hpp>

#include "mailu/overridden.hpp"

namespace mailu_lint {
extern constinit const Rule setting_shadowed{
    .category = Category::settings,
    .severity = Severity::note,
    .summary = "`environment` overrides the env file with another value",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Overridden& pair : overridden_settings(mail, findings)) {
            if (pair.lost->source != Setting::Source::env_file) continue;
            if (pair.counts->source != Setting::Source::environment) continue;
            findings
                .add(pair.counts->name_span,
                     "`environment` sets `" + pair.counts->name +
                         "` to another value than the env file; the line there has no effect here")
                .label("this one counts")
                .also(pair.lost->name_span, "no effect on service `" + pair.service->name.docker_value() + "`")
                .evidence(pair.counts->name)
                .help("keep one of the two, unless this service is meant to differ");
          }
        },
};
}  // namespace mailu_lint
