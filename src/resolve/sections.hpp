// What is done to the tree of one file, or of all files merged, section by section: type casts, schema, long forms,
// defaults, consistency. One .cpp per section of the compose file; the order of the steps is model.cpp's.
#pragma once

#include <string>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/finding.hpp>

#include "resolve/value.hpp"

namespace mailu_lint {

/// What the steps share.
struct ResolveContext {
  Dialect dialect = Dialect::compose;
  ValueArena* arena = nullptr;
  SourceSet* sources = nullptr;
  Findings* findings = nullptr;
  std::string directory{};     ///< of the file being looked at: what its relative paths start from
  std::string project_name{};  ///< compose only
  std::string home = "/root";  ///< `~`
  bool refused = false;        ///< set when docker would refuse the files
};

/// After interpolation: strings to numbers and booleans where the dialect does that (resolution.md 1.1, "Type casts").
void cast_types(Value& root, ResolveContext& context);
/// The dialect's schema: unknown keys, wrong types, keys that a stack refuses or needs a newer `version` for.
void check_schema(Value& root, ResolveContext& context);
/// Short forms to long ones: ports, volumes, networks, environment, labels, build, depends_on, env_file, secrets, …
void canonicalise(Value& root, ResolveContext& context);
/// After all files are merged: defaults, names, absolute paths, references that lead nowhere, dropped unused parts.
void finish(Value& root, ResolveContext& context);

}  // namespace mailu_lint
