// An anonymous volume belongs to its container. docker makes a new one as soon as the container is gone.
#include <mailu_lint/rule.hpp>

#include "mailu/data.hpp"

namespace mailu_lint {
extern constinit const Rule anonymous_data_volume{
    .category = Category::storage,
    .severity = Severity::warning,
    .summary = "Data that Mailu must keep is on an anonymous volume",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Data& data : all_data(mail)) {
            if (!data.mount || data.mount->kind != Mount::Kind::anonymous) continue;
            findings
                .add(data.mount->span,
                     data.place() + " is on an anonymous volume; " + fate_in_container(mail, *data.keep))
                .label("no name to find it by")
                .evidence(std::string(data.keep->path))
                .help("name the volume (`mail:/mail`), or mount a directory");
          }
        },
};
}  // namespace mailu_lint
