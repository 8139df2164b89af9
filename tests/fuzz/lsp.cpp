// The language server: the files of the input are opened, what is told of them is asked after; then come the lines of
// the file `messages`, each the body of a message, whatever it is. No file is on the disk.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/options.hpp"
#include "lsp/framing.hpp"
#include "lsp/messages.hpp"
#include "lsp/server.hpp"
#include "oracles.hpp"
#include "parse/characters.hpp"
#include "project.hpp"

using namespace mailu_lint;
using namespace mailu_lint::fuzz;
using Json = nlohmann::json;

namespace {

constexpr std::string_view path = "/nowhere/mail/";
constexpr std::string_view folder = "file:///nowhere/mail/";
constexpr std::size_t most_questions = 2;  // a quick fix is linted before it is offered

/// The bytes of each line, the last one too when it is empty. Lines end at LF, CRLF or a lone CR.
std::vector<std::size_t> line_sizes(std::string_view text) {
  std::vector<std::size_t> sizes(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\r\n") ++i;
    if (text[i] == '\n' || text[i] == '\r') {
      sizes.push_back(0);
    } else {
      ++sizes.back();
    }
  }
  return sizes;
}

/// As `lsp -f FILE…`: which files make a deployment would be looked up on the disk.
Input input_of(const std::map<std::string, std::string>& files) {
  Input input{.project = project_of(files), .max_file_size = 1'000'000};
  for (std::string& file : input.project.files) file.insert(0, path);
  for (std::string& facts : input.project.cluster) facts.insert(0, path);
  return input;
}

/// The other end of the server.
class Session {
 public:
  explicit Session(std::map<std::string, std::string> files)
      : files_(std::move(files)), server_(input_of(files_), [this](const std::string& body) { take(body); }) {
    request("initialize", {{"rootUri", folder}, {"capabilities", Json::object()}});
    tell("initialized", Json::object());
    for (const auto& [name, text] : files_) {
      tell("textDocument/didOpen", {{"textDocument", {{"uri", uri(name)}, {"version", 1}, {"text", text}}}});
    }
    server_.catch_up();
  }

  /// Hovers and quick fixes of the first diagnostics.
  void ask() {
    const auto diagnostics = diagnostics_;  // answers may come with new ones
    for (std::size_t i = 0; i < diagnostics.size() && i < most_questions; ++i) {
      const auto& [document, range] = diagnostics[i];
      const Json target = {{"uri", document}};
      request("textDocument/hover", {{"textDocument", target}, {"position", range["start"]}});
      expect(answer_.contains("result") && answer_["result"].is_object(), "what is told is explained");
      request("textDocument/codeAction",
              {{"textDocument", target}, {"range", range}, {"context", {{"diagnostics", Json::array()}}}});
      for (const Json& action : answer_["result"]) check_edits(action["edit"]);
    }
  }

  void raw(std::string_view body) {
    known_texts_ = false;
    server_.handle(lsp::read_message(body));
    server_.catch_up();
  }

 private:
  static std::string uri(const std::string& name) { return std::string(folder) + name; }

  void request(const std::string& method, const Json& params) {
    send({{"id", 1}, {"method", method}, {"params", params}});
  }
  void tell(const std::string& method, const Json& params) { send({{"method", method}, {"params", params}}); }
  void send(const Json& message) { server_.handle(lsp::read_message(message.dump())); }

  void take(const std::string& body) {
    expect_json(body, "message");
    Json message = Json::parse(body);
    if (message.value("method", "") != "textDocument/publishDiagnostics") {
      answer_ = std::move(message);
      return;
    }
    const std::string document = message["params"]["uri"];
    for (const Json& diagnostic : message["params"]["diagnostics"]) {
      check_range(document, diagnostic["range"]);
      diagnostics_.emplace_back(document, diagnostic["range"]);
    }
  }

  void check_edits(const Json& edit) {
    for (const auto& [document, edits] : edit["changes"].items()) {
      for (const Json& one : edits) check_range(document, one["range"]);
    }
  }

  void check_range(const std::string& document, const Json& range) const {
    const Json &start = range["start"], &end = range["end"];
    const std::pair<std::size_t, std::size_t> from{start["line"], start["character"]};
    const std::pair<std::size_t, std::size_t> to{end["line"], end["character"]};
    expect(from <= to, "a range begins before it ends:", document);
    const auto file = files_.find(document.substr(std::min(folder.size(), document.size())));
    if (!known_texts_ || file == files_.end()) return;
    const auto sizes = line_sizes(file->second);
    for (const auto& [line, character] : {from, to}) {
      expect(line < sizes.size(), "a range ends inside its file:", document);
      expect(character <= sizes[line], "a range ends inside its line:", document);  // no unit is less than a byte
    }
  }

  std::map<std::string, std::string> files_;
  std::vector<std::pair<std::string, Json>> diagnostics_;
  Json answer_;
  bool known_texts_ = true;  ///< the documents are as they were opened
  lsp::Server server_;
};

void check_frames(std::string_view bytes) {
  lsp::FrameReader reader(1000);
  for (std::size_t at = 0; at < bytes.size(); at += 7) reader.feed(bytes.substr(at, 7));
  std::size_t frames = 0;
  while (const auto frame = reader.next()) {
    expect(frame->body.size() <= 1000, "no body is larger than the limit");
    expect(++frames <= bytes.size(), "frames come to an end");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = text_of(data, size);
  check_frames(input);
  if (!is_utf8(input)) return 0;  // what cannot be put into JSON
  auto files = files_in(input);
  const std::string messages = std::move(files["messages"]);
  files.erase("messages");
  std::erase_if(files, [](const auto& file) {
    return file.first.find_first_of("/%?#\\ ") != std::string::npos || file.first.empty() || file.first[0] == '.';
  });
  Session session(std::move(files));
  session.ask();
  for (std::string_view rest = messages; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    session.raw(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return 0;
}
