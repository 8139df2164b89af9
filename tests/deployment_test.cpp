// From files to the Deployment that rules see: roles, release, target, ports, storage, networks, tasks.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/rule.hpp>

#include "lint/resolve.hpp"
#include "mailu/roles.hpp"
#include "resolve/path_patterns.hpp"
#include "support.hpp"

using namespace mailu_lint;

namespace {

using Files = std::initializer_list<std::pair<const std::string, std::string>>;

/// A resolved project, with everything its places point into.
struct Resolution {
  Resolution(Files files, Options options = {}, Project project = {}) : reader(files), sources(reader) {
    for (const auto& [path, text] : files) {
      if (path.ends_with(".yml") && project.files.empty()) project.files.push_back(path);
    }
    resolve_into(project, options);
  }

  const Deployment& mail() const { return resolved.deployment; }
  const Service& service(std::string_view name) const {
    const Service* found = mail().named(name);
    REQUIRE_MESSAGE(found, name);
    return *found;
  }
  std::string text(Span span) const { return std::string(sources.text(span)); }

  test::MemoryReader reader;
  SourceSet sources;
  Findings findings{};
  Documents documents{sources, findings};
  Coverage coverage{};
  Resolved resolved{};

 private:
  void resolve_into(const Project& project, const Options& options) {
    resolved = resolve(project, options, documents, coverage);
  }
};

Resolution compose(const std::string& yaml) {
  return Resolution({{"docker-compose.yml", yaml}});
}

Resolution stack(const std::string& yaml) {
  return Resolution({{"docker-stack.yml", yaml}});
}

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
      {"built on the spot, with Mailu's settings inline",
       "front: {build: ./front, environment: {HOSTNAMES: m.example.org, TLS_FLAVOR: cert, WEB_ADMIN: /admin}}\n"
       "imap: {build: ./imap, environment: {HOSTNAMES: m.example.org, POSTMASTER: admin, WEBMAIL: none}}\n",
       "front=front imap=imap "},
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
    std::string tag_text;  // what the tag's place points to
  };
  const Row rows[] = {
      {"mailu/nginx:1.9", "docker.io", "mailu/nginx", "nginx", "1.9", "1.9"},
      {"${DOCKER_ORG:-ghcr.io/mailu}/${DOCKER_PREFIX:-}nginx:${MAILU_VERSION:-2.0}", "ghcr.io", "mailu/nginx", "nginx",
       "2.0", "${MAILU_VERSION:-2.0}"},
      {"registry.example.com:5000/me/mailu-dovecot", "registry.example.com:5000", "me/mailu-dovecot", "dovecot", "",
       ""},
      {"localhost/mailu/admin:2.0@sha256:00", "localhost", "mailu/admin", "admin", "2.0", "2.0"},
      {"redis", "docker.io", "redis", "redis", "", ""},
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
    if (!row.tag_text.empty()) CHECK(resolution.text(image->tag_span) == row.tag_text);
  }
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

TEST_CASE("compose or swarm, and why") {
  struct Row {
    std::string file;
    std::string yaml;
    Target expected;
    std::string evidence;
  };
  const Row rows[] = {
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9, ports: ['25:25']}\n", Target::compose,
       "nothing in the files needs a swarm"},
      {"docker-compose.yml",
       "services:\n  front: {image: mailu/nginx:1.9, deploy: {resources: {limits: {cpus: '1'}}}}\n", Target::compose,
       "nothing in the files needs a swarm"},
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9, deploy: {placement: {constraints: [a]}}}\n",
       Target::swarm, "service `front` has `deploy.placement`"},
      {"docker-compose.yml", "x-d: &d {mode: global}\nservices:\n  front: {image: mailu/nginx:1.9, deploy: *d}\n",
       Target::swarm, "service `front` has `deploy.mode`"},
      {"docker-compose.yml",
       "x-d: &d {deploy: {update_config: {order: start-first}}}\nservices:\n  front: {<<: *d, image: "
       "mailu/nginx:1.9}\n",
       Target::swarm, "service `front` has `deploy.update_config`"},
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9, deploy: {labels: {a: b}}}\n", Target::swarm,
       "service `front` has `deploy.labels`"},
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9, build: ., deploy: {labels: {a: b}}}\n",
       Target::compose, "nothing in the files needs a swarm"},
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9, ports: [{target: 25, mode: overlay}]}\n",
       Target::swarm, "service `front` publishes a port with a mode"},
      {"docker-compose.yml",
       "name: mailu\nservices:\n  front: {image: mailu/nginx:1.9, ports: [{target: 25, mode: ingress}]}\n",
       Target::compose, "nothing in the files needs a swarm"},
      {"docker-compose.yml",
       "services:\n  front: {image: mailu/nginx:1.9, deploy: {replicas: 1}}\n  imap: {image: mailu/dovecot:1.9, "
       "deploy: "
       "{replicas: 1}}\n",
       Target::swarm, "2 services have `deploy.replicas`"},
      {"docker-compose.yml",
       "services:\n  front: {image: mailu/nginx:1.9}\n  app: {image: app, deploy: {mode: replicated, replicas: 3}}\n",
       Target::compose, "nothing in the files needs a swarm"},
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9}\nnetworks:\n  default: {driver: overlay}\n",
       Target::swarm, "network `default` is an overlay"},
      {"mailu-stack.yml", "services:\n  front: {image: mailu/nginx:1.9}\n", Target::swarm,
       "the file is called `mailu-stack.yml`"},
      {"docker-stack.yml", "x-mailu-lint: {target: compose}\nservices:\n  front: {image: mailu/nginx:1.9}\n",
       Target::compose, "given by `x-mailu-lint`"},
      {"docker-compose.yml", "x-mailu-lint: {cluster: {managers: 3}}\nservices:\n  front: {image: mailu/nginx:1.9}\n",
       Target::swarm, "facts of a swarm are given"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.yaml);
    const Resolution resolution({{row.file, row.yaml}});
    CHECK(resolution.mail().target == row.expected);
    CHECK(resolution.mail().target_evidence == row.evidence);
    CHECK((resolution.mail().dialect == Dialect::stack) == (row.expected == Target::swarm));
  }
  const Resolution chosen({{"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9}\n"}},
                          {.target = Target::swarm, .deploy_with = DeployWith::compose_config});
  CHECK(chosen.mail().swarm());
  CHECK(chosen.mail().dialect == Dialect::compose);
}

TEST_CASE("ports") {
  struct Row {
    std::string port;
    std::string expected;
  };
  const auto describe = [](const PublishedPort& port) {
    std::ostringstream out;
    if (!port.known) return std::string("unknown");
    const auto range = [&](PublishedPort::Range r) {
      out << r.first;
      if (r.last != r.first) out << "-" << r.last;
    };
    if (port.host_ip) out << "ip=" << port.host_ip->docker_value() << " ";
    if (port.dropped_host_ip) out << "dropped=" << port.dropped_host_ip->docker_value() << " ";
    if (port.loopback()) out << "loopback ";
    if (port.published) range(*port.published);
    out << ":";
    range(port.target);
    out << "/" << port.protocol;
    if (port.mode == PublishMode::host) out << " host";
    if (port.mode == PublishMode::unknown) out << " mode?";
    if (port.mode_text) out << " written=" << port.mode_text->docker_value();
    if (port.long_form) out << " long";
    return out.str();
  };
  const auto check_rows = [&](Dialect dialect, std::initializer_list<Row> rows) {
    for (const Row& row : rows) {
      CAPTURE(row.port);
      const std::string yaml =
          "services:\n  front:\n    image: mailu/nginx:1.9\n    ports:\n      - " + std::string(row.port) + "\n";
      const Resolution resolution = dialect == Dialect::stack ? stack(yaml) : compose(yaml);
      std::string all;
      for (const PublishedPort& port : resolution.service("front").ports)
        all += (all.empty() ? "" : ", ") + describe(port);
      CHECK(all == row.expected);
    }
  };
  check_rows(Dialect::compose, {{"'25:25'", "25:25/tcp"},
                                {"'127.0.0.1:25:25'", "ip=127.0.0.1 loopback 25:25/tcp"},
                                {"'[::1]:25:25'", "ip=::1 loopback 25:25/tcp"},
                                {"'::1:25:25'", "ip=::1 loopback 25:25/tcp"},
                                {"'0.0.0.0:2525:25'", "ip=0.0.0.0 2525:25/tcp"},
                                {"'25'", ":25/tcp"},
                                {"'20-30:20-30'", "20-30:20-30/tcp"},
                                {"'53:53/udp'", "53:53/udp"},
                                {"'${BIND:-}25:25'", "25:25/tcp"},
                                {"'${BIND}:25:25'", "unknown"},
                                {"'${PORT}:25'", "unknown"},
                                {"{target: 25, published: '2525', host_ip: 10.0.0.1}", "ip=10.0.0.1 2525:25/tcp long"},
                                {"{target: 25, published: 25, mode: host}", "25:25/tcp host written=host long"}});
  check_rows(Dialect::stack, {{"'127.0.0.1:25:25'", "dropped=127.0.0.1 25:25/tcp"},
                              {"{target: 25, published: 25}", "25:25/tcp long"},
                              {"{target: 25, published: 25, mode: host}", "25:25/tcp host written=host long"},
                              {"{target: 25, published: 25, mode: overlay}", "25:25/tcp mode? written=overlay long"}});
}

TEST_CASE("storage of mounts") {
  struct Row {
    std::string mount;
    std::string volumes;
    Storage::Kind kind;
    std::string reason;
  };
  using enum Storage::Kind;
  const Row rows[] = {
      {"/mailu/mail:/mail", "", node_local, "`/mailu/mail` is a path of the host"},
      {"/nas/mail:/mail", "", network, "`/nas/mail` lies on `/nas`, which the node mounts with type nfs4"},
      {"/nas/local/mail:/mail", "", node_local, "`/nas/local/mail` is a path of the host"},
      {"/nasty:/mail", "", node_local, "`/nasty` is a path of the host"},
      {"/gluster/mail:/mail", "", network,
       "`/gluster/mail` is network storage by the configured pattern `^/gluster(/|$)`"},
      {"${ROOT}/mail:/mail", "", unknown, "the path is not known here"},
      {"mail:/mail", "mail:", node_local, "volume `mail` is local to its node"},
      {"mail:/mail", "mail: {external: true}", unknown, "volume `mail` is external"},
      {"mail:/mail", "mail: {driver_opts: {type: nfs4, o: 'addr=192.0.2.1', device: ':/x'}}", network,
       "volume `mail` is mounted with type nfs4"},
      {"mail:/mail", "mail: {driver: local, driver_opts: {type: none, o: 'addr=192.0.2.1,rw', device: ':/x'}}", network,
       "volume `mail` is mounted from another machine (`addr=`)"},
      {"mail:/mail", "mail: {driver_opts: {type: fuse.sshfs, device: x}}", network,
       "volume `mail` is mounted with type fuse.sshfs"},
      {"mail:/mail", "mail: {driver_opts: {type: none, o: bind, device: /srv/mail}}", node_local,
       "volume `mail` is a host path: `/srv/mail` is a path of the host"},
      {"mail:/mail", "mail: {driver_opts: {type: none, o: bind, device: /nas/mail}}", network,
       "volume `mail` is a host path: `/nas/mail` lies on `/nas`, which the node mounts with type nfs4"},
      {"mail:/mail", "mail: {driver_opts: {type: tmpfs, device: tmpfs}}", ephemeral, "volume `mail` is a tmpfs"},
      {"mail:/mail", "mail: {driver_opts: {type: '${FS}'}}", unknown,
       "volume `mail` has options that are not known here"},
      {"mail:/mail", "mail: {driver: 'vieux/sshfs:latest'}", network,
       "volume `mail` has the network driver `vieux/sshfs:latest`"},
      {"mail:/mail", "mail: {driver: 'ceph/rbd'}", unknown, "volume `mail` has a driver of its own"},
      {"/mail", "", node_local, "an anonymous volume"},
      {"nowhere:/mail", "", unknown, "the storage is not known here"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.mount);
    CAPTURE(row.volumes);
    std::string yaml =
        "services:\n  imap:\n    image: mailu/dovecot:1.9\n    volumes:\n      - " + std::string(row.mount) + "\n";
    if (!row.volumes.empty()) yaml += "volumes:\n  " + std::string(row.volumes) + "\n";
    const Resolution resolution(
        {{"docker-compose.yml", yaml}, {"mounts", "nas:/v /nas nfs4 rw 0 0\n/dev/sda1 /nas/local ext4 rw 0 0\n"}},
        {.network_storage = {"^/gluster(/|$)", "("}}, {.cluster = {"mounts"}});
    const Mount* mount = resolution.service("imap").mount_for("/mail");
    REQUIRE(mount);
    CHECK(mount->storage.kind == row.kind);
    CHECK(mount->storage.reason == row.reason);
  }
  CHECK(PathPatterns::problem("("));
  CHECK_FALSE(PathPatterns::problem("^/nas"));
}

TEST_CASE("mounts: the longest one holds a path") {
  const Resolution resolution = compose(
      "services:\n  admin:\n    image: mailu/admin:1.9\n    tmpfs: /run:size=1m\n    volumes:\n"
      "      - /a:/data\n      - /b:/data/deep/\n      - type: bind\n        source: ./rel\n        target: /dkim\n"
      "        read_only: true\n      - m:/mail\n");
  const Service& admin = resolution.service("admin");
  CHECK(admin.mount_for("/data/main.db")->source->docker_value() == "/a");
  CHECK(admin.mount_for("/data/deep/x")->source->docker_value() == "/b");
  CHECK_FALSE(admin.mount_for("/database"));
  CHECK(admin.mount_at("/dkim")->read_only);
  CHECK(admin.mount_at("/run")->kind == Mount::Kind::tmpfs);
  CHECK_FALSE(admin.mount_for("/mail"));  // `m:` is a Windows drive to docker
}

TEST_CASE("networks, declared and not, and what facts tell of external ones") {
  const Resolution resolution(
      {{"docker-compose.yml",
        "services:\n  front:\n    image: mailu/nginx:1.9\n  admin:\n    image: mailu/admin:1.9\n    networks:\n"
        "      back: {ipv4_address: 10.9.0.5, aliases: [boss]}\n      shared:\n      missing:\n"
        "  host: {image: app, network_mode: host}\n"
        "networks:\n  back: {internal: true, enable_ipv6: true, ipam: {config: [{subnet: 10.9.0.0/24}]}}\n"
        "  shared: {external: {name: proxy}}\n"},
       {"net.json", R"([{"Name":"proxy","IPAM":{"Config":[{"Subnet":"10.77.0.0/16"}]}}])"}},
      {}, {.cluster = {"net.json"}});
  const Service& admin = resolution.service("admin");
  REQUIRE(admin.networks.size() == 3);
  const Network* back = resolution.mail().network(admin.networks[0]);
  REQUIRE(back);
  CHECK(back->internal);
  CHECK(back->enable_ipv6.is(true));
  CHECK(back->subnets.at(0).network->to_string() == "10.9.0.0/24");
  CHECK(admin.networks[0].ipv4->docker_value() == "10.9.0.5");
  CHECK(admin.networks[0].aliases.at(0).docker_value() == "boss");
  const Network* shared = resolution.mail().network(admin.networks[1]);
  REQUIRE(shared);
  CHECK(shared->external);
  CHECK(shared->name.docker_value() == "proxy");
  CHECK(shared->subnets_from_facts);
  CHECK(shared->subnets.at(0).text.docker_value() == "10.77.0.0/16");
  CHECK_FALSE(resolution.mail().network(admin.networks[2]));
  const Service& front = resolution.service("front");
  REQUIRE(front.networks.size() == 1);
  CHECK(front.networks[0].key.docker_value() == "default");
  REQUIRE(resolution.mail().network(front.networks[0]));
  CHECK_FALSE(resolution.mail().network(front.networks[0])->declared);
  CHECK(resolution.service("host").networks.empty());
}

TEST_CASE("tasks, and what keeps them on one node") {
  struct Row {
    std::string deploy;
    std::string text;
    bool several;
    bool pinned;
  };
  const Row rows[] = {
      {"{}", "1 replica", false, false},
      {"{replicas: 2}", "2 replicas", true, false},
      {"{replicas: 0}", "0 replicas", false, false},
      {"{replicas: '${N}'}", "a number of replicas that is not known here", false, false},
      {"{mode: global}", "one task on every node", true, false},
      {"{mode: global, placement: {constraints: ['node.hostname == a']}}",
       "one task on every node that fits its constraints", false, true},
      {"{replicas: 2, placement: {constraints: ['node.hostname==a']}}", "2 replicas", true, true},
      {"{placement: {constraints: ['node.role == manager']}}", "1 replica", false, false},
      {"{placement: {constraints: ['node.labels.mail == true']}}", "1 replica", false, true},
      {"{placement: {constraints: ['node.hostname != a']}}", "1 replica", false, false},
      {"{placement: {constraints: ['node.id == ${NODE}']}}", "1 replica", false, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.deploy);
    const Resolution resolution =
        stack("services:\n  imap:\n    image: mailu/dovecot:1.9\n    deploy: " + std::string(row.deploy) + "\n");
    const Service& imap = resolution.service("imap");
    CHECK(imap.tasks.text == row.text);
    CHECK(imap.tasks.several == row.several);
    CHECK(imap.pinned.has_value() == row.pinned);
  }
  const std::string global = "services:\n  imap:\n    image: mailu/dovecot:1.9\n    deploy: {mode: global}\n";
  const char* one_node =
      "ID   HOSTNAME   STATUS   AVAILABILITY   MANAGER STATUS\n1    a          Ready    Active         Leader\n";
  const Resolution single({{"docker-stack.yml", global}, {"nodes", one_node}}, {}, {.cluster = {"nodes"}});
  CHECK(single.service("imap").tasks.count == 1);
  CHECK_FALSE(single.service("imap").tasks.several);
}

TEST_CASE("the keys of a service are those that were written, in their order") {
  const std::string yaml =
      "x-d: &d {restart: always, labels: {a: b}}\nservices:\n  imap:\n    <<: *d\n    image: mailu/dovecot:1.9\n"
      "    env_file: mailu.env\n    ports: ['25:25']\n    dns: 10.0.0.1\n    deploy: {labels: {c: d}}\n"
      "    environment: [A=1]\n    links: [front]\n  front:\n    image: mailu/nginx:1.9\n    env_file: mailu.env\n";
  for (const std::string file : {"docker-compose.yml", "docker-stack.yml"}) {
    CAPTURE(file);
    const Resolution resolution({{file, yaml}, {"mailu.env", "B=2\n"}},
                                {.target = file == "docker-stack.yml" ? Target::swarm : Target::compose});
    const auto keys = [&](std::string_view service) {
      std::string text;
      for (const Text& key : resolution.service(service).keys) text += resolution.text(key.span()) + " ";
      return text;
    };
    CHECK(keys("imap") == "image env_file ports dns deploy environment links restart labels ");
    CHECK(keys("front") == "image env_file ");
    CHECK(resolution.service("imap").labels.size() == 2);
    CHECK(resolution.service("imap").has_environment_key);
    CHECK_FALSE(resolution.service("front").has_environment_key);
  }
}

TEST_CASE("docker compose looks at scale and replicas only") {
  const Resolution resolution = compose(
      "services:\n  imap: {image: mailu/dovecot:1.9, scale: 3}\n  front: {image: mailu/nginx:1.9, deploy: {replicas: "
      "2}}\n");
  CHECK(resolution.service("imap").tasks.count == 3);
  CHECK(resolution.service("front").tasks.count == 2);
}

TEST_CASE("cluster facts: who is believed") {
  const char* stack_text =
      "x-mailu-lint: {cluster: {managers: 4, ingress-subnet: 10.4.0.0/16}}\n"
      "services:\n  front: {image: mailu/nginx:1.9}\n  imap: {image: mailu/dovecot:1.9}\n";
  const char* facts = R"({"LocalNodeState":"active","Nodes":5,"Managers":5})";
  const Files files{{"docker-stack.yml", stack_text}, {"info.json", facts}, {".env", "SWARM_MANAGERS=6\n"}};

  const Resolution command(files, {.managers = 2}, {.cluster = {"info.json"}});
  CHECK(command.mail().cluster.managers->docker_value() == 2);
  CHECK(command.text(command.mail().cluster.managers->span()) == "2");
  CHECK(std::ranges::count(command.findings.list(), *find_rule("cluster-facts-conflict"), &Finding::rule) == 3);

  const Resolution printed(files, {.configured_cluster = {.managers = 3}}, {.cluster = {"info.json"}});
  CHECK(printed.mail().cluster.managers->docker_value() == 5);
  const Resolution configured(files, {.configured_cluster = {.managers = 3}});
  CHECK(configured.mail().cluster.managers->docker_value() == 3);
  const Resolution written(files);
  CHECK(written.mail().cluster.managers->docker_value() == 4);
  CHECK(written.mail().ingress().at(0).network.to_string() == "10.4.0.0/16");
  const Resolution variables({{"docker-stack.yml", "services:\n  front: {image: mailu/nginx:1.9}\n"},
                              {".env", "SWARM_MANAGERS=6\nSWARM_INGRESS_SUBNET=10.6.0.0/16\n"}});
  CHECK(variables.mail().cluster.managers->docker_value() == 6);
  CHECK(variables.mail().ingress().at(0).network.to_string() == "10.6.0.0/16");
  CHECK(variables.text(variables.mail().cluster.managers->span()) == "6");
}

TEST_CASE("without facts, ingress is what docker takes by default") {
  const Deployment mail;
  REQUIRE(mail.ingress().size() == 2);
  CHECK(mail.ingress()[0].network.to_string() == "10.0.0.0/24");
  CHECK(mail.ingress()[1].network.to_string() == "10.255.0.0/16");
  CHECK_FALSE(mail.ingress()[0].span);
}

TEST_CASE("facts files that are not there make the run partly blind") {
  const Resolution resolution({{"docker-stack.yml", "services:\n  front: {image: mailu/nginx:1.9}\n"}}, {},
                              {.cluster = {"nodes.txt"}});
  CHECK(resolution.coverage.unreadable);
  CHECK(resolution.coverage.files_missing == std::vector<std::string>{"nodes.txt"});
  REQUIRE(resolution.findings.list().size() == 1);
  CHECK(resolution.sources[resolution.findings.list()[0].span.file].path() == "nodes.txt");
}

TEST_CASE("settings: set, unset, unknown") {
  Environment environment;
  environment.settings.push_back({.name = "A", .value = Text("1", {})});
  environment.settings.push_back({.name = "B", .value = Text("", {}, {}, false)});
  environment.settings.push_back({.name = "C", .inherited = true});
  Findings findings;
  CHECK(*environment.find("A").get() == "1");
  CHECK(environment.find("B").unknown());
  CHECK(environment.find("C").unknown());
  CHECK(environment.find("D").unset());
  CHECK(environment.find("D").empty());
  CHECK(environment.find("D").value_or("default", findings) == "default");
  CHECK_FALSE(environment.find("C").value_or("default", findings));
  environment.incomplete = "mailu.env not found";
  CHECK(environment.find("D").unknown());
  CHECK_FALSE(environment.find("D").value_or("default", findings));
  REQUIRE(findings.gaps().size() == 2);
  CHECK(findings.gaps()[0].reason == "`C` is taken from the shell that deploys");
  CHECK(findings.gaps()[1].reason == "mailu.env not found");
}

TEST_CASE("every deployment of upstream's wizard is understood") {
  const auto folder = test::shared_folder();
  if (!folder) {
    MESSAGE("skipped: no data folder beside the repository");
    return;
  }
  std::ostringstream all;
  std::vector<std::filesystem::path> directories;
  for (const auto& release : std::filesystem::directory_iterator(*folder / "wizard")) {
    if (!release.is_directory()) continue;
    for (const auto& flavour : std::filesystem::directory_iterator(release)) directories.push_back(flavour.path());
  }
  std::ranges::sort(directories);
  for (const auto& directory : directories) {
    test::DiskReader reader;
    SourceSet sources(reader);
    Findings findings;
    Documents documents(sources, findings);
    Coverage coverage;
    const Project project{.files = {(directory / "docker-compose.yml").string()}};
    const Deployment mail = resolve(project, {}, documents, coverage).deployment;
    const std::string release = directory.parent_path().filename().string();
    CAPTURE(directory.string());
    CHECK(mail.release == parse_release(release));
    CHECK(mail.swarm() == directory.filename().string().starts_with("stack"));
    CHECK(std::ranges::none_of(mail.services, [](const Service& service) { return service.role == Role::none; }));
    all << release << "/" << directory.filename().string() << ": " << (mail.swarm() ? "swarm" : "compose") << " ("
        << mail.target_evidence << ")\n";
    for (const Service& service : mail.services) {
      all << "  " << service.name.docker_value() << ": " << to_string(service.role) << " (" << service.role_evidence
          << "), " << service.ports.size() << " ports, " << service.environment.settings.size() << " settings";
      for (const Mount& mount : service.mounts) all << ", " << mount.target.docker_value();
      all << "\n";
    }
  }
  test::check_expected(test::repository_file("tests/expected/wizard_deployments.txt"), all.str());
}
