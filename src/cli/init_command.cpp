#include "cli/init_command.hpp"

#include <unistd.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "cli/output.hpp"
#include "report/unicode.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint {

std::string_view configuration_template() {
  return R"yaml(# yaml-language-server: $schema=https://raw.githubusercontent.com/mailu-lint/mailu-lint/main/docs/schema/configuration.schema.json
# What mailu-lint does in this directory and below it. Every key may be left out; options on the command line win.
# The manual: https://github.com/mailu-lint/mailu-lint/blob/main/docs/configuration.md

# What the deployments are started with: auto, compose or swarm.
# target: swarm
# For a swarm: `stack` when `docker stack deploy` reads the files, `compose-config` when it gets compose's output.
# deploy-with: stack
# The release of Mailu, where image tags do not tell.
# mailu-release: "1.9"

# What no file says of the cluster.
# cluster:
#   managers: 3
#   nodes: 5
#   ingress-subnet: 10.0.0.0/24
#   facts: [docker-node-ls.txt]
# Host paths that are network storage: RE2 patterns.
# network-storage: ["^/mnt/nas(/|$)"]

# Rules and categories: `mailu-lint rules` lists them.
# select: [relay, storage]
# ignore: [stack-env-not-read]
# severity:
#   client-address-lost: note

# Findings that are known and accepted. A reason is required.
# suppressions:
#   - rules: [bind-mount-unpinned]
#     services: [redis]
#     paths: [staging/]
#     reason: the statistics may be lost
#     until: 2027-01-31

# The least severity that fails a run: error, warning, note or never.
# fail-on: warning
# An env file that is not there is an error.
# strict: true
# What a walk over directories leaves out, in the words of .gitignore.
# exclude: [archive/]
# Findings of old, written by `mailu-lint --write-baseline FILE`.
# baseline: .mailu-lint-baseline.json
)yaml";
}

Status init(const InitCommand& command) {
  const auto fail = [](const std::string& message) {
    complain(message);
    return Status::trouble;
  };
  const std::string path = join_path(command.directory.empty() ? "." : command.directory, configuration_name);
  std::error_code code;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, code))) {
    return fail(path + ": is there already; it is left as it is");
  }
  if (const auto error = write_file(path, configuration_template())) return fail(path + ": " + *error);
  if (const auto error = write_descriptor(
          STDOUT_FILENO, "Wrote " + visible(path, Charset::utf8) + "; every key in it is commented out\n")) {
    return fail("standard output: " + *error);
  }
  return Status::clean;
}

}  // namespace mailu_lint
