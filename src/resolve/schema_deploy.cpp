// `deploy:` of a service. Sources: schema_table.cpp.
#include "resolve/schema_words.hpp"

namespace mailu_lint::schema {
namespace {

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
constexpr Key device_keys[] = {
    compose("capabilities", unique_strings),
    compose("count", count),
    compose("device_ids", unique_strings),
    compose("driver", string),
    compose("options", pairs),
};
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

}  // namespace

constexpr Shape device{.kinds = map, .keys = device_keys, .required = device_required, .extensions = true};
constexpr Shape gpu{.kinds = map, .keys = device_keys, .extensions = true};
constexpr Shape deploy{.kinds = map | null, .keys = deploy_keys, .extensions = true};

}  // namespace mailu_lint::schema
