#include "lsp/framing.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "mailu/words.hpp"

namespace mailu_lint::lsp {
namespace {

/// Nothing when the header does not say it, or says two different things.
std::optional<std::uint64_t> content_length(std::string_view header) {
  std::optional<std::uint64_t> length;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find('\n'), header.size());
    const std::string_view line = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !same_word(trim(line.substr(0, colon)), "Content-Length")) continue;
    const std::string_view value = trim(line.substr(colon + 1));
    std::uint64_t number = 0;
    const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || stop != value.data() + value.size()) return std::nullopt;
    if (length && *length != number) return std::nullopt;
    length = number;
  }
  return length;
}

struct HeaderEnd {
  std::size_t size = 0;    ///< of the header's lines
  std::size_t behind = 0;  ///< offset of the body
};

/// The empty line, with or without carriage returns.
std::optional<HeaderEnd> find_end(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    if (text.substr(at + 1, 1) == "\n") return HeaderEnd{at, at + 2};
    if (text.substr(at + 1, 2) == "\r\n") return HeaderEnd{at, at + 3};
  }
  return std::nullopt;
}

}  // namespace

void FrameReader::feed(std::string_view bytes) {
  const auto skipped = static_cast<std::size_t>(std::min<std::uint64_t>(skip_, bytes.size()));
  skip_ -= skipped;
  bytes.remove_prefix(skipped);
  if (at_ == buffer_.size()) {
    buffer_.clear();
    at_ = 0;
  }
  buffer_ += bytes;
}

/// True when there is something more to look at. Gives a frame when the header is one that no body can follow.
bool FrameReader::read_header(std::optional<Frame>& frame) {
  while (rest().starts_with("\r\n") || rest().starts_with('\n')) at_ += rest().front() == '\r' ? 2 : 1;
  const auto end = find_end(rest().substr(0, longest_header));
  if (!end) {
    if (rest().size() < longest_header) return false;
    at_ += longest_header;
    frame = Frame{Frame::Kind::bad_header, ""};
    return true;
  }
  const auto length = content_length(rest().substr(0, end->size));
  at_ += end->behind;
  if (!length) {
    frame = Frame{Frame::Kind::bad_header, ""};
  } else if (*length > limit_) {
    const auto here = static_cast<std::size_t>(std::min<std::uint64_t>(*length, rest().size()));
    at_ += here;
    skip_ = *length - here;
    frame = Frame{Frame::Kind::too_large, ""};
  } else {
    body_ = static_cast<std::size_t>(*length);
  }
  return true;
}

std::optional<Frame> FrameReader::next() {
  std::optional<Frame> frame;
  if (!body_ && !read_header(frame)) return std::nullopt;
  if (frame || !body_ || rest().size() < *body_) return frame;
  frame = Frame{Frame::Kind::message, std::string(rest().substr(0, *body_))};
  at_ += *body_;
  body_.reset();
  return frame;
}

std::string framed(std::string_view body) {
  return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace mailu_lint::lsp
