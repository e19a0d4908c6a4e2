// SHA-1 and SHA-256 (FIPS 180-4), in place of a board's hash unit: small, not fast.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ocspan/ocsp/hasher.hpp>
#include <span>

namespace example {

/// A Hasher for SHA-1 and SHA-256; returns false for other hashes.
bool sha(ocspan::HashAlgorithm hash, ocspan::Bytes data, std::span<std::uint8_t> out);

}  // namespace example
