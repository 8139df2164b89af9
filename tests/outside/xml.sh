#!/usr/bin/env bash
# The XML formats: well-formed, JUnit by a schema, and the numbers as they are counted.
source "$(dirname "$0")/lib.bash"
need_command xmllint

for name in checkstyle checkstyle-clean junit junit-clean; do
  xmllint --noout "$MAILU_LINT_SAMPLES/$name" || fail "$name is not well-formed"
done
for name in junit junit-clean; do
  xmllint --noout --schema "$source_dir/tests/outside/junit.xsd" "$MAILU_LINT_SAMPLES/$name" 2>"$scratch/err" ||
    fail "$(cat "$scratch/err")"
done

# usage: expect_xpath FILE EXPRESSION VALUE
expect_xpath() {
  local value
  value=$(xmllint --xpath "$2" "$MAILU_LINT_SAMPLES/$1")
  [[ $value == "$3" ]] || fail "$1: $2 is $value, expected $3"
}
expect_xpath junit 'string(/testsuites/@failures)' 4
expect_xpath junit 'count(//failure)' 4
expect_xpath junit-clean 'count(//failure)' 0
expect_xpath junit-clean 'count(//testcase)' 2
expect_xpath checkstyle 'count(//error)' 4
expect_xpath checkstyle 'string(//file[1]/@name)' 'stacks/mail ü [prod] 50%/docker-stack.yml'
expect_xpath checkstyle 'string(//error[2]/@column)' 49
