#include "report/secrets.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "mailu/catalog.hpp"
#include "mailu/secret_text.hpp"

namespace mailu_lint {
namespace {

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

/// How far up to look for what a line belongs to.
constexpr std::uint32_t furthest = 200;

bool is_item(std::string_view line) {
  return line.substr(indentation(line), 2) == "- ";
}

/// The line of a value that stands below its key.
bool is_plain_text(std::string_view line) {
  return !next_assignment(line, indentation(line));
}

/// A line may be the inside of a value that began further up: a block scalar or a quoted text over several lines.
bool inside_secret(const SourceFile& file, std::uint32_t number) {
  const std::size_t own = indentation(file.line(number));
  for (std::uint32_t above = number; above-- > 1 && number - above <= furthest;) {
    const std::string_view line = file.line(above);
    if (indentation(line) == line.size()) continue;
    const auto found = next_assignment(line, 0);
    if (indentation(line) < own) {  // the parent in YAML
      return found && is_secret(found->name) && (found->value < line.size() || is_plain_text(file.line(number)));
    }
    if (own != 0 || !found || found->value >= line.size()) continue;
    const char quote = line[found->value];
    const bool open = (quote == '"' || quote == '\'') && line.find(quote, found->value + 1) == std::string_view::npos;
    if (open) return is_secret(found->name);  // an env file
  }
  return false;
}

/// An item that is the value of an option: `- hunter2` below `- --requirepass`.
bool is_secret_item(const SourceFile& file, std::uint32_t number) {
  const std::size_t own = indentation(file.line(number));
  const auto belongs = [&](std::uint32_t line) {
    return is_item(file.line(line)) && indentation(file.line(line)) == own;
  };
  if (!belongs(number)) return false;
  std::uint32_t first = number;
  while (first > 1 && number - first < furthest && belongs(first - 1)) --first;
  CommandWords words;
  const auto word = [&](std::uint32_t line) {
    std::string_view text = file.line(line).substr(own + 2);
    text.remove_prefix(std::min(text.find_first_not_of(" \"'"), text.size()));
    return text.substr(0, text.find_last_not_of(" \"'") + 1);
  };
  for (std::uint32_t line = first; line < number; ++line) words.is_secret(word(line));
  return words.is_secret(word(number));
}

std::vector<HiddenRange> find_hidden(const SourceFile& file, std::uint32_t number) {
  const std::string_view line = file.line(number);
  if (inside_secret(file, number) || is_secret_item(file, number)) return {{indentation(line), line.size()}};
  return secrets_in_file_line(line);
}

std::string with_hidden(std::string_view text, const std::vector<HiddenRange>& ranges) {
  std::string shown;
  std::size_t at = 0;
  for (const HiddenRange& range : ranges) {
    shown += text.substr(at, range.begin - at);
    shown += hidden_text;
    at = range.end;
  }
  return shown += text.substr(at);
}

/// What is hidden of the line where the span begins.
std::vector<std::string_view> hidden_texts(const SourceFile& file, Span span, SecretMask& mask) {
  constexpr std::size_t longest = 4096;
  std::vector<std::string_view> texts;
  const std::uint32_t number = file.position(span.begin).line;
  for (const HiddenRange& range : mask.hidden(file, number)) {
    texts.push_back(file.line(number).substr(range.begin, std::min(range.end - range.begin, longest)));
  }
  return texts;
}

/// Whether the text at `at` is in the name of a variable: `$NAME`, `${MY_NAME:-default}`.
bool is_in_name(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] == '$') return true;
  constexpr std::string_view name_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
  const std::string_view before = text.substr(0, at);
  return before.substr(0, before.find_last_not_of(name_characters) + 1).ends_with("${");
}

/// Part of a secret, and not just of the name of a variable in it.
bool is_part(std::string_view quote, std::string_view secret) {
  constexpr std::size_t telling = 3;
  if (quote.size() < telling) return false;
  std::size_t at = secret.find(quote);
  while (at != std::string_view::npos && is_in_name(secret, at)) at = secret.find(quote, at + 1);
  return at != std::string_view::npos;
}

/// A sentence of a finding: what stands between backticks is the user's, and so is a sentence without any, perhaps.
std::string sentence_without(std::string_view text, const std::vector<std::string_view>& secrets) {
  const auto quotes_secret = [&](std::string_view quote) {
    return std::ranges::any_of(secrets, [&](std::string_view secret) { return is_part(quote, secret); });
  };
  std::string shown;
  bool quoted = text.find('`') == std::string_view::npos;
  for (std::size_t at = 0; at <= text.size(); quoted = !quoted) {
    const std::size_t end = std::min(text.find('`', at), text.size());
    const std::string_view part = text.substr(at, end - at);
    shown += quoted && quotes_secret(part) ? std::string(hidden_text) : with_hidden(part, secrets_in(part));
    if (end < text.size()) shown += '`';
    at = end + 1;
  }
  return shown;
}

}  // namespace

SecretMask::SecretMask(const Run& run) {
  for (const Checked& checked : run.deployments) {
    if (!checked.sources) continue;
    for (const Span secret : checked.report.secrets) add((*checked.sources)[secret.file], secret);
  }
}

void SecretMask::add(const SourceFile& file, Span secret) {
  for (std::uint32_t line = file.position(secret.begin).line; line <= file.line_count(); ++line) {
    const auto start = static_cast<std::size_t>(file.line(line).data() - file.text().data());
    if (start >= secret.end) break;
    const std::size_t begin = std::max<std::size_t>(secret.begin, start) - start;
    const std::size_t end = std::min(secret.end - start, file.line(line).size());
    if (begin < end) known_[&file][line].push_back({begin, end});
  }
}

const std::vector<HiddenRange>& SecretMask::hidden(const SourceFile& file, std::uint32_t line) {
  auto& lines = lines_[&file];
  const auto found = lines.find(line);
  if (found != lines.end()) return found->second;
  auto ranges = find_hidden(file, line);
  if (const auto file_known = known_.find(&file); file_known != known_.end()) {
    const auto known = file_known->second.find(line);
    if (known != file_known->second.end()) std::ranges::copy(known->second, std::back_inserter(ranges));
    join_ranges(ranges);
  }
  return lines.emplace(line, std::move(ranges)).first->second;
}

std::string without_secrets(std::string_view text) {
  std::string shown;
  while (true) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    shown += with_hidden(line, secrets_in_file_line(line));
    if (end == std::string_view::npos) return shown;
    shown += '\n';
    text.remove_prefix(end + 1);
  }
}

void hide_secrets(Finding& finding, const SourceSet& sources, SecretMask& mask) {
  auto secrets = hidden_texts(sources[finding.span.file], finding.span, mask);
  for (const Related& related : finding.related) {
    std::ranges::copy(hidden_texts(sources[related.span.file], related.span, mask), std::back_inserter(secrets));
  }
  for (std::string* text : {&finding.message, &finding.label, &finding.help, &finding.key_path}) {
    *text = sentence_without(*text, secrets);
  }
  if (finding.label == hidden_text) finding.label.clear();
  for (Related& related : finding.related) related.message = sentence_without(related.message, secrets);
  if (finding.fix) finding.fix->message = sentence_without(finding.fix->message, secrets);
}

std::string masked_text(const SourceFile& file, Span span, SecretMask& mask) {
  const std::string_view text = file.text();
  const auto end = std::min<std::size_t>(span.end, text.size());
  std::string shown;
  std::size_t at = span.begin;
  for (std::uint32_t line = file.position(span.begin).line; at < end && line <= file.line_count(); ++line) {
    const auto begin = static_cast<std::size_t>(file.line(line).data() - text.data());
    for (const HiddenRange& range : mask.hidden(file, line)) {
      const std::size_t from = begin + range.begin;
      const std::size_t until = begin + range.end;
      if (until <= at || from >= end) continue;
      if (from > at) shown += text.substr(at, from - at);
      shown += hidden_text;
      at = std::min(until, end);
    }
    const std::size_t next =
        line == file.line_count() ? text.size() : static_cast<std::size_t>(file.line(line + 1).data() - text.data());
    if (next > at) shown += text.substr(at, std::min(next, end) - at);
    at = std::max(at, std::min(next, end));
  }
  return shown;
}

SecretPlaces secret_places(const Run& run) {
  SecretPlaces places;
  for (const Checked& checked : run.deployments) {
    if (!checked.sources) continue;
    for (const Span secret : checked.report.secrets) {
      places[(*checked.sources)[secret.file].path()].push_back(secret);
    }
  }
  return places;
}

bool shows_secret(const SourceSet& sources, const Fix& fix, SecretMask& mask) {
  return std::ranges::any_of(fix.edits, [&](const Edit& edit) {
    const SourceFile& file = sources[edit.span.file];
    const std::uint32_t last = file.position(std::max(edit.span.begin, edit.span.end)).line;
    for (std::uint32_t line = file.position(edit.span.begin).line; line <= last; ++line) {
      if (!mask.hidden(file, line).empty()) return true;
    }
    return false;
  });
}

}  // namespace mailu_lint
