# Embeds the default schema, units, templates, assets, the script of pages as served, what
# `dieline init` writes and the mappings of `dieline import` (GResource), so that the program is one
# file. Every file below these folders is embedded: adding one needs no line here.
find_program(GLIB_COMPILE_RESOURCES glib-compile-resources)
if(NOT GLIB_COMPILE_RESOURCES)
  list(APPEND DIELINE_MISSING libglib2.0-dev)
endif()

function(dieline_resources out)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
    ${PROJECT_SOURCE_DIR}/templates/*
    ${PROJECT_SOURCE_DIR}/compiler/schema/default/*
    ${PROJECT_SOURCE_DIR}/compiler/serve/live/*
    ${PROJECT_SOURCE_DIR}/compiler/command/init/*
    ${PROJECT_SOURCE_DIR}/compiler/import/mappings/*
    ${PROJECT_SOURCE_DIR}/.github/workflows/pages.yml)
  list(SORT files)
  set(xml "<gresources>\n<gresource prefix=\"/dieline\">\n")
  set(depends "")
  foreach(file IN LISTS files)
    string(REPLACE "compiler/schema/default/" "schema/" alias ${file})
    string(REPLACE "compiler/serve/live/" "serve/" alias ${alias})
    string(REPLACE "compiler/command/init/" "init/" alias ${alias})
    string(REPLACE "compiler/import/mappings/" "import/" alias ${alias})
    string(REPLACE ".github/workflows/" "init/" alias ${alias})
    string(APPEND xml "<file alias=\"${alias}\">${file}</file>\n")
    list(APPEND depends ${PROJECT_SOURCE_DIR}/${file})
  endforeach()
  string(APPEND xml "</gresource>\n</gresources>\n")
  set(list ${PROJECT_BINARY_DIR}/dieline.gresource.xml)
  file(CONFIGURE OUTPUT ${list} CONTENT "${xml}" @ONLY)
  set(source ${PROJECT_BINARY_DIR}/dieline-resources.c)
  add_custom_command(OUTPUT ${source}
    COMMAND ${GLIB_COMPILE_RESOURCES} --target=${source} --generate-source --internal
            --c-name dieline --sourcedir=${PROJECT_SOURCE_DIR} ${list}
    DEPENDS ${list} ${depends}
    VERBATIM)
  # Generated code is not ours to warn about.
  set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "-w")
  set(${out} ${source} PARENT_SCOPE)
endfunction()
