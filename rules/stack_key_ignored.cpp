// Keys that docker compose obeys and a stack drops: what they promise does not hold.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"
#include "mailu/stack_keys.hpp"

namespace mailu_lint {
namespace {

/// Services that have the same ignored keys: an anchor or a habit, and one finding.
struct Group {
  std::string keys;
  std::vector<const Service*> services;
  std::vector<DroppedKey> places;
};

void add(std::vector<Group>& groups, const Service& service) {
  const std::vector<DroppedKey> dropped = keys_dropped_by_stack(service);
  if (dropped.empty()) return;
  std::string keys;
  for (const DroppedKey& one : dropped) keys += (keys.empty() ? "`" : ", `") + one.key->docker_value() + "`";
  auto group = std::ranges::find(groups, keys, &Group::keys);
  if (group == groups.end()) group = groups.insert(groups.end(), Group{keys, {}, {}});
  group->services.push_back(&service);
  group->places.insert(group->places.end(), dropped.begin(), dropped.end());
}

void tell(const Group& group, Findings& findings) {
  const std::string name = group.services.front()->name.docker_value();
  const std::size_t more = group.services.size() - 1;
  const std::string others = more == 0 ? "" : " and " + std::to_string(more) + (more == 1 ? " other" : " others");
  // A service may have all of them: those that do not fit have their places.
  const bool fits = group.keys.size() <= 70;
  const std::string keys = fits ? group.keys : std::to_string(group.places.size() / (more + 1)) + " keys";
  const DroppedKey& first = group.places.front();
  auto finding = findings.add(first.key->span(), "a stack ignores " + keys + " of `" + name + "`" + others);
  finding.label(std::string(first.instead)).evidence(name);
  finding.help("remove what has no effect, or write the stack's own way to say it");
  for (auto other = group.places.begin() + 1; other != group.places.end(); ++other) {
    finding.also(other->key->span(), std::string(other->instead));
  }
}

}  // namespace

extern constinit const Rule stack_key_ignored{
    .category = Category::swarm,
    .severity = Severity::note,
    .summary = "`docker stack deploy` ignores keys of a service",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (!mail.swarm()) return;
          std::vector<Group> groups;
          for (const Service* service : running(mail)) add(groups, *service);
          for (const Group& group : groups) tell(group, findings);
        },
};
}  // namespace mailu_lint
