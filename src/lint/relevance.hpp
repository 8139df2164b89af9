// Is it Mailu's? The hook is pointed at every YAML file of a repository, and must be silent on all others.
#pragma once

#include <cstdint>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/lint.hpp>

#include "parse/documents.hpp"

namespace mailu_lint {

enum class Relevance : std::uint8_t {
  none,        ///< not Mailu's: nothing is said
  unrendered,  ///< a template engine has yet to make a compose file of it: one note
  fragment,    ///< a compose file with an image of Mailu that is no deployment, or cannot be read to the end: only what
               ///< the parser and the resolver found is said
  deployment,  ///< two services of Mailu or more. One alone is a test, an override, or a part of something else
};

struct RelevanceVerdict {
  Relevance relevance{};
  Span mark{};  ///< of the template engine, when unrendered

  bool is_mailu() const { return relevance == Relevance::deployment || relevance == Relevance::fragment; }
};
RelevanceVerdict judge_relevance(const Deployment& mail, const Project& project, Documents& documents);

}  // namespace mailu_lint
