# Flags that every target of the project is compiled with.
function(mailu_lint_build_flags target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
                                           -Wold-style-cast -Wimplicit-fallthrough -Wno-missing-field-initializers)
  # GCC 12 takes every `"text" + std::string` of an optimised build for an overlapping copy (its bug 105651).
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict)
  endif()
  if(MAILU_LINT_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(MAILU_LINT_SANITIZE)
    target_compile_options(${target} PUBLIC -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=address,undefined)
  endif()
  if(MAILU_LINT_FUZZ)
    target_compile_options(${target} PUBLIC -fsanitize=fuzzer-no-link)
  endif()
  if(MAILU_LINT_STATIC)
    target_compile_options(${target} PRIVATE -ffunction-sections -fdata-sections)
  endif()
  mailu_lint_hardening_flags(${target})
endfunction()

# What Debian's own packages are built with, and FORTIFY at 3: it also checks buffers whose size is known only at run time.
# FORTIFY needs an optimised build and gets in the way of the sanitizers. Not -fcf-protection: Debian's own archives are built
# without it, so the linker drops the mark that would switch it on.
function(mailu_lint_hardening_flags target)
  if(CMAKE_BUILD_TYPE STREQUAL Debug OR MAILU_LINT_SANITIZE)
    target_compile_definitions(${target} PRIVATE _GLIBCXX_ASSERTIONS)
    return()
  endif()
  target_compile_options(${target} PRIVATE -fPIE -fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE
                                           -D_FORTIFY_SOURCE=3)
  target_link_options(${target} PRIVATE -Wl,-z,relro,-z,now,-z,noexecstack)
endfunction()
