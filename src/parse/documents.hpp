// The parsed files of one deployment: each YAML file is parsed once, at the first question, main files and included
// ones alike.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/source.hpp>

#include "parse/yaml.hpp"

namespace mailu_lint {

class Documents {
 public:
  Documents(SourceSet& sources, Findings& findings) : sources_(&sources), findings_(&findings) {}

  /// The tree of a file that is in the SourceSet. Its syntax findings are reported when it is first asked for.
  const yaml::Tree& yaml(FileId file);
  /// The tree if it was parsed already, else nullptr.
  const yaml::Tree* parsed(FileId file) const;
  SourceSet& sources() const { return *sources_; }
  Findings& findings() const { return *findings_; }

 private:
  SourceSet* sources_;
  Findings* findings_;
  std::unordered_map<std::uint32_t, std::size_t> index_;
  std::deque<yaml::Tree> trees_;
};

}  // namespace mailu_lint
