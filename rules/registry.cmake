# Makes from the list of rules: rule_id.hpp (one enumerator a rule, in the order of names) and registry.cpp (names, values
# and pages). The pages are compiled in byte for byte.
# A merge of two branches may leave a line twice.
list(REMOVE_DUPLICATES MAILU_LINT_RULES)
list(SORT MAILU_LINT_RULES)
set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated)
set(rule_sources)
set(rule_enumerators)
set(rule_declarations)
set(rule_entries)
set(rule_pages)
foreach(stem IN LISTS MAILU_LINT_RULES)
  string(REPLACE "_" "-" name ${stem})
  set(source ${CMAKE_CURRENT_SOURCE_DIR}/${stem}.cpp)
  set(page ${PROJECT_SOURCE_DIR}/docs/rules/${name}.md)
  foreach(half IN ITEMS ${source} ${page})
    if(NOT EXISTS ${half})
      message(FATAL_ERROR "rule ${name}: ${half} is missing")
    endif()
  endforeach()
  list(APPEND rule_sources ${source})
  string(APPEND rule_enumerators "  ${stem},\n")
  string(APPEND rule_declarations "extern const Rule ${stem};\n")
  string(APPEND rule_entries "    {\"${name}\", &${stem}, page_${stem}},\n")

  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page})
  file(READ ${page} text)
  # Compilers limit the length of one literal, so the page becomes one literal a line. `;` and `[` are CMake list syntax.
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  string(REPLACE "\n" "\\n\"\n    \"" text "${text}")
  string(APPEND rule_pages "constexpr std::string_view page_${stem} =\n    \"${text}\";\n")
endforeach()

file(CONFIGURE OUTPUT ${generated}/mailu_lint/rule_id.hpp @ONLY CONTENT [[
// Generated from rules/CMakeLists.txt. Do not edit.
#pragma once
#include <mailu_lint/finding.hpp>
namespace mailu_lint {
enum class RuleId : std::uint16_t {
@rule_enumerators@};
}  // namespace mailu_lint
]])
file(CONFIGURE OUTPUT ${generated}/registry_table.inc @ONLY CONTENT [[
// Generated from rules/CMakeLists.txt and docs/rules. Do not edit.
@rule_declarations@
namespace {
@rule_pages@
constexpr RuleEntry registry[] = {
@rule_entries@};
}  // namespace
]])
target_sources(mailu_lint_core PRIVATE ${rule_sources} registry.cpp)
target_include_directories(mailu_lint_core PUBLIC $<BUILD_INTERFACE:${generated}>)

set(MAILU_LINT_RULES ${MAILU_LINT_RULES} PARENT_SCOPE)
