#include "mailu/secret_spans.hpp"

#include <algorithm>

#include "mailu/catalog.hpp"

namespace mailu_lint {
namespace {

void add(const Setting& setting, std::vector<Span>& spans) {
  if (!is_secret(setting.name)) return;
  spans.push_back(setting.value.span().written());
  // An address is made of many variables, and most of them are no secret.
  const SettingInfo* known = find_setting(setting.name);
  if (known && known->type == SettingType::url) return;
  for (const Via& step : setting.value.via()) {
    if (step.kind == Via::Kind::variable) spans.push_back(step.span);
  }
}

}  // namespace

std::vector<Span> secret_spans(const Deployment& mail) {
  std::vector<Span> spans;
  for (const Service& service : mail.services) {
    for (const Setting& setting : service.environment.settings) add(setting, spans);
    for (const Setting& setting : service.environment.overridden) add(setting, spans);
  }
  std::erase_if(spans, [](Span span) { return span.begin >= span.end; });
  std::ranges::sort(spans);
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  return spans;
}

}  // namespace mailu_lint
