# The libraries that the program stands on, and what to do where one is not there: all that are
# missing are told at once, by the Debian package that brings them.
set(DIELINE_MISSING "")

# dieline_library(PREFIX PACKAGE [IMPORTED_TARGET] MODULE...): pkg_check_modules(), without its end.
macro(dieline_library prefix package)
  if(PKG_CONFIG_FOUND)
    pkg_check_modules(${prefix} QUIET ${ARGN})
  endif()
  if(NOT ${prefix}_FOUND)
    list(APPEND DIELINE_MISSING "${package}")
  endif()
endmacro()

# Ends with what is missing, if something is.
function(dieline_libraries_end)
  if(NOT DIELINE_MISSING)
    return()
  endif()
  list(REMOVE_DUPLICATES DIELINE_MISSING)
  list(JOIN DIELINE_MISSING " " packages)
  message(FATAL_ERROR "Libraries are missing, or too old. On Debian, ./bootstrap installs all that is "
    "needed, and builds dieline; or as root:\n    apt-get install ${packages}")
endfunction()
