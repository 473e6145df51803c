# The compile flags of every target, and the helpers that make targets.

find_package(OpenMP REQUIRED COMPONENTS CXX)

add_library(muster_flags INTERFACE)
target_include_directories(muster_flags INTERFACE "${PROJECT_SOURCE_DIR}")
# -ffp-contract=off: a fused multiply-add would round differently on processors that have it.
target_compile_options(muster_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -ffp-contract=off)
target_link_libraries(muster_flags INTERFACE OpenMP::OpenMP_CXX)

# muster_folder(engine/kernel SOURCES a.cpp b.cpp [LIBRARIES external...]): the static library
# muster_kernel of the folder engine/kernel. It links the folders that MusterFolders.cmake lets the
# folder and its sub-folders include, and the external libraries.
function(muster_folder folder)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  cmake_path(GET folder FILENAME name)
  add_library(muster_${name} STATIC ${arg_SOURCES})
  target_link_libraries(muster_${name} PUBLIC muster_flags ${arg_LIBRARIES})
  foreach(row IN LISTS MUSTER_FOLDERS)
    if(row STREQUAL folder OR row MATCHES "^${folder}/")
      foreach(other IN LISTS may_include_${row})
        string(REGEX MATCH "^engine/([a-z]+)" matched "${other}")
        if(matched AND NOT CMAKE_MATCH_1 STREQUAL name)
          target_link_libraries(muster_${name} PUBLIC muster_${CMAKE_MATCH_1})
        endif()
      endforeach()
    endif()
  endforeach()
endfunction()

# The flags that all test programs share, so that they can share one precompiled header.
function(muster_test_flags target)
  # Tests are compiled more often than they run: less optimisation takes a third off their compile time.
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  target_link_libraries(${target} PRIVATE muster_flags GTest::gtest_main GTest::gmock)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess) # ccache keeps what uses the header only with it
  endif()
endfunction()

# muster_test(name SOURCES a.cpp [LIBRARIES muster_kernel...]): the GoogleTest program test_<name>.
function(muster_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES})
  muster_test_flags(test_${name})
  target_link_libraries(test_${name} PRIVATE test_places ${arg_LIBRARIES})
  target_precompile_headers(test_${name} REUSE_FROM test_headers)
  gtest_discover_tests(
    test_${name} DISCOVERY_TIMEOUT 60
    PROPERTIES ENVIRONMENT "OMP_WAIT_POLICY=passive" TIMEOUT 600)
endfunction()
