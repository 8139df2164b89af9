// What docker prints of a cluster, in whatever form it thinks it recognises.
#include "parse/cluster.hpp"

#include <mailu_lint/finding.hpp>

#include "oracles.hpp"

using namespace mailu_lint;
using namespace mailu_lint::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourceFile source("facts.txt", std::string(text_of(data, size)));
  Cluster cluster;
  Findings findings;
  read_cluster_facts(FileId{}, source, cluster, findings);
  for (const Finding& finding : findings.list()) {
    expect_inside(finding.span, source.text(), finding.message);
    for (const Related& related : finding.related) expect_inside(related.span, source.text(), finding.message);
  }
  if (cluster.managers) expect_inside(cluster.managers->span(), source.text(), "managers");
  for (const auto& subnet : cluster.ingress_subnets) expect_inside(subnet.span(), source.text(), "ingress subnet");
  return 0;
}
