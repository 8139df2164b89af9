// Cluster facts: what docker prints of nodes, swarm and networks, and what findmnt prints of a node's mounts.
#pragma once

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/finding.hpp>
#include <mailu_lint/source.hpp>

namespace mailu_lint {

/// Reads one output of `docker node ls` (table or JSON lines), `docker node inspect`, `docker info` (text or JSON),
/// `docker network inspect`, `findmnt --json` or /proc/self/mounts, tells them apart by content, and adds what it says
/// to `cluster`. What cannot be understood is a finding (rule cluster-facts-unreadable), contradictions are too.
/// Several outputs may stand in one file. What `cluster` says already is stronger.
void read_cluster_facts(FileId file, const SourceFile& source, Cluster& cluster, Findings& findings);

/// Adds what `weaker` says and `into` does not. Where the two contradict each other `into` stays, and a finding (rule
/// cluster-facts-conflict) shows both places.
void merge_cluster(Cluster& into, const Cluster& weaker, Findings& findings);

}  // namespace mailu_lint
