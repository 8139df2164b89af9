#include "lsp/serve.hpp"

#include <unistd.h>

#include <string>

#include "cli/output.hpp"
#include "lsp/framing.hpp"
#include "lsp/inbox.hpp"
#include "lsp/server.hpp"

namespace mailu_lint {
Status serve(const LspCommand& command) {
  if (::isatty(STDIN_FILENO) == 1) complain("this speaks with an editor, not with you; see docs/editors.md");
  bool written = true;
  const auto send = [&](const std::string& body) {
    if (!written) return;
    const auto error = write_descriptor(STDOUT_FILENO, lsp::framed(body));
    if (!error) return;
    written = false;
    complain("standard output: " + *error);
  };
  lsp::Server server(command.input, send);
  lsp::Inbox inbox(STDIN_FILENO);
  while (!server.has_ended() && written) {
    inbox.collect();
    if (auto message = inbox.take()) {
      server.handle(std::move(*message));
      continue;
    }
    server.catch_up();
    if (!inbox.wait()) break;
  }
  if (inbox.is_cut_off()) complain("standard input: ends in the middle of a message");
  if (!written) return Status::trouble;
  return server.was_shut_down() ? Status::clean : Status::findings;
}

}  // namespace mailu_lint
