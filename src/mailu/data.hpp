// What Mailu's services must keep, and the mounts that hold it: images.def's KEEPS rows as this deployment has them.
#pragma once

#include <string>
#include <vector>

#include <mailu_lint/deployment.hpp>

#include "mailu/catalog.hpp"

namespace mailu_lint {

class Findings;

/// A path that a running service must keep in this release. When the release is not known: in every one.
struct Data {
  const Service* service = nullptr;
  const Keep* keep = nullptr;
  const Mount* mount = nullptr;  ///< holds the path; nullptr when none does

  bool precious() const { return keep->worth == Keep::Worth::precious; }
  std::string place() const { return "`" + std::string(keep->path) + "` of `" + service->name.docker_value() + "`"; }
};

/// All of them, in the order of the services in the file.
std::vector<Data> all_data(const Deployment& mail);

/// What becomes of data that only its container knows: compose carries it over to the next container until `down`, a
/// stack never does.
std::string fate_in_container(const Deployment& mail, const Keep& keep);

/// The mount holds an SQLite database of the service (rule sqlite-shared-storage looks after it).
bool holds_sqlite(const Deployment& mail, const Service& service, const Mount& mount, Findings& findings);

}  // namespace mailu_lint
