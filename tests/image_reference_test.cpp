#include "resolve/image_reference.hpp"

#include <doctest/doctest.h>

#include <string>

namespace mailu_lint {

TEST_CASE("names of images") {
  const std::string longest(255, 'a');
  const std::string digest = "@sha256:0123456789abcdef0123456789abcdef";
  struct NameRow {
    std::string name;
    bool good;
  };
  const NameRow rows[] = {
      {"a", true},
      {"a.b/c-d/e--f/g_h/i__j:1.0", true},
      {"a..b", false},
      {"a___b", false},
      {"a._b", false},
      {"-a", false},
      {"a-", false},
      {"a//b", false},
      {"/a", false},
      {"a/", false},
      {"A/b", false},
      {"", false},
      {"Host.example/a", true},
      {"localhost/a", true},
      {"host_name.example/a", false},
      {"host:5000/a:1", true},
      {"host:/a", false},
      {"host:5x/a", false},
      {"[::1]:5000/a", true},
      {"a:", false},
      {"a:_1", true},
      {"a:.1", false},
      {"a:-1", false},
      {"a:1+1", false},
      {"a:" + std::string(128, '1'), true},
      {"a:" + std::string(129, '1'), false},
      {"a" + digest, true},
      {"a:1" + digest, true},
      {"a" + digest.substr(0, digest.size() - 1), false},
      {"a" + digest + "_", false},
      {"a@:" + std::string(32, '0'), false},
      {"a@" + std::string(40, '0'), false},
      {longest, true},
      {longest + "a", false},
      {"host.example/" + longest, true},
  };
  for (const NameRow& row : rows) {
    CAPTURE(row.name);
    CHECK(is_image_reference(row.name) == row.good);
  }
}

}  // namespace mailu_lint
