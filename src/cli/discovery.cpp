#include "cli/discovery.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <variant>

#include <mailu_lint/finding.hpp>

#include "parse/dotenv.hpp"
#include "resolve/interpolate.hpp"

namespace mailu_lint {
namespace {

namespace fs = std::filesystem;

// The names that docker compose looks for, in its order (resolution.md 1.2).
constexpr std::array<std::string_view, 4> compose_names = {"compose.yaml", "compose.yml", "docker-compose.yml",
                                                           "docker-compose.yaml"};
constexpr std::array<std::string_view, 4> override_names = {
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"};

bool is_yaml(std::string_view name) {
  return name.ends_with(".yml") || name.ends_with(".yaml");
}

bool is_env(std::string_view name) {
  return name.ends_with(".env") || name.starts_with(".env.") || name.find(".env.") != std::string_view::npos;
}

bool is_stack(std::string_view name) {
  return is_yaml(name) && name.find("stack") != std::string_view::npos;
}

/// `docker-compose.prod.yml`: complete where it stands alone, an addition where a base file stands beside it.
bool is_variant(std::string_view name) {
  const bool prefixed = name.starts_with("compose.") || name.starts_with("compose-") ||
                        name.starts_with("docker-compose.") || name.starts_with("docker-compose-");
  return is_yaml(name) && prefixed && std::ranges::find(override_names, name) == override_names.end();
}

std::string join(const std::string& directory, std::string_view name) {
  if (directory.empty() || directory == ".") return std::string(name);
  return (fs::path(directory) / name).string();
}

std::string clean(const std::string& path) {
  std::string normal = fs::path(path).lexically_normal().string();
  while (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  return normal.empty() ? "." : normal;
}

std::string parent(const std::string& path) {
  const std::string directory = fs::path(path).parent_path().string();
  return directory.empty() ? "." : directory;
}

struct Listing {
  std::vector<std::string> files{};  ///< names, sorted
  std::vector<std::string> directories{};
};

std::optional<Listing> list(const std::string& directory, std::string& error) {
  std::error_code code;
  Listing listing;
  fs::directory_iterator entries(directory, code);
  for (; !code && entries != fs::directory_iterator(); entries.increment(code)) {
    std::error_code ignored;
    const fs::directory_entry& entry = *entries;
    const bool link = entry.is_symlink(ignored);
    // A link to a file is a file; a link to a directory is not followed, it may lead in a circle.
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

/// COMPOSE_FILE of the directory's `.env`: the files that docker compose takes when it is started there.
std::vector<std::string> files_of_dotenv(const std::string& directory, FileReader& reader) {
  SourceSet sources(reader);
  const auto opened = sources.open(join(directory, ".env"));
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
    if (end > begin) files.push_back(clean(join(directory, value.substr(begin, end - begin))));
    begin = end + separator.size();
  }
  return files;
}

class Discoverer {
 public:
  Discoverer(const DiscoveryOptions& options, FileReader& reader) : options_(options), reader_(reader) {}

  void argument(const std::string& given) {
    const std::string path = clean(given);
    const std::string file_name = fs::path(path).filename().string();
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (path == options_.standard_input) {
      argument_file(path, file_name);
    } else if (!fs::exists(status)) {
      const bool denied = code && code != std::errc::no_such_file_or_directory && code != std::errc::not_a_directory;
      result_.problems.push_back(path + ": " + (denied ? code.message() : "no such file or directory"));
    } else if (fs::is_directory(status)) {
      result_.arguments.push_back({path, Argument::Kind::directory, {}});
      start_walk(path);
    } else {
      argument_file(path, file_name);
    }
  }

  Discovery take() { return std::move(result_); }

 private:
  void argument_file(const std::string& path, const std::string& file_name) {
    if (is_env(file_name)) {
      result_.arguments.push_back({path, Argument::Kind::env_file, {}});
      readers_of(path);
      return;
    }
    result_.arguments.push_back({path, Argument::Kind::file, {}});
    add_with_partners(path);
  }

  /// The deployment that the file belongs to when docker is started in its directory, else the file alone.
  void add_with_partners(const std::string& path) {
    for (const auto& files : deployments_in(parent(path))) {
      if (std::ranges::find(files, path) != files.end()) return add(files);
    }
    add({path});
  }

  void add(const std::vector<std::string>& files) {
    std::string key;
    for (const std::string& file : files) key += canonical_path(file) + '\0';
    const auto [known, is_new] = known_.try_emplace(key, result_.projects.size());
    if (is_new) {
      Project project = options_.common;
      project.files = files;
      result_.projects.push_back(std::move(project));
    }
    auto& mine = result_.arguments.back().projects;
    if (std::ranges::find(mine, known->second) == mine.end()) mine.push_back(known->second);
  }

  using FileLists = std::vector<std::vector<std::string>>;

  const FileLists& deployments_in(const std::string& directory) {
    const auto known = directories_.find(directory);
    if (known != directories_.end()) return known->second;
    std::string error;
    const auto listing = list(directory, error);
    return directories_.emplace(directory, listing ? deployments_among(directory, listing->files) : FileLists{})
        .first->second;
  }

  /// What docker would start in a directory with these files.
  FileLists deployments_among(const std::string& directory, const std::vector<std::string>& names) {
    const auto there = [&](std::string_view name) { return std::ranges::binary_search(names, name); };
    FileLists deployments;
    std::set<std::string> used;
    const auto base = std::ranges::find_if(compose_names, there);
    if (auto files = files_of_dotenv(directory, reader_); !files.empty()) {
      deployments.push_back(std::move(files));
    } else if (base != compose_names.end()) {
      deployments.push_back({join(directory, *base)});
      const auto additional = std::ranges::find_if(override_names, there);
      if (additional != override_names.end()) deployments.back().push_back(join(directory, *additional));
    }
    const bool has_base = !deployments.empty();
    if (has_base) used.insert(deployments.front().begin(), deployments.front().end());
    for (const std::string& name : names) {
      const std::string path = join(directory, name);
      if (!used.contains(path) && (is_stack(name) || (!has_base && is_variant(name)))) deployments.push_back({path});
    }
    return deployments;
  }

  struct Ignoring {
    std::string directory{};  ///< absolute
    IgnoreRules rules{};
  };

  void load_gitignore(const std::string& absolute, std::vector<Ignoring>& rules) {
    const auto text = reader_.read(join(absolute, ".gitignore"));
    rules.push_back({absolute, {}});
    if (const auto* patterns = std::get_if<std::string>(&text)) rules.back().rules.add_text(*patterns);
  }

  bool ignored(const std::vector<Ignoring>& rules, const std::string& absolute, PathKind kind) const {
    const auto inside = [&](const std::string& directory) -> std::string_view {
      const std::size_t skip = directory == "/" ? 1 : directory.size() + 1;
      return std::string_view(absolute).substr(std::min(skip, absolute.size()));
    };
    if (absolute.starts_with(current_ + "/") &&
        options_.exclude.verdict(inside(current_), kind) == IgnoreRules::Verdict::ignored) {
      return true;
    }
    for (auto level = rules.rbegin(); level != rules.rend(); ++level) {
      const auto verdict = level->rules.verdict(inside(level->directory), kind);
      if (verdict != IgnoreRules::Verdict::none) return verdict == IgnoreRules::Verdict::ignored;
    }
    return false;
  }

  void start_walk(const std::string& directory) {
    std::error_code code;
    const std::string absolute = clean(fs::absolute(directory, code).string());
    std::vector<Ignoring> rules;
    if (const std::string root = repository_root(absolute); !root.empty() && root != absolute) {
      std::vector<std::string> above;
      for (std::string at = parent(absolute);; at = parent(at)) {
        above.push_back(at);
        if (at == root || at == "/") break;
      }
      for (auto at = above.rbegin(); at != above.rend(); ++at) load_gitignore(*at, rules);
    }
    walk(directory, absolute, rules, 0);
  }

  void walk(const std::string& shown, const std::string& absolute, std::vector<Ignoring>& rules, int depth) {
    constexpr int deepest = 200;
    std::string error;
    auto listing = list(shown, error);
    if (!listing) {
      result_.problems.push_back(shown + ": " + error);
      return;
    }
    if (depth == deepest) {
      result_.problems.push_back(shown + ": directories are nested more than " + std::to_string(deepest) + " deep");
      return;
    }
    load_gitignore(absolute, rules);
    std::erase_if(listing->files,
                  [&](const std::string& name) { return ignored(rules, join(absolute, name), PathKind::file); });
    for (const auto& files : deployments_among(shown, listing->files)) add(files);
    for (const std::string& name : listing->directories) {
      const std::string below = join(absolute, name);
      if (name == ".git" || ignored(rules, below, PathKind::directory)) continue;
      walk(join(shown, name), below, rules, depth + 1);
    }
    rules.pop_back();
  }

  /// Candidates for "which deployments read this env file": everything in its directory, in the directories above it up
  /// to the repository's root, and one level below each of them.
  void readers_of(const std::string& env_file) {
    std::error_code code;
    std::string directory = parent(env_file);
    const std::string absolute = clean(fs::absolute(directory, code).string());
    const std::string root = repository_root(absolute);
    std::string at = absolute;
    while (true) {
      candidates(directory);
      std::string error;
      if (const auto listing = list(directory, error); listing && !root.empty()) {
        for (const std::string& name : listing->directories) {
          if (name != ".git") candidates(join(directory, name));
        }
      }
      const bool outside = root.empty() && at != absolute;
      if (at == root || at == "/" || outside) return;
      at = parent(at);
      directory = clean(join(directory, ".."));
    }
  }

  void candidates(const std::string& directory) {
    std::string error;
    const auto listing = list(directory, error);
    if (!listing) return;
    for (const std::string& name : listing->files) {
      if (is_yaml(name)) add_with_partners(clean(join(directory, name)));
    }
  }

  const DiscoveryOptions& options_;
  FileReader& reader_;
  std::string current_ = current_directory();
  Discovery result_;
  std::map<std::string, FileLists> directories_;
  std::unordered_map<std::string, std::size_t> known_;

  static std::string current_directory() {
    std::error_code code;
    return fs::current_path(code).string();
  }
};

}  // namespace

Discovery discover(const std::vector<std::string>& paths, const DiscoveryOptions& options, FileReader& reader) {
  Discoverer discoverer(options, reader);
  for (const std::string& path : paths) discoverer.argument(path);
  return discoverer.take();
}

std::string canonical_path(const std::string& path) {
  std::error_code code;
  const fs::path canonical = fs::weakly_canonical(path, code);
  return code ? clean(path) : canonical.string();
}

std::string repository_root(const std::string& directory) {
  for (fs::path at = directory;; at = at.parent_path()) {
    std::error_code code;
    if (fs::exists(at / ".git", code)) return at.string();
    if (!at.has_relative_path()) return "";
  }
}

}  // namespace mailu_lint
