# What Debian wants compressed, without name and time in it, so that the same sources give the same package.
# Sets MAILU_LINT_MANUAL and MAILU_LINT_DEBIAN_CHANGELOG.
find_program(GZIP gzip REQUIRED)
mark_as_advanced(GZIP)

function(mailu_lint_compress output source)
  add_custom_command(OUTPUT ${output} DEPENDS ${source} VERBATIM
                     COMMAND ${CMAKE_COMMAND} -E copy ${source} ${output}.plain
                     COMMAND ${GZIP} -9nf ${output}.plain
                     COMMAND ${CMAKE_COMMAND} -E rename ${output}.plain.gz ${output})
endfunction()

set(MAILU_LINT_MANUAL ${CMAKE_CURRENT_BINARY_DIR}/mailu-lint.1.gz)
mailu_lint_compress(${MAILU_LINT_MANUAL} ${PROJECT_SOURCE_DIR}/docs/mailu-lint.1)

# Debian's format of the change log, for the version that is packaged. SOURCE_DATE_EPOCH sets the time.
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(changelog.in changelog @ONLY)
set(MAILU_LINT_DEBIAN_CHANGELOG ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz)
mailu_lint_compress(${MAILU_LINT_DEBIAN_CHANGELOG} ${CMAKE_CURRENT_BINARY_DIR}/changelog)

add_custom_target(mailu_lint_documents ALL DEPENDS ${MAILU_LINT_MANUAL} ${MAILU_LINT_DEBIAN_CHANGELOG})
