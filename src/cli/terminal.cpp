#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

namespace mailu_lint {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

bool dumb() {
  return environment("TERM") == "dumb";
}

/// The locale by POSIX's order of precedence. setlocale() is not asked: the static binary carries no locales.
bool utf8_locale() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value(environment(name));
    if (value.empty()) continue;
    std::ranges::transform(value, value.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
  }
  return false;
}

unsigned terminal_width(int descriptor) {
  constexpr unsigned fallback = 100;
  constexpr unsigned narrowest = 40;
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return fallback;
  return std::max<unsigned>(size.ws_col, narrowest);
}

}  // namespace

bool wants_color(When option, int descriptor) {
  if (option != When::automatic) return option == When::always;
  if (!environment("NO_COLOR").empty()) return false;
  for (const char* name : {"CLICOLOR_FORCE", "FORCE_COLOR"}) {
    const std::string_view value = environment(name);
    if (!value.empty() && value != "0") return true;
  }
  return !dumb() && ::isatty(descriptor) == 1;
}

ReportOptions terminal_options(When color, When hyperlinks, int descriptor) {
  ReportOptions options;
  options.color = wants_color(color, descriptor);
  options.hyperlinks =
      hyperlinks == When::always || (hyperlinks == When::automatic && options.color && ::isatty(descriptor) == 1);
  options.unicode = utf8_locale();
  options.width = terminal_width(descriptor);
  return options;
}

}  // namespace mailu_lint
