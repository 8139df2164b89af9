#!/usr/bin/env bash
# The image: built and run where a docker daemon answers; the file's form in any case.
source "$(dirname "$0")/lib.bash"
need_command node
need_node_tool dockerfile-utils
cd "$source_dir"

node "$node_tools/dockerfile-utils/bin/dockerfile-utils" lint Dockerfile >"$scratch/out" 2>&1 ||
  { cat "$scratch/out"; fail "dockerfile-utils complains"; }
if grep -q . "$scratch/out"; then cat "$scratch/out"; fail "dockerfile-utils complains"; fi
docker info >/dev/null 2>&1 || skip "the Dockerfile is well-formed, but no docker daemon answers to build it"

docker build --quiet --tag mailu-lint-test . >/dev/null
expect_status 0 docker run --rm mailu-lint-test --version
expect_status 1 docker run --rm --volume "$source_dir/fixtures/example:/src:ro" mailu-lint-test docker-stack.yml
