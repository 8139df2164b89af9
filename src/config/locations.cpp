#include "config/locations.hpp"

#include <filesystem>
#include <system_error>

#include "resolve/paths.hpp"

namespace mailu_lint {

namespace fs = std::filesystem;

std::string current_directory() {
  std::error_code code;
  return fs::current_path(code).string();
}

std::string canonical_path(const std::string& path) {
  std::error_code code;
  const fs::path canonical = fs::weakly_canonical(path, code);
  return code ? clean_path(path) : canonical.string();
}

bool is_repository(const std::string& directory) {
  std::error_code code;
  return fs::exists(fs::path(directory) / ".git", code);
}

std::string repository_root(const std::string& directory) {
  for (fs::path at = directory;; at = at.parent_path()) {
    if (is_repository(at.string())) return at.string();
    if (!at.has_relative_path()) return "";
  }
}

std::optional<std::string_view> path_below(std::string_view directory, std::string_view path) {
  if (!path.starts_with(directory)) return std::nullopt;
  path.remove_prefix(directory.size());
  if (!directory.ends_with('/')) {
    if (!path.starts_with('/')) return std::nullopt;
    path.remove_prefix(1);
  }
  return path.empty() ? std::nullopt : std::optional(path);
}

}  // namespace mailu_lint
