// The resolved model for people and programs: `mailu-lint show`. What is printed is docker's model and nothing else, so
// docker reads it back to the same (`$` is doubled for that); `show_origins` adds where each value comes from.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <mailu_lint/source.hpp>

#include "resolve/model.hpp"

namespace mailu_lint {

enum class Origins : std::uint8_t { hide, show };

struct ShowOptions {
  Origins origins = Origins::hide;
  /// Is this setting a secret? Its value is replaced by asterisks wherever it stands: in an environment, behind an
  /// anchor, in a list of `KEY=value`, and in text that a variable of that name was put into.
  std::function<bool(std::string_view setting)> is_secret{};
};

/// YAML in block style; with origins a comment behind each value: `# docker-compose.yml:12:7, ${TAG} of .env:3:1`.
std::string show_yaml(const Model& model, const SourceSet& sources, const ShowOptions& options);
/// The model; with origins `{"model": …, "origins": {"/services/front/image": "…"}}`, by JSON pointer.
std::string show_json(const Model& model, const SourceSet& sources, const ShowOptions& options);

/// What a scalar is printed as: masked where it is secret, `$` doubled. For both printers.
std::string shown_text(const Value& value, std::string_view key, const ShowOptions& options);
/// Where a value comes from, one line; empty for what docker adds.
std::string origin_of(const Value& value, const SourceSet& sources);
/// `text` in double quotes, as JSON and YAML both read it.
std::string quoted(std::string_view text);
/// The entries to print: those docker's model has, top-level sections in their usual order.
std::vector<const Entry*> shown_entries(const Value& map, bool top_level);
/// The items to print. A stack's own model may hold an item twice (`0.0.0.0:25:25` and `[::]:25:25`, addresses
/// dropped), but docker refuses to read it twice, so it is printed once.
std::vector<const Value*> shown_items(const Value& list, std::string_view key);

}  // namespace mailu_lint
