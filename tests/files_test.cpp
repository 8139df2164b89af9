// Reading from and writing to a disk that may hold anything.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <variant>

#include "cli/disk_reader.hpp"
#include "cli/output.hpp"
#include "support.hpp"
#include "temporary_folder.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

std::string read(const std::filesystem::path& path, std::uint64_t limit = 100) {
  mailu_lint::DiskReader reader(limit);
  const auto result = reader.read(path.string());
  if (const auto* error = std::get_if<ReadError>(&result)) return std::string(to_string(*error));
  return "=" + std::get<std::string>(result);
}

}  // namespace

TEST_CASE("only regular files are read, and only up to the limit") {
  const TemporaryFolder folder;
  folder.write("empty", "");
  folder.write("text", "a\nb");
  folder.write("full", std::string(100, 'x'));
  folder.write("more", std::string(101, 'x'));
  std::filesystem::create_symlink("loop", folder / "loop");
  std::filesystem::create_symlink("text", folder / "link");
  REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
  CHECK(read(folder / "empty") == "=");
  CHECK(read(folder / "text") == "=a\nb");
  CHECK(read(folder / "link") == "=a\nb");
  CHECK(read(folder / "full") == "=" + std::string(100, 'x'));
  CHECK(read(folder / "more") == "is larger than --max-file-size allows");
  CHECK(read(folder / "nope") == "no such file");
  CHECK(read(folder / "text/x") == "no such file");
  CHECK(read(folder.path()) == "is a directory");
  CHECK(read(folder / "loop") == "cannot be read");
  CHECK(read(folder / "fifo") == "is not a regular file");  // and does not wait for a writer
  CHECK(read("/dev/zero") == "is not a regular file");
  CHECK(read("/proc/self/status", 1 << 20).starts_with("=Name:"));  // has no size beforehand
  CHECK(read("/proc/self/status", 10) == "is larger than --max-file-size allows");
  if (::geteuid() == 0) {
    MESSAGE("root may read everything: permissions are not tested");
  } else {
    std::filesystem::permissions(folder / "text", std::filesystem::perms::none);
    CHECK(read(folder / "text") == "permission denied");
  }
}

TEST_CASE("a file is written whole or not at all") {
  const TemporaryFolder folder;
  const std::string path = (folder / "report").string();
  CHECK_FALSE(write_file(path, "one"));
  CHECK(read_file(path) == "one");

  // The mode stays, a link stays a link, and nothing is left beside the file.
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::create_symlink("report", folder / "link");
  CHECK_FALSE(write_file((folder / "link").string(), "two"));
  CHECK(read_file(path) == "two");
  CHECK(std::filesystem::is_symlink(folder / "link"));
  CHECK(std::filesystem::status(path).permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  std::size_t entries = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++entries;
  CHECK(entries == 2);

  CHECK(write_file((folder / "no/such/report").string(), "x"));
  CHECK(write_file(folder.path().string(), "x"));
  CHECK(write_file("/dev/full", "x"));
  CHECK_FALSE(write_file("/dev/null", "x"));
  CHECK(std::filesystem::is_character_file("/dev/null"));
}
