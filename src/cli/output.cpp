#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "report/unicode.hpp"

namespace mailu_lint {
namespace {

std::string reason(int number) {
  return std::generic_category().message(number);
}

/// Writes and closes.
std::optional<std::string> fill(int descriptor, std::string_view text) {
  auto error = write_descriptor(descriptor, text);
  if (::close(descriptor) != 0 && !error) error = reason(errno);
  return error;
}

mode_t mode_for_new_files() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// The file that takes the place of another belongs to whom the other belonged.
std::optional<std::string> keep_owner(int descriptor, const struct stat& before) {
  struct stat now {};
  if (::fstat(descriptor, &now) != 0) return reason(errno);
  if (now.st_uid == before.st_uid && now.st_gid == before.st_gid) return std::nullopt;
  if (::fchown(descriptor, before.st_uid, before.st_gid) == 0) return std::nullopt;
  return "its owner cannot be kept: " + reason(errno);
}

}  // namespace

std::optional<std::string> write_descriptor(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return reason(errno);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return std::nullopt;
}

std::optional<std::string> write_file(const std::string& path, std::string_view text) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    const int direct = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return direct < 0 ? std::optional(reason(errno)) : fill(direct, text);
  }

  std::error_code ignored;
  const std::filesystem::path resolved = std::filesystem::canonical(path, ignored);  // keep a link a link
  const std::string target = exists && !ignored ? resolved.string() : path;
  std::string temporary = target + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return reason(errno);
  auto error = exists ? keep_owner(descriptor, status) : std::nullopt;
  if (::fchmod(descriptor, exists ? status.st_mode & 07777 : mode_for_new_files()) != 0) errno = 0;
  const auto unwritten = fill(descriptor, text);
  if (!error) error = unwritten;
  if (!error && std::rename(temporary.c_str(), target.c_str()) != 0) error = reason(errno);
  if (error) ::unlink(temporary.c_str());
  return error;
}

void complain(std::string_view problem) {
  write_descriptor(STDERR_FILENO, "mailu-lint: " + visible(problem, Charset::utf8) + '\n');
}

}  // namespace mailu_lint
