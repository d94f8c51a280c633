# The language, the warnings and the instrumentation of everything built here.

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo" FORCE)
  endif()
  if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(PLUMBLINE_CCACHE ccache)
    if(PLUMBLINE_CCACHE)
      set(CMAKE_CXX_COMPILER_LAUNCHER "${PLUMBLINE_CCACHE}")
    endif()
  endif()
endif()

# __FILE__ is the path from the root, wherever the tree stands.
add_compile_options("-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False at -O2 and above wherever an absl::InlinedVector is moved: it copies its storage whole.
  add_compile_options(-Wno-maybe-uninitialized)
endif()
if(PLUMBLINE_WERROR)
  add_compile_options(-Werror)
endif()

if(PLUMBLINE_SANITIZE)
  # A sanitizer's report is a failure, never a remark; _GLIBCXX_ASSERTIONS checks the bounds of
  # containers and views, where the octet after the end still belongs to the same allocation.
  add_compile_options("-fsanitize=${PLUMBLINE_SANITIZE}" -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  add_link_options("-fsanitize=${PLUMBLINE_SANITIZE}")
  # For what is not itself under test: of the sanitizers ASan alone, which sees where the octets of a test end.
  foreach(sanitizer undefined fuzzer-no-link)
    if(PLUMBLINE_SANITIZE MATCHES "(^|,)${sanitizer}(,|$)")
      list(APPEND PLUMBLINE_UNCHECKED -fno-sanitize=${sanitizer})
    endif()
  endforeach()
endif()

if(PLUMBLINE_COVERAGE)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "PLUMBLINE_COVERAGE needs clang: use the preset coverage.")
  endif()
  add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
  add_link_options(-fprofile-instr-generate)
endif()
