// The one function that libFuzzer, AFL++ and replay_main.cpp call.
#pragma once

#include <cstddef>
#include <cstdint>

/// Checks the properties of one harness on one input; a property that does not hold aborts. Returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
