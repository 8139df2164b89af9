// Comments of env files. docker's two grammars see them differently: to `docker stack` a `#` behind a value is part of
// the value.
#pragma once

#include <vector>

#include <mailu_lint/source.hpp>

#include "parse/dotenv.hpp"

namespace mailu_lint {

/// Every comment, `#` to the end of the line, in order.
std::vector<Span> env_comments(FileId file, const SourceFile& source, EnvGrammar grammar);

}  // namespace mailu_lint
