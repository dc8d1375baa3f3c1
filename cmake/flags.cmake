# Warnings, hardening and sanitizers: one place for every target.
include(CheckIPOSupported)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

set(DIELINE_WARNINGS
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
  -Wformat=2 -Wundef -Wwrite-strings -Wvla)

function(dieline_flags target)
  target_compile_options(${target} PRIVATE ${DIELINE_WARNINGS})
  if(DIELINE_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(DIELINE_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  if(DIELINE_SANITIZE)
    target_compile_options(${target} PUBLIC
      -fsanitize=${DIELINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${DIELINE_SANITIZE})
  else()
    target_compile_options(${target} PRIVATE
      -fstack-protector-strong $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
    target_link_options(${target} PRIVATE -pie -Wl,-z,relro,-z,now)
  endif()
endfunction()
