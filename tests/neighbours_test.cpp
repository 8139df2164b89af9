// A stack in which Mailu is one of several applications: whatever its neighbours do, nothing is said of them, and what
// is said of Mailu does not change.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/rule.hpp>

#include "support.hpp"

namespace {

using namespace mailu_lint;
using namespace mailu_lint::test;

/// "rule key: message" of each finding.
std::vector<std::string> findings_with(const std::string& file, const std::string& neighbours) {
  // Mailu as somebody runs it, with a fault of its own: imap is published past front.
  const std::string mail =
      "services:\n"
      "  front: {image: 'mailu/nginx:1.9', env_file: mailu.env, ports: ['0.0.0.0:465:465']}\n"
      "  admin: {image: 'mailu/admin:1.9', env_file: mailu.env, volumes: ['/mailu/data:/data', '/mailu/dkim:/dkim']}\n"
      "  imap: {image: 'mailu/dovecot:1.9', env_file: mailu.env, volumes: ['/mailu/mail:/mail'], ports: ['143:143']}\n"
      "  smtp: {image: 'mailu/postfix:1.9', env_file: mailu.env, volumes: ['/mailu/queue:/queue']}\n";
  MemoryReader reader{{file, mail + neighbours},
                      {"mailu.env",
                       "SECRET_KEY=7E1D90B4C3A85F26\nDOMAIN=heron.example\nHOSTNAMES=mail.heron.example\n"
                       "SUBNET=192.168.203.0/24\n"},
                      {"shop.env", "RELAYNETS=0.0.0.0/0\nSECRET_KEY=changeMe\nDB_PW=password\n"}};
  SourceSet sources(reader);
  const Report report = lint(sources, {.files = {file}}, {});
  std::vector<std::string> found;
  for (const Finding& finding : report.findings) {
    found.push_back(std::string(name(finding.rule)) + " " + finding.key_path + ": " + finding.message);
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

TEST_CASE("neighbours: what other applications do is not Mailu's business") {
  struct Row {
    std::string what;
    std::string service;
  };
  const Row rows[] = {
      {"many tasks", "deploy: {replicas: 3}"},
      {"one on every node", "deploy: {mode: global}"},
      {"rights", "privileged: true"},
      {"docker's socket", "volumes: ['/var/run/docker.sock:/var/run/docker.sock']"},
      {"the host's network", "network_mode: host"},
      {"ports of the host", "ports: ['5432:5432', '127.0.0.1:80:80', '3306:3306']"},
      {"a path of the host", "volumes: ['/srv/shop:/data']"},
      {"an anonymous volume", "volumes: ['/var/lib/shop']"},
      {"NFS that may lose writes", "volumes: ['shop:/data']"},
      {"secrets", "environment: {SECRET_KEY: changeMe, DB_PW: password, API_TOKEN: a}"},
      {"settings that are called like Mailu's", "env_file: shop.env"},
      {"a resolver of its own", "dns: [9.9.9.9]"},
      {"an image that moves", "image: shop:latest"},
  };
  const std::string top = "volumes: {shop: {driver_opts: {type: nfs, o: 'addr=192.0.2.1,soft', device: ':/shop'}}}\n";
  for (const std::string file : {"docker-compose.yml", "docker-stack.yml"}) {
    const std::vector<std::string> alone = findings_with(file, "");
    CHECK(std::ranges::any_of(alone, [](const std::string& text) { return text.starts_with("backend-published "); }));
    for (const Row& row : rows) {
      CAPTURE(file);
      CAPTURE(row.what);
      const std::string image = row.service.starts_with("image:") ? "" : "    image: registry.example/shop:3\n";
      const std::string volumes = row.service.find("'shop:") == std::string::npos ? "" : top;
      std::vector<std::string> beside =
          findings_with(file, "  shop:\n" + image + "    " + row.service + "\n" + volumes);
      // What the parser and the resolver say is about the file, whoever's it is.
      std::erase_if(beside, [](const std::string& text) {
        return entry(*find_rule(text.substr(0, text.find(' ')))).rule->check == nullptr;
      });
      std::vector<std::string> expected = alone;
      std::erase_if(expected, [](const std::string& text) {
        return entry(*find_rule(text.substr(0, text.find(' ')))).rule->check == nullptr;
      });
      CHECK(beside == expected);
    }
  }
}
