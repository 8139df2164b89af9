#include "resolve/refused_keys.hpp"

#include <algorithm>

#include "resolve/schema.hpp"

namespace mailu_lint {
namespace {

/// `ports.0.host_ip` as `ports.host_ip`.
std::string without_indices(std::string_view path) {
  std::string out;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t dot = std::min(path.find('.', begin), path.size());
    const std::string_view step = path.substr(begin, dot - begin);
    if (step.find_first_not_of("0123456789") != std::string_view::npos)
      out += (out.empty() ? "" : ".") + std::string(step);
    begin = dot + 1;
  }
  return out;
}

}  // namespace

void RefusedKeys::add(std::string_view path, std::string docker_says, Span key, std::uint8_t since) {
  list_.push_back({without_indices(path), std::move(docker_says), key, since});
}

void RefusedKeys::say() {
  if (list_.empty()) return;
  constexpr std::size_t most_named = 3;
  std::string keys;
  std::vector<Related> related;
  std::uint8_t newest = 0;
  for (std::size_t i = 0; i < list_.size(); ++i) {
    const Refused& key = list_[i];
    if (i < most_named) keys += (i == 0 ? "" : ", ") + in_ticks(key.path);
    if (i > 0) related.push_back({key.span, "refused too"});
    newest = std::max(newest, key.since);
  }
  const bool several = list_.size() > 1;
  if (list_.size() > most_named) keys += " and " + std::to_string(list_.size() - most_named) + " more";
  const bool known_later = newest <= schema::newest;
  const std::string version = "`version: \"3." + std::to_string(newest) + "\"`";
  refuse(context_, {.rule = RuleId::stack_key_refused,
                    .span = list_[0].span,
                    .fact = known_later ? keys + (several ? " need " : " needs ") + version
                                        : keys + (several ? " are" : " is") + " not for stacks",
                    .by = RefusedBy::stack,
                    .help = known_later ? "raise `version`, or remove the line"
                                        : "move what only docker compose knows to a file of its own",
                    .docker_says = list_[0].docker_says,
                    .related = std::move(related)});
  list_.clear();
}

namespace {

class KeyWalker {
 public:
  explicit KeyWalker(ResolveContext& context) : refused_(context) {}

  void check(const Value& value, const schema::Shape& shape, const std::string& path) {
    if (shape.item) {
      for (const Value* item : value.items) check(*item, *shape.item, path + ".0");
    }
    for (const Entry& entry : value.entries) {
      if (!entry.value->dropped) check_entry(entry, shape, path);
    }
  }

 private:
  void check_entry(const Entry& entry, const schema::Shape& shape, const std::string& path) {
    if (shape.values) {
      check(*entry.value, *shape.values, shape.sections ? "" : path + "." + entry.key);
      if (shape.sections) refused_.say();
      return;
    }
    const auto key = std::ranges::find(shape.keys, entry.key, &schema::Key::name);
    if (key == shape.keys.end()) return;
    const std::string here = path.empty() ? entry.key : path + "." + entry.key;
    const bool at_top = &shape == &schema::root;
    if (key->since <= schema::newest || shape.open_since <= schema::newest)
      return check(*entry.value, *key->shape, here);
    // docker compose has dealt with `name` and `include`.
    if (!at_top && entry.key_span.begin != entry.key_span.end) refused_.add(here, "", entry.key_span, key->since);
  }

  RefusedKeys refused_;
};

}  // namespace

void check_keys_for_stack(const Value& root, ResolveContext& context) {
  KeyWalker(context).check(root, schema::root, "");
}

}  // namespace mailu_lint
