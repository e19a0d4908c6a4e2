// Catch2, version 2 or 3.
#pragma once

#ifdef OCSPAN_TEST_CATCH2_V3
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif
