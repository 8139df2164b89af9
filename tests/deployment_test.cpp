// From files to the Deployment that rules see: ports, storage, networks, tasks, settings.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "resolution.hpp"
#include "resolve/path_patterns.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

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
       {"net.json", R"([{"Name":"proxy","IPAM":{"Config":[{"Subnet":"10.77.0.0/16"}]}},
                       {"Name":"mail_default","IPAM":{"Config":[{"Subnet":"10.78.0.0/16"}]}}])"}},
      {}, {.name = "mail", .cluster = {"net.json"}});
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
  CHECK(resolution.mail().network(front.networks[0])->subnets.at(0).text.docker_value() == "10.78.0.0/16");
  CHECK(resolution.service("host").networks.empty());
}

TEST_CASE("the default network of a stack is one of the facts' too") {
  for (const std::string name : {"mail", "other"}) {
    CAPTURE(name);
    const Resolution resolution(
        {{"docker-stack.yml", "services:\n  front: {image: 'mailu/nginx:1.9'}\n"},
         {"net.json", R"([{"Name":"mail_default","IPAM":{"Config":[{"Subnet":"10.78.0.0/16"}]}}])"}},
        {.target = Target::swarm}, {.name = name, .cluster = {"net.json"}});
    const Network* network = resolution.mail().network(resolution.service("front").networks.at(0));
    REQUIRE(network);
    CHECK(network->name.docker_value() == name + "_default");
    CHECK(network->subnets.size() == (name == "mail" ? 1 : 0));
  }
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
