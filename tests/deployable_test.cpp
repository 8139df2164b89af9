// What docker refuses of a service although its schema takes it: the rule and the text at the place, for each dialect.
#include "loaded_model.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

std::string refused(const std::string& keys, Dialect dialect) {
  const Loaded loaded(Files{{"/p/compose.yml", "services:\n  s: {" + keys + "}\nnetworks: {default: {}}\n"}}, {},
                      dialect);
  std::string out;
  for (const Finding& finding : loaded.findings.list()) {
    out += (out.empty() ? "" : ", ") + std::string(name(finding.rule)) + " " + loaded.text(finding.span);
  }
  CHECK(loaded.model.refused == !out.empty());
  return out;
}

struct Refusal {
  std::string keys;
  std::string compose;
  std::string stack;
};

void check_refusals(const std::vector<Refusal>& rows) {
  for (const Refusal& row : rows) {
    CAPTURE(row.keys);
    CHECK(refused(row.keys, Dialect::compose) == row.compose);
    CHECK(refused(row.keys, Dialect::stack) == row.stack);
  }
}

}  // namespace

TEST_CASE("refused: images, modes, restart policies") {
  check_refusals({
      {"hostname: h", "key-missing s", "key-missing s"},
      {"image: ''", "key-missing ''", "key-missing ''"},
      {"build: .", "", "key-missing s"},
      {"image: A", "", "value-invalid A"},
      {"image: i, deploy: {mode: replicated, replicas: 1}", "", ""},
      {"image: i, deploy: {mode: replicated-job, replicas: 1}", "", ""},
      {"image: i, deploy: {mode: '', replicas: 1}", "", ""},
      {"image: i, deploy: {mode: global}", "", ""},
      {"image: i, deploy: {mode: global-job}", "", ""},
      {"image: i, deploy: {mode: global, replicas: 1}", "", "keys-conflict replicas"},
      {"image: i, deploy: {mode: global-job, replicas: 1}", "", "keys-conflict replicas"},
      {"image: i, deploy: {mode: some}", "", "value-invalid some"},
      {"image: i, restart: always", "", ""},
      {"image: i, restart: 'no'", "", ""},
      {"image: i, restart: unless-stopped", "", ""},
      {"image: i, restart: on-failure", "", ""},
      {"image: i, restart: 'on-failure:0'", "", ""},
      {"image: i, restart: 'on-failure:5'", "", ""},
      {"image: i, restart: 'on-failure:-1'", "", "value-invalid 'on-failure:-1'"},
      {"image: i, restart: 'on-failure:x'", "", "value-invalid 'on-failure:x'"},
      {"image: i, restart: 'always:5'", "", "value-invalid 'always:5'"},
      {"image: i, restart: sometimes", "", "value-invalid sometimes"},
      {"image: i, restart: sometimes, deploy: {restart_policy: {condition: any}}", "", ""},
      {"image: i, restart: sometimes, deploy: {replicas: 1}", "", "value-invalid sometimes"},
  });
}

TEST_CASE("refused: counts and limits") {
  check_refusals({
      {"image: i, deploy: {replicas: -1}", "value-invalid -1", ""},
      {"image: i, deploy: {replicas: 0}", "", ""},
      {"image: i, scale: -1", "value-invalid -1", "stack-key-refused scale"},
      {"image: i, scale: 2, deploy: {replicas: 2}", "", "stack-key-refused scale"},
      {"image: i, scale: 2, deploy: {replicas: 3}", "keys-conflict 2", "stack-key-refused scale"},
      {"image: i, container_name: mail, scale: 1", "", "stack-key-refused scale"},
      {"image: i, container_name: mail, scale: 2", "keys-conflict container_name", "stack-key-refused scale"},
      {"image: i, container_name: mail, deploy: {replicas: 2}", "keys-conflict container_name", ""},
      {"image: i, container_name: mail, deploy: {replicas: 1}", "", ""},
      {"image: i, mem_limit: 1g, deploy: {resources: {limits: {memory: 1g}}}", "", "stack-key-refused mem_limit"},
      {"image: i, mem_limit: 1g, deploy: {resources: {limits: {memory: 2g}}}", "keys-conflict 1g",
       "stack-key-refused mem_limit"},
      {"image: i, mem_limit: 1g, deploy: {resources: {limits: {cpus: '1'}}}", "keys-conflict 1g",
       "stack-key-refused mem_limit"},
      {"image: i, mem_limit: 1g, deploy: {resources: {reservations: {memory: 2g}}}", "", "stack-key-refused mem_limit"},
      {"image: i, mem_limit: 0, deploy: {resources: {limits: {memory: 2g}}}", "", "stack-key-refused mem_limit"},
      {"image: i, mem_reservation: 1g, deploy: {resources: {reservations: {memory: 2g}}}", "keys-conflict 1g",
       "stack-key-refused mem_reservation"},
      {"image: i, cpus: 1, deploy: {resources: {limits: {cpus: '2'}}}", "keys-conflict 1", "stack-key-refused cpus"},
      {"image: i, cpus: 1, deploy: {resources: {limits: {cpus: '1.0'}}}", "", "stack-key-refused cpus"},
      {"image: i, pids_limit: 1, deploy: {resources: {limits: {pids: 2}}}", "keys-conflict 1",
       "stack-key-refused pids_limit"},
  });
}

TEST_CASE("refused: mounts, networks, health checks, addresses") {
  check_refusals({
      {"image: i, volumes: [{type: volume, target: /a}]", "", ""},
      {"image: i, volumes: [{type: '', target: /a}]", "value-invalid ''", ""},
      {"image: i, volumes: [{type: bind, source: /a, target: /a, bind: {propagation: shared}}]", "", ""},
      {"image: i, volumes: [{type: bind, source: /a, target: /a, volume: {nocopy: true}}]", "", "keys-conflict volume"},
      {"image: i, volumes: [{type: bind, source: /a, target: /a, tmpfs: {size: 1}}]", "", "keys-conflict tmpfs"},
      {"image: i, volumes: [{type: tmpfs, target: /a, tmpfs: {size: 1}}]", "", ""},
      {"image: i, volumes: [{type: tmpfs, source: /b, target: /a}]", "", "keys-conflict /b"},
      {"image: i, volumes: [{type: tmpfs, target: /a, bind: {propagation: shared}}]", "", "keys-conflict bind"},
      {"image: i, volumes: [{type: npipe, source: /b, target: /a, bind: {propagation: shared}}]", "", ""},
      {"image: i, volumes: [{type: npipe, target: /a}]", "", "volume-source-empty {type: npipe, target: /a}"},
      {"image: i, volumes: [{type: other, source: /b, target: /a}]", "value-invalid other", "value-invalid other"},
      {"image: i, tmpfs: [/a], volumes: ['/b:/a']", "value-invalid /a", ""},
      {"image: i, tmpfs: ['/a:size=1', /a]", "value-invalid /a", ""},
      {"image: i, tmpfs: [/a, /b], volumes: ['/c:/c']", "", ""},
      {"image: i, network_mode: host", "", ""},
      {"image: i, network_mode: host, networks: {default: }", "keys-conflict network_mode", ""},
      {"image: i, network_mode: '', networks: {default: }", "", ""},
      {"image: i, network_mode: host, networks: []", "", ""},
      {"image: i, healthcheck: {test: [CMD, a]}", "", ""},
      {"image: i, healthcheck: {test: [CMD-SHELL, a]}", "", ""},
      {"image: i, healthcheck: {test: [NONE]}", "", ""},
      {"image: i, healthcheck: {test: [a]}", "value-invalid a", ""},
      {"image: i, healthcheck: {test: []}", "", ""},
      {"image: i, healthcheck: {test: [CMD, a], disable: true}", "", "keys-conflict test"},
      {"image: i, healthcheck: {test: [CMD, a], disable: false}", "", ""},
      {"image: i, healthcheck: {test: [], disable: true}", "", ""},
      {"image: i, ports: [{target: 25, host_ip: 127.0.0.1}]", "", "stack-key-refused host_ip"},
      {"image: i, ports: [{target: 25, host_ip: host}]", "value-invalid host", "stack-key-refused host_ip"},
  });
}
