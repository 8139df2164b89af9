#include "resolve/section.hpp"

#include <algorithm>

#include "mailu/catalog.hpp"
#include "resolve/limits.hpp"

namespace mailu_lint {
namespace {

Value* derive(ResolveContext& context, Value::Kind kind, const Value& origin) {
  Value* value = context.arena->make();
  value->kind = kind;
  value->known = origin.known;
  value->interpolated = origin.interpolated;
  value->span = origin.span;
  value->node = origin.node;
  value->via = origin.via;
  return value;
}

/// How much of a scalar's text stands unchanged at the start and the end of what was written.
struct Verbatim {
  std::string_view raw;
  std::size_t prefix = 0;
  std::size_t suffix = 0;
};

Verbatim find_verbatim(const Value& scalar) {
  if (!scalar.node || scalar.node.kind() != yaml::Kind::scalar) return {};
  Verbatim verbatim{.raw = scalar.node.text()};
  const std::string_view text = scalar.text;
  const std::size_t most = std::min(text.size(), verbatim.raw.size());
  while (verbatim.prefix < most && text[verbatim.prefix] == verbatim.raw[verbatim.prefix]) ++verbatim.prefix;
  while (verbatim.suffix < most &&
         text[text.size() - 1 - verbatim.suffix] == verbatim.raw[verbatim.raw.size() - 1 - verbatim.suffix]) {
    ++verbatim.suffix;
  }
  return verbatim;
}

/// Where the part stands in what was written, when it stands there verbatim together with the bytes that delimit it.
std::optional<Part> verbatim_part(const Verbatim& verbatim, std::string_view text, Part part) {
  const bool whole = verbatim.raw == text;
  if (whole || part.end < verbatim.prefix) return part;
  if (part.begin > text.size() - verbatim.suffix) {
    const std::size_t shift = verbatim.raw.size() - text.size();  // wraps when the text grew; so does the sum
    return Part{part.begin + shift, part.end + shift};
  }
  return std::nullopt;
}

Span written_span(const ResolveContext& context, const Value& scalar, std::optional<Part> written,
                  std::string_view text) {
  if (!written || !scalar.node) return scalar.span;
  const Span span = scalar.span.part(scalar.node.source_offset(static_cast<std::uint32_t>(written->begin)),
                                     scalar.node.source_offset(static_cast<std::uint32_t>(written->end)));
  // source_offset() gives the start of the node for escaped and folded text.
  if (span.end < span.begin || context.sources->text(span) != text) return scalar.span;
  return span;
}

std::string_view consequence(RefusedBy by) {
  switch (by) {
    case RefusedBy::both:
      return "; docker refuses the file";
    case RefusedBy::compose:
      return "; docker compose refuses the file";
    case RefusedBy::stack:
      return "; docker stack deploy refuses the file";
  }
  return "";
}

}  // namespace

Value* make_text(ResolveContext& context, std::string text, const Value& origin) {
  Value* value = derive(context, Value::Kind::string, origin);
  value->text = std::move(text);
  return value;
}

Value* make_integer(ResolveContext& context, std::int64_t number, const Value& origin) {
  Value* value = derive(context, Value::Kind::integer, origin);
  value->integer = number;
  value->text = std::to_string(number);
  return value;
}

Value* make_boolean(ResolveContext& context, bool truth, const Value& origin) {
  Value* value = derive(context, Value::Kind::boolean, origin);
  value->integer = truth ? 1 : 0;
  value->text = truth ? "true" : "false";
  return value;
}

Value* make_null(ResolveContext& context, const Value& origin) {
  return derive(context, Value::Kind::null, origin);
}

Value* make_list(ResolveContext& context, const Value& origin) {
  return derive(context, Value::Kind::list, origin);
}

Value* make_map(ResolveContext& context, const Value& origin) {
  return derive(context, Value::Kind::map, origin);
}

Value* make_part(ResolveContext& context, const Value& scalar, Part part) {
  const std::string_view text = part.of(scalar.text);
  const auto written = verbatim_part(find_verbatim(scalar), scalar.text, part);
  Value* value = make_text(context, std::string(text), scalar);
  value->known = scalar.known || (written && scalar.interpolated);
  value->span = written_span(context, scalar, written, text);
  return value;
}

Span part_span(const ResolveContext& context, const Value& scalar, Part part) {
  return written_span(context, scalar, verbatim_part(find_verbatim(scalar), scalar.text, part), part.of(scalar.text));
}

void put(Value& map, std::string_view key, Value* value) {
  const Entry* written = map.entry(key);
  map.set(key, written ? written->key_span : value->span, value);
}

bool is_scalar(const Value* value) {
  return value && value->kind != Value::Kind::list && value->kind != Value::Kind::map &&
         value->kind != Value::Kind::null;
}

bool is_true(const Value* value) {
  return value && value->kind == Value::Kind::boolean && value->integer != 0;
}

Value* find_map(Value& map, std::string_view key) {
  Value* value = map.find(key);
  return is_map(value) ? value : nullptr;
}

Value* find_list(Value& map, std::string_view key) {
  Value* value = map.find(key);
  return is_list(value) ? value : nullptr;
}

void to_text(Value& value, Nulls nulls) {
  if (is_scalar(&value) || (value.kind == Value::Kind::null && nulls == Nulls::to_empty)) {
    if (value.kind == Value::Kind::null) value.text.clear();
    value.kind = Value::Kind::string;
  }
}

bool may_lengthen(ResolveContext& context) {
  if (context.lengthened >= most_lengthened) return false;
  ++context.lengthened;
  return true;
}

std::string in_ticks(std::string_view text) {
  constexpr std::size_t longest = 48;
  std::string out = "`";
  for (const char c : text.substr(0, longest)) {
    const bool plain = static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
    out += !plain ? ' ' : c == '`' ? '\'' : c;
  }
  // A character that was cut in two would be no UTF-8.
  if (text.size() > longest) {
    while ((static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
    if ((static_cast<unsigned char>(out.back()) & 0xC0) == 0xC0) out.pop_back();
    out += "…";
  }
  return out + '`';
}

std::string in_ticks(const Value& value) {
  const bool secret = std::ranges::any_of(
      value.via, [](const Via& step) { return step.kind == Via::Kind::variable && is_secret(step.name); });
  return secret ? "the value" : in_ticks(value.text);
}

void refuse(ResolveContext& context, Refusal refusal) {
  context.refused = true;
  if (!refusal.known || !context.limits_met.empty()) return;  // what is cut short looks wrong where it is not
  if (!context.reported.emplace(refusal.rule, refusal.span.written()).second) return;
  if (context.reported.size() > most_refusals) {
    report_limit(context, RuleId::size_limit, refusal.span,
                 "docker refuses more than 10,000 values; nothing is checked");
    return;
  }
  FindingBuilder finding =
      context.findings->add(refusal.rule, refusal.span, refusal.fact + std::string(consequence(refusal.by)));
  finding.help(std::move(refusal.help));
  if (!refusal.docker_says.empty()) finding.label("docker: " + std::move(refusal.docker_says));
  for (Related& related : refusal.related) finding.also(related.span, std::move(related.message));
}

}  // namespace mailu_lint
