#include "config/ignore_rules.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace mailu_lint {
namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  while (true) {
    const std::size_t slash = path.find('/');
    segments.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

/// `[a-z]`, `[!x]`: where the set ends in the pattern (npos: it does not, the bracket is an ordinary character).
std::size_t match_set(std::string_view pattern, std::size_t open, char c, bool& matched) {
  std::size_t at = open + 1;
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  for (bool first = true; at < pattern.size() && (first || pattern[at] != ']'); first = false) {
    if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
    const char low = pattern[at++];
    char high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      high = pattern[at + 1];
      at += 2;
    }
    found = found || (low <= c && c <= high);
  }
  if (at >= pattern.size()) return std::string_view::npos;
  matched = found != negated;
  return at + 1;
}

/// One element of a pattern against one character; moves `at` past the element.
bool match_one(std::string_view pattern, std::size_t& at, char c) {
  if (pattern[at] == '?') {
    ++at;
    return true;
  }
  if (pattern[at] == '[') {
    bool matched = false;
    const std::size_t end = match_set(pattern, at, c, matched);
    if (end != std::string_view::npos) {
      at = end;
      return matched;
    }
  }
  if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
  return pattern[at++] == c;
}

/// One path segment. Only the last `*` is ever tried again, so the cost is bounded by pattern times text.
bool match_segment(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      star_text = t;
      continue;
    }
    std::size_t next = p;
    if (p < pattern.size() && match_one(pattern, next, text[t])) {
      p = next;
      ++t;
      continue;
    }
    if (star == std::string_view::npos) return false;
    p = star;
    t = ++star_text;
  }
  return std::ranges::all_of(pattern.substr(p), [](char c) { return c == '*'; });
}

/// Segments with `**` between them, like match_segment one level higher.
bool match_segments(std::span<const std::string> pattern, std::span<const std::string> path) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_path = 0;
  while (t < path.size()) {
    if (p < pattern.size() && pattern[p] == "**") {
      star = ++p;
      star_path = t;
      if (p == pattern.size()) return true;  // `a/**`: everything below
      continue;
    }
    if (p < pattern.size() && match_segment(pattern[p], path[t])) {
      ++p;
      ++t;
      continue;
    }
    if (star == std::string_view::npos) return false;
    p = star;
    t = ++star_path;
  }
  return p == pattern.size();
}

}  // namespace

void IgnoreRules::add_pattern(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  if (line.empty() || line.starts_with('#')) return;
  Pattern pattern;
  if (line.starts_with('!')) {
    pattern.negated = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.directories_only = true;
    line.remove_suffix(1);
  }
  pattern.anchored = line.find('/') != std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty()) return;
  pattern.segments = split(line);
  patterns_.push_back(std::move(pattern));
}

void IgnoreRules::add_text(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    add_pattern(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

IgnoreRules::Verdict IgnoreRules::verdict(std::string_view path, PathKind kind) const {
  const std::vector<std::string> segments = split(path);
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->directories_only && kind != PathKind::directory) continue;
    const bool matches = pattern->anchored ? match_segments(pattern->segments, segments)
                                           : match_segment(pattern->segments.front(), segments.back());
    if (matches) return pattern->negated ? Verdict::kept : Verdict::ignored;
  }
  return Verdict::none;
}

}  // namespace mailu_lint
