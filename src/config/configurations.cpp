#include "config/configurations.hpp"

#include <utility>
#include <variant>

#include "config/locations.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint {
namespace {

/// As the user would write it: from the current directory, for what lies below it.
std::string shown_path(const std::string& directory, const std::string& current) {
  if (directory == current) return std::string(configuration_name);
  const auto below = path_below(current, directory);
  return join_path(below ? *below : directory, configuration_name);
}

}  // namespace

Configurations::Configurations(Source source, const std::string& given, FileReader& reader,
                               std::vector<std::string>& problems)
    : source_(source), reader_(reader), problems_(problems), current_(current_directory()) {
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
  return source_ == Source::nearest ? in_canonical(canonical_path(directory)) : nullptr;
}

std::shared_ptr<const Configuration> Configurations::in_canonical(const std::string& directory) {
  const auto [known, is_new] = in_.try_emplace(directory);
  if (is_new) known->second = read(shown_path(directory, current_));
  return known->second;
}

const std::string& Configurations::repository_of(const std::string& directory) {
  const auto [known, is_new] = repositories_.try_emplace(directory);
  if (!is_new) return known->second;
  const std::string above = parent_path(directory);
  if (is_repository(directory)) {
    known->second = directory;
  } else if (above != directory) {
    known->second = repository_of(above);
  }
  return known->second;
}

const std::string& Configurations::top_for(const std::string& directory) {
  const std::string& root = repository_of(directory);
  if (!root.empty()) return root;
  return path_below(current_, directory) ? current_ : directory;
}

std::shared_ptr<const Configuration> Configurations::of(const std::string& directory) {
  if (source_ != Source::nearest) return given_;
  const std::string first = canonical_path(directory);
  const auto [known, is_new] = of_.try_emplace(first);
  if (!is_new) return known->second;
  const std::string& top = top_for(first);
  std::shared_ptr<const Configuration> found = in_canonical(first);
  for (std::string at = first; !found && at != top && at != "/";) {
    at = parent_path(at);
    found = in_canonical(at);
  }
  return known->second = found;
}

}  // namespace mailu_lint
