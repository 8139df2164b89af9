#include "cli/folder.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>
#include <variant>

#include <mailu_lint/finding.hpp>

#include "parse/dotenv.hpp"
#include "resolve/interpolate.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint {
namespace {

namespace fs = std::filesystem;

// The names that docker compose looks for, in its order (resolution.md 1.2).
constexpr std::array<std::string_view, 4> compose_names = {"compose.yaml", "compose.yml", "docker-compose.yml",
                                                           "docker-compose.yaml"};
constexpr std::array<std::string_view, 4> override_names = {
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"};

bool is_stack(std::string_view name) {
  return is_yaml_name(name) && name.find("stack") != std::string_view::npos;
}

/// `docker-compose.prod.yml`, `mailu.yml`: whole where it stands alone, an addition where a base file stands beside it.
bool is_variant(std::string_view name) {
  const bool prefixed = name.starts_with("compose.") || name.starts_with("compose-") ||
                        name.starts_with("docker-compose.") || name.starts_with("docker-compose-");
  const bool named = prefixed || (name.find("mailu") != std::string_view::npos && !name.starts_with('.'));
  return is_yaml_name(name) && named && std::ranges::find(override_names, name) == override_names.end();
}

/// COMPOSE_FILE of the directory's `.env`: the files that docker compose takes when it is started there.
std::vector<std::string> files_of_dotenv(const std::string& directory, FileReader& reader) {
  SourceSet sources(reader);
  const auto opened = sources.open(join_path(directory, ".env"));
  const FileId* file = std::get_if<FileId>(&opened);
  if (!file) return {};
  if (sources[*file].text().find("COMPOSE_FILE") == std::string_view::npos) return {};
  Findings ignored;
  const Variables none;
  std::string value;
  std::string separator = ":";
  for (const EnvEntry& entry : parse_dotenv(*file, sources[*file], EnvGrammar::compose, none, none, ignored).entries) {
    if (!entry.value.get()) continue;
    if (entry.name == "COMPOSE_FILE") value = *entry.value.get();
    if (entry.name == "COMPOSE_PATH_SEPARATOR" && !entry.value.get()->empty()) separator = *entry.value.get();
  }
  std::vector<std::string> files;
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = std::min(value.find(separator, begin), value.size());
    if (end > begin) files.push_back(join_path(directory, value.substr(begin, end - begin)));
    begin = end + separator.size();
  }
  return files;
}

}  // namespace

bool is_yaml_name(std::string_view name) {
  return name.ends_with(".yml") || name.ends_with(".yaml");
}

bool is_env_name(std::string_view name) {
  return name.ends_with(".env") || name.starts_with(".env.") || name.find(".env.") != std::string_view::npos;
}

std::optional<Listing> list_directory(const std::string& directory, std::string& error) {
  std::error_code code;
  Listing listing;
  fs::directory_iterator entries(directory, code);
  for (; !code && entries != fs::directory_iterator(); entries.increment(code)) {
    std::error_code ignored;
    const fs::directory_entry& entry = *entries;
    const bool link = entry.is_symlink(ignored);
    if (entry.is_regular_file(ignored)) {
      listing.files.push_back(entry.path().filename().string());
    } else if (!link && entry.is_directory(ignored)) {
      listing.directories.push_back(entry.path().filename().string());
    }
  }
  if (code) {
    error = code.message();
    return std::nullopt;
  }
  std::ranges::sort(listing.files);
  std::ranges::sort(listing.directories);
  return listing;
}

FileLists deployments_among(const std::string& directory, const std::vector<std::string>& names, FileReader& reader) {
  const auto there = [&](std::string_view name) { return std::ranges::binary_search(names, name); };
  FileLists deployments;
  std::set<std::string> used;
  const auto base = std::ranges::find_if(compose_names, there);
  if (auto files = files_of_dotenv(directory, reader); !files.empty()) {
    deployments.push_back(std::move(files));
  } else if (base != compose_names.end()) {
    deployments.push_back({join_path(directory, *base)});
    const auto additional = std::ranges::find_if(override_names, there);
    if (additional != override_names.end()) deployments.back().push_back(join_path(directory, *additional));
  }
  const bool has_base = !deployments.empty();
  if (has_base) used.insert(deployments.front().begin(), deployments.front().end());
  for (const std::string& name : names) {
    const std::string path = join_path(directory, name);
    if (!used.contains(path) && (is_stack(name) || (!has_base && is_variant(name)))) deployments.push_back({path});
  }
  return deployments;
}

}  // namespace mailu_lint
