// Cluster facts: a file is cut into JSON values and text, whatever the order, so that several outputs may stand in one
// file or come through one pipe. The content tells what it is; file names and options are not asked.
#include "parse/cluster.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <mailu_lint/rule_id.hpp>

#include "parse/cluster_facts.hpp"

namespace mailu_lint {
namespace {

/// The end of the JSON value that starts with a bracket at `begin`; the end of the text when it is not closed.
std::size_t end_of_json(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return i + 1;
    }
  }
  return text.size();
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

void read_all(facts::Reading& reading) {
  const std::string_view text = reading.text;
  const auto flush_text = [&](std::size_t begin, std::size_t end) {
    if (!is_blank(text.substr(begin, end - begin))) facts::read_text(reading, begin, end);
  };
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  std::size_t text_begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  std::size_t at = text_begin;
  while (at < text.size()) {
    const std::size_t first = std::min(text.find_first_not_of(" \t\r", at), text.size());
    if (first < text.size() && (text[first] == '{' || text[first] == '[')) {
      flush_text(text_begin, first);
      at = text_begin = end_of_json(text, first);
      facts::read_json(reading, first, at);
    } else {
      at = std::min(text.find('\n', first), text.size() - 1) + 1;
    }
  }
  flush_text(text_begin, text.size());
}

/// "3 managers"
std::string counted(std::int64_t number, std::string_view noun) {
  return std::to_string(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

void report_conflict(Findings& findings, Span here, const std::string& said_here, Span there,
                     const std::string& said_there) {
  findings
      .add(RuleId::cluster_facts_conflict, here,
           "cluster facts disagree: " + said_here + " here, " + said_there + " there")
      .help("remove the facts that are out of date")
      .also(there, said_there + "; this is what the rules go by");
}

void merge_number(std::optional<Located<std::int64_t>>& into, const std::optional<Located<std::int64_t>>& weaker,
                  std::string_view noun, Findings& findings) {
  if (!weaker) return;
  if (!into) {
    into = weaker;
  } else if (into->docker_value() != weaker->docker_value()) {
    report_conflict(findings, weaker->span(), counted(weaker->docker_value(), noun), into->span(),
                    counted(into->docker_value(), noun));
  }
}

/// Nodes are the same when their ids are, or their names where one side has no id (names may repeat in a cluster).
class NodeIndex {
 public:
  explicit NodeIndex(std::vector<Cluster::Node>& nodes) : nodes_(&nodes) {
    for (std::size_t i = 0; i < nodes.size(); ++i) note(i);
  }
  Cluster::Node* find(const Cluster::Node& node) {
    if (const auto found = by_id_.find(node.id); !node.id.empty() && found != by_id_.end())
      return &(*nodes_)[found->second];
    const auto found = by_name_.find(node.hostname);
    if (found == by_name_.end()) return nullptr;
    Cluster::Node& candidate = (*nodes_)[found->second];
    return node.id.empty() || candidate.id.empty() ? &candidate : nullptr;
  }
  void add(const Cluster::Node& node) {
    nodes_->push_back(node);
    note(nodes_->size() - 1);
  }

 private:
  void note(std::size_t index) {
    const Cluster::Node& node = (*nodes_)[index];
    if (!node.id.empty()) by_id_.try_emplace(node.id, index);
    if (!node.hostname.empty()) by_name_.try_emplace(node.hostname, index);
  }

  std::vector<Cluster::Node>* nodes_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

void merge_nodes(std::vector<Cluster::Node>& into, const std::vector<Cluster::Node>& weaker, Findings& findings) {
  NodeIndex index(into);
  for (const Cluster::Node& node : weaker) {
    Cluster::Node* same = index.find(node);
    if (!same) {
      index.add(node);
      continue;
    }
    if (same->manager != node.manager) {
      const auto role = [](const Cluster::Node& of) {
        return "`" + of.hostname + "` is a " + (of.manager ? "manager" : "worker");
      };
      report_conflict(findings, node.span, role(node), same->span, role(*same));
    }
    if (same->engine.empty()) same->engine = node.engine;
    if (same->labels.empty()) same->labels = node.labels;
  }
}

/// The networks, each once, in order.
std::vector<std::string> sorted_texts(const std::vector<Located<IpNetwork>>& networks) {
  std::vector<std::string> texts;
  texts.reserve(networks.size());
  for (const auto& network : networks) texts.push_back(network.docker_value().to_string());
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

void merge_ingress(std::vector<Located<IpNetwork>>& into, const std::vector<Located<IpNetwork>>& weaker,
                   Findings& findings) {
  if (into.empty()) {
    into = weaker;
  } else if (!weaker.empty() && sorted_texts(into) != sorted_texts(weaker)) {
    report_conflict(findings, weaker.front().span(), "ingress is " + weaker.front().docker_value().to_string(),
                    into.front().span(), into.front().docker_value().to_string());
  }
}

void merge_networks(std::vector<Cluster::KnownNetwork>& into, const std::vector<Cluster::KnownNetwork>& weaker) {
  std::unordered_set<std::string> names;
  for (const Cluster::KnownNetwork& network : into) names.insert(network.name);
  for (const Cluster::KnownNetwork& network : weaker) {
    if (names.insert(network.name).second) into.push_back(network);
  }
}

}  // namespace

void merge_cluster(Cluster& into, const Cluster& weaker, Findings& findings) {
  merge_nodes(into.nodes, weaker.nodes, findings);
  merge_number(into.node_count, weaker.node_count, "node", findings);
  merge_number(into.managers, weaker.managers, "manager", findings);
  merge_ingress(into.ingress_subnets, weaker.ingress_subnets, findings);
  merge_networks(into.networks, weaker.networks);
  into.mounts.insert(into.mounts.end(), weaker.mounts.begin(), weaker.mounts.end());
}

namespace {

/// The nodes are all nodes of the cluster: takes their numbers from them.
void count_nodes(Cluster& cluster) {
  if (cluster.nodes.empty()) return;
  const auto is_manager = [](const Cluster::Node& node) { return node.manager; };
  const auto first = std::ranges::find_if(cluster.nodes, is_manager);
  const auto managers = std::ranges::count_if(cluster.nodes, is_manager);
  cluster.node_count = Located(std::int64_t(cluster.nodes.size()), cluster.nodes.front().span);
  if (managers > 0) cluster.managers = Located(std::int64_t(managers), first->span);
}

}  // namespace

void read_cluster_facts(FileId file, const SourceFile& source, Cluster& cluster, Findings& findings) {
  facts::Reading reading{.file = file, .text = source.text(), .findings = &findings};
  if (is_blank(source.text())) {
    return reading.refuse(reading.span(0, 0), "the file is empty; it tells nothing of the cluster",
                          "write the output of `docker node ls` into it");
  }
  read_all(reading);
  count_nodes(reading.listed);
  // `docker node inspect $(docker node ls -q)` shows all nodes, `docker node inspect self` one. Whoever inspects
  // several and the leader among them is taken to have asked for all.
  if (reading.saw_leader && reading.said.nodes.size() > 1 && !reading.said.node_count) count_nodes(reading.said);
  merge_cluster(cluster, reading.listed, findings);
  merge_cluster(cluster, reading.said, findings);
}

void facts::Reading::refuse(Span span, std::string message, std::string help) {
  if (std::ranges::find(refused, message) != refused.end()) return;
  findings->add(RuleId::cluster_facts_unreadable, span, message).help(std::move(help));
  refused.push_back(std::move(message));
}

}  // namespace mailu_lint
