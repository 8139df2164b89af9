// The files of a stack as one tree of long forms.
#pragma once

#include <unordered_map>
#include <vector>

#include "resolve/load_state.hpp"
#include "resolve/service_environment.hpp"

namespace mailu_lint {

using Environments = std::unordered_map<std::string, ResolvedEnvironment>;

/// Each file is checked, made long and given its environment by itself; then they are merged. The environments are by
/// service, not yet in the tree.
Value* load_stack_files(LoadState& state, const std::vector<FileId>& files, const Variables& variables,
                        Environments& environments);

}  // namespace mailu_lint
