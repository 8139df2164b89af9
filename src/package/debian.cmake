# The Debian package, made by `cpack --config build/release/CPackConfig.cmake`. It holds the static binary, so one package
# installs on every Debian and Ubuntu of the architecture: no dependency, and an entry in lintian-overrides that says so.
install(FILES copyright ${MAILU_LINT_DEBIAN_CHANGELOG} DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT debian)
install(FILES lintian-overrides RENAME mailu-lint
        DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides COMPONENT debian)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME mailu-lint)
set(CPACK_PACKAGE_VENDOR mailu-lint)
set(CPACK_PACKAGE_CONTACT "The mailu-lint authors <mailu-lint@users.noreply.github.com>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL runtime debian)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # finds nothing to depend on in the static release, and the truth elsewhere
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "linter and safety checker for Mailu mail servers")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"mailu-lint reads the compose or stack files of a Mailu mail server together
with its settings and, optionally, what docker says of the cluster. It finds
open relays, databases and mailboxes on storage that will corrupt them, and
settings that do nothing or do harm, and says where and how to mend each.
.
It never connects to anything and changes nothing unless asked to.")
include(CPack)
