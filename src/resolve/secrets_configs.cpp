// `secrets:` and `configs:` of a service: the name alone, or a map. Of build secrets too.
#include "resolve/section.hpp"
#include "resolve/units.hpp"

namespace mailu_lint {
namespace {

/// docker compose prints the mode in octal, as text; text that is written is octal already.
void canonicalise_mode(Value& mount, ResolveContext& context) {
  Value* mode = mount.find("mode");
  if (!is_scalar(mode) || context.dialect == Dialect::stack) return;
  if (mode->kind == Value::Kind::integer) {
    std::string octal;
    for (std::int64_t rest = mode->integer; rest > 0; rest /= 8) octal.insert(0, 1, static_cast<char>('0' + rest % 8));
    mode->text = "0" + octal;
  } else if (mode->kind == Value::Kind::string) {
    if (mode->text.empty() || mode->text.find_first_not_of("01234567") != std::string::npos) {
      refuse(context, {.rule = RuleId::value_invalid,
                       .span = mode->span,
                       .fact = in_ticks(*mode) + " is not an octal file mode",
                       .by = RefusedBy::compose,
                       .help = "write it as `\"0440\"`",
                       .known = mode->known});
      return;
    }
    const std::size_t first = std::min(mode->text.find_first_not_of('0'), mode->text.size());
    mode->text = "0" + mode->text.substr(first);
  }
  mode->kind = Value::Kind::string;
}

}  // namespace

void canonicalise_file_mounts(Value& mounts, ResolveContext& context) {
  if (mounts.kind != Value::Kind::list) return;
  for (Value*& item : mounts.items) {
    if (is_text(item)) {
      Value* map = make_map(context, *item);
      put(*map, "source", item);
      item = map;
    } else if (is_map(item)) {
      canonicalise_mode(*item, context);
    }
  }
}

}  // namespace mailu_lint
