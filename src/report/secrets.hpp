// Which bytes of a line must not be shown. A frame quotes the user's file, and files hold passwords.
// Works on text, not on the parsed model: frames are also drawn of files that could not be parsed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/source.hpp>

#include "mailu/secret_text.hpp"

namespace mailu_lint {

/// Finds the hidden ranges of lines and remembers them: many findings may quote one line.
class SecretMask {
 public:
  const std::vector<HiddenRange>& hidden(const SourceFile& file, std::uint32_t line);

 private:
  std::unordered_map<const SourceFile*, std::unordered_map<std::uint32_t, std::vector<HiddenRange>>> lines_;
};

/// What is shown instead of a secret, whatever its length.
inline constexpr std::string_view hidden_text = "******";

/// The text of a span without its secrets.
std::string masked_text(const SourceFile& file, Span span, SecretMask& mask);

/// True when the places that a fix edits hold a secret: then its text may too, and the fix is not printed.
bool shows_secret(const SourceSet& sources, const Fix& fix, SecretMask& mask);

}  // namespace mailu_lint
