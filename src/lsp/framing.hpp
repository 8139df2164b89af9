// The base protocol: headers, an empty line, a body of Content-Length bytes. Bytes come in as they arrive; what comes
// out are whole messages, or what was wrong with one. Nothing that a client sends makes it hold more than the limits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mailu_lint::lsp {

struct Frame {
  enum class Kind : std::uint8_t {
    message,
    bad_header,  ///< no usable Content-Length; reading goes on behind the header
    too_large    ///< the body was skipped
  };
  Kind kind{};
  std::string body{};
};

class FrameReader {
 public:
  static constexpr std::size_t default_limit = std::size_t{64} * 1024 * 1024;
  static constexpr std::size_t longest_header = 4096;

  explicit FrameReader(std::size_t limit = default_limit) : limit_(limit) {}

  void feed(std::string_view bytes);
  /// The next frame, if it is complete.
  std::optional<Frame> next();
  /// Some bytes of a message are there, but not all.
  bool is_midway() const { return at_ < buffer_.size() || skip_ > 0 || body_.has_value(); }

 private:
  bool read_header(std::optional<Frame>& frame);
  std::string_view rest() const { return std::string_view(buffer_).substr(at_); }

  std::size_t limit_;
  std::string buffer_;
  std::size_t at_ = 0;               ///< bytes of the buffer that are done with
  std::uint64_t skip_ = 0;           ///< bytes of a body that is too large
  std::optional<std::size_t> body_;  ///< size of the body that comes next
};

/// A whole message, ready to be written.
std::string framed(std::string_view body);

}  // namespace mailu_lint::lsp
