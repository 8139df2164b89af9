// Which nodes of a swarm a service may run on, by its constraints and by facts, and how many tasks that makes.
#include <doctest/doctest.h>

#include <string>

#include "mailu/placement.hpp"
#include "resolution.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

/// `docker node ls`: two managers, two workers, one of these drained. It tells no labels.
const std::string listed =
    "ID    HOSTNAME   STATUS   AVAILABILITY   MANAGER STATUS   ENGINE VERSION\n"
    "n1    fjord      Ready    Active         Leader           28.2.2\n"
    "n2    dune       Ready    Active         Reachable        28.2.2\n"
    "n3    reef       Ready    Active                          28.2.2\n"
    "n4    moor       Ready    Drain                           28.2.2\n";

/// `docker node inspect` of all nodes, as far as it is read.
std::string node(const std::string& id, const std::string& name, const std::string& role, const std::string& labels) {
  const std::string leader = id == "n1" ? R"(,"ManagerStatus":{"Leader":true})" : "";
  return R"({"ID":")" + id + R"(","Spec":{"Labels":{)" + labels + R"(},"Role":")" + role +
         R"(","Availability":"active"},"Description":{"Hostname":")" + name + R"("},"Status":{"State":"ready"})" +
         leader + "}";
}
const std::string inspected = "[" + node("n1", "fjord", "manager", R"("mail":"true","disk":"ssd")") + "," +
                              node("n2", "dune", "worker", R"("mail":"true")") + "," +
                              node("n3", "reef", "worker", R"("Mail":"true")") + "]";
const std::string counted = R"({"LocalNodeState":"active","Nodes":4,"Managers":1})";

/// "2 of 3 sure" is at most 3, of which 2 are proven; "?" is not known.
std::string describe(const Service& service) {
  const EligibleNodes& nodes = service.nodes;
  return nodes.most ? std::to_string(nodes.proven) + " of " + std::to_string(*nodes.most) + " sure" : "?";
}

struct Row {
  std::string constraints;  ///< items of the list
  std::string facts;
  std::string nodes;
  bool moves;
};

}  // namespace

TEST_CASE("placement: constraints against facts") {
  const Row rows[] = {
      {"", "", "?", true},
      {"", listed, "3 of 3 sure", true},
      {"", counted, "0 of 4 sure", true},
      {"", "ID   HOSTNAME   MANAGER STATUS\n1    a          Leader\n", "1 of 1 sure", false},

      {"'node.role == manager'", "", "?", true},
      {"'node.role == manager'", listed, "2 of 2 sure", true},
      {"'node.role == worker'", listed, "1 of 1 sure", false},
      {"'node.role != manager'", listed, "1 of 1 sure", false},
      {"'node.role==manager'", inspected, "1 of 1 sure", false},
      {"'Node.Role == MANAGER'", inspected, "1 of 1 sure", false},

      {"'node.hostname == dune'", "", "0 of 1 sure", false},
      {"'node.hostname == dune'", listed, "1 of 1 sure", false},
      {"'node.hostname == Dune'", listed, "1 of 1 sure", false},
      {"'node.hostname == dune'", counted, "0 of 1 sure", false},
      {"'node.hostname == nowhere'", listed, "0 of 0 sure", false},
      {"'node.hostname != dune'", "", "?", true},
      {"'node.hostname != dune'", listed, "2 of 2 sure", true},
      {"'node.hostname!=dune'", listed, "2 of 2 sure", true},
      {"'node.hostname==dune'", listed, "1 of 1 sure", false},
      {"'node.hostname != dune', 'node.hostname != reef'", listed, "1 of 1 sure", false},
      {"'node.id == n3'", listed, "1 of 1 sure", false},
      {"'node.id != n3'", listed, "2 of 2 sure", true},

      {"'node.labels.mail == true'", "", "?", false},
      {"'node.labels.mail == true'", listed, "0 of 3 sure", false},
      {"'node.labels.mail == true'", inspected, "2 of 2 sure", true},
      {"'node.labels.mail == TRUE'", inspected, "2 of 2 sure", true},
      {"'node.labels.disk == ssd'", inspected, "1 of 1 sure", false},
      {"'node.labels.mail == true', 'node.role == worker'", inspected, "1 of 1 sure", false},
      {"'node.labels.mail != true'", inspected, "1 of 1 sure", false},
      {"'node.labels.rack != 2'", inspected, "3 of 3 sure", true},

      {"'node.platform.os == linux'", inspected, "0 of 3 sure", true},
      {"'engine.labels.disk == ssd'", inspected, "0 of 3 sure", false},
      {"'node.labels.mail == ${LABEL}'", inspected, "0 of 3 sure", false},
      {"'node.hostname == ${NODE}'", "", "?", false},
      {"'no constraint'", inspected, "0 of 3 sure", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.constraints);
    CAPTURE(row.facts);
    const std::string yaml =
        "services:\n  imap:\n    image: mailu/dovecot:1.9\n    deploy: {placement: {constraints: [" + row.constraints +
        "]}}\n";
    Project project;
    if (!row.facts.empty()) project.cluster = {"facts"};
    const Resolution resolution({{"docker-stack.yml", yaml}, {"facts", row.facts}}, {}, project);
    CHECK(describe(resolution.service("imap")) == row.nodes);
    CHECK(may_move(resolution.mail(), resolution.service("imap")) == row.moves);
  }
}

TEST_CASE("placement: how many tasks there are") {
  struct Tasks {
    std::string deploy;
    std::string facts;
    std::optional<std::int64_t> count;
    bool several;
  };
  const Tasks rows[] = {
      {"mode: global", "", std::nullopt, true},
      {"mode: global", listed, 3, true},
      {"mode: global", counted, 4, true},
      {"mode: global, placement: {constraints: ['node.role == worker']}", listed, 1, false},
      {"mode: global, placement: {constraints: ['node.role == manager']}", "", std::nullopt, true},
      {"mode: global, placement: {constraints: ['node.role == manager']}", inspected, 1, false},
      {"mode: global, placement: {constraints: ['node.hostname == reef']}", "", 1, false},
      {"mode: global, placement: {constraints: ['node.hostname != reef']}", listed, 2, true},
      {"mode: global, placement: {constraints: ['node.labels.mail == true']}", "", std::nullopt, false},
      {"mode: global, placement: {constraints: ['node.labels.mail == true']}", inspected, 2, true},
      {"mode: global, placement: {constraints: ['node.labels.disk == ssd']}", inspected, 1, false},
      {"replicas: 2, placement: {constraints: ['node.hostname == reef']}", listed, 2, true},
      {"replicas: 1", listed, 1, false},
  };
  for (const Tasks& row : rows) {
    CAPTURE(row.deploy);
    CAPTURE(row.facts);
    const std::string yaml = "services:\n  imap:\n    image: mailu/dovecot:1.9\n    deploy: {" + row.deploy + "}\n";
    Project project;
    if (!row.facts.empty()) project.cluster = {"facts"};
    const Resolution resolution({{"docker-stack.yml", yaml}, {"facts", row.facts}}, {}, project);
    CHECK(resolution.service("imap").tasks.count == row.count);
    CHECK(resolution.service("imap").tasks.several == row.several);
  }
}
