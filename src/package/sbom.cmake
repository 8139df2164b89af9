# A software bill of materials (CycloneDX 1.5): what is inside the binary, by the names that vulnerability databases know.
# No time and no serial number: the same sources give the same file. Sets MAILU_LINT_SBOM.
set(components)
set(dependencies)

cmake_host_system_information(RESULT distribution QUERY DISTRIB_ID)
cmake_host_system_information(RESULT release QUERY DISTRIB_VERSION_ID)

function(mailu_lint_sbom_component name version source licence)
  string(REPLACE "+" "%2B" encoded ${version})
  set(purl "pkg:generic/${name}@${encoded}")
  if(DPKG_QUERY)
    set(purl "pkg:deb/${distribution}/${source}@${encoded}?arch=source&distro=${distribution}-${release}")
  endif()
  string(APPEND components [[
    {
      "type": "library", "name": "@name@", "version": "@version@",
      "bom-ref": "@purl@",
      "purl": "@purl@",
      "licenses": [{"license": {"id": "@licence@"}}]
    },
]])
  string(CONFIGURE "${components}" components @ONLY)
  set(components "${components}" PARENT_SCOPE)
  set(dependencies ${dependencies} "\"${purl}\"" PARENT_SCOPE)
endfunction()

set(contents ${MAILU_LINT_LIBRARIES})
if(MAILU_LINT_STATIC)  # the C and C++ runtimes are inside as well
  mailu_lint_library_version(glibc_version libc6-dev "")
  mailu_lint_library_version(gcc_version libstdc++-12-dev "${CMAKE_CXX_COMPILER_VERSION}")
  list(APPEND contents "glibc|${glibc_version}|glibc|LGPL-2.1-or-later"
                       "libstdc++|${gcc_version}|gcc-12|GPL-3.0-with-GCC-exception")
endif()
foreach(library IN LISTS contents)
  string(REPLACE "|" ";" fields "${library}")
  mailu_lint_sbom_component(${fields})
endforeach()
string(REGEX REPLACE ",\n$" "\n" components "${components}")
list(JOIN dependencies ",\n    " dependencies)

set(MAILU_LINT_SBOM ${CMAKE_CURRENT_BINARY_DIR}/mailu-lint.cdx.json)
file(CONFIGURE OUTPUT ${MAILU_LINT_SBOM} @ONLY CONTENT [[
{
  "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
  "bomFormat": "CycloneDX",
  "specVersion": "1.5",
  "version": 1,
  "metadata": {
    "component": {
      "type": "application", "bom-ref": "mailu-lint", "name": "mailu-lint", "version": "@PROJECT_VERSION@",
      "description": "@PROJECT_DESCRIPTION@",
      "licenses": [{"license": {"id": "MIT"}}]
    }
  },
  "components": [
@components@  ],
  "dependencies": [{"ref": "mailu-lint", "dependsOn": [
    @dependencies@
  ]}]
}
]])
