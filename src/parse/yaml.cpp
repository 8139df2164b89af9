// The one file that knows yaml-cpp. Only its event interface is used, and only its small headers (yaml.h would triple
// the cost of compiling). Its exceptions end here, as findings.
#include "parse/yaml.hpp"

#include <exception>
#include <istream>
#include <streambuf>
#include <utility>

#include <mailu_lint/finding.hpp>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "parse/yaml_builder.hpp"
#include "parse/yaml_bytes.hpp"
#include "parse/yaml_messages.hpp"

namespace mailu_lint::yaml {
namespace {

/// Hands the text to the parser without a copy.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // streambuf's interface; it is only read
    setg(begin, begin, begin + text.size());
  }
};

class Events final : public YAML::EventHandler {
 public:
  Events(TreeBuilder& builder, Offset start) : builder_(&builder), start_(start) {}

  Offset offset(const YAML::Mark& mark) const { return start_ + static_cast<Offset>(mark.pos); }

  void OnDocumentStart(const YAML::Mark& mark) override { builder_->start_document(offset(mark)); }
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark&, const std::string& name) override { builder_->name_anchor(name); }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_->null(offset(mark), anchor); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_->alias(offset(mark), anchor); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
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
  Offset start_;
};

/// One run of the parser over `text`.
struct Attempt {
  Tree tree;
  Findings findings{};
  bool text_ended_in_quotes = false;
};

void run_parser(Attempt& attempt, std::string_view text, Offset start, const Limits& limits) {
  TreeBuilder builder(attempt.tree, text, start, limits, attempt.findings);
  Events events(builder, start);
  const auto report = [&](std::string_view message, Offset offset) {
    report_syntax_error({.message = message,
                         .offset = offset,
                         .text = text,
                         .read_to = builder.cursor(),
                         .open_collection = builder.open_collection(),
                         .last_scalar = builder.last_scalar()},
                        attempt.tree, attempt.findings);
  };
  attempt.tree.complete_ = false;
  try {
    TextBuffer buffer(text.substr(start));
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
    attempt.tree.complete_ = true;
  } catch (const StopParsing&) {
    // The finding is there.
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

}  // namespace

Tree parse(FileId file, const SourceFile& source, Findings& findings, const Limits& limits) {
  CheckedBytes bytes = check_bytes(source.text());
  if (bytes.problem) report_bytes(*bytes.problem, file, findings);
  if (!bytes.is_text) {
    Tree nothing(file, source);
    nothing.complete_ = false;
    return nothing;
  }
  const std::string_view text = bytes.rewritten ? std::string_view(*bytes.rewritten) : source.text();
  Attempt attempt{Tree(file, source)};
  run_parser(attempt, text, bytes.start, limits);
  if (attempt.text_ended_in_quotes) {
    // yaml-cpp does not say where the quotes were opened. With a line end behind the text it takes them as closed, and
    // the check for closing quotes finds the place.
    attempt = Attempt{Tree(file, source)};
    run_parser(attempt, std::string(text) + "\n", bytes.start, limits);
  }
  if (bytes.problem) attempt.tree.complete_ = false;
  for (Finding& finding : attempt.findings.list()) findings.list().push_back(std::move(finding));
  return std::move(attempt.tree);
}

}  // namespace mailu_lint::yaml
