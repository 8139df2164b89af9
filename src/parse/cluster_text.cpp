// Cluster facts as text: the table of `docker node ls`, `docker info`, /proc/self/mounts.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "parse/cluster_facts.hpp"

namespace mailu_lint::facts {
namespace {

constexpr std::string_view blanks = " \t\r";

struct Line {
  std::string_view text{};
  std::size_t begin = 0;  ///< in the file
};

std::vector<Line> lines_of(const Reading& reading, std::size_t begin, std::size_t end) {
  std::vector<Line> lines;
  while (begin < end) {
    const std::size_t next = std::min(reading.text.find('\n', begin), end);
    lines.push_back({reading.text.substr(begin, next - begin), begin});
    begin = next + 1;
  }
  return lines;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Span span_of(const Reading& reading, const Line& line) {
  const std::string_view text = trim(line.text);
  if (text.empty()) return reading.span(line.begin, line.begin);
  const std::size_t begin = line.begin + static_cast<std::size_t>(text.data() - line.text.data());
  return reading.span(begin, begin + text.size());
}

// --- the table of `docker node ls` ---------------------------------------------------------------------------------

/// The columns of a table: cells may be empty and may hold blanks (`ID *`), so that only the offsets of the header tell
/// where a cell stands. Titles are separated by two blanks or more in every version.
class Table {
 public:
  explicit Table(std::string_view header) {
    std::size_t at = header.find_first_not_of(blanks);
    while (at != std::string_view::npos && columns_.size() < most_columns) {
      const std::size_t end = std::min(header.find("  ", at), header.size());
      columns_.push_back({trim(header.substr(at, end - at)), at});
      at = header.find_first_not_of(blanks, end);
    }
  }

  bool has(std::string_view title) const { return column(title) < columns_.size(); }
  std::string_view cell(std::string_view row, std::string_view title) const {
    const std::size_t index = column(title);
    if (index >= columns_.size() || columns_[index].begin >= row.size()) return {};
    const std::size_t begin = columns_[index].begin;
    const std::size_t end = index + 1 < columns_.size() ? columns_[index + 1].begin : row.size();
    return trim(row.substr(begin, end - begin));
  }

 private:
  /// docker prints six.
  static constexpr std::size_t most_columns = 32;

  struct Column {
    std::string_view title{};
    std::size_t begin = 0;
  };
  std::size_t column(std::string_view title) const {
    return static_cast<std::size_t>(std::ranges::find(columns_, title, &Column::title) - columns_.begin());
  }
  std::vector<Column> columns_;
};

bool is_node_header(std::string_view line) {
  return line.find("MANAGER STATUS") != std::string_view::npos;
}

bool is_manager_status(std::string_view cell) {
  return cell == "Leader" || cell == "Reachable" || cell == "Unreachable";
}

/// Reads the rows under a header, up to an empty line. Gives the number of lines it took, the header included.
std::size_t read_node_table(Reading& reading, const std::vector<Line>& lines, std::size_t header) {
  const Table table(lines[header].text);
  std::size_t row = header + 1;
  for (; row < lines.size() && !trim(lines[row].text).empty(); ++row) {
    const std::string_view text = lines[row].text;
    const std::string_view status = table.cell(text, "MANAGER STATUS");
    if (!status.empty() && !is_manager_status(status)) {
      reading.refuse(span_of(reading, lines[row]), "this line is not aligned with the header of the table",
                     "write the output of `docker node ls` into the file as it is");
      continue;
    }
    std::string_view id = table.cell(text, "ID");
    if (id.ends_with('*')) id = trim(id.substr(0, id.size() - 1));  // the node that printed the table
    const std::string_view hostname = table.cell(text, table.has("HOSTNAME") ? "HOSTNAME" : "NAME");
    reading.listed.nodes.push_back({
        .id = std::string(id),
        .hostname = std::string(hostname),
        .manager = !status.empty(),
        .active = !table.has("AVAILABILITY") || table.cell(text, "AVAILABILITY") == "Active",
        .ready = !table.has("STATUS") || table.cell(text, "STATUS") == "Ready",
        .engine = std::string(table.cell(text, "ENGINE VERSION")),
        .span = span_of(reading, lines[row]),
    });
  }
  return row - header;
}

// --- `docker info` -------------------------------------------------------------------------------------------------

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

std::optional<std::int64_t> number_after(std::string_view line, std::string_view key) {
  std::string_view text = trim(line);
  if (!text.starts_with(key)) return std::nullopt;
  text = trim(text.substr(key.size()));
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_info_swarm(std::string_view line) {
  return trim(line).starts_with("Swarm: ");
}

/// Reads what is indented under `Swarm: active`. Gives the number of lines it took.
std::size_t read_info(Reading& reading, const std::vector<Line>& lines, std::size_t swarm) {
  const std::size_t indent = indent_of(lines[swarm].text);
  std::size_t at = swarm + 1;
  bool knows_managers = false;
  for (; at < lines.size() && indent_of(lines[at].text) > indent; ++at) {
    const Span span = span_of(reading, lines[at]);
    if (const auto managers = number_after(lines[at].text, "Managers:")) {
      reading.said.managers = Located(*managers, span);
      knows_managers = true;
    } else if (const auto nodes = number_after(lines[at].text, "Nodes:")) {
      reading.said.node_count = Located(*nodes, span);
    }
  }
  if (!knows_managers) {
    const bool active = trim(lines[swarm].text) == "Swarm: active";
    reading.refuse(span_of(reading, lines[swarm]),
                   active ? "this node is a worker; it does not know how many managers there are"
                          : "this engine is in no swarm; it tells nothing of the cluster",
                   "run `docker info` on a manager of the swarm");
  }
  return at - swarm;
}

// --- /proc/self/mounts ---------------------------------------------------------------------------------------------

/// The kernel writes blanks, tabs, newlines and backslashes in names as three octal digits.
std::string unescape_octal(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto is_octal = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '7'; };
    if (text[i] == '\\' && i + 3 < text.size() && is_octal(i + 1) && is_octal(i + 2) && is_octal(i + 3)) {
      result += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
      i += 3;
    } else {
      result += text[i];
    }
  }
  return result;
}

/// `source target type options 0 0`
bool read_mount(Reading& reading, const Line& line) {
  std::array<std::string_view, 6> fields;
  std::string_view rest = trim(line.text);
  for (std::string_view& field : fields) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    field = rest.substr(0, end);
    rest = trim(rest.substr(end));
  }
  const std::string_view options = fields[3];
  const bool writable_or_not =
      options == "rw" || options == "ro" || options.starts_with("rw,") || options.starts_with("ro,");
  if (!fields[1].starts_with('/') || !writable_or_not || fields[5].empty() || !rest.empty()) return false;
  const std::size_t begin = line.begin + static_cast<std::size_t>(fields[1].data() - line.text.data());
  add_mount(reading.said, unescape_octal(fields[1]), std::string(fields[2]),
            reading.span(begin, begin + fields[1].size()));
  return true;
}

// --- what holds no facts -------------------------------------------------------------------------------------------

bool is_node_id(std::string_view text) {
  return text.size() == 25 &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

void refuse_line(Reading& reading, const Line& line) {
  const std::string_view text = trim(line.text);
  const Span span = span_of(reading, line);
  const auto holds = [&](std::string_view words) { return text.find(words) != std::string_view::npos; };
  if (text == "json") {
    reading.refuse(span, "docker printed the word `json` instead of JSON; clients before 23.0 know no `--format json`",
                   "use `--format '{{json .}}'`, or no format at all");
  } else if (is_node_id(text)) {
    reading.refuse(span, "a list of node ids does not tell which nodes are managers",
                   "use `docker node ls` without `-q`");
  } else if (holds("Error response from daemon") || text.starts_with("Error") || holds("Error: ") ||
             holds("permission denied")) {
    reading.refuse(span, "docker reported an error here instead of facts", "run the command on a manager of the swarm");
  } else if (text.starts_with("NETWORK ID")) {
    reading.refuse(span, "a list of networks tells no subnets", "use `docker network inspect ingress`");
  } else if (holds("REPLICAS") && holds("IMAGE")) {
    reading.refuse(span, "a list of services tells nothing of nodes or networks", "use `docker node ls`");
  } else {
    reading.refuse(span, "this is not what docker, findmnt or the kernel prints of nodes, swarm, networks or mounts",
                   "use `docker node ls`, `docker info`, `docker network inspect` or `findmnt --json`");
  }
}

}  // namespace

void read_text(Reading& reading, std::size_t begin, std::size_t end) {
  const std::vector<Line> lines = lines_of(reading, begin, end);
  const Line* strange = nullptr;
  bool understood = false;
  for (std::size_t at = 0; at < lines.size();) {
    const Line& line = lines[at];
    if (is_node_header(line.text)) {
      at += read_node_table(reading, lines, at);
      understood = true;
    } else if (is_info_swarm(line.text)) {
      at += read_info(reading, lines, at);
      understood = true;
    } else {
      ++at;
      if (trim(line.text).empty()) continue;
      if (read_mount(reading, line)) {
        understood = true;
      } else if (!strange) {
        strange = &line;
      }
    }
  }
  // Beside facts a strange line is a prompt, a warning of docker, or the rest of `docker info`.
  if (!understood && strange) refuse_line(reading, *strange);
}

}  // namespace mailu_lint::facts
