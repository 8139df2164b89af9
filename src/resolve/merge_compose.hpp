// How docker compose merges files, YAML documents and extended services: trees of long forms, by rules that depend on
// the place in the tree (resolution.md 1.6, left column).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/sections.hpp"
#include "resolve/value.hpp"

namespace mailu_lint {

/// Merges `later` into `base`; what `later` says wins. Both are roots of files in long form.
void merge_compose(Value& base, Value& later, ResolveContext& context);
/// The same for two services.
void merge_compose_service(Value& base, Value& later, ResolveContext& context);

/// Of entries that docker takes for the same (a port, a mount point, a capability) the last is kept, in the place of
/// the first. For the lists of one document, in long or short form; merging does it for what it joins.
void keep_unique(Value& root);
void keep_unique_service(Value& service);

/// Takes empty values out of a later document when the earlier ones have the key: they keep what is there. Before the
/// schema, which would refuse them.
void drop_hidden_nulls(const Value& base, Value& later);

// `!reset` and `!override`.

/// The places of the marks, as keys joined by dots. Values marked `!reset` are taken out of the tree.
std::vector<std::string> take_marks(Value& root);
/// Takes the values at these places out of what earlier files said.
void apply_marks(Value& base, const std::vector<std::string>& places);
/// The same for a service that is extended under another name.
void apply_marks_to_service(Value& service, std::string_view name, const std::vector<std::string>& places);

}  // namespace mailu_lint
