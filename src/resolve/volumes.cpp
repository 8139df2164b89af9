// `volumes:` of a service: `[SOURCE:]TARGET[:OPTIONS]` to long form, as docker's two parsers read it (resolution.md
// 1.11). A single letter before a colon is a Windows drive to both, so `m:/mail` is one path, not a volume `m`.
#include <optional>

#include "resolve/paths.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

struct ShortVolume {
  std::vector<Part> parts{};  ///< source, target, options; target alone; target and options cannot be
  bool empty_part = false;
  bool too_many = false;
};

std::size_t code_point_size(unsigned char lead) {
  if (lead < 0xC0) return 1;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// Is the text one letter? Every single code point beyond ASCII counts as one.
bool is_drive(std::string_view text) {
  if (text.empty() || text.size() != code_point_size(static_cast<unsigned char>(text[0]))) return false;
  const char c = text[0];
  return text.size() > 1 || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
}

/// Cuts at colons, except behind drive letters and, in compose, inside `${…}` that is left in the text.
ShortVolume split(std::string_view text, Dialect dialect) {
  ShortVolume volume;
  std::size_t begin = 0;
  unsigned braces = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool end = i == text.size();
    if (!end && dialect == Dialect::compose && text[i] == '$' && i + 1 < text.size() && text[i + 1] == '{') ++braces;
    if (!end && text[i] == '}' && braces > 0) --braces;
    if (!end && (text[i] != ':' || braces > 0)) continue;
    if (!end && is_drive(text.substr(begin, i - begin))) continue;
    if (begin == i) {
      volume.empty_part = true;
      return volume;
    }
    if (volume.parts.size() == 2 && !end) {
      volume.too_many = true;
      return volume;
    }
    volume.parts.push_back({begin, i});
    begin = i + 1;
  }
  return volume;
}

bool is_path(std::string_view source) {
  if (source.starts_with('.') || source.starts_with('/') || source.starts_with('~')) return true;
  if (source.starts_with("\\\\")) return true;
  const std::size_t colon = source.find(':');
  return colon != std::string_view::npos && is_drive(source.substr(0, colon));
}

bool is_propagation(std::string_view option) {
  return option == "rprivate" || option == "private" || option == "rshared" || option == "shared" ||
         option == "rslave" || option == "slave";
}

/// Makes the long form of one short volume.
class VolumeWriter {
 public:
  VolumeWriter(ResolveContext& context, const Value& scalar, const ShortVolume& volume)
      : context_(context), scalar_(scalar), volume_(volume) {}

  Value* write() {
    Value* map = make_map(context_, scalar_);
    const bool anonymous = volume_.parts.size() == 1;
    const Part target = anonymous ? volume_.parts[0] : volume_.parts[1];
    const bool bind = !anonymous && is_path(volume_.parts[0].of(scalar_.text));
    put(*map, "type", added(make_text(context_, bind ? "bind" : "volume", scalar_)));
    if (!anonymous) put(*map, "source", make_part(context_, scalar_, volume_.parts[0]));
    Value* where = make_part(context_, scalar_, target);
    if (context_.dialect == Dialect::compose) where->text = clean_path(where->text);
    put(*map, "target", where);
    if (volume_.parts.size() == 3) read_options(*map);
    if (bind && context_.dialect == Dialect::compose) {
      put(sub(*map, "bind"), "create_host_path", added(make_boolean(context_, true, scalar_)));
    }
    if (!bind && context_.dialect == Dialect::compose && scalar_.text.size() > 2) sub(*map, "volume");
    return map;
  }

 private:
  static Value* added(Value* value) {
    value->node = {};
    return value;
  }

  Value& sub(Value& map, std::string_view key) {
    if (Value* found = map.find(key)) return *found;
    Value* made = added(make_map(context_, scalar_));
    put(map, key, made);
    return *made;
  }

  void read_options(Value& map) {
    Value* written = make_list(context_, scalar_);
    written->dropped = true;
    const Part all = volume_.parts[2];
    for (std::size_t begin = all.begin; begin <= all.end;) {
      const std::size_t comma = std::min(std::string_view(scalar_.text).find(',', begin), all.end);
      Value* option = make_part(context_, scalar_, {begin, comma});
      written->items.push_back(option);
      apply(map, *option);
      begin = comma + 1;
    }
    put(map, "options", written);
  }

  /// Unknown options are ignored, as docker does; they stay visible in `options`.
  void apply(Value& map, const Value& option) {
    if (option.text == "ro" || option.text == "rw") {
      map.erase("read_only");
      if (option.text == "ro") put(map, "read_only", make_boolean(context_, true, option));
    } else if (option.text == "nocopy") {
      put(sub(map, "volume"), "nocopy", make_boolean(context_, true, option));
    } else if (is_propagation(option.text)) {
      put(sub(map, "bind"), "propagation", make_text(context_, option.text, option));
    } else if ((option.text == "z" || option.text == "Z") && context_.dialect == Dialect::compose) {
      put(sub(map, "bind"), "selinux", make_text(context_, option.text, option));
    }
  }

  ResolveContext& context_;
  const Value& scalar_;
  const ShortVolume& volume_;
};

void refuse_volume(ResolveContext& context, const Value& scalar, RuleId rule, std::string fact, std::string help) {
  refuse(context,
         {.rule = rule, .span = scalar.span, .fact = std::move(fact), .help = std::move(help), .known = scalar.known});
}

/// An entry that docker cannot read. The target is kept where it is plain, so that no rule says it is missing.
Value* unreadable(ResolveContext& context, const Value& scalar) {
  Value* map = make_map(context, scalar);
  map->known = false;
  const std::size_t begin = scalar.text.find_first_not_of(':');
  if (scalar.text.starts_with(':') && begin != std::string::npos) {
    const std::size_t end = std::min(scalar.text.find(':', begin), scalar.text.size());
    put(*map, "target", make_part(context, scalar, {begin, end}));
  }
  return map;
}

Value* lengthen(const Value& scalar, ResolveContext& context) {
  const std::string& text = scalar.text;
  // One or two bytes are a target, whatever they are.
  const ShortVolume volume =
      text.size() == 1 || text.size() == 2 ? ShortVolume{{{0, text.size()}}} : split(text, context.dialect);
  if (volume.empty_part) {
    const bool source = text.starts_with(':');
    refuse_volume(context, scalar, source ? RuleId::volume_source_empty : RuleId::value_invalid,
                  "the volume " + in_ticks(scalar) + (source ? " has no source" : " has an empty part"),
                  "write `source:target`, or only the target for an anonymous volume");
    return unreadable(context, scalar);
  }
  if (volume.too_many) {
    refuse_volume(context, scalar, RuleId::value_invalid,
                  "the volume " + in_ticks(scalar) + " has more than three parts", "write `source:target:options`");
    return unreadable(context, scalar);
  }
  if (!may_lengthen(context)) return unreadable(context, scalar);
  return VolumeWriter(context, scalar, volume).write();
}

}  // namespace

void canonicalise_volumes(Value& volumes, ResolveContext& context) {
  if (volumes.kind != Value::Kind::list) return;
  for (Value*& item : volumes.items) {
    if (item->kind == Value::Kind::string) item = lengthen(*item, context);
  }
}

}  // namespace mailu_lint
