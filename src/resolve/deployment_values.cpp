// Values of the model as the rules see them.
#include "resolve/deployment_parts.hpp"

namespace mailu_lint {
namespace {

bool is_scalar(const Value& value) {
  return value.kind != Value::Kind::list && value.kind != Value::Kind::map && value.kind != Value::Kind::null;
}

}  // namespace

Text text_of(const Value& value) {
  return {value.text, value.span, value.via, value.known};
}

std::optional<Text> text_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  if (!value || !is_scalar(*value)) return std::nullopt;
  return text_of(*value);
}

std::vector<Text> texts_at(const Value& map, std::string_view key) {
  std::vector<Text> texts;
  const Value* list = map.find(key);
  if (!list) return texts;
  for (const Value* item : list->items) {
    if (is_scalar(*item)) texts.push_back(text_of(*item));
  }
  return texts;
}

std::optional<Located<std::int64_t>> integer_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  if (!value || !is_scalar(*value)) return std::nullopt;
  // An unset variable leaves a text that is no number: written, but not known.
  const bool known = value->known && value->kind == Value::Kind::integer;
  return Located(value->integer, value->span, value->via, known);
}

Located<bool> boolean_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  if (!value || !is_scalar(*value)) return {};
  const bool known = value->known && value->kind == Value::Kind::boolean;
  return {value->integer != 0, value->span, value->via, known};
}

std::vector<KeyValue> pairs_at(const Value& map, std::string_view key) {
  std::vector<KeyValue> pairs;
  const Value* found = map.find(key);
  if (!found) return pairs;
  for (const Entry& entry : found->entries) {
    pairs.push_back({entry.key, entry.key_span, text_of(*entry.value)});
  }
  return pairs;
}

Span span_of(const Entry& entry) {
  Span span = entry.key_span;
  const Span body = entry.value->span;
  if (body.file == span.file && body.end > span.end && body.begin >= span.begin) span.end = body.end;
  return span;
}

}  // namespace mailu_lint
