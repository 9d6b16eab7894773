# SPDX-License-Identifier: Apache-2.0
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
# -O2 rather than CMake's -O3: the heavy arithmetic runs inside libtorch and OpenCV, and the build is much shorter.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
endif()

add_library(destudio_warnings INTERFACE)
target_compile_options(destudio_warnings INTERFACE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Two warnings mean less in a batch, where a file is included: it stands below the constants of others, and a class
  # that only this file knows may hold what is in its anonymous namespace.
  target_compile_options(destudio_warnings INTERFACE -Wshadow=local -Wno-subobject-linkage)
endif()
if(DESTUDIO_WERROR)
  target_compile_options(destudio_warnings INTERFACE -Werror)
endif()
# Of tests, the command line and the like: nearly all they spend is reading headers, and what is slow in them is a call
# into a library of core, which is compiled with -O2.
set(DESTUDIO_QUICK_COMPILE -O1)

# Sanitizers. -O1 and line tables alone: the build stays short, and findings still name file and line. What is known of
# libraries that are not built this way stands in tests/support/*.supp; the test presets hand these files over.
set(DESTUDIO_SANITIZERS_address address,undefined)
set(DESTUDIO_SANITIZERS_thread thread)
if(DESTUDIO_SANITIZE)
  if(NOT DEFINED DESTUDIO_SANITIZERS_${DESTUDIO_SANITIZE})
    message(FATAL_ERROR "DESTUDIO_SANITIZE is \"${DESTUDIO_SANITIZE}\"; it may be \"address\", \"thread\" or empty.")
  endif()
  add_compile_options(-O1 -g1 -fno-omit-frame-pointer -fsanitize=${DESTUDIO_SANITIZERS_${DESTUDIO_SANITIZE}})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # In instrumented code GCC no longer sees what is set where; the warnings name libstdc++ and libtorch.
    add_compile_options(-Wno-maybe-uninitialized)
  endif()
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  add_link_options(-fsanitize=${DESTUDIO_SANITIZERS_${DESTUDIO_SANITIZE}})
endif()

if(DESTUDIO_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "The fuzz targets need clang, which brings libFuzzer: cmake --preset fuzz")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow
                      -fno-sanitize-recover=undefined,float-cast-overflow
                      -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=address,undefined,float-cast-overflow)
endif()
