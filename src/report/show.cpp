#include "report/show.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "mailu/catalog.hpp"
#include "report/secrets.hpp"
#include "report/unicode.hpp"

namespace mailu_lint {
namespace {

constexpr std::array top_level_order{"name", "version", "services", "networks", "volumes", "secrets", "configs"};

std::size_t rank(std::string_view key) {
  return static_cast<std::size_t>(std::ranges::find(top_level_order, key) - top_level_order.begin());
}

std::string place_of(Span span, const SourceSet& sources) {
  const SourceFile& file = sources[span.file];
  const Position position = file.position(span.begin);
  return file.path() + ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
}

std::string step_of(const Via& step, bool secret, const SourceSet& sources) {
  const std::string place = step.span.end > step.span.begin ? place_of(step.span, sources) : "";
  switch (step.kind) {
    case Via::Kind::variable:
      return "${" + step.name + "}" + (place.empty() ? "" : " of " + place);
    case Via::Kind::unset_variable:
      // `pa$word` names a variable by mistake.
      return (secret ? "a variable" : "${" + step.name + "}") + std::string(", which is not set");
    case Via::Kind::anchor:
      return "*" + step.name + " at " + place;
    case Via::Kind::merge_key:
      return "<<: *" + step.name + " at " + place;
    case Via::Kind::env_file:
      return "env_file at " + place;
    case Via::Kind::extends:
      return "extends at " + place;
    case Via::Kind::include:
      return "include at " + place;
    case Via::Kind::overrides:
      return "overrides " + place;
  }
  return {};
}

void append_hex(std::string& out, char32_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(value >> shift) & 0xF];
}

/// What YAML would take for the end of a line, or a reader would not see.
bool is_hidden(char32_t value) {
  return value < 0x20 || (value >= 0x7F && value <= 0xA0) || value == 0x2028 || value == 0x2029 || value == 0xFEFF;
}

/// By its key, by its place, or by a variable between the value's place of use and its text.
bool is_secret_value(const Value& value, std::string_view key, const ShowOptions& options) {
  if (options.secrets == Secrets::show) return false;
  if (is_secret(key) || options.secret_spans.contains(value.span.written())) return true;
  return std::ranges::any_of(value.via,
                             [](const Via& step) { return step.kind == Via::Kind::variable && is_secret(step.name); });
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint code = decode_utf8(text, i);
    if (code.value == '"' || code.value == '\\') {
      out += '\\';
      out += static_cast<char>(code.value);
    } else if (code.value == '\n') {
      out += "\\n";
    } else if (code.value == '\t') {
      out += "\\t";
    } else if (is_hidden(code.value)) {
      append_hex(out, code.value);
    } else {
      append_utf8(out, code.value);
    }
    i += code.length;
  }
  return out + '"';
}

std::string shown_text(const Value& value, std::string_view key, const ShowOptions& options) {
  std::string text = value.text;
  if (!text.empty() && is_secret_value(value, key, options)) {
    text = hidden_text;
  } else if (options.secrets == Secrets::hide) {
    text = without_secrets(text);
  }
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '$') out += '$';
  }
  return out;
}

std::string shown_key(const std::string& key, const ShowOptions& options) {
  return options.secrets == Secrets::hide ? without_secrets(key) : key;
}

std::string origin_of(const Value& value, std::string_view key, const SourceSet& sources, const ShowOptions& options) {
  std::string out;
  if (value.node || value.span.end > value.span.begin) out = place_of(value.span, sources);
  const bool secret = is_secret_value(value, key, options);
  for (const Via& step : value.via) out += (out.empty() ? "" : ", ") + step_of(step, secret, sources);
  return out;
}

std::vector<const Entry*> shown_entries(const Value& map, bool top_level) {
  std::vector<const Entry*> entries;
  for (const Entry& entry : map.entries) {
    if (!entry.value->dropped) entries.push_back(&entry);
  }
  if (top_level) {
    std::ranges::stable_sort(entries, {}, [](const Entry* entry) { return rank(entry->key); });
  }
  return entries;
}

namespace {

/// Lists that may not hold an item twice in a stack's schema.
constexpr std::array unique_lists{"ports",          "expose", "cap_add", "cap_drop",    "dns",
                                  "dns_search",     "tmpfs",  "devices", "extra_hosts", "security_opt",
                                  "external_links", "links",  "aliases", "depends_on"};

/// Equal values have equal texts.
std::string text_of(const Value& value) {
  std::string text(1, static_cast<char>('0' + static_cast<int>(value.kind)));
  text += value.text;
  for (const Value* item : value.items) text += '\x1e' + text_of(*item);
  for (const Entry* entry : shown_entries(value, false)) text += '\x1f' + entry->key + '\x1e' + text_of(*entry->value);
  return text;
}

}  // namespace

std::vector<ShownItem> shown_items(const Value& list, std::string_view key) {
  const bool unique = std::ranges::find(unique_lists, key) != unique_lists.end();
  std::vector<ShownItem> items;
  std::unordered_set<std::string> seen;
  CommandWords words;
  for (const Value* item : list.items) {
    if (unique && !seen.insert(text_of(*item)).second) continue;
    items.push_back({item, words.is_secret(item->text) ? "password" : ""});
  }
  return items;
}

}  // namespace mailu_lint
