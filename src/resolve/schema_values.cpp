// What a value is to the schema: its kinds, its words in a message, what makes two of them the same.
#include <algorithm>
#include <cmath>

#include "resolve/schema.hpp"

namespace mailu_lint::schema {

Kinds kinds_of(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null:
      return null;
    case Value::Kind::boolean:
      return boolean;
    case Value::Kind::integer:
      return integer | number;
    case Value::Kind::real:
      return value.real == std::floor(value.real) ? integer | number : number;
    case Value::Kind::string:
      return text;
    case Value::Kind::list:
      return list;
    case Value::Kind::map:
      return map;
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

std::string nouns(Kinds kinds) {
  struct Noun {
    Kinds kind;
    std::string_view name;
  };
  constexpr Noun all[] = {{text, "text"},       {integer, "a whole number"},
                          {number, "a number"}, {boolean, "`true` or `false`"},
                          {list, "a list"},     {map, "a map"}};
  std::string words;
  for (const Noun& noun : all) {
    if (kinds.has(noun.kind)) words += (words.empty() ? "" : " or ") + std::string(noun.name);
  }
  return words;
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

bool matches(Pattern pattern, std::string_view input) {
  const auto starts_name = [](char c) { return is_resource_name({&c, 1}) && c != '.' && c != '_' && c != '-'; };
  switch (pattern) {
    case Pattern::none:
      return true;
    case Pattern::container_name:
      for (std::size_t i = 0; i + 1 < input.size(); ++i) {
        if (starts_name(input[i]) && is_resource_name(input.substr(i + 1, 1))) return true;
      }
      return false;
    case Pattern::pull_policy:
      for (const std::string_view word :
           {"always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly", "every_"}) {
        if (input.find(word) != std::string_view::npos) return true;
      }
      return false;
  }
  return true;
}

std::string fingerprint(const Value& value) {
  std::string out(1, static_cast<char>('0' + static_cast<int>(value.kind)));
  if (value.kind == Value::Kind::map) {
    std::vector<std::string> entries;
    for (const Entry& entry : value.entries) entries.push_back(entry.key + '\x1f' + fingerprint(*entry.value));
    std::ranges::sort(entries);
    for (const std::string& entry : entries) out += entry + '\x1e';
  } else if (value.kind == Value::Kind::list) {
    for (const Value* item : value.items) out += fingerprint(*item) + '\x1e';
  } else {
    out += value.text;
  }
  return out;
}

}  // namespace mailu_lint::schema
