// A stack's file that `docker compose config` printed: what a stack refuses in the form that docker compose gives to
// every file is told once, not at each port.
#pragma once

#include <string_view>
#include <vector>

#include "resolve/section.hpp"

namespace mailu_lint {

class ComposeOutput {
 public:
  ComposeOutput(const Value& root, ResolveContext& context);

  /// Takes what is refused at `key` when that is docker compose's form and nobody's choice.
  bool takes(std::string_view key, Span span);
  void say();

 private:
  struct Form {
    std::string_view key;
    Span span;
  };

  ResolveContext& context_;
  bool is_output_ = false;
  std::vector<Form> forms_;  ///< each key once
};

}  // namespace mailu_lint
