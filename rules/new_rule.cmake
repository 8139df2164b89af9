# Starts a rule: cmake -DNAME=tls-disabled -P rules/new_rule.cmake
# Makes rules/<stem>.cpp and docs/rules/<name>.md and adds the line to rules/CMakeLists.txt. The page's tests stay red until
# the examples say what the rule finds. -DROOT=DIR works on another checkout (the test does).
cmake_minimum_required(VERSION 3.25)
if(NOT DEFINED ROOT)
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH ROOT)
endif()
if(NOT NAME MATCHES "^[a-z0-9]+(-[a-z0-9]+)+$")
  message(FATAL_ERROR "usage: cmake -DNAME=tls-disabled -P rules/new_rule.cmake (lower-case words joined by dashes)")
endif()
string(REPLACE "-" "_" stem ${NAME})
set(source ${ROOT}/rules/${stem}.cpp)
set(page ${ROOT}/docs/rules/${NAME}.md)
set(list ${ROOT}/rules/CMakeLists.txt)
foreach(file IN ITEMS ${source} ${page})
  if(EXISTS ${file})
    message(FATAL_ERROR "${file} is there already")
  endif()
endforeach()

file(READ ${list} text)
string(REGEX MATCH "set\\(MAILU_LINT_RULES\n([^)]*)\\)" lines "${text}")
string(REGEX MATCHALL "[a-z0-9_]+" stems "${CMAKE_MATCH_1}")
list(APPEND stems ${stem})
list(SORT stems)
list(JOIN stems "\n  " joined)
string(REPLACE "${lines}" "set(MAILU_LINT_RULES\n  ${joined}\n)" text "${text}")
file(WRITE ${list} "${text}")

file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
// Why this is bad, and what the check looks at.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule @stem@{
    .category = Category::settings,
    .severity = Severity::warning,
    .summary = "What is wrong, in one line",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* admin : running(mail, Role::admin)) {
            const SettingView setting = admin->setting("SETTING");
            if (setting.note_unknown(findings) || setting.empty()) continue;
            findings.add(setting.setting()->value.span(), "the fact; the consequence").help("the remedy");
          }
        },
};
}  // namespace mailu_lint
]])
file(CONFIGURE OUTPUT ${page} @ONLY CONTENT [[
# @NAME@

What is wrong, for somebody who has never heard of it.

## Why it matters

## Flagged

### The usual way to get it

```yaml file=docker-compose.yml
services:
  front:
    image: ghcr.io/mailu/nginx:2024.06
  admin:
    image: ghcr.io/mailu/admin:2024.06
    env_file: mailu.env
```

```env file=mailu.env
# finding: the fact; the consequence
SETTING=value
```

## Accepted

## How to fix

## When to ignore

## References

]])
message(STATUS "made ${source}\n-- made ${page}\n-- added ${stem} to ${list}")
