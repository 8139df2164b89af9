// Whose services are Mailu's, what they run, and of which release.
#include <doctest/doctest.h>

#include <sstream>

#include "resolution.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

std::string roles_text(const Deployment& mail) {
  std::string text;
  for (const Service& service : mail.services) {
    text += service.name.docker_value() + "=" + std::string(to_string(service.role)) + " ";
  }
  return text;
}

}  // namespace

TEST_CASE("roles come from image, name and env file together") {
  struct Row {
    std::string what;
    std::string services;
    std::string expected;
  };
  const Row rows[] = {
      {"the wizard's images",
       "front: {image: ghcr.io/mailu/nginx:2024.06}\nadmin: {image: ghcr.io/mailu/admin:2024.06}\nredis: {image: "
       "redis:alpine}\n",
       "front=front admin=admin redis=redis "},
      {"images through variables, with an organisation of one's own",
       "front: {image: '${DOCKER_ORG:-ghcr.io/mailu}/${DOCKER_PREFIX:-}nginx:${MAILU_VERSION:-2.0}'}\n"
       "imap: {image: 'me/mailu-dovecot:2.0'}\nsmtp: {image: 'registry.example.com/mailu-mirror/postfix:2.0'}\n",
       "front=front imap=imap smtp=smtp "},
      {"built on the spot, next to Mailu's, with its env file",
       "front: {build: ./front, env_file: mailu.env}\nadmin: {image: mailu/admin:1.9, env_file: mailu.env}\n"
       "mailu-smtp: {image: registry.example.com/postfix:7, env_file: mailu.env}\n",
       "front=front admin=admin mailu-smtp=smtp "},
      {"built on the spot, with nothing but its name, where nobody else is front",
       "front: {build: ./front}\nadmin: {image: mailu/admin:1.9}\nsmtp: {image: mailu/postfix:1.9}\n"
       "imap: {build: ./imap, networks: [other]}\n",
       "front=front admin=admin smtp=smtp imap=none "},
      {"an app's front, where Mailu has one",
       "front: {build: ./front}\nmailu-front: {image: mailu/nginx:1.9}\nadmin: {image: mailu/admin:1.9}\n",
       "front=none mailu-front=front admin=admin "},
      {"built on the spot, with Mailu's settings inline",
       "front: {build: ./front, environment: {HOSTNAMES: m.example.org, TLS_FLAVOR: cert, WEB_ADMIN: /admin}}\n"
       "imap: {build: ./imap, environment: {HOSTNAMES: m.example.org, POSTMASTER: admin, WEBMAIL: none}}\n",
       "front=front imap=imap "},
      {"a helper by its name only, with Mailu's settings but out of Mailu's reach",
       "front: {image: mailu/nginx:1.9}\nadmin: {image: mailu/admin:1.9}\n"
       "redis: {build: ./redis, networks: [other], environment: {HOSTNAMES: m, POSTMASTER: admin, WEBMAIL: none}}\n",
       "front=front admin=admin redis=none "},
      {"a reader of attachments under a name that only a setting tells",
       "front: {image: mailu/nginx:2024.06}\nadmin: {image: mailu/admin:2024.06}\n"
       "imap: {image: mailu/dovecot:2024.06, environment: {FTS_ATTACHMENTS_ADDRESS: docs}}\n"
       "docs: {image: 'apache/tika:latest'}\n",
       "front=front admin=admin imap=imap docs=fts_attachments "},
      {"built on the spot, with two settings that other software has too",
       "front: {build: ./front, environment: {HOSTNAMES: m.example.org, TLS_FLAVOR: cert}}\n"
       "imap: {build: ./imap, environment: {POSTMASTER: admin, WEBMAIL: none}}\n",
       "front=none imap=none "},
      {"an nginx of somebody else that reads the same env file",
       "front: {image: mailu/nginx:1.9, env_file: mailu.env}\nweb: {image: nginx:alpine, env_file: mailu.env}\n"
       "admin: {image: mailu/admin:1.9, env_file: mailu.env}\nadmin-tool: {image: phpmyadmin, env_file: mailu.env}\n",
       "front=front web=none admin=admin admin-tool=none "},
      {"clamav of 2024.06 is not Mailu's own, nor is tika",
       "front: {image: mailu/nginx:1.9}\nadmin: {image: mailu/admin:1.9}\n"
       "antivirus: {image: 'clamav/clamav-debian:1.4'}\nfts_attachments: {image: 'apache/tika:latest-full', hostname: "
       "tika}\n",
       "front=front admin=admin antivirus=antivirus fts_attachments=fts_attachments "},
      {"two redis: the one of that name",
       "front: {image: mailu/nginx:1.9}\nadmin: {image: mailu/admin:1.9}\nredis: {image: redis:7}\n"
       "broker: {image: redis:7}\n",
       "front=front admin=admin redis=redis broker=none "},
      {"the one that REDIS_ADDRESS names, under an alias",
       "front: {image: mailu/nginx:2.0}\nadmin: {image: mailu/admin:2.0, environment: {REDIS_ADDRESS: cache}}\n"
       "redis: {image: redis:7}\nbroker: {image: redis:7, networks: {default: {aliases: [cache]}}}\n",
       "front=front admin=admin redis=none broker=redis "},
      {"the one that Mailu waits for",
       "front: {image: mailu/nginx:2.0}\nadmin: {image: mailu/admin:2.0, depends_on: [kv]}\nkv: {image: "
       "valkey/valkey:8}\n",
       "front=front admin=admin kv=redis "},
      {"a database by DB_HOST; a neighbour's postgres",
       "front: {image: mailu/nginx:1.9}\nadmin: {image: mailu/admin:1.9, environment: {DB_FLAVOR: postgresql, DB_HOST: "
       "'db:5432'}}\n"
       "db: {image: 'postgres:15'}\nnextcloud-db: {image: 'postgres:15'}\n",
       "front=front admin=admin db=database nextcloud-db=none "},
      {"a redis on another network is not reached",
       "front: {image: mailu/nginx:1.9}\nadmin: {image: mailu/admin:1.9}\nredis: {image: redis, networks: [other]}\n",
       "front=front admin=admin redis=none "},
      {"an unbound of another maker, by name and by address",
       "front: {image: mailu/nginx:1.9}\nadmin: {image: mailu/admin:1.9, dns: [10.1.1.7]}\n"
       "dns1: {image: klutchell/unbound, networks: {default: {ipv4_address: 10.1.1.7}}}\n"
       "unbound: {image: mvance/unbound}\npihole: {image: pihole/pihole}\n",
       "front=front admin=admin dns1=resolver unbound=resolver pihole=none "},
      {"mailu/none stands for nothing; an unknown image goes by its name",
       "front: {image: mailu/nginx:1.5}\nantivirus: {image: mailu/none:1.5}\nwebmail: {image: mailu/snappymail:2.0}\n"
       "docs: {image: mailu/docs:2.0}\n",
       "front=front antivirus=none webmail=webmail docs=none "},
      {"no Mailu at all", "front: {image: nginx}\nredis: {image: redis}\nadmin: {image: phpmyadmin}\n",
       "front=none redis=none admin=none "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    std::string yaml = "services:\n";
    std::istringstream lines(row.services);
    for (std::string line; std::getline(lines, line);) yaml += "  " + line + "\n";
    yaml += "networks:\n  other: {}\n  default: {ipam: {config: [{subnet: 10.1.1.0/24}]}}\n";
    const Resolution resolution({{"docker-compose.yml", yaml}, {"mailu.env", "DOMAIN=example.org\n"}});
    CHECK(roles_text(resolution.mail()) == row.expected);
  }
}

TEST_CASE("images are split after interpolation") {
  struct Row {
    std::string image;
    std::string registry;
    std::string path;
    std::string name;
    std::string tag;
    std::string places;  // what the places of organisation, name and tag point to
  };
  const Row rows[] = {
      {"mailu/nginx:1.9", "docker.io", "mailu/nginx", "nginx", "1.9", "mailu nginx 1.9"},
      {"${DOCKER_ORG:-ghcr.io/mailu}/${DOCKER_PREFIX:-}nginx:${MAILU_VERSION:-2.0}", "ghcr.io", "mailu/nginx", "nginx",
       "2.0", "${DOCKER_ORG:-ghcr.io/mailu} ${DOCKER_PREFIX:-}nginx ${MAILU_VERSION:-2.0}"},
      {"registry.example.com:5000/me/mailu-dovecot", "registry.example.com:5000", "me/mailu-dovecot", "dovecot", "",
       "registry.example.com:5000/me mailu-dovecot registry.example.com:5000/me/mailu-dovecot"},
      {"localhost/mailu/admin:2.0@sha256:00", "localhost", "mailu/admin", "admin", "2.0", "localhost/mailu admin 2.0"},
      {"redis", "docker.io", "redis", "redis", "", "redis redis redis"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.image);
    const Resolution resolution = compose("services:\n  one:\n    image: " + std::string(row.image) + "\n");
    const auto& image = resolution.service("one").image;
    REQUIRE(image);
    CHECK(image->registry == row.registry);
    CHECK(image->path == row.path);
    CHECK(image->name == row.name);
    CHECK(image->tag == row.tag);
    CHECK(resolution.text(image->organisation_span) + " " + resolution.text(image->name_span) + " " +
              resolution.text(image->tag_span) ==
          row.places);
  }
}

TEST_CASE("DOCKER_PREFIX is no part of the name, where the rest is one of Mailu's") {
  const Resolution resolution(
      {{"docker-compose.yml",
        "services:\n  front: {image: 'me/${DOCKER_PREFIX}nginx:2.0'}\n  admin: {image: 'mailu/admin:2.0'}\n"
        "  wiki-db: {image: mysql}\n"},
       {".env", "DOCKER_PREFIX=my\n"}});
  CHECK(resolution.service("front").image->name == "nginx");
  CHECK(roles_text(resolution.mail()) == "front=front admin=admin wiki-db=none ");
}

TEST_CASE("the release is that of most images, and says where from") {
  const Resolution resolution = compose(
      "services:\n  front: {image: mailu/nginx:1.8}\n  admin: {image: mailu/admin:1.9.4}\n"
      "  imap: {image: mailu/dovecot:1.9}\n  redis: {image: 'redis:7'}\n");
  CHECK(resolution.mail().release == Release::v1_9);
  REQUIRE(resolution.mail().release_evidence);
  CHECK(resolution.mail().release_evidence->docker_value() == "1.9.4");
  CHECK(resolution.text(resolution.mail().release_evidence->span()) == "1.9.4");
  CHECK(resolution.service("front").release == Release::v1_8);
  CHECK_FALSE(resolution.service("redis").release);

  CHECK_FALSE(compose("services:\n  front: {image: 'mailu/nginx:latest'}\n").mail().release);
  CHECK_FALSE(compose("services:\n  front: {image: 'mailu/nginx:${VERSION}'}\n").mail().release);
  const Resolution chosen({{"docker-compose.yml", "services:\n  front: {image: 'mailu/nginx:latest'}\n"}},
                          {.release = Release::v2_0});
  CHECK(chosen.mail().release == Release::v2_0);
}
