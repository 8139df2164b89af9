#include <mailu_lint/deployment.hpp>

namespace mailu_lint {}
