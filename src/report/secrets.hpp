// Which bytes of a line must not be shown. A frame quotes the user's file, and files hold passwords.
// Works on text in the first place: frames are also drawn of files that could not be parsed. What lint() knows of the
// places of secrets comes on top.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <mailu_lint/report.hpp>
#include <mailu_lint/source.hpp>

#include "mailu/secret_text.hpp"

namespace mailu_lint {

/// Finds the hidden ranges of lines and remembers them: many findings may quote one line.
class SecretMask {
 public:
  SecretMask() = default;
  explicit SecretMask(const Run& run);

  /// A secret that its line does not show to be one.
  void add(const SourceFile& file, Span secret);
  const std::vector<HiddenRange>& hidden(const SourceFile& file, std::uint32_t line);

 private:
  using Lines = std::unordered_map<std::uint32_t, std::vector<HiddenRange>>;

  std::unordered_map<const SourceFile*, Lines> known_;  ///< what lint() told
  std::unordered_map<const SourceFile*, Lines> lines_;
};

/// What is shown instead of a secret, whatever its length.
inline constexpr std::string_view hidden_text = "******";

/// The text of a span without its secrets.
std::string masked_text(const SourceFile& file, Span span, SecretMask& mask);

/// The text of a value, which may have several lines, without what sounds like a secret.
std::string without_secrets(std::string_view text);

/// Takes secrets out of what the finding says: messages quote the user's text.
void hide_secrets(Finding& finding, const SourceSet& sources, SecretMask& mask);

/// Where lint() found secrets, by the path of the file.
using SecretPlaces = std::map<std::string, std::vector<Span>, std::less<>>;
SecretPlaces secret_places(const Run& run);

/// True when the places that a fix edits hold a secret: then its text may too, and the fix is not printed.
bool shows_secret(const SourceSet& sources, const Fix& fix, SecretMask& mask);

}  // namespace mailu_lint
