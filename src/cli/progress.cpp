#include "cli/progress.hpp"

#include <unistd.h>

#include <string>

#include "cli/output.hpp"

namespace mailu_lint {

Progress::Progress(std::size_t total) : total_(total), terminal_(::isatty(STDERR_FILENO) == 1) {}

void Progress::show(std::size_t done) {
  if (!terminal_ || Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::milliseconds(100);
  shown_ = true;
  write_descriptor(STDERR_FILENO, "\r" + std::to_string(done) + " of " + std::to_string(total_) + " deployments");
}

Progress::~Progress() {
  if (shown_) write_descriptor(STDERR_FILENO, "\r\x1b[K");
}

}  // namespace mailu_lint
