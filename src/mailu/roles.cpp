// Roles are found in three passes, each building on the one before: images that say Mailu; services that carry Mailu's
// settings and a name of its templates (own builds, private registries); and neighbours' images that Mailu's services
// are wired to. Rejected: image names alone, which are wrong on clamav/clamav-debian, on every second redis, and on
// rebuilds.
#include "mailu/roles.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "mailu/catalog.hpp"

namespace mailu_lint {
namespace {

using Names = std::unordered_set<std::string>;

std::string quoted(std::string_view text) {
  return "`" + std::string(text) + "`";
}

/// `nginx`, `redis`: docker's own images have no organisation.
bool is_official(const Image& image) {
  if (image.registry != "docker.io") return false;
  return image.path.find('/') == std::string::npos || image.path.starts_with("library/");
}

void assign(Service& service, Role role, std::string evidence) {
  service.role = role;
  service.role_evidence = std::move(evidence);
}

/// The role that the name of a service stands for: `front`, `mailu-front`, `mailu_front`.
Role role_of_name(const Service& service) {
  std::string_view name = service.name.docker_value();
  for (const std::string_view prefix : {"mailu-", "mailu_"}) {
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  }
  return service_name_role(name);
}

// --- first pass: images that say Mailu -----------------------------------------------------------------------------

void assign_by_image(Service& service) {
  if (!service.image || !is_mailu_image(*service.image)) return;
  const std::string evidence = "image " + service.image->path;
  if (const ImageInfo* known = find_image(service.image->name)) {
    if (known->role != Role::none) assign(service, known->role, evidence);
  } else if (const Role role = role_of_name(service); role != Role::none) {
    assign(service, role, evidence + " and service name");
  }
}

// --- second pass: Mailu's settings under another image -------------------------------------------------------------

/// Does the container get settings that only Mailu has?
bool has_mailu_settings(const Service& service) {
  static constexpr std::string_view telling[] = {"HOSTNAMES", "POSTMASTER",         "TLS_FLAVOR", "WEB_ADMIN",
                                                 "RELAYNETS", "MESSAGE_SIZE_LIMIT", "WEBMAIL",    "FETCHMAIL_DELAY"};
  constexpr auto enough = 3;
  return std::ranges::count_if(telling, [&](std::string_view name) {
           return service.environment.find(name).setting() != nullptr;
         }) >= enough;
}

/// What the services found so far have in common.
struct Known {
  Names env_files;
  std::unordered_set<Role> roles;
  Names networks;
  Names dependencies;

  void add(const Service& service) {
    roles.insert(service.role);
    for (const EnvFile& file : service.env_files) env_files.insert(file.path.docker_value());
    for (const Attachment& network : service.networks) networks.insert(network.key.docker_value());
    for (const Text& dependency : service.depends_on) dependencies.insert(dependency.docker_value());
  }
  /// On a network with one of them?
  bool reaches(const Service& service) const {
    return std::ranges::any_of(
        service.networks, [&](const Attachment& network) { return networks.contains(network.key.docker_value()); });
  }
};

Known known_services(const std::vector<Service>& services) {
  Known known;
  for (const Service& service : services) {
    if (service.role != Role::none) known.add(service);
  }
  return known;
}

/// What makes an image that does not say so Mailu's, in words; empty: nothing does.
std::string mailu_evidence(const Service& service, const Known& known) {
  const auto shared = std::ranges::find_if(
      service.env_files, [&](const EnvFile& file) { return known.env_files.contains(file.path.docker_value()); });
  if (shared != service.env_files.end()) return shared->path.docker_value();
  if (has_mailu_settings(service)) return "Mailu's settings";
  return service.has_build && known.reaches(service) ? "being built beside Mailu's services" : "";
}

void assign_by_settings(Service& service, const Known& known) {
  const bool could_be =
      service.image ? !is_official(*service.image) && !is_mailu_image(*service.image) : service.has_build;
  if (service.role != Role::none || !could_be) return;
  const std::string evidence = mailu_evidence(service, known);
  if (evidence.empty()) return;
  const ImageInfo* image = service.image ? find_image(service.image->name) : nullptr;
  const Role role = image ? image->role : role_of_name(service);
  // A role that is taken by a Mailu image is not given to a neighbour that happens to have such a name.
  if (role == Role::none || is_helper(role) || known.roles.contains(role)) return;
  assign(service, role,
         (image ? "image name " + quoted(image->name) : "service name " + quoted(service.name.docker_value())) +
             " and " + evidence);
}

// --- third pass: neighbours' images that Mailu is wired to ---------------------------------------------------------

/// The host in `scheme://user:password@host:port/name`.
std::string_view host_of_url(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('/'));
  if (const std::size_t at = url.rfind('@'); at != std::string_view::npos) url.remove_prefix(at + 1);
  return url.substr(0, url.find(':'));
}

/// The names under which Mailu's services look for a role.
class Wiring {
 public:
  explicit Wiring(const std::vector<Service>& services) {
    for (const Service& service : services) {
      if (service.role != Role::none) read(service);
    }
    // What the images and templates take when nothing is set.
    add_default(Role::redis, {"redis"});
    add_default(Role::database, {"database"});
    add_default(Role::antivirus, {"antivirus"});
    add_default(Role::fts_attachments, {"tika", "fts_attachments"});
    names(Role::resolver).insert({"resolver", "unbound"});
  }

  /// The name by which the service is looked for, or nothing.
  std::optional<std::string> name_of(const Service& service, Role role) const {
    const auto wanted = wanted_.find(role);
    const auto hit = [&](const std::string& name) { return wanted != wanted_.end() && wanted->second.contains(name); };
    if (hit(service.name.docker_value())) return service.name.docker_value();
    for (const auto& other : {service.container_name, service.hostname}) {
      if (other && hit(other->docker_value())) return other->docker_value();
    }
    for (const Attachment& network : service.networks) {
      for (const Text& alias : network.aliases) {
        if (hit(alias.docker_value())) return alias.docker_value();
      }
      if (role == Role::resolver && network.ipv4 && dns_.contains(network.ipv4->docker_value())) {
        return network.ipv4->docker_value();
      }
    }
    return std::nullopt;
  }

 private:
  Names& names(Role role) { return wanted_[role]; }

  void add_default(Role role, std::initializer_list<std::string> defaults) {
    if (names(role).empty()) names(role).insert(defaults);
  }

  void read(const Service& service) {
    add(service, Role::redis, {"REDIS_ADDRESS", "HOST_REDIS"});
    add(service, Role::database, {"DB_HOST", "ROUNDCUBE_DB_HOST"});
    add(service, Role::antivirus, {"ANTIVIRUS_ADDRESS", "HOST_ANTIVIRUS"});
    add(service, Role::fts_attachments, {"FTS_ATTACHMENTS_ADDRESS"});
    for (const char* setting : {"SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_DATABASE_URI_ROUNDCUBE"}) {
      const std::string* url = service.setting(setting).get();
      const std::string_view host = url ? host_of_url(*url) : std::string_view();
      if (!host.empty()) names(Role::database).insert(std::string(host));
    }
    for (const Text& address : service.dns) dns_.insert(address.docker_value());
  }

  void add(const Service& service, Role role, std::initializer_list<const char*> settings) {
    for (const char* setting : settings) {
      const std::string* value = service.setting(setting).get();
      if (value && !value->empty()) names(role).insert(value->substr(0, value->find(':')));
    }
  }

  std::unordered_map<Role, Names> wanted_;
  Names dns_;
};

Role helper_role(const Image& image) {
  const Role role = foreign_image_role(image.name);
  if (role != Role::none) return role;
  return image.name.find("unbound") != std::string::npos ? Role::resolver : Role::none;
}

void assign_by_wiring(Service& service, const Known& known, const Wiring& wiring) {
  if (service.role != Role::none) return;
  // Built on the spot: only the name tells what it is.
  const Role role = service.image       ? helper_role(*service.image)
                    : service.has_build ? role_of_name(service)
                                        : Role::none;
  if (role == Role::none || (!service.image && !is_helper(role))) return;
  if (!known.reaches(service)) return;
  const std::string image = service.image ? "image " + service.image->path : std::string("service name");
  if (const auto name = wiring.name_of(service, role)) {
    assign(service, role, image + ", looked for as " + quoted(*name));
  } else if (known.dependencies.contains(service.name.docker_value())) {
    assign(service, role, image + ", in `depends_on` of a Mailu service");
  }
}

}  // namespace

bool is_mailu_image(const Image& image) {
  const std::size_t slash = image.path.rfind('/');
  const std::string_view last = std::string_view(image.path).substr(slash == std::string::npos ? 0 : slash + 1);
  if (image.name != last) return true;  // a prefix was taken off: DOCKER_PREFIX or `mailu-`
  return slash != std::string::npos && image.path.find("mailu") < slash;
}

bool is_helper(Role role) {
  return role == Role::redis || role == Role::database;
}

void assign_roles(std::vector<Service>& services) {
  for (Service& service : services) assign_by_image(service);
  const Known by_image = known_services(services);
  for (Service& service : services) assign_by_settings(service, by_image);
  const Known known = known_services(services);
  if (known.roles.empty()) return;
  const Wiring wiring(services);
  for (Service& service : services) assign_by_wiring(service, known, wiring);
}

std::string_view to_string(Role role) {
  switch (role) {
    case Role::none:
      return "none";
    case Role::front:
      return "front";
    case Role::admin:
      return "admin";
    case Role::imap:
      return "imap";
    case Role::smtp:
      return "smtp";
    case Role::antispam:
      return "antispam";
    case Role::webmail:
      return "webmail";
    case Role::resolver:
      return "resolver";
    case Role::antivirus:
      return "antivirus";
    case Role::webdav:
      return "webdav";
    case Role::fetchmail:
      return "fetchmail";
    case Role::oletools:
      return "oletools";
    case Role::fts_attachments:
      return "fts_attachments";
    case Role::redis:
      return "redis";
    case Role::database:
      return "database";
    case Role::certdumper:
      return "certdumper";
  }
  return "";
}

}  // namespace mailu_lint
