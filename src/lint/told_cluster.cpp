#include "lint/told_cluster.hpp"

#include <charconv>

#include <mailu_lint/rule_id.hpp>

#include "parse/cluster.hpp"

namespace mailu_lint {
namespace {

/// What an option says, as text with a place: a finding about it needs one.
class OptionText {
 public:
  OptionText(SourceSet& sources, std::string title) : sources_(sources), title_(std::move(title)) {}

  Span add(std::string_view option, const std::string& value) {
    const std::string text = std::string(option) + " " + value;
    const FileId file = sources_.add(title_, text);
    return {file, static_cast<std::uint32_t>(option.size() + 1), static_cast<std::uint32_t>(text.size())};
  }

 private:
  SourceSet& sources_;
  std::string title_;
};

struct Told {
  std::optional<std::int64_t> managers{};
  std::optional<std::int64_t> nodes{};
  const std::vector<std::string>& ingress_subnets;
};

void refuse_subnet(Findings& findings, Span span, const std::string& text) {
  findings.add(RuleId::cluster_facts_unreadable, span, "`" + text + "` is not an address range; it is ignored")
      .help("write it like 10.0.0.0/24");
}

Cluster cluster_of(const Told& told, OptionText text, Findings& findings) {
  Cluster cluster;
  if (told.managers) cluster.managers = Located(*told.managers, text.add("managers", std::to_string(*told.managers)));
  if (told.nodes) cluster.node_count = Located(*told.nodes, text.add("nodes", std::to_string(*told.nodes)));
  for (const std::string& subnet : told.ingress_subnets) {
    const Span span = text.add("ingress-subnet", subnet);
    if (const auto network = IpNetwork::parse(subnet)) {
      cluster.ingress_subnets.emplace_back(*network, span);
    } else {
      refuse_subnet(findings, span, subnet);
    }
  }
  return cluster;
}

std::string_view reason(ReadError error) {
  switch (error) {
    case ReadError::missing:
      return "is not there";
    case ReadError::directory:
      return "is a directory";
    case ReadError::not_regular:
      return "is not a regular file";
    case ReadError::permission:
      return "may not be read";
    case ReadError::too_large:
      return "is too large";
    case ReadError::io:
      return "cannot be read";
  }
  return "";
}

void read_facts_file(SourceSet& sources, const std::string& path, Cluster& cluster, Findings& findings,
                     Coverage& coverage) {
  const auto opened = sources.open(path);
  if (const FileId* file = std::get_if<FileId>(&opened)) {
    read_cluster_facts(*file, sources[*file], cluster, findings);
    return;
  }
  coverage.unreadable = true;
  coverage.files_missing.push_back(path);
  const FileId nothing = sources.add(path, "");
  findings
      .add(RuleId::cluster_facts_unreadable, Span{nothing, 0, 0},
           "the file of cluster facts " + std::string(reason(std::get<ReadError>(opened))))
      .help("write the output of `docker node ls` into it");
}

}  // namespace

Cluster told_cluster(SourceSet& sources, const Project& project, const Options& options, const LintSection& section,
                     Findings& findings, Coverage& coverage) {
  const Told by_command{.managers = options.managers, .ingress_subnets = options.ingress_subnets};
  Cluster cluster = cluster_of(by_command, {sources, "command line"}, findings);
  for (const std::string& path : project.cluster) read_facts_file(sources, path, cluster, findings, coverage);
  const ConfiguredCluster& configured = options.configured_cluster;
  const Told by_configuration{configured.managers, configured.nodes, configured.ingress_subnets};
  merge_cluster(cluster, cluster_of(by_configuration, {sources, "configuration"}, findings), findings);
  merge_cluster(cluster, section.cluster, findings);
  return cluster;
}

void add_told_variables(Cluster& cluster, const std::vector<Setting>& variables, Findings& findings) {
  Cluster told;
  for (const Setting& variable : variables) {
    const std::string* value = variable.value.get();
    if (!value || value->empty()) continue;
    if (variable.name == "SWARM_MANAGERS") {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
      if (error == std::errc() && end == value->data() + value->size() && number > 0) {
        told.managers = Located(number, variable.value.span());
      } else {
        findings
            .add(RuleId::cluster_facts_unreadable, variable.value.span(),
                 "`" + *value + "` is not a number of managers; it is ignored")
            .help("write a number from 1 on");
      }
    } else if (variable.name == "SWARM_INGRESS_SUBNET") {
      if (const auto network = IpNetwork::parse(*value)) {
        told.ingress_subnets.emplace_back(*network, variable.value.span());
      } else {
        refuse_subnet(findings, variable.value.span(), *value);
      }
    }
  }
  merge_cluster(cluster, told, findings);
}

}  // namespace mailu_lint
