// usage: mailu-lint-floor read|parse FILE…
// The least that must be done with files: their bytes read; the events of yaml-cpp, and nothing made of them.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

namespace {

class Deaf final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

void parse(const std::string& text) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  Deaf events;
  while (parser.HandleNextDocument(events)) {
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return 2;
  const bool parses = std::string_view(arguments[1]) == "parse";
  std::size_t bytes = 0;
  for (int i = 2; i < count; ++i) {
    std::ifstream file(arguments[i], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    bytes += text.size();
    if (parses) parse(text);
  }
  std::printf("%zu bytes\n", bytes);
}
