# Run by CPack when all is installed into its folder: what Debian's policy wants of a package besides.
file(GLOB roots ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/usr)
set(doc ${roots}/share/doc/dieline)

file(STRINGS ${CPACK_DIELINE_SOURCE}/LICENSE license)
set(copyright "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: dieline

Files: *
")
set(text "License: Expat\n")
foreach(line IN LISTS license)
  if(line MATCHES "^Copyright \\(c\\) (.*)")
    string(APPEND copyright "Copyright: ${CMAKE_MATCH_1}\n")
  elseif(line STREQUAL "")
    string(APPEND text " .\n")
  else()
    string(APPEND text " ${line}\n")
  endif()
endforeach()
file(WRITE ${doc}/copyright "${copyright}${text}")

execute_process(COMMAND date -u -R -d ${CPACK_DIELINE_DATE}
  OUTPUT_VARIABLE date COMMAND_ERROR_IS_FATAL ANY)
file(WRITE ${doc}/changelog "dieline (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * What has changed stands in NEWS.md.gz.

 -- ${CPACK_DEBIAN_PACKAGE_MAINTAINER}  ${date}")
configure_file(${CPACK_DIELINE_SOURCE}/CHANGELOG.md ${doc}/NEWS.md COPYONLY)
file(GLOB pages ${roots}/share/man/man1/*.1)
execute_process(COMMAND gzip -9n ${pages} ${doc}/changelog ${doc}/NEWS.md COMMAND_ERROR_IS_FATAL ANY)
file(CHMOD_RECURSE ${doc} FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ
  DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
    WORLD_EXECUTE)
