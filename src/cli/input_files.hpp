// Where the bytes of a run come from: the disk, and standard input for the paths that are `-`.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/disk_reader.hpp"
#include "cli/options.hpp"

namespace mailu_lint {

class InputFiles {
 public:
  /// Reads standard input when some path is `-`, and gives those paths a name that the reader knows.
  InputFiles(Input& input, std::vector<std::string>& problems);
  InputFiles(const InputFiles&) = delete;
  InputFiles& operator=(const InputFiles&) = delete;

  FileReader& reader() { return overlay_; }
  /// What `-` among the paths is called; empty when it is not there.
  const std::string& standard_input() const { return standard_input_; }
  /// Something is read from standard input, so that there is no file behind it.
  bool has_standard_input() const { return !names_.empty(); }

 private:
  DiskReader disk_;
  std::string standard_input_;
  OverlayReader overlay_;
  std::set<std::string> names_;
};

}  // namespace mailu_lint
