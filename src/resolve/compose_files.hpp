// The files of a compose project, and of what it includes and extends, as one tree of long forms.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "resolve/load_state.hpp"

namespace mailu_lint {

/// A project, or one that another includes: with a directory and variables of its own.
struct ComposeScope {
  std::string directory{};
  const Variables* variables = nullptr;
  std::vector<std::string> including{};  ///< the files that led here, by path
};

/// Empty values of services that extend others or are extended, out of the schema's sight: they keep what the other one
/// has, and are wrong only if both have nothing.
class HiddenNulls {
 public:
  void take(Value& service);
  void put_back();

 private:
  std::vector<std::pair<Value*, Entry>> taken_;
};

/// Reads and merges the files; what cannot be read is left out (the caller has looked, or reports it).
Value* load_compose_files(LoadState& state, const std::vector<FileId>& files, const ComposeScope& scope);

/// Replaces each service that has `extends` by what it comes to. `places` are the document's marks.
void apply_extends(LoadState& state, Value& document, const ComposeScope& scope,
                   const std::vector<std::string>& places);
/// Brings in what `include` names.
void apply_include(LoadState& state, Value& document, const ComposeScope& scope);

}  // namespace mailu_lint
