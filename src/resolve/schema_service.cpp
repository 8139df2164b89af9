// A service and its sections, but for `deploy`. Sources: schema_table.cpp.
#include "resolve/schema_words.hpp"

namespace mailu_lint::schema {
namespace {

// Ports, volumes and networks of a service.
constexpr Shape published{.kinds = text | integer, .stack = integer};
constexpr Key port_keys[] = {
    both("mode", string),       both("target", whole),   both("published", published),    both("protocol", string),
    compose("host_ip", string), compose("name", string), compose("app_protocol", string),
};
constexpr Shape port{.kinds = number | text | map, .keys = port_keys, .extensions = true};
constexpr Shape ports{.kinds = list, .item = &port, .unique = Unique::stack};

constexpr std::string_view recursions[] = {"enabled", "disabled", "writable", "readonly"};
constexpr std::string_view selinux_words[] = {"z", "Z"};
constexpr Shape recursion{.kinds = text, .words = recursions};
constexpr Shape selinux{.kinds = text, .words = selinux_words};
constexpr Key bind_keys[] = {
    both("propagation", string),
    compose("create_host_path", truth),
    compose("recursive", recursion),
    compose("selinux", selinux),
};
constexpr Shape bind{.kinds = map, .keys = bind_keys, .extensions = true, .open_since = always};
constexpr Key mount_volume_keys[] = {both("nocopy", truth), compose("labels", pairs), compose("subpath", string)};
constexpr Shape mount_volume{.kinds = map, .keys = mount_volume_keys, .extensions = true, .open_since = always};
constexpr Shape tmpfs_size{.kinds = integer | text, .stack = integer};
constexpr Key tmpfs_keys[] = {both("size", tmpfs_size), compose("mode", real)};
constexpr Shape tmpfs{.kinds = map, .keys = tmpfs_keys, .extensions = true, .open_since = always};
constexpr Key image_mount_keys[] = {compose("subpath", string)};
constexpr Shape image_mount{.kinds = map, .keys = image_mount_keys, .extensions = true};
constexpr std::string_view mount_types[] = {"bind", "volume", "tmpfs", "cluster", "npipe", "image"};
constexpr Shape mount_type{.kinds = text, .words = mount_types, .words_in_stack = false};
constexpr Key mount_keys[] = {
    both("type", mount_type),     both("source", string),      both("target", string),
    both("read_only", truth),     both("consistency", string), both("bind", bind),
    both("volume", mount_volume), both("tmpfs", tmpfs, 6),     compose("image", image_mount),
};
constexpr std::string_view mount_required[] = {"type"};
constexpr Shape mount{.kinds = text | map, .keys = mount_keys, .required = mount_required, .extensions = true};
constexpr Shape mounts{.kinds = list, .item = &mount};

constexpr Key attachment_keys[] = {
    both("aliases", merged_strings), both("driver_opts", options, 13),   both("ipv4_address", string),
    both("ipv6_address", string),    compose("interface_name", string),  compose("link_local_ips", merged_strings),
    compose("mac_address", string),  compose("priority", strict_number), compose("gw_priority", strict_number),
};
constexpr Shape attachment{.kinds = map | null, .keys = attachment_keys, .extensions = true};
constexpr Shape attachments{
    .kinds = list | map, .item = &string, .values = &attachment, .unique = Unique::both, .names = Names::resource};

// The other sections of a service.
constexpr Shape test{.kinds = text | list, .item = &string};
constexpr Key healthcheck_keys[] = {
    both("disable", truth),
    both("interval", string),
    both("retries", real),
    both("test", test),
    both("timeout", string),
    both("start_period", string, 4),
    both("start_interval", string, 12),
};
constexpr Shape healthcheck{.kinds = map, .keys = healthcheck_keys, .extensions = true};
constexpr Key logging_keys[] = {both("driver", string), both("options", text_options)};
constexpr Shape logging{.kinds = map, .keys = logging_keys, .extensions = true};
constexpr Shape file_mode{.kinds = number | text, .stack = number};
constexpr Key file_mount_keys[] = {
    both("source", string), both("target", string), both("uid", string), both("gid", string), both("mode", file_mode),
};
constexpr Shape file_mount{.kinds = text | map, .keys = file_mount_keys, .extensions = true, .open_since = always};
constexpr Shape file_mounts{.kinds = list, .item = &file_mount};
constexpr std::string_view ulimit_required[] = {"soft", "hard"};
constexpr Key ulimit_keys[] = {both("hard", whole), both("soft", whole)};
constexpr Shape ulimit{.kinds = integer | text | map,
                       .stack = integer | map,
                       .keys = ulimit_keys,
                       .required = ulimit_required,
                       .extensions = true};
constexpr Shape ulimits{.kinds = map, .values = &ulimit, .names = Names::lower_case};
constexpr std::string_view conditions[] = {"service_started", "service_healthy", "service_completed_successfully"};
constexpr Shape condition{.kinds = text, .words = conditions};
constexpr std::string_view dependency_required[] = {"condition"};
constexpr Key dependency_keys[] = {
    compose("restart", truth),
    compose("required", strict_truth),
    compose("condition", condition),
};
constexpr Shape dependency{.kinds = map, .keys = dependency_keys, .required = dependency_required, .extensions = true};
constexpr Shape depends_on{.kinds = list | map,
                           .stack = list,
                           .item = &string,
                           .values = &dependency,
                           .unique = Unique::both,
                           .names = Names::resource};
constexpr std::string_view env_file_required[] = {"path"};
constexpr Key env_file_keys[] = {compose("path", string), compose("format", string), compose("required", truth)};
constexpr Shape env_file_item{.kinds = text | map, .stack = text, .keys = env_file_keys, .required = env_file_required};
constexpr Shape env_file{.kinds = text | list, .item = &env_file_item, .unique = Unique::stack};
constexpr std::string_view extends_required[] = {"service"};
constexpr Key extends_keys[] = {compose("service", string), compose("file", string)};
constexpr Shape extends{.kinds = text | map, .keys = extends_keys, .required = extends_required};
constexpr Key credential_keys[] = {both("config", string, 8), both("file", string), both("registry", string)};
constexpr Shape credential_spec{.kinds = map, .keys = credential_keys, .extensions = true};
constexpr std::string_view device_mapping_required[] = {"source"};
constexpr Key device_mapping_keys[] = {
    compose("source", string),
    compose("target", string),
    compose("permissions", string),
};
constexpr Shape device_mapping{.kinds = text | map,
                               .stack = text,
                               .keys = device_mapping_keys,
                               .required = device_mapping_required,
                               .extensions = true};
constexpr Shape device_mappings{.kinds = list, .item = &device_mapping, .unique = Unique::stack};
constexpr Shape string_or_truth{.kinds = text | boolean};
constexpr Key build_keys[] = {
    both("context", string),
    both("dockerfile", string),
    both("args", pairs),
    both("labels", pairs, 3),
    both("cache_from", strings, 2),
    both("network", string, 4),
    both("target", string, 4),
    both("shm_size", size, 5),
    both("extra_hosts", hosts, 9),
    compose("dockerfile_inline", string),
    compose("entitlements", strings),
    compose("ssh", pairs),
    compose("cache_to", strings),
    compose("no_cache", truth),
    compose("additional_contexts", pairs),
    compose("provenance", string_or_truth),
    compose("sbom", string_or_truth),
    compose("pull", truth),
    compose("isolation", string),
    compose("privileged", truth),
    compose("secrets", file_mounts),
    compose("tags", strings),
    compose("ulimits", ulimits),
    compose("platforms", strings),
};
constexpr Shape build{.kinds = text | map, .keys = build_keys, .extensions = true, .open_since = 11};
constexpr std::string_view hook_required[] = {"command"};
constexpr Key hook_keys[] = {
    compose("command", command),    compose("user", string),       compose("privileged", truth),
    compose("working_dir", string), compose("environment", pairs),
};
constexpr Shape hook{.kinds = map, .keys = hook_keys, .required = hook_required, .extensions = true};
constexpr Shape hooks{.kinds = list, .item = &hook};
constexpr std::string_view watch_actions[] = {"rebuild", "sync", "restart", "sync+restart", "sync+exec"};
constexpr Shape watch_action{.kinds = text, .words = watch_actions};
constexpr std::string_view watch_required[] = {"path", "action"};
constexpr Key watch_keys[] = {
    compose("ignore", string_or_strings),
    compose("include", string_or_strings),
    compose("path", string),
    compose("action", watch_action),
    compose("target", string),
    compose("exec", hook),
    compose("initial_sync", strict_truth),
};
constexpr Shape watch{.kinds = map, .keys = watch_keys, .required = watch_required, .extensions = true};
constexpr Shape watches{.kinds = list, .item = &watch};
constexpr Key develop_keys[] = {compose("watch", watches)};
constexpr Shape develop{.kinds = map | null, .keys = develop_keys, .extensions = true};
constexpr Key throttle_keys[] = {compose("path", string), compose("rate", whole)};
constexpr Shape throttle{.kinds = map, .keys = throttle_keys};
constexpr Shape throttles{.kinds = list, .item = &throttle};
constexpr Key weight_keys[] = {compose("path", string), compose("weight", whole)};
constexpr Shape weight{.kinds = map, .keys = weight_keys};
constexpr Shape weights{.kinds = list, .item = &weight};
constexpr Key blkio_keys[] = {
    compose("device_read_bps", throttles),
    compose("device_read_iops", throttles),
    compose("device_write_bps", throttles),
    compose("device_write_iops", throttles),
    compose("weight", whole),
    compose("weight_device", weights),
};
constexpr Shape blkio{.kinds = map, .keys = blkio_keys};
constexpr std::string_view provider_required[] = {"type"};
constexpr Key provider_keys[] = {compose("type", string), compose("options", any_map)};
constexpr Shape provider{.kinds = map, .keys = provider_keys, .required = provider_required, .extensions = true};
constexpr Key model_use_keys[] = {compose("endpoint_var", string), compose("model_var", string)};
constexpr Shape model_use{.kinds = map | null, .keys = model_use_keys, .extensions = true};
constexpr Shape model_uses{.kinds = list | map, .item = &string, .values = &model_use, .unique = Unique::both};
constexpr std::string_view all_word[] = {"all"};
constexpr Shape gpus{.kinds = text | list, .item = &gpu, .words = all_word};
constexpr std::string_view cgroups[] = {"host", "private"};
constexpr Shape cgroup{.kinds = text, .words = cgroups};
constexpr Shape container_name{.kinds = text, .pattern = Pattern::container_name};
constexpr Shape pull_policy{.kinds = text, .pattern = Pattern::pull_policy};

constexpr Key service_keys[] = {
    compose("annotations", pairs),
    compose("attach", truth),
    compose("blkio_config", blkio),
    both("build", build),
    both("cap_add", merged_strings),
    both("cap_drop", merged_strings),
    compose("cgroup", cgroup),
    both("cgroup_parent", string),
    stack("cgroupns_mode", string, 9),
    both("command", command),
    both("configs", file_mounts, 3),
    both("container_name", container_name),
    compose("cpu_count", whole),
    compose("cpu_percent", whole),
    compose("cpu_period", real),
    compose("cpu_quota", real),
    compose("cpu_rt_period", real),
    compose("cpu_rt_runtime", real),
    compose("cpu_shares", real),
    compose("cpus", real),
    compose("cpuset", string),
    both("credential_spec", credential_spec, 3),
    both("depends_on", depends_on),
    both("deploy", deploy),
    compose("develop", develop),
    compose("device_cgroup_rules", unique_strings),
    both("devices", device_mappings),
    both("dns", string_or_strings),
    compose("dns_opt", merged_strings),
    both("dns_search", string_or_strings),
    both("domainname", string),
    both("entrypoint", command),
    both("env_file", env_file),
    both("environment", pairs),
    both("expose", exposed),
    compose("extends", extends),
    both("external_links", unique_strings),
    both("extra_hosts", hosts),
    compose("gpus", gpus),
    compose("group_add", unique_strings_or_numbers),
    both("healthcheck", healthcheck),
    both("hostname", string),
    both("image", string),
    both("init", truth, 7),
    both("ipc", string),
    both("isolation", string, 5),
    compose("label_file", string_or_strings),
    both("labels", pairs),
    both("links", merged_strings),
    both("logging", logging),
    both("mac_address", string),
    compose("mem_limit", size),
    compose("mem_reservation", count),
    compose("mem_swappiness", whole),
    compose("memswap_limit", size),
    compose("models", model_uses),
    both("network_mode", string),
    both("networks", attachments),
    compose("oom_kill_disable", truth),
    both("oom_score_adj", whole, 13),
    both("pid", string_or_null),
    compose("pids_limit", real),
    compose("platform", string),
    both("ports", ports),
    compose("post_start", hooks),
    compose("pre_stop", hooks),
    both("privileged", truth),
    compose("profiles", merged_strings),
    compose("provider", provider),
    compose("pull_policy", pull_policy),
    compose("pull_refresh_after", string),
    both("read_only", truth),
    both("restart", string),
    compose("runtime", string),
    compose("scale", whole),
    both("secrets", file_mounts, 1),
    both("security_opt", unique_strings),
    both("shm_size", size),
    both("stdin_open", truth),
    both("stop_grace_period", string),
    both("stop_signal", string),
    compose("storage_opt", any_map),
    both("sysctls", pairs),
    both("tmpfs", string_or_strings),
    both("tty", truth),
    both("ulimits", ulimits),
    compose("use_api_socket", strict_truth),
    both("user", string),
    both("userns_mode", string),
    compose("uts", string),
    both("volumes", mounts),
    compose("volumes_from", unique_strings),
    both("working_dir", string),
};

}  // namespace

constexpr Shape service{.kinds = map, .keys = service_keys, .extensions = true, .extensions_since = 7};

}  // namespace mailu_lint::schema
