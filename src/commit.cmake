# cmake -D SOURCE=… -D OUTPUT=… -P commit.cmake: writes the commit as a C string literal, and only when it has changed.
# It runs in every build, not at configuration: a configured tree sees many commits, and a wrong hash is worse than none.
cmake_minimum_required(VERSION 3.25)
set(commit "$Format:%H$")  # an archive made by git has the hash here (export-subst in .gitattributes)
if(commit MATCHES "Format")
  set(commit "")
  find_package(Git QUIET)
  if(GIT_FOUND AND EXISTS ${SOURCE}/.git)
    execute_process(COMMAND ${GIT_EXECUTABLE} -C ${SOURCE} describe --always --dirty --abbrev=40 --exclude=*
                    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT "\"@commit@\"\n" @ONLY)
