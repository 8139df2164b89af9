// What the steps of load_model share.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

#include <mailu_lint/lint.hpp>

#include "parse/documents.hpp"
#include "resolve/interpolate_values.hpp"
#include "resolve/limits.hpp"
#include "resolve/model.hpp"
#include "resolve/sections.hpp"
#include "resolve/values_from_yaml.hpp"

namespace mailu_lint {

struct LoadState {
  const Project& project;
  const Options& options;
  Documents& documents;
  Model& model;
  ResolveContext context{};
  Variables shell{};  ///< the process environment, as far as it is told
  VariableLog log;
  std::string directory{};        ///< of the project, absolute when that is known
  std::string shown_directory{};  ///< the same as the user named it
  std::unordered_map<FileId, ValueBudget> budgets{};
  std::unordered_set<FileId> listed{};  ///< in model.files
  std::size_t included = 0;             ///< files read through `include` and `extends`
};

/// A path of the model as the user would write it: relative to where the program runs.
std::string shown_path(const LoadState& state, const std::string& path);
/// Opens a file by its path in the model.
std::variant<FileId, ReadError> open_file(LoadState& state, const std::string& path);
/// The documents of a YAML file as values, uninterpolated. A root that is no mapping is reported and left out.
std::vector<Value*> read_documents(LoadState& state, FileId file);
/// Gives build arguments without a value that of the variable of the same name.
void fill_build_arguments(Value& service, const Variables& variables, ResolveContext& context);
/// Puts the labels of a service's label files into its labels.
void read_label_files(LoadState& state, Value& service);
/// Reports the variables that only an env file gives a stack.
void report_unread_dotenv(LoadState& state);
/// A copy of a tree; every value of it gets `step` as its last step before the place of use.
Value* clone(LoadState& state, const Value& value, const Via& step);
/// The same, in place.
void add_step(Value& value, const Via& step);

}  // namespace mailu_lint
