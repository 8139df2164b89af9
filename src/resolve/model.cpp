#include "resolve/model.hpp"

namespace mailu_lint {
Model load_model(const Project&, Dialect dialect, const Options&, Documents&) {
  Model model;
  model.dialect = dialect;
  model.arena = std::make_shared<ValueArena>();
  model.root = model.arena->make();
  return model;
}
}  // namespace mailu_lint
