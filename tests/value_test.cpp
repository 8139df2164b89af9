// The tree of values: looking up in small and large maps while they change.
#include "resolve/value.hpp"

#include <doctest/doctest.h>

using namespace mailu_lint;

TEST_CASE("a map finds its keys, small or large, however it grew") {
  for (const int size : {3, 24, 25, 5000}) {
    ValueArena arena;
    Value map{.kind = Value::Kind::map};
    for (int i = 0; i < size; ++i) {
      map.entries.push_back({"key" + std::to_string(i), {}, arena.make()});
      CHECK(map.find("key" + std::to_string(i / 2)) == map.entries[static_cast<std::size_t>(i / 2)].value);
      CHECK(map.find("absent") == nullptr);
    }
    Value* replacement = arena.make();
    CHECK(map.set("key1", {}, replacement) != nullptr);
    CHECK(map.find("key1") == replacement);
    CHECK(map.set("new", {}, replacement) == nullptr);
    CHECK(map.find("new") == replacement);
    map.erase("key1");
    CHECK(map.find("key1") == nullptr);
    CHECK(map.find("new") == replacement);
    CHECK(map.entries.size() == static_cast<std::size_t>(size));
  }
}
