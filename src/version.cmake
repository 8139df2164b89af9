# What `--version` and the SBOM say: the project's version, the commit, and the versions of the libraries.
# Debian's package version is preferred to the library's own: it names the patches, and RE2 tells no version at all.

# In: the Debian package that holds the library, and what find_package() said. Out: the version, or "unknown".
function(mailu_lint_library_version result package found)
  set(version ${found})
  find_program(DPKG_QUERY dpkg-query)
  mark_as_advanced(DPKG_QUERY)
  if(DPKG_QUERY)
    execute_process(COMMAND ${DPKG_QUERY} -W -f \${source:Version} ${package}
                    OUTPUT_VARIABLE packaged RESULT_VARIABLE failed ERROR_QUIET)
    if(NOT failed AND packaged)
      set(version ${packaged})
    endif()
  endif()
  if(NOT version)
    set(version unknown)
  endif()
  set(${result} ${version} PARENT_SCOPE)
endfunction()

mailu_lint_library_version(yaml_cpp_version libyaml-cpp-dev "${yaml-cpp_VERSION}")
mailu_lint_library_version(re2_version libre2-dev "")
mailu_lint_library_version(cli11_version libcli11-dev "${CLI11_VERSION}")
mailu_lint_library_version(nlohmann_json_version nlohmann-json3-dev "${nlohmann_json_VERSION}")
set(MAILU_LINT_LIBRARIES  # name, version, Debian source package, licence; src/sbom.cmake reads it too
  "yaml-cpp|${yaml_cpp_version}|yaml-cpp|MIT"
  "re2|${re2_version}|re2|BSD-3-Clause"
  "CLI11|${cli11_version}|cli11|BSD-3-Clause"
  "nlohmann_json|${nlohmann_json_version}|nlohmann-json3|MIT"
)
set(MAILU_LINT_LIBRARY_ENTRIES)
foreach(library IN LISTS MAILU_LINT_LIBRARIES)
  string(REPLACE "|" ";" fields "${library}")
  list(GET fields 0 name)
  list(GET fields 1 version)
  string(APPEND MAILU_LINT_LIBRARY_ENTRIES "    Library{\"${name}\", \"${version}\"},\n")
endforeach()

set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated)
configure_file(version.cpp.in ${generated}/version.cpp @ONLY)
add_custom_target(mailu_lint_commit BYPRODUCTS ${generated}/commit.inc
                  COMMAND ${CMAKE_COMMAND} -D SOURCE=${PROJECT_SOURCE_DIR} -D OUTPUT=${generated}/commit.inc
                          -P ${CMAKE_CURRENT_SOURCE_DIR}/commit.cmake
                  COMMENT "Looking up the commit" VERBATIM)
add_dependencies(mailu_lint_core mailu_lint_commit)
target_sources(mailu_lint_core PRIVATE ${generated}/version.cpp)
