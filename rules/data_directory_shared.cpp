// Each role owns its directory: it chooses names, owners and permissions in it, and deletes what it does not know.
#include <algorithm>
#include <unordered_map>

#include <mailu_lint/rule.hpp>

#include "mailu/data.hpp"

namespace mailu_lint {
namespace {

/// Where the data really is: the host's path, or docker's name of the volume. Empty when not known.
std::string home(const Deployment& mail, const Mount& mount) {
  if (const Volume* volume = mail.volume(mount)) return volume->name.known() ? volume->name.docker_value() : "";
  if (mount.kind != Mount::Kind::bind || !mount.source || !mount.source->known()) return "";
  std::string path = mount.source->docker_value();
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

/// Mailu's own templates give the spam filter's directory to the virus scanner.
bool as_upstream_does(const Data& a, const Data& b) {
  const auto is = [](const Data& data, Role role) { return data.keep->role == role; };
  return (is(a, Role::antispam) && is(b, Role::antivirus)) || (is(a, Role::antivirus) && is(b, Role::antispam));
}

}  // namespace

extern constinit const Rule data_directory_shared{
    .category = Category::storage,
    .severity = Severity::error,
    .releases = {Release::v1_6, newest_release},
    .summary = "Two roles keep their data in one directory",
    .check =
        [](const Deployment& mail, Findings& findings) {
          // Of each place the first user of each role: as many as there are roles.
          std::unordered_map<std::string, std::vector<Data>> seen;
          for (const Data& data : all_data(mail)) {
            const std::string place = data.mount ? home(mail, *data.mount) : std::string();
            if (place.empty()) continue;
            std::vector<Data>& users = seen[place];
            const auto other = std::ranges::find_if(users, [&](const Data& earlier) {
              return earlier.keep->role != data.keep->role && !as_upstream_does(earlier, data);
            });
            if (other == users.end()) {
              const auto role = [](const Data& user) { return user.keep->role; };
              if (std::ranges::find(users, data.keep->role, role) == users.end()) users.push_back(data);
              continue;
            }
            const std::string a = other->service->name.docker_value();
            const std::string b = data.service->name.docker_value();
            findings
                .add(data.mount->span, "`" + b + "` and `" + a + "` keep their data in one place, `" + place +
                                           "`; each damages what the other wrote")
                .label(std::string(data.keep->what))
                .evidence(a + " " + b)
                .also(other->mount->span, std::string(other->keep->what))
                .help("give each service a directory or volume of its own");
          }
        },
};
}  // namespace mailu_lint
