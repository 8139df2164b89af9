// The keys that docker knows. Sources: compose-go 2.9.1 (docker compose 2.40.3) schema/compose-spec.json and docker/cli
// 28.2.2 cli/compose/schema/data/config_schema_v3.{0..13}.json; both read, and put together by hand.
#include "resolve/schema_words.hpp"

namespace mailu_lint::schema {
namespace {

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
