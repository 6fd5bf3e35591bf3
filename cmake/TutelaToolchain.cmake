# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler cache, linker, warnings, hardening and sanitizers, as two interface targets:
# tutela_flags (every module) and tutela_strict (modules free of Qt).
find_program(TUTELA_CCACHE ccache)
if(TUTELA_CCACHE)
  # Without these words ccache keeps nothing that uses a precompiled header, and nothing for a second checkout.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${TUTELA_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
endif()

# The debug information of RelWithDebInfo triples build time and size; assertions matter more here.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")

add_library(tutela_flags INTERFACE)
target_compile_options(tutela_flags INTERFACE
  # -Wshadow=local: GCC 12 takes enumerators of scoped enumerations for shadows of types.
  -Wall -Wextra -Wpedantic -Wshadow=local -Wformat=2 -Wdouble-promotion
  # False alarms of GCC 12 inside std::string when it is inlined (GCC bugs 105329, 105651).
  -Wno-stringop-overflow -Wno-restrict -Wno-array-bounds
  -fstack-protector-strong -fstack-clash-protection -fcf-protection -fpch-preprocess)
target_compile_definitions(tutela_flags INTERFACE
  _GLIBCXX_ASSERTIONS POINTERHOLDER_TRANSITION=4
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH)
if(NOT TUTELA_SANITIZE)
  # Debian's compiler may define a lower level on its own.
  target_compile_options(tutela_flags INTERFACE $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE>)
  target_compile_definitions(tutela_flags INTERFACE $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=3>)
endif()
target_link_options(tutela_flags INTERFACE -Wl,-z,relro,-z,now -Wl,-z,noexecstack)
if(TUTELA_WERROR)
  target_compile_options(tutela_flags INTERFACE -Werror)
endif()
if(TUTELA_SANITIZE)
  target_compile_options(tutela_flags INTERFACE -fsanitize=${TUTELA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(tutela_flags INTERFACE -fsanitize=${TUTELA_SANITIZE})
endif()
find_program(TUTELA_MOLD mold)
if(TUTELA_MOLD)
  target_link_options(tutela_flags INTERFACE -fuse-ld=mold)
endif()

add_library(tutela_strict INTERFACE)
target_compile_options(tutela_strict INTERFACE -Wconversion -Wold-style-cast)
