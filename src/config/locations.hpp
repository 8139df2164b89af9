// Where files and directories are on the disk: one name for each, the top of a repository, what lies below what.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mailu_lint {

/// Absolute, without symbolic links; empty when it is gone.
std::string current_directory();

/// One name for a file, however it was spelt.
std::string canonical_path(const std::string& path);

/// Is there a `.git` in it?
bool is_repository(const std::string& directory);

/// The nearest directory with a `.git`, from `directory` upward; empty when there is none.
std::string repository_root(const std::string& directory);

/// `path` as seen from `directory`, both absolute; nothing when it does not lie below.
std::optional<std::string_view> path_below(std::string_view directory, std::string_view path);

}  // namespace mailu_lint
