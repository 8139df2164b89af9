#include "mailu/overridden.hpp"

#include <set>
#include <utility>

#include <mailu_lint/finding.hpp>

#include "mailu/catalog.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {

std::vector<Overridden> overridden_settings(const Deployment& mail, Findings& findings) {
  std::vector<Overridden> found;
  std::set<std::pair<Span, Span>> places;
  for (const Service* service : running(mail)) {
    if (!service->environment.incomplete.empty()) findings.not_checked(service->environment.incomplete);
    for (const Setting& lost : service->environment.overridden) {
      const Setting* counts = service->setting(lost.name).setting();
      if (!counts || counts->inherited || lost.inherited || !find_setting(lost.name)) continue;
      const std::string* loser = lost.value.get();
      if (!loser || !counts->value.known() || counts->value.is(*loser)) continue;
      if (places.emplace(lost.name_span.written(), counts->name_span.written()).second)
        found.push_back({service, &lost, counts});
    }
  }
  return found;
}

}  // namespace mailu_lint
