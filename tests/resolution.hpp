// A project from memory, resolved as lint() does it, with everything its places point into.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include <mailu_lint/lint.hpp>

#include "lint/resolve.hpp"
#include "support.hpp"

namespace mailu_lint::test {

using Files = std::initializer_list<std::pair<const std::string, std::string>>;

/// A resolved project, with everything its places point into.
struct Resolution {
  Resolution(Files files, Options options = {}, Project project = {}) : reader(files), sources(reader) {
    for (const auto& [path, text] : files) {
      if (path.ends_with(".yml") && project.files.empty()) project.files.push_back(path);
    }
    resolve_into(project, options);
  }

  const Deployment& mail() const { return resolved.deployment; }
  const Service& service(std::string_view name) const {
    const Service* found = mail().named(name);
    REQUIRE_MESSAGE(found, name);
    return *found;
  }
  std::string text(Span span) const { return std::string(sources.text(span)); }

  MemoryReader reader;
  SourceSet sources;
  Findings findings{};
  Documents documents{sources, findings};
  Coverage coverage{};
  Resolved resolved{};

 private:
  void resolve_into(const Project& project, const Options& options) {
    resolved = resolve(project, options, documents, coverage);
    write_environments(resolved.model);
  }
};

inline Resolution compose(const std::string& yaml) {
  return Resolution({{"docker-compose.yml", yaml}});
}

inline Resolution stack(const std::string& yaml) {
  return Resolution({{"docker-stack.yml", yaml}});
}

}  // namespace mailu_lint::test
