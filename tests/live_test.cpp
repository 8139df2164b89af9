// Whole deployments against the docker that is installed here: what its own tool makes of the files, it must also make
// of `show`'s output of them. Two texts of one tool are compared, so nothing has to be normalised.
// Tools: `docker stack config`, and docker compose 2 as `docker compose`, `docker-compose` or
// $MAILU_LINT_DOCKER_COMPOSE. $MAILU_LINT_LIVE_RANDOM=N adds N random ports, volumes, durations and commands; a failure
// prints its text. A program of its own rather than a doctest case: a machine without docker must see it skipped.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <random>
#include <sstream>

#include "report/show.hpp"
#include "resolve/limits.hpp"
#include "resolve/model.hpp"

using namespace mailu_lint;
namespace fs = std::filesystem;

namespace {

constexpr int skipped = 77;

struct DiskReader : FileReader {
  std::variant<std::string, ReadError> read(const std::string& path) override {
    if (fs::is_directory(path)) return ReadError::directory;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return ReadError::missing;
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
  }
};

struct Output {
  int status = 0;
  std::string text;
};

/// In a clean environment and within limits: an alias bomb takes docker compose to 20 GB.
Output run(const fs::path& directory, const std::string& command) {
  const std::string line = "cd '" + directory.string() +
                           "' && env -i PATH=\"$PATH\" HOME=/home/u sh -c 'ulimit -v 8000000; timeout 20 " + command +
                           " 2>/dev/null'";
  Output output;
  std::FILE* pipe = popen(line.c_str(), "r");
  if (!pipe) return {.status = 1};
  std::array<char, 65536> buffer{};
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.text.append(buffer.data(), size);
  }
  output.status = pclose(pipe);
  return output;
}

struct Tool {
  std::string name;
  Dialect dialect{};
  std::string command;  ///< `%` is where the files go
  std::string file_option;
  bool reads_bare_ipv6 = true;  ///< `::1:25:25` without brackets, which docker stack does from 28.0 on

  Output on(const fs::path& directory, const std::vector<std::string>& files) const {
    std::string arguments;
    for (const std::string& file : files) arguments += " " + file_option + " " + file;
    std::string line = command;
    return run(directory, line.replace(line.find('%'), 1, arguments));
  }
};

std::vector<Tool> find_tools(const fs::path& directory) {
  std::vector<Tool> tools;
  if (run(directory, "docker stack config --help").status == 0) {
    const std::string version = run(directory, "docker version --format {{.Client.Version}}").text;
    tools.push_back({"docker stack", Dialect::stack, "docker stack config %", "-c", std::atoi(version.c_str()) >= 28});
  }
  std::vector<std::string> candidates{"docker compose", "docker-compose"};
  if (const char* given = std::getenv("MAILU_LINT_DOCKER_COMPOSE")) candidates.insert(candidates.begin(), given);
  for (const std::string& candidate : candidates) {
    const Output version = run(directory, candidate + " version --short");
    if (version.status != 0 || version.text.empty() || version.text.starts_with("1.")) continue;
    tools.push_back({"docker compose", Dialect::compose, candidate + " -p p % config", "-f"});
    break;
  }
  return tools;
}

struct Ours {
  std::string yaml;
  bool refused = false;
  bool met_limit = false;  ///< of ours; docker has others
};

Ours resolved(const fs::path& directory, const std::vector<std::string>& files, Dialect dialect) {
  DiskReader reader;
  SourceSet sources(reader);
  Findings findings;
  Documents documents(sources, findings);
  Project project{.name = dialect == Dialect::compose ? "p" : ""};
  project.working_directory = directory.string();
  for (const std::string& file : files) project.files.push_back((directory / file).string());
  Options options{.stack_dotenv = StackDotenv::as_docker_does};
  options.shell_env = {{"HOME", "/home/u"}, {"PATH", std::getenv("PATH")}};
  Model model = load_model(project, dialect, options, documents);
  write_environments(model);
  return {.yaml = show_yaml(model, sources, {}),
          .refused = model.refused,
          .met_limit = std::ranges::any_of(findings.list(), is_limit, &Finding::rule)};
}

struct Tally {
  std::size_t agreed = 0;
  std::size_t all = 0;
};

std::string first_difference(const std::string& expected, const std::string& got) {
  std::istringstream left(expected);
  std::istringstream right(got);
  std::string a;
  std::string b;
  for (int line = 1; a == b; ++line) {
    const bool more = static_cast<bool>(std::getline(left, a));
    if (!std::getline(right, b) && !more) return "";
    if (a != b) return "line " + std::to_string(line) + " is `" + a + "`, of our output `" + b + "`";
  }
  return "";
}

/// Without ports that repeat the one before them: docker stack prints such, and refuses to read them.
std::string without_repeats(const std::string& text) {
  std::istringstream lines(text);
  std::string out;
  std::string item;
  std::string last;
  const auto flush = [&] {
    if (item != last || !item.starts_with("      - mode:")) out += item;
    last = std::exchange(item, "");
  };
  for (std::string line; std::getline(lines, line);) {
    const bool starts_item = line.starts_with("      - ");
    if (starts_item || !line.starts_with("       ")) flush();
    item += line + '\n';
    if (!starts_item && !line.starts_with("       ")) {
      out += std::exchange(item, "");
      last.clear();
    }
  }
  flush();
  return out;
}

/// `::1:25:25`: an address that begins a port, as the wizard wrote them.
bool has_bare_ipv6(const fs::path& directory, const std::vector<std::string>& files) {
  return std::ranges::any_of(files, [&](const std::string& file) {
    const auto text = DiskReader().read((directory / file).string());
    const std::string& yaml = std::get<std::string>(text);
    return yaml.find("\"::1:") != std::string::npos || yaml.find("\"2001:db8:") != std::string::npos;
  });
}

/// Does the tool make the same of our output as of the files? Nothing where we stop at a limit.
std::optional<bool> agrees(const Tool& tool, const fs::path& directory, const std::vector<std::string>& files,
                           std::string& difference) {
  const auto [yaml, refused, met_limit] = resolved(directory, files, tool.dialect);
  if (met_limit) return std::nullopt;
  const Output original = tool.on(directory, files);
  if (original.status != 0) {
    difference = "it refuses the files, we do not";
    return refused || (!tool.reads_bare_ipv6 && has_bare_ipv6(directory, files));
  }
  std::ofstream(directory / "resolved.yml", std::ios::binary) << yaml;
  const Output again = tool.on(directory, {"resolved.yml"});
  // `stack config` lets pass what `stack deploy` refuses, so only the text counts there.
  if (refused && tool.dialect == Dialect::compose) {
    difference = "we refuse the files, it does not";
    return false;
  }
  const std::string expected = tool.dialect == Dialect::stack ? without_repeats(original.text) : original.text;
  difference = again.status == 0 ? first_difference(expected, again.text) : "it refuses our output:\n" + yaml;
  return again.status == 0 && again.text == expected;
}

/// Copies of the deployments' directories, so that nothing is written beside them.
std::vector<fs::path> deployments(const fs::path& work) {
  const fs::path source(MAILU_LINT_SOURCE_DIR);
  const char* chosen = std::getenv("MAILU_LINT_SHARED_DIR");
  const fs::path shared = chosen ? fs::path(chosen) : source / "../shared";
  std::vector<fs::path> copies;
  for (const fs::path& root : {source / "fixtures", shared / "wizard", shared / "seed"}) {
    if (!fs::is_directory(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || (extension != ".yml" && extension != ".yaml")) continue;
      const fs::path copy = work / std::to_string(copies.size()) / "p";
      fs::create_directories(copy.parent_path());
      fs::copy(entry.path().parent_path(), copy, fs::copy_options::recursive);
      copies.push_back(copy / entry.path().filename());
    }
  }
  return copies;
}

/// A random text over an alphabet that makes most of them nearly right.
class RandomServices {
 public:
  explicit RandomServices(unsigned seed) : random_(seed) {}

  std::string next() {
    static const std::vector<std::vector<std::string>> alphabets{
        {"25", "0", "-", ":", "/", "tcp", "udp", "[", "]", "::1", "127.0.0.1", "99", "101", " ", "70000", "."},
        {"a", "/", ".", "~", ":", "ro", "rw", "z", "nocopy", "rshared", ",", "vol", "C", "\\", " ", "..", "$$"},
        {"1", "30", ".", "5", "s", "m", "h", "ms", "us", "ns", "d", "-", "+", " "},
        {"a", " ", "'", "\\\"", "\\\\", "#", "b", ";", "2>", "|", "\\t", "\\n", "$$", "("},
        {"1", "50", ".", "5", "k", "M", "g", "b", "i", " ", "-", "T"},
    };
    const std::size_t kind = pick(alphabets.size());
    std::string text;
    for (std::size_t i = 1 + pick(7); i > 0; --i) text += alphabets[kind][pick(alphabets[kind].size())];
    const std::string quoted_text = kind == 1 ? "'" + text + "'" : "\"" + text + "\"";
    static const std::array<const char*, 5> places{"ports: [%]", "volumes: [%]", "stop_grace_period: %", "command: %",
                                                   "deploy: {resources: {limits: {memory: %}}}"};
    std::string place = places[kind];
    place.replace(place.find('%'), 1, quoted_text);
    return "services:\n  s:\n    image: i\n    " + place + "\nvolumes: {vol: , a: , ro: , z: , rw: , C: , nocopy: }\n";
  }

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }
  std::mt19937 random_;
};

}  // namespace

int main() {
  const fs::path work = fs::temp_directory_path() / ("mailu-lint-live-" + std::to_string(std::random_device{}()));
  fs::create_directories(work);
  const std::vector<Tool> tools = find_tools(work);
  int status = tools.empty() ? skipped : 0;
  if (tools.empty()) std::cout << "skipped: neither docker stack nor docker compose 2 is installed\n";
  for (const Tool& tool : tools) {
    Tally tally;
    const auto count = [&](const fs::path& file, const std::string& name) {
      std::string difference;
      const auto agreed = agrees(tool, file.parent_path(), {file.filename().string()}, difference);
      if (!agreed) return;
      ++tally.all;
      if (*agreed) {
        ++tally.agreed;
      } else {
        std::cout << tool.name << ": " << name << ": " << difference << '\n';
        status = 1;
      }
    };
    for (const fs::path& file : deployments(work / tool.name)) count(file, file.string());
    const char* random = std::getenv("MAILU_LINT_LIVE_RANDOM");
    RandomServices services(tool.dialect == Dialect::stack ? 1 : 2);
    const fs::path directory = work / tool.name / "random" / "p";
    fs::create_directories(directory);
    for (int left = random ? std::atoi(random) : 0; left > 0; --left) {
      const std::string text = services.next();
      std::ofstream(directory / "compose.yml", std::ios::binary) << text;
      count(directory / "compose.yml", text);
    }
    std::cout << tool.name << ": " << tally.agreed << " of " << tally.all << '\n';
  }
  fs::remove_all(work);
  return status;
}
