// The short way through a YAML file. Most compose files are written in a small part of YAML, which can be read line by
// line at a twentieth of what yaml-cpp takes. What is read so gives the same events; everything else is left to
// yaml-cpp, and so is every mistake: this reader reports nothing, it only gives up. tests/yaml_fast_test.cpp compares
// the two.
#pragma once

#include <string_view>

#include "parse/yaml_builder.hpp"

namespace mailu_lint::yaml {

/// Tells the builder all of `text`, from `start`, and gives true; or gives up somewhere in it, for whatever reason, and
/// gives false: what was built up to there is to be thrown away.
///
/// Read are: one document, with or without a line `---` before it; block mappings and sequences; scalars on one line,
/// plain, or in quotes without escapes; flow collections on one line, without absent keys and values; comments. Not
/// read are: anchors, aliases and tags, block scalars, tabs, `? key`, scalars and flow collections over several lines.
bool read_fast(TreeBuilder& builder, std::string_view text, Offset start);

}  // namespace mailu_lint::yaml
