#include <algorithm>

#include "report/show.hpp"

namespace mailu_lint {
namespace {

/// Text that every YAML reader, 1.1 or 1.2, takes for that text: a name, a path, an image. All else is quoted.
bool is_plain(std::string_view text) {
  const auto is_letter = [](char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); };
  if (text.empty() || !(is_letter(text[0]) || text[0] == '/')) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool inner_colon = c == ':' && i + 1 < text.size();
    const bool plain = is_letter(c) || ('0' <= c && c <= '9') || c == '_' || c == '-' || c == '.' || c == '/';
    if (!plain && !inner_colon) return false;
  }
  std::string lower;
  for (const char c : text.substr(0, 6)) lower += 'A' <= c && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  constexpr std::string_view words[] = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"};
  return std::ranges::find(words, lower) == std::end(words);
}

class Printer {
 public:
  Printer(const SourceSet& sources, const ShowOptions& options) : sources_(sources), options_(options) {}

  std::string print(const Value& root) {
    write_entries(root, 0, true);
    return out_.empty() ? "{}\n" : std::move(out_);
  }

 private:
  void write_entries(const Value& map, std::size_t indent, bool top_level) {
    for (const Entry* entry : shown_entries(map, top_level)) {
      out_.append(indent, ' ');
      const std::string key = shown_key(entry->key, options_);
      out_ += (is_plain(key) ? key : quoted(key)) + ":";
      write_value(*entry->value, entry->key, indent);
    }
  }

  /// Behind the colon of a key at `indent`.
  void write_value(const Value& value, std::string_view key, std::size_t indent) {
    if (value.kind == Value::Kind::map && !shown_entries(value, false).empty()) {
      end_line(value, key);
      write_entries(value, indent + 2, false);
    } else if (value.kind == Value::Kind::list && !value.items.empty()) {
      end_line(value, key);
      for (const ShownItem& item : shown_items(value, key)) write_item(item, indent + 2);
    } else {
      out_ += ' ' + scalar(value, key);
      end_line(value, key);
    }
  }

  /// The dash takes the place of the first line's indentation.
  void write_item(const ShownItem& shown, std::size_t indent) {
    const Value& item = *shown.value;
    const std::size_t start = out_.size();
    if (item.kind == Value::Kind::map && !shown_entries(item, false).empty()) {
      write_entries(item, indent + 2, false);
    } else if (item.kind == Value::Kind::list && !item.items.empty()) {
      for (const Value* inner : item.items) write_item({inner}, indent + 2);
    } else {
      out_.append(indent + 2, ' ');
      out_ += scalar(item, shown.key);
      end_line(item, shown.key);
    }
    out_[start + indent] = '-';
  }

  std::string scalar(const Value& value, std::string_view key) const {
    switch (value.kind) {
      case Value::Kind::null:
        return "null";
      case Value::Kind::map:
        return "{}";
      case Value::Kind::list:
        return "[]";
      case Value::Kind::boolean:
      case Value::Kind::integer:
        return value.text;
      case Value::Kind::real:
        if (value.text == "+Inf") return ".inf";
        if (value.text == "-Inf") return "-.inf";
        return value.text == "NaN" ? ".nan" : value.text;
      case Value::Kind::string:
        break;
    }
    const std::string text = shown_text(value, key, options_);
    return is_plain(text) ? text : quoted(text);
  }

  void end_line(const Value& value, std::string_view key) {
    const bool scalar = value.kind != Value::Kind::map && value.kind != Value::Kind::list;
    if (options_.origins == Origins::show && scalar) {
      const std::string origin = origin_of(value, key, sources_, options_);
      if (!origin.empty()) out_ += "  # " + one_line(origin);
    }
    out_ += '\n';
  }

  /// File names may hold anything; a comment ends with its line.
  static std::string one_line(const std::string& text) {
    const std::string safe = quoted(text);
    return safe.substr(1, safe.size() - 2);
  }

  const SourceSet& sources_;
  const ShowOptions& options_;
  std::string out_;
};

}  // namespace

std::string show_yaml(const Model& model, const SourceSet& sources, const ShowOptions& options) {
  return Printer(sources, options).print(*model.root);
}

}  // namespace mailu_lint
