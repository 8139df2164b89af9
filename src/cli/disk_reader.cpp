#include "cli/disk_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace mailu_lint {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

int open_for_reading(const std::string& path) {
  // O_NONBLOCK: opening a FIFO without a writer would wait for one. It changes nothing for regular files.
  constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  int descriptor = -1;
  do {
    descriptor = ::open(path.c_str(), flags);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

ReadError error_of(int number) {
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return ReadError::missing;
    case EACCES:
    case EPERM:
      return ReadError::permission;
    case EISDIR:
      return ReadError::directory;
    case ENXIO:
    case ENODEV:
      return ReadError::not_regular;
    default:
      return ReadError::io;
  }
}

/// Reads to the end of the file. `expected` is what the file system says of its size; it may be wrong.
std::variant<std::string, ReadError> read_all(int descriptor, std::uint64_t expected, std::uint64_t limit) {
  std::string text;
  std::size_t used = 0;
  text.resize(static_cast<std::size_t>(std::min(expected, limit)) + 1);  // one more, to see the end without growing
  while (true) {
    const ssize_t got = ::read(descriptor, text.data() + used, text.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return error_of(errno);
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > limit) return ReadError::too_large;
    if (used == text.size()) text.resize(static_cast<std::size_t>(std::min<std::uint64_t>(used * 2ULL, limit + 1)));
  }
  text.resize(used);
  return text;
}

}  // namespace

std::variant<std::string, ReadError> DiskReader::read(const std::string& path) {
  if (path.find('\0') != std::string::npos) return ReadError::missing;
  const Descriptor file(open_for_reading(path));
  if (file.number() < 0) return error_of(errno);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return error_of(errno);
  if (S_ISDIR(status.st_mode)) return ReadError::directory;
  if (!S_ISREG(status.st_mode)) return ReadError::not_regular;
  const auto size = static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0));
  if (size > limit_) return ReadError::too_large;
  return read_all(file.number(), size, limit_);
}

std::variant<std::string, ReadError> read_descriptor(int descriptor, std::uint64_t limit) {
  constexpr std::uint64_t first_guess = 64ULL * 1024;
  return read_all(descriptor, first_guess, limit);
}

std::variant<std::string, ReadError> OverlayReader::read(const std::string& path) {
  if (const auto found = texts_.find(path); found != texts_.end()) return found->second;
  return behind_->read(path);
}

}  // namespace mailu_lint
