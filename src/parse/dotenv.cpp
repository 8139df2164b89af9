#include "parse/dotenv.hpp"

namespace mailu_lint {
EnvFileContent parse_dotenv(FileId, const SourceFile&, EnvGrammar, const Variables&, const Variables&, Findings&) {
  return {};
}
}  // namespace mailu_lint
