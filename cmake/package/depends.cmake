# Read by CPack before it makes the package. Libraries that are loaded when needed are in no list that
# dpkg-shlibdeps reads: their names stand in the program (base/library.h), dpkg knows whose they are.
if(NOT CPACK_GENERATOR STREQUAL DEB)
  return()
endif()
find_program(DPKG_SHLIBDEPS dpkg-shlibdeps)
if(NOT DPKG_SHLIBDEPS)
  message(FATAL_ERROR "A Debian package is made with the tools of dpkg-dev; as root:\n    apt-get install dpkg-dev")
endif()
execute_process(COMMAND grep -aoE "lib[a-z0-9.-]+\\.so(\\.[0-9]+)+" ${CPACK_DIELINE_PROGRAM}
  OUTPUT_VARIABLE names COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" names "${names}")
execute_process(COMMAND readelf -d ${CPACK_DIELINE_PROGRAM}
  OUTPUT_VARIABLE linked COMMAND_ERROR_IS_FATAL ANY)
list(REMOVE_DUPLICATES names)
foreach(name IN LISTS names)
  string(FIND "${linked}" "[${name}]" place)
  if(NOT place EQUAL -1)
    continue()
  endif()
  execute_process(COMMAND dpkg-query -S */${name}
    OUTPUT_VARIABLE owner COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE ":.*" "" owner "${owner}")
  # ICU says in which order Han stand: without it, pages would be other ones. The others serve some
  # commands only (PNG and PDF, slides, `serve`, `lsp`, `diff` and `log`), which say what they lack.
  if(name MATCHES "^libicu")
    list(APPEND depends ${owner})
  else()
    list(APPEND recommends ${owner})
  endif()
endforeach()
list(LENGTH recommends count)
if(count LESS 5 OR NOT depends)
  message(FATAL_ERROR "The program does not tell which libraries it loads: ${depends} ${recommends}")
endif()
list(JOIN depends ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
list(APPEND recommends ${CPACK_DEBIAN_PACKAGE_RECOMMENDS})
list(SORT recommends)
list(JOIN recommends ", " CPACK_DEBIAN_PACKAGE_RECOMMENDS)
