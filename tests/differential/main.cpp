// Random differential run against docker's own tools:
//
//     mailu-lint-differential [--cases N] [--seed N] [--refusals N]
//
// Every disagreement is printed as a row for fixtures/oracle; exit status 1 then, 77 where no tool is installed.
//
// What we expect docker to take goes in batches, halved where docker refuses one. What we expect it to refuse must be
// asked case by case, for one refusal hides all others: of those only a part is asked, as many as there is time for.
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

#include <nlohmann/json.hpp>

#include "readers.hpp"

using namespace mailu_lint;
using namespace mailu_lint::differential;

namespace {

struct Settings {
  std::size_t cases = 2000;
  std::uint32_t seed = 1;
  std::size_t refusals = 150;
};

class Comparison {
 public:
  Comparison(const Tool& tool, const std::filesystem::path& directory) : tool_(tool), directory_(directory) {}

  void run(std::span<const Case> cases, std::size_t refusals_to_ask) {
    std::vector<Case> taken;
    std::vector<Case> refused;
    for (const Case& one : cases) (read(one, tool_.dialect).refused ? refused : taken).push_back(one);
    constexpr std::size_t batch = 128;
    for (std::size_t i = 0; i < taken.size(); i += batch) {
      compare_taken(std::span(taken).subspan(i, std::min(batch, taken.size() - i)));
    }
    refused.resize(std::min(refused.size(), refusals_to_ask));
    for (const Case& one : refused) compare_refused(one);
  }

  std::size_t compared() const { return compared_; }
  std::size_t agreed() const { return compared_ - disagreed_; }

 private:
  void compare_taken(std::span<const Case> cases) {
    const auto answers = ask(tool_, cases, directory_);
    if (!answers && cases.size() > 1) {
      compare_taken(cases.first(cases.size() / 2));
      compare_taken(cases.subspan(cases.size() / 2));
      return;
    }
    for (std::size_t i = 0; i < cases.size(); ++i) {
      ++compared_;
      const Reading ours = read(cases[i], tool_.dialect);
      if (!answers) {
        disagree(cases[i], ours, std::nullopt);
      } else if ((*answers)[i] != ours.values) {
        disagree(cases[i], ours, (*answers)[i]);
      }
    }
  }

  void compare_refused(const Case& one) {
    ++compared_;
    const auto answer = ask(tool_, std::span(&one, 1), directory_);
    const Reading ours = read(one, tool_.dialect);
    if (answer && !ours.refused_up_to_5_1) disagree(one, ours, answer->front());
  }

  void disagree(const Case& one, const Reading& ours, const std::optional<Values>& theirs) {
    ++disagreed_;
    nlohmann::json row{{one.kind == Case::Kind::expression ? "expr" : "src", one.text}, {"tool", tool_.name}};
    row["ours"] = ours.refused ? nlohmann::json("refused") : nlohmann::json(ours.values);
    row["theirs"] = theirs ? nlohmann::json(*theirs) : nlohmann::json("refused");
    std::cout << row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  }

  const Tool& tool_;
  const std::filesystem::path& directory_;
  std::size_t compared_ = 0;
  std::size_t disagreed_ = 0;
};

Settings read_settings(std::span<char*> arguments) {
  Settings settings;
  for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
    const std::string_view option = arguments[i];
    const auto number = std::strtoul(arguments[i + 1], nullptr, 10);
    if (option == "--cases") settings.cases = number;
    if (option == "--refusals") settings.refusals = number;
    if (option == "--seed") settings.seed = static_cast<std::uint32_t>(number);
  }
  return settings;
}

}  // namespace

int main(int count, char** values) {
  const Settings settings = read_settings(std::span(values, static_cast<std::size_t>(count)));
  const auto tools = installed_tools();
  if (tools.empty()) {
    std::cout << "skipped: neither `docker stack config` nor `docker compose config` is installed\n";
    return 77;
  }
  const auto directory =
      std::filesystem::temp_directory_path() / ("mailu-lint-differential-" + std::to_string(getpid()));
  std::filesystem::create_directories(directory);
  const auto expressions = random_expressions(settings.cases, settings.seed);
  const auto env_files = random_env_files(settings.cases / 2, settings.seed);
  bool all = true;
  for (const Tool& tool : tools) {
    Comparison comparison(tool, directory);
    comparison.run(expressions, settings.refusals * 2 / 3);
    comparison.run(env_files, settings.refusals / 3);
    std::cout << tool.name << ": " << comparison.agreed() << " of " << comparison.compared() << '\n';
    all = all && comparison.agreed() == comparison.compared();
  }
  std::filesystem::remove_all(directory);
  return all ? 0 : 1;
}
