// `deploy:`, and what it comes to: how many tasks run, and whether they stay on one node.
#include <algorithm>

#include "mailu/placement.hpp"
#include "resolve/deployment_parts.hpp"

namespace mailu_lint {
namespace {

bool is_global(const Service& service) {
  if (!service.deploy || !service.deploy->mode) return false;
  return service.deploy->mode->is("global") || service.deploy->mode->is("global-job");
}

/// What says how many tasks there are, or nullptr: then there is one.
const Located<std::int64_t>* written_count(const Deployment& mail, const Service& service) {
  if (!mail.swarm() && service.scale) return &*service.scale;
  return service.deploy && service.deploy->replicas ? &*service.deploy->replicas : nullptr;
}

std::string replicas_text(std::int64_t count) {
  return std::to_string(count) + (count == 1 ? " replica" : " replicas");
}

Tasks global_tasks(const Service& service) {
  Tasks tasks{.global = true, .span = service.deploy->mode->span(), .text = "one task on every node"};
  if (service.pinned) tasks.text = "one task on every node that fits its constraints";
  const auto& nodes = service.nodes.most;
  if (nodes) tasks.count = static_cast<std::int64_t>(*nodes);
  tasks.several = service.nodes.proven > 1 || (nodes ? *nodes > 1 : !service.pinned);
  return tasks;
}

}  // namespace

std::optional<Deploy> build_deploy(const Value& service) {
  const Entry* entry = service.entry("deploy");
  if (!entry || entry->value->kind != Value::Kind::map) return std::nullopt;
  const Value& body = *entry->value;
  Deploy deploy{
      .span = entry->key_span,
      .mode = text_at(body, "mode"),
      .replicas = integer_at(body, "replicas"),
      .endpoint_mode = text_at(body, "endpoint_mode"),
  };
  if (const Value* placement = body.find("placement")) {
    deploy.constraints = texts_at(*placement, "constraints");
    deploy.max_replicas_per_node = integer_at(*placement, "max_replicas_per_node");
  }
  if (const Value* update = body.find("update_config")) deploy.update_order = text_at(*update, "order");
  return deploy;
}

void judge_tasks(const Deployment& mail, NodeCounter& counter, Service& service) {
  if (service.deploy) {
    const auto constraint = std::ranges::find_if(service.deploy->constraints, pins);
    if (constraint != service.deploy->constraints.end()) service.pinned = *constraint;
  }
  if (mail.swarm()) service.nodes = counter.count(service.deploy ? service.deploy->constraints : std::vector<Text>());
  if (mail.swarm() && is_global(service)) {
    service.tasks = global_tasks(service);
    return;
  }
  const Located<std::int64_t>* written = written_count(mail, service);
  service.tasks = {.count = 1, .span = service.name.span(), .text = replicas_text(1)};
  if (!written) return;
  service.tasks.span = written->span();
  service.tasks.count.reset();
  service.tasks.text = "a number of replicas that is not known here";
  if (const std::int64_t* count = written->get()) {
    service.tasks.count = *count;
    service.tasks.text = replicas_text(*count);
    service.tasks.several = *count > 1;
  }
}

}  // namespace mailu_lint
