// In a network that other projects use too, their containers speak to Mailu's inner services directly: no TLS, no
// login at Redis, no rate limits.
#include <mailu_lint/rule.hpp>

#include "mailu/peers.hpp"
#include "mailu/shared_networks.hpp"

namespace mailu_lint {
namespace {

void report(const SharedNetwork& shared, Findings& findings) {
  const std::string name = shared.network->key.docker_value();
  const std::string verb = shared.services.size() == 1 ? " is on `" : " are on `";
  auto finding = findings.add(shared.place->key.span(), names_of(shared.services) + verb + name +
                                                            "`, with other projects; those get to it past front");
  finding.label("reached by whatever runs in this network").evidence(name);
  finding.also(shared.network->span, "not Mailu's own");
  if (shared.neighbour) finding.also(shared.neighbour->name.span(), "a neighbour in it");
  finding.help("connect `front` alone to `" + name + "`, the others to a network of Mailu's own");
}

}  // namespace

extern constinit const Rule internal_service_exposed{
    .category = Category::network,
    .severity = Severity::warning,
    .summary = "Inner services of Mailu are on a network of other projects",
    .cwe = 668,
    .security_severity = 5.3,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SharedNetwork& shared : shared_networks(mail, findings)) report(shared, findings);
        },
};
}  // namespace mailu_lint
