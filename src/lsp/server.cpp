#include "lsp/server.hpp"

#include <filesystem>
#include <system_error>
#include <type_traits>
#include <variant>

#include "config/locations.hpp"
#include "lsp/hover.hpp"
#include "lsp/linter.hpp"
#include "lsp/messages.hpp"
#include "lsp/uris.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint::lsp {
namespace {

/// Messages that want an answer.
template <class T>
constexpr bool is_request =
    std::is_same_v<T, Initialize> || std::is_same_v<T, Shutdown> || std::is_same_v<T, HoverRequest> ||
    std::is_same_v<T, CodeActionRequest> || std::is_same_v<T, UnknownMethod>;
/// Messages that are dealt with elsewhere.
template <class T>
constexpr bool is_silent =
    std::is_same_v<T, Exit> || std::is_same_v<T, Cancel> || std::is_same_v<T, Answer> || std::is_same_v<T, Unreadable>;

}  // namespace

Server::Server(Input input, Send send)
    : input_(std::move(input)),
      send_(std::move(send)),
      disk_(input_.max_file_size),
      buffers_(disk_, input_.max_file_size),
      name_file_([this](const std::string& path) { return uri_of(path); }) {}

void Server::refuse(const std::optional<Id>& id, int code, const std::string& reason) {
  send_(error_answer(id, code, reason));
}

bool Server::is_due(const Message& message) {
  const bool starts = std::holds_alternative<Initialize>(message.content);
  if (state_ == State::running && !starts) return true;
  if (state_ == State::fresh && starts) return true;
  if (!message.id) return false;
  if (state_ == State::fresh) {
    refuse(message.id, error::not_initialized, "`initialize` comes first");
  } else {
    refuse(message.id, error::invalid_request, starts ? "is initialized already" : "is shut down");
  }
  return false;
}

void Server::handle(Message message) {
  if (std::holds_alternative<Exit>(message.content)) {
    state_ = State::ended;
    return;
  }
  if (const auto* unreadable = std::get_if<Unreadable>(&message.content)) {
    const bool is_notification = !message.id && unreadable->code == error::invalid_params;
    if (!is_notification) refuse(message.id, unreadable->code, unreadable->reason);
    return;
  }
  if (!is_due(message)) return;
  std::visit(
      [&](auto& content) {
        using T = std::decay_t<decltype(content)>;
        if constexpr (is_request<T>) {
          if (message.id) answer(*message.id, content);
        } else if constexpr (!is_silent<T>) {
          if (message.id) {
            refuse(message.id, error::invalid_request, "this is a notification and has no `id`");
          } else {
            notice(content);
          }
        }
      },
      message.content);
}

void Server::answer(const Id& id, const Initialize& request) {
  abilities_ = request.abilities;
  unit_ = abilities_.utf8 ? ColumnUnit::byte : ColumnUnit::utf16;
  // As if `check` had been started in the folder: what lies outside of it is no business of its configuration.
  std::error_code ignored;
  if (const auto root = path_of_uri(request.root)) std::filesystem::current_path(*root, ignored);
  state_ = State::running;
  send_(initialize_answer(id, abilities_));
}

void Server::answer(const Id& id, const Shutdown&) {
  state_ = State::shut_down;
  shut_down_ = true;
  send_(null_answer(id));
}

void Server::answer(const Id& id, const HoverRequest& request) {
  catch_up();
  send_(hover_answer(id, hover_at(placed_, request, abilities_.markdown)));
}

void Server::answer(const Id& id, const CodeActionRequest& request) {
  catch_up();
  const auto lint_with = [this](const std::string& path, std::string text) {
    OverlayReader reader(buffers_, {});
    reader.add(path, std::move(text));
    return lint_open_files(input_, buffers_, reader);
  };
  const View view{run_, placed_, buffers_, unit_, name_file_, lint_with};
  send_(actions_answer(id, code_actions(request, view), abilities_));
}

void Server::answer(const Id& id, const UnknownMethod& request) {
  refuse(id, error::method_not_found, "`" + request.name + "` is not known here");
}

void Server::notice(const Initialized&) {
  if (abilities_.watches_files) send_(watch_request());
}

void Server::notice(DidOpen& message) {
  if (buffers_.open(std::move(message))) changed_ = true;
}

void Server::notice(const DidChange& message) {
  if (buffers_.change(message, unit_)) changed_ = true;
}

void Server::notice(const DidClose& message) {
  if (buffers_.close(message.uri)) changed_ = true;
}

void Server::notice(const FilesChanged&) {
  changed_ = true;
}

void Server::catch_up() {
  if (!changed_ || state_ != State::running) return;
  changed_ = false;
  placed_.clear();  // it points into the run
  run_ = lint_open_files(input_, buffers_, buffers_);
  placed_ = place_findings(run_, unit_, name_file_);
  std::vector<std::string> others;
  for (const std::string& problem : run_.problems) {
    if (auto placed = place_problem(problem, unit_, buffers_, name_file_)) {
      placed_.push_back(std::move(*placed));
    } else {
      others.push_back(problem);
    }
  }
  tell_problems(others);
  publish();
}

/// Each problem once, as long as it lasts.
void Server::tell_problems(const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) {
    if (!problems_told_.contains(problem)) send_(warning_message(problem));
  }
  problems_told_ = {problems.begin(), problems.end()};
}

void Server::publish() {
  std::map<std::string, Published> current;
  for (const Buffer* buffer : buffers_.all()) current[buffer->uri].version = buffer->version;
  for (const PlacedDiagnostic& one : placed_) current[one.uri].diagnostics.push_back(one.diagnostic);
  for (const auto& [uri, before] : published_) {
    if (!current.contains(uri) && !before.diagnostics.empty()) send_(diagnostics_message(uri, {}, {}, abilities_));
  }
  for (const auto& [uri, now] : current) {
    const auto before = published_.find(uri);
    if (before != published_.end() && before->second == now) continue;
    send_(diagnostics_message(uri, now.version, now.diagnostics, abilities_));
  }
  published_ = std::move(current);
}

std::string Server::uri_of(const std::string& path) const {
  const std::string absolute = join_path(current_directory(), path);
  const Buffer* buffer = buffers_.find_path(absolute);
  return buffer ? buffer->uri : uri_of_path(absolute);
}

}  // namespace mailu_lint::lsp
