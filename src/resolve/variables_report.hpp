// From what interpolation met to findings: variables that are not set, `${X:?}` that fails, substitutions that docker
// refuses or docker stack reads otherwise. Whoever interpolates hands in each result with its place, and says when it
// is done: an unset variable is one finding a file, at its first use; many of them are one together.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/finding.hpp>

#include "parse/yaml.hpp"
#include "resolve/interpolate.hpp"

namespace mailu_lint {

/// Rules variable-unset, variable-required, variable-syntax, variable-unbraced-operator, variable-default-misread,
/// required-message-ignored and generated-file-interpolated-twice.
class VariablesReport {
 public:
  /// The range [begin, end) of the text that was interpolated, as a place in its file.
  using Place = std::function<Span(std::uint32_t begin, std::uint32_t end)>;

  VariablesReport(Dialect dialect, Findings& findings) : dialect_(dialect), findings_(&findings) {}

  /// `docker stack config` wrote that file, with the variables put in: what looks like one in it is none.
  void has_been_interpolated(FileId file) { interpolated_.try_emplace(file); }
  /// `value` is the whole value; one that comes again (an alias, a file read twice) is reported once. `setting` is the
  /// environment variable it is for, if any: the `$word` in a secret may be a part of the secret, and is not named.
  void add(const Interpolated& result, Span value, const Place& place, std::string_view setting = {});
  /// A scalar of a YAML file. `NAME=value` items of a list name their setting themselves.
  void add(const Interpolated& result, const yaml::NodeRef& scalar, std::string_view setting = {});
  /// Reports what is told once a file.
  void finish();

 private:
  struct Unset {
    std::string name{};
    Span first{};
    std::size_t uses = 0;
    bool braced = false;
    bool hidden = false;
  };

  void add_error(const InterpolationError& error, Span span);
  void add_ignored(const InterpolationError& error, Span span);
  void add_trap(const VariableUse& use, Span span);
  void report_interpolated_twice();
  void report_unset(const Unset& unset);
  void report_together(const std::vector<const Unset*>& unset);
  void count_unset(const VariableUse& use, Span span, bool hidden);

  Dialect dialect_;
  Findings* findings_;
  std::unordered_set<std::uint64_t> seen_;                      // file and offset of a value
  std::unordered_map<FileId, std::vector<Span>> interpolated_;  // values of generated files with a `$` in them
  std::vector<Unset> unset_;
  std::unordered_map<std::string, std::size_t> unset_index_;  // file and name
};

}  // namespace mailu_lint
