// Drawn like rustc's: one gutter, one row of underlines a label. Rows instead of rustc's connecting lines: two labels
// on one line are rare in configuration, and rows never cross.
#include "report/frame.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "report/unicode.hpp"

namespace mailu_lint {
namespace {

constexpr std::size_t most_frames = 4;  // the finding itself and three related places; the others become notes
constexpr std::string_view tab = "    ";

struct Label {
  Span span{};  ///< on one line
  std::string_view text{};
  bool primary = false;
};

/// A character of a source line as it is shown.
struct Cell {
  std::uint32_t begin = 0;  ///< bytes of the line that it stands for
  std::uint32_t end = 0;
  std::uint32_t width = 1;
  std::string text{};
};

std::uint32_t text_width(std::string_view text) {
  std::uint32_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint code = decode_utf8(text, i);
    width += display_width(code.value);
    i += code.length;
  }
  return width;
}

/// The cells of the bytes [begin, end) of a line; hidden ranges become one cell each.
std::vector<Cell> make_cells(std::string_view line, std::uint32_t begin, std::uint32_t end,
                             const std::vector<HiddenRange>& hidden, Charset charset) {
  std::vector<Cell> cells;
  for (std::uint32_t at = begin; at < end;) {
    const auto range = std::ranges::partition_point(hidden, [&](const HiddenRange& h) { return h.end <= at; });
    if (range != hidden.end() && range->begin <= at) {
      const auto range_end = static_cast<std::uint32_t>(range->end);
      cells.push_back({at, range_end, static_cast<std::uint32_t>(hidden_text.size()), std::string(hidden_text)});
      at = range_end;
      continue;
    }
    const CodePoint code = decode_utf8(line, at);
    const bool is_tab = line[at] == '\t';
    std::string text = is_tab ? std::string(tab) : visible(code, static_cast<unsigned char>(line[at]), charset);
    const std::uint32_t width = text_width(text);
    cells.push_back({at, at + code.length, width, std::move(text)});
    at += code.length;
  }
  return cells;
}

/// A source line as it fits on the terminal, with the place of one span in it.
struct ShownLine {
  std::string text{};
  std::uint32_t underline_start = 0;  ///< columns before the span
  std::uint32_t underline_width = 1;
};

/// The part of [0, cells) that fits `width` columns and shows the span's begin with something before it.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;  ///< exclusive
};

Window fit(const std::vector<Cell>& cells, std::size_t span_first, std::size_t span_last, std::uint32_t width) {
  std::uint32_t used = 0;
  std::size_t last = span_first;
  while (last < span_last && used + cells[last].width <= width * 3 / 4) used += cells[last++].width;
  std::size_t first = span_first;
  const std::uint32_t before = used + (width - used) / 2;
  while (first > 0 && used + cells[first - 1].width <= before) used += cells[--first].width;
  while (last < cells.size() && used + cells[last].width <= width) used += cells[last++].width;
  while (first > 0 && used + cells[first - 1].width <= width) used += cells[--first].width;
  return {first, last};
}

ShownLine show_line(const SourceFile& file, std::uint32_t number, std::uint32_t span_begin, std::uint32_t span_end,
                    std::uint32_t width, FrameContext& context) {
  const Charset charset = context.options.unicode ? Charset::utf8 : Charset::ascii;
  const std::string_view line = file.line(number);
  const auto size = static_cast<std::uint32_t>(line.size());
  // No cell is made of what cannot be shown anyway: a line may be the whole of a 50 MB file.
  const std::uint32_t reach = width * 8;
  std::uint32_t begin = span_begin > reach ? span_begin - reach : 0;
  begin = static_cast<std::uint32_t>(code_point_start(line, begin));
  std::uint32_t end = size - span_begin > reach ? span_begin + reach : size;
  end = static_cast<std::uint32_t>(code_point_start(line, end));
  const auto cells = make_cells(line, begin, end, context.secrets.hidden(file, number), charset);

  const auto first = static_cast<std::size_t>(
      std::ranges::find_if(cells, [&](const Cell& cell) { return cell.end > span_begin; }) - cells.begin());
  auto last = static_cast<std::size_t>(
      std::ranges::find_if(cells, [&](const Cell& cell) { return cell.begin >= span_end; }) - cells.begin());
  last = std::max(first, last);

  const std::string ellipsis = context.options.unicode ? "…" : "...";
  const std::uint32_t margin = 2 * text_width(ellipsis);
  const Window window = fit(cells, first, last, std::max(width, margin + 20) - margin);
  ShownLine shown;
  shown.underline_width = 0;
  if (window.first > 0 || begin > 0) shown.text = ellipsis;
  shown.underline_start = text_width(shown.text);
  for (std::size_t i = window.first; i < window.last; ++i) {
    shown.text += cells[i].text;
    if (i < first) shown.underline_start += cells[i].width;
    if (i >= first && i < last) shown.underline_width += cells[i].width;
  }
  if (window.last < cells.size() || end < size) shown.text += ellipsis;
  shown.underline_width = std::max<std::uint32_t>(shown.underline_width, 1);
  while (shown.text.ends_with(' ')) shown.text.pop_back();
  return shown;
}

/// Draws the rows of one finding, all with the same gutter.
class Frames {
 public:
  Frames(const RunFinding& finding, FrameContext& context, std::size_t gutter)
      : finding_(finding), context_(context), gutter_(gutter) {}

  /// Not rustc's `:::` for other files: at the start of a line GitHub takes colons for a command.
  void arrow(Span span, std::string_view in) {
    const SourceFile& file = (*finding_.sources)[span.file];
    const Position at = context_.columns.position(file, span.begin);
    out_ += std::string(gutter_, ' ') + context_.painter.paint(Style::blue, "-->") + ' ';
    out_ += visible(file.path(), charset()) + ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
    if (!in.empty()) out_ += context_.painter.paint(Style::dim, "  " + visible(in, charset()));
    out_ += '\n';
  }

  void bar() { out_ += margin("") + '\n'; }

  /// The lines of one file that carry labels, in order.
  void lines(std::vector<Label> labels) {
    std::ranges::stable_sort(labels, {}, [](const Label& label) { return label.span.begin; });
    std::uint32_t previous = 0;
    for (const Label& label : labels) {
      const SourceFile& file = (*finding_.sources)[label.span.file];
      const Position at = file.position(label.span.begin);
      const std::uint32_t begin = at.column - 1;
      const std::uint32_t end = begin + (label.span.end - label.span.begin);
      const auto width = static_cast<std::uint32_t>(
          context_.options.width > gutter_ + 3 + 40 ? context_.options.width - gutter_ - 3 : 40);
      const ShownLine shown = show_line(file, at.line, begin, end, width, context_);
      // A long line is cut differently around each of its labels, so it is drawn again for the next one.
      if (at.line != previous || file.line(at.line).size() > width) {
        if (previous != 0 && at.line > previous + 1) {
          out_ += context_.painter.paint(Style::blue, "...") + '\n';
        }
        out_ += margin(std::to_string(at.line)) + ' ' + shown.text + '\n';
      }
      previous = at.line;
      underline(shown, label);
    }
  }

  void remark(std::string_view word, std::string_view text) {
    out_ += std::string(gutter_, ' ') + ' ' + context_.painter.paint(Style::blue, "=") + ' ' +
            context_.painter.paint(Style::bold, word) + ": " + visible(text, charset()) + '\n';
  }

  std::string take() { return std::move(out_); }

 private:
  Charset charset() const { return context_.options.unicode ? Charset::utf8 : Charset::ascii; }

  std::string margin(std::string_view number) const {
    std::string text(gutter_ - number.size(), ' ');
    text += number;
    text += " |";
    return context_.painter.paint(Style::blue, text);
  }

  void underline(const ShownLine& shown, const Label& label) {
    std::string marks(shown.underline_width, label.primary ? '^' : '-');
    if (!label.text.empty()) marks += ' ' + visible(label.text, charset());
    const Style style = label.primary ? style_of(finding_->severity) : Style::blue;
    out_ += margin("") + ' ' + std::string(shown.underline_start, ' ') + context_.painter.paint(style, marks) + '\n';
  }

  const RunFinding& finding_;
  FrameContext& context_;
  std::size_t gutter_;
  std::string out_;
};

/// Labels by file, the finding's own file first, the others in the order in which they are named.
std::vector<std::vector<Label>> group(const RunFinding& run_finding, std::size_t related_shown) {
  const SourceSet& sources = *run_finding.sources;
  const Finding& finding = *run_finding;
  std::vector<std::vector<Label>> files;
  const auto add = [&](Span span, std::string_view text, bool primary) {
    const Label label{cut_to_first_line(sources[span.file], span), text, primary};
    const auto same = std::ranges::find_if(files, [&](const auto& f) { return f.front().span.file == span.file; });
    if (same != files.end()) {
      same->push_back(label);
    } else {
      files.push_back({label});
    }
  };
  add(finding.span, finding.label, true);
  for (std::size_t i = 0; i < related_shown; ++i) add(finding.related[i].span, finding.related[i].message, false);
  return files;
}

}  // namespace

std::string render_frames(const RunFinding& run_finding, FrameContext& context) {
  const Finding& finding = *run_finding;
  const std::size_t related_shown = std::min(finding.related.size(), most_frames - 1);
  const auto files = group(run_finding, related_shown);
  std::uint32_t last_line = 1;
  for (const auto& labels : files) {
    for (const Label& label : labels) {
      last_line = std::max(last_line, (*run_finding.sources)[label.span.file].position(label.span.begin).line);
    }
  }

  Frames frames(run_finding, context, std::to_string(last_line).size());
  for (const auto& labels : files) {
    const bool own = &labels == &files.front();
    const bool says_more = own && finding.key_path.find('.') != std::string::npos;
    if (!own) frames.bar();
    frames.arrow(labels.front().span, says_more ? finding.key_path : "");
    frames.bar();
    frames.lines(labels);
  }
  if (related_shown < finding.related.size() || !finding.help.empty()) frames.bar();
  for (std::size_t i = related_shown; i < finding.related.size(); ++i) {
    const Related& related = finding.related[i];
    const SourceFile& file = (*run_finding.sources)[related.span.file];
    const Position at = context.columns.position(file, related.span.begin);
    frames.remark(
        "note", file.path() + ':' + std::to_string(at.line) + ':' + std::to_string(at.column) + ": " + related.message);
  }
  if (!finding.help.empty()) frames.remark("help", finding.help);
  return frames.take();
}

}  // namespace mailu_lint
