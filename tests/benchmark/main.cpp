// usage: mailu-lint-benchmark PROGRAM FLOOR EMPTY [--smoke]
// Measures PROGRAM, and in the same run what cannot be beaten: EMPTY does nothing, FLOOR reads bytes or parses YAML.
// Then how the costs grow with the input. Prints tables; judges only growth, and fails on nothing. --smoke: tiny
// inputs, to see that it works.
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "inputs.hpp"
#include "measure.hpp"

namespace {

using namespace mailu_lint::benchmark;
namespace fs = std::filesystem;

struct Sizes {
  std::size_t deployments = 1000;
  std::size_t services = 10'000;
  std::size_t bytes = 50'000'000;
  std::size_t divisor = 1;  ///< of the families' sizes
  int times = 5;
  bool counted = true;  ///< instructions, too
};

struct Programs {
  std::string program{};
  std::string floor{};
  std::string empty{};
};

constexpr Sizes tiny{.deployments = 3, .services = 20, .bytes = 10'000, .divisor = 50, .times = 1, .counted = false};

/// A folder that is gone afterwards.
class Workplace {
 public:
  Workplace() : path_(fs::temp_directory_path() / ("mailu-lint-benchmark." + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Workplace() { fs::remove_all(path_); }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  fs::path operator/(std::string_view name) const { return path_ / name; }

 private:
  fs::path path_;
};

/// With `counted`, the instructions, too: fifty times as slow.
void print_row(const char* what, const Command& command, const fs::path& folder, int times, bool counted = false) {
  const Cost cost = measure(command, folder, times);
  std::printf("| %-44s | %9.2f | %9.2f | %7.1f | ", what, cost.wall * 1e3, cost.cpu * 1e3,
              static_cast<double>(cost.peak) / 1024);
  const auto instructions = counted ? count_instructions(command, folder) : std::nullopt;
  if (instructions) {
    std::printf("%8.2f |\n", static_cast<double>(*instructions) / 1e6);
  } else {
    std::printf("%8s |\n", "");
  }
  std::fflush(stdout);
}

Command with_files(Command command, const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".yml") command.push_back(entry.path().string());
  }
  return command;
}

void print_floors(const Programs& programs, const fs::path& folder, int times, bool counted) {
  print_row("  its bytes, read", with_files({programs.floor, "read"}, folder), folder, times, counted);
  print_row("  yaml-cpp's events of its YAML", with_files({programs.floor, "parse"}, folder), folder, times, counted);
  if (installed("dclint")) print_row("  dclint", {"dclint", "-r", "."}, folder, 1);
}

void print_costs(const Programs& programs, const Sizes& sizes, const Workplace& work) {
  std::printf("| %-44s | %9s | %9s | %7s | %8s |\n|---|---|---|---|---|\n", "what", "wall ms", "CPU ms", "MiB",
              "Minstr");
  const fs::path one = work / "one";
  write_deployment(one);
  print_row("an empty program, static", {programs.empty}, one, sizes.times * 10, sizes.counted);
  print_row("start: --version", {programs.program, "--version"}, one, sizes.times * 10, sizes.counted);
  print_row("one deployment of ten services", {programs.program}, one, sizes.times * 10, sizes.counted);
  print_floors(programs, one, sizes.times * 10, sizes.counted);

  const fs::path many = work / "many";
  for (std::size_t i = 0; i < sizes.deployments; ++i) write_deployment(many / std::to_string(i));
  const std::string of_them = std::to_string(sizes.deployments) + " of them, --jobs ";
  for (const std::string jobs : {"1", "2", "4"}) {
    print_row((of_them + jobs).c_str(), {programs.program, "--jobs", jobs}, many, sizes.times);
  }
  print_floors(programs, many, sizes.times, false);

  const fs::path stack = work / "stack";
  write_stack(stack, sizes.services);
  print_row(("a stack of " + std::to_string(sizes.services) + " services").c_str(), {programs.program}, stack, 1);
  print_floors(programs, stack, 1, false);

  const fs::path large = work / "large";
  write_large_file(large, sizes.bytes);
  const Command unlimited{programs.program, "--max-file-size", "64 MiB", "-f", "docker-compose.yml"};
  print_row(("a file of " + std::to_string(sizes.bytes) + " bytes").c_str(), unlimited, large, 1);
  print_floors(programs, large, 1, false);
}

/// Instructions where they can be counted: they do not depend on what else the machine does.
double cost_of(const Programs& programs, const fs::path& folder, const Sizes& sizes) {
  const Command command{programs.program};
  const auto instructions = sizes.counted ? count_instructions(command, folder) : std::nullopt;
  return instructions ? static_cast<double>(*instructions) / 1e6 : measure(command, folder, sizes.times).cpu * 1e3;
}

void print_growth(const Programs& programs, const Sizes& sizes, const Workplace& work) {
  std::printf(
      "\nMillions of instructions (without valgrind: ms of CPU). Growth is (8n - 4n) / (4n - 2n): 2 is linear, 4 is "
      "quadratic.\n\n| %-26s | %6s | %8s | %8s | %8s | %8s | %6s |\n|---|---|---|---|---|---|---|\n",
      "what", "n", "at n", "2n", "4n", "8n", "growth");
  for (const Family& family : families()) {
    const std::size_t smallest = family.smallest / sizes.divisor + 1;
    std::printf("| %-26s | %6zu | ", std::string(family.what).c_str(), smallest);
    double costs[4]{};
    for (std::size_t step = 0; step < 4; ++step) {
      const fs::path folder = work / (std::string(family.what) + std::to_string(step));
      family.write(folder, smallest << step);
      costs[step] = cost_of(programs, folder, sizes);
      std::printf("%8.1f | ", costs[step]);
      std::fflush(stdout);
    }
    const double growth = (costs[3] - costs[2]) / (costs[2] - costs[1]);
    std::printf("%6.2f |%s\n", growth, sizes.divisor == 1 && growth > 2.5 ? "  <-- worse than linear" : "");
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) {
    std::fputs("usage: mailu-lint-benchmark PROGRAM FLOOR EMPTY [--smoke]\n", stderr);
    return 2;
  }
  const Programs programs{arguments[1], arguments[2], arguments[3]};
  const Sizes sizes = count > 4 && std::string_view(arguments[4]) == "--smoke" ? tiny : Sizes{};
  try {
    const Workplace work;
    print_costs(programs, sizes, work);
    print_growth(programs, sizes, work);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "mailu-lint-benchmark: %s\n", error.what());
    return 1;
  }
  return 0;
}
