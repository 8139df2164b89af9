// Cluster facts in every form docker, findmnt and the kernel print them.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include <mailu_lint/rule.hpp>

#include "parse/cluster.hpp"
#include "parse/cluster_facts.hpp"
#include "support.hpp"

using namespace mailu_lint;

namespace {

struct Facts {
  explicit Facts(std::string text) : source("facts", std::move(text)) {
    read_cluster_facts(FileId{}, source, cluster, findings);
  }

  SourceFile source;
  Cluster cluster;
  Findings findings;
};

std::string excerpt(const SourceFile& source, Span span) {
  CHECK(span.end <= source.text().size());
  return std::string(source.text(span));
}

/// What the facts come to, one line each, with the text that each place points to.
std::string describe(const Facts& facts) {
  std::ostringstream out;
  const auto number = [&](const char* name, const std::optional<Located<std::int64_t>>& value) {
    if (value) out << name << ": " << value->docker_value() << " <" << excerpt(facts.source, value->span()) << ">\n";
  };
  number("managers", facts.cluster.managers);
  number("nodes", facts.cluster.node_count);
  for (const Cluster::Node& node : facts.cluster.nodes) {
    out << "node " << node.id << " " << node.hostname << (node.manager ? " manager" : " worker")
        << (node.active ? "" : " inactive") << (node.ready ? "" : " not-ready");
    if (!node.engine.empty()) out << " " << node.engine;
    for (const KeyValue& label : node.labels) out << " " << label.name << "=" << label.value.docker_value();
    out << "\n";
  }
  for (const auto& subnet : facts.cluster.ingress_subnets) {
    out << "ingress " << subnet.docker_value().to_string() << " <" << excerpt(facts.source, subnet.span()) << ">\n";
  }
  for (const Cluster::KnownNetwork& network : facts.cluster.networks) {
    out << "network " << network.name;
    for (const Network::Subnet& subnet : network.subnets) out << " " << subnet.text.docker_value();
    out << "\n";
  }
  for (const Cluster::NodeMount& mount : facts.cluster.mounts) {
    if (mount.network)
      out << "mount " << mount.path << " " << mount.type << " <" << excerpt(facts.source, mount.span) << ">\n";
  }
  for (const Finding& finding : facts.findings.list()) {
    out << name(finding.rule) << ": " << finding.message << " <" << excerpt(facts.source, finding.span) << ">\n";
  }
  return out.str();
}

struct Row {
  const char* what;
  const char* facts;
  const char* expected;
};

void check_rows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(describe(Facts(row.facts)) == row.expected);
  }
}

}  // namespace

TEST_CASE("docker node ls: the table") {
  check_rows({
      {"a current engine: self mark in the column of ids, empty cells, an unreachable manager counts",
       "ID                            HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS   ENGINE VERSION\n"
       "qqqqqqqqqqqqqqqqqqqqqqqq1 *   mgr1       Ready     Active         Leader           28.2.2\n"
       "qqqqqqqqqqqqqqqqqqqqqqqq2     mgr2       Down      Drain          Unreachable      20.10.24\n"
       "qqqqqqqqqqqqqqqqqqqqqqqq3     w3         Unknown   Active                          28.2.2\n"
       "qqqqqqqqqqqqqqqqqqqqqqqq4     w4         Ready     Pause                           28.2.2\n",
       "managers: 2 <qqqqqqqqqqqqqqqqqqqqqqqq1 *   mgr1       Ready     Active         Leader           28.2.2>\n"
       "nodes: 4 <qqqqqqqqqqqqqqqqqqqqqqqq1 *   mgr1       Ready     Active         Leader           28.2.2>\n"
       "node qqqqqqqqqqqqqqqqqqqqqqqq1 mgr1 manager 28.2.2\n"
       "node qqqqqqqqqqqqqqqqqqqqqqqq2 mgr2 manager inactive not-ready 20.10.24\n"
       "node qqqqqqqqqqqqqqqqqqqqqqqq3 w3 worker not-ready 28.2.2\n"
       "node qqqqqqqqqqqqqqqqqqqqqqqq4 w4 worker inactive 28.2.2\n"},
      {"an engine of 2016: two blanks between columns, no engine version",
       "ID                           HOSTNAME  STATUS  AVAILABILITY  MANAGER STATUS\n"
       "03g1y59jwfg7cf99w4lt0f662    node2     Ready   Active        \n"
       "dxn1zf6l61qsb1josjja83ngz *  node1     Ready   Active        Leader\n",
       "managers: 1 <dxn1zf6l61qsb1josjja83ngz *  node1     Ready   Active        Leader>\n"
       "nodes: 2 <03g1y59jwfg7cf99w4lt0f662    node2     Ready   Active>\n"
       "node 03g1y59jwfg7cf99w4lt0f662 node2 worker\n"
       "node dxn1zf6l61qsb1josjja83ngz node1 manager\n"},
      {"as pasted from a terminal: a prompt above, indented, CRLF, trailing blanks cut",
       "core@one ~ $ docker node ls\r\n"
       "  ID      HOSTNAME   STATUS   AVAILABILITY   MANAGER STATUS\r\n"
       "  a1 *    one        Ready    Active         Leader\r\n"
       "  a2      two        Ready    Active\r\n",
       "managers: 1 <a1 *    one        Ready    Active         Leader>\n"
       "nodes: 2 <a1 *    one        Ready    Active         Leader>\n"
       "node a1 one manager\n"
       "node a2 two worker\n"},
      {"an own format of the table", "HOSTNAME   MANAGER STATUS\none        Leader\ntwo        \n",
       "managers: 1 <one        Leader>\nnodes: 2 <one        Leader>\nnode  one manager\nnode  two worker\n"},
      {"blanks folded by an editor",
       "ID                            HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS   ENGINE VERSION\n"
       "qqqqqqqqqqqqqqqqqqqqqqqq1 * mgr1 Ready Active Leader 28.2.2 and some more words that reach under MANAGER\n",
       "cluster-facts-unreadable: this line is not aligned with the header of the table <qqqqqqqqqqqqqqqqqqqqqqqq1 * "
       "mgr1 "
       "Ready Active Leader 28.2.2 and some more words that reach under MANAGER>\n"},
  });
}

TEST_CASE("docker node ls: JSON lines, and the word json") {
  check_rows({
      {"one object a line",
       R"({"Availability":"Active","EngineVersion":"28.2.2","Hostname":"a","ID":"1","ManagerStatus":"Leader","Self":true,"Status":"Ready","TLSStatus":"Ready"}
{"Availability":"Drain","EngineVersion":"28.2.2","Hostname":"b","ID":"2","ManagerStatus":"","Self":false,"Status":"Ready","TLSStatus":"Ready"}
)",
       "managers: 1 <\"Leader\">\nnodes: 2 <\"Leader\">\nnode 1 a manager 28.2.2\nnode 2 b worker inactive 28.2.2\n"},
      {"a client before 23.0 asked for `--format json`", "json\njson\njson\n",
       "cluster-facts-unreadable: docker printed the word `json` instead of JSON; clients before 23.0 know no "
       "`--format "
       "json` <json>\n"},
      {"cut in the middle", "{\"Availability\":\"Active\",\"Hostname\":",
       "cluster-facts-unreadable: this is not valid JSON; the output was cut or changed <{>\n"},
      {"wrong where the file ends", "{*",
       "cluster-facts-unreadable: this is not valid JSON; the output was cut or changed <>\n"},
  });
}

TEST_CASE("docker node inspect") {
  const char* leader =
      R"({"ID":"1","Spec":{"Labels":{"mail":"true"},"Role":"manager","Availability":"active"},
"Description":{"Hostname":"a","Engine":{"EngineVersion":"27.1.1"}},"Status":{"State":"ready","Addr":"0.0.0.0"},
"ManagerStatus":{"Leader":true,"Reachability":"reachable","Addr":"10.20.0.1:2377"}})";
  const char* worker =
      R"({"ID":"2","Spec":{"Labels":{},"Role":"worker","Availability":"drain"},"Description":{"Hostname":"b"},"Status":{"State":"down"}})";
  const std::string all = "[\n\t" + std::string(leader) + ",\n\t" + worker + "\n]\n";
  const std::string one = "[" + std::string(leader) + "]";
  check_rows({
      {"all nodes", all.c_str(),
       "managers: 1 <\"manager\">\nnodes: 2 <\"manager\">\nnode 1 a manager 27.1.1 mail=true\n"
       "node 2 b worker inactive not-ready\n"},
      {"one of them: tells nothing of the number", one.c_str(), "node 1 a manager 27.1.1 mail=true\n"},
  });
}

TEST_CASE("docker info") {
  check_rows({
      {"text of a manager",
       "Server:\n Containers: 1\n Swarm: active\n  NodeID: x\n  Managers: 3\n  Nodes: 6\n CPUs: 2\n",
       "managers: 3 <Managers: 3>\nnodes: 6 <Nodes: 6>\n"},
      {"text of a worker", " Swarm: active\n  NodeID: x\n  Is Manager: false\n  Node Address: 10.0.0.1\n",
       "cluster-facts-unreadable: this node is a worker; it does not know how many managers there are <Swarm: "
       "active>\n"},
      {"text, no swarm", "Client:\n Version: 28\n\nServer:\n Swarm: inactive\n Runtimes: runc\n",
       "cluster-facts-unreadable: this engine is in no swarm; it tells nothing of the cluster <Swarm: inactive>\n"},
      {"JSON of a manager", R"({"Name":"mgr1","Swarm":{"LocalNodeState":"active","Nodes":6,"Managers":4}})",
       "managers: 4 <4>\nnodes: 6 <6>\n"},
      {"its Swarm alone", R"({"LocalNodeState":"active","Nodes":1,"Managers":1})", "managers: 1 <1>\nnodes: 1 <1>\n"},
      {"JSON of a worker", R"({"LocalNodeState":"active","RemoteManagers":[{"NodeID":"x"}]})",
       "cluster-facts-unreadable: this node is a worker; it does not know how many managers there are <\"active\">\n"},
      {"JSON, no swarm", R"({"Swarm":{"LocalNodeState":"inactive","Nodes":0,"Managers":0}})",
       "cluster-facts-unreadable: this engine is in no swarm; it tells nothing of the cluster <\"inactive\">\n"},
  });
}

TEST_CASE("docker network inspect") {
  check_rows({
      {"ingress under another name, and a network that is shared",
       R"([{"Name":"my-ingress","Ingress":true,"IPAM":{"Config":[{"Subnet":"10.11.0.0/16","Gateway":"10.11.0.2"}]}},
 {"Name":"mailu_default","Ingress":false,"IPAM":{"Config":[{"Subnet":"10.0.1.0/24"},{"Subnet":"fd00:1::/64"}]}}])",
       "ingress 10.11.0.0/16 <\"10.11.0.0/16\">\nnetwork my-ingress 10.11.0.0/16\n"
       "network mailu_default 10.0.1.0/24 fd00:1::/64\n"},
      {"called ingress, but not it",
       R"([{"Name":"ingress","Ingress":false,"IPAM":{"Config":[{"Subnet":"10.0.9.0/24"}]}}])",
       "network ingress 10.0.9.0/24\n"},
      {"a node with nothing attached shows no subnet: not known",
       R"([{"Name":"ingress","Ingress":true,"IPAM":{"Config":null}}])",
       "network ingress\ncluster-facts-unreadable: the ingress network shows no subnet on this node; the node has "
       "nothing "
       "attached to it <\"ingress\">\n"},
  });
}

TEST_CASE("mounts of a node") {
  check_rows({
      {"findmnt --json",
       R"({"filesystems": [{"target":"/","source":"/dev/vda1","fstype":"ext4","options":"rw","children": [
  {"target":"/mnt/mail","source":"nas:/mail","fstype":"nfs4","options":"rw"},
  {"target":"/srv","source":"pool","fstype":"fuse.mergerfs","options":"rw"}]}]})",
       "mount /mnt/mail nfs4 <\"/mnt/mail\">\n"},
      {"/proc/self/mounts: blanks are octal",
       "/dev/vda1 / ext4 rw,relatime 0 0\nproc /proc proc rw 0 0\ngl:/vol /mnt/my\\040mail fuse.glusterfs rw,relatime "
       "0 0\n",
       "mount /mnt/my mail fuse.glusterfs </mnt/my\\040mail>\n"},
  });
}

TEST_CASE("several outputs in one file") {
  check_rows({
      {"a table, then JSON",
       "ID   HOSTNAME   MANAGER STATUS\n1    a          Leader\n\n"
       "[{\"Name\":\"ingress\",\"Ingress\":true,\"IPAM\":{\"Config\":[{\"Subnet\":\"10.0.0.0/24\"}]}}]\n"
       "nas:/x /mnt/x cifs rw 0 0\n",
       "managers: 1 <1    a          Leader>\nnodes: 1 <1    a          Leader>\nnode 1 a manager\n"
       "ingress 10.0.0.0/24 <\"10.0.0.0/24\">\nnetwork ingress 10.0.0.0/24\nmount /mnt/x cifs </mnt/x>\n"},
      {"that contradict each other",
       "ID   HOSTNAME   MANAGER STATUS\n1    a          "
       "Leader\n\n{\"LocalNodeState\":\"active\",\"Nodes\":3,\"Managers\":2}",
       "managers: 1 <1    a          Leader>\nnodes: 1 <1    a          Leader>\nnode 1 a manager\n"
       "cluster-facts-conflict: cluster facts disagree: 3 nodes here, 1 node there <3>\n"
       "cluster-facts-conflict: cluster facts disagree: 2 managers here, 1 manager there <2>\n"},
  });
}

TEST_CASE("what holds no facts is explained") {
  check_rows({
      {"nothing", "", "cluster-facts-unreadable: the file is empty; it tells nothing of the cluster <>\n"},
      {"blank", " \n\n", "cluster-facts-unreadable: the file is empty; it tells nothing of the cluster <>\n"},
      {"ids", "qqqqqqqqqqqqqqqqqqqqqqqq1\nqqqqqqqqqqqqqqqqqqqqqqqq2\n",
       "cluster-facts-unreadable: a list of node ids does not tell which nodes are managers "
       "<qqqqqqqqqqqqqqqqqqqqqqqq1>\n"},
      {"an error of docker", "Error response from daemon: This node is not a swarm manager.\n",
       "cluster-facts-unreadable: docker reported an error here instead of facts <Error response from daemon: This "
       "node is "
       "not a swarm manager.>\n"},
      {"other JSON", R"({"a": 1})",
       "cluster-facts-unreadable: this is not JSON that docker or findmnt prints of nodes, swarm, networks or mounts "
       "<{>\n"},
      {"prose", "three managers\n",
       "cluster-facts-unreadable: this is not what docker, findmnt or the kernel prints of nodes, swarm, networks or "
       "mounts "
       "<three managers>\n"},
  });
}

TEST_CASE("a stronger source stays, and the weaker one is shown beside it") {
  const SourceFile strong("strong", R"({"LocalNodeState":"active","Nodes":3,"Managers":3})");
  const SourceFile weak("weak", "ID   HOSTNAME   MANAGER STATUS\n1    a          Leader\n2    b          Reachable\n");
  Cluster cluster;
  Findings findings;
  read_cluster_facts(FileId{0}, strong, cluster, findings);
  read_cluster_facts(FileId{1}, weak, cluster, findings);
  CHECK(cluster.managers->docker_value() == 3);
  CHECK(cluster.nodes.size() == 2);
  REQUIRE(findings.list().size() == 2);
  CHECK(findings.list()[0].span.file == FileId{1});
  REQUIRE(findings.list()[0].related.size() == 1);
  CHECK(findings.list()[0].related[0].span.file == FileId{0});
}

TEST_CASE("network file systems") {
  for (const char* type : {"nfs", "nfs4", "cifs", "smb3", "glusterfs", "fuse.glusterfs", "fuse.sshfs", "ceph", "9p"}) {
    CAPTURE(type);
    CHECK(facts::is_network_file_system(type));
  }
  for (const char* type : {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "fuseblk", "fuse.mergerfs", "fuse.lxcfs", ""}) {
    CAPTURE(type);
    CHECK_FALSE(facts::is_network_file_system(type));
  }
}

TEST_CASE("damaged facts give findings inside the file, or facts, and never a crash") {
  const std::string whole =
      "core@one ~ $ docker node ls\n"
      "ID     HOSTNAME   STATUS   AVAILABILITY   MANAGER STATUS   ENGINE VERSION\n"
      "a1 *   one        Ready    Active         Leader           28.2.2\n\n"
      R"([{"Name":"ingress","Ingress":true,"IPAM":{"Config":[{"Subnet":"10.0.0.0/24"}]}}])"
      "\n{\"Hostname\":\"b\",\"ManagerStatus\":\"\"}\nnas:/x /mnt/\\040x nfs4 rw 0 0\n Swarm: active\n  Managers: 1\n";
  const auto spans_inside = [](const std::string& text) {
    const Facts facts(text);
    for (const Finding& finding : facts.findings.list()) {
      if (finding.span.begin > finding.span.end || finding.span.end > text.size()) return false;
    }
    return std::ranges::all_of(facts.cluster.nodes, [&](const auto& node) { return node.span.end <= text.size(); });
  };
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    CAPTURE(cut);
    CHECK(spans_inside(whole.substr(0, cut)));
    CHECK(spans_inside(whole.substr(cut)));
    for (const char byte : {'\0', '"', '{', ']', '\n', ' ', '\xFF'}) {
      std::string damaged = whole;
      if (cut < damaged.size()) damaged[cut] = byte;
      CHECK(spans_inside(damaged));
    }
  }
}

TEST_CASE("every recorded output of docker is understood or explained") {
  const auto folder = test::shared_folder();
  if (!folder) {
    MESSAGE("skipped: no data folder beside the repository");
    return;
  }
  std::vector<std::filesystem::path> files{*folder / "seed/docker-node-ls.txt"};
  for (const auto& entry : std::filesystem::directory_iterator(*folder / "oracle/cluster"))
    files.push_back(entry.path());
  std::ranges::sort(files);
  std::string all;
  for (const auto& file : files)
    all += "== " + file.filename().string() + "\n" + describe(Facts(test::read_file(file)));
  test::check_expected(test::repository_file("tests/expected/cluster_facts.txt"), all);
}
