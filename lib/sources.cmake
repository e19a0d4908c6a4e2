# What a build system by CMake compiles, and how: lib/meson.build says why. test/check_lists.py compares the two.
# Sets OCSPAN_SOURCES, which is best compiled as one unit, OCSPAN_C_SOURCES, which is not, the same of the linter, and
# OCSPAN_OPTIONS for all four.
file(GLOB OCSPAN_SOURCES
  ${CMAKE_CURRENT_LIST_DIR}/asn1/*.cpp ${CMAKE_CURRENT_LIST_DIR}/x509/*.cpp ${CMAKE_CURRENT_LIST_DIR}/ocsp/*.cpp)
file(GLOB OCSPAN_C_SOURCES ${CMAKE_CURRENT_LIST_DIR}/c/*.cpp)
file(GLOB OCSPAN_LINT_SOURCES ${CMAKE_CURRENT_LIST_DIR}/lint/*.cpp)
set(OCSPAN_LINT_C_SOURCES ${CMAKE_CURRENT_LIST_DIR}/c/lint.cpp)
list(REMOVE_ITEM OCSPAN_C_SOURCES ${OCSPAN_LINT_C_SOURCES})
set(OCSPAN_OPTIONS -fno-exceptions -fno-rtti -fvisibility=hidden -Wno-attributes -ffunction-sections -fdata-sections
  -fno-builtin-bcmp -fno-tree-slp-vectorize)
