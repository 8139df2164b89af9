#include "parse/documents.hpp"

namespace mailu_lint {

const yaml::Tree& Documents::yaml(FileId file) {
  const auto [found, is_new] = index_.try_emplace(static_cast<std::uint32_t>(file), trees_.size());
  if (is_new) trees_.push_back(yaml::parse(file, (*sources_)[file], *findings_));
  return trees_[found->second];
}

const yaml::Tree* Documents::parsed(FileId file) const {
  const auto found = index_.find(static_cast<std::uint32_t>(file));
  return found == index_.end() ? nullptr : &trees_[found->second];
}

}  // namespace mailu_lint
