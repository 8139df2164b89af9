#include "cases.hpp"

#include <random>
#include <span>
#include <string_view>

namespace mailu_lint::differential {
namespace {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  std::string_view pick(std::span<const std::string_view> pieces) { return pieces[below(pieces.size())]; }

 private:
  std::mt19937 engine_;
};

constexpr std::string_view characters[] = {"$", "{", "}", ":", "-", "+",  "?",     "A",
                                           "B", "_", " ", "1", ".", "\n", "\u00E9"};
// Whole beginnings and ends, so that most texts have substitutions in them.
constexpr std::string_view expression_pieces[] = {
    "${A", "${B", "${N", "${N:-", "${A:-", "${B:?", "${N-", "${A?", "${B:+", "${A+", "$A",   "$B",  "$N", "$$",
    "}",   "}",   "}",   ":-",    "-",     ":?",    "?",    "x",    "-y",    "{",    "${C}", "$A-", " "};

constexpr std::string_view env_characters[] = {"A", "B", "=",  ":",  "#",  "'", "\"", "\\",
                                               "$", " ", "\n", "\t", "\r", "1", "-",  "\u00E9"};
constexpr std::string_view env_pieces[] = {
    "A=",   "B=",   "SH=", "export ", "SH",       "\n", "\n", "\n",   "\r\n", "\"",  "'",   "\"\n",   "'\n",  "$SH",
    "${A}", "$A",   "$$",  "${N:-",   "}",        " #", "#",  "\\n",  "\\\"", "\\'", "\\$", "\\0101", "\\07", "x",
    " ",    "\n\n", "A: ", "B =",     "\xC2\xA0", "\v", "= ", "\\\\", "A\n",  "x y", ".",   "[0]"};

// What Go's libraries take for letters, numbers, spaces or none of them, without the line ends of YAML 1.1; bytes that
// are no UTF-8.
constexpr std::string_view odd_characters[] = {"\u017F", "\u212A", "\u3000",     "\u2003", "\u200B",
                                               "\uFEFF", "\u0416", "\u2460",     "\u00B2", "\u201C",
                                               "\u00BF", "\u0301", "\U0001F600", "\f",     "\x7F"};
constexpr std::string_view stray_bytes[] = {"\xFF", "\xA0", "\x85", "\xC3"};

std::string text_of(Dice& dice, std::span<const std::string_view> single, std::span<const std::string_view> pieces,
                    std::size_t longest) {
  const std::size_t length = 1 + dice.below(longest);
  const bool only_single = dice.below(4) == 0;
  std::string text;
  for (std::size_t i = 0; i < length; ++i) {
    const bool odd = dice.below(60) == 0;
    text += dice.pick(odd ? odd_characters : only_single || dice.below(4) == 0 ? single : pieces);
  }
  return text;
}

}  // namespace

const std::vector<std::pair<std::string, std::string>>& shell() {
  // C holds what would be a substitution if it were read once more.
  static const std::vector<std::pair<std::string, std::string>> variables{
      {"A", "a"}, {"B", ""}, {"C", "${A}}"}, {"SH", "s"}, {"_", "u"}};
  return variables;
}

std::vector<Case> random_expressions(std::size_t count, std::uint32_t seed) {
  Dice dice(seed);
  std::vector<Case> cases;
  for (std::size_t i = 0; i < count; ++i) {
    // docker stack prints a text that begins with a line end as YAML that has lost it.
    cases.push_back({Case::Kind::expression, "<" + text_of(dice, characters, expression_pieces, 8)});
  }
  return cases;
}

std::vector<Case> random_env_files(std::size_t count, std::uint32_t seed) {
  Dice dice(seed);
  std::vector<Case> cases;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = text_of(dice, env_characters, env_pieces, 12);
    if (dice.below(40) == 0) text.insert(dice.below(text.size() + 1), dice.pick(stray_bytes));
    cases.push_back({Case::Kind::env_file, std::move(text)});
  }
  return cases;
}

}  // namespace mailu_lint::differential
