#include "lint/fixes.hpp"

#include <algorithm>
#include <iterator>

namespace mailu_lint {
namespace {

/// The edits of one text that have been accepted: sorted, none overlaps another.
class Edits {
 public:
  enum class Fit : std::uint8_t { fits, there_already, overlaps };

  Fit fit(const Edit& edit) const {
    const auto next = edits_.lower_bound(edit.span.begin);
    if (next != edits_.end() && next->first == edit.span.begin) {
      const Edit& same = *next->second;
      const bool equal = same.span.end == edit.span.end && same.replacement == edit.replacement;
      return equal ? Fit::there_already : Fit::overlaps;
    }
    if (next != edits_.end() && next->first < edit.span.end) return Fit::overlaps;
    if (next == edits_.begin()) return Fit::fits;
    return std::prev(next)->second->span.end > edit.span.begin ? Fit::overlaps : Fit::fits;
  }
  void add(const Edit& edit) { edits_.emplace(edit.span.begin, &edit); }

  std::string apply_to(std::string_view text) const {
    std::string result;
    std::size_t at = 0;
    for (const auto& [begin, edit] : edits_) {
      result += text.substr(at, begin - at);
      result += edit->replacement;
      at = edit->span.end;
    }
    return result += text.substr(at);
  }

 private:
  std::map<std::uint32_t, const Edit*> edits_;
};

struct EditedFile {
  const SourceFile* source = nullptr;
  Edits edits{};
};

}  // namespace

FixedTexts apply_fixes(const Run& run, FixSafety most,
                       const std::function<std::string(const std::string& path)>& identity) {
  std::map<std::string, EditedFile> files;
  const auto edited = [&](const RunFinding& item, const Edit& edit) -> EditedFile& {
    const SourceFile& source = (*item.sources)[edit.span.file];
    EditedFile& file = files[identity(source.path())];
    if (!file.source) file.source = &source;
    return file;
  };

  FixedTexts fixed;
  for (const RunFinding& item : run.findings) {
    if (!item->fix || item->fix->safety > most) continue;
    const std::vector<Edit>& edits = item->fix->edits;
    const bool fits = std::ranges::all_of(
        edits, [&](const Edit& edit) { return edited(item, edit).edits.fit(edit) != Edits::Fit::overlaps; });
    if (!fits) continue;
    for (const Edit& edit : edits) edited(item, edit).edits.add(edit);
    ++fixed.fixes;
  }
  for (const auto& [name, file] : files) {
    std::string after = file.edits.apply_to(file.source->text());
    if (after == file.source->text()) continue;
    fixed.texts.emplace(name, FixedText{file.source->path(), std::string(file.source->text()), std::move(after)});
  }
  return fixed;
}

}  // namespace mailu_lint
