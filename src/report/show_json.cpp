// By hand rather than with the library: numbers are printed as docker prints them, and the text is shared with YAML.
#include "report/show.hpp"

namespace mailu_lint {
namespace {

class Printer {
 public:
  Printer(const SourceSet& sources, const ShowOptions& options) : sources_(sources), options_(options) {}

  std::string print(const Value& root) {
    if (options_.origins == Origins::hide) {
      write(root, "", "", 0);
      return std::move(out_) + "\n";
    }
    out_ = "{\n  \"model\": ";
    write(root, "", "", 2);
    return std::move(out_) + ",\n  \"origins\": {" + origins_ + "\n  }\n}\n";
  }

 private:
  void write(const Value& value, std::string_view key, const std::string& pointer, std::size_t indent) {
    switch (value.kind) {
      case Value::Kind::map:
        return write_map(value, pointer, indent);
      case Value::Kind::list:
        return write_list(value, key, pointer, indent);
      case Value::Kind::null:
        out_ += "null";
        break;
      case Value::Kind::boolean:
      case Value::Kind::integer:
        out_ += value.text;
        break;
      case Value::Kind::real:
        out_ += is_number(value.text) ? value.text : quoted(value.text);
        break;
      case Value::Kind::string:
        out_ += quoted(shown_text(value, key, options_));
        break;
    }
    note_origin(value, key, pointer);
  }

  /// JSON has no infinities.
  static bool is_number(std::string_view text) { return text.find_first_of("IN") == std::string_view::npos; }

  void write_map(const Value& map, const std::string& pointer, std::size_t indent) {
    bool first = true;
    for (const Entry* entry : shown_entries(map, pointer.empty())) {
      start_item(first, '{', indent);
      const std::string key = shown_key(entry->key, options_);
      out_ += quoted(key) + ": ";
      write(*entry->value, entry->key, pointer + "/" + escaped(key), indent + 2);
    }
    end_items(first, "{}", '}', indent);
  }

  void write_list(const Value& list, std::string_view key, const std::string& pointer, std::size_t indent) {
    bool first = true;
    std::size_t index = 0;
    for (const ShownItem& item : shown_items(list, key)) {
      start_item(first, '[', indent);
      write(*item.value, item.key, pointer + "/" + std::to_string(index++), indent + 2);
    }
    end_items(first, "[]", ']', indent);
  }

  void start_item(bool& first, char open, std::size_t indent) {
    out_ += first ? std::string(1, open) : ",";
    out_ += '\n' + std::string(indent + 2, ' ');
    first = false;
  }

  void end_items(bool none, std::string_view empty, char close, std::size_t indent) {
    if (none) {
      out_ += empty;
    } else {
      out_ += '\n' + std::string(indent, ' ') + close;
    }
  }

  void note_origin(const Value& value, std::string_view key, const std::string& pointer) {
    if (options_.origins == Origins::hide) return;
    const std::string origin = origin_of(value, key, sources_, options_);
    if (origin.empty()) return;
    origins_ += (origins_.empty() ? "\n    " : ",\n    ") + quoted(pointer) + ": " + quoted(origin);
  }

  /// RFC 6901.
  static std::string escaped(std::string_view key) {
    std::string out;
    for (const char c : key) {
      if (c == '~') {
        out += "~0";
      } else if (c == '/') {
        out += "~1";
      } else {
        out += c;
      }
    }
    return out;
  }

  const SourceSet& sources_;
  const ShowOptions& options_;
  std::string out_;
  std::string origins_;
};

}  // namespace

std::string show_json(const Model& model, const SourceSet& sources, const ShowOptions& options) {
  return Printer(sources, options).print(*model.root);
}

}  // namespace mailu_lint
