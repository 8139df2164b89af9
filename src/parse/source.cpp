#include <algorithm>

#include <mailu_lint/source.hpp>

namespace mailu_lint {

std::string_view to_string(ReadError error) {
  switch (error) {
    case ReadError::missing:
      return "no such file";
    case ReadError::directory:
      return "is a directory";
    case ReadError::not_regular:
      return "is not a regular file";
    case ReadError::permission:
      return "permission denied";
    case ReadError::too_large:
      return "is larger than --max-file-size allows";
    case ReadError::io:
      return "cannot be read";
  }
  return "";
}

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {}

std::string_view SourceFile::text(Span span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

const std::vector<std::uint32_t>& SourceFile::line_starts() const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const bool lone_cr = text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n');
      if (text_[i] == '\n' || lone_cr) line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
    }
  }
  return line_starts_;
}

Position SourceFile::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto& starts = line_starts();
  const auto next = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(next - starts.begin());
  return {line, offset - starts[line - 1] + 1};
}

std::string_view SourceFile::line(std::uint32_t number) const {
  const auto& starts = line_starts();
  if (number == 0 || number > starts.size()) return {};
  const std::size_t begin = starts[number - 1];
  const std::size_t end = number < starts.size() ? starts[number] : text_.size();
  std::string_view line = std::string_view(text_).substr(begin, end - begin);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

std::uint32_t SourceFile::line_count() const {
  return static_cast<std::uint32_t>(line_starts().size());
}

std::variant<FileId, ReadError> SourceSet::open(const std::string& path) {
  if (const auto found = opened_.find(path); found != opened_.end()) return found->second;
  auto content = reader_->read(path);
  std::variant<FileId, ReadError> result = ReadError::missing;
  if (auto* text = std::get_if<std::string>(&content)) {
    const FileId file = add(path, std::move(*text));
    read_[static_cast<std::size_t>(file)] = true;
    result = file;
  } else {
    result = std::get<ReadError>(content);
  }
  opened_.emplace(path, result);
  return result;
}

FileId SourceSet::add(std::string path, std::string text) {
  files_.emplace_back(std::move(path), std::move(text));
  read_.push_back(false);
  return static_cast<FileId>(files_.size() - 1);
}

}  // namespace mailu_lint
