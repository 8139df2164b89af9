// Messages from a descriptor, read ahead as far as they are there: a request that is taken back before its turn costs
// nothing, and the server learns when nothing waits.
#pragma once

#include <deque>
#include <optional>
#include <set>

#include "lsp/framing.hpp"
#include "lsp/protocol.hpp"

namespace mailu_lint::lsp {

class Inbox {
 public:
  explicit Inbox(int descriptor) : descriptor_(descriptor) {}

  /// Reads what is there already. Never waits.
  void collect();
  /// Waits until there is something to collect. False at the end of the input.
  bool wait() const;
  /// The next message. A request that was taken back comes as one that cannot be read.
  std::optional<Message> take();
  /// The input ended in the middle of a message.
  bool is_cut_off() const { return ended_ && frames_.is_midway(); }

 private:
  void read();
  void sort_in(const Frame& frame);

  int descriptor_;
  FrameReader frames_;
  std::deque<Message> messages_;
  std::set<Id> cancelled_;  ///< by messages that are still in the queue
  bool ended_ = false;
};

}  // namespace mailu_lint::lsp
