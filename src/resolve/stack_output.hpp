// Is a file what `docker stack config` printed? It has put the variables in and left every `$` as it was, so that
// `docker stack deploy` would look for variables again.
#pragma once

#include "parse/yaml.hpp"
#include "resolve/value.hpp"

namespace mailu_lint {

/// `document` as it is read, before anything is put in or lengthened.
bool is_stack_output(const Value& document, const yaml::Tree& tree);

}  // namespace mailu_lint
