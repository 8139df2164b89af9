#include "report/diff.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "report/secrets.hpp"

namespace mailu_lint {
namespace {

/// Lines with their ends.
std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// Lines [begin, end), counted from 0.
struct Lines {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

struct Change {
  Lines before{};
  Lines after{};
};

/// Fixes change a few lines here and there, so the texts meet again within a few lines after every difference. Looking
/// no further than that keeps the work linear in the text; what does not meet is one longer change, which is right too.
class Differ {
 public:
  Differ(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) : a_(a), b_(b) {}

  std::vector<Change> changes() const {
    std::vector<Change> found;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a_.size() || j < b_.size()) {
      if (i < a_.size() && j < b_.size() && a_[i] == b_[j]) {
        ++i;
        ++j;
        continue;
      }
      const auto [skip_a, skip_b] = meeting(i, j);
      const Change change{{i, i + skip_a}, {j, j + skip_b}};
      i = change.before.end;
      j = change.after.end;
      const bool joined = !found.empty() && found.back().before.end == change.before.begin &&
                          found.back().after.end == change.after.begin;
      if (joined) {
        found.back().before.end = change.before.end;
        found.back().after.end = change.after.end;
      } else {
        found.push_back(change);
      }
    }
    return found;
  }

 private:
  /// How many lines to skip on either side so that the texts go on alike.
  std::pair<std::size_t, std::size_t> meeting(std::size_t i, std::size_t j) const {
    constexpr std::size_t furthest = 32;
    const std::size_t left_a = a_.size() - i;
    const std::size_t left_b = b_.size() - j;
    for (std::size_t distance = 1; distance <= 2 * furthest; ++distance) {
      for (std::size_t x = 0; x <= distance; ++x) {
        const std::size_t y = distance - x;
        if (x <= left_a && y <= left_b && alike(i + x, j + y)) return {x, y};
      }
    }
    return {std::min(left_a, furthest), std::min(left_b, furthest)};
  }
  bool alike(std::size_t i, std::size_t j) const {
    if (i == a_.size() || j == b_.size()) return i == a_.size() && j == b_.size();
    return a_[i] == b_[j];
  }

  const std::vector<std::string_view>& a_;
  const std::vector<std::string_view>& b_;
};

/// As git writes it: C's escapes between quotes when there is a control character, a quote or a backslash.
std::string quoted_path(std::string_view prefix, std::string_view path) {
  std::string text(prefix);
  bool quoted = false;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F && c != '"' && c != '\\') {
      text += c;
      continue;
    }
    quoted = true;
    std::array<char, 8> escape{};
    std::snprintf(escape.data(), escape.size(), c == '"' || c == '\\' ? "\\%c" : "\\%03o", byte);
    text += escape.data();
  }
  if (quoted) return '"' + text + '"';
  return path.find(' ') == std::string_view::npos ? text : text + '\t';  // patch ends a name at the tab
}

class Writer {
 public:
  Writer(std::string_view path, const std::string& before, const std::string& after, const KnownSecrets& known)
      : before_(std::string(path), before), after_(std::string(path), after) {
    for (const Span secret : known.before) mask_.add(before_, secret);
    for (const Span secret : known.after) mask_.add(after_, secret);
  }

  Diff write() {
    const std::vector<Change> changes = Differ(a_, b_).changes();
    if (changes.empty()) return {};
    diff_.text = "--- " + quoted_path("a/", before_.path()) + "\n+++ " + quoted_path("b/", after_.path()) + '\n';
    for (std::size_t first = 0; first < changes.size();) {
      std::size_t last = first;
      while (last + 1 < changes.size() && meet(changes[last], changes[last + 1])) ++last;
      hunk({changes.begin() + static_cast<std::ptrdiff_t>(first),
            changes.begin() + static_cast<std::ptrdiff_t>(last) + 1});
      first = last + 1;
    }
    return std::move(diff_);
  }

 private:
  static constexpr std::size_t context = 3;

  bool is_secret_line(std::size_t line) {
    const auto begin = static_cast<std::uint32_t>(a_[line].data() - before_.text().data());
    return !mask_.hidden(before_, before_.position(begin).line).empty();
  }
  /// How many equal lines to show before or after a change: not as far as a secret, but one line at least, without
  /// which a hunk could not be placed.
  std::size_t lines_before(std::size_t begin) {
    std::size_t count = 0;
    while (count < context && count < begin && (count == 0 || !is_secret_line(begin - count - 1))) ++count;
    return count;
  }
  std::size_t lines_after(std::size_t end) {
    std::size_t count = 0;
    while (count < context && end + count < a_.size() && (count == 0 || !is_secret_line(end + count))) ++count;
    return count;
  }
  bool meet(const Change& one, const Change& next) {
    return one.before.end + lines_after(one.before.end) >= next.before.begin - lines_before(next.before.begin);
  }

  void hunk(const std::vector<Change>& changes) {
    const std::size_t lead = lines_before(changes.front().before.begin);
    const std::size_t trail = lines_after(changes.back().before.end);
    const Lines a{changes.front().before.begin - lead, changes.back().before.end + trail};
    const Lines b{changes.front().after.begin - lead, changes.back().after.end + trail};
    diff_.text += "@@ -" + range(a) + " +" + range(b) + " @@\n";
    std::size_t at = a.begin;
    for (const Change& change : changes) {
      print(' ', before_, a_, {at, change.before.begin});
      print('-', before_, a_, change.before);
      print('+', after_, b_, change.after);
      at = change.before.end;
    }
    print(' ', before_, a_, {at, a.end});
  }

  static std::string range(const Lines& lines) {
    const std::string first = std::to_string(lines.size() == 0 ? lines.begin : lines.begin + 1);
    return lines.size() == 1 ? first : first + ',' + std::to_string(lines.size());
  }

  void print(char mark, const SourceFile& file, const std::vector<std::string_view>& lines, const Lines& which) {
    for (std::size_t i = which.begin; i < which.end; ++i) {
      diff_.text += mark;
      const auto begin = static_cast<std::uint32_t>(lines[i].data() - file.text().data());
      const auto end = begin + static_cast<std::uint32_t>(lines[i].size());
      const std::string shown = masked_text(file, {{}, begin, end}, mask_);
      diff_.masked = diff_.masked || shown != lines[i];
      diff_.text += shown;
      if (!shown.ends_with('\n')) diff_.text += "\n\\ No newline at end of file\n";
    }
  }

  SourceFile before_;
  SourceFile after_;
  std::vector<std::string_view> a_ = split_lines(before_.text());
  std::vector<std::string_view> b_ = split_lines(after_.text());
  SecretMask mask_;
  Diff diff_;
};

}  // namespace

Diff unified_diff(std::string_view path, const std::string& before, const std::string& after,
                  const KnownSecrets& known) {
  return Writer(path, before, after, known).write();
}

}  // namespace mailu_lint
