// Comments: what the parser passes over. They stand in the gaps between scalars, so a `#` inside quotes or a block of
// text is never taken for one.
#include <algorithm>

#include "parse/yaml.hpp"
#include "parse/yaml_extent.hpp"

namespace mailu_lint::yaml {
namespace {

class CommentFinder {
 public:
  CommentFinder(FileId file, std::string_view text, Offset start) : file_(file), text_(text), start_(start) {}

  /// Adds the comments of [begin, end), where no scalar stands.
  void add_gap(Offset begin, Offset end) {
    for (Offset here = begin; here < end; ++here) {
      const std::size_t hash = text_.substr(0, end).find('#', here);
      if (hash == std::string_view::npos) return;
      here = static_cast<Offset>(hash);
      if (here == start_ || ends_word(text_[here - 1])) here = add(here);
    }
  }

  /// Adds the comments that have a line of their own: where it is not known what is a scalar.
  void add_whole_lines(Offset begin) {
    for (Offset line = begin; line < text_.size(); line = line_end(text_, line) + 1) {
      const bool line_start = line == start_ || is_line_end(text_[line - 1]);
      const Offset first = skip_blanks(text_, line);
      if (line_start && at(text_, first) == '#') add(first);
    }
  }

  std::vector<Span> take() { return std::move(comments_); }

 private:
  Offset add(Offset hash) {
    const Offset end = line_end(text_, hash);
    comments_.push_back({file_, hash, end});
    return end;
  }

  FileId file_;
  std::string_view text_;
  Offset start_;
  std::vector<Span> comments_;
};

}  // namespace

std::vector<Span> Tree::comments() const {
  const std::string_view text = source_->text();
  Offset gap = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  CommentFinder finder(file_, text, gap);
  for (const Node& node : nodes) {
    if (node.kind == Kind::mapping || node.kind == Kind::sequence) continue;
    finder.add_gap(gap, node.begin);
    if (node.style == Style::literal || node.style == Style::folded) {
      finder.add_gap(node.begin, std::min(line_end(text, node.begin), node.end));
    }
    gap = node.end;
  }
  if (complete_) {
    finder.add_gap(gap, static_cast<Offset>(text.size()));
  } else {
    finder.add_whole_lines(gap);
  }
  return finder.take();
}

}  // namespace mailu_lint::yaml
