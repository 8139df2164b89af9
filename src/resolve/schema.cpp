// Walks a file along the table of keys and says what docker would refuse.
#include "resolve/schema.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_set>

#include "lint/suggest.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

using schema::Key;
using schema::Kinds;
using schema::Shape;

Kinds kinds_of(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null:
      return schema::null;
    case Value::Kind::boolean:
      return schema::boolean;
    case Value::Kind::integer:
      return schema::integer | schema::number;
    case Value::Kind::real:
      return value.real == std::floor(value.real) ? schema::integer | schema::number : schema::number;
    case Value::Kind::string:
      return schema::text;
    case Value::Kind::list:
      return schema::list;
    case Value::Kind::map:
      return schema::map;
  }
  return {};
}

std::string_view noun(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null:
      return "empty";
    case Value::Kind::boolean:
      return "a boolean";
    case Value::Kind::integer:
    case Value::Kind::real:
      return "a number";
    case Value::Kind::string:
      return "text";
    case Value::Kind::list:
      return "a list";
    case Value::Kind::map:
      return "a map";
  }
  return "";
}

/// "a list or a map": what may stand there, the plainest words first.
std::string nouns(Kinds kinds) {
  struct Noun {
    Kinds kind;
    std::string_view name;
  };
  constexpr Noun all[] = {{schema::text, "text"},       {schema::integer, "a whole number"},
                          {schema::number, "a number"}, {schema::boolean, "`true` or `false`"},
                          {schema::list, "a list"},     {schema::map, "a map"}};
  std::string text;
  for (const Noun& noun : all) {
    if (kinds.has(noun.kind)) text += (text.empty() ? "" : " or ") + std::string(noun.name);
  }
  return text;
}

bool is_resource_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  });
}

bool is_lower_case(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) { return 'a' <= c && c <= 'z'; });
}

bool matches(schema::Pattern pattern, std::string_view text) {
  const auto starts_name = [](char c) { return is_resource_name({&c, 1}) && c != '.' && c != '_' && c != '-'; };
  switch (pattern) {
    case schema::Pattern::none:
      return true;
    case schema::Pattern::container_name:
      for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (starts_name(text[i]) && is_resource_name(text.substr(i + 1, 1))) return true;
      }
      return false;
    case schema::Pattern::pull_policy:
      for (const std::string_view word :
           {"always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly", "every_"}) {
        if (text.find(word) != std::string_view::npos) return true;
      }
      return false;
  }
  return true;
}

/// Equal values have equal fingerprints: `1` and `"1"` differ, the order of a map does not matter.
std::string fingerprint(const Value& value) {
  std::string text(1, static_cast<char>('0' + static_cast<int>(value.kind)));
  if (value.kind == Value::Kind::map) {
    std::vector<std::string> entries;
    for (const Entry& entry : value.entries) entries.push_back(entry.key + '\x1f' + fingerprint(*entry.value));
    std::ranges::sort(entries);
    for (const std::string& entry : entries) text += entry + '\x1e';
  } else if (value.kind == Value::Kind::list) {
    for (const Value* item : value.items) text += fingerprint(*item) + '\x1e';
  } else {
    text += value.text;
  }
  return text;
}

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
  Walker(ResolveContext& context, std::uint8_t minor) : context_(context), minor_(minor) {}

  void check_root(const Value& root) {
    check_keys(root, schema::root, "");
    say_refused_keys();
  }

 private:
  bool stack() const { return context_.dialect == Dialect::stack; }
  Dialect other() const { return stack() ? Dialect::compose : Dialect::stack; }
  RefusedBy here() const { return stack() ? RefusedBy::stack : RefusedBy::compose; }

  /// `name` is the key that holds the value, `path` the way to it from the service or resource.
  void check(const Value& value, const Shape& shape, std::string_view name, const std::string& path) {
    const Kinds kinds = shape.kinds_in(context_.dialect);
    if (!kinds.has(kinds_of(value))) return refuse_kind(value, shape, name);
    if (stack() && value.kind == Value::Kind::real && !std::isfinite(value.real)) {
      say(RuleId::value_invalid, value, "`" + value.text + "` is not a number to a stack", RefusedBy::stack);
    }
    if (value.kind == Value::Kind::string) check_text(value, shape);
    if (value.kind == Value::Kind::list) check_list(value, shape, name, path);
    if (value.kind == Value::Kind::map) check_keys(value, shape, path);
  }

  void refuse_kind(const Value& value, const Shape& shape, std::string_view name) {
    const Kinds kinds = shape.kinds_in(context_.dialect);
    const bool other_takes = shape.kinds_in(other()).has(kinds_of(value));
    refuse(context_, {.rule = RuleId::value_type,
                      .span = value.span,
                      .fact = "`" + std::string(name) + "` is " + std::string(noun(value)) + ", not " + nouns(kinds),
                      .by = other_takes ? here() : RefusedBy::both,
                      .help = value.kind == Value::Kind::null ? "write " + nouns(kinds) + ", or remove the key"
                                                              : "write " + nouns(kinds),
                      .known = value.known});
  }

  void check_text(const Value& value, const Shape& shape) {
    const bool words_hold = !shape.words.empty() && (!stack() || shape.words_in_stack);
    if (words_hold && std::ranges::find(shape.words, value.text) == shape.words.end()) {
      std::string words;
      for (const std::string_view word : shape.words) words += (words.empty() ? "" : ", ") + std::string(word);
      say(RuleId::value_invalid, value, "`" + value.text + "` is none of " + words,
          shape.words_in_stack ? RefusedBy::both : RefusedBy::compose);
    }
    if (!stack() && !matches(shape.pattern, value.text)) {
      say(RuleId::value_invalid, value,
          shape.pattern == schema::Pattern::container_name
              ? "`" + value.text + "` is no container name: two characters of `A-Za-z0-9_.-` at least"
              : "`" + value.text + "` is no pull policy",
          RefusedBy::compose);
    }
  }

  void check_list(const Value& value, const Shape& shape, std::string_view name, const std::string& path) {
    if (shape.item) {
      for (const Value* item : value.items) check(*item, *shape.item, name, path);
    }
    const bool unique = shape.unique == schema::Unique::both || (stack() && shape.unique == schema::Unique::stack);
    if (!unique || value.items.size() < 2) return;
    std::unordered_set<std::string> seen;
    for (const Value* item : value.items) {
      if (seen.insert(fingerprint(*item)).second) continue;
      // The item may hold a secret: it is not quoted.
      say(RuleId::value_invalid, *item, "the same item of `" + std::string(name) + "` stands twice",
          shape.unique == schema::Unique::both ? RefusedBy::both : RefusedBy::stack);
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
    const bool named =
        shape.names == schema::Names::any ||
        (shape.names == schema::Names::resource ? is_resource_name(entry.key) : is_lower_case(entry.key));
    if (!named) {
      refuse(context_, {.rule = RuleId::value_invalid,
                        .span = entry.key_span,
                        .fact = "`" + entry.key + "` is not a name",
                        .help = shape.names == schema::Names::resource ? "use letters, digits, `.`, `_` and `-`"
                                                                       : "use small letters"});
      return;
    }
    check(*entry.value, *shape.values, entry.key, shape.sections ? "" : path + "." + entry.key);
    if (shape.sections) say_refused_keys();
  }

  void check_key(const Entry& entry, const Key& key, const Shape& shape, const std::string& path) {
    const std::string here_path = path.empty() ? entry.key : path + "." + entry.key;
    if (!stack()) {
      if (!key.compose) return say_unknown(entry, shape, RefusedBy::compose);
      return check(*entry.value, *key.shape, entry.key, here_path);
    }
    if (key.since > minor_ && shape.open_since > minor_) return add_refused(entry, here_path, key);
    if (key.since <= minor_) check(*entry.value, *key.shape, entry.key, here_path);
  }

  void check_unknown(const Entry& entry, const Shape& shape, const std::string& path) {
    if (entry.key.starts_with("x-")) {
      if (stack() ? shape.extensions_since <= minor_ : shape.extensions) return;
      if (stack() && shape.extensions) {
        const std::string here_path = path.empty() ? entry.key : path + "." + entry.key;
        return add_refused(entry, here_path, {.since = shape.extensions_since});
      }
    }
    if (stack() && shape.open_since <= minor_) return;
    say_unknown(entry, shape, RefusedBy::both);
  }

  void say_unknown(const Entry& entry, const Shape& shape, RefusedBy by) {
    std::vector<std::string_view> names;
    for (const Key& key : shape.keys) {
      if (stack() ? key.since <= minor_ : key.compose) names.push_back(key.name);
    }
    const std::string_view near = nearest(entry.key, names);
    refuse(context_, {.rule = RuleId::unknown_key,
                      .span = entry.key_span,
                      .fact = "docker knows no key `" + entry.key + "` here",
                      .by = by,
                      .help = near.empty() ? "remove it, or begin its name with `x-`"
                                           : "did you mean `" + std::string(near) + "`?"});
  }

  struct RefusedKey {
    std::string path;
    Span span;
    std::uint8_t since;
  };

  void add_refused(const Entry& entry, std::string path, const Key& key) {
    refused_.push_back({std::move(path), entry.key_span, key.since});
  }

  /// One finding for each service, volume, network … and one for the top level.
  void say_refused_keys() {
    if (refused_.empty()) return;
    std::string keys;
    std::vector<Related> related;
    std::uint8_t newest = 0;
    bool known_later = true;
    for (const RefusedKey& key : refused_) {
      keys += (keys.empty() ? "`" : ", `") + key.path + "`";
      if (key.since > schema::newest) known_later = false;
      newest = std::max(newest, key.since);
      if (key.span != refused_[0].span) related.push_back({key.span, "refused too"});
    }
    const std::string version = "`version: \"3." + std::to_string(newest) + "\"`";
    refuse(context_, {.rule = RuleId::stack_key_refused,
                      .span = refused_[0].span,
                      .fact = known_later ? keys + (refused_.size() > 1 ? " need " : " needs ") + version
                                          : keys + (refused_.size() > 1 ? " are" : " is") + " not for stacks",
                      .by = RefusedBy::stack,
                      .help = known_later ? "raise `version`, or remove the line"
                                          : "move what only docker compose knows to a file of its own",
                      .related = std::move(related)});
    refused_.clear();
  }

  void say(RuleId rule, const Value& value, std::string fact, RefusedBy by) {
    refuse(context_, {.rule = rule, .span = value.span, .fact = std::move(fact), .by = by, .known = value.known});
  }

  ResolveContext& context_;
  std::uint8_t minor_;
  std::vector<RefusedKey> refused_;
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
  Walker(context, minor).check_root(root);
}

}  // namespace mailu_lint
