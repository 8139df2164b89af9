#include "measure.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace mailu_lint::benchmark {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void become(const Command& command, const fs::path& folder) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nothing, descriptor);
  if (chdir(folder.c_str()) == 0) execvp(arguments[0], arguments.data());
  _exit(127);
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Cost run(const Command& command, const fs::path& folder) {
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) become(command, folder);
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) != child) throw std::runtime_error("cannot run " + command.front());
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  if (!WIFEXITED(status) || WEXITSTATUS(status) == 127) throw std::runtime_error(command.front() + " did not run");
  return {wall.count(), seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss};
}

}  // namespace

Cost measure(const Command& command, const fs::path& folder, int times) {
  Cost least = run(command, folder);
  for (int i = 1; i < times; ++i) {
    const Cost cost = run(command, folder);
    least = {std::min(least.wall, cost.wall), std::min(least.cpu, cost.cpu), std::min(least.peak, cost.peak)};
  }
  return least;
}

std::optional<std::uint64_t> count_instructions(const Command& command, const fs::path& folder) {
  if (!installed("valgrind")) return std::nullopt;
  const fs::path counts = fs::temp_directory_path() / ("mailu-lint-callgrind." + std::to_string(getpid()));
  Command under{"valgrind", "--tool=callgrind", "--callgrind-out-file=" + counts.string()};
  under.insert(under.end(), command.begin(), command.end());
  run(under, folder);
  std::ifstream file(counts);
  std::optional<std::uint64_t> total;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("totals:")) total = std::stoull(line.substr(7));
  }
  fs::remove(counts);
  return total;
}

bool installed(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (access((fs::path(folder) / program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

}  // namespace mailu_lint::benchmark
