#include "cli/discovery.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <variant>

#include "cli/folder.hpp"
#include "config/configurations.hpp"
#include "config/locations.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint {
namespace {

namespace fs = std::filesystem;

class Discoverer {
 public:
  Discoverer(const DiscoveryOptions& options, FileReader& reader) : options_(options), reader_(reader) {}

  void argument(const std::string& given) {
    const std::string path = clean_path(given);
    const std::string_view file_name = base_name(path);
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    const bool is_held = path == options_.standard_input || options_.unsaved.contains(path);
    if (!is_held && !fs::exists(status)) {
      const bool denied = code && code != std::errc::no_such_file_or_directory && code != std::errc::not_a_directory;
      result_.problems.push_back(path + ": " + (denied ? code.message() : "no such file or directory"));
    } else if (!is_held && fs::is_directory(status)) {
      result_.arguments.push_back({path, Argument::Kind::directory, {}});
      start_walk(path);
    } else {
      argument_file(path, file_name);
    }
  }

  Discovery take() { return std::move(result_); }

 private:
  void argument_file(const std::string& path, std::string_view file_name) {
    if (is_env_name(file_name)) {
      result_.arguments.push_back({path, Argument::Kind::env_file, {}});
      readers_of(path);
      return;
    }
    result_.arguments.push_back({path, Argument::Kind::file, {}});
    mean(project_with(path));
  }

  /// The deployment that the file belongs to when docker is started in its directory, else the file alone.
  std::size_t project_with(const std::string& path) {
    for (const auto& files : deployments_in(parent_path(path))) {
      if (std::ranges::find(files, path) != files.end()) return project(files);
    }
    return project({path});
  }

  /// The index of the project of these files, a new one when they are named for the first time.
  std::size_t project(const std::vector<std::string>& files) {
    std::string key;
    for (const std::string& file : files) key += canonical_path(file) + '\0';
    const auto [known, is_new] = known_.try_emplace(key, result_.projects.size());
    if (is_new) {
      Project project = options_.common;
      project.files = files;
      result_.projects.push_back(std::move(project));
    }
    return known->second;
  }

  void mean(std::size_t index) { result_.arguments.back().projects.push_back(index); }

  const FileLists& deployments_in(const std::string& directory) {
    const auto known = deployments_.find(directory);
    if (known != deployments_.end()) return known->second;
    return deployments_.emplace(directory, deployments_among(directory, listing(directory).files, reader_))
        .first->second;
  }

  /// Empty when the directory cannot be read.
  const Listing& listing(const std::string& directory) {
    const auto known = listings_.find(directory);
    if (known != listings_.end()) return known->second;
    std::string error;
    return listings_.emplace(directory, list_directory(directory, error).value_or(Listing{})).first->second;
  }

  struct Ignoring {
    std::string directory{};  ///< absolute
    IgnoreRules rules{};
  };

  void load_gitignore(const std::string& absolute, std::vector<Ignoring>& rules) {
    const auto text = reader_.read(join_path(absolute, ".gitignore"));
    rules.push_back({absolute, {}});
    if (const auto* patterns = std::get_if<std::string>(&text)) rules.back().rules.add_text(*patterns);
    if (options_.configurations) add_excluded(options_.configurations->in(absolute).get(), rules.back().rules);
  }

  static void add_excluded(const Configuration* configuration, IgnoreRules& rules) {
    if (!configuration) return;
    for (const std::string& pattern : configuration->exclude) rules.add_pattern(pattern);
  }

  bool ignored(const std::vector<Ignoring>& rules, const std::string& absolute, PathKind kind) const {
    // Nothing of a path that lies elsewhere: `--exclude` and the file of `--config` count for their own directory.
    const auto verdict_of = [&](const IgnoreRules& patterns, const std::string& directory) {
      const auto below = path_below(directory, absolute);
      return below ? patterns.verdict(*below, kind) : IgnoreRules::Verdict::none;
    };
    if (verdict_of(options_.exclude, current_) == IgnoreRules::Verdict::ignored) return true;
    for (auto level = rules.rbegin(); level != rules.rend(); ++level) {
      const auto verdict = verdict_of(level->rules, level->directory);
      if (verdict != IgnoreRules::Verdict::none) return verdict == IgnoreRules::Verdict::ignored;
    }
    return false;
  }

  void start_walk(const std::string& directory) {
    std::error_code code;
    const std::string absolute = clean_path(fs::absolute(directory, code).string());
    std::vector<Ignoring> rules;
    if (options_.configurations && options_.configurations->given()) {
      const Configuration* given = options_.configurations->given().get();
      rules.push_back({canonical_path(given->directory), {}});
      add_excluded(given, rules.back().rules);
    }
    if (const std::string root = repository_root(absolute); !root.empty() && root != absolute) {
      std::vector<std::string> above;
      for (std::string at = parent_path(absolute);; at = parent_path(at)) {
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
    auto entries = list_directory(shown, error);
    if (!entries) {
      result_.problems.push_back(shown + ": " + error);
      return;
    }
    if (depth == deepest) {
      result_.problems.push_back(shown + ": directories are nested more than " + std::to_string(deepest) + " deep");
      return;
    }
    load_gitignore(absolute, rules);
    std::erase_if(entries->files,
                  [&](const std::string& name) { return ignored(rules, join_path(absolute, name), PathKind::file); });
    for (const auto& files : deployments_among(shown, entries->files, reader_)) mean(project(files));
    for (const std::string& name : entries->directories) {
      const std::string below = join_path(absolute, name);
      if (name == ".git" || ignored(rules, below, PathKind::directory)) continue;
      walk(join_path(shown, name), below, rules, depth + 1);
    }
    rules.pop_back();
  }

  /// Candidates for "which deployments read this env file": everything in its directory, in the directories above it up
  /// to the repository's root, and one level below each of them.
  void readers_of(const std::string& env_file) {
    std::error_code code;
    std::string directory = parent_path(env_file);
    const std::string absolute = clean_path(fs::absolute(directory, code).string());
    const std::string root = repository_root(absolute);
    std::string at = absolute;
    while (true) {
      candidates(directory);
      if (!root.empty()) {
        for (const std::string& name : listing(directory).directories) {
          if (name != ".git") candidates(join_path(directory, name));
        }
      }
      const bool outside = root.empty() && at != absolute;
      if (at == root || at == "/" || outside) break;
      at = parent_path(at);
      directory = join_path(directory, "..");
    }
    auto& found = result_.arguments.back().projects;
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }

  /// Every deployment of one directory, looked for once: a thousand env files may share their neighbours.
  void candidates(const std::string& directory) {
    auto known = candidates_.find(directory);
    if (known == candidates_.end()) {
      known = candidates_.emplace(directory, std::vector<std::size_t>{}).first;
      for (const std::string& name : listing(directory).files) {
        if (is_yaml_name(name)) known->second.push_back(project_with(join_path(directory, name)));
      }
    }
    for (const std::size_t index : known->second) mean(index);
  }

  const DiscoveryOptions& options_;
  FileReader& reader_;
  std::string current_ = current_directory();
  Discovery result_;
  std::map<std::string, Listing> listings_;
  std::map<std::string, FileLists> deployments_;
  std::map<std::string, std::vector<std::size_t>> candidates_;
  std::unordered_map<std::string, std::size_t> known_;
};

}  // namespace

Discovery discover(const std::vector<std::string>& paths, const DiscoveryOptions& options, FileReader& reader) {
  Discoverer discoverer(options, reader);
  for (const std::string& path : paths) discoverer.argument(path);
  return discoverer.take();
}

}  // namespace mailu_lint
