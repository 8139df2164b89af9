// Walks a file along the table of keys and says what docker would refuse.
#include "resolve/schema.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "lint/suggest.hpp"
#include "resolve/compose_output.hpp"
#include "resolve/refused_keys.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

using schema::fingerprint;
using schema::Key;
using schema::Kinds;
using schema::kinds_of;
using schema::noun;
using schema::nouns;
using schema::Shape;

/// The minor number of a stack's `version`, or nothing.
std::optional<std::uint8_t> parse_version(std::string_view text) {
  if (text.empty() || text == "3") return schema::newest;
  if (!text.starts_with("3.") || text.size() > 4) return std::nullopt;
  std::uint8_t minor = 0;
  const std::string_view digits = text.substr(2);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), minor);
  if (error != std::errc() || end != digits.data() + digits.size() || minor > schema::newest) return std::nullopt;
  if (digits != std::to_string(minor)) return std::nullopt;
  return minor;
}

class Walker {
 public:
  Walker(ResolveContext& context, const Value& root, std::uint8_t minor)
      : context_(context), minor_(minor), refused_(context), compose_output_(root, context) {}

  void check_root(const Value& root) {
    check_keys(root, schema::root, "");
    refused_.say();
    compose_output_.say();
  }

 private:
  bool stack() const { return context_.dialect == Dialect::stack; }
  Dialect other() const { return stack() ? Dialect::compose : Dialect::stack; }
  RefusedBy here() const { return stack() ? RefusedBy::stack : RefusedBy::compose; }

  /// `name` is the key that holds the value, `path` the way to it from the service or resource.
  void check(const Value& value, const Shape& shape, std::string_view name, const std::string& path, Span key) {
    if (value.node && value.node.kind() == yaml::Kind::alias) return;  // no such anchor: the parser has said so
    const Kinds kinds = shape.kinds_in(context_.dialect);
    if (!kinds.has(kinds_of(value))) return refuse_kind(value, shape, name, path, key);
    if (stack() && value.kind == Value::Kind::real && !std::isfinite(value.real)) {
      say(RuleId::value_invalid, value, in_ticks(value) + " is not a number to a stack", RefusedBy::stack,
          "write a number");
    }
    if (value.kind == Value::Kind::string) check_text(value, shape);
    if (value.kind == Value::Kind::list) check_list(value, shape, name, path);
    if (value.kind == Value::Kind::map) check_keys(value, shape, path);
  }

  void refuse_kind(const Value& value, const Shape& shape, std::string_view name, const std::string& path, Span key) {
    if (compose_output_.takes(name, key)) return;
    const Kinds kinds = shape.kinds_in(context_.dialect);
    const bool other_takes = shape.kinds_in(other()).has(kinds_of(value));
    refuse(context_, {.rule = RuleId::value_type,
                      .span = value.span.begin == value.span.end ? key : value.span,
                      .fact = in_ticks(name) + " is " + std::string(noun(value)) + ", not " + nouns(kinds),
                      .by = other_takes ? here() : RefusedBy::both,
                      .help = value.kind == Value::Kind::null ? "write " + nouns(kinds) + ", or remove the key"
                                                              : "write " + nouns(kinds),
                      .docker_says = kind_words(path, kinds),
                      .known = value.known});
  }

  void check_text(const Value& value, const Shape& shape) {
    const bool words_hold = !shape.words.empty() && (!stack() || shape.words_in_stack);
    if (words_hold && std::ranges::find(shape.words, value.text) == shape.words.end()) {
      std::string words;
      for (const std::string_view word : shape.words) words += (words.empty() ? "" : ", ") + std::string(word);
      say(RuleId::value_invalid, value, in_ticks(value) + " is none of " + words,
          shape.words_in_stack ? RefusedBy::both : RefusedBy::compose, "write one of them");
    }
    if (!stack() && !schema::matches(shape.pattern, value.text)) {
      const bool container = shape.pattern == schema::Pattern::container_name;
      say(RuleId::value_invalid, value, in_ticks(value) + (container ? " is no container name" : " is no pull policy"),
          RefusedBy::compose,
          container ? "use two or more of letters, digits, `_`, `.` and `-`" : "write `always`, `missing` or `never`");
    }
  }

  void check_list(const Value& value, const Shape& shape, std::string_view name, const std::string& path) {
    if (shape.item) {
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        const Value* item = value.items[i];
        check(*item, *shape.item, name, path + "." + std::to_string(i), item->span);
      }
    }
    const bool unique = shape.unique == schema::Unique::both || (stack() && shape.unique == schema::Unique::stack);
    if (!unique || value.items.size() < 2) return;
    std::unordered_set<std::string> seen;
    for (const Value* item : value.items) {
      if (seen.insert(fingerprint(*item)).second) continue;
      // The item may hold a secret: it is not quoted.
      say(RuleId::value_invalid, *item, "the same item of " + in_ticks(name) + " stands twice",
          shape.unique == schema::Unique::both ? RefusedBy::both : RefusedBy::stack, "remove one of them");
      return;
    }
  }

  void check_keys(const Value& map, const Shape& shape, const std::string& path) {
    for (const Entry& entry : map.entries) {
      if (shape.values) {
        check_named(entry, shape, path);
        continue;
      }
      const auto key = std::ranges::find(shape.keys, entry.key, &Key::name);
      if (key != shape.keys.end()) {
        check_key(entry, *key, shape, path);
      } else if (!shape.keys.empty()) {
        check_unknown(entry, shape, path);
      }
    }
    for (const std::string_view key : shape.required) {
      if (map.find(key)) continue;
      refuse(context_, {.rule = RuleId::key_missing,
                        .span = map.span,
                        .fact = "`" + std::string(key) + "` is missing",
                        .help = "add `" + std::string(key) + ":`"});
    }
  }

  /// An entry whose key the user chose: a service, a volume, a variable.
  void check_named(const Entry& entry, const Shape& shape, const std::string& path) {
    const bool named = shape.names == schema::Names::any ||
                       (shape.names == schema::Names::resource ? schema::is_resource_name(entry.key)
                                                               : schema::is_lower_case(entry.key));
    if (!named) {
      refuse(context_, {.rule = RuleId::value_invalid,
                        .span = entry.key_span,
                        .fact = in_ticks(entry.key) + " is not a name",
                        .help = shape.names == schema::Names::resource ? "use letters, digits, `.`, `_` and `-`"
                                                                       : "use small letters"});
      return;
    }
    if (!shape.sections) return check(*entry.value, *shape.values, entry.key, path + "." + entry.key, entry.key_span);
    resource_ = path + "." + entry.key;
    check(*entry.value, *shape.values, entry.key, "", entry.key_span);
    refused_.say();
    resource_.clear();
  }

  void check_key(const Entry& entry, const Key& key, const Shape& shape, const std::string& path) {
    const std::string here_path = path.empty() ? entry.key : path + "." + entry.key;
    if (!stack()) {
      if (!key.compose) return say_unknown(entry, shape, path, RefusedBy::compose);
      return check(*entry.value, *key.shape, entry.key, here_path, entry.key_span);
    }
    if (key.since > minor_ && shape.open_since > minor_) return add_refused(entry, here_path, path, key);
    if (key.since <= minor_) check(*entry.value, *key.shape, entry.key, here_path, entry.key_span);
  }

  void check_unknown(const Entry& entry, const Shape& shape, const std::string& path) {
    if (entry.key.starts_with("x-")) {
      if (stack() ? shape.extensions_since <= minor_ : shape.extensions) return;
      if (stack() && shape.extensions) {
        const std::string here_path = path.empty() ? entry.key : path + "." + entry.key;
        return add_refused(entry, here_path, path, {.since = shape.extensions_since});
      }
    }
    if (stack() && shape.open_since <= minor_) return;
    say_unknown(entry, shape, path, RefusedBy::both);
  }

  void say_unknown(const Entry& entry, const Shape& shape, const std::string& path, RefusedBy by) {
    // A map of nothing but unknown keys is no map of this kind: the first ones tell enough.
    if (++unknown_[&shape] > most_unknown) return static_cast<void>(context_.refused = true);
    std::vector<std::string_view> names;
    for (const Key& key : shape.keys) {
      if (stack() ? key.since <= minor_ : key.compose) names.push_back(key.name);
    }
    const std::string_view near = nearest(entry.key, names);
    refuse(context_,
           {.rule = RuleId::unknown_key,
            .span = entry.key_span,
            .fact = "docker knows no key " + in_ticks(entry.key) + " here",
            .by = by,
            .help = near.empty() ? "remove it, or begin its name with `x-`" : "did you mean " + in_ticks(near) + "?",
            .docker_says = unknown_words(path, entry.key)});
  }

  std::string unknown_words(const std::string& path, const std::string& key) const {
    const std::string where = full_path(path);
    if (stack()) return (where.empty() ? "(root)" : where) + " Additional property " + key + " is not allowed";
    return where + (where.empty() ? "" : " ") + "additional properties '" + key + "' not allowed";
  }

  void add_refused(const Entry& entry, const std::string& here_path, const std::string& path, const Key& key) {
    if (path.empty() && resource_.empty() && compose_output_.takes(entry.key, entry.key_span)) return;
    refused_.add(here_path, unknown_words(path, entry.key), entry.key_span, key.since);
  }

  void say(RuleId rule, const Value& value, std::string fact, RefusedBy by, std::string help) {
    refuse(context_, {.rule = rule,
                      .span = value.span,
                      .fact = std::move(fact),
                      .by = by,
                      .help = std::move(help),
                      .known = value.known});
  }

  /// `services.front.ports`, as docker's messages name it.
  std::string full_path(const std::string& path) const {
    return resource_.empty() || path.empty() ? resource_ + path : resource_ + "." + path;
  }

  /// docker's words, where they name one kind.
  std::string kind_words(const std::string& path, Kinds kinds) const {
    std::string_view word;
    if (kinds.has(schema::map)) {
      word = "mapping";
    } else if (kinds.has(schema::text) && !kinds.has(schema::boolean | schema::number | schema::integer)) {
      word = "string";
    } else if (kinds.bits == schema::list.bits) {
      word = stack() ? "list" : "array";
    } else if (kinds.bits == schema::boolean.bits) {
      word = "boolean";
    } else {
      return {};
    }
    return full_path(path) + " must be a " + std::string(word);
  }

  ResolveContext& context_;
  std::uint8_t minor_;
  static constexpr std::size_t most_unknown = 50;
  std::unordered_map<const Shape*, std::size_t> unknown_;  ///< unknown keys so far, by the kind of map
  std::string resource_;                                   ///< `services.front`, empty at the top level
  RefusedKeys refused_;
  ComposeOutput compose_output_;
};

/// The minor number of the file's `version`, which only a stack looks at. Files of one stack must have the same.
std::uint8_t check_version(const Value& root, ResolveContext& context) {
  const Value* version = root.find("version");
  const std::string text = version ? version->text : "";
  const auto minor = version && version->kind == Value::Kind::null ? std::nullopt : parse_version(text);
  if (!minor) {
    refuse(context, {.rule = RuleId::value_invalid,
                     .span = version->span,
                     .fact = "`version: " + text + "` is not one that stacks know",
                     .by = RefusedBy::stack,
                     .help = "write `version: \"3.8\"`, or remove the line",
                     .known = version->known});
  }
  const std::uint8_t effective = minor.value_or(schema::newest);
  const std::string name = "3." + std::to_string(effective);
  if (context.stack_version.empty()) context.stack_version = name;
  if (context.stack_version != name) {
    refuse(context, {.rule = RuleId::value_invalid,
                     .span = version ? version->span : root.span,
                     .fact = "this file is of version " + name + ", the first of " + context.stack_version,
                     .by = RefusedBy::stack,
                     .help = "give all files of a stack the same `version`"});
  }
  return effective;
}

}  // namespace

void check_schema(Value& root, ResolveContext& context) {
  if (root.kind != Value::Kind::map) return;
  const std::uint8_t minor = context.dialect == Dialect::stack ? check_version(root, context) : schema::newest;
  Walker(context, root, minor).check_root(root);
}

}  // namespace mailu_lint
