# SPDX-License-Identifier: Apache-2.0
# Every folder of code is one static library that holds all its *.cpp files, so adding a file needs no CMake edit.

# destudio_add_library(NAME [TORCH] [QT] [LINK targets...])
#   TORCH  the sources may include torch; they share one precompiled header
#   QT     run moc, rcc and uic
function(destudio_add_library name)
  cmake_parse_arguments(ARG "TORCH;QT" "" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
  if(NOT sources MATCHES "\\.cpp")
    list(APPEND sources ${PROJECT_SOURCE_DIR}/cmake/empty.cpp)
  endif()
  add_library(destudio_${name} STATIC ${sources})
  add_library(destudio::${name} ALIAS destudio_${name})
  set_target_properties(destudio_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(destudio_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(destudio_${name} PUBLIC ${ARG_LINK} PRIVATE destudio_warnings)
  if(ARG_QT)
    set_target_properties(destudio_${name} PROPERTIES AUTOMOC ON AUTORCC ON)
    target_compile_definitions(destudio_${name} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII)
  endif()
  if(ARG_TORCH)
    target_link_libraries(destudio_${name} PUBLIC torch)
    if(TARGET destudio_torch_pch)
      target_precompile_headers(destudio_${name} REUSE_FROM destudio_torch_pch)
    endif()
  endif()
endfunction()

# destudio_add_tests(PREFIX [TORCH] [LINK targets...]): one Qt Test program for each *_test.cpp in this folder.
# The program is called PREFIX_<file> and finds tests/data through the macro DESTUDIO_TEST_DATA_DIR.
function(destudio_add_tests prefix)
  cmake_parse_arguments(ARG "TORCH" "" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *_test.cpp)
  foreach(source ${sources})
    get_filename_component(stem ${source} NAME_WE)
    set(target ${prefix}_${stem})
    add_executable(${target} ${source})
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
    target_link_libraries(${target} PRIVATE ${ARG_LINK} destudio_test_support destudio_warnings)
    if(ARG_TORCH)
      target_link_libraries(${target} PRIVATE torch)
      target_precompile_headers(${target} REUSE_FROM destudio_torch_test_pch)
    endif()
    add_test(NAME ${target} COMMAND ${target})
    set_tests_properties(${target} PROPERTIES TIMEOUT 300
      ENVIRONMENT "QT_QPA_PLATFORM=offscreen;OMP_NUM_THREADS=2;OMP_WAIT_POLICY=PASSIVE")
  endforeach()
endfunction()
