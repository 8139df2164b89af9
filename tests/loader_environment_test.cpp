// The environment of a service: env files, `environment`, the shell, and variables that are put in.
#include "loaded_model.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

TEST_CASE("the environment of a service: who wins, who loses, and what a name without a value means") {
  const Files files{{"/p/compose.yml", service("environment: [A=1, A=2, B, C, \"D=${U}\", E=]")}};
  const Loaded loaded(files, {}, Dialect::compose, {.shell_env = {{"B", "shell"}}});
  const Environment& environment = loaded.environment("s").environment;
  const auto find = [&](std::string_view name) { return environment.find(name); };
  REQUIRE(find("A").get());
  CHECK(*find("A").get() == "2");
  CHECK(loaded.text(find("A").setting()->name_span) == "A");
  CHECK(loaded.text(find("A").setting()->value.span()) == "2");
  REQUIRE(environment.overridden.size() == 1);
  CHECK(environment.overridden[0].value.docker_value() == "1");
  REQUIRE(find("B").get());
  CHECK(*find("B").get() == "shell");
  CHECK(find("C").unknown());
  CHECK(find("C").setting()->inherited);
  CHECK(find("D").unknown());
  CHECK(find("E").empty());
  CHECK(find("F").unset());
  CHECK(loaded.dump_at("services.s.environment") == "{A: '2', B: 'shell', C: null, D: ''?, E: ''}");
}

TEST_CASE("in a stack an empty value is filled from the shell") {
  const Files files{{"/p/compose.yml", service("environment: [A=, B=x, C]")}};
  const Options shell{.shell_env = {{"A", "sh"}, {"B", "sh"}, {"C", "sh"}}};
  CHECK(Loaded(files, {}, Dialect::stack, shell).dump_at("services.s.environment") == "{A: 'sh', B: 'x', C: 'sh'}");
  CHECK(Loaded(files, {}, Dialect::compose, shell).dump_at("services.s.environment") == "{A: '', B: 'x', C: 'sh'}");
  CHECK(Loaded(files, {}, Dialect::stack).dump_at("services.s.environment") == "{A: '', B: 'x', C: null}");

  const Files from_file{{"/p/compose.yml", service("env_file: m.env")}, {"/p/m.env", "A=\nB=x\n"}};
  const Loaded filled(from_file, {}, Dialect::stack, shell);
  CHECK(filled.dump_at("services.s.environment") == "{A: 'sh', B: 'x'}");
  const std::vector<Via>& via = filled.environment("s").environment.find("A").setting()->value.via();
  REQUIRE(via.size() == 2);
  CHECK(via[0].kind == Via::Kind::env_file);
  CHECK(via[1].kind == Via::Kind::variable);
  CHECK(via[1].name == "A");
  CHECK(Loaded(from_file, {}, Dialect::compose, shell).dump_at("services.s.environment") == "{A: '', B: 'x'}");
}

TEST_CASE("a missing env file is said once, and what it sets stays unknown") {
  const std::string yaml = "services:\n  a: {image: i, env_file: m.env}\n  b: {image: i, env_file: m.env}\n";
  const Loaded lenient(Files{{"/p/compose.yml", yaml}});
  CHECK(lenient.rules() == std::vector<std::string>{"env-file-missing"});
  CHECK(lenient.findings.list().front().severity == Severity::note);
  CHECK(lenient.text(lenient.findings.list().front().span) == "m.env");
  CHECK(lenient.model.missing == std::vector<std::string>{"/p/m.env"});
  CHECK(lenient.model.refused);
  const Environment& environment = lenient.environment("b").environment;
  CHECK(environment.incomplete == "/p/m.env not found");
  CHECK(environment.find("DOMAIN").unknown());

  const Loaded strict(Files{{"/p/compose.yml", yaml}}, {}, Dialect::compose, {.strict = true});
  CHECK(strict.findings.list().front().severity == Severity::error);
}

TEST_CASE("env files: later ones win, `environment` wins over them, and each loser is known") {
  const Files files{{"/p/compose.yml", service("env_file: [a.env, b.env], environment: {C: env, D: }")},
                    {"/p/a.env", "A=a\nB=a\nC=a\nD=a\nA=again\n"},
                    {"/p/b.env", "B=b\nREF=${A}${C}\n"}};
  const Loaded loaded(files);
  CHECK(loaded.dump_at("services.s.environment") == "{A: 'again', B: 'b', C: 'env', D: null, REF: 'againenv'}");
  CHECK(loaded.at("services.s.env_file")->dropped);  // docker compose has read it; rules still see the key
  const ServiceEnvironment& service = loaded.environment("s");
  const Environment& environment = service.environment;
  CHECK(environment.find("A").setting()->source == Setting::Source::env_file);
  CHECK(loaded.text(environment.find("A").setting()->value.span()) == "again");
  CHECK(environment.find("C").setting()->source == Setting::Source::environment);
  CHECK(environment.incomplete.empty());
  REQUIRE(environment.find("A").setting()->value.via().size() == 1);
  CHECK(environment.find("A").setting()->value.via()[0].kind == Via::Kind::env_file);
  CHECK(loaded.text(environment.find("A").setting()->value.via()[0].span) == "a.env");
  std::vector<std::string> losers;
  for (const Setting& loser : environment.overridden) losers.push_back(loser.name + "=" + loser.value.docker_value());
  std::ranges::sort(losers);
  CHECK(losers == std::vector<std::string>{"A=a", "B=a", "C=a", "D=a"});
  REQUIRE(service.files.size() == 2);
  CHECK(service.files[0].path.docker_value() == "/p/a.env");
  CHECK(service.files[0].state == EnvFile::State::read);
  CHECK(service.has_environment_key);
}

TEST_CASE("what the other grammar reads in an env file is kept beside the value") {
  const Files files{{"/p/compose.yml", service("env_file: m.env")},
                    {"/p/m.env", "NETS=\"10.0.0.0/8\" # all\nPLAIN=x\n"}};
  const Loaded compose(files);
  const Loaded stack(files, {}, Dialect::stack);
  const auto setting = [](const Loaded& loaded, std::string_view name) {
    return *loaded.environment("s").environment.find(name).setting();
  };
  CHECK(setting(compose, "NETS").value.docker_value() == "10.0.0.0/8");
  CHECK(setting(compose, "NETS").other_reading == "\"10.0.0.0/8\" # all");
  CHECK(setting(stack, "NETS").value.docker_value() == "\"10.0.0.0/8\" # all");
  CHECK(setting(stack, "NETS").other_reading == "10.0.0.0/8");
  CHECK(!setting(compose, "PLAIN").other_reading);
  CHECK(compose.rules().empty());
  CHECK(stack.rules() == std::vector<std::string>{"env-value-quoting"});
}

TEST_CASE("env files as objects: `required` and `format`") {
  const Files files{
      {"/p/compose.yml", service("env_file: [{path: m.env, format: raw}, {path: no.env, required: false}]")},
      {"/p/m.env", "A=\"$X\"\n"}};
  const Loaded loaded(files);
  CHECK(loaded.dump_at("services.s.environment") == "{A: '\"$X\"'}");
  CHECK(loaded.rules().empty());
  CHECK(!loaded.model.refused);
  const ServiceEnvironment& service = loaded.environment("s");
  CHECK(service.environment.find("B").unknown());
  CHECK(service.files.at(1).state == EnvFile::State::missing);
  CHECK(!service.files.at(1).required);
}

TEST_CASE("an env file that two services read in two formats is read twice") {
  const Files files{
      {"/p/compose.yml",
       "services:\n  a: {image: i, env_file: [{path: m.env, format: raw}]}\n  b: {image: i, env_file: m.env}\n"},
      {"/p/m.env", "A=\"x\"\n"}};
  const Loaded loaded(files);
  CHECK(loaded.dump_at("services.a.environment") == "{A: '\"x\"'}");
  CHECK(loaded.dump_at("services.b.environment") == "{A: 'x'}");
}

TEST_CASE("an argument of a build without a value has the shell's, or is none") {
  const Files files{{"/p/compose.yml", "services:\n  s: {build: {context: ., args: [A, B, C=]}}\n"}};
  const Loaded loaded(files, {}, Dialect::compose, {.shell_env = {{"A", "shell"}}});
  CHECK(loaded.dump_at("services.s.build.args") == "{A: 'shell', C: ''}");
}

TEST_CASE("an env file that cannot be read keeps docker from starting") {
  const Loaded loaded(Files{{"/p/compose.yml", service("env_file: d")}, {"/p/d/x", ""}});
  CHECK(loaded.rules() == std::vector<std::string>{"include-unreadable"});
  CHECK(loaded.model.refused);
  CHECK(loaded.environment("s").environment.incomplete == "/p/d: is a directory");
}

TEST_CASE("an env file that names a variable only, which nobody sets, leaves it unknown and out of the container") {
  const Files files{{"/p/compose.yml", service("env_file: m.env")}, {"/p/m.env", "A\nB\n"}};
  for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
    const Loaded loaded(files, {}, dialect, {.shell_env = {{"B", "sh"}}});
    CHECK(loaded.dump_at("services.s.environment") == "{B: 'sh'}");
    CHECK(loaded.environment("s").environment.find("A").unknown());
  }
}

TEST_CASE("a stack merges the environments that each of its files comes to") {
  const Loaded loaded(Files{{"/p/a.yml", service("env_file: a.env, environment: {E: e}")},
                            {"/p/b.yml", "services: {s: {env_file: b.env}}\n"},
                            {"/p/a.env", "A=1\nB=1\nE=x\n"},
                            {"/p/b.env", "B=2\nA=\nE=y\n"}},
                      {.files = {"/p/a.yml", "/p/b.yml"}}, Dialect::stack);
  // docker compose would let `environment` of the first file win over the env file of the second.
  CHECK(loaded.dump_at("services.s.environment") == "{A: '1', B: '2', E: 'y'}");
  CHECK(loaded.dump_at("services.s.env_file") == "['a.env', 'b.env']");
}

TEST_CASE("where variables come from") {
  const Files files{{"/p/compose.yml", service("labels: {v: \"${A}${B}${COMPOSE_PROJECT_NAME}\"}")},
                    {"/p/.env", "A=dot\nB=dot\nB=last\n"},
                    {"/p/x.env", "A=x\n"},
                    {"/p/y.env", "B=y$A\n"}};
  const std::string place = "services.s.labels.v";
  CHECK(Loaded(files).dump_at(place) == "'dotlastp'");
  CHECK(Loaded(files, {}, Dialect::compose, {.shell_env = {{"A", ""}}}).dump_at(place) == "'lastp'");
  CHECK(Loaded(files, {.files = {"/p/compose.yml"}, .env_files = {"/p/x.env", "/p/y.env"}}).dump_at(place) == "'xyxp'");
  const Options listed{.shell_env = {{"COMPOSE_ENV_FILES", "/p/x.env, /p/y.env"}}};
  CHECK(Loaded(files, {}, Dialect::compose, listed).dump_at(place) == "'xyxp'");
  const Options disabled{.shell_env = {{"COMPOSE_DISABLE_ENV_FILE", "1"}}};
  CHECK(Loaded(files, {}, Dialect::compose, disabled).dump_at(place) == "'p'?");

  const Loaded loaded(files);
  REQUIRE(loaded.model.variables.size() == 2);
  CHECK(loaded.model.variables[1].name == "B");
  CHECK(loaded.model.variables[1].value.docker_value() == "last");
  CHECK(loaded.text(loaded.model.variables[1].value.span()) == "last");
  CHECK(loaded.text(loaded.at(place)->via.at(0).span) == "dot");

  const Loaded elsewhere(Files{{"d/compose.yml", service("hostname: \"${A:-none}\"")}, {"/p/.env", "A=cwd\n"}},
                         {.files = {"d/compose.yml"}, .working_directory = "/p"});
  CHECK(elsewhere.dump_at("services.s.hostname") == "'none'");
  const Loaded pwd(Files{{"compose.yml", service("hostname: \"${PWD}\"")}},
                   {.files = {"compose.yml"}, .working_directory = "/p"});
  CHECK(pwd.dump_at("services.s.hostname") == "'/p'");
}

TEST_CASE("a stack is read with `.env` all the same, and that is said") {
  const Files files{{"/p/compose.yml", service("hostname: \"${A}\", user: \"${B}\"")}, {"/p/.env", "A=dot\nB=dot\n"}};
  const Loaded loaded(files, {}, Dialect::stack);
  CHECK(loaded.dump_at("services.s.hostname") == "'dot'");
  CHECK(loaded.rules() == std::vector<std::string>{"stack-env-not-read"});
  CHECK(loaded.text(loaded.findings.list().front().span) == "${A}");
  const Loaded literal(files, {}, Dialect::stack, {.stack_dotenv = StackDotenv::as_docker_does});
  CHECK(literal.dump_at("services.s.hostname") == "''?");
  const Loaded shell(files, {}, Dialect::stack, {.shell_env = {{"A", "sh"}, {"B", "sh"}}});
  CHECK(shell.rules().empty());
}

TEST_CASE("what an included project says of variables stays inside it") {
  const Loaded loaded(
      Files{{"/p/compose.yml", "include: [inc/compose.yml]\nservices: {s: {image: i, environment: [D]}}\n"},
            {"/p/inc/compose.yml", "services: {t: {image: \"j:${D}${E}\", environment: [D]}}\n"},
            {"/p/inc/.env", "D=inc\nE=inc\n"},
            {"/p/.env", "E=outer\n"}});
  CHECK(loaded.dump_at("services.t.image") == "'j:incouter'");
  CHECK(loaded.dump_at("services.t.environment") == "{D: 'inc'}");
  CHECK(loaded.dump_at("services.s.environment") == "{D: null}");
}

TEST_CASE("label files") {
  const Loaded loaded(
      Files{{"/p/compose.yml", service("label_file: [l.env], labels: {b: own}")}, {"/p/l.env", "a=1\nb=2\n"}});
  CHECK(loaded.dump_at("services.s.labels") == "{a: '1', b: 'own'}");
}
