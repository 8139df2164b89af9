#include "lint/fingerprint.hpp"

#include <cstdint>
#include <initializer_list>

#include <mailu_lint/rule.hpp>

namespace mailu_lint {
namespace {

/// FNV-1a over the parts, each ended by a zero byte. Not cryptographic: nobody gains by a collision of his own files.
std::uint64_t hash(std::initializer_list<std::string_view> parts) {
  std::uint64_t value = 0xCBF29CE484222325U;
  const auto add = [&](char c) {
    value ^= static_cast<unsigned char>(c);
    value *= 0x100000001B3U;
  };
  for (const std::string_view part : parts) {
    for (const char c : part) add(c);
    add('\0');
  }
  return value;
}

}  // namespace

std::string Fingerprints::of(const Finding& finding, std::string_view path) {
  std::uint64_t value = hash({name(finding.rule), path, finding.key_path, finding.evidence});
  std::string text(16, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U)
    *digit = "0123456789abcdef"[value & 0xFU];
  const std::size_t count = ++seen_[text];
  if (count > 1) text += '-' + std::to_string(count);
  return text;
}

}  // namespace mailu_lint
