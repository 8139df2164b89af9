// Raft needs a majority of the managers. An even number tolerates no more failures than one less, and loses more.
#include <mailu_lint/rule.hpp>

#include "mailu/managers.hpp"

namespace mailu_lint {
namespace {

std::string failures(std::int64_t count) {
  if (count == 0) return "no failure";
  return count == 1 ? "1 failure" : std::to_string(count) + " failures";
}

}  // namespace

extern constinit const Rule even_manager_count{
    .category = Category::swarm,
    .severity = Severity::warning,
    .summary = "The swarm has an even number of managers",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const Managers managers = managers_of(mail.cluster);
          if (managers.count < 2 || managers.count % 2 != 0) return;
          const std::int64_t survives = (managers.count - 1) / 2;
          const std::string quorum = std::to_string(managers.count / 2 + 1);
          auto finding = findings.add(managers.places.front(), std::to_string(managers.count) + " managers need " +
                                                                   quorum + " for a quorum; the swarm survives " +
                                                                   failures(survives) + " of them, as " +
                                                                   std::to_string(managers.count - 1) + " would");
          finding.help("one manager more survives " + failures(survives + 1) +
                       "; one less is as safe: `docker node promote` or `docker node demote`");
          for (std::size_t i = 1; i < managers.places.size(); ++i) finding.also(managers.places[i], "another manager");
        },
};
}  // namespace mailu_lint
