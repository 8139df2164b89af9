// What the Language Server Protocol says, as far as it is spoken here, in types of our own: no JSON. Lines and
// characters count from 0; what a character is was agreed upon at the start.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mailu_lint::lsp {

struct Point {
  std::uint32_t line = 0;
  std::uint32_t character = 0;

  friend bool operator==(const Point&, const Point&) = default;
  friend bool operator<(const Point& a, const Point& b) {
    return a.line != b.line ? a.line < b.line : a.character < b.character;
  }
};

/// The end is exclusive.
struct Range {
  Point start{};
  Point end{};

  friend bool operator==(const Range&, const Range&) = default;
};

// ---- from the client

using Id = std::variant<std::int64_t, std::string>;

/// What the client can do; what it does not say it cannot.
struct Abilities {
  bool utf8 = false;              ///< characters may be bytes instead of UTF-16 units
  bool markdown = false;          ///< in hovers
  bool document_changes = false;  ///< edits name the version that they are for
  bool watches_files = false;     ///< it can be asked to tell of files that change
  bool tags = false;              ///< diagnostics may be marked as telling of what is superfluous
};
struct Initialize {
  Abilities abilities{};
  std::string root{};  ///< a URI; empty: no folder is open
};
struct Initialized {};
struct Shutdown {};
struct Exit {};
struct DidOpen {
  std::string uri{};
  std::int64_t version = 0;
  std::string text{};
};
struct Change {
  std::optional<Range> range{};  ///< nothing: the whole text
  std::string text{};
};
struct DidChange {
  std::string uri{};
  std::int64_t version = 0;
  std::vector<Change> changes{};
};
struct DidClose {
  std::string uri{};
};
/// Something on the disk is not what it was: a file was saved, or another program wrote it.
struct FilesChanged {};
struct HoverRequest {
  std::string uri{};
  Point at{};
};
struct CodeActionRequest {
  std::string uri{};
  Range range{};
  bool quick_fixes = true;  ///< false: only actions of other kinds are wanted
};
struct Cancel {
  Id id{};
};
/// The client's answer to a request of ours.
struct Answer {};
struct UnknownMethod {
  std::string name{};
};
struct Unreadable {
  int code = 0;
  std::string reason{};
};

using Content = std::variant<Initialize, Initialized, Shutdown, Exit, DidOpen, DidChange, DidClose, FilesChanged,
                             HoverRequest, CodeActionRequest, Cancel, Answer, UnknownMethod, Unreadable>;
struct Message {
  std::optional<Id> id{};  ///< nothing: a notification, which is never answered
  Content content{};
};

// ---- to the client

namespace error {
constexpr int parse = -32700;
constexpr int invalid_request = -32600;
constexpr int method_not_found = -32601;
constexpr int invalid_params = -32602;
constexpr int not_initialized = -32002;
constexpr int cancelled = -32800;
}  // namespace error

struct Location {
  std::string uri{};
  Range range{};

  friend bool operator==(const Location&, const Location&) = default;
};

enum class Level : std::uint8_t { error = 1, warning = 2, information = 3 };

struct Diagnostic {
  struct Related {
    Location location{};
    std::string message{};

    friend bool operator==(const Related&, const Related&) = default;
  };

  Range range{};
  Level level{};
  std::string rule{};  ///< empty: no rule says it
  std::string url{};   ///< the rule's page
  std::string message{};
  std::vector<Related> related{};
  bool superfluous = false;  ///< the text could as well be gone

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

struct Hover {
  std::string text{};
  bool markdown = true;
  Range range{};
};

struct TextEdit {
  Range range{};
  std::string text{};
};
struct FileEdits {
  std::string uri{};
  std::optional<std::int64_t> version{};  ///< nothing: the file is not open
  std::vector<TextEdit> edits{};
};
/// A quick fix.
struct CodeAction {
  std::string title{};
  bool preferred = false;
  Diagnostic diagnostic{};
  std::vector<FileEdits> files{};
};

}  // namespace mailu_lint::lsp
