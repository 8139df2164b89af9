// A folder as docker compose looks at it: which of its files make a deployment when docker is started there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/source.hpp>

namespace mailu_lint {

bool is_yaml_name(std::string_view name);
bool is_env_name(std::string_view name);

/// Names, sorted. A link to a file is a file; a link to a directory is left out, it may lead in a circle.
struct Listing {
  std::vector<std::string> files{};
  std::vector<std::string> directories{};
};
/// Nothing, and the reason, when the directory cannot be read.
std::optional<Listing> list_directory(const std::string& directory, std::string& error);

/// The files of each deployment, in docker's order.
using FileLists = std::vector<std::vector<std::string>>;
/// What docker would start in a directory that holds files with these (sorted) names: what `.env` names in COMPOSE_FILE
/// or else compose's default file and its override, then each stack file, then, without a default file, its variants.
FileLists deployments_among(const std::string& directory, const std::vector<std::string>& names, FileReader& reader);

}  // namespace mailu_lint
