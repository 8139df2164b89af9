// Findings that join several places: what is shown of an alias and of what it stands for, and of a setting, a line of
// the stack and a fact of the cluster together.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/rule.hpp>

#include "support.hpp"

namespace {

using namespace mailu_lint;
using namespace mailu_lint::test;

using Files = std::vector<std::pair<std::string, std::string>>;

/// Each `*.yml` is a part of the deployment, each `*.txt` and `*.json` holds facts.
struct Linted {
  Linted(const Files& files, std::string_view rule) : sources(reader) {
    Project project;
    for (const auto& [path, text] : files) {
      reader.add(path, text);
      if (path.ends_with(".yml")) project.files.push_back(path);
      if (path.ends_with(".txt") || path.ends_with(".json")) project.cluster.push_back(path);
    }
    Options options;
    options.enabled.assign(all_rules().size(), false);
    options.enabled[static_cast<std::size_t>(*find_rule(rule))] = true;
    report = lint(sources, project, options);
  }

  /// The line of the place without its indentation, up to 60 bytes.
  std::string line(Span span) const {
    const SourceFile& file = sources[span.file];
    std::string_view text = file.line(file.position(span.begin).line);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return file.path() + ": " + std::string(text.substr(0, 60));
  }
  std::string story(const Finding& finding) const {
    std::string text = line(finding.span) + " | " + finding.label + "\n";
    for (const Related& related : finding.related) text += "  " + line(related.span) + " | " + related.message + "\n";
    return text;
  }
  std::string stories() const {
    std::string text;
    for (const Finding& finding : report.findings) text += story(finding);
    return text;
  }

  MemoryReader reader{};
  SourceSet sources;
  Report report{};
};

struct Row {
  std::string what;
  std::string rule;
  Files files;
  std::string expected;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(Linted(row.files, row.rule).stories() == row.expected);
  }
}

}  // namespace

TEST_CASE("stories: what an alias brings is shown where it is used, and where it is written") {
  check_rows({
      {"a merge key",
       "backend-published",
       {{"docker-compose.yml",
         "x-mail: &mail\n"
         "  ports: ['143:143']\n"
         "services:\n"
         "  front: {image: 'mailu/nginx:1.9'}\n"
         "  imap:\n"
         "    <<: *mail\n"
         "    image: mailu/dovecot:1.9\n"}},
       "docker-compose.yml: <<: *mail | used here\n"
       "  docker-compose.yml: ports: ['143:143'] | reached from outside\n"},
      {"an alias for one value",
       "backend-published",
       {{"docker-compose.yml",
         "x-ports: &ports ['143:143', '993:993']\n"
         "services:\n"
         "  front: {image: 'mailu/nginx:1.9'}\n"
         "  imap:\n"
         "    image: mailu/dovecot:1.9\n"
         "    ports: *ports\n"}},
       "docker-compose.yml: ports: *ports | used here\n"
       "  docker-compose.yml: x-ports: &ports ['143:143', '993:993'] | reached from outside\n"
       "  docker-compose.yml: x-ports: &ports ['143:143', '993:993'] | this one too\n"},
      {"an alias in what a merge key brings: the service shows the merge key",
       "backend-published",
       {{"docker-compose.yml",
         "x-ports: &ports ['143:143']\n"
         "x-mail: &mail {ports: *ports}\n"
         "services:\n"
         "  front: {image: 'mailu/nginx:1.9'}\n"
         "  imap:\n"
         "    <<: *mail\n"
         "    image: mailu/dovecot:1.9\n"}},
       "docker-compose.yml: <<: *mail | used here\n"
       "  docker-compose.yml: x-ports: &ports ['143:143'] | reached from outside\n"},
      {"two services with one anchor: a finding each, because each names its service",
       "backend-published",
       {{"docker-compose.yml",
         "x-ports: &ports ['143:143']\n"
         "services:\n"
         "  imap:\n"
         "    image: mailu/dovecot:1.9\n"
         "    ports: *ports\n"
         "  smtp:\n"
         "    ports: *ports\n"
         "    image: mailu/postfix:1.9\n"}},
       "docker-compose.yml: ports: *ports | used here\n"
       "  docker-compose.yml: x-ports: &ports ['143:143'] | reached from outside\n"
       "docker-compose.yml: ports: *ports | used here\n"
       "  docker-compose.yml: x-ports: &ports ['143:143'] | reached from outside\n"},
      {"a setting that several services share: one finding",
       "secret-key-short",
       {{"docker-compose.yml",
         "x-env: &env {SECRET_KEY: Wq7tB2x}\n"
         "services:\n"
         "  admin:\n"
         "    image: mailu/admin:1.9\n"
         "    environment: *env\n"
         "  front:\n"
         "    image: mailu/nginx:1.9\n"
         "    environment: {<<: *env}\n"
         "  imap:\n"
         "    image: mailu/dovecot:1.9\n"
         "    environment: {<<: *env, TZ: Etc/UTC}\n"}},
       "docker-compose.yml: environment: *env | used here\n"
       "  docker-compose.yml: x-env: &env {SECRET_KEY: Wq7tB2x} | too short\n"},
      {"the same said of several services: one finding, and the other uses",
       "client-address-lost",
       {{"docker-stack.yml",
         "x-ports: &ports ['993:993']\n"
         "services:\n"
         "  front: {image: 'mailu/nginx:1.9', ports: *ports}\n"
         "  web: {image: 'mailu/nginx:1.9', ports: *ports}\n"}},
       "docker-stack.yml: front: {image: 'mailu/nginx:1.9', ports: *ports} | used here\n"
       "  docker-stack.yml: x-ports: &ports ['993:993'] | without `mode:` this is ingress\n"
       "  docker-stack.yml: web: {image: 'mailu/nginx:1.9', ports: *ports} | used here too\n"},
      {"a related place that an alias brings",
       "open-relay-ingress",
       {{"docker-stack.yml",
         "x-ports: &ports\n"
         "  - target: 25\n"
         "    published: 25\n"
         "services:\n"
         "  front:\n"
         "    image: mailu/nginx:1.9\n"
         "    ports: *ports\n"
         "  smtp: {image: 'mailu/postfix:1.9', env_file: mailu.env}\n"},
        {"mailu.env", "RELAYNETS=10.0.0.0/8\n"}},
       "mailu.env: RELAYNETS=10.0.0.0/8 | Postfix relays for these addresses without a login\n"
       "  docker-stack.yml: - target: 25 | port 25 goes through ingress, which hides the client's address\n"
       "  docker-stack.yml: ports: *ports | used here\n"},
      {"what is wrong with the text itself is said of the text",
       "port-unquoted",
       {{"docker-compose.yml",
         "x-ports: &ports [25:25]\n"
         "services:\n"
         "  front:\n"
         "    image: mailu/nginx:1.9\n"
         "    ports: *ports\n"
         "  imap: {image: 'mailu/dovecot:1.9'}\n"}},
       "docker-compose.yml: x-ports: &ports [25:25] | \n"
       "  docker-compose.yml: ports: *ports | used here\n"},
  });
}

TEST_CASE("stories: setting, stack and facts of the cluster are shown together") {
  const std::string nodes =
      "ID   HOSTNAME   STATUS   AVAILABILITY   MANAGER STATUS\n"
      "n1   fjord      Ready    Active         Leader\n"
      "n2   dune       Ready    Active\n";
  const std::string labelled =
      R"([{"ID":"n1","Spec":{"Labels":{"mail":"true"},"Role":"manager","Availability":"active"},
"Description":{"Hostname":"fjord"},"ManagerStatus":{"Leader":true}},
{"ID":"n2","Spec":{"Labels":{"mail":"true"},"Role":"worker","Availability":"active"},
"Description":{"Hostname":"dune"}}])";
  const std::string networks =
      R"([{"Name":"ingress","Ingress":true,"IPAM":{"Config":[
{"Subnet":"10.11.0.0/16"}]}},
{"Name":"mail_net","IPAM":{"Config":[
{"Subnet":"10.20.7.0/24"}]}}])";
  const std::string mounts = "192.0.2.1:/mail /srv/mail nfs4 rw,vers=4.2 0 0\n";
  check_rows({
      {"who relays, by which port, from which subnet",
       "open-relay-ingress",
       {{"docker-stack.yml",
         "services:\n  front:\n    image: mailu/nginx:1.9\n    ports: ['25:25']\n"
         "  smtp: {image: 'mailu/postfix:1.9', env_file: mailu.env}\n"},
        {"mailu.env", "RELAYNETS=10.11.0.0/24\n"},
        {"networks.json", networks}},
       "mailu.env: RELAYNETS=10.11.0.0/24 | Postfix relays for these addresses without a login\n"
       "  docker-stack.yml: ports: ['25:25'] | port 25 goes through ingress, which hides the client's address\n"
       "  networks.json: {\"Subnet\":\"10.11.0.0/16\"}]}}, | the ingress subnet is 10.11.0.0/16\n"},
      {"a database on what a node mounts from elsewhere",
       "sqlite-shared-storage",
       {{"docker-stack.yml",
         "services:\n  front: {image: 'mailu/nginx:1.9'}\n  admin:\n    image: mailu/admin:1.9\n"
         "    env_file: mailu.env\n    volumes: ['/srv/mail/data:/data']\n"},
        {"mailu.env", "DB_FLAVOR=sqlite\n"},
        {"mounts.txt", mounts}},
       "docker-stack.yml: volumes: ['/srv/mail/data:/data'] | `/srv/mail/data` lies on `/srv/mail`, which the node "
       "mounts "
       "with type nfs4\n"
       "  mounts.txt: 192.0.2.1:/mail /srv/mail nfs4 rw,vers=4.2 0 0 | `/srv/mail/data` lies on `/srv/mail`, which the "
       "node mounts with type nfs4\n"
       "  mailu.env: DB_FLAVOR=sqlite | SQLite is chosen here\n"},
      {"one on every node, and how many these are",
       "dovecot-replicas-network-storage",
       {{"docker-stack.yml",
         "services:\n  front: {image: 'mailu/nginx:1.9'}\n  imap:\n    image: mailu/dovecot:1.9\n"
         "    volumes: ['/srv/mail/mail:/mail']\n    deploy:\n      mode: global\n"},
        {"mounts.txt", mounts},
        {"nodes.txt", nodes}},
       "docker-stack.yml: mode: global | one task on every node\n"
       "  docker-stack.yml: volumes: ['/srv/mail/mail:/mail'] | the mail store\n"
       "  mounts.txt: 192.0.2.1:/mail /srv/mail nfs4 rw,vers=4.2 0 0 | `/srv/mail/mail` lies on `/srv/mail`, which the "
       "node mounts with type nfs4\n"
       "  nodes.txt: n1   fjord      Ready    Active         Leader | the swarm has 2 nodes\n"},
      {"a label that two nodes have keeps nothing in its place",
       "bind-mount-unpinned",
       {{"docker-stack.yml",
         "services:\n  front: {image: 'mailu/nginx:1.9'}\n  imap:\n    image: mailu/dovecot:1.9\n"
         "    volumes:\n      - /srv/mail:/mail\n    deploy:\n      placement:\n"
         "        constraints: [node.labels.mail == true]\n"},
        {"nodes.json", labelled}},
       "docker-stack.yml: - /srv/mail:/mail | a path of whatever node runs it\n"
       "  docker-stack.yml: constraints: [node.labels.mail == true] | 2 nodes fit this\n"
       "  nodes.json: [{\"ID\":\"n1\",\"Spec\":{\"Labels\":{\"mail\":\"true\"},\"Role\":\"manager | the swarm has 2 "
       "nodes\n"},
      {"more tasks than nodes",
       "host-port-replicas",
       {{"docker-stack.yml",
         "services:\n  front:\n    image: mailu/nginx:1.9\n    ports:\n"
         "      - {target: 25, published: 25, mode: host}\n    deploy:\n      replicas: 3\n"
         "      placement: {max_replicas_per_node: 1}\n  imap: {image: 'mailu/dovecot:1.9'}\n"},
        {"nodes.txt", nodes}},
       "docker-stack.yml: replicas: 3 | 3 replicas\n"
       "  docker-stack.yml: - {target: 25, published: 25, mode: host} | `mode: host` takes the port of the node\n"
       "  nodes.txt: n1   fjord      Ready    Active         Leader | the nodes of the swarm\n"},
      {"a network of another stack, and what docker says of it",
       "pod-address-range-missing",
       {{"docker-stack.yml",
         "services:\n  front: {image: 'mailu/nginx:1.9', networks: [mail]}\n"
         "  smtp:\n    image: mailu/postfix:1.9\n    env_file: mailu.env\n    networks: [mail]\n"
         "networks:\n  mail: {external: true, name: mail_net}\n"},
        {"mailu.env", "SUBNET=192.168.203.0/24\n"},
        {"networks.json", networks}},
       "docker-stack.yml: smtp: | \n"
       "  docker-stack.yml: mail: {external: true, name: mail_net} | the network it shares with front or webmail\n"
       "  networks.json: {\"Subnet\":\"10.20.7.0/24\"}]}}] | what docker says of it\n"
       "  mailu.env: SUBNET=192.168.203.0/24 | this does not cover it for certain\n"},
      {"the network of the project, whose addresses docker chose",
       "subnet-mismatch",
       {{"docker-compose.yml",
         "name: mail\nservices:\n  front: {image: 'ghcr.io/mailu/nginx:2.0', env_file: mailu.env}\n"
         "  admin:\n    image: ghcr.io/mailu/admin:2.0\n    env_file: mailu.env\n"
         "networks:\n  default: {name: mail_net}\n"},
        {"mailu.env", "DOMAIN=heron.example\n"},
        {"networks.json", R"([{"Name":"mail_net","IPAM":{"Config":[{"Subnet":"172.18.0.0/16"}]}}])"}},
       "docker-compose.yml: admin: | \n"
       "  networks.json: [{\"Name\":\"mail_net\",\"IPAM\":{\"Config\":[{\"Subnet\":\"172.18.0.0/ | where front meets "
       "`admin`, "
       "`imap` and "
       "`smtp`\n"},
      {"its addresses are not told: nothing is known, nothing is said",
       "subnet-mismatch",
       {{"docker-compose.yml",
         "services:\n  front: {image: 'ghcr.io/mailu/nginx:2.0', env_file: mailu.env}\n"
         "  admin: {image: 'ghcr.io/mailu/admin:2.0', env_file: mailu.env}\n"},
        {"mailu.env", "DOMAIN=heron.example\n"}},
       ""},
      {"whom the limits do not count, and the port they come through",
       "ratelimit-exemption-open",
       {{"docker-stack.yml",
         "services:\n  front:\n    image: mailu/nginx:1.9\n    ports: ['993:993']\n"
         "  admin: {image: 'mailu/admin:1.9', env_file: mailu.env}\n"},
        {"mailu.env", "AUTH_RATELIMIT_EXEMPTION=10.11.0.0/16\n"},
        {"networks.json", networks}},
       "mailu.env: AUTH_RATELIMIT_EXEMPTION=10.11.0.0/16 | no limits from here\n"
       "  docker-stack.yml: ports: ['993:993'] | logins come through this port\n"
       "  networks.json: {\"Subnet\":\"10.11.0.0/16\"}]}}, | the ingress subnet\n"},
      {"a proxy that logs in, and the proxies that front believes",
       "proxy-auth-whitelist-open",
       {{"docker-compose.yml",
         "services:\n  front: {image: 'ghcr.io/mailu/nginx:2.0', env_file: mailu.env}\n"
         "  admin: {image: 'ghcr.io/mailu/admin:2.0', env_file: mailu.env}\n"},
        {"mailu.env", "PROXY_AUTH_WHITELIST=192.168.203.7\nREAL_IP_FROM=192.168.203.8\n"}},
       "mailu.env: PROXY_AUTH_WHITELIST=192.168.203.7 | not a proxy that front believes\n"
       "  mailu.env: REAL_IP_FROM=192.168.203.8 | whom front believes\n"},
      {"a port that leads elsewhere, the one that shows it, and who needs it",
       "letsencrypt-port-80",
       {{"docker-compose.yml",
         "services:\n  front:\n    image: ghcr.io/mailu/nginx:2.0\n    env_file: mailu.env\n    ports:\n"
         "      - 8080:80\n      - 443:443\n  imap: {image: 'ghcr.io/mailu/dovecot:2.0'}\n"},
        {"mailu.env", "TLS_FLAVOR=letsencrypt\n"}},
       "docker-compose.yml: - 8080:80 | the challenge does not get here\n"
       "  docker-compose.yml: - 443:443 | 443 reaches `front` directly\n"
       "  mailu.env: TLS_FLAVOR=letsencrypt | certificates come from Let's Encrypt\n"},
  });
}

TEST_CASE("stories: a comment at either end hides the finding") {
  struct Suppression {
    std::string at_definition;
    std::string at_use;
    std::size_t found;
    std::size_t hidden;
  };
  const std::string ignore = " # mailu-lint: ignore[backend-published] a test of a network of my own";
  const Suppression rows[] = {{"", "", 2, 0}, {ignore, "", 0, 2}, {"", ignore, 1, 1}};
  for (const Suppression& row : rows) {
    CAPTURE(row.at_definition);
    CAPTURE(row.at_use);
    const Linted linted(
        {{"docker-compose.yml", "x-ports: &ports ['143:143']" + row.at_definition +
                                    "\nservices:\n  imap:\n    image: mailu/dovecot:1.9\n    ports: *ports" +
                                    row.at_use + "\n  smtp:\n    image: mailu/postfix:1.9\n    ports: *ports\n"}},
        "backend-published");
    CHECK(linted.report.findings.size() == row.found);
    CHECK(linted.report.suppressed.size() == row.hidden);
  }
}

TEST_CASE("stories: a fix of anchored text edits the definition, and says that all users change") {
  struct Fixed {
    std::string what;
    std::string rule;
    std::string yaml;
    FixSafety safety;
    std::string message;
    std::string edited;
  };
  const Fixed rows[] = {
      {"how the text is written: right for all users", "port-unquoted",
       "x-ports: &ports [25:25]\nservices:\n  front:\n    image: mailu/nginx:1.9\n    ports: *ports\n"
       "  imap: {image: 'mailu/dovecot:1.9'}\n",
       FixSafety::safe, "put the port in quotes", "25:25"},
      {"what it means: others may mean it", "relaynets-invalid",
       "x-env: &env {RELAYNETS: 192.0.2.7/24}\nservices:\n  smtp:\n    image: mailu/postfix:1.9\n"
       "    environment: *env\n  imap: {image: 'mailu/dovecot:1.9'}\n",
       FixSafety::unsafe, ", for everything that uses the anchor", "192.0.2.7/24"},
  };
  for (const Fixed& row : rows) {
    CAPTURE(row.what);
    const Linted linted({{"docker-compose.yml", row.yaml}}, row.rule);
    REQUIRE(linted.report.findings.size() == 1);
    const auto& fix = linted.report.findings[0].fix;
    REQUIRE(fix);
    CHECK(fix->safety == row.safety);
    CHECK(fix->message.ends_with(row.message));
    REQUIRE(fix->edits.size() == 1);
    CHECK(linted.sources.text(fix->edits[0].span) == row.edited);
  }
}
