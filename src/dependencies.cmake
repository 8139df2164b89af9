# Finds what the library links, as imported targets. The build and the installed package config both read this file, so
# that a program that links mailu_lint::core finds the same libraries. In: MAILU_LINT_STATIC.
# Debian's yaml-cpp and RE2 have no CMake targets for their archives, and Debian 12's RE2 has none at all.
find_package(Threads REQUIRED)
find_package(yaml-cpp CONFIG QUIET)  # for its version: the target has two names and no archive

function(mailu_lint_import name library header)
  if(TARGET ${name})
    return()
  endif()
  set(file ${library})
  if(MAILU_LINT_STATIC)
    set(file ${CMAKE_STATIC_LIBRARY_PREFIX}${library}${CMAKE_STATIC_LIBRARY_SUFFIX})
  endif()
  string(MAKE_C_IDENTIFIER MAILU_LINT_${library} variable)
  find_library(${variable}_LIBRARY NAMES ${file} REQUIRED)
  find_path(${variable}_INCLUDE_DIR ${header} REQUIRED)
  mark_as_advanced(${variable}_LIBRARY ${variable}_INCLUDE_DIR)
  add_library(${name} UNKNOWN IMPORTED)
  set_target_properties(${name} PROPERTIES IMPORTED_LOCATION ${${variable}_LIBRARY}
                                           INTERFACE_INCLUDE_DIRECTORIES ${${variable}_INCLUDE_DIR}
                                           INTERFACE_LINK_LIBRARIES Threads::Threads)
endfunction()

mailu_lint_import(mailu_lint::yaml_cpp yaml-cpp yaml-cpp/yaml.h)
mailu_lint_import(mailu_lint::re2 re2 re2/re2.h)
