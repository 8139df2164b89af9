#include "config/configuration.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <mailu_lint/network.hpp>

#include "config/choices.hpp"
#include "lint/date.hpp"
#include "lint/suggest.hpp"
#include "parse/documents.hpp"
#include "parse/yaml_lookup.hpp"
#include "resolve/path_patterns.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint {
namespace {

using yaml::NodeRef;

/// A mistake in the file, at a place.
struct Mistake {
  std::uint32_t offset = 0;
  std::string message{};
};

class Reader {
 public:
  explicit Reader(Configuration& configuration) : into_(configuration) {}

  void read(NodeRef root) { each_key(root, "the file", top_keys); }
  std::vector<Mistake>& mistakes() { return mistakes_; }

  static std::vector<std::string_view> names() { return names_of(top_keys); }

 private:
  struct Key {
    std::string_view name;
    void (Reader::*read)(NodeRef value);
  };

  template <std::size_t size>
  static std::vector<std::string_view> names_of(const std::array<Key, size>& keys) {
    std::vector<std::string_view> names;
    names.reserve(size);
    for (const Key& key : keys) names.push_back(key.name);
    return names;
  }

  void mistake(NodeRef at, std::string message) { mistakes_.push_back({at.node().begin, std::move(message)}); }

  /// Calls `read` and takes its BadValue for a mistake at the node.
  template <class Read>
  void understand(NodeRef node, const Read& read) {
    try {
      read();
    } catch (const BadValue& bad) {
      mistake(node, bad.what());
    }
  }

  template <std::size_t size>
  void each_key(NodeRef map, std::string_view where, const std::array<Key, size>& keys) {
    if (map.kind() == yaml::Kind::scalar && map.text().empty()) return;  // nothing but comments below the key
    if (map.kind() != yaml::Kind::mapping) {
      return mistake(map, std::string(where) + " has to be a mapping of keys and values");
    }
    for (NodeRef name = map.first_child(); name; name = name.next().next()) {
      const std::string_view text = yaml::scalar_text(name);
      const auto key = std::ranges::find(keys, text, &Key::name);
      if (key != keys.end()) {
        (this->*key->read)(yaml::resolve(name.next()));
        continue;
      }
      mistake(name, "unknown key `" + std::string(text) + "`" + did_you_mean(nearest(text, names_of(keys))));
    }
  }

  /// A scalar, or a list of them; null is an empty list.
  template <class Visit>
  void each_text(NodeRef value, std::string_view key, const Visit& visit) {
    if (value.kind() == yaml::Kind::mapping) {
      return mistake(value, std::string(key) + " has to be a text or a list of texts");
    }
    if (value.kind() == yaml::Kind::scalar) {
      if (!value.text().empty()) visit(value);
      return;
    }
    for (NodeRef item = value.first_child(); item; item = item.next()) {
      const NodeRef text = yaml::resolve(item);
      if (text.kind() == yaml::Kind::scalar) {
        visit(text);
      } else {
        mistake(item, std::string(key) + " has to be a list of texts");
      }
    }
  }

  std::string text_of(NodeRef value, std::string_view key) {
    if (value.kind() != yaml::Kind::scalar) mistake(value, std::string(key) + " has to be a text");
    return std::string(yaml::scalar_text(value));
  }

  void read_target(NodeRef value) {
    understand(value, [&] { into_.target = choose_target("target", text_of(value, "target")); });
  }
  void read_deploy_with(NodeRef value) {
    understand(value, [&] { into_.deploy_with = choose_deploy_with("deploy-with", text_of(value, "deploy-with")); });
  }
  void read_release(NodeRef value) {
    understand(value, [&] { into_.release = choose_release("mailu-release", text_of(value, "mailu-release")); });
  }
  void read_fail_on(NodeRef value) {
    understand(value, [&] { into_.fail_on = choose_fail_on("fail-on", text_of(value, "fail-on")); });
  }
  void read_strict(NodeRef value) {
    constexpr std::array<Choice<bool>, 2> choices = {{{"true", true}, {"false", false}}};
    understand(value, [&] { into_.strict = choose("strict", text_of(value, "strict"), choices); });
  }
  void read_baseline(NodeRef value) { into_.baseline = join_path(into_.directory, text_of(value, "baseline")); }

  void read_exclude(NodeRef value) {
    each_text(value, "exclude", [&](NodeRef item) { into_.exclude.emplace_back(item.text()); });
  }
  void read_network_storage(NodeRef value) {
    each_text(value, "network-storage", [&](NodeRef item) {
      const std::string pattern(item.text());
      const auto problem = PathPatterns::problem(pattern);
      if (problem) return mistake(item, "network-storage: `" + pattern + "` is no RE2 pattern: " + *problem);
      into_.network_storage.push_back(pattern);
    });
  }

  void read_rules(NodeRef value, std::string_view key, std::vector<RuleId>& into) {
    each_text(value, key, [&](NodeRef item) {
      understand(item, [&] { std::ranges::copy(choose_rules(key, item.text()), std::back_inserter(into)); });
    });
  }
  void read_select(NodeRef value) { read_rules(value, "select", into_.rules.select); }
  void read_ignore(NodeRef value) { read_rules(value, "ignore", into_.rules.ignore); }
  void read_severity(NodeRef value) {
    if (value.kind() != yaml::Kind::mapping) return mistake(value, "severity has to be a mapping of rules to levels");
    for (NodeRef name = value.first_child(); name; name = name.next().next()) {
      const NodeRef level = yaml::resolve(name.next());
      understand(name, [&] {
        const RuleId rule = choose_rule("severity", yaml::scalar_text(name));
        understand(level, [&] {
          into_.rules.severities.emplace_back(rule, choose_severity("severity", text_of(level, "severity")));
        });
      });
    }
  }

  void read_cluster(NodeRef value) { each_key(value, "cluster", cluster_keys); }
  void read_number(NodeRef value, std::string_view key, std::optional<std::int64_t>& into) {
    const std::string text = text_of(value, key);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1) {
      return mistake(value, std::string(key) + ": `" + text + "` is not a number from 1 on");
    }
    into = number;
  }
  void read_managers(NodeRef value) { read_number(value, "managers", into_.cluster.managers); }
  void read_nodes(NodeRef value) { read_number(value, "nodes", into_.cluster.nodes); }
  void read_ingress_subnet(NodeRef value) {
    each_text(value, "ingress-subnet", [&](NodeRef item) {
      const std::string text(item.text());
      if (!IpNetwork::parse(text)) return mistake(item, "ingress-subnet: `" + text + "` is not a network");
      into_.cluster.ingress_subnets.push_back(text);
    });
  }
  void read_facts(NodeRef value) {
    each_text(value, "facts",
              [&](NodeRef item) { into_.cluster_facts.push_back(join_path(into_.directory, item.text())); });
  }

  void read_suppressions(NodeRef value) {
    if (value.kind() == yaml::Kind::scalar && value.text().empty()) return;
    if (value.kind() != yaml::Kind::sequence) return mistake(value, "suppressions has to be a list");
    for (NodeRef item = value.first_child(); item; item = item.next()) {
      const NodeRef body = yaml::resolve(item);
      suppression_ = ConfiguredSuppression{};
      each_key(body, "an item of suppressions", suppression_keys);
      if (suppression_.rules.empty()) {
        mistake(body, "an item of suppressions names no rules");
      } else if (suppression_.reason.empty()) {
        mistake(body, "an item of suppressions gives no reason; it is not applied");
      } else {
        into_.suppressions.push_back(std::move(suppression_));
      }
    }
  }
  void read_suppressed_rules(NodeRef value) {
    read_rules(value, "rules", suppression_.rules);
    const NodeRef first = value.kind() == yaml::Kind::sequence && value.first_child() ? value.first_child() : value;
    suppression_.span = first.span();
  }
  void read_suppressed_services(NodeRef value) {
    each_text(value, "services", [&](NodeRef item) { suppression_.services.emplace_back(item.text()); });
  }
  void read_suppressed_paths(NodeRef value) {
    suppression_.paths.emplace();
    each_text(value, "paths", [&](NodeRef item) {
      suppression_.paths->add_pattern(item.text());
      suppression_.path_texts.emplace_back(item.text());
    });
  }
  void read_reason(NodeRef value) { suppression_.reason = text_of(value, "reason"); }
  void read_until(NodeRef value) {
    suppression_.until = text_of(value, "until");
    if (!is_date(suppression_.until))
      mistake(value, "until: `" + suppression_.until + "` is no day; write it like 2027-01-31");
  }

  static constexpr std::array<Key, 13> top_keys = {{
      {"target", &Reader::read_target},
      {"deploy-with", &Reader::read_deploy_with},
      {"mailu-release", &Reader::read_release},
      {"cluster", &Reader::read_cluster},
      {"network-storage", &Reader::read_network_storage},
      {"select", &Reader::read_select},
      {"ignore", &Reader::read_ignore},
      {"severity", &Reader::read_severity},
      {"suppressions", &Reader::read_suppressions},
      {"fail-on", &Reader::read_fail_on},
      {"strict", &Reader::read_strict},
      {"exclude", &Reader::read_exclude},
      {"baseline", &Reader::read_baseline},
  }};
  static constexpr std::array<Key, 4> cluster_keys = {{
      {"managers", &Reader::read_managers},
      {"nodes", &Reader::read_nodes},
      {"ingress-subnet", &Reader::read_ingress_subnet},
      {"facts", &Reader::read_facts},
  }};
  static constexpr std::array<Key, 5> suppression_keys = {{
      {"rules", &Reader::read_suppressed_rules},
      {"services", &Reader::read_suppressed_services},
      {"paths", &Reader::read_suppressed_paths},
      {"reason", &Reader::read_reason},
      {"until", &Reader::read_until},
  }};

  Configuration& into_;
  ConfiguredSuppression suppression_;
  std::vector<Mistake> mistakes_;
};

struct NoFiles final : FileReader {
  std::variant<std::string, ReadError> read(const std::string&) override { return ReadError::missing; }
};

}  // namespace

Configuration read_configuration(const std::string& path, const std::string& text, std::vector<std::string>& problems) {
  Configuration configuration{.path = path, .directory = parent_path(path), .text = text};
  NoFiles no_files;
  SourceSet sources(no_files);
  Findings findings;
  Documents documents(sources, findings);
  const FileId file = sources.add(path, text);
  const yaml::Tree& tree = documents.yaml(file);
  Reader reader(configuration);
  for (const NodeRef root : tree.documents()) reader.read(root);
  for (const Finding& finding : findings.list()) reader.mistakes().push_back({finding.span.begin, finding.message});

  std::ranges::stable_sort(reader.mistakes(), {}, &Mistake::offset);
  for (const Mistake& mistake : reader.mistakes()) {
    const Position at = sources[file].position(mistake.offset);
    problems.push_back(path + ':' + std::to_string(at.line) + ':' + std::to_string(at.column) + ": " + mistake.message);
  }
  return configuration;
}

std::vector<std::string_view> configuration_keys() {
  return Reader::names();
}

}  // namespace mailu_lint
