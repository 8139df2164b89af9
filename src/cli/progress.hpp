// How far a long run has come, on a terminal and only there.
#pragma once

#include <chrono>
#include <cstddef>

namespace mailu_lint {

/// Silent for the first second, and when standard error is no terminal. Used by one thread.
class Progress {
 public:
  explicit Progress(std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done);

 private:
  using Clock = std::chrono::steady_clock;
  std::size_t total_;
  bool terminal_;
  bool shown_ = false;
  Clock::time_point next_ = Clock::now() + std::chrono::seconds(1);
};

}  // namespace mailu_lint
