#include "mailu/value_types.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "mailu/switches.hpp"
#include "mailu/words.hpp"

namespace mailu_lint {
namespace {

/// Python's int() and Postfix take blanks around the digits.
bool is_integer(std::string_view value) {
  value = trim(value);
  if (value.starts_with('-') || value.starts_with('+')) value.remove_prefix(1);
  return is_number(value);
}

/// Takes `word` off the front, in any case.
bool take(std::string_view& text, std::string_view word) {
  if (!same_word(text.substr(0, word.size()), word)) return false;
  text.remove_prefix(word.size());
  return true;
}

bool take_number(std::string_view& text) {
  const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(size);
  return size > 0;
}

/// `10/minute`, `10 per 5 minutes`: what Python's package limits reads.
bool is_rate(std::string_view rate) {
  constexpr std::array units = {"second", "minute", "hour", "day", "month", "year"};
  rate = trim(rate);
  if (!take_number(rate)) return false;
  rate = trim(rate);
  if (!take(rate, "/") && !take(rate, "per")) return false;
  rate = trim(rate);
  take_number(rate);
  rate = trim(rate);
  if (std::ranges::none_of(units, [&](std::string_view unit) { return take(rate, unit); })) return false;
  take(rate, "s");
  return rate.empty();
}

bool is_rate_limit(std::string_view value) {
  std::string text(value);
  std::ranges::replace_if(
      text, [](char c) { return c == ',' || c == '|'; }, ';');
  return std::ranges::all_of(split(text, ';'), is_rate);
}

/// Letters of other scripts may be in a name; look-alikes of hyphen, full stop and blank are in none.
bool has_look_alike(std::string_view text) {
  constexpr std::string_view begins[] = {"\xe2\x80", "\xe2\x88\x92", "\xc2\xa0", "\xef\xbc", "\xef\xb9", "\xe3\x80"};
  return std::ranges::any_of(begins,
                             [&](std::string_view begin) { return text.find(begin) != std::string_view::npos; });
}

bool is_host(std::string_view name) {
  const auto fits = [](char c) {
    const bool letter = lower(c) >= 'a' && lower(c) <= 'z';
    return letter || is_digit(c) || c == '-' || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && !name.starts_with('.') && name.find("..") == std::string_view::npos &&
         std::ranges::all_of(name, fits) && !has_look_alike(name);
}

bool is_host_or_address(std::string_view text) {
  return is_host(text) || IpAddress::parse(text);
}

/// `host:port` and `[address]:port`, the port not required.
bool is_host_and_port(std::string_view text) {
  if (IpAddress::parse(text)) return true;
  std::string_view host = text;
  std::string_view rest;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return false;
    host = text.substr(1, end - 1);
    rest = text.substr(end + 1);
  } else if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    host = text.substr(0, colon);
    rest = text.substr(colon);
  }
  return is_host_or_address(host) && (rest.empty() || (rest[0] == ':' && rest.size() > 1 && is_host(rest.substr(1))));
}

/// From 2.0 on the containers put the port behind `*_ADDRESS` themselves, but for these two.
bool may_have_port(const SettingInfo& setting, Release release) {
  return release < Release::v2_0 || setting.name == "REDIS_ADDRESS" || setting.name == "WEBMAIL_ADDRESS";
}

/// What Python's ip_network() reads: no brackets, but net masks.
bool is_python_network(std::string_view entry) {
  if (entry.starts_with('[')) return false;
  const std::size_t slash = entry.find('/');
  if (slash != std::string_view::npos && IpAddress::parse(entry.substr(slash + 1))) entry = entry.substr(0, slash);
  return IpNetwork::parse(entry).has_value();
}

/// What nginx reads behind `set_real_ip_from`, which takes exactly one word.
bool is_nginx_network(std::string_view entry) {
  if (entry.starts_with('[')) return false;
  return IpNetwork::parse(entry) || is_host(entry) || entry.starts_with("unix:");
}

bool is_network_list(const SettingInfo& setting, std::string_view value) {
  const bool nginx = setting.readers.contains(Role::front);
  return std::ranges::all_of(split(value, ','), [&](std::string_view part) {
    const std::string_view entry = trim(part);
    return nginx ? is_nginx_network(entry) : entry.empty() || is_python_network(entry);
  });
}

/// Networks too: rule relayhost-is-network has them.
bool is_smarthost(std::string_view value) {
  std::string text(value);
  std::ranges::replace_if(
      text, [](char c) { return c == ' ' || c == '\t'; }, ',');
  return std::ranges::all_of(split(text, ','), [](std::string_view part) {
    return part.empty() || is_host_and_port(part) || IpNetwork::parse(part);
  });
}

bool is_choice(const SettingInfo& setting, std::string_view value, Release release) {
  return std::ranges::any_of(choices(setting.name), [&](const Choice& choice) {
    return choice.releases.contains(release) && choice.value == value;
  });
}

/// Postfix asks in any case, and takes no notice of blanks around.
bool is_postfix_word(const SettingInfo& setting, std::string_view value, Release release) {
  return std::ranges::any_of(choices(setting.name), [&](const Choice& choice) {
    return choice.releases.contains(release) && same_word(choice.value, trim(value));
  });
}

/// Numbers from 2024.06 on; blanks make the containers overlook a port.
bool is_port_list(const SettingInfo& setting, std::string_view value, Release release) {
  if (release < Release::v2024_06) return is_choice(setting, value, release);
  return std::ranges::all_of(split(value, ','), [&](std::string_view port) {
    return port.empty() || is_number(port) || is_choice(setting, port, release);
  });
}

bool is_switch_position(const SettingInfo& setting, std::string_view value, Release release, bool taken) {
  if (const auto meant = meant_by(trim(value))) return *meant == taken;
  return setting.type == SettingType::choice && (taken || is_choice(setting, value, release));
}

bool has_type(const SettingInfo& setting, std::string_view value, Release release) {
  switch (setting.type) {
    case SettingType::integer:
      return is_integer(value);
    case SettingType::bytes:
      return is_number(trim(value));
    case SettingType::rate_limit:
      return is_rate_limit(value);
    case SettingType::host:
      return is_host(value);
    case SettingType::address:
      return may_have_port(setting, release) ? is_host_and_port(value) : is_host_or_address(value);
    case SettingType::network_list:
      return is_network_list(setting, value);
    case SettingType::local_part:
      return value.find_first_of("@ \t") == std::string_view::npos && !has_look_alike(value);
    case SettingType::path:
      return value.starts_with('/') || is_choice(setting, value, release);
    case SettingType::url:
      return value.find("://") != std::string_view::npos || value.starts_with('/') || value.starts_with('#') ||
             value.starts_with("mailto:");
    case SettingType::choice:
      return is_choice(setting, value, release) ||
             (setting.readers == RoleSet(Role::smtp) && is_postfix_word(setting, value, release));
    case SettingType::smarthost:
      return is_smarthost(value);
    case SettingType::port_list:
      return is_port_list(setting, value, release);
    case SettingType::host_list:  // these have rules of their own
    case SettingType::network:
    case SettingType::boolean:  // a release that does not read it as a switch
    case SettingType::text:
      return true;
  }
  return true;
}

std::string with_commas(std::string_view value) {
  std::string text;
  std::string_view rest = value;
  while (true) {
    rest.remove_prefix(std::min(rest.find_first_not_of(", \t"), rest.size()));
    if (rest.empty()) return text;
    const std::size_t size = std::min(rest.find_first_of(", \t"), rest.size());
    if (!text.empty()) text += ',';
    text += rest.substr(0, size);
    rest.remove_prefix(size);
  }
}

}  // namespace

bool is_valid(const SettingInfo& setting, std::string_view value, Release release) {
  if (value.empty()) return true;
  if (const auto taken = taken_for(setting, value, release)) {
    return is_switch_position(setting, value, release, *taken);
  }
  return has_type(setting, value, release);
}

std::optional<std::string> meant_value(const SettingInfo& setting, std::string_view value, Release release) {
  std::vector<std::string> candidates = {std::string(trim(value))};
  const auto meant = meant_by(trim(value));
  if (meant && taken_for(setting, value, release)) {
    candidates.emplace_back(switch_word(setting, *meant, release));
  }
  for (const Choice& choice : choices(setting.name)) {
    if (same_word(choice.value, trim(value))) candidates.emplace_back(choice.value);
  }
  const bool list = setting.type == SettingType::port_list || setting.type == SettingType::network_list;
  if (list) candidates.push_back(with_commas(value));
  for (std::string& candidate : candidates) {
    if (candidate != value && is_valid(setting, candidate, release)) return std::move(candidate);
  }
  return std::nullopt;
}

bool is_host_name(std::string_view text) {
  return is_host(text) && !IpAddress::parse(text);
}

std::string_view expected(const SettingInfo& setting) {
  switch (setting.type) {
    case SettingType::integer:
      return "a whole number";
    case SettingType::bytes:
      return "a number of bytes";
    case SettingType::rate_limit:
      return "a rate";
    case SettingType::host:
      return "a host name";
    case SettingType::address:
      return "the name of a host";
    case SettingType::network_list:
      return "a list of networks";
    case SettingType::local_part:
      return "a local part";
    case SettingType::path:
      return "a path";
    case SettingType::url:
      return "a URL";
    case SettingType::smarthost:
      return "a server";
    case SettingType::port_list:
      return "a list of ports";
    default:
      return "a value that Mailu knows";
  }
}

std::string advice(const SettingInfo& setting, Release release) {
  switch (setting.type) {
    case SettingType::integer:
      return "write digits only";
    case SettingType::bytes:
      return "write the number of bytes in digits: `50000000`";
    case SettingType::rate_limit:
      return "write a number, a slash and a unit: `60/hour`";
    case SettingType::host:
      return "write the bare name: `example.org`";
    case SettingType::address:
      return may_have_port(setting, release) ? "write the bare name, or `name:port`"
                                             : "write the bare name, without a port";
    case SettingType::network_list:
      return "write addresses and networks with commas between them: `192.0.2.7,10.8.0.0/24`";
    case SettingType::local_part:
      return "write what stands before the `@`: `postmaster`";
    case SettingType::path:
      return "begin with a slash: `/webmail`";
    case SettingType::url:
      return "write the whole URL: `https://example.org`";
    case SettingType::smarthost:
      return "write `[host]:port`: `[smtp.example.org]:587`";
    default:
      break;
  }
  std::string words;
  for (const Choice& choice : choices(setting.name)) {
    if (choice.releases.contains(release)) words += (words.empty() ? "`" : ", `") + std::string(choice.value) + "`";
  }
  if (setting.type == SettingType::port_list && release >= Release::v2024_06) {
    return "write ports with commas and no blanks between them: `25,443,465,993`" +
           (words.empty() ? words : "; or one of " + words);
  }
  if (!words.empty()) return "write one of " + words;
  return "write `" + std::string(switch_word(setting, true, release)) + "` for on, " +
         (switch_word(setting, false, release).empty() ? "nothing" : "`false`") + " for off";
}

}  // namespace mailu_lint
