#include "lsp/inbox.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <utility>
#include <variant>

#include "lsp/messages.hpp"

namespace mailu_lint::lsp {
namespace {

bool is_readable(int descriptor, int milliseconds) {
  pollfd question{descriptor, POLLIN, 0};
  int ready = 0;
  do {
    ready = ::poll(&question, 1, milliseconds);
  } while (ready < 0 && errno == EINTR);
  return ready != 0;  // read() tells what is wrong
}

}  // namespace

void Inbox::read() {
  std::array<char, 65536> bytes{};
  const ssize_t got = ::read(descriptor_, bytes.data(), bytes.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (got <= 0) {
    ended_ = true;
    return;
  }
  frames_.feed({bytes.data(), static_cast<std::size_t>(got)});
  while (const auto frame = frames_.next()) sort_in(*frame);
}

void Inbox::sort_in(const Frame& frame) {
  switch (frame.kind) {
    case Frame::Kind::bad_header:
      messages_.push_back({std::nullopt, Unreadable{error::parse, "a header without a usable `Content-Length`"}});
      return;
    case Frame::Kind::too_large:
      messages_.push_back({std::nullopt, Unreadable{error::invalid_request, "the message is too large"}});
      return;
    case Frame::Kind::message:
      break;
  }
  messages_.push_back(read_message(frame.body));
  if (const auto* cancel = std::get_if<Cancel>(&messages_.back().content)) cancelled_.insert(cancel->id);
}

void Inbox::collect() {
  constexpr std::size_t most = 100;  // more stay in the pipe
  while (!ended_ && messages_.size() < most && is_readable(descriptor_, 0)) read();
}

bool Inbox::wait() const {
  constexpr int for_ever = -1;
  return !ended_ && is_readable(descriptor_, for_ever);
}

std::optional<Message> Inbox::take() {
  if (messages_.empty()) return std::nullopt;
  Message message = std::move(messages_.front());
  messages_.pop_front();
  if (const auto* cancel = std::get_if<Cancel>(&message.content)) cancelled_.erase(cancel->id);
  if (message.id && cancelled_.contains(*message.id)) message.content = Unreadable{error::cancelled, "cancelled"};
  return message;
}

}  // namespace mailu_lint::lsp
