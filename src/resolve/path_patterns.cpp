#include "resolve/path_patterns.hpp"

#include <re2/re2.h>

namespace mailu_lint {

struct PathPatterns::Compiled {
  std::vector<std::unique_ptr<re2::RE2>> patterns;
};

PathPatterns::PathPatterns(const std::vector<std::string>& patterns) {
  if (patterns.empty()) return;
  compiled_ = std::make_unique<Compiled>();
  for (const std::string& pattern : patterns) {
    auto compiled = std::make_unique<re2::RE2>(pattern, re2::RE2::Quiet);
    if (compiled->ok()) compiled_->patterns.push_back(std::move(compiled));
  }
}

PathPatterns::~PathPatterns() = default;

std::optional<std::string_view> PathPatterns::match(std::string_view path) const {
  if (!compiled_) return std::nullopt;
  const re2::StringPiece text(path.data(), path.size());
  for (const auto& pattern : compiled_->patterns) {
    if (re2::RE2::PartialMatch(text, *pattern)) return pattern->pattern();
  }
  return std::nullopt;
}

std::optional<std::string> PathPatterns::problem(const std::string& pattern) {
  const re2::RE2 compiled(pattern, re2::RE2::Quiet);
  if (compiled.ok()) return std::nullopt;
  return compiled.error();
}

}  // namespace mailu_lint
