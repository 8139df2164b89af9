// `.env` is docker compose's alone. A stack is checked with its values all the same, and this says that they are
// missing where it is deployed.
#include <mailu_lint/rule_id.hpp>

#include "resolve/load_state.hpp"

namespace mailu_lint {

void report_unread_dotenv(LoadState& state) {
  const std::vector<DotenvUse>& uses = state.log.uses();
  if (uses.empty()) return;
  const DotenvUse& first = uses.front();
  const SourceSet& sources = state.documents.sources();
  const std::size_t others = uses.size() - 1;
  std::string who = "`" + first.name + "` is";
  if (others == 1) who = "`" + first.name + "` and 1 other variable are";
  if (others > 1) who = "`" + first.name + "` and " + std::to_string(others) + " other variables are";
  state.context.findings
      ->add(RuleId::stack_env_not_read, first.use,
            who + " set in `" + sources[first.set_at.file].path() + "` alone; `docker stack deploy` does not read it")
      .also(first.set_at, "set here")
      .help("put the variables into the shell first: `set -a; . ./.env; set +a`");
}

}  // namespace mailu_lint
