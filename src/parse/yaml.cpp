// The one file that knows yaml-cpp. Only its event interface is used, and only its small headers (yaml.h would triple
// the cost of compiling). Its exceptions end here, as findings.
#include "parse/yaml.hpp"

#include <algorithm>
#include <exception>
#include <istream>
#include <optional>
#include <streambuf>
#include <utility>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/rule_id.hpp>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "parse/yaml_builder.hpp"
#include "parse/yaml_bytes.hpp"
#include "parse/yaml_fast.hpp"
#include "parse/yaml_messages.hpp"

namespace mailu_lint::yaml {
namespace {

/// Hands the text to the parser, piece by piece so as to stop one that takes in ever more and says nothing.
class TextBuffer : public std::streambuf {
 public:
  TextBuffer(std::string_view text, std::uint32_t look_ahead) : rest_(text), look_ahead_(look_ahead) {}

  struct TooFarAhead {};
  /// The parser has said something.
  void reset() { indicators_ = 0; }

 protected:
  int_type underflow() override {
    if (rest_.empty()) return traits_type::eof();
    const std::string_view piece = rest_.substr(0, piece_size);
    rest_.remove_prefix(piece.size());
    indicators_ += std::ranges::count_if(piece, [](char c) { return is_flow_indicator(c) || c == ':'; });
    if (indicators_ > look_ahead_) throw TooFarAhead{};
    // streambuf's interface; nobody writes to it. NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
    char* begin = const_cast<char*>(piece.data());
    setg(begin, begin, begin + piece.size());
    return traits_type::to_int_type(*begin);
  }

 private:
  static constexpr std::size_t piece_size = std::size_t{16} * 1024;
  std::string_view rest_;
  std::ptrdiff_t look_ahead_;
  std::ptrdiff_t indicators_ = 0;
};

class Events final : public YAML::EventHandler {
 public:
  Events(TreeBuilder& builder, TextBuffer& buffer, Offset start)
      : builder_(&builder), buffer_(&buffer), start_(start) {}

  Offset offset(const YAML::Mark& mark) const { return start_ + static_cast<Offset>(mark.pos); }

  void OnDocumentStart(const YAML::Mark& mark) override { builder_->start_document(offset(mark)); }
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override { builder_->name_anchor(offset(mark), name); }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    buffer_->reset();
    builder_->null(offset(mark), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    buffer_->reset();
    builder_->alias(offset(mark), anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    buffer_->reset();
    builder_->scalar(offset(mark), {anchor, tag}, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    builder_->start_collection(Kind::sequence, offset(mark), {anchor, tag}, style_of(style));
  }
  void OnSequenceEnd() override { builder_->end_collection(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    builder_->start_collection(Kind::mapping, offset(mark), {anchor, tag}, style_of(style));
  }
  void OnMapEnd() override { builder_->end_collection(); }

 private:
  static Style style_of(YAML::EmitterStyle::value style) {
    return style == YAML::EmitterStyle::Flow ? Style::flow : Style::block;
  }

  TreeBuilder* builder_;
  TextBuffer* buffer_;
  Offset start_;
};

/// One run of the parser.
struct Attempt {
  Tree tree;
  Findings findings{};
  bool text_ended_in_quotes = false;
};

enum class Ending : std::uint8_t { as_is, line_end };

void run_parser(Attempt& attempt, std::string_view text, Offset start, Ending ending, const Limits& limits) {
  const std::string with_line_end = ending == Ending::line_end ? std::string(text) + '\n' : std::string();
  TreeBuilder builder(attempt.tree, text, start, limits, attempt.findings);
  const std::string_view read = ending == Ending::line_end ? std::string_view(with_line_end) : text;
  TextBuffer buffer(read, limits.look_ahead);  // skips the byte order mark itself, and does not count it
  Events events(builder, buffer, start);
  const auto report = [&](std::string_view message, Offset offset) {
    report_syntax_error({.message = message,
                         .offset = std::min(offset, static_cast<Offset>(text.size())),
                         .text = text,
                         .read_to = builder.cursor(),
                         .open_collection = builder.open_collection(),
                         .open_brackets = builder.open_brackets(),
                         .last_scalar = builder.last_scalar()},
                        attempt.tree, attempt.findings);
  };
  attempt.tree.complete_ = false;
  try {
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
    attempt.tree.complete_ = true;
  } catch (const StopParsing&) {
    // The finding is there.
  } catch (const TextBuffer::TooFarAhead&) {
    attempt.findings
        .add(RuleId::size_limit, {attempt.tree.file(), builder.cursor(), builder.cursor()},
             "what follows is too much for one value; nothing is checked")
        .help("split the list, or write it without brackets");
  } catch (const YAML::DeepRecursion& error) {
    builder.report_too_deep(events.offset(error.mark));
  } catch (const YAML::Exception& error) {
    attempt.text_ended_in_quotes = error.msg == YAML::ErrorMsg::EOF_IN_SCALAR;
    report(error.msg, events.offset(error.mark));
  } catch (const std::exception& error) {  // bad_alloc, ios_base::failure
    report(error.what(), builder.cursor());
  }
  builder.close_all();
}

/// What can be read without yaml-cpp; nothing when it cannot.
std::optional<Attempt> read_without_parser(const Tree& empty, std::string_view text, Offset start,
                                           const Limits& limits) {
  Attempt attempt{empty};
  TreeBuilder builder(attempt.tree, text, start, limits, attempt.findings);
  if (!read_fast(builder, text, start)) return std::nullopt;
  return attempt;
}

Attempt read_with_parser(const Tree& empty, std::string_view text, Offset start, const Limits& limits) {
  Attempt attempt{empty};
  run_parser(attempt, text, start, Ending::as_is, limits);
  if (!attempt.text_ended_in_quotes) return attempt;
  // yaml-cpp does not say where the quotes were opened. With a line end behind the text it takes them as closed, and
  // the check for closing quotes finds the place.
  Attempt again{empty};
  run_parser(again, text, start, Ending::line_end, limits);
  return again;
}

}  // namespace

Tree parse(FileId file, const SourceFile& source, Findings& findings, const Limits& limits, Reader reader) {
  CheckedBytes bytes = check_bytes(source.text());
  if (bytes.problem) report_bytes(*bytes.problem, file, findings);
  const Tree empty(file, source);
  if (!bytes.is_text) {
    Tree nothing = empty;
    nothing.complete_ = false;
    nothing.cut_ = true;
    return nothing;
  }
  const std::string_view text = bytes.rewritten ? std::string_view(*bytes.rewritten) : source.text();
  std::optional<Attempt> attempt;
  if (reader == Reader::fastest) attempt = read_without_parser(empty, text, bytes.start, limits);
  if (!attempt) attempt = read_with_parser(empty, text, bytes.start, limits);
  attempt->tree.cut_ = !attempt->tree.complete_;
  if (bytes.problem) attempt->tree.complete_ = false;
  for (Finding& finding : attempt->findings.list()) findings.list().push_back(std::move(finding));
  return std::move(attempt->tree);
}

}  // namespace mailu_lint::yaml
