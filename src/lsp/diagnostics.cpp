#include "lsp/diagnostics.hpp"

#include <charconv>
#include <map>
#include <optional>
#include <system_error>
#include <utility>
#include <variant>

#include <mailu_lint/rule.hpp>
#include <mailu_lint/rule_id.hpp>

#include "lsp/positions.hpp"
#include "report/links.hpp"

namespace mailu_lint::lsp {
namespace {

Level level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Level::error;
    case Severity::warning:
      return Level::warning;
    case Severity::note:
      return Level::information;
  }
  return Level::information;
}

class Placer {
 public:
  Placer(ColumnUnit unit, const NameFile& uri_of) : columns_(unit), uri_of_(uri_of) {}

  void place(const RunFinding& item, std::vector<PlacedDiagnostic>& placed) {
    const Location here = location(*item.sources, item->span);
    const std::string rule(name(item->rule));
    Diagnostic main{.range = here.range,
                    .level = level_of(item->severity),
                    .rule = rule,
                    .url = rule_url(rule),
                    .message = item->message,
                    .superfluous = item->rule == RuleId::suppression_unused};
    if (!item->help.empty()) main.message += "\nhelp: " + item->help;
    std::vector<PlacedDiagnostic> others;
    for (const Related& related : item->related) {
      const Location there = location(*item.sources, related.span);
      main.related.push_back({there, related.message});
      if (there.uri == here.uri) continue;
      const Diagnostic other{.range = there.range,
                             .level = Level::information,
                             .rule = rule,
                             .url = main.url,
                             .message = related.message + ": " + item->message,
                             .related = {{here, item->label.empty() ? item->message : item->label}}};
      others.push_back({there.uri, other, &item, false});
    }
    placed.push_back({here.uri, std::move(main), &item, true});
    std::ranges::move(others, std::back_inserter(placed));
  }

 private:
  /// A place of several lines is shown by its first: nobody wants half a file underlined.
  Location location(const SourceSet& sources, Span span) {
    const SourceFile& file = sources[span.file];
    std::string& uri = uris_[file.path()];
    if (uri.empty()) uri = uri_of_(file.path());
    return {uri, range_of(columns_.first_line(file, span))};
  }

  Columns columns_;
  const NameFile& uri_of_;
  std::map<std::string, std::string> uris_;  // each file is looked up on the disk once
};

/// `PATH:LINE:COLUMN: WHAT`
struct PlacedProblem {
  std::string path{};
  Point at{};  ///< in bytes
  std::string what{};
};

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size() || value == 0) return std::nullopt;
  return value;
}

std::optional<PlacedProblem> parse_problem(std::string_view problem) {
  for (std::size_t end = problem.find(": "); end != std::string_view::npos; end = problem.find(": ", end + 1)) {
    const std::string_view place = problem.substr(0, end);
    const std::size_t second = place.rfind(':');
    const std::size_t first = second == std::string_view::npos ? second : place.substr(0, second).rfind(':');
    if (first == std::string_view::npos) continue;
    const auto line = number(place.substr(first + 1, second - first - 1));
    const auto column = number(place.substr(second + 1));
    if (!line || !column) continue;
    return PlacedProblem{
        std::string(place.substr(0, first)), {*line - 1, *column - 1}, std::string(problem.substr(end + 2))};
  }
  return std::nullopt;
}

}  // namespace

std::vector<PlacedDiagnostic> place_findings(const Run& run, ColumnUnit unit, const NameFile& uri_of) {
  std::vector<PlacedDiagnostic> placed;
  Placer placer(unit, uri_of);
  for (const RunFinding& item : run.findings) placer.place(item, placed);
  return placed;
}

std::optional<PlacedDiagnostic> place_problem(const std::string& problem, ColumnUnit unit, FileReader& reader,
                                              const NameFile& uri_of) {
  const auto parsed = parse_problem(problem);
  if (!parsed) return std::nullopt;
  auto text = reader.read(parsed->path);
  if (!std::holds_alternative<std::string>(text)) return std::nullopt;
  const SourceFile file(parsed->path, std::get<std::string>(std::move(text)));
  const auto begin = static_cast<std::uint32_t>(offset_of(file.text(), parsed->at, ColumnUnit::byte));
  const Span rest_of_line{FileId{}, begin, static_cast<std::uint32_t>(file.text().size())};
  const Range range = range_of(Columns(unit).first_line(file, rest_of_line));
  return PlacedDiagnostic{uri_of(parsed->path), {.range = range, .level = Level::error, .message = parsed->what}};
}

bool touches(const Range& a, const Range& b) {
  return !(b.end < a.start) && !(a.end < b.start);
}

}  // namespace mailu_lint::lsp
