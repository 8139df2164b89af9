// The resolved model for people and programs: `mailu-lint show`. What is printed is docker's model and nothing else, so
// docker reads it back to the same (`$` is doubled for that); `show_origins` adds where each value comes from.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include <mailu_lint/source.hpp>

#include "resolve/model.hpp"

namespace mailu_lint {

enum class Origins : std::uint8_t { hide, show };
enum class Secrets : std::uint8_t { hide, show };

struct ShowOptions {
  Origins origins = Origins::hide;
  /// Values of secret settings are replaced by asterisks wherever they stand: in an environment, in a list of
  /// `KEY=value`, behind an option of a command, in an address, and in text that a secret variable was put into.
  Secrets secrets = Secrets::show;
  std::set<Span> secret_spans{};  ///< values that are secret for where they are used: at an anchor, say
};

/// YAML in block style; with origins a comment behind each value: `# docker-compose.yml:12:7, ${TAG} of .env:3:1`.
std::string show_yaml(const Model& model, const SourceSet& sources, const ShowOptions& options);
/// The model; with origins `{"model": …, "origins": {"/services/front/image": "…"}}`, by JSON pointer.
std::string show_json(const Model& model, const SourceSet& sources, const ShowOptions& options);

/// What a scalar below that key is printed as: masked where it is secret, `$` doubled. For both printers.
std::string shown_text(const Value& value, std::string_view key, const ShowOptions& options);
/// A key may hold what was meant to be a value: `SECRET_KEY=abc:`.
std::string shown_key(const std::string& key, const ShowOptions& options);
/// Where a value comes from, one line; empty for what docker adds.
std::string origin_of(const Value& value, std::string_view key, const SourceSet& sources, const ShowOptions& options);
/// `text` in double quotes, as JSON and YAML both read it.
std::string quoted(std::string_view text);
/// The entries to print: those docker's model has, top-level sections in their usual order.
std::vector<const Entry*> shown_entries(const Value& map, bool top_level);
/// An item to print, and the key that it is shown as having: none, or that of a secret for what follows an option like
/// `--password`.
struct ShownItem {
  const Value* value = nullptr;
  std::string_view key{};
};
/// The items to print. A stack's own model may hold an item twice (`0.0.0.0:25:25` and `[::]:25:25`, addresses
/// dropped), but docker refuses to read it twice, so it is printed once.
std::vector<ShownItem> shown_items(const Value& list, std::string_view key);

}  // namespace mailu_lint
