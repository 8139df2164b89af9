// What is on no mount lives in the container, and is not in the next one.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/data.hpp"
#include "mailu/database.hpp"

namespace mailu_lint {
namespace {

/// A mount of the service whose place is not known: it may be the one that is missing.
bool may_be_mounted(const Service& service, Findings& findings) {
  return !std::ranges::all_of(service.mounts,
                              [&](const Mount& mount) { return findings.need(mount.target) != nullptr; });
}

/// Does front need a directory for certificates? Single files and names of one's own are as good.
bool needs_certificates(const Service& front, Findings& findings) {
  const auto flavor = front.setting("TLS_FLAVOR").value_or("cert", findings);
  const bool makes_some = flavor && (flavor->ends_with("letsencrypt") || *flavor == "cert" || *flavor == "mail");
  if (!makes_some || front.setting("TLS_CERT_FILENAME").note_unknown(findings)) return false;
  const bool single_files = std::ranges::any_of(
      front.mounts, [](const Mount& mount) { return mount.target.docker_value().starts_with("/certs/"); });
  return !single_files && front.setting("TLS_CERT_FILENAME").empty();
}

bool is_needed(const Deployment& mail, const Data& data, Findings& findings) {
  const Service& service = *data.service;
  if (data.keep->role == Role::front) return needs_certificates(service, findings);
  const bool is_database = data.keep->role == Role::admin && data.keep->path == "/data";
  return !is_database || admin_sqlite(mail, service, findings).has_value();
}

std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// A mount that was probably meant for the path: the last part of one of its ends has the path's name.
const Mount* misplaced(const Service& service, std::string_view path) {
  const auto found = std::ranges::find_if(service.mounts, [&](const Mount& mount) {
    const std::string_view source = mount.source ? last_part(mount.source->docker_value()) : std::string_view();
    const bool meant = last_part(mount.target.docker_value()) == last_part(path) || source == last_part(path);
    return meant && !mount.target.docker_value().starts_with("/overrides");
  });
  return found == service.mounts.end() ? nullptr : &*found;
}

}  // namespace

extern constinit const Rule data_not_persisted{
    .category = Category::storage,
    .severity = Severity::error,
    .summary = "Data that Mailu must keep is on no mount",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Data& data : all_data(mail)) {
            const bool on_memory = data.mount && data.mount->storage.kind == Storage::Kind::ephemeral;
            if ((data.mount && !on_memory) || !is_needed(mail, data, findings)) continue;
            if (may_be_mounted(*data.service, findings)) continue;
            auto finding = findings.add(
                on_memory ? data.mount->span : data.service->name.span(),
                data.place() + (on_memory ? " is in memory; a restart loses " + std::string(data.keep->what)
                                          : " is on no mount; " + fate_in_container(mail, *data.keep)));
            finding.evidence(std::string(data.keep->path));
            finding.help("mount a directory or volume at `" + std::string(data.keep->path) + "`");
            if (!data.precious()) finding.severity(Severity::warning);
            const Mount* elsewhere = misplaced(*data.service, data.keep->path);
            if (elsewhere && elsewhere != data.mount)
              finding.also(elsewhere->span, "meant for it? it is mounted elsewhere");
          }
        },
};
}  // namespace mailu_lint
