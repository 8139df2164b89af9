// The keys that docker knows. Sources: compose-go 2.9.1 (docker compose 2.40.3) schema/compose-spec.json and docker/cli
// 28.2.2 cli/compose/schema/data/config_schema_v3.{0..13}.json; both read, and put together by hand.
#include "resolve/schema.hpp"

namespace mailu_lint::schema {
namespace {

constexpr bool compose_only = true;  // for Key::compose, with `since = never`
constexpr bool stack_only = false;

constexpr Key both(std::string_view name, const Shape& shape, std::uint8_t since = always) {
  return {.name = name, .shape = &shape, .since = since};
}
constexpr Key compose(std::string_view name, const Shape& shape) {
  return {.name = name, .shape = &shape, .compose = compose_only, .since = never};
}
constexpr Key stack(std::string_view name, const Shape& shape, std::uint8_t since) {
  return {.name = name, .shape = &shape, .compose = stack_only, .since = since};
}

// Scalars. docker compose takes text wherever it takes a number or a boolean, for the sake of variables.
constexpr Shape any_map{.kinds = map};
constexpr Shape string{.kinds = text};
constexpr Shape whole{.kinds = integer | text, .stack = integer};
constexpr Shape real{.kinds = number | text, .stack = number};
constexpr Shape truth{.kinds = boolean | text, .stack = boolean};
constexpr Shape strict_truth{.kinds = boolean};
constexpr Shape strict_number{.kinds = number};
constexpr Shape strict_whole{.kinds = integer};
constexpr Shape size{.kinds = number | text};
constexpr Shape cpus{.kinds = number | text, .stack = text};
constexpr Shape string_or_null{.kinds = text | null};
constexpr Shape scalar{.kinds = text | number | boolean | null, .stack = text | number | null};
constexpr Shape option{.kinds = text | number};
constexpr Shape option_or_null{.kinds = text | number | null};

// Lists and maps of scalars.
constexpr Shape strings{.kinds = list, .item = &string};
constexpr Shape unique_strings{.kinds = list, .item = &string, .unique = Unique::both};
constexpr Shape merged_strings{.kinds = list, .item = &string, .unique = Unique::stack};
constexpr Shape string_or_strings{.kinds = text | list, .item = &string, .unique = Unique::stack};
constexpr Shape command{.kinds = null | text | list, .stack = text | list, .item = &string};
constexpr Shape pairs{.kinds = list | map, .item = &string, .values = &scalar, .unique = Unique::stack};
constexpr Shape options{.kinds = map, .values = &option};
constexpr Shape text_map{.kinds = map, .values = &string};
constexpr Shape text_options{.kinds = map, .values = &option_or_null};
constexpr Shape addresses{.kinds = text | list, .stack = text | number | null, .item = &string};
constexpr Shape hosts{.kinds = list | map, .item = &string, .values = &addresses, .unique = Unique::both};
constexpr Shape string_or_number{.kinds = text | number};
constexpr Shape exposed{.kinds = list, .item = &string_or_number, .unique = Unique::stack};
constexpr Shape unique_strings_or_numbers{.kinds = list, .item = &string_or_number, .unique = Unique::both};

// deploy
constexpr std::string_view orders[] = {"start-first", "stop-first"};
constexpr Shape order{.kinds = text, .words = orders};
constexpr Key update_keys[] = {
    both("parallelism", whole), both("delay", string),           both("failure_action", string),
    both("monitor", string),    both("max_failure_ratio", real), both("order", order, 4),
};
constexpr Shape update{.kinds = map, .keys = update_keys, .extensions = true};
constexpr Key discrete_keys[] = {both("kind", string), both("value", real)};
constexpr Shape discrete{.kinds = map, .keys = discrete_keys, .extensions = true};
constexpr Key generic_keys[] = {both("discrete_resource_spec", discrete)};
constexpr Shape generic{.kinds = map, .keys = generic_keys, .extensions = true};
constexpr Shape generics{.kinds = list, .item = &generic};
constexpr std::string_view device_required[] = {"capabilities"};
constexpr Shape count{.kinds = text | integer};
constexpr Key device_keys[] = {
    compose("capabilities", unique_strings),
    compose("count", count),
    compose("device_ids", unique_strings),
    compose("driver", string),
    compose("options", pairs),
};
constexpr Shape device{.kinds = map, .keys = device_keys, .required = device_required, .extensions = true};
constexpr Shape device_requests{.kinds = list, .item = &device};
constexpr Key limit_keys[] = {both("cpus", cpus), both("memory", string), both("pids", whole, 9)};
constexpr Shape limits{.kinds = map, .keys = limit_keys, .extensions = true};
constexpr Key reservation_keys[] = {
    both("cpus", cpus),
    both("memory", string),
    both("generic_resources", generics, 5),
    compose("devices", device_requests),
};
constexpr Shape reservations{.kinds = map, .keys = reservation_keys, .extensions = true};
constexpr Key resource_keys[] = {both("limits", limits), both("reservations", reservations)};
constexpr Shape resources{.kinds = map, .keys = resource_keys, .extensions = true};
constexpr Key restart_keys[] = {
    both("condition", string),
    both("delay", string),
    both("max_attempts", whole),
    both("window", string),
};
constexpr Shape restart_policy{.kinds = map, .keys = restart_keys, .extensions = true};
constexpr Key preference_keys[] = {both("spread", string)};
constexpr Shape preference{.kinds = map, .keys = preference_keys, .extensions = true};
constexpr Shape preferences{.kinds = list, .item = &preference};
constexpr Key placement_keys[] = {
    both("constraints", strings),
    both("preferences", preferences, 3),
    both("max_replicas_per_node", whole, 8),
};
constexpr Shape placement{.kinds = map, .keys = placement_keys, .extensions = true};
constexpr Key deploy_keys[] = {
    both("mode", string),         both("endpoint_mode", string, 2),       both("replicas", whole),
    both("labels", pairs),        both("rollback_config", update, 7),     both("update_config", update),
    both("resources", resources), both("restart_policy", restart_policy), both("placement", placement),
};
constexpr Shape deploy{.kinds = map | null, .keys = deploy_keys, .extensions = true};

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
constexpr Shape gpus{.kinds = text | list, .item = &device, .words = all_word};
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
constexpr Shape service{.kinds = map, .keys = service_keys, .extensions = true, .extensions_since = 7};

// Resources at the top level.
constexpr Key external_keys[] = {both("name", string)};
constexpr Shape external{
    .kinds = boolean | text | map, .stack = boolean | map, .keys = external_keys, .extensions = true};
constexpr Shape open_external{.kinds = boolean | text | map,
                              .stack = boolean | map,
                              .keys = external_keys,
                              .extensions = true,
                              .open_since = always};
constexpr Key pool_keys[] = {
    both("subnet", string),
    compose("ip_range", string),
    compose("gateway", string),
    compose("aux_addresses", text_map),
};
constexpr Shape pool{.kinds = map, .keys = pool_keys, .extensions = true};
constexpr Shape pools{.kinds = list, .item = &pool};
constexpr Key ipam_keys[] = {both("driver", string), both("config", pools), compose("options", text_map)};
constexpr Shape ipam{.kinds = map, .keys = ipam_keys, .extensions = true};
constexpr Key network_keys[] = {
    both("name", string, 5),       both("driver", string),        both("driver_opts", options), both("ipam", ipam),
    both("external", external),    both("internal", truth),       both("attachable", truth, 2), both("labels", pairs),
    compose("enable_ipv4", truth), compose("enable_ipv6", truth),
};
constexpr Shape network{.kinds = map | null, .keys = network_keys, .extensions = true, .extensions_since = 7};
constexpr Key volume_keys[] = {
    both("name", string, 4),    both("driver", string), both("driver_opts", options),
    both("external", external), both("labels", pairs),  stack("x-cluster-spec", any_map, 10),
};
constexpr Shape volume{.kinds = map | null, .keys = volume_keys, .extensions = true, .extensions_since = 7};
constexpr Key secret_keys[] = {
    both("name", string, 5),
    both("file", string),
    both("external", open_external),
    both("labels", pairs),
    both("driver", string, 8),
    both("driver_opts", options, 8),
    both("template_driver", string, 8),
    compose("environment", string),
};
constexpr Shape secret{.kinds = map, .keys = secret_keys, .extensions = true, .extensions_since = 7};
constexpr Key config_keys[] = {
    both("name", string, 5),
    both("file", string),
    both("external", open_external),
    both("labels", pairs),
    both("template_driver", string, 8),
    compose("content", string),
    compose("environment", string),
};
constexpr Shape config{.kinds = map, .keys = config_keys, .extensions = true, .extensions_since = 7};
constexpr std::string_view model_required[] = {"model"};
constexpr Key model_keys[] = {
    compose("name", string),
    compose("model", string),
    compose("context_size", strict_whole),
    compose("runtime_flags", strings),
};
constexpr Shape model{.kinds = map, .keys = model_keys, .required = model_required, .extensions = true};
constexpr Key include_keys[] = {
    compose("path", string_or_strings),
    compose("env_file", string_or_strings),
    compose("project_directory", string),
};
constexpr Shape include_item{.kinds = text | map, .keys = include_keys};
constexpr Shape includes{.kinds = list, .item = &include_item};

constexpr Shape services{.kinds = map, .values = &service, .names = Names::resource, .sections = true};
constexpr Shape networks{.kinds = map, .values = &network, .sections = true};
constexpr Shape volumes{.kinds = map, .values = &volume, .names = Names::resource, .sections = true};
constexpr Shape secrets{.kinds = map, .values = &secret, .names = Names::resource, .sections = true};
constexpr Shape configs{.kinds = map, .values = &config, .names = Names::resource, .sections = true};
constexpr Shape models{.kinds = map, .values = &model};
constexpr Key root_keys[] = {
    both("version", string),     compose("name", string),     compose("include", includes),
    both("services", services),  both("networks", networks),  both("volumes", volumes),
    both("secrets", secrets, 1), both("configs", configs, 3), compose("models", models),
};

}  // namespace

constexpr Shape root{.kinds = map, .keys = root_keys, .extensions = true, .extensions_since = 4};

}  // namespace mailu_lint::schema
