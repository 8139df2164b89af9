// A Mailu deployment as docker would start it: the only thing a rule ever sees. Immutable once built; every value knows
// where it was written (Located) and whether it is known.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/located.hpp>
#include <mailu_lint/network.hpp>
#include <mailu_lint/release.hpp>

namespace mailu_lint {

class Findings;

using Text = Located<std::string>;

/// What the deployment is for: `docker compose up` or `docker stack deploy`.
enum class Target : std::uint8_t { compose, swarm };

/// Whose reading of the files was used: docker compose's or docker stack's.
enum class Dialect : std::uint8_t { compose, stack };

/// What a service does for Mailu. Found by image, service name and env_file together (mailu/roles.cpp).
enum class Role : std::uint8_t {
  none,  ///< not Mailu's: a neighbour in the same file
  front,
  admin,
  imap,
  smtp,
  antispam,
  webmail,
  resolver,
  antivirus,
  webdav,
  fetchmail,
  oletools,
  fts_attachments,
  redis,
  database,
  certdumper,
};
std::string_view to_string(Role role);

/// One effective environment variable of a container.
struct Setting {
  enum class Source : std::uint8_t { environment, env_file };

  std::string name{};
  Span name_span{};
  Text value{};
  Source source{};
  /// Given without a value (`- RELAYNETS`): docker takes it from the deploying shell or removes it; the value is
  /// unknown.
  bool inherited = false;
  /// What the other of docker's two env-file grammars reads, when that differs (quotes, ` #`, `$`). Hazard rules look
  /// at both.
  std::optional<std::string> other_reading{};
};

/// The answer to "what is X in this container": set, provably unset, or not known.
class SettingView {
 public:
  SettingView(const Setting* setting, const std::string* why_unknown) : setting_(setting), why_unknown_(why_unknown) {}

  /// Set with a known value (which may be empty).
  const std::string* get() const { return setting_ && !setting_->inherited ? setting_->value.get() : nullptr; }
  /// Set, whether or not the value is known. For spans and origins.
  const Setting* setting() const { return setting_; }
  /// Provably not set: no env file is missing.
  bool unset() const { return !setting_ && !why_unknown_; }
  /// Provably unset, or set to the empty string.
  bool empty() const { return unset() || (get() && get()->empty()); }
  bool unknown() const { return !unset() && !get(); }
  /// The known value, `fallback` when provably unset, nullopt (noted as not checked) when unknown.
  std::optional<std::string> value_or(std::string_view fallback, Findings& findings) const;
  /// Notes in `findings` that the running rule was not checked when this setting is unknown; gives unknown().
  bool note_unknown(Findings& findings) const;

 private:
  const Setting* setting_;
  const std::string* why_unknown_;
};

/// One entry of `env_file:`.
struct EnvFile {
  enum class State : std::uint8_t { read, missing, unreadable };
  Text path{};
  State state{};
  bool required = true;
  std::optional<FileId> file{};
};

struct Environment {
  std::vector<Setting> settings{};    ///< effective, sorted by name; each name once
  std::vector<Setting> overridden{};  ///< values that lost: shadowed by `environment`, a later file or a later line
  /// Empty when all sources were read; else why a setting that is not listed may still be set ("mailu.env not found").
  std::string incomplete{};

  SettingView find(std::string_view name) const;
};

enum class PublishMode : std::uint8_t { ingress, host, unknown };

/// One published port range of one entry of `ports:`.
struct PublishedPort {
  struct Range {
    std::uint16_t first = 0;
    std::uint16_t last = 0;
    bool contains(unsigned port) const { return first <= port && port <= last; }
    friend bool operator==(const Range&, const Range&) = default;
  };
  Span span{};         ///< the whole entry
  Span target_span{};  ///< the container port in it
  std::vector<Via> via{};
  bool known = true;                 ///< false: something in it depends on an unset variable; look at nothing else
  Range target{};                    ///< container ports
  std::optional<Range> published{};  ///< host ports; nothing: docker picks one
  std::string protocol = "tcp";
  std::optional<Text> host_ip{};       ///< as written, without brackets; nothing when absent or dropped by the dialect
  std::optional<IpAddress> address{};  ///< host_ip, parsed
  /// A host address was written but `docker stack` drops it: the port is open on every address (resolution.md 1.10).
  std::optional<Text> dropped_host_ip{};
  std::optional<Text> mode_text{};          ///< `mode:` as written
  PublishMode mode = PublishMode::ingress;  ///< of the swarm; unknown: neither host nor ingress was written
  bool long_form = false;
  bool loopback() const;  ///< bound to 127/8 or ::1 only
};

/// What kind of disk a mount stands on.
struct Storage {
  enum class Kind : std::uint8_t {
    node_local,  ///< a host path or a local volume: each node has its own, unless something is mounted there
    network,     ///< proven network storage
    ephemeral,   ///< tmpfs
    unknown,     ///< an external volume, an unknown plugin, an unset variable
  };
  Kind kind = Kind::unknown;
  std::string reason{};  ///< "volume `mail` is mounted with type nfs"; shown to the user
  Span span{};           ///< what proves it; may be in another file or in cluster facts
  std::string type{};    ///< "nfs4", "cifs", the driver; empty when not network
};

/// One entry of a service's `volumes:` (or `tmpfs:`).
struct Mount {
  enum class Kind : std::uint8_t { bind, volume, anonymous, tmpfs, other };
  Span span{};  ///< the whole entry
  Kind kind{};
  std::optional<Text>
      source{};   ///< host path (absolute, as docker makes it) or volume key; nothing for anonymous and tmpfs
  Text target{};  ///< container path, cleaned
  bool read_only = false;
  std::vector<std::string> options{};   ///< short form's third part, split at commas
  std::optional<std::size_t> volume{};  ///< index in Deployment::volumes
  Storage storage{};
};

/// A top-level volume.
struct Volume {
  struct Option {
    std::string name{};
    Span name_span{};
    Text value{};
  };
  Text key{};   ///< span: the key
  Span span{};  ///< key and body
  Text name{};  ///< what docker calls it: `name:`, or project or stack prefix and key
  bool external = false;
  std::optional<Text> driver{};
  std::vector<Option> driver_opts{};
  Storage storage{};

  const Option* option(std::string_view name) const;
};

/// A top-level network, or the `default` one that docker adds.
struct Network {
  struct Subnet {
    Text text{};
    std::optional<IpNetwork> network{};  ///< nothing when unknown or no network
    std::optional<Text> ip_range{};      ///< the part that docker gives addresses of; nothing: all of it
  };
  Text key{};
  Span span{};
  Text name{};
  bool declared = true;  ///< false: docker's own `default`
  bool external = false;
  bool internal = false;
  std::optional<Text> driver{};
  std::vector<Subnet> subnets{};  ///< `ipam.config[].subnet`, else of facts
  bool subnets_from_facts = false;
  Located<bool> enable_ipv6{};
};

/// A service's connection to a network.
struct Attachment {
  Text key{};                            ///< span: where the service names the network; the service's key for `default`
  std::optional<std::size_t> network{};  ///< index in Deployment::networks; nothing when undefined
  std::vector<Text> aliases{};
  std::optional<Text> ipv4{};  ///< as written; a stack ignores it
  std::optional<Text> ipv6{};
};

struct Deploy {
  Span span{};                 ///< key `deploy`
  std::optional<Text> mode{};  ///< replicated (default), global, …
  std::optional<Located<std::int64_t>> replicas{};
  std::vector<Text> constraints{};
  std::optional<Text> update_order{};
  std::optional<Text> endpoint_mode{};
  std::optional<Located<std::int64_t>> max_replicas_per_node{};
};

/// An image reference, split after interpolation: `[registry/]path[:tag][@digest]`.
struct Image {
  Text text{};
  std::string registry{};  ///< "docker.io" when none is written
  std::string path{};      ///< "mailu/nginx"
  std::string name{};      ///< last part of path, without DOCKER_PREFIX: "nginx"
  std::string tag{};       ///< empty: none written
  std::string digest{};
  // Where the parts are written; the whole text for a part that is not there.
  Span organisation_span{};  ///< all in front of the name: `ghcr.io/mailu`
  Span name_span{};
  Span tag_span{};
};

struct KeyValue {
  std::string name{};
  Span name_span{};
  Text value{};
};

/// How many tasks of a service may run at once.
struct Tasks {
  std::optional<std::int64_t> count{};  ///< nothing: not known (an unset variable, global without facts)
  bool global = false;
  Span span{};         ///< what says so; the service's name when nothing does
  std::string text{};  ///< "2 replicas", "one task on every node"
  /// More than one, as far as can be proven: global counts unless pinned or facts show one eligible node.
  bool several = false;
};

/// How many nodes of a swarm a service's constraints leave to it, drained and paused ones aside.
struct EligibleNodes {
  /// At most. What is not told (labels, platforms, nodes that are counted but not listed) leaves a node in. Nothing
  /// without facts, except that a name or an id is one node's.
  std::optional<std::size_t> most{};
  std::size_t proven = 0;  ///< those of which the facts tell that they fit
};

struct Service {
  Text name{};  ///< span: the key
  Span span{};  ///< key and body
  Role role = Role::none;
  std::string role_evidence{};  ///< "image mailu/nginx", shown by --verbose
  std::optional<Image> image{};
  bool has_build = false;
  std::optional<Release> release{};  ///< of its image tag
  bool enabled = true;               ///< false: behind an inactive profile

  Environment environment{};
  std::vector<EnvFile> env_files{};
  bool has_environment_key = false;
  std::vector<PublishedPort> ports{};
  std::vector<Mount> mounts{};
  std::vector<Attachment> networks{};
  std::optional<Text> network_mode{};
  std::vector<Text> dns{};
  std::optional<Text> hostname{};
  std::optional<Text> container_name{};
  std::optional<Deploy> deploy{};
  std::optional<Located<std::int64_t>> scale{};
  std::vector<Text> depends_on{};
  std::vector<KeyValue> labels{};  ///< service labels, then deploy.labels
  std::vector<Text> command{};
  std::vector<Text> extra_hosts{};
  Located<bool> privileged{};
  std::vector<Text> keys{};  ///< every key of the service's mapping, in order (value: the key's name)
  Tasks tasks{};
  /// A constraint that keeps the service on one node (or, by label, on nodes somebody chose); nothing: any node may run
  /// it.
  std::optional<Text> pinned{};
  EligibleNodes nodes{};

  SettingView setting(std::string_view variable) const { return environment.find(variable); }
  bool has_key(std::string_view key) const;
  /// The mount that holds `path`: the one with the longest target that is `path` or a parent directory of it.
  const Mount* mount_for(std::string_view path) const;
  const Mount* mount_at(std::string_view target) const;
};

/// What docker says of the cluster, or the user, with the place where it stands.
struct Cluster {
  struct Node {
    std::string id{};
    std::string hostname{};
    bool manager = false;
    bool active = true;  ///< availability active
    bool ready = true;
    std::string engine{};  ///< engine version, empty when not told
    std::vector<KeyValue> labels{};
    Span span{};
  };
  struct KnownNetwork {
    std::string name{};
    Span span{};
    bool ingress = false;
    std::vector<Network::Subnet> subnets{};
  };
  struct NodeMount {
    std::string path{};    ///< mount point on a node, absolute
    std::string type{};    ///< ext4, nfs4, cifs, fuse.glusterfs, …
    bool network = false;  ///< served by another machine, or shared with others
    Span span{};
  };
  std::vector<Node> nodes{};
  std::optional<Located<std::int64_t>> node_count{};
  std::optional<Located<std::int64_t>> managers{};
  std::vector<Located<IpNetwork>> ingress_subnets{};  ///< empty: not told
  std::vector<KnownNetwork> networks{};
  std::vector<NodeMount> mounts{};
  bool given() const {
    return !nodes.empty() || node_count || managers || !ingress_subnets.empty() || !networks.empty() || !mounts.empty();
  }
};

/// A subnet that swarm's ingress may have, and where that is known from.
struct IngressSubnet {
  IpNetwork network{};
  std::optional<Span> span{};  ///< nothing: docker's default
};

struct Deployment {
  std::string name{};  ///< project or stack name, may be empty
  Target target = Target::compose;
  std::string target_evidence{};
  Dialect dialect = Dialect::compose;
  std::optional<Release> release{};
  std::optional<Text> release_evidence{};  ///< the image tag or variable that says so

  std::vector<FileId> files{};      ///< YAML files, in order
  std::vector<Service> services{};  ///< in order of the file
  std::vector<Volume> volumes{};
  std::vector<Network> networks{};
  Cluster cluster{};
  /// `.env` and `--env-file` values that interpolation reads, effective ones.
  std::vector<Setting> variables{};
  bool has_include = false;  ///< services may come from elsewhere

  bool swarm() const { return target == Target::swarm; }
  /// True when the release is known and lies in the range.
  bool is(ReleaseRange range) const { return release && range.contains(*release); }
  /// True unless the release is known and lies outside the range.
  bool may_be(ReleaseRange range) const { return !release || range.contains(*release); }
  /// The first enabled service with that role, or nullptr.
  const Service* service(Role role) const;
  const Service* named(std::string_view service_name) const;
  const Network* network(const Attachment& attachment) const {
    return attachment.network ? &networks[*attachment.network] : nullptr;
  }
  const Volume* volume(const Mount& mount) const { return mount.volume ? &volumes[*mount.volume] : nullptr; }
  /// What facts say, else both of docker's defaults (10.0.0.0/24 since 19.03.5, 10.255.0.0/16 before).
  std::vector<IngressSubnet> ingress() const;
};

}  // namespace mailu_lint
