// Runs a fuzz target without libFuzzer, for the compilers and sanitizers that the tests are built with: every seed as
// it is, then changed at random, always in the same way. usage: fuzz-TARGET CHANGES STEP FOLDER…
// CHANGES of each seed, of every seed when STEP is 1, of each tenth when it is 10
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string current;  // what is being run, for when the target ends the program

void keep_current() {
  std::ofstream("broken-input", std::ios::binary) << current;
  std::fprintf(stderr, "the input is in ./broken-input\n");
}

void run(std::string input) {
  current = std::move(input);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
}

std::vector<std::string> read_seeds(const std::vector<std::string>& folders) {
  std::vector<std::filesystem::path> paths;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<std::string> seeds;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& seeds) : seeds_(seeds) {}

  std::string change(std::string text) {
    for (std::size_t times = 1 + below(4); times > 0; --times) change_once(text);
    return text;
  }

 private:
  std::size_t below(std::size_t most) { return most == 0 ? 0 : random_() % most; }

  void change_once(std::string& text) {
    static constexpr std::string_view pieces[] = {"\n",
                                                  " ",
                                                  "  ",
                                                  "- ",
                                                  ": ",
                                                  "\"",
                                                  "'",
                                                  "[",
                                                  "]",
                                                  "{",
                                                  "}",
                                                  "#",
                                                  "&a ",
                                                  "*a",
                                                  "<<: ",
                                                  "!reset ",
                                                  "|\n",
                                                  ">\n",
                                                  "${",
                                                  "}",
                                                  "$$",
                                                  ":-",
                                                  ":?",
                                                  ":+",
                                                  "=",
                                                  "\t",
                                                  "\r\n",
                                                  "\xFF",
                                                  "\xEF\xBB\xBF",
                                                  "\xC3\xA4",
                                                  "~",
                                                  "null",
                                                  "---\n",
                                                  "0",
                                                  "-1",
                                                  "99999999999999999999",
                                                  "/",
                                                  "..",
                                                  "10.0.0.0/8",
                                                  "::/0",
                                                  "@",
                                                  "%",
                                                  "\\",
                                                  "\x01",
                                                  "export "};
    const std::size_t at = below(text.size() + 1);
    const std::size_t size = std::min(below(24), text.size() - at);
    switch (below(6)) {
      case 0:
        text.insert(at, pieces[below(std::size(pieces))]);
        return;
      case 1:
        text.erase(at, size);
        return;
      case 2:
        text.insert(below(text.size() + 1), text.substr(at, size));
        return;
      case 3:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        return;
      case 4:
        text.replace(at, size, pieces[below(std::size(pieces))]);
        return;
      default: {
        const std::string& other = seeds_[below(seeds_.size())];
        const std::size_t from = below(other.size() + 1);
        text.insert(at, other.substr(from, below(80)));
      }
    }
  }

  const std::vector<std::string>& seeds_;
  std::mt19937 random_{1};
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 3) return 2;
  const unsigned long changes = std::strtoul(arguments[0].c_str(), nullptr, 10);
  const unsigned long step = std::max(1UL, std::strtoul(arguments[1].c_str(), nullptr, 10));
  const auto seeds = read_seeds({arguments.begin() + 2, arguments.end()});
  if (seeds.empty()) return 2;
  std::signal(SIGABRT, [](int) { keep_current(); });
  std::size_t runs = 0;
  Mutator mutator(seeds);
  for (std::size_t i = 0; i < seeds.size(); i += step) {
    run(seeds[i]);
    for (unsigned long j = 0; j < changes; ++j) run(mutator.change(seeds[i]));
    runs += 1 + changes;
  }
  std::printf("%zu inputs, from every seed of %lu among %zu\n", runs, step, seeds.size());
}
