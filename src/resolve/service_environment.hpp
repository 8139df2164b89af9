// The environment of each service: env files and `environment`, who wins, who loses, and what stays unknown.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "parse/dotenv.hpp"
#include "resolve/load_state.hpp"

namespace mailu_lint {

class ResolvedEnvironment {
 public:
  /// So many settings come first.
  void expect(std::size_t count);
  /// Takes the place of a setting of the same name, which goes to the losers.
  void add(Setting setting);
  void add_loser(Setting setting) { losers_.push_back(std::move(setting)); }
  /// `later` is that of a later file, as docker stack merges: what is empty there does not win.
  void merge(ResolvedEnvironment later);

  std::vector<EnvFile> files{};
  std::string incomplete{};
  bool has_environment_key = false;

  /// The settings as rules see them. Takes them: nothing is left here.
  ServiceEnvironment finish(std::string service);

 private:
  struct NameOf {
    std::string_view operator()(const Setting& setting) const { return setting.name; }
  };
  const Setting* find(std::string_view name) const;

  std::vector<Setting> settings_;  ///< in the order of their first mention
  NameIndex<NameOf> index_;
  std::vector<Setting> losers_;
};

/// Reads the env files that services name; each is parsed once where its text allows that.
class EnvironmentReader {
 public:
  EnvironmentReader(LoadState& state, const Variables& variables) : state_(state), variables_(variables) {}

  enum class Importance : std::uint8_t {
    runs,     ///< an env file that is not there keeps docker from starting
    dormant,  ///< of a service behind an inactive profile: docker does not read its env files
  };
  ResolvedEnvironment resolve(const Value& service, Importance importance);

 private:
  struct Reference;
  /// A file as one grammar reads it, and what the other one makes of each entry.
  struct Parsed {
    EnvFileContent content{};
    std::vector<std::optional<std::string>> other{};
  };
  const Parsed& parse(FileId file, EnvGrammar grammar, const Variables& first, const Variables& earlier);
  void read_files(const Value& service, Importance importance, ResolvedEnvironment& out);
  /// Gives what it read, until the reader reads again; nothing when it could not.
  const EnvFileContent* read_file(const Reference& reference, const Variables& first, const Variables& earlier,
                                  Importance importance, ResolvedEnvironment& out);
  void add_entry(const EnvEntry& entry, const Reference& reference, std::optional<std::string> other_reading,
                 ResolvedEnvironment& out) const;
  void report_missing(const Reference& reference, const std::string& shown, ReadError error, Importance importance,
                      ResolvedEnvironment& out);
  /// Is there room for one more setting? Counts.
  bool afford(const EnvEntry& entry, const Value& file);
  Setting inline_setting(const Entry& entry);

  LoadState& state_;
  const Variables& variables_;
  std::unordered_map<std::uint64_t, Parsed> cache_;
  std::unordered_set<std::string> reported_;
  std::size_t parsed_bytes_ = 0;
  std::size_t settings_ = 0;
};

}  // namespace mailu_lint
