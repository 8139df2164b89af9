// The language server, without its pipes: messages in, messages out.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/disk_reader.hpp"
#include "cli/options.hpp"
#include "lsp/buffers.hpp"
#include "lsp/code_actions.hpp"
#include "lsp/diagnostics.hpp"
#include "lsp/protocol.hpp"

namespace mailu_lint::lsp {

class Server {
 public:
  /// Takes the body of a message to the client.
  using Send = std::function<void(const std::string& body)>;

  Server(Input input, Send send);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  void handle(Message message);
  /// Lints, if something has changed since the last time. To be called when no message waits: a fast typist is not
  /// followed letter by letter.
  void catch_up();

  bool has_ended() const { return state_ == State::ended; }
  /// The client has said good-bye in the order of the protocol.
  bool was_shut_down() const { return shut_down_; }

 private:
  enum class State : std::uint8_t { fresh, running, shut_down, ended };

  void refuse(const std::optional<Id>& id, int code, const std::string& reason);
  /// False when messages of this kind are not due in the present state; says so to the client.
  bool is_due(const Message& message);

  void answer(const Id& id, const Initialize& request);
  void answer(const Id& id, const Shutdown& request);
  void answer(const Id& id, const HoverRequest& request);
  void answer(const Id& id, const CodeActionRequest& request);
  void answer(const Id& id, const UnknownMethod& request);
  void notice(const Initialized& message);
  void notice(DidOpen& message);
  void notice(const DidChange& message);
  void notice(const DidClose& message);
  void notice(const FilesChanged& message);

  std::string uri_of(const std::string& path) const;
  void publish();
  void tell_problems(const std::vector<std::string>& problems);

  /// What the client was told of a file.
  struct Published {
    std::optional<std::int64_t> version{};
    std::vector<Diagnostic> diagnostics{};
    friend bool operator==(const Published&, const Published&) = default;
  };

  Input input_;
  Send send_;
  DiskReader disk_;
  Buffers buffers_;
  NameFile name_file_;
  State state_ = State::fresh;
  bool shut_down_ = false;
  Abilities abilities_;
  ColumnUnit unit_ = ColumnUnit::utf16;
  bool changed_ = false;
  Run run_;  ///< of the texts as they are, unless `changed_`
  std::vector<PlacedDiagnostic> placed_;
  std::map<std::string, Published> published_;  ///< by URI
  std::set<std::string> problems_told_;
};

}  // namespace mailu_lint::lsp
