#include "mailu/weak_secrets.hpp"

#include <algorithm>
#include <string>

#include "mailu/words.hpp"

namespace mailu_lint {
namespace {

/// In lower case, without separators and a short tail of digits, sorted.
constexpr std::string_view well_known[] = {
    "abc",
    "abcd",
    "abcdef",
    "abcdefgh",
    "adm",
    "admin",
    "administrator",
    "adminpassword",
    "adminpw",
    "apikey",
    "apitest",
    "apitoken",
    "azerty",
    "baseball",
    "changeit",
    "changeme",
    "changemechangeme",
    "changemenow",
    "changemeplease",
    "changethis",
    "changethispassword",
    "database",
    "databasepassword",
    "dbpass",
    "dbpassword",
    "dbpw",
    "default",
    "demo",
    "dragon",
    "dummy",
    "enterpassword",
    "example",
    "examplepassword",
    "fixme",
    "foo",
    "foobar",
    "football",
    "geheim",
    "hello",
    "hunter",
    "iloveyou",
    "insecure",
    "key",
    "letmein",
    "login",
    "mail",
    "mailadmin",
    "mailserver",
    "mailu",
    "mailuadmin",
    "mailudb",
    "mailupassword",
    "mariadb",
    "master",
    "monkey",
    "motdepasse",
    "mypassword",
    "mysecret",
    "mysecretkey",
    "mysecretpassword",
    "mysql",
    "pass",
    "passw0rd",
    "passwd",
    "password",
    "passwort",
    "placeholder",
    "pleasechangeme",
    "postgres",
    "postgresql",
    "postmaster",
    "princess",
    "pw",
    "pwd",
    "qwerty",
    "qwertyuiop",
    "qwertz",
    "random",
    "randomkey",
    "randomstring",
    "replaceme",
    "replacethis",
    "root",
    "rootpassword",
    "roundcube",
    "s3cr3t",
    "s3cret",
    "secret",
    "secretkey",
    "secretkeyhere",
    "secretpassword",
    "sunshine",
    "supersecret",
    "supersecretkey",
    "supersecretpassword",
    "test",
    "testing",
    "testpassword",
    "testtest",
    "tobechanged",
    "todo",
    "token",
    "toor",
    "topsecret",
    "user",
    "verysecret",
    "verysecretkey",
    "welcome",
    "yourapitoken",
    "yourkey",
    "yourpassword",
    "yourpasswordhere",
    "yoursecret",
    "yoursecretkey",
    "yoursecretkeyhere",
    "yourtoken",
};
static_assert(std::ranges::is_sorted(well_known));

/// Keys of Mailu's own documentation and tests, as they are copied from there. In lower case.
constexpr std::string_view published_keys[] = {
    "11h6xurlge7gw3u1", "ajizoshieojzb4i2", "hgzcygvi6fvg31hs", "js48q9ke3b6t97e6",
    "mysup3rs3cr3tpas", "pggo2jrq59qv3dw7", "v5j4shryvw9pziqu", "xvddswoagvf5j9qj",
};

/// Words that placeholders are made of, sorted: `your-secret-key-here`, `changeme_secret_key_min_32_chars`.
constexpr std::string_view placeholder_words[] = {
    "a",         "admin",       "an",         "api",        "at",       "be",     "bytes",   "change",    "changed",
    "changeme",  "changethis",  "characters", "chars",      "database", "db",     "enter",   "for",       "generate",
    "generated", "here",        "in",         "insert",     "key",      "least",  "long",    "mailu",     "me",
    "min",       "minimum",     "must",       "my",         "now",      "of",     "openssl", "or",        "pass",
    "password",  "placeholder", "please",     "production", "put",      "random", "replace", "replaceme", "secret",
    "secure",    "set",         "some",       "string",     "strong",   "the",    "this",    "to",        "token",
    "use",       "value",       "very",       "with",       "your",
};
static_assert(std::ranges::is_sorted(placeholder_words));

std::string_view without_quotes(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// `Change-Me_2024!` is `changeme`.
std::string plain_word(std::string_view secret) {
  constexpr std::size_t longest_tail = 5;
  const std::size_t head = secret.size() - std::min(longest_tail, secret.size());
  const std::size_t end = std::max(secret.find_last_not_of("0123456789!?.#*+$%") + 1, head);
  std::string word;
  for (const char c : secret.substr(0, end)) {
    if (c != '-' && c != '_' && c != '.' && c != ' ') word += lower(c);
  }
  return word;
}

/// 12345678, 0123456789
bool counts_up(std::string_view secret) {
  constexpr std::string_view digits = "01234567890";
  return secret.size() >= 3 && digits.find(secret) != std::string_view::npos;
}

/// Two words or more, all of them of placeholders.
bool asks_to_be_replaced(std::string_view secret) {
  constexpr std::string_view separators = "-_. ";
  std::size_t words = 0;
  for (std::size_t at = 0; at < secret.size();) {
    const std::size_t end = std::min(secret.find_first_of(separators, at), secret.size());
    const std::string word = lower_case(secret.substr(at, end - at));
    if (!word.empty() && !is_number(word)) {
      if (!std::ranges::binary_search(placeholder_words, std::string_view(word))) return false;
      ++words;
    }
    at = end + 1;
  }
  return words >= 2;
}

bool is_well_known(std::string_view secret) {
  if (secret.find_first_not_of(secret.front()) == std::string_view::npos || counts_up(secret)) return true;
  if (secret.front() == '<' && secret.back() == '>') return true;
  const std::string word = plain_word(secret);
  if (std::ranges::binary_search(well_known, std::string_view(word)) || asks_to_be_replaced(secret)) return true;
  return std::ranges::any_of(published_keys, [&](std::string_view key) { return same_word(key, secret); });
}

}  // namespace

Weakness weakness_of(std::string_view secret, std::size_t enough) {
  secret = without_quotes(secret);
  if (secret.empty() || stands_elsewhere(secret)) return Weakness::none;
  if (is_well_known(secret)) return Weakness::well_known;
  return secret.size() < enough ? Weakness::brief : Weakness::none;
}

bool stands_elsewhere(std::string_view secret) {
  secret = without_quotes(secret);
  constexpr std::string_view marks[] = {"{{", "{%", "${", "$("};
  constexpr std::string_view beginnings[] = {"/run/secrets/", "ENC[", "vault:", "!vault", "op://"};
  return std::ranges::any_of(marks, [&](auto mark) { return secret.find(mark) != std::string_view::npos; }) ||
         std::ranges::any_of(beginnings, [&](auto beginning) { return secret.starts_with(beginning); });
}

}  // namespace mailu_lint
