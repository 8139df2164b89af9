// Which entries of `ports:` count as ports of mail, and what is said where one is not known.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include <mailu_lint/rule.hpp>

#include "mailu/mail_ports.hpp"
#include "mailu/ports.hpp"
#include "mailu/proxy.hpp"
#include "resolution.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

std::string front_with(const std::string& ports, const std::string& more = "") {
  return "services:\n  front: {image: 'mailu/nginx:1.9', ports: [" + ports +
         "]}\n  admin: {image: 'mailu/admin:1.9'}\n" + more;
}

/// What was not checked, and why.
std::string gaps(const Findings& findings) {
  std::string out;
  for (const Gap& gap : findings.gaps()) out += (out.empty() ? "" : ", ") + gap.reason;
  return out;
}

}  // namespace

TEST_CASE("ports: those of mail, and no other") {
  const std::set<int> of_mail{25, 110, 143, 465, 587, 993, 995, 4190};
  for (const int port : {1, 24, 26, 80, 109, 111, 142, 144, 443, 464, 466, 586, 588, 992, 994, 996, 4189, 4191}) {
    CAPTURE(port);
    Findings findings;
    const Resolution resolution = compose(front_with("'" + std::to_string(port) + ":" + std::to_string(port) + "'"));
    CHECK(MailPorts(resolution.mail()).of(resolution.service("front"), findings).empty());
  }
  for (const int port : of_mail) {
    CAPTURE(port);
    const std::string entry = "'9:" + std::to_string(port) + "'";
    Findings findings;
    const Resolution tcp = compose(front_with(entry));
    CHECK(MailPorts(tcp.mail()).of(tcp.service("front"), findings).size() == 1);
    const Resolution udp = compose(front_with("'9:" + std::to_string(port) + "/udp'"));
    CHECK(MailPorts(udp.mail()).of(udp.service("front"), findings).empty());
    // A neighbour that has the port of the host hands the connections on.
    const Resolution proxied =
        compose(front_with(entry, "  proxy: {image: nginx, ports: ['" + std::to_string(port) + ":1']}\n"));
    CHECK(MailPorts(proxied.mail()).of(proxied.service("front"), findings).empty());
  }
}

TEST_CASE("ports: one that is not known is noted, with the variable where that is the reason") {
  struct Row {
    const char* ports;
    std::size_t known;
    const char* to_25;
    const char* all;
  };
  for (const Row& row : {
           Row{"'25:25', '465:465'", 1, "", ""},
           Row{"'25:25', '${PORT}:465'", 1, "`PORT` is not set", "a port is not known"},
           Row{"'25:25', '25:25:25:25:25'", 1, "a port is not known", "a port is not known"},
           Row{"'25:25/udp', '26:26'", 0, "", ""},
       }) {
    CAPTURE(row.ports);
    const Resolution resolution = compose(front_with(row.ports));
    Findings to_25;
    CHECK(ports_to(resolution.service("front"), 25, to_25).size() == row.known);
    CHECK(gaps(to_25) == row.to_25);
    Findings all;
    CHECK(all_ports_known(resolution.service("front"), all) == std::string(row.all).empty());
    CHECK(gaps(all) == row.all);
  }
}

TEST_CASE("ports: which ones rules speak of") {
  struct Asked {
    std::string rule;
    std::string file;
    std::string before;  ///< the file up to the port of front
    std::string behind;
    std::set<int> ports;
  };
  const std::string front = "services:\n  front: {image: 'mailu/nginx:1.9', ports: ['";
  const std::set<int> logins{80, 110, 143, 443, 465, 587, 993, 995, 4190};
  const std::set<int> limited{80, 110, 143, 443, 465, 587, 993, 995};
  const Asked asked[] = {
      {"ratelimit-exemption-open", "docker-stack.yml", front,
       "']}\n  admin: {image: 'mailu/admin:1.9', environment: {AUTH_RATELIMIT_EXEMPTION: 10.0.0.2}}\n", logins},
      {"ratelimit-shared-address", "docker-stack.yml", front,
       "']}\n  admin: {image: 'mailu/admin:1.9', environment: {AUTH_RATELIMIT_IP: 60/hour}}\n", limited},
      {"port-not-served",
       "docker-compose.yml",
       "services:\n  front: {image: 'ghcr.io/mailu/nginx:2024.06', ports: ['",
       "']}\n  admin: {image: 'ghcr.io/mailu/admin:2024.06'}\n",
       {110, 143, 587}},
      {"tls-disabled",
       "docker-compose.yml",
       front,
       "'], environment: {TLS_FLAVOR: notls}}\n  admin: {image: 'mailu/admin:1.9', environment: {TLS_FLAVOR: notls}}\n",
       {80, 110, 143, 587}},
  };
  for (const Asked& row : asked) {
    for (int port : {80, 110, 143, 443, 465, 587, 993, 995, 4190}) {
      for (const int near : {port - 1, port, port + 1}) {
        CAPTURE(row.rule);
        CAPTURE(near);
        const std::string text = row.before + std::to_string(near) + ":" + std::to_string(near) + row.behind;
        MemoryReader reader{{row.file, text}};
        SourceSet sources(reader);
        const Report report = lint(sources, {.files = {row.file}}, {});
        const bool found =
            std::ranges::find(report.findings, *find_rule(row.rule), &Finding::rule) != report.findings.end();
        CHECK(found == row.ports.contains(near));
      }
    }
  }
}

TEST_CASE("ports: ranges") {
  struct Range {
    const char* entry;
    std::string text;  ///< "published to target", `?` what is not known
  };
  for (const Range& row : {
           Range{"'25-27:25-27'", "25-27 to 25-27"},
           Range{"'25-27:25'", "25-27 to 25-25"},
           Range{"'25-27'", " to 25-27"},
           Range{"{target: 25, published: 30-32}", "30-32 to 25-25"},
           Range{"{target: 25, published: '32-30'}", "?"},
           Range{"{target: 25, published: x}", "?"},
       }) {
    CAPTURE(row.entry);
    const Resolution resolution = compose(front_with(row.entry));
    std::string text;
    for (const PublishedPort& port : resolution.service("front").ports) {
      const auto shown = [](const PublishedPort::Range& range) {
        return std::to_string(range.first) + "-" + std::to_string(range.last);
      };
      text += !port.known ? "?" : (port.published ? shown(*port.published) : "") + " to " + shown(port.target);
    }
    CHECK(text == row.text);
  }
}

TEST_CASE("ports: a neighbour that has those of the web, on the host, is a proxy") {
  const std::pair<const char*, bool> rows[] = {{"80:8080", true},   {"443:8443", true},    {"8080:80", false},
                                               {"8443:443", false}, {"79-81:79-81", true}, {"80", false}};
  for (const auto& [port, proxy] : rows) {
    const std::string shown = port;
    CAPTURE(shown);
    Findings findings;
    const Resolution resolution =
        compose(front_with("'25:25'", "  app: {image: app, ports: ['" + std::string(port) + "']}\n"));
    CHECK(ProxySigns(resolution.mail()).web(resolution.service("front"), findings) == proxy);
  }
}
