# Warnings, hardening, optimisation and sanitizers: one place for every target.
include(CheckCCompilerFlag)
check_c_compiler_flag("-flto=auto -ffat-lto-objects" DIELINE_HAS_LTO)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

set(DIELINE_WARNINGS
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
  -Wformat=2 -Wundef -Wwrite-strings -Wvla)

# The model's small functions are called from everywhere, so the released program is optimised as a
# whole. Tests, which link the same objects, are not: each would take as long as the program.
# GCC 12 does not load its plugin once -fno-lto stands anywhere before the linker, -flto behind it or
# not: so the program must not inherit that.
function(dieline_optimise program library)
  if(DIELINE_HAS_LTO AND NOT DIELINE_SANITIZE)
    set(other $<NOT:$<STREQUAL:$<TARGET_PROPERTY:NAME>,${program}>>)
    target_compile_options(${library} PRIVATE $<$<CONFIG:Release>:-flto=auto -ffat-lto-objects>)
    target_link_options(${library} INTERFACE $<$<AND:$<CONFIG:Release>,${other}>:-fno-lto>)
    target_compile_options(${program} PRIVATE $<$<CONFIG:Release>:-flto=auto>)
    target_link_options(${program} PRIVATE $<$<CONFIG:Release>:-flto=auto>)
  endif()
endfunction()

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
