#include "mailu/images.hpp"

#include <charconv>
#include <optional>
#include <unordered_map>
#include <utility>

#include <mailu_lint/finding.hpp>

namespace mailu_lint {
namespace {

/// The first two numbers of "1.10", "v2.1.3", "2026.06-arm".
std::optional<std::pair<unsigned, unsigned>> numbers(std::string_view tag) {
  if (tag.starts_with('v')) tag.remove_prefix(1);
  const char* const end = tag.data() + tag.size();
  unsigned major = 0;
  unsigned minor = 0;
  const auto first = std::from_chars(tag.data(), end, major);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, minor);
  if (second.ec != std::errc()) return std::nullopt;
  const bool ends = second.ptr == end || *second.ptr == '.' || *second.ptr == '-';
  return ends ? std::optional(std::pair(major, minor)) : std::nullopt;
}

/// "mailu" of `mailu/nginx`.
std::string_view organisation(const Image& image) {
  const std::string_view path = image.path;
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

/// Finds the variable that stands for a whole part of an image.
class Variables {
 public:
  explicit Variables(const Deployment& mail) {
    for (const Setting& variable : mail.variables) by_name_.emplace(variable.name, &variable);
  }

  Span place(const Image& image, std::string_view part, Span written) const {
    for (const Via& step : image.text.via()) {
      if (step.kind != Via::Kind::variable) continue;
      const auto variable = by_name_.find(step.name);
      if (variable != by_name_.end() && variable->second->value.docker_value() == part) {
        return variable->second->value.span();
      }
    }
    return written;
  }

 private:
  std::unordered_map<std::string_view, const Setting*> by_name_;
};

}  // namespace

TagKind kind_of_tag(std::string_view tag) {
  if (parse_release(tag)) return TagKind::release;
  for (const std::string_view moving : {"", "latest", "master", "stable"}) {
    if (tag == moving) return TagKind::moving;
  }
  const auto number = numbers(tag);
  if (!number) return TagKind::other;
  if (*number < numbers(to_string(oldest_release))) return TagKind::older;
  // Since 2024.06 releases are called by year and month.
  constexpr unsigned months = 12;
  const bool month = number->second >= 1 && number->second <= months;
  return month && *number > numbers(to_string(newest_release)) ? TagKind::newer : TagKind::invalid;
}

std::vector<ImageUse> mailu_images(const Deployment& mail, Findings& findings) {
  const Variables variables(mail);
  std::vector<ImageUse> uses;
  for (const Service& service : mail.services) {
    if (!service.image || service.has_build || !service.enabled || service.tasks.count == 0) continue;
    const Image& image = *service.image;
    if (organisation(image) != "mailu") continue;
    const std::string* text = findings.need(image.text);
    if (!text) continue;
    const std::string_view before_name = std::string_view(*text).substr(0, text->rfind('/'));
    uses.push_back({&service, &image, variables.place(image, before_name, image.organisation_span),
                    variables.place(image, image.tag, image.tag_span)});
  }
  return uses;
}

bool is_published_by_upstream(const Image& image) {
  return image.registry == "docker.io" || image.registry == "ghcr.io";
}

std::vector<std::vector<ImageUse>> by_tag(const std::vector<ImageUse>& uses) {
  std::vector<std::vector<ImageUse>> groups;
  std::unordered_map<std::string_view, std::size_t> position;
  for (const ImageUse& use : uses) {
    const auto [found, added] = position.emplace(use.image->tag, groups.size());
    if (added) groups.emplace_back();
    groups[found->second].push_back(use);
  }
  return groups;
}

FindingBuilder add_for_all(Findings& findings, const std::vector<ImageUse>& group, Span ImageUse::*place,
                           std::string message, std::string_view label) {
  auto finding = findings.add(group.front().*place, std::move(message));
  const std::size_t count = group.size();
  finding.label(std::string(label) + (count == 1 ? "" : ", in " + std::to_string(count) + " images"));
  return finding;
}

std::string services_of(const std::vector<ImageUse>& group) {
  const auto name = [&](std::size_t i) { return "`" + group[i].service->name.docker_value() + "`"; };
  if (group.size() == 1) return name(0);
  if (group.size() == 2) return name(0) + " and " + name(1);
  return name(0) + " and " + std::to_string(group.size() - 1) + " more";
}

}  // namespace mailu_lint
