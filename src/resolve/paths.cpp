#include "resolve/paths.hpp"

#include <algorithm>
#include <vector>

namespace mailu_lint {

bool is_absolute(std::string_view path) {
  return path.starts_with('/');
}

std::string clean_path(std::string_view path) {
  const bool absolute = is_absolute(path);
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (part.empty() || part == ".") continue;
    const bool climbs = part == "..";
    if (climbs && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!climbs || !absolute) {
      parts.push_back(part);
    }
  }
  std::string clean = absolute ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) clean += '/';
    clean += parts[i];
  }
  return clean.empty() ? "." : clean;
}

std::string join_path(std::string_view directory, std::string_view path) {
  if (directory.empty() || is_absolute(path)) return clean_path(path);
  std::string joined(directory);
  joined += '/';
  joined += path;
  return clean_path(joined);
}

std::string parent_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? "/" : clean_path(path.substr(0, slash));
}

std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace mailu_lint
