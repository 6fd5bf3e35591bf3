# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Sources of a target are compiled some at once: most of the time goes into reading the same headers. A file whose own names are those
# of another file of its target stays alone: SKIP_UNITY_BUILD_INCLUSION.
function(tutela_join_sources target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${TUTELA_UNITY} UNITY_BUILD_BATCH_SIZE 8)
  if(TUTELA_UNITY)
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage) # it takes joined sources for headers
  endif()
endfunction()

# tutela_add_module(NAME [QT] SOURCES a.cpp ... HEADERS a.h ... [PUBLIC targets] [PRIVATE targets])
# One static library tutela::NAME. Every public header also compiles alone (target NAME_verify_interface_header_sets).
function(tutela_add_module name)
  cmake_parse_arguments(ARG "QT" "" "SOURCES;HEADERS;PUBLIC;PRIVATE" ${ARGN})
  set(target tutela_${name})
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(tutela::${name} ALIAS ${target})
  set(headers ${ARG_HEADERS})
  list(TRANSFORM headers PREPEND ${PROJECT_SOURCE_DIR}/include/tutela/${name}/)
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include FILES ${headers})
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  tutela_join_sources(${target})
  target_link_libraries(${target} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} tutela_flags)
  if(NOT ARG_QT)
    target_link_libraries(${target} PRIVATE tutela_strict)
  endif()
endfunction()

# Tests are compiled often and run once.
set(TUTELA_TEST_OPTIMISATION -O1)

# tutela_add_tests(MODULE LABELS unit [QT] SOURCES test_a.cpp ... [LINK targets])
# One Catch2 program per call; each test case is one ctest test that carries the labels.
function(tutela_add_tests module)
  cmake_parse_arguments(ARG "QT" "NAME;TIMEOUT" "SOURCES;LINK;LABELS;PROPERTIES" ${ARGN})
  if(NOT ARG_NAME)
    set(ARG_NAME ${module})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set(target test_${ARG_NAME})
  add_executable(${target} ${ARG_SOURCES})
  target_link_libraries(${target} PRIVATE tutela::${module} ${ARG_LINK} tutela_test_support tutela_flags)
  target_compile_options(${target} PRIVATE ${TUTELA_TEST_OPTIMISATION})
  tutela_join_sources(${target})
  if(ARG_QT)
    target_link_libraries(${target} PRIVATE tutela_test_main_qt)
    target_precompile_headers(${target} REUSE_FROM tutela_test_headers_qt)
  else()
    target_link_libraries(${target} PRIVATE tutela_test_main)
    target_precompile_headers(${target} REUSE_FROM tutela_test_headers)
  endif()
  # A name that matches no case fails: CTest cuts names at some signs.
  catch_discover_tests(${target} TEST_PREFIX "${ARG_NAME}: " EXTRA_ARGS -w NoTests
    PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}" ${ARG_PROPERTIES})
endfunction()
