# What is installed: the program, and what it makes or is asked for by others. Its manual pages it writes
# itself (command/manual.h); what may be typed, the shells' scripts ask it (command/complete.h).
set(pages ${PROJECT_BINARY_DIR}/manual)
set_source_files_properties(${PROJECT_SOURCE_DIR}/compiler/command/manual.c PROPERTIES
  COMPILE_DEFINITIONS DIELINE_DATE="${DIELINE_DATE}")
add_custom_command(TARGET dieline POST_BUILD
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${pages}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${pages}
  COMMAND dieline manual ${pages}
  VERBATIM)

install(TARGETS dieline RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${pages}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

# Where shells look for it, on Debian and elsewhere.
set(completions ${PROJECT_SOURCE_DIR}/completions)
install(FILES ${completions}/dieline.bash RENAME dieline
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${completions}/dieline.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
# Debian's zsh has one place for what packages bring and another for what administrators install.
install(CODE "
  set(folder site-functions)
  if(CMAKE_INSTALL_PREFIX MATCHES \"/usr/*\$\")
    set(folder vendor-completions)
  endif()
  file(INSTALL DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/zsh/\${folder}\"
    FILES \"${completions}/_dieline\")")
