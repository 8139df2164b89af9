// `show`: the resolved model as text. Where each value comes from, and that what is printed is read again to the same.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "loaded_model.hpp"
#include "oracle_corpus.hpp"
#include "report/show.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

/// The origin of the value at a JSON pointer, in JSON; the comment of its line, in YAML.
struct OriginRow {
  std::string what;
  std::map<std::string, std::string> files;
  std::vector<std::string> use;
  Dialect dialect;
  std::string pointer;
  std::string line;  ///< of the YAML, without its indentation
};

std::string line_with(const std::string& text, const std::string& part) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) return "no line with " + part + " in:\n" + text;
  const std::size_t begin = text.find_last_of('\n', at) + 1;
  const std::string line = text.substr(begin, text.find('\n', at) - begin);
  return line.substr(line.find_first_not_of(' '));
}

/// Relative paths start where the first file is.
std::string directory_of(const nlohmann::json& example) {
  const std::string first = example.at("use").at(0);
  const std::size_t slash = first.find_last_of('/');
  return slash == std::string::npos ? "/base/p" : "/base/p/" + first.substr(0, slash);
}

}  // namespace

TEST_CASE("show: each value with its file, line and column, and the way it came") {
  const std::string image = "services: {s: {image: i}}\n";
  const std::vector<OriginRow> rows{
      {"written in the file",
       {{"/p/a.yml", "services:\n  s:\n    image: i\n    hostname: mail\n"}},
       {"/p/a.yml"},
       Dialect::compose,
       "/services/s/hostname",
       "hostname: mail  # /p/a.yml:4:15"},
      {"a variable of `.env`",
       {{"/p/a.yml", "services:\n  s:\n    image: nginx:${TAG}\n"}, {"/p/.env", "# tags\nTAG=7\n"}},
       {"/p/a.yml"},
       Dialect::compose,
       "/services/s/image",
       "image: nginx:7  # /p/a.yml:3:12, ${TAG} of /p/.env:2:5"},
      {"a default",
       {{"/p/a.yml", "services:\n  s:\n    image: nginx:${TAG:-1}\n"}},
       {"/p/a.yml"},
       Dialect::stack,
       "/services/s/image",
       "image: nginx:1  # /p/a.yml:3:12, ${TAG}"},
      {"a variable that is not set",
       {{"/p/a.yml", "services:\n  s:\n    image: i\n    hostname: a${H}\n"}},
       {"/p/a.yml"},
       Dialect::compose,
       "/services/s/hostname",
       "hostname: a  # /p/a.yml:4:15, ${H}, which is not set"},
      {"an anchor",
       {{"/p/a.yml", "x-h: &h mail\nservices:\n  s:\n    image: i\n    hostname: *h\n"}},
       {"/p/a.yml"},
       Dialect::stack,
       "/services/s/hostname",
       "hostname: mail  # /p/a.yml:1:9, *h at /p/a.yml:5:15"},
      {"a merge key",
       {{"/p/a.yml", "x-d: &d {hostname: mail}\nservices:\n  s:\n    <<: *d\n    image: i\n"}},
       {"/p/a.yml"},
       Dialect::stack,
       "/services/s/hostname",
       "hostname: mail  # /p/a.yml:1:20, <<: *d at /p/a.yml:4:9"},
      {"the file that overrode",
       {{"/p/a.yml", image + "x-a: 1\n"}, {"/p/b.yml", "services:\n  s: {image: j}\n"}},
       {"/p/a.yml", "/p/b.yml"},
       Dialect::compose,
       "/services/s/image",
       "image: j  # /p/b.yml:2:14, overrides /p/a.yml:1:23"},
      {"the same in a stack",
       {{"/p/a.yml", image}, {"/p/b.yml", "services:\n  s: {image: j}\n"}},
       {"/p/a.yml", "/p/b.yml"},
       Dialect::stack,
       "/services/s/image",
       "image: j  # /p/b.yml:2:14, overrides /p/a.yml:1:23"},
      {"an env file",
       {{"/p/a.yml", "services:\n  s:\n    image: i\n    env_file: m.env\n"}, {"/p/m.env", "A=1\nDOMAIN=a.example\n"}},
       {"/p/a.yml"},
       Dialect::compose,
       "/services/s/environment/DOMAIN",
       "DOMAIN: a.example  # /p/m.env:2:8, env_file at /p/a.yml:4:15"},
      {"extends",
       {{"/p/a.yml", "services:\n  s:\n    image: i\n    extends: b\n  b: {hostname: mail, image: k}\n"}},
       {"/p/a.yml"},
       Dialect::compose,
       "/services/s/hostname",
       "hostname: mail  # /p/a.yml:5:17, extends at /p/a.yml:4:14"},
      {"include",
       {{"/p/a.yml", "include: [b.yml]\nservices: {}\n"}, {"/p/b.yml", "services: {t: {image: k}}\n"}},
       {"/p/a.yml"},
       Dialect::compose,
       "/services/t/image",
       "image: k  # /p/b.yml:1:23, include at /p/a.yml:1:11"},
      {"a part of a short form",
       {{"/p/a.yml", "services:\n  s:\n    image: i\n    ports: [\"25:465\"]\n"}},
       {"/p/a.yml"},
       Dialect::stack,
       "/services/s/ports/0/target",
       "target: 465  # /p/a.yml:4:17"},
  };
  for (const OriginRow& row : rows) {
    CAPTURE(row.what);
    const Loaded loaded(row.files, {.files = row.use}, row.dialect);
    const ShowOptions options{.origins = Origins::show};
    const std::string value = row.line.substr(0, row.line.find("  # "));
    CHECK(line_with(show_yaml(loaded.model, loaded.sources, options), value + "  #") == row.line);
    const auto json = nlohmann::json::parse(show_json(loaded.model, loaded.sources, options));
    CHECK(json["origins"][row.pointer] == row.line.substr(row.line.find("  # ") + 4));
  }
}

TEST_CASE("show: what is printed is read again to the same, in both dialects and both formats") {
  std::size_t read_again = 0;
  for (const nlohmann::json& example : read_corpus()) {
    // Two ports that differ as number and text, and are the same in print: docker compose drops one then, too.
    if (example.at("id") == "mrg-ports-shortlong") continue;
    for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
      const auto id = example.at("id").get<std::string>();
      CAPTURE(id);
      const CorpusModel first(example, dialect);
      if (first.model.refused) continue;
      const std::string yaml = show_yaml(first.model, first.sources, {});
      const std::string json = show_json(first.model, first.sources, {});
      ++read_again;
      for (const std::string& text : {yaml, json}) {
        // The env files of a stack are named in its model, and read again.
        MemoryReader printed = corpus_files(example, dialect);
        const std::string place = directory_of(example) + "/shown.yml";
        printed.add(place, text);
        SourceSet again(printed);
        Findings more;
        Documents shown(again, more);
        Project project{.files = {place}};
        project.working_directory = "/base/p";
        project.profiles = {"*"};
        project.name = first.model.name;
        Model second = load_model(project, dialect, corpus_options(example), shown);
        write_environments(second);
        CHECK_FALSE(second.refused);
        CHECK(show_yaml(second, again, {}) == yaml);
      }
    }
  }
  CHECK(read_again > 0);
  MESSAGE("models that were printed and read again: ", read_again);
}
