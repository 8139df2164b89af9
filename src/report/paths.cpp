#include "report/paths.hpp"

#include <filesystem>

namespace mailu_lint {
namespace {

namespace fs = std::filesystem;

/// `<stdin>` is no file, wherever we work.
bool is_file(const std::string& shown) {
  return !shown.starts_with('<');
}

/// The longest directory that both paths lie in.
fs::path common(const fs::path& a, const fs::path& b) {
  fs::path shared;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end() && *i == *j; ++i, ++j) shared /= *i;
  return shared;
}

}  // namespace

ReportPaths::ReportPaths(const Run& run, const ReportOptions& options)
    : working_directory_(options.working_directory),
      base_(options.repository_root.empty() ? options.working_directory : options.repository_root) {
  for (const RunFinding& item : run.findings) {
    const auto widen = [&](Span span) {
      const std::string& shown = (*item.sources)[span.file].path();
      if (is_file(shown)) base_ = common(base_, fs::path(absolute(shown)).parent_path()).string();
    };
    widen(item->span);
    for (const Related& related : item->related) widen(related.span);
  }
}

std::string ReportPaths::absolute(const std::string& shown) const {
  return (fs::path(working_directory_) / shown).lexically_normal().string();
}

std::string ReportPaths::relative(const std::string& shown) const {
  if (!is_file(shown)) return shown;
  return fs::path(absolute(shown)).lexically_relative(base_).string();
}

std::string ReportPaths::uri(const std::string& shown) const {
  return percent_encode(relative(shown));
}

std::string percent_encode(std::string_view path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view unreserved = "-._~/";
  std::string encoded;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || unreserved.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += digits[byte >> 4U];
      encoded += digits[byte & 0xFU];
    }
  }
  return encoded;
}

}  // namespace mailu_lint
