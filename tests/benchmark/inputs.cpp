#include "inputs.hpp"

#include <fstream>
#include <string>

namespace mailu_lint::benchmark {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view env =
    "SECRET_KEY=Q7TVN2ZKD0XJ5RWB\nDOMAIN=example.org\nHOSTNAMES=mail.example.org\nPOSTMASTER=admin\nTLS_FLAVOR="
    "letsencrypt\n"
    "AUTH_RATELIMIT_IP=60/hour\nDISABLE_STATISTICS=False\nADMIN=true\nWEBMAIL=roundcube\nWEBDAV=none\nANTIVIRUS=none\n"
    "MESSAGE_SIZE_LIMIT=50000000\nRELAYNETS=\nRELAYHOST=\nFETCHMAIL_DELAY=600\nRECIPIENT_DELIMITER=+\nWELCOME=false\n"
    "COMPRESSION=\nSITENAME=Mailu\nWEBSITE=https://mail.example.org\nSUBNET=192.168.203.0/24\nLOG_LEVEL=WARNING\n"
    "WEB_ADMIN=/admin\nWEB_WEBMAIL=/webmail\nCOMPOSE_PROJECT_NAME=mailu\nCREDENTIAL_ROUNDS=12\nREAL_IP_HEADER=\n"
    "REAL_IP_FROM=\nREJECT_UNLISTED_RECIPIENT=\nDB_FLAVOR=sqlite\n";

struct Container {
  std::string_view service{};
  std::string_view image{};
  std::string_view mounts{};
};
constexpr Container containers[] = {
    {"resolver", "unbound", ""},
    {"front", "nginx", "      - \"/mailu/certs:/certs\"\n"},
    {"admin", "admin", "      - \"/mailu/data:/data\"\n      - \"/mailu/dkim:/dkim\"\n"},
    {"imap", "dovecot", "      - \"/mailu/mail:/mail\"\n"},
    {"smtp", "postfix", "      - \"/mailu/mailqueue:/queue\"\n"},
    {"oletools", "oletools", ""},
    {"antispam", "rspamd", "      - \"/mailu/filter:/var/lib/rspamd\"\n"},
    {"webmail", "webmail", "      - \"/mailu/webmail:/data\"\n"},
    {"fetchmail", "fetchmail", "      - \"/mailu/data/fetchmail:/data\"\n"},
};

std::ofstream create(const fs::path& folder, std::string_view name) {
  fs::create_directories(folder);
  return std::ofstream(folder / name, std::ios::binary | std::ios::trunc);
}

std::string service(std::string_view name, std::string_view image, std::string_view rest) {
  return "  " + std::string(name) + ":\n    image: ghcr.io/mailu/" + std::string(image) +
         ":2024.06\n    restart: always\n    env_file: mailu.env\n" + std::string(rest);
}

/// A small deployment: front, and a Postfix with these lines more; then `tail` at the top level.
void write_small(const fs::path& folder, std::string_view of_smtp, std::string_view tail = "") {
  create(folder, "mailu.env") << env;
  create(folder, "docker-compose.yml") << "services:\n"
                                       << service("front", "nginx", "") << service("smtp", "postfix", of_smtp) << tail;
}

template <class Line>
std::string repeat(std::size_t size, Line line) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += line(std::to_string(i));
  return text;
}

void write_long_line(const fs::path& folder, std::size_t size) {
  const auto item = [](const std::string& i) { return "\"" + i + ":25\", "; };
  write_small(folder, "    labels: {a: b}\n    ports: [" + repeat(size, item) + "\"9:9\"]\n");
}

void write_keys(const fs::path& folder, std::size_t size) {
  const auto label = [](const std::string& i) { return "      label" + i + ": x\n"; };
  write_small(folder, "    labels:\n" + repeat(size, label));
}

void write_aliases(const fs::path& folder, std::size_t size) {
  const auto alias = [](const std::string& i) { return "  a" + i + ": *b\n"; };
  write_small(folder, "", "x-anchor: &b {c: d}\nx-aliases:\n" + repeat(size, alias));
}

/// Not deeper than is read, but often.
void write_nesting(const fs::path& folder, std::size_t size) {
  const auto deep = [](const std::string& i) {
    std::string text = "  a" + i + ":\n";
    for (std::size_t depth = 2; depth < 90; ++depth) text += std::string(depth * 2, ' ') + "b:\n";
    return text;
  };
  write_small(folder, "", "x-deep:\n" + repeat(size, deep));
}

void write_lines_of_text(const fs::path& folder, std::size_t size) {
  const auto line = [](const std::string& i) { return "      text $$x ${Y:-z} of line " + i + "\n"; };
  write_small(folder, "    command: |\n" + repeat(size, line));
}

void write_plain_lines(const fs::path& folder, std::size_t size) {
  const auto line = [](const std::string& i) { return "      words of line " + i + "\n"; };
  write_small(folder, "    command: first\n" + repeat(size, line));
}

void write_ports(const fs::path& folder, std::size_t size) {
  const auto port = [](const std::string& i) { return "      - \"127.0.0.1:" + i + ":25\"\n"; };
  write_small(folder, "    ports:\n" + repeat(size, port));
}

void write_networks(const fs::path& folder, std::size_t size) {
  const auto use = [](const std::string& i) { return "      net" + i + ": {}\n"; };
  const auto net = [](const std::string& i) { return "  net" + i + ":\n    driver: bridge\n"; };
  write_small(folder, "    networks:\n" + repeat(size, use), "networks:\n" + repeat(size, net));
}

void write_settings(const fs::path& folder, std::size_t size) {
  write_small(folder, "");
  create(folder, "mailu.env") << env
                              << repeat(size, [](const std::string& i) { return "RELAYNET" + i + "=10.0.0.0/8\n"; });
}

void write_suppressions(const fs::path& folder, std::size_t size) {
  const auto line = [](const std::string& i) {
    return "      # mailu-lint: ignore setting-unknown: known\n      RELAYNET" + i + ": x\n";
  };
  write_small(folder, "    environment:\n" + repeat(size, line));
}

void write_postfixes(const fs::path& folder, std::size_t size) {
  const std::string ports = "    ports: [\"25:25\"]\n";
  const auto smtp = [&](const std::string& i) { return service("smtp" + i, "postfix", ports); };
  create(folder, "mailu.env") << env;
  create(folder, "docker-stack.yml") << "version: \"3.8\"\nservices:\n"
                                     << service("front", "nginx", ports) << repeat(size, smtp);
}

}  // namespace

void write_deployment(const fs::path& folder) {
  create(folder, "mailu.env") << env;
  auto file = create(folder, "docker-compose.yml");
  file << "services:\n" << service("redis", "redis", "    volumes:\n      - \"/mailu/redis:/data\"\n");
  for (const Container& container : containers) {
    std::string rest = "    logging:\n      driver: journald\n    networks:\n      - default\n";
    if (!container.mounts.empty()) rest += "    volumes:\n" + std::string(container.mounts);
    if (container.service != "resolver")
      rest += "    dns:\n      - 192.168.203.254\n    depends_on:\n      - resolver\n";
    file << service(container.service, container.image, rest);
  }
  file << "networks:\n  default:\n    driver: bridge\n    ipam:\n      driver: default\n      config:\n"
          "        - subnet: 192.168.203.0/24\n";
}

void write_stack(const fs::path& folder, std::size_t services) {
  create(folder, "mailu.env") << env;
  auto file = create(folder, "docker-stack.yml");
  file << "version: \"3.8\"\nservices:\n" << service("front", "nginx", "    ports: [\"25:25\"]\n");
  for (std::size_t i = 1; i < services; ++i) {
    const Container& container = containers[i % std::size(containers)];
    file << service(std::string(container.service) + std::to_string(i), container.image,
                    "    deploy:\n      replicas: 1\n");
  }
}

void write_large_file(const fs::path& folder, std::size_t bytes) {
  create(folder, "mailu.env") << env;
  auto file = create(folder, "docker-compose.yml");
  file << "services:\n" << service("front", "nginx", "    labels:\n");
  for (std::size_t i = 0; static_cast<std::size_t>(file.tellp()) < bytes; ++i) {
    file << "      label" << i << ": \"a value that is as long as those of compose files are\"\n";
  }
}

const std::vector<Family>& families() {
  static const std::vector<Family> all = {
      {"ports on one long line", 250, write_long_line},
      {"keys of a mapping", 2000, write_keys},
      {"aliases", 1000, write_aliases},
      {"nested mappings", 20, write_nesting},
      {"lines of a block of text", 1000, write_lines_of_text},
      {"lines of a plain scalar", 1000, write_plain_lines},
      {"services", 50, write_stack},
      {"ports", 250, write_ports},
      {"networks", 250, write_networks},
      {"settings", 500, write_settings},
      {"suppressions", 250, write_suppressions},
      {"Postfix services", 50, write_postfixes},
  };
  return all;
}

}  // namespace mailu_lint::benchmark
