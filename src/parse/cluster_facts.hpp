// The parts of the reader of cluster facts; cluster.cpp puts them together. Each reader adds to `said`, which holds
// what one file says; what it does not understand it reports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/finding.hpp>
#include <mailu_lint/source.hpp>

namespace mailu_lint::facts {

/// What the readers share: one facts file and what it says.
struct Reading {
  FileId file{};
  std::string_view text{};  ///< the whole file
  Findings* findings = nullptr;

  Cluster listed{};         ///< nodes of `docker node ls`: all there are
  Cluster said{};           ///< all else; nodes of `docker node inspect`: those that were asked for
  bool saw_leader = false;  ///< one of the inspected nodes leads the managers
  std::vector<std::string> refused{};

  Span span(std::size_t begin, std::size_t end) const {
    return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  /// The facts at `span` are of no use because of `message`; `help` says which command prints useful ones. The same
  /// message is reported once a file: lists would repeat it.
  void refuse(Span span, std::string message, std::string help);
};

/// One JSON value at [begin, end) of the file, brackets included.
void read_json(Reading& reading, std::size_t begin, std::size_t end);
/// Lines of text between JSON values: a table of nodes, `docker info`, mounts.
void read_text(Reading& reading, std::size_t begin, std::size_t end);

/// A file system that another machine serves or shares: `nfs4`, `fuse.glusterfs`. FUSE file systems that only regroup
/// local disks are none.
bool is_network_file_system(std::string_view type);
void add_mount(Cluster& cluster, std::string path, std::string type, Span span);

}  // namespace mailu_lint::facts
