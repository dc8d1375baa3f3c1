# A Debian package: `cpack -G DEB` in the folder of a release build. What only the finished program can
# tell, and what packages have besides what is installed, is done when it is made: package/.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dieline)
set(CPACK_PACKAGE_VENDOR "the dieline developers")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/cmake/package/depends.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/package/files.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
# Whoever gives packages to others puts an address of their own here.
set(DIELINE_MAINTAINER "The dieline developers <dieline@dieline.invalid>" CACHE STRING
  "Who answers for the Debian package")
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${DIELINE_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "compiler for knowledge bases of chips and their roadmaps")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"People write what they know as YAML, in a git repository, with a source on
every value; dieline checks it and makes a web site that works from any
folder, the same pages as Markdown, diagrams (SVG, DOT, PNG, PDF, slides),
calendars and news, and JSON, CSV and SQLite for programs.

A date is never shown more precisely than its source gave it, a plan never
looks like a fact, units are checked, and a mistake is shown on its line.")

# What the program is linked with: dpkg-shlibdeps finds that, with versions. What it loads when needed:
# package/depends.cmake. Fonts are for PNG and PDF alone.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "fonts-noto-cjk, git")

# For the scripts.
set(CPACK_DIELINE_PROGRAM ${PROJECT_BINARY_DIR}/dieline)
set(CPACK_DIELINE_SOURCE ${PROJECT_SOURCE_DIR})
set(CPACK_DIELINE_DATE ${DIELINE_DATE})
include(CPack)
