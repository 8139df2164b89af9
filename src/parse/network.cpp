#include <mailu_lint/network.hpp>

namespace mailu_lint {}
