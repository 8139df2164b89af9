// What is done to the tree of one file, or of all files merged, section by section: type casts, schema, long forms,
// defaults, consistency. One .cpp per section of the compose file; the order of the steps is model.cpp's.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

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
  std::string directory{};                       ///< of the project being looked at: what its relative paths start from
  std::string project_name{};                    ///< compose only
  std::string home = "/root";                    ///< `~`
  std::vector<std::string> disabled{};           ///< services behind inactive profiles, for finish()
  bool refused = false;                          ///< set when docker would refuse the files
  std::string stack_version{};                   ///< of the first file, checked against the others' (stack only)
  std::size_t expanded_ports = 0;                ///< entries made from port ranges so far
  std::size_t lengthened = 0;                    ///< short ports and volumes made long so far
  std::size_t copied_text = 0;                   ///< bytes of text in the model so far
  std::set<RuleId> limits_met{};                 ///< those that are reported (limits.hpp)
  std::set<std::pair<RuleId, Span>> reported{};  ///< refusals are said once a place, however often a step runs
};

// Steps for each YAML document, in this order, before anything is merged. docker compose checks and lengthens the
// merged tree after each document instead; the outcome is the same because the loader takes out beforehand what a merge
// would have hidden: `!reset` values, and empty values of a later file, which keep the earlier one.

/// After interpolation: strings to numbers and booleans where the dialect does that (resolution.md 1.1, "Type casts").
void cast_types(Value& root, ResolveContext& context);
/// The dialect's schema: unknown keys, wrong types, keys that a stack refuses or needs a newer `version` for.
void check_schema(Value& root, ResolveContext& context);
/// Short forms to long ones: ports, volumes, networks, environment, labels, build, depends_on, env_file, secrets, …
/// Adds no defaults: a merge must see what was written (`published` stays integer or string, for one, and decides
/// which ports are the same). Wrong forms, which the schema has reported, are left as they are.
/// environment, labels, sysctls, …: map. env_file: list of maps with `path`, `required`, `format` as far as written
/// (compose); list of strings (stack).
void canonicalise(Value& root, ResolveContext& context);
/// Relative paths to absolute ones, from context.directory: env_file, bind sources, build contexts, files of secrets
/// and configs. Called for each file with its own directory (extends, include) and for the whole; absolute paths stay.
void resolve_paths(Value& root, ResolveContext& context);

/// After all files are merged: defaults, names, references that lead nowhere, dropped unused parts. The environment is
/// resolved already, env_file is gone (compose) or still there (stack).
void finish(Value& root, ResolveContext& context);

}  // namespace mailu_lint
