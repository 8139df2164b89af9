// Which configuration a deployment has: the nearest `.mailu-lint.yaml`, from its directory upward to the top of the
// repository. Outside of repositories the way ends at the current directory, or, for what is not below it, at once:
// nobody is to be configured by what others have left in a shared directory.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <mailu_lint/source.hpp>

#include "config/configuration.hpp"

namespace mailu_lint {

class Configurations {
 public:
  enum class Source : std::uint8_t {
    nearest,
    given,  ///< `--config FILE`, for all deployments
    none,   ///< `--no-config`
  };

  /// `problems` takes what is wrong with the files.
  Configurations(Source source, const std::string& given, FileReader& reader, std::vector<std::string>& problems);

  /// Nothing when there is none. Each directory is looked at once.
  std::shared_ptr<const Configuration> of(const std::string& directory);
  /// The configuration that lies in this very directory, if configurations are looked for at all.
  std::shared_ptr<const Configuration> in(const std::string& directory);
  /// The one of `--config`.
  const std::shared_ptr<const Configuration>& given() const { return given_; }

 private:
  std::shared_ptr<const Configuration> read(const std::string& path);
  std::shared_ptr<const Configuration> in_canonical(const std::string& directory);
  /// The top of the repository that the canonical directory lies in; empty outside of repositories.
  const std::string& repository_of(const std::string& directory);
  /// The directory where the way upward ends.
  const std::string& top_for(const std::string& directory);

  Source source_;
  FileReader& reader_;
  std::vector<std::string>& problems_;
  std::shared_ptr<const Configuration> given_;
  std::map<std::string, std::shared_ptr<const Configuration>> in_;  // by canonical directory
  std::map<std::string, std::shared_ptr<const Configuration>> of_;
  std::map<std::string, std::string> repositories_;
  std::string current_;  ///< directory, canonical
};

}  // namespace mailu_lint
