// Mailu's services find each other by name. Who asks whom, by which name, and does it lead anywhere?
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

/// The name that is looked up when no setting gives another: `imap`.
std::string_view default_name(Role asked);

/// `imap` of `imap:2525` and of `imap.`.
std::string_view host_of(std::string_view address);

/// For messages: "`front` and `smtp`", "`front` and 3 more".
std::string names_of(const std::vector<const Service*>& services);

/// The services that every Mailu has are all here. Else these are some of the files of a deployment, and the others
/// hold who knows what.
bool is_whole(const Deployment& mail);

/// Where the question leads. Docker answers names of services, containers and hosts, and aliases, to services that
/// share a network.
enum class Answer : std::uint8_t {
  found,      ///< to a service of this deployment
  elsewhere,  ///< outside of it, or perhaps: a setting says so, or something may answer that is not seen here
  apart,      ///< there is such a name, in networks that the asker is not on
  nobody,     ///< nothing has that name
};
/// The names that docker answers in a deployment.
class Peers {
 public:
  explicit Peers(const Deployment& mail);

  /// Does a service, a container, a host or an alias of the deployment have that name?
  bool has(std::string_view name) const;
  /// The service looks for a host that is not here, such as the database of another project, or may do so.
  bool looks_outside(const Service& service) const;
  /// What `asker` gets when it looks for services of role `asked`. What is not known is noted in `findings`.
  Answer ask(const Service& asker, Role asked, Findings& findings) const;
  /// The running services that need one of role `asked` in this release and get that answer, in order of the
  /// deployment. What is not known is noted in `findings`.
  std::vector<const Service*> askers_with(Role asked, Answer answer, Findings& findings) const;

 private:
  struct Name {
    std::set<std::size_t> networks{};  ///< where it is answered
    bool perhaps_elsewhere = false;    ///< behind a profile, or in a network that is not known
  };
  void add(const Service& service);
  void add(const Text& name, const Attachment& attachment, const Service& service);
  /// Like the other one, but the settings of `told` say where to look.
  Answer ask(const Service& asker, Role asked, const Service& told, Findings& findings) const;
  Answer look_up(const Service& asker, std::string_view name) const;
  bool may_be_answered_elsewhere(const Service& asker, std::string_view name) const;

  const Deployment* mail_;
  std::map<std::string, Name, std::less<>> names_;  ///< in lower case: one that differs by case alone may be found
  bool unknown_names_ = false;
};

}  // namespace mailu_lint
