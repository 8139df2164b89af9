// The pipeline: sources in, findings out. No file system, no environment, no clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/finding.hpp>
#include <mailu_lint/rule.hpp>
#include <mailu_lint/source.hpp>

namespace mailu_lint {

/// The files of one deployment, as docker would be told of them.
struct Project {
  std::vector<std::string> files{};      ///< YAML files in the order of `-f`/`-c`
  std::string working_directory{};       ///< absolute; empty when not known: paths in the model then stay relative
  std::string directory{};               ///< --project-directory; empty: the directory of the first file
  std::vector<std::string> env_files{};  ///< --env-file; empty: `.env` in the project directory
  std::string name{};                    ///< -p or the stack's name; empty: as docker finds it
  std::vector<std::string> profiles{};
  std::vector<std::string> cluster{};  ///< --cluster files
};

enum class DeployWith : std::uint8_t { stack, compose_config };

/// `docker stack deploy` does not read `.env`, yet whoever writes one means its values to count.
enum class StackDotenv : std::uint8_t {
  as_meant,        ///< read it, and report what the stack will not see (rule stack-env-not-read)
  as_docker_does,  ///< do not read it
};

/// `cluster:` of the configuration file; facts that docker printed are stronger.
struct ConfiguredCluster {
  std::optional<std::int64_t> managers{};
  std::optional<std::int64_t> nodes{};
  std::vector<std::string> ingress_subnets{};
};

struct Options {
  std::optional<Target> target{};
  DeployWith deploy_with = DeployWith::stack;
  StackDotenv stack_dotenv = StackDotenv::as_meant;
  std::optional<Release> release{};
  std::vector<std::pair<std::string, std::string>> shell_env{};  ///< process environment; empty unless --shell-env
  std::optional<std::int64_t> managers{};      ///< of the command line; facts that docker printed are weaker
  std::vector<std::string> ingress_subnets{};  ///< of the command line
  ConfiguredCluster configured_cluster{};
  std::vector<std::string> network_storage{};  ///< RE2 patterns of host paths that are network storage
  std::vector<bool> enabled{};                 ///< by RuleId; empty: every rule
  std::vector<std::pair<RuleId, Severity>> severities{};
  bool strict = false;  ///< a missing env file is an error
  bool suppressions = true;
  std::optional<std::string> today{};  ///< YYYY-MM-DD, for suppressions that end; nothing: none has ended
};

/// What was looked at, so that silence can be told from blindness.
struct Coverage {
  std::vector<std::string> files_read{};
  std::vector<std::string> files_missing{};
  std::vector<Gap> gaps{};
  std::optional<Target> target{};
  std::string target_evidence{};
  std::optional<Release> release{};
  std::size_t services = 0;
  std::size_t mailu_services = 0;
  bool applicable = false;  ///< the files are a Mailu deployment
  bool unreadable = false;  ///< some input could not be read, or is more than is looked at: exit status 2
  /// Why, each a sentence that begins with a path; of the project's own files their reader says it.
  std::vector<std::string> unread{};
};

/// A finding that a comment in the files hides.
struct Suppressed {
  Finding finding{};
  Span comment{};  ///< the rule's name in the comment
  std::string reason{};
};

struct Report {
  std::vector<Finding> findings{};  ///< sorted by file, position, rule
  std::vector<Suppressed> suppressed{};
  Coverage coverage{};
  std::vector<Span> secrets{};  ///< where values of secret settings are written; never to be shown
};

Report lint(SourceSet& sources, const Project& project, const Options& options);

}  // namespace mailu_lint
