// `!reset` takes a value away, `!override` replaces where a merge would add. Both work on what earlier documents and
// extended services said; a list's items cannot be reached.
#include "resolve/merge_compose.hpp"

namespace mailu_lint {
namespace {

void collect(Value& value, std::string& place, std::vector<std::string>& places) {
  if (value.mark == Value::Mark::override_) {
    places.push_back(place);
    return;  // docker does not look inside
  }
  std::erase_if(value.items, [](const Value* item) { return item->mark == Value::Mark::reset; });
  const std::size_t length = place.size();
  const std::size_t before = value.entries.size();
  std::erase_if(value.entries, [&](const Entry& entry) {
    if (length > 0) place += '.';
    place += entry.key;
    const bool reset = entry.value->mark == Value::Mark::reset;
    if (reset) {
      places.push_back(place);
    } else {
      collect(*entry.value, place, places);
    }
    place.resize(length);
    return reset;
  });
  if (value.entries.size() != before) value.index.forget();
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    place += "." + std::to_string(i);  // never found again: docker compose compares it with `[0]`
    collect(*value.items[i], place, places);
    place.resize(length);
  }
}

/// Keys may hold dots themselves, so every prefix that is a key is tried.
void erase_at(Value& value, std::string_view place) {
  if (value.kind != Value::Kind::map || value.was_list) return;
  if (value.find(place)) value.erase(place);
  for (std::size_t dot = place.find('.'); dot != std::string_view::npos; dot = place.find('.', dot + 1)) {
    if (Value* inner = value.find(place.substr(0, dot))) erase_at(*inner, place.substr(dot + 1));
  }
}

}  // namespace

std::vector<std::string> take_marks(Value& root) {
  std::vector<std::string> places;
  std::string place;
  collect(root, place, places);
  return places;
}

void apply_marks(Value& base, const std::vector<std::string>& places) {
  for (const std::string& place : places) erase_at(base, place);
}

void apply_marks_to_service(Value& service, std::string_view name, const std::vector<std::string>& places) {
  const std::string prefix = "services." + std::string(name) + ".";
  for (const std::string& place : places) {
    if (place.starts_with(prefix)) erase_at(service, std::string_view(place).substr(prefix.size()));
  }
}

}  // namespace mailu_lint
