// What the files of one section each share: making values that keep their place, walking the tree, and saying why
// docker refuses something.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/rule_id.hpp>

#include "resolve/sections.hpp"

namespace mailu_lint {

/// A range of bytes in the text of a scalar.
struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  std::string_view of(std::string_view text) const { return text.substr(begin, size()); }
};

// Values made here take place, origin and knownness from `origin`.
Value* make_text(ResolveContext& context, std::string text, const Value& origin);
Value* make_integer(ResolveContext& context, std::int64_t number, const Value& origin);
Value* make_boolean(ResolveContext& context, bool truth, const Value& origin);
Value* make_null(ResolveContext& context, const Value& origin);
Value* make_list(ResolveContext& context, const Value& origin);
Value* make_map(ResolveContext& context, const Value& origin);

/// Part of a scalar's text as a value of its own. Its span is exact where the part stands verbatim in the file, else
/// that of the whole scalar. When the scalar depends on an unset variable, a part that stands verbatim between its
/// separators is known all the same: in `${ROOT}/mail:/mail` the target is.
Value* make_part(ResolveContext& context, const Value& scalar, Part part);
Span part_span(const ResolveContext& context, const Value& scalar, Part part);

/// Sets or replaces an entry; a key that nobody wrote stands where its value stands.
void put(Value& map, std::string_view key, Value* value);

inline bool is_map(const Value* value) {
  return value && value->kind == Value::Kind::map;
}
inline bool is_list(const Value* value) {
  return value && value->kind == Value::Kind::list;
}
inline bool is_text(const Value* value) {
  return value && value->kind == Value::Kind::string;
}
/// A scalar that docker turns into text where it wants text: string, number or boolean.
bool is_scalar(const Value* value);
bool is_true(const Value* value);
/// The map at `key`, or nullptr.
Value* find_map(Value& map, std::string_view key);
Value* find_list(Value& map, std::string_view key);

/// Turns a number or boolean into the text docker prints for it; null becomes "" when `nulls` says so.
enum class Nulls : std::uint8_t { keep, to_empty };
void to_text(Value& value, Nulls nulls);

/// Text of the user in backticks, fit for a message: one line, not long. A value that a secret variable was put into is
/// not shown.
std::string in_ticks(std::string_view text);
std::string in_ticks(const Value& value);

/// Who refuses what a finding is about. The dialect in use is always one of them.
enum class RefusedBy : std::uint8_t { both, compose, stack };

struct Refusal {
  RuleId rule{};
  Span span{};
  std::string fact{};  ///< "`53:53/foo` is not a port"; who refuses the file is added
  RefusedBy by = RefusedBy::both;
  std::string help{};
  std::string docker_says{};  ///< docker's own words for it, where they are known
  /// False: the value depends on an unset variable, so docker refuses what is given here but may not where it is
  /// deployed. Counts as refused, reports nothing.
  bool known = true;
  std::vector<Related> related{};
};

/// docker refuses the files: notes that, and reports why, once per place.
void refuse(ResolveContext& context, Refusal refusal);

// One section each; called by canonicalise() with what the section's key holds.
void canonicalise_ports(Value& ports, ResolveContext& context);
void report_port_spelling(const Value& ports, ResolveContext& context);
void canonicalise_volumes(Value& volumes, ResolveContext& context);
void canonicalise_service_networks(Value& networks, ResolveContext& context);
void canonicalise_resource(Value& resource, ResolveContext& context);
void canonicalise_build(Value& service, ResolveContext& context);
void canonicalise_deploy(Value& deploy, ResolveContext& context);
void canonicalise_devices(Value& requests, ResolveContext& context);
void canonicalise_gpus(Value& service, ResolveContext& context);
void canonicalise_healthcheck(Value& healthcheck, ResolveContext& context);
void canonicalise_depends_on(Value& service, ResolveContext& context);
void canonicalise_file_mounts(Value& mounts, ResolveContext& context);
void canonicalise_command(Value& service, std::string_view key, ResolveContext& context);

// A quantity at `key`, replaced by what docker prints for it; nothing when the key is not there.
void canonicalise_duration(Value& map, std::string_view key, ResolveContext& context);
void canonicalise_size(Value& map, std::string_view key, ResolveContext& context);
void canonicalise_cpus(Value& map, std::string_view key, ResolveContext& context);

/// `KEY=value` lists to maps, in place. A key without `=` gets null or the empty text.
void list_to_map(Value& pairs, Nulls nulls, ResolveContext& context);
void canonicalise_extra_hosts(Value& hosts, ResolveContext& context);
/// A single scalar to a list of one.
void canonicalise_text_list(Value& service, std::string_view key, ResolveContext& context);

/// The most ports and volumes of one model that are lengthened: each becomes a handful of values. Those behind are left
/// as entries that are not known.
inline constexpr std::size_t most_lengthened = 100'000;
/// True while there is room; counts.
bool may_lengthen(ResolveContext& context);
/// The most entries that port ranges may be expanded to in one model; wider ranges stay one entry, `8000-9000`.
inline constexpr std::size_t most_expanded_ports = 16384;

}  // namespace mailu_lint
