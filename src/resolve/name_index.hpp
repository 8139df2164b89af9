// Finds items by name in a vector that keeps them in order: entries of a map, variables of a container.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace mailu_lint {

/// Open addressing, built at the first question when there are many items, and brought up to date when some were
/// appended since. `NameOf` gives the name of an item; names must be unique.
template <class NameOf>
class NameIndex {
 public:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// Always asked with the same items, grown at most.
  template <class Item>
  std::size_t position(const std::vector<Item>& items, std::string_view name) const {
    if (items.size() <= few) {
      const auto found = std::ranges::find(items, name, NameOf{});
      return found == items.end() ? nowhere : static_cast<std::size_t>(found - items.begin());
    }
    if (indexed_ != items.size()) add(items);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash(name) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
      if (NameOf{}(items[slots_[slot] - 1]) == name) return slots_[slot] - 1;
    }
    return nowhere;
  }

  /// Items were removed or moved.
  void forget() { indexed_ = 0; }

 private:
  static constexpr std::size_t few = 24;  // up to here a scan is as fast as hashing

  static std::size_t hash(std::string_view name) { return std::hash<std::string_view>{}(name); }

  template <class Item>
  void add(const std::vector<Item>& items) const {
    if (indexed_ > items.size()) indexed_ = 0;
    if (indexed_ == 0 || slots_.size() < items.size() * 2) {
      slots_.assign(std::bit_ceil(items.size() * 4), 0);
      indexed_ = 0;
    }
    const std::size_t mask = slots_.size() - 1;
    for (; indexed_ < items.size(); ++indexed_) {
      std::size_t slot = hash(NameOf{}(items[indexed_])) & mask;
      while (slots_[slot] != 0) slot = (slot + 1) & mask;
      slots_[slot] = static_cast<std::uint32_t>(indexed_ + 1);
    }
  }

  mutable std::vector<std::uint32_t> slots_{};  // position + 1; 0 is free
  mutable std::size_t indexed_ = 0;
};

}  // namespace mailu_lint
