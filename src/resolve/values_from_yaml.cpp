#include "resolve/values_from_yaml.hpp"

#include <algorithm>

#include "resolve/core_schema.hpp"
#include "resolve/limits.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

// Collections inside collections, aliases followed. The parser allows 100 in the text; real files have 6 to 8.
constexpr int most_depth = 200;
// Steps that are remembered of a value's way through aliases; the innermost are left out.
constexpr std::size_t most_steps = 8;
constexpr std::size_t longest_name = 128;

bool is_merge_key(yaml::NodeRef key) {
  return key.kind() == yaml::Kind::scalar && key.text() == "<<" && !key.quoted() &&
         (key.tag().empty() || key.tag() == "tag:yaml.org,2002:merge");
}

std::string_view noun(CoreScalar::Kind kind) {
  switch (kind) {
    case CoreScalar::Kind::null:
      return "empty";
    case CoreScalar::Kind::boolean:
      return "true or false";
    case CoreScalar::Kind::timestamp:
      return "a date";
    default:
      return "a number";
  }
}

class Builder {
 public:
  Builder(ValueBudget& budget, ResolveContext& context) : budget_(budget), context_(context) {}

  Value* build(yaml::NodeRef node, int depth);

 private:
  Value* make(yaml::NodeRef node, Value::Kind kind);
  Value* build_alias(yaml::NodeRef alias, int depth);
  Value* build_scalar(yaml::NodeRef node);
  Value* build_list(yaml::NodeRef node, int depth);
  Value* build_map(yaml::NodeRef node, int depth);
  enum class Priority : std::uint8_t { first_wins, last_wins };
  void add_entries(Value& map, yaml::NodeRef mapping, Priority priority, int depth);
  void add_merged(Value& map, yaml::NodeRef source, int depth);
  void add_merged_mapping(Value& map, yaml::NodeRef mapping, int depth);
  std::optional<std::string> key_text(yaml::NodeRef key);
  /// The node's place, with the alias that brings it to where it is used.
  Span place(yaml::NodeRef node) const;
  bool spend(yaml::NodeRef node, int depth);
  /// Follows an alias, remembering it as a step of everything below, while `use` runs.
  template <class Use>
  void follow(yaml::NodeRef alias, Via::Kind kind, Use use);

  ValueBudget& budget_;
  ResolveContext& context_;
  std::vector<Via> via_;
};

bool Builder::spend(yaml::NodeRef node, int depth) {
  if (budget_.left > 0 && depth <= most_depth) {
    --budget_.left;
    return true;
  }
  context_.refused = true;
  if (!budget_.reported) {
    const Span place = via_.empty() ? node.span() : via_.front().span;
    context_.findings
        ->add(RuleId::alias_limit, place, "the aliases of this file become too many values; nothing is checked")
        .help("write out fewer aliases of aliases");
  }
  budget_.reported = true;
  return false;
}

Span Builder::place(yaml::NodeRef node) const {
  Span span = node.span();
  if (via_.empty()) return span;
  span.alias_begin = via_.front().span.begin;
  span.alias_end = via_.front().span.end;
  return span;
}

Value* Builder::make(yaml::NodeRef node, Value::Kind kind) {
  Value* value = context_.arena->make();
  value->kind = kind;
  value->span = place(node);
  value->node = node;
  value->via = via_;
  if (context_.dialect == Dialect::compose) {
    if (node.tag() == "!reset") value->mark = Value::Mark::reset;
    if (node.tag() == "!override") value->mark = Value::Mark::override_;
  }
  return value;
}

template <class Use>
void Builder::follow(yaml::NodeRef alias, Via::Kind kind, Use use) {
  const yaml::NodeRef target = alias.target();
  if (!target) {  // no such anchor, or the value contains itself: the parser has said so
    context_.refused = true;
    return;
  }
  const bool remembered = via_.size() < most_steps;
  // Every value below has the name in it.
  if (remembered) via_.push_back({kind, std::string(alias.anchor().substr(0, longest_name)), alias.span()});
  use(target);
  if (remembered) via_.pop_back();
}

Value* Builder::build(yaml::NodeRef node, int depth) {
  if (!spend(node, depth)) return make(node, Value::Kind::null);
  switch (node.kind()) {
    case yaml::Kind::alias:
      return build_alias(node, depth);
    case yaml::Kind::sequence:
      return build_list(node, depth);
    case yaml::Kind::mapping:
      return build_map(node, depth);
    case yaml::Kind::scalar:
      break;
  }
  return build_scalar(node);
}

Value* Builder::build_alias(yaml::NodeRef alias, int depth) {
  Value* value = nullptr;
  follow(alias, Via::Kind::anchor, [&](yaml::NodeRef target) { value = build(target, depth + 1); });
  return value ? value : make(alias, Value::Kind::null);
}

Value* Builder::build_scalar(yaml::NodeRef node) {
  CoreScalar scalar = read_core_scalar(node.text(), node.tag(), node.quoted() ? Quoted::yes : Quoted::no);
  Value* value = make(node, Value::Kind::string);
  if (!may_copy(context_, scalar.text.size(), node.span())) {
    value->known = false;
    return value;
  }
  switch (scalar.kind) {
    case CoreScalar::Kind::null:
      value->kind = Value::Kind::null;
      break;
    case CoreScalar::Kind::boolean:
      value->kind = Value::Kind::boolean;
      break;
    case CoreScalar::Kind::integer:
      value->kind = Value::Kind::integer;
      break;
    case CoreScalar::Kind::real:
      value->kind = Value::Kind::real;
      break;
    case CoreScalar::Kind::timestamp:
      if (context_.dialect == Dialect::compose) {
        refuse(context_, {.rule = RuleId::value_type,
                          .span = node.span(),
                          .fact = "a date without quotes is not text",
                          .by = RefusedBy::compose,
                          .help = "put it in quotes"});
        scalar.text = node.text();
      }
      break;
    case CoreScalar::Kind::invalid:
      refuse(context_, {.rule = RuleId::value_type,
                        .span = node.span(),
                        .fact = "the value does not fit its tag `" + std::string(node.tag()) + "`"});
      scalar.text = node.text();
      break;
    case CoreScalar::Kind::string:
      break;
  }
  value->text = std::move(scalar.text);
  value->integer = scalar.integer;
  value->real = scalar.real;
  return value;
}

Value* Builder::build_list(yaml::NodeRef node, int depth) {
  Value* list = make(node, Value::Kind::list);
  for (yaml::NodeRef item = node.first_child(); item; item = item.next()) {
    list->items.push_back(build(item, depth + 1));
  }
  return list;
}

Value* Builder::build_map(yaml::NodeRef node, int depth) {
  Value* map = make(node, Value::Kind::map);
  add_entries(*map, node, Priority::last_wins, depth);
  return map;
}

std::optional<std::string> Builder::key_text(yaml::NodeRef key) {
  const yaml::NodeRef node = key.kind() == yaml::Kind::alias && key.target() ? key.target() : key;
  std::string_view what = "a collection";
  if (node.kind() == yaml::Kind::scalar) {
    CoreScalar scalar = read_core_scalar(node.text(), node.tag(), node.quoted() ? Quoted::yes : Quoted::no);
    if (scalar.kind == CoreScalar::Kind::string) return std::move(scalar.text);
    what = noun(scalar.kind);
  }
  refuse(context_, {.rule = RuleId::value_type,
                    .span = key.span(),
                    .fact = "a key that is " + std::string(what) + " where text must stand",
                    .help = "put the key in quotes"});
  return node.kind() == yaml::Kind::scalar ? std::optional(std::string(node.text())) : std::nullopt;
}

/// The keys of `mapping` itself come first, then those of its `<<`: an explicit key wins wherever it stands.
void Builder::add_entries(Value& map, yaml::NodeRef mapping, Priority priority, int depth) {
  std::vector<yaml::NodeRef> merged;
  for (yaml::NodeRef key = mapping.first_child(); key && key.next(); key = key.next().next()) {
    const yaml::NodeRef node = key.next();
    if (is_merge_key(key)) {
      merged.push_back(node);
      continue;
    }
    auto name = key_text(key);
    if (!name || !spend(key, depth) || !may_copy(context_, name->size(), key.span())) continue;
    if (priority == Priority::first_wins && map.find(*name)) continue;
    Value* value = build(node, depth + 1);
    if (map.set(*name, place(key), value)) context_.refused = true;  // the parser has reported the duplicate
  }
  if (merged.size() > 1) context_.refused = true;
  for (const yaml::NodeRef source : merged) add_merged(map, source, depth + 1);
}

void Builder::add_merged_mapping(Value& map, yaml::NodeRef mapping, int depth) {
  if (mapping.kind() == yaml::Kind::alias) {
    follow(mapping, Via::Kind::merge_key, [&](yaml::NodeRef target) { add_merged_mapping(map, target, depth); });
  } else if (mapping.kind() == yaml::Kind::mapping) {
    if (spend(mapping, depth)) add_entries(map, mapping, Priority::first_wins, depth);
  } else {
    refuse(context_, {.rule = RuleId::value_type,
                      .span = via_.empty() ? mapping.span() : via_.back().span,
                      .fact = "`<<` takes a mapping or a list of mappings"});
  }
}

void Builder::add_merged(Value& map, yaml::NodeRef source, int depth) {
  const bool named_list =
      source.kind() == yaml::Kind::alias && source.target() && source.target().kind() == yaml::Kind::sequence;
  if (named_list && context_.dialect == Dialect::stack) {
    refuse(context_, {.rule = RuleId::value_type,
                      .span = source.span(),
                      .fact = "`<<` takes a list of mappings only where it is written out",
                      .by = RefusedBy::stack});
  }
  const auto add_list = [&](yaml::NodeRef list) {
    for (yaml::NodeRef item = list.first_child(); item; item = item.next()) add_merged_mapping(map, item, depth);
  };
  if (named_list) {
    follow(source, Via::Kind::merge_key, add_list);
  } else if (source.kind() == yaml::Kind::sequence) {
    add_list(source);
  } else {
    add_merged_mapping(map, source, depth);
  }
}

}  // namespace

ValueBudget::ValueBudget(const yaml::Tree& tree) : left(std::max<std::size_t>(100'000, 10 * tree.nodes.size())) {}

Value* values_from_yaml(yaml::NodeRef root, ValueBudget& budget, ResolveContext& context) {
  return Builder(budget, context).build(root, 0);
}

}  // namespace mailu_lint
