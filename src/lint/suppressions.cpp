#include "lint/suppressions.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include <mailu_lint/rule_id.hpp>

#include "lint/suggest.hpp"
#include "lint/suppression_comment.hpp"
#include "parse/documents.hpp"
#include "parse/env_comments.hpp"

namespace mailu_lint {
namespace {

/// A rule that a comment names, and the line that it counts for.
struct Suppression {
  FileId file{};
  RuleId rule{};
  std::uint32_t line = 0;
  const SuppressionComment* comment = nullptr;
  const SuppressionComment::NamedRule* named = nullptr;
  bool used = false;

  auto order() const { return std::tuple(file, rule, line, named->span.begin); }
};

bool is_alone(const SourceFile& source, const SuppressionComment& comment, std::uint32_t line) {
  const auto column = source.position(comment.span.begin).column;
  return source.line(line).substr(0, column - 1).find_first_not_of(" \t\xEF\xBB\xBF") == std::string_view::npos;
}

bool has_content(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && line[first] != '#';
}

/// The line that each comment counts for; 0 for none. From the last to the first, so that a stack of comments above one
/// line is passed once.
std::vector<std::uint32_t> target_lines(const SourceFile& source, const std::vector<SuppressionComment>& comments) {
  std::vector<std::uint32_t> targets(comments.size());
  std::uint32_t below = 0;  // the line of a comment that was looked at, alone in its line
  std::uint32_t target_of_below = 0;
  for (std::size_t i = comments.size(); i-- > 0;) {
    const std::uint32_t line = source.position(comments[i].span.begin).line;
    if (!is_alone(source, comments[i], line)) {
      targets[i] = line;
      continue;
    }
    std::uint32_t next = line + 1;
    while (next <= source.line_count() && next != below && !has_content(source.line(next))) ++next;
    if (next == below) {
      targets[i] = target_of_below;
    } else if (next <= source.line_count()) {
      targets[i] = next;
    }
    below = line;
    target_of_below = targets[i];
  }
  return targets;
}

/// Removes the comment with the blanks before it, and its line when nothing else is in it. A comment that names other
/// rules stays.
std::optional<Fix> removal(const SourceFile& source, const SuppressionComment& comment) {
  if (comment.rules.size() != 1) return std::nullopt;
  const std::string_view text = source.text();
  Span span = comment.span;
  while (span.begin > 0 && (text[span.begin - 1] == ' ' || text[span.begin - 1] == '\t')) --span.begin;
  if (is_alone(source, comment, source.position(comment.span.begin).line)) {
    if (text.substr(span.end, 1) == "\r") ++span.end;
    if (text.substr(span.end, 1) == "\n") ++span.end;
  }
  return Fix{.message = "remove the suppression", .edits = {{span, ""}}};
}

/// A stack's env_files have a grammar of their own; `.env` is compose's whoever deploys.
EnvGrammar grammar_of(FileId file, const Deployment& mail) {
  const auto is_file = [&](const EnvFile& env_file) { return env_file.file == file; };
  const auto reads = [&](const Service& service) { return std::ranges::any_of(service.env_files, is_file); };
  const bool stack = mail.dialect == Dialect::stack && std::ranges::any_of(mail.services, reads);
  return stack ? EnvGrammar::stack : EnvGrammar::compose;
}

std::vector<SuppressionComment> comments_of(FileId file, const Documents& documents, const Deployment& mail) {
  const SourceFile& source = documents.sources()[file];
  if (source.text().find(suppression_marker) == std::string_view::npos) return {};
  const yaml::Tree* tree = documents.parsed(file);
  std::vector<SuppressionComment> found;
  for (const Span comment : tree ? tree->comments() : env_comments(file, source, grammar_of(file, mail))) {
    if (auto suppression = read_suppression(source, comment)) found.push_back(std::move(*suppression));
  }
  return found;
}

class Filter {
 public:
  Filter(Findings& findings, const Documents& documents, const Deployment& mail, const Options& options)
      : findings_(&findings), documents_(&documents), mail_(&mail), options_(&options) {}

  std::vector<Suppressed> run() {
    const std::size_t files = documents_->sources().size();
    comments_.resize(files);
    for (std::size_t i = 0; i < files; ++i) collect(static_cast<FileId>(i));
    std::ranges::sort(suppressions_, {}, &Suppression::order);
    std::vector<Suppressed> suppressed = take_suppressed();
    if (unused_can_be_told()) report_unused();
    for (Problem& problem : problems_) {
      FindingBuilder finding = findings_->add(problem.rule, problem.span, std::move(problem.message));
      finding.help(std::move(problem.help));
      if (problem.fix) finding.fix(std::move(*problem.fix));
    }
    return suppressed;
  }

 private:
  /// Reported last: nothing suppresses what is said about suppressions.
  struct Problem {
    RuleId rule{};
    Span span{};
    std::string message{};
    std::string help{};
    std::optional<Fix> fix{};
  };

  void collect(FileId file) {
    auto& comments = comments_[static_cast<std::size_t>(file)];
    comments = comments_of(file, *documents_, *mail_);
    const std::vector<std::uint32_t> targets = target_lines(documents_->sources()[file], comments);
    for (std::size_t i = 0; i < comments.size(); ++i) {
      if (usable(comments[i])) add(comments[i], targets[i]);
    }
  }

  bool usable(const SuppressionComment& comment) {
    if (comment.mistake) {
      problems_.push_back(
          {RuleId::suppression_unknown, comment.mistake->span, comment.mistake->message, comment.mistake->help});
      return false;
    }
    if (comment.reason.empty()) {
      problems_.push_back({RuleId::suppression_unreasoned, comment.span,
                           "the suppression gives no reason; nothing is suppressed",
                           "write the reason behind the bracket: `ignore[rule-name] reason`"});
      return false;
    }
    if (!comment.until.empty() && options_->today && *options_->today > comment.until) {
      problems_.push_back({RuleId::suppression_expired, comment.until_span,
                           "the suppression ended with " + comment.until + "; what it hid is reported again",
                           "solve what it hides, or set another day"});
      return false;
    }
    return true;
  }

  void add(const SuppressionComment& comment, std::uint32_t target) {
    for (const auto& named : comment.rules) {
      if (const auto rule = find_rule(named.name)) {
        suppressions_.push_back({comment.span.file, *rule, target, &comment, &named});
        continue;
      }
      std::vector<std::string_view> names;
      for (const RuleEntry& entry : all_rules()) names.push_back(entry.name);
      problems_.push_back(
          {RuleId::suppression_unknown, named.span,
           "there is no rule `" + named.name + "`; nothing is suppressed" + did_you_mean(nearest(named.name, names)),
           "`mailu-lint rules` lists the rules"});
    }
  }

  /// The first suppression of the finding's rule for one of its lines, or of those of the anchored text.
  Suppression* match(const Finding& finding) {
    Suppression* found = match(finding.rule, finding.span);
    return !found && finding.definition ? match(finding.rule, *finding.definition) : found;
  }

  Suppression* match(RuleId rule, Span span) {
    const SourceFile& source = documents_->sources()[span.file];
    const std::uint32_t last_byte = std::max(span.begin + 1, span.end) - 1;
    const std::tuple first(span.file, rule, source.position(span.begin).line, 0U);
    const auto found = std::ranges::lower_bound(suppressions_, first, {}, &Suppression::order);
    if (found == suppressions_.end() || found->file != span.file || found->rule != rule) return nullptr;
    return found->line <= source.position(last_byte).line ? &*found : nullptr;
  }

  std::vector<Suppressed> take_suppressed() {
    if (suppressions_.empty()) return {};
    std::vector<Suppressed> suppressed;
    std::vector<Finding> kept;
    for (Finding& finding : findings_->list()) {
      if (Suppression* suppression = match(finding)) {
        suppression->used = true;
        suppressed.push_back({std::move(finding), suppression->named->span, suppression->comment->reason});
      } else {
        kept.push_back(std::move(finding));
      }
    }
    findings_->list() = std::move(kept);
    return suppressed;
  }

  /// Only when everything could be looked at is silence a reason to call a suppression unused.
  bool unused_can_be_told() const {
    const auto is_mailu = [](const Service& service) { return service.role != Role::none; };
    if (std::ranges::none_of(mail_->services, is_mailu)) return false;
    for (std::size_t i = 0; i < comments_.size(); ++i) {
      const yaml::Tree* tree = documents_->parsed(static_cast<FileId>(i));
      if (tree && !tree->complete()) return false;
    }
    return true;
  }

  bool was_checked(RuleId rule) const {
    const auto index = static_cast<std::size_t>(rule);
    if (!options_->enabled.empty() && !options_->enabled[index]) return false;
    const auto names_rule = [&](const Gap& gap) { return std::ranges::find(gap.rules, rule) != gap.rules.end(); };
    return std::ranges::none_of(findings_->gaps(), names_rule);
  }

  void report_unused() {
    for (const Suppression& suppression : suppressions_) {
      if (suppression.used || !was_checked(suppression.rule)) continue;
      problems_.push_back({RuleId::suppression_unused, suppression.named->span,
                           "`" + suppression.named->name + "` is not found here; the suppression would hide a new one",
                           "remove it, or move it to the line that is reported",
                           removal(documents_->sources()[suppression.file], *suppression.comment)});
    }
  }

  Findings* findings_;
  const Documents* documents_;
  const Deployment* mail_;
  const Options* options_;
  std::vector<std::vector<SuppressionComment>> comments_;  // by FileId; suppressions point into it
  std::vector<Suppression> suppressions_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Suppressed> apply_suppressions(Findings& findings, const Documents& documents, const Deployment& mail,
                                           const Options& options) {
  if (!options.suppressions) return {};
  return Filter(findings, documents, mail, options).run();
}

}  // namespace mailu_lint
