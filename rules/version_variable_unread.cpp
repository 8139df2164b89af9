// An env_file fills the container's environment. What stands in image names docker takes from .env and the shell.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

/// How the image's text lacked the variable: with a default in its place, or with nothing; nullptr when it did not.
const Via* unread(const Image& image, std::string_view variable) {
  const auto found = std::ranges::find_if(image.text.via(), [&](const Via& via) {
    const bool lacked = via.kind == Via::Kind::unset_variable || (via.kind == Via::Kind::variable && via.defaulted);
    return lacked && via.name == variable;
  });
  return found == image.text.via().end() ? nullptr : &*found;
}

void check_variable(const Deployment& mail, std::string_view variable, Findings& findings) {
  const Setting* setting = nullptr;
  const Service* user = nullptr;
  for (const Service* service : running(mail)) {
    const Setting* own = service->setting(variable).setting();
    if (!setting && own && own->source == Setting::Source::env_file) setting = own;
    if (!user && service->image && unread(*service->image, variable)) user = service;
  }
  if (!setting || !user || !setting->value.known() || setting->value.docker_value().empty()) return;
  const Image& image = *user->image;
  const bool has_default = unread(image, variable)->kind == Via::Kind::variable;
  // The same release by chance.
  if (has_default && image.tag == setting->value.docker_value()) return;
  const std::string name = "`" + std::string(variable) + "`";
  findings
      .add(setting->name_span, "no image name sees " + name + " of an env_file; docker takes " +
                                   (has_default ? "the tag `" + image.tag + "`" : "no tag"))
      .label("read by containers only")
      .also(image.tag_span, "not set here")
      .evidence(std::string(variable))
      .help(mail.dialect == Dialect::compose ? "set " + name + " in `.env` beside the compose file"
                                             : "export " + name + " before `docker stack deploy`");
}

}  // namespace

extern constinit const Rule version_variable_unread{
    .category = Category::settings,
    .severity = Severity::warning,
    .summary = "The variable of the images' tag is set where docker does not look for it",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const char* variable : {"MAILU_VERSION", "VERSION"}) check_variable(mail, variable, findings);
        },
};
}  // namespace mailu_lint
