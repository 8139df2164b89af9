#include "lsp/buffers.hpp"

#include <utility>

#include "config/locations.hpp"
#include "lsp/uris.hpp"

namespace mailu_lint::lsp {

bool Buffers::open(DidOpen message) {
  auto path = path_of_uri(message.uri);
  if (!path) return false;
  std::string canonical = canonical_path(*path);
  Buffer buffer{message.uri, std::move(*path), message.version, std::move(message.text)};
  by_canonical_path_.insert_or_assign(canonical, std::move(buffer));
  canonical_paths_.insert_or_assign(std::move(message.uri), std::move(canonical));
  return true;
}

bool Buffers::change(const DidChange& message, ColumnUnit unit) {
  const auto canonical = canonical_paths_.find(message.uri);
  if (canonical == canonical_paths_.end()) return false;
  const auto found = by_canonical_path_.find(canonical->second);
  if (found == by_canonical_path_.end()) return false;
  apply_changes(found->second.text, message.changes, unit);
  found->second.version = message.version;
  return true;
}

bool Buffers::close(const std::string& uri) {
  const auto canonical = canonical_paths_.find(uri);
  if (canonical == canonical_paths_.end()) return false;
  by_canonical_path_.erase(canonical->second);
  canonical_paths_.erase(canonical);
  return true;
}

const Buffer* Buffers::find_path(const std::string& path) const {
  const auto found = by_canonical_path_.find(canonical_path(path));
  return found == by_canonical_path_.end() ? nullptr : &found->second;
}

std::vector<const Buffer*> Buffers::all() const {
  std::vector<const Buffer*> all;
  for (const auto& [canonical, buffer] : by_canonical_path_) all.push_back(&buffer);
  return all;
}

std::variant<std::string, ReadError> Buffers::read(const std::string& path) {
  const Buffer* buffer = find_path(path);
  if (!buffer) return behind_->read(path);
  if (buffer->text.size() > limit_) return ReadError::too_large;
  return buffer->text;
}

}  // namespace mailu_lint::lsp
