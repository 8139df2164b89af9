// Trees of a few thousand damaged compose files, written for tests/outside/yaml.sh, which compares them with PyYAML's.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "damage.hpp"
#include "yaml_dump.hpp"

namespace {

using namespace mailu_lint;
using namespace mailu_lint::test;

constexpr std::string_view everything =
    "# everything a compose file may have\n"
    "x-base: &base {restart: always, labels: [a, 'b', \"c\\n\"]}\n"
    "services:\n"
    "  front: # comment\n"
    "    <<: *base\n"
    "    image: ${ORG:-mailu}/nginx:1.9\n"
    "    environment:\n"
    "    - A=b c\n"
    "    -\n"
    "    - 'it''s'\n"
    "    command: >-\n"
    "      one\n"
    "       two\n"
    "\n"
    "      three\n"
    "    ports: !override [\"25:25\", {target: 80, mode: host, x: , y}]\n"
    "    tmpfs:\n"
    "    note: |2\n"
    "         deep\n"
    "       less # text\n"
    "    plain: over\n"
    "      two lines\n"
    "    none: ~\n"
    "volumes:\n"
    "  mail:\n"
    "  \"data\": {driver_opts: {type: nfs, o: 'addr=x,rw'}}\n";

/// Each node as [depth, style, begin, end, value, anchor].
void add_nodes(yaml::NodeRef node, int depth, nlohmann::json& nodes) {
  const bool scalar = node.kind() == yaml::Kind::scalar;
  nodes.push_back(nlohmann::json::array({depth, style_name(node), node.span().begin, node.span().end,
                                         scalar ? node.text() : std::string_view(), node.anchor()}));
  for (auto child = node.first_child(); child; child = child.next()) add_nodes(child, depth + 1, nodes);
}

TEST_CASE("samples of trees for the comparison with PyYAML") {
  Random random;
  nlohmann::json samples = nlohmann::json::array();
  for (std::size_t i = 0; i < 4000; ++i) {
    const std::string text = i == 0 ? std::string(everything) : damaged(std::string(everything), random);
    const Parsed parsed{text};
    if (!parsed.tree.complete()) continue;
    nlohmann::json nodes = nlohmann::json::array();
    for (const yaml::NodeRef document : parsed.tree.documents()) add_nodes(document, 0, nodes);
    samples.push_back({{"text", text}, {"nodes", std::move(nodes)}});
  }
  const std::filesystem::path folder = MAILU_LINT_SAMPLES_DIR;
  std::filesystem::create_directories(folder);
  std::ofstream file(folder / "yaml-trees.json", std::ios::binary);
  file << samples.dump();
  CHECK(file.good());
}

}  // namespace
