#include "lint/relevance.hpp"

#include <algorithm>

#include "mailu/roles.hpp"
#include "parse/yaml_lookup.hpp"

namespace mailu_lint {
namespace {

constexpr std::ptrdiff_t least_services = 2;

/// Calls `visit` with each line until it gives true; gives whether it did.
template <class Visit>
bool any_line(std::string_view text, const Visit& visit) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (visit(text.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

bool holds(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

bool names_mailu_image(std::string_view text) {
  return any_line(text, [](std::string_view line) { return holds(line, "image:") && holds(line, "mailu"); });
}

bool is_compose_file(const yaml::Tree& tree) {
  for (const yaml::NodeRef root : tree.documents()) {
    if (yaml::Lookup(tree).find(root, "services")) return true;
  }
  if (tree.complete()) return false;
  return any_line(tree.source().text(), [](std::string_view line) { return line.starts_with("services:"); });
}

/// What a template engine would take: `{% if x %}`, `{{ value }}`. docker has a template language of its own, which
/// stands in labels and log tags (`{{.Name}}`, `{{json .}}`).
std::size_t template_mark(std::string_view line) {
  const std::string_view text = line.substr(0, std::min(line.find('#'), line.size()));
  if (const std::size_t statement = text.find("{%"); statement != std::string_view::npos) return statement;
  static constexpr std::string_view docker_words[] = {"json", "range", "if",    "else",  "end",   "with",   "index",
                                                      "join", "split", "lower", "upper", "title", "printf", "println"};
  for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
    const std::size_t begin = std::min(text.find_first_not_of("- ", at + 2), text.size());
    const std::size_t end = std::min(text.find_first_of(" .(|}", begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    if (!word.empty() && std::ranges::find(docker_words, word) == std::end(docker_words)) return at;
  }
  return std::string_view::npos;
}

/// The first mark of a template engine in the text.
std::optional<Span> find_template_mark(FileId file, std::string_view text) {
  std::optional<Span> mark;
  any_line(text, [&](std::string_view line) {
    const std::size_t at = template_mark(line);
    if (at == std::string_view::npos) return false;
    const auto begin = static_cast<std::uint32_t>(static_cast<std::size_t>(line.data() - text.data()) + at);
    mark = Span{file, begin, begin + 2};
    return true;
  });
  return mark;
}

}  // namespace

RelevanceVerdict judge_relevance(const Deployment& mail, const Project& project, Documents& documents) {
  const auto services = std::ranges::count_if(
      mail.services, [](const Service& service) { return service.role != Role::none && !is_helper(service.role); });
  bool fragment = false;
  for (const std::string& path : project.files) {
    const auto opened = documents.sources().open(path);
    const FileId* file = std::get_if<FileId>(&opened);
    if (!file) continue;
    const yaml::Tree& tree = documents.yaml(*file);
    const std::string_view text = tree.source().text();
    if (!is_compose_file(tree) || !names_mailu_image(text)) continue;
    if (const auto mark = find_template_mark(*file, text)) return {Relevance::unrendered, *mark};
    fragment = true;
  }
  if (services >= least_services) return {Relevance::deployment};
  return {fragment ? Relevance::fragment : Relevance::none};
}

}  // namespace mailu_lint
