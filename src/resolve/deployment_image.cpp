// Image references, split after interpolation: before it, nearly every Mailu file has colons and slashes inside `${…}`.
#include <algorithm>

#include "mailu/catalog.hpp"
#include "resolve/deployment_parts.hpp"

namespace mailu_lint {
namespace {

/// Position of the last `wanted` outside of `${…}`, or npos.
std::size_t last_outside_braces(std::string_view text, char wanted) {
  std::size_t depth = 0;
  std::size_t found = std::string_view::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '$' && i + 1 < text.size() && text[i + 1] == '{') ++depth;
    if (text[i] == '}' && depth > 0) --depth;
    if (depth == 0 && text[i] == wanted) found = i;
  }
  return found;
}

/// Where the parts of the reference stand in what was written, variables and all; the whole value for those that are
/// not there, and in escaped text, which has no exact places inside.
void find_parts(const Value& value, Image& image) {
  image.organisation_span = image.name_span = image.tag_span = value.span;
  if (!value.node || value.node.kind() != yaml::Kind::scalar) return;
  std::string_view raw = value.node.text();
  raw = raw.substr(0, last_outside_braces(raw, '@'));
  const std::size_t slash = last_outside_braces(raw, '/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  const std::size_t colon = last_outside_braces(raw, ':');
  const bool tagged = colon != std::string_view::npos && colon >= name;
  const auto place = [&](std::size_t begin, std::size_t end) {
    const Span span = value.span.part(value.node.source_offset(static_cast<std::uint32_t>(begin)),
                                      value.node.source_offset(static_cast<std::uint32_t>(end)));
    return span.begin < span.end ? span : value.span;
  };
  if (slash != std::string_view::npos) image.organisation_span = place(0, slash);
  image.name_span = place(name, tagged ? colon : raw.size());
  if (tagged) image.tag_span = place(colon + 1, raw.size());
}

/// docker's rule: the first part is a registry when it looks like a host.
bool is_registry(std::string_view part) {
  return part == "localhost" || part.find_first_of(".:") != std::string_view::npos;
}

/// "nginx" of "mailu-nginx": DOCKER_PREFIX is part of the name, and so are the prefixes that rebuilds take. What is
/// left must be a name that Mailu has: a prefix `my` makes no `sql` of `mysql`.
std::string_view without_prefix(std::string_view name, std::string_view docker_prefix) {
  for (const std::string_view prefix : {docker_prefix, std::string_view("mailu-"), std::string_view("mailu_")}) {
    if (!prefix.empty() && name.starts_with(prefix) && find_image(name.substr(prefix.size()))) {
      return name.substr(prefix.size());
    }
  }
  return name;
}

}  // namespace

std::optional<Image> build_image(const Value& service, std::string_view docker_prefix) {
  const Value* value = service.find("image");
  if (!value || value->kind == Value::Kind::map || value->kind == Value::Kind::list) return std::nullopt;
  Image image{.text = text_of(*value)};
  find_parts(*value, image);
  std::string_view rest = value->text;
  if (const std::size_t at = rest.find('@'); at != std::string_view::npos) {
    image.digest = rest.substr(at + 1);
    rest = rest.substr(0, at);
  }
  const std::size_t colon = rest.rfind(':');
  if (colon != std::string_view::npos && rest.find('/', colon) == std::string_view::npos) {
    image.tag = rest.substr(colon + 1);
    rest = rest.substr(0, colon);
  }
  const std::size_t slash = rest.find('/');
  image.registry = "docker.io";
  if (slash != std::string_view::npos && is_registry(rest.substr(0, slash))) {
    image.registry = rest.substr(0, slash);
    rest = rest.substr(slash + 1);
  }
  image.path = rest;
  image.name = without_prefix(rest.substr(rest.rfind('/') + 1), docker_prefix);
  return image;
}

}  // namespace mailu_lint
