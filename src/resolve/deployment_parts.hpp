// The parts of build_deployment(): one file per section. All read docker's model in long form, never change it, and put
// up with wrong forms, which the schema has reported: what does not fit is left out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/lint.hpp>

#include "resolve/model.hpp"
#include "resolve/path_patterns.hpp"

namespace mailu_lint {

// Values as the rules see them.
Text text_of(const Value& value);
/// Nothing when the key is absent, null, or holds no scalar.
std::optional<Text> text_at(const Value& map, std::string_view key);
std::vector<Text> texts_at(const Value& map, std::string_view key);
std::optional<Located<std::int64_t>> integer_at(const Value& map, std::string_view key);
/// False when the key is absent.
Located<bool> boolean_at(const Value& map, std::string_view key);
std::vector<KeyValue> pairs_at(const Value& map, std::string_view key);
/// Key and body.
Span span_of(const Entry& entry);

/// Answers what kind of disk something stands on.
class StorageJudge {
 public:
  StorageJudge(const Options& options, const Cluster& cluster);

  Storage of_path(const Text& path) const;
  Storage of_volume(const Volume& volume) const;

 private:
  const Cluster::NodeMount* mount_above(std::string_view path) const;

  std::unordered_map<std::string, const Cluster::NodeMount*> mounts_;  // by mount point
  PathPatterns patterns_;
};

/// Finds an element by its key.
using KeyPositions = std::unordered_map<std::string, std::size_t>;

std::vector<Volume> build_volumes(const Model& model, const StorageJudge& storage);
std::vector<Network> build_networks(const Model& model, const Cluster& cluster, Target target);

std::vector<PublishedPort> build_ports(const Value& service);
std::vector<Mount> build_mounts(const Value& service, Dialect dialect, const std::vector<Volume>& volumes,
                                const KeyPositions& volume_positions, const StorageJudge& storage);
/// The service's `network_mode`; none in a stack, which drops it and connects the service as if it were not there.
std::optional<Text> network_mode_of(const Value& service, Target target);
std::vector<Attachment> build_attachments(const Entry& service, const KeyPositions& network_positions, Target target);
std::optional<Image> build_image(const Value& service, std::string_view docker_prefix);
std::optional<Deploy> build_deploy(const Value& service);

class NodeCounter;

/// How many tasks run, and where; needs the cluster and everything else of the service.
void judge_tasks(const Deployment& mail, NodeCounter& counter, Service& service);
/// The release of each service and of the whole.
void judge_release(Deployment& mail, const Options& options);

}  // namespace mailu_lint
