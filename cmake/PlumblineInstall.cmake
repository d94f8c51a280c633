# What `cmake --install` adds to the rooms' own rules, so that find_package(plumbline) works.
# Each library room installs its target with EXPORT plumblineTargets, and its headers.
include(CMakePackageConfigHelpers)

set(plumbline_cmake_dir "${CMAKE_INSTALL_LIBDIR}/cmake/plumbline")

install(EXPORT plumblineTargets NAMESPACE plumbline:: DESTINATION "${plumbline_cmake_dir}")
configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/plumblineConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/plumblineConfig.cmake"
  INSTALL_DESTINATION "${plumbline_cmake_dir}")
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/plumblineConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/plumblineConfig.cmake"
  "${PROJECT_BINARY_DIR}/plumblineConfigVersion.cmake"
  DESTINATION "${plumbline_cmake_dir}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/plumbline")

# The command finds the parser that is installed with it, where that is shared.
if(BUILD_SHARED_LIBS AND TARGET plumbline AND NOT DEFINED CMAKE_INSTALL_RPATH)
  set_target_properties(plumbline PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
endif()
