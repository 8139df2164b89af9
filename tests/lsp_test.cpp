// The language server without its pipes: framing, places, URIs, and what it answers to messages.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lsp/framing.hpp"
#include "lsp/hover.hpp"
#include "lsp/messages.hpp"
#include "lsp/positions.hpp"
#include "lsp/suppress_comment.hpp"
#include "lsp/uris.hpp"

using namespace mailu_lint;
using namespace mailu_lint::lsp;

namespace {

/// `M:` and the body of a message, `H` for a bad header, `L` for a message that is too large.
std::vector<std::string> frames_of(std::string_view input, std::size_t piece) {
  FrameReader reader(20);
  std::vector<std::string> frames;
  while (!input.empty()) {
    reader.feed(input.substr(0, piece));
    input.remove_prefix(std::min(piece, input.size()));
    while (const auto frame = reader.next()) {
      const bool message = frame->kind == Frame::Kind::message;
      frames.push_back(message ? "M:" + frame->body : frame->kind == Frame::Kind::too_large ? "L" : "H");
    }
  }
  if (reader.is_midway()) frames.emplace_back("midway");
  return frames;
}

std::string_view kind_of(const Message& message) {
  constexpr std::string_view kinds[] = {"initialize", "initialized", "shutdown", "exit",      "open",
                                        "change",     "close",       "files",    "hover",     "action",
                                        "cancel",     "answer",      "unknown",  "unreadable"};
  static_assert(std::size(kinds) == std::variant_size_v<Content>);
  return kinds[message.content.index()];
}

}  // namespace

TEST_CASE("lsp: framing, however the bytes are cut") {
  struct Row {
    std::string input;
    std::vector<std::string> frames;
  };
  const Row rows[] = {
      {"Content-Length: 2\r\n\r\n{}", {"M:{}"}},
      {"Content-Length: 0\r\n\r\n", {"M:"}},
      {"content-length:2\n\n{}", {"M:{}"}},
      {"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH: 2 \r\n\r\n{}", {"M:{}"}},
      {"Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n[1]", {"M:{}", "M:[1]"}},
      {"Content-Length: 2\r\n\r\n{}\r\n\r\nContent-Length: 3\r\n\r\n[1]", {"M:{}", "M:[1]"}},  // more than was said
      {"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", {"M:{}"}},
      {"Content-Length: 2\r\nContent-Length: 3\r\n\r\nContent-Length: 2\r\n\r\n{}", {"H", "M:{}"}},
      {"Content-Length: -2\r\n\r\nContent-Length: 2\r\n\r\n{}", {"H", "M:{}"}},
      {"Content-Length: two\r\n\r\nContent-Length: 2\r\n\r\n{}", {"H", "M:{}"}},
      {"Content-Length: 99999999999999999999999\r\n\r\nContent-Length: 2\r\n\r\n{}", {"H", "M:{}"}},
      {"Content-Length:\r\n\r\nContent-Length: 2\r\n\r\n{}", {"H", "M:{}"}},
      {"GET / HTTP/1.1\r\n\r\nContent-Length: 2\r\n\r\n{}", {"H", "M:{}"}},
      {"Content-Length: 21\r\n\r\n123456789012345678901Content-Length: 2\r\n\r\n{}", {"L", "M:{}"}},
      {"Content-Length: 20\r\n\r\n12345678901234567890", {"M:12345678901234567890"}},
      {"Content-Length: 18446744073709551615\r\n\r\nendless", {"L", "midway"}},
      {"Content-Length: 5\r\n\r\n{}", {"midway"}},
      {"Content-Len", {"midway"}},
      {std::string(FrameReader::longest_header, 'x') + "\r\n\r\nContent-Length: 2\r\n\r\n{}", {"H", "M:{}"}},
      {"", {}},
  };
  for (const Row& row : rows) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{100000}}) {
      CAPTURE(row.input);
      CAPTURE(piece);
      CHECK(frames_of(row.input, piece) == row.frames);
    }
  }
  CHECK(framed("{}") == "Content-Length: 2\r\n\r\n{}");
}

TEST_CASE("lsp: places in a text") {
  struct Row {
    std::string text;
    Point point;
    std::size_t utf16, byte;
  };
  const Row rows[] = {
      {"abc", {0, 0}, 0, 0},     {"abc", {0, 2}, 2, 2},
      {"abc", {0, 99}, 3, 3},  // behind the end of a line is its end
      {"abc\nx", {0, 99}, 3, 3}, {"abc\r\nx", {0, 99}, 3, 3},
      {"abc\nx", {1, 0}, 4, 4},  {"abc\r\nx", {1, 1}, 6, 6},
      {"abc\rx", {1, 0}, 4, 4},  {"abc\n", {1, 0}, 4, 4},
      {"abc", {7, 2}, 3, 3},  // behind the last line is the end of the text
      {"ü=x", {0, 2}, 3, 2},     {"📬=x", {0, 2}, 4, 2},
      {"📬=x", {0, 1}, 0, 1},  // half a surrogate pair
      {"a📬=x", {0, 4}, 6, 4},    {"\n\nü📬x", {2, 3}, 8, 5},
      {"\xff=x", {0, 1}, 1, 1},  // an invalid byte counts as one
      {"", {0, 5}, 0, 0},        {"a\n", {4294967295U, 4294967295U}, 2, 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(offset_of(row.text, row.point, ColumnUnit::utf16) == row.utf16);
    CHECK(offset_of(row.text, row.point, ColumnUnit::byte) == row.byte);
  }
}

TEST_CASE("lsp: changes, each in terms of the text before it") {
  struct Row {
    std::string before;
    std::vector<Change> changes;
    std::string after;
  };
  const auto range = [](std::uint32_t line, std::uint32_t from, std::uint32_t until) {
    return Range{{line, from}, {line, until}};
  };
  const Row rows[] = {
      {"abc", {{std::nullopt, "x"}}, "x"},
      {"abc", {}, "abc"},
      {"abc", {{range(0, 1, 2), "XY"}}, "aXYc"},
      {"abc", {{range(0, 3, 3), "d"}, {range(0, 4, 4), "e"}}, "abcde"},
      {"a\nb\n", {{Range{{0, 1}, {1, 0}}, ""}}, "ab\n"},  // lines joined
      {"grüße 📬 x", {{range(0, 6, 8), "✉"}}, "grüße ✉ x"},
      {"📬📬", {{range(0, 2, 2), "ü"}, {range(0, 3, 5), ""}}, "📬ü"},
      {"a\r\nb", {{Range{{0, 99}, {1, 0}}, "\r\n\r\n"}}, "a\r\n\r\nb"},
      {"abc", {{Range{{9, 9}, {9, 9}}, "d"}}, "abcd"},  // behind the end
      {"abc", {{range(0, 0, 1), ""}, {std::nullopt, "new"}, {range(0, 0, 1), "N"}}, "New"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.before);
    std::string text = row.before;
    apply_changes(text, row.changes, ColumnUnit::utf16);
    CHECK(text == row.after);
  }
}

TEST_CASE("lsp: URIs and paths") {
  struct Row {
    std::string uri;
    std::optional<std::string> path;
    std::string back;  ///< the URI of the path; empty: the same
  };
  const Row rows[] = {
      {"file:///srv/mailu/docker-compose.yml", "/srv/mailu/docker-compose.yml", ""},
      {"file:///srv/mail%20%C3%BC%20%5Bprod%5D%2050%25/a.yml", "/srv/mail ü [prod] 50%/a.yml", ""},
      {"file:///srv/mail ü/a.yml", "/srv/mail ü/a.yml", "file:///srv/mail%20%C3%BC/a.yml"},  // not encoded
      {"file:///srv/c%3a/100%/%zz", "/srv/c:/100%/%zz", "file:///srv/c%3A/100%25/%25zz"},
      {"file://localhost/srv/a.yml", "/srv/a.yml", "file:///srv/a.yml"},
      {"file:///srv/./b/../a.yml", "/srv/a.yml", "file:///srv/a.yml"},
      {"file:///srv/a.yml#L3", "/srv/a.yml", "file:///srv/a.yml"},
      {"file:///srv/a%23b.yml", "/srv/a#b.yml", ""},
      {"file://other.example.org/srv/a.yml", std::nullopt, ""},
      {"file:///srv/a%00.yml", std::nullopt, ""},
      {"untitled:Untitled-1", std::nullopt, ""},
      {"/srv/a.yml", std::nullopt, ""},
      {"file://", std::nullopt, ""},
      {"", std::nullopt, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.uri);
    const auto path = path_of_uri(row.uri);
    CHECK(path == row.path);
    if (path) CHECK(uri_of_path(*path) == (row.back.empty() ? row.uri : row.back));
  }
}

TEST_CASE("lsp: messages that are read, and that are not") {
  struct Row {
    std::string body;
    std::string_view kind;
    int code = 0;
  };
  const Row rows[] = {
      {R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{}})", "initialize"},
      {R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":null,"workspaceFolders":7}})",
       "initialize"},
      {R"({"method":"exit"})", "exit"},
      {R"({"method":"textDocument/didOpen","params":{"textDocument":{"uri":"a","version":1,"text":"x"}}})", "open"},
      {R"({"method":"textDocument/didOpen","params":{"textDocument":{"uri":"a","version":1}}})", "unreadable",
       error::invalid_params},
      {R"({"method":"textDocument/didOpen"})", "unreadable", error::invalid_params},
      {R"({"method":"textDocument/didChange","params":{"textDocument":{"uri":"a","version":2},
          "contentChanges":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":1}},"text":""}]}})",
       "change"},
      {R"({"method":"textDocument/didChange","params":{"textDocument":{"uri":"a","version":2},
          "contentChanges":[{"range":{"start":{"line":-1,"character":0},"end":{"line":0,"character":1}},"text":""}]}})",
       "unreadable", error::invalid_params},
      {R"({"id":"x","method":"textDocument/hover","params":{"textDocument":{"uri":"a"},
          "position":{"line":99999999999,"character":0}}})",
       "hover"},
      {R"({"id":"x","method":"textDocument/hover","params":{"textDocument":{"uri":5},"position":{}}})", "unreadable",
       error::invalid_params},
      {R"({"id":2,"method":"textDocument/codeAction","params":[]})", "unreadable", error::invalid_params},
      {R"({"method":"$/cancelRequest","params":{"id":"x"}})", "cancel"},
      {R"({"method":"$/setTrace","params":{"value":"off"}})", "unknown"},
      {R"({"id":7,"result":null})", "answer"},
      {R"({"id":7,"error":{"code":1,"message":"no"}})", "answer"},
      {R"({"id":7})", "unreadable", error::invalid_request},
      {R"({"id":7.5,"method":"shutdown"})", "unreadable", error::invalid_request},
      {R"({"id":7,"method":["shutdown"]})", "unreadable", error::invalid_request},
      {R"([{"id":7,"method":"shutdown"}])", "unreadable", error::invalid_request},  // LSP has no batches
      {"{", "unreadable", error::parse},
      {"", "unreadable", error::parse},
      {"\"\xff\"", "unreadable", error::parse},
      {std::string(100000, '['), "unreadable", error::parse},
      {std::string(100000, '[') + std::string(100000, ']'), "unreadable", error::invalid_request},
  };
  for (const Row& row : rows) {
    CAPTURE(row.body.substr(0, 200));
    const Message message = read_message(row.body);
    CHECK(kind_of(message) == row.kind);
    if (const auto* unreadable = std::get_if<Unreadable>(&message.content)) CHECK(unreadable->code == row.code);
  }
}

TEST_CASE("lsp: pages outside of their folder") {
  struct Row {
    std::string_view page, shown;
  };
  const Row rows[] = {
      {"# a\n\ntext\n", "# a\n\ntext\n"},
      {"```yaml file=docker-compose.yml fixed\na: [b](c.md)\n```\n", "```yaml\na: [b](c.md)\n```\n"},
      {"see [that rule](that-rule.md) and [this](https://example.org/x.md).\n",
       "see [that rule](https://github.com/mailu-lint/mailu-lint/blob/main/docs/rules/that-rule.md) and "
       "[this](https://example.org/x.md).\n"},
      {"an odd end [a](", "an odd end [a](\n"},
  };
  for (const Row& row : rows) CHECK(page_for_hover(row.page) == row.shown);
}

TEST_CASE("lsp: the comment that suppresses") {
  struct Row {
    std::string text;
    std::string_view at;
    std::string changed;
  };
  const std::string comment = "# mailu-lint: ignore[a-rule] TODO: say why this is harmless here";
  const Row rows[] = {
      {"A=b\nC=d\n", "d", "A=b\n" + comment + "\nC=d\n"},
      {"A=b", "b", comment + "\nA=b"},
      {"a:\n    - b\n", "b", "a:\n    " + comment + "\n    - b\n"},
      {"a:\r\n  b: c\r\n", "c", "a:\r\n  " + comment + "\r\n  b: c\r\n"},
      {"a:\r\n  b: c", "c", "a:\r\n  " + comment + "\r\n  b: c"},
  };
  for (const Row& row : rows) {
    const SourceFile file("a", row.text);
    const auto begin = static_cast<std::uint32_t>(row.text.rfind(row.at));
    const SuppressComment made = suppress_comment(file, begin, "a-rule");
    std::string changed = row.text;
    changed.insert(made.offset, made.text);
    CHECK(changed == row.changed);
    CHECK(changed.substr(made.rule_offset, 7) == "a-rule]");
  }
}
