#include "cli/fix.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <variant>

#include <mailu_lint/rule.hpp>

#include "cli/output.hpp"
#include "config/locations.hpp"
#include "report/diff.hpp"

namespace mailu_lint {
namespace {

/// The files of another reader, with some texts changed.
class FixedReader final : public FileReader {
 public:
  FixedReader(FileReader& behind, const std::map<std::string, FixedText>& texts) : behind_(behind), texts_(texts) {}
  std::variant<std::string, ReadError> read(const std::string& path) override {
    const auto fixed = texts_.find(canonical_path(path));
    if (fixed != texts_.end()) return fixed->second.after;
    return behind_.read(path);
  }

 private:
  FileReader& behind_;
  const std::map<std::string, FixedText>& texts_;
};

std::ptrdiff_t syntax_errors(const Run& run) {
  return std::ranges::count_if(run.findings, [](const RunFinding& item) {
    return item->severity == Severity::error && entry(item->rule).rule->category == Category::syntax;
  });
}

/// The texts on the disk, with the newest changes of both.
std::map<std::string, FixedText> joined(std::map<std::string, FixedText> texts,
                                        std::map<std::string, FixedText>&& more) {
  for (auto& [name, text] : more) {
    const auto known = texts.find(name);
    if (known == texts.end()) {
      texts.emplace(name, std::move(text));
    } else {
      known->second.after = std::move(text.after);
    }
  }
  return texts;
}

/// The name for a patch in the working directory, where the file is below it.
std::string name_in_patch(const std::string& path) {
  std::error_code none;
  const std::filesystem::path here = std::filesystem::current_path(none);
  const std::filesystem::path file(path);
  const std::filesystem::path near = file.is_absolute() ? file.lexically_relative(here) : file.lexically_normal();
  return near.empty() || *near.begin() == ".." ? path : near.string();
}

}  // namespace

FixedRun fix_run(const Run& first, FixSafety most, FileReader& files, const LintWith& lint_with) {
  // A fix may uncover another one. Fixes that undo each other would go on for ever: a mistake of ours, so it ends.
  constexpr int most_rounds = 10;
  FixedRun fixed{.secrets = secret_places(first)};
  for (int round = 0; round < most_rounds; ++round) {
    const Run& current = fixed.run ? *fixed.run : first;
    FixedTexts next = apply_fixes(current, most, canonical_path);
    if (next.texts.empty()) break;
    auto texts = joined(fixed.texts, std::move(next.texts));
    FixedReader reader(files, texts);
    Run after = lint_with(reader);
    if (syntax_errors(after) > syntax_errors(current)) {
      fixed.problems.emplace_back("some fixes would leave a file that docker cannot read; they were left out");
      break;
    }
    fixed.run = std::move(after);
    fixed.texts = std::move(texts);
    fixed.fixes += next.fixes;
  }
  std::erase_if(fixed.texts, [](const auto& text) { return text.second.before == text.second.after; });
  return fixed;
}

void write_fixed(FixedRun& fixed, FileReader& files) {
  for (const auto& [canonical, text] : fixed.texts) {
    const auto now = files.read(text.path);
    if (!std::holds_alternative<std::string>(now) || std::get<std::string>(now) != text.before) {
      fixed.problems.push_back(text.path + ": has changed since it was read; not fixed");
    } else if (const auto error = write_file(canonical, text.after)) {
      fixed.problems.push_back(text.path + ": " + *error + "; not fixed");
    }
  }
}

std::string diff_of(FixedRun& fixed) {
  SecretPlaces after = fixed.run ? secret_places(*fixed.run) : SecretPlaces();
  std::string text;
  for (const auto& [canonical, changed] : fixed.texts) {
    const KnownSecrets known{fixed.secrets[changed.path], after[changed.path]};
    const Diff diff = unified_diff(name_in_patch(changed.path), changed.before, changed.after, known);
    text += diff.text;
    if (diff.masked) {
      fixed.problems.push_back(changed.path +
                               ": the diff shows a line with a secret, masked; it cannot be applied, use --fix");
    }
  }
  return text;
}

}  // namespace mailu_lint
