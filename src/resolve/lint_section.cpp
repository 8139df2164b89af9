#include "resolve/lint_section.hpp"

#include <array>
#include <charconv>

#include <mailu_lint/rule_id.hpp>

#include "lint/suggest.hpp"
#include "parse/yaml_lookup.hpp"

namespace mailu_lint {
namespace {

constexpr std::array<std::string_view, 2> section_keys{"cluster", "target"};
constexpr std::array<std::string_view, 3> cluster_keys{"ingress-subnet", "managers", "nodes"};
constexpr std::array<std::string_view, 2> targets{"compose", "swarm"};

class SectionReader {
 public:
  SectionReader(LintSection& section, Findings& findings) : section_(section), findings_(findings) {}

  void read(yaml::NodeRef body) {
    each_key(body, section_keys, "x-mailu-lint", [&](std::string_view key, yaml::NodeRef value) {
      key == "target" ? read_target(value) : read_cluster(value);
    });
  }

 private:
  void refuse(Span span, std::string message, std::string help) {
    findings_.add(RuleId::lint_section_invalid, span, std::move(message)).help(std::move(help));
  }

  template <std::size_t count, class Visit>
  void each_key(yaml::NodeRef map, const std::array<std::string_view, count>& known, std::string_view where,
                const Visit& visit) {
    map = yaml::resolve(map);
    if (map.kind() != yaml::Kind::mapping) {
      return refuse(map.span(), "`" + std::string(where) + "` is no mapping; it is ignored", "write keys and values");
    }
    for (yaml::NodeRef name = map.first_child(); name; name = name.next().next()) {
      const std::string_view key = yaml::scalar_text(name);
      if (std::ranges::find(known, key) != known.end()) {
        visit(key, yaml::resolve(name.next()));
      } else {
        refuse(name.span(),
               "`" + std::string(where) + "` has no key `" + std::string(key) + "`; it is ignored" +
                   did_you_mean(nearest(key, known)),
               "write one of the keys that it has");
      }
    }
  }

  void read_target(yaml::NodeRef value) {
    const std::string_view text = yaml::scalar_text(value);
    if (std::ranges::find(targets, text) == targets.end()) {
      return refuse(value.span(), "the target `" + std::string(text) + "` is neither `compose` nor `swarm`",
                    "write one of the two, or leave it out");
    }
    section_.target = Located(text == "swarm" ? Target::swarm : Target::compose, value.span());
  }

  void read_cluster(yaml::NodeRef value) {
    each_key(value, cluster_keys, "cluster", [&](std::string_view key, yaml::NodeRef fact) {
      if (key == "managers") read_number(fact, section_.cluster.managers);
      if (key == "nodes") read_number(fact, section_.cluster.node_count);
      if (key == "ingress-subnet") read_subnets(fact);
    });
  }

  void read_number(yaml::NodeRef value, std::optional<Located<std::int64_t>>& into) {
    const std::string_view text = yaml::scalar_text(value);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1) {
      return refuse(value.span(), "`" + std::string(text) + "` is not a number of nodes", "write a number from 1 on");
    }
    into = Located(number, value.span());
  }

  void read_subnets(yaml::NodeRef value) {
    section_.cluster.ingress_subnets.clear();
    if (value.kind() != yaml::Kind::sequence) return read_subnet(value);
    for (yaml::NodeRef item = value.first_child(); item; item = item.next()) read_subnet(yaml::resolve(item));
  }

  void read_subnet(yaml::NodeRef value) {
    const std::string_view text = yaml::scalar_text(value);
    if (const auto network = IpNetwork::parse(text)) {
      section_.cluster.ingress_subnets.emplace_back(*network, value.span());
    } else {
      refuse(value.span(), "`" + std::string(text) + "` is not an address range", "write it like 10.0.0.0/24");
    }
  }

  LintSection& section_;
  Findings& findings_;
};

}  // namespace

LintSection read_lint_section(const Project& project, Documents& documents) {
  LintSection section;
  for (const std::string& path : project.files) {
    const auto opened = documents.sources().open(path);
    const FileId* file = std::get_if<FileId>(&opened);
    if (!file) continue;  // whoever loads the model reports it
    const yaml::Tree& tree = documents.yaml(*file);
    for (const yaml::NodeRef root : tree.documents()) {
      const yaml::NodeRef body = yaml::Lookup(tree).find(root, "x-mailu-lint");
      if (body) SectionReader(section, documents.findings()).read(body);
    }
  }
  return section;
}

}  // namespace mailu_lint
