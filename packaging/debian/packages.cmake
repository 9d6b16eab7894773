# SPDX-License-Identifier: Apache-2.0
# The Debian packages destudio-cli, destudio and destudio-data, which `cpack` makes of a build with preset package
# (packaging/package.sh). Dependencies on libraries are computed by dpkg-shlibdeps.
set(debian ${CMAKE_CURRENT_LIST_DIR})
set(release 1)
set(DESTUDIO_PACKAGER "DiffusionEngine Studio maintainers <maintainers@destudio.invalid>" CACHE STRING
  "Who answers for the packages")
set(packages)
if(DESTUDIO_BUILD_ENGINE)
  list(APPEND packages destudio-data:data)
endif()
list(APPEND packages destudio-cli:cli)
if(DESTUDIO_BUILD_STUDIO)
  list(APPEND packages destudio:studio)
endif()

# Debian's own files lie in share/doc/PACKAGE; they are no part of a plain `cmake --install`.
configure_file(${debian}/changelog.in ${CMAKE_CURRENT_BINARY_DIR}/changelog @ONLY)
set(changelog ${CMAKE_CURRENT_BINARY_DIR}/changelog.Debian.gz)
add_custom_command(OUTPUT ${changelog} COMMAND gzip -9nc ${CMAKE_CURRENT_BINARY_DIR}/changelog > ${changelog}
  DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/changelog VERBATIM)
if(DESTUDIO_DEBIAN)
  add_custom_target(debian_changelog ALL DEPENDS ${changelog})
endif()

set(CPACK_COMPONENTS_ALL)
foreach(entry ${packages})
  string(REPLACE ":" ";" entry ${entry})
  list(GET entry 0 package)
  list(GET entry 1 component)
  string(TOUPPER ${component} upper)
  list(APPEND CPACK_COMPONENTS_ALL ${component})
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${package})
  if(DESTUDIO_DEBIAN)
    set(doc ${CMAKE_INSTALL_DATADIR}/doc/${package})
    install(FILES ${changelog} DESTINATION ${doc} COMPONENT ${component})
    install(FILES ${debian}/${package}.copyright DESTINATION ${doc} RENAME copyright COMPONENT ${component})
    if(EXISTS ${debian}/${package}.lintian-overrides)
      install(FILES ${debian}/${package}.lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
        RENAME ${package} COMPONENT ${component})
    endif()
  endif()
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "DiffusionEngine Studio")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${release})
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${DESTUDIO_PACKAGER}")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(same_version "(= ${PROJECT_VERSION}-${release})")

set(what "A frozen latent diffusion model redraws reference images, and a
Detection-Adapter reads boxes off its features in the same pass, so images and
labels come together.")

set(CPACK_DEBIAN_CLI_PACKAGE_SECTION science)
set(CPACK_DEBIAN_CLI_PACKAGE_RECOMMENDS "destudio-data ${same_version}, libopenblas0-openmp")
set(CPACK_DEBIAN_CLI_PACKAGE_SUGGESTS destudio)
set(CPACK_COMPONENT_CLI_DESCRIPTION "labelled variants of reference images, without a window
${what}
.
The command line generates, scales datasets up, trains adapters, measures them,
and converts, checks and divides datasets.")

set(CPACK_DEBIAN_STUDIO_PACKAGE_SECTION science)
set(CPACK_DEBIAN_STUDIO_PACKAGE_DEPENDS "destudio-data ${same_version}")
set(CPACK_DEBIAN_STUDIO_PACKAGE_RECOMMENDS
  "destudio-cli ${same_version}, libopenblas0-openmp, fonts-dejavu-core, qt6-translations-l10n")
set(CPACK_COMPONENT_STUDIO_DESCRIPTION "make and review labelled variants of reference images
${what}
.
In the window variants stand side by side; boxes are corrected and exported to
COCO, Pascal VOC, YOLO and other formats. As it links QCustomPlot, the program
is under the GPL-3 or later.")

set(CPACK_DEBIAN_DATA_PACKAGE_SECTION science)
set(CPACK_DEBIAN_DATA_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DATA_PACKAGE_SHLIBDEPS OFF)
set(CPACK_COMPONENT_DATA_DESCRIPTION "built-in bundle and sample of DiffusionEngine Studio
${what}
.
A small diffusion model of clip-art scenes with its adapter, a detector that
judges it, training recipes, and sample references.")

include(CPack)
