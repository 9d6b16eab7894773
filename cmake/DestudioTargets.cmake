# SPDX-License-Identifier: Apache-2.0
# Every top folder of code is one static library that holds all *.cpp files below it, so adding a file needs no CMake
# edit. Sources are compiled in batches of DESTUDIO_BATCH files (CMake's unity build): reading libtorch's or Qt's headers
# costs more than the code of ten files. Names in anonymous namespaces are therefore unique within a library.

# Settings of everything that is compiled: batches, warnings, the project's root as include path.
function(destudio_set_up target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${target} PRIVATE destudio_warnings)
  if(DESTUDIO_BATCH GREATER 1)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${DESTUDIO_BATCH})
  endif()
endfunction()

# A program that is run from its build folder finds what comes with it in the source tree, which this file names
# (core/engine/model/program_data.h). It is not installed.
function(destudio_name_source_tree)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/destudio-source-tree CONTENT "${PROJECT_SOURCE_DIR}\n")
endfunction()

# destudio_add_library(NAME [TORCH] [QT] [LINK targets...])
#   TORCH  the sources may include torch
#   QT     run moc, rcc and uic
#   QUICK  compile with less optimisation: what takes time in there is libtorch or another library of core
function(destudio_add_library name)
  cmake_parse_arguments(ARG "TORCH;QT;QUICK" "" "LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp *.h)
  add_library(destudio_${name} STATIC ${sources})
  add_library(destudio::${name} ALIAS destudio_${name})
  set_target_properties(destudio_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(destudio_${name} PUBLIC ${ARG_LINK})
  destudio_set_up(destudio_${name})
  if(ARG_QT)
    set_target_properties(destudio_${name} PROPERTIES AUTOMOC ON AUTORCC ON)
    target_compile_definitions(destudio_${name} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII)
  endif()
  if(ARG_TORCH)
    target_link_libraries(destudio_${name} PUBLIC torch)
  endif()
  if(ARG_QUICK)
    target_compile_options(destudio_${name} PRIVATE ${DESTUDIO_QUICK_COMPILE})
  endif()
endfunction()

# destudio_add_launcher(NAME PROGRAM COMPONENT): what people start. It becomes the target PROGRAM, which is installed
# where programs lie that nobody starts.
function(destudio_add_launcher name program component)
  add_executable(${name} ${PROJECT_SOURCE_DIR}/app/launcher/launcher.cpp
    ${PROJECT_SOURCE_DIR}/core/base/runtime_environment.cpp)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE destudio_warnings)
  add_dependencies(${name} ${program})
  file(RELATIVE_PATH libexec_from_bin ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBEXECDIR})
  target_compile_definitions(${name} PRIVATE DESTUDIO_LIBEXEC_FROM_BIN="${libexec_from_bin}"
    DESTUDIO_PROGRAM="${program}")
  install(TARGETS ${name} COMPONENT ${component})
  install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR} COMPONENT ${component})
endfunction()

# How tests run: threads of OpenMP, seconds.
set(DESTUDIO_TEST_THREADS 2)
set(DESTUDIO_TEST_TIMEOUT 900)
# What the programs would otherwise set and start again for (core/base/runtime_environment.h), at each of a thousand starts.
set(DESTUDIO_TEST_RUNTIME "OMP_WAIT_POLICY=PASSIVE;GLIBC_TUNABLES=glibc.malloc.hugetlb=1")
if(DESTUDIO_SANITIZE)
  set(DESTUDIO_TEST_TIMEOUT 2700)
  include(${PROJECT_SOURCE_DIR}/tests/support/not_sanitized.cmake)
endif()
if(DESTUDIO_SANITIZE STREQUAL "thread")
  # Debian's libgomp is not instrumented: the sanitizer takes the meeting of its threads at a barrier for no meeting.
  set(DESTUDIO_TEST_THREADS 1)
endif()

# destudio_add_tests(PREFIX [TORCH] [WITHOUT files...] [LINK targets...]): one Qt Test program PREFIX_tests of all
# *_test.cpp below this folder but those. CTest lists each class on its own, as PREFIX_<file>; the program runs the class that its argument names. The
# tests find tests/data through the macro DESTUDIO_TEST_DATA_DIR.
function(destudio_add_tests prefix)
  cmake_parse_arguments(ARG "TORCH" "" "LINK;WITHOUT" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *_test.cpp)
  foreach(left_out ${ARG_WITHOUT})
    list(FILTER sources EXCLUDE REGEX "/${left_out}$")
  endforeach()
  set(target ${prefix}_tests)
  add_executable(${target} ${sources})
  if(DESTUDIO_SANITIZE STREQUAL "thread")
    target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/qt_handover.cpp)
    set_source_files_properties(${PROJECT_SOURCE_DIR}/tests/support/qt_handover.cpp PROPERTIES
      SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  set_target_properties(${target} PROPERTIES AUTOMOC ON)
  target_link_libraries(${target} PRIVATE ${ARG_LINK} destudio_test_support)
  destudio_set_up(${target})
  destudio_name_source_tree()
  target_compile_options(${target} PRIVATE ${DESTUDIO_QUICK_COMPILE})
  if(ARG_TORCH)
    target_link_libraries(${target} PRIVATE torch)
    # Before Qt, whose `slots` macro breaks torch's headers.
    if(DESTUDIO_BATCH GREATER 1)
      set_target_properties(${target} PROPERTIES UNITY_BUILD_CODE_BEFORE_INCLUDE "#include \"core/nn/torch.h\"")
    else()
      target_compile_options(${target} PRIVATE -include core/nn/torch.h)
    endif()
  endif()
  foreach(source ${sources})
    get_filename_component(stem ${source} NAME_WE)
    add_test(NAME ${prefix}_${stem} COMMAND ${target} ${stem})
    set_tests_properties(${prefix}_${stem} PROPERTIES TIMEOUT ${DESTUDIO_TEST_TIMEOUT} SKIP_RETURN_CODE 77
      ENVIRONMENT "QT_QPA_PLATFORM=offscreen;OMP_NUM_THREADS=${DESTUDIO_TEST_THREADS};${DESTUDIO_TEST_RUNTIME}")
    if(DESTUDIO_NOT_SANITIZED_${prefix}_${stem})
      set_tests_properties(${prefix}_${stem} PROPERTIES DISABLED ON)
    endif()
  endforeach()
endfunction()

# destudio_install_manual(PROGRAM COMPONENT [RUN target] [ARGUMENTS ...]): manual pages and completions of shells, which
# the program writes from its own option tables.
#   RUN        the target that writes them, where it is not PROGRAM itself
function(destudio_install_manual program component)
  if(DESTUDIO_SANITIZE)
    return()  # a finding of the sanitizers shall stop a test, not the build
  endif()
  cmake_parse_arguments(ARG "" "RUN" "ARGUMENTS" ${ARGN})
  if(NOT ARG_RUN)
    set(ARG_RUN ${program})
  endif()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/manual)
  set(zsh_folder site-functions)
  set(compress ${CMAKE_COMMAND} -E true)
  if(DESTUDIO_DEBIAN)
    set(zsh_folder vendor-completions)
    set(compress gzip -9nr ${folder}/man1)
  endif()
  add_custom_command(OUTPUT ${folder}/stamp
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${folder}
    COMMAND ${CMAKE_COMMAND} -E env QT_QPA_PLATFORM=offscreen $<TARGET_FILE:${ARG_RUN}> ${ARG_ARGUMENTS} ${folder}
    COMMAND ${compress}
    COMMAND ${CMAKE_COMMAND} -E touch ${folder}/stamp
    DEPENDS ${ARG_RUN} COMMENT "Writing the manual of ${program}" VERBATIM)
  add_custom_target(${program}-manual ALL DEPENDS ${folder}/stamp)
  install(DIRECTORY ${folder}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT ${component})
  install(DIRECTORY ${folder}/bash/ DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
    COMPONENT ${component})
  install(DIRECTORY ${folder}/zsh/ DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${zsh_folder}
    COMPONENT ${component})
endfunction()
