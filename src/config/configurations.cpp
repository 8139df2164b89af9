#include "config/configurations.hpp"

#include <filesystem>
#include <system_error>
#include <utility>
#include <variant>

#include "config/locations.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint {
namespace {

/// As the user would write it: from the current directory, for what lies below it.
std::string shown_path(const std::string& directory) {
  std::error_code code;
  const auto current = std::filesystem::current_path(code);
  const auto near = std::filesystem::path(directory).lexically_relative(current);
  const bool below = !near.empty() && *near.begin() != "..";
  return join_path(below ? near.string() : directory, configuration_name);
}

/// The directory where the way upward ends.
std::string top_for(const std::string& directory) {
  const std::string root = repository_root(directory);
  if (!root.empty()) return root;
  std::error_code code;
  const std::string current = std::filesystem::current_path(code).string();
  return directory.starts_with(current + '/') ? current : directory;
}

}  // namespace

Configurations::Configurations(Source source, const std::string& given, FileReader& reader,
                               std::vector<std::string>& problems)
    : source_(source), reader_(reader), problems_(problems) {
  if (source == Source::given) given_ = read(given);
}

std::shared_ptr<const Configuration> Configurations::read(const std::string& path) {
  const auto text = reader_.read(path);
  if (const auto* error = std::get_if<ReadError>(&text)) {
    const bool none = *error == ReadError::missing && source_ == Source::nearest;
    if (!none) problems_.push_back(path + ": " + std::string(to_string(*error)));
    return nullptr;
  }
  return std::make_shared<Configuration>(read_configuration(path, std::get<std::string>(text), problems_));
}

std::shared_ptr<const Configuration> Configurations::in(const std::string& directory) {
  if (source_ != Source::nearest) return nullptr;
  const auto [known, is_new] = in_.try_emplace(canonical_path(directory));
  if (is_new) known->second = read(shown_path(known->first));
  return known->second;
}

std::shared_ptr<const Configuration> Configurations::of(const std::string& directory) {
  if (source_ != Source::nearest) return given_;
  const std::string first = canonical_path(directory);
  const auto [known, is_new] = of_.try_emplace(first);
  if (!is_new) return known->second;
  const std::string top = top_for(first);
  std::shared_ptr<const Configuration> found = in(first);
  for (std::string at = first; !found && at != top && at != "/";) {
    at = parent_path(at);
    found = in(at);
  }
  return known->second = found;
}

}  // namespace mailu_lint
