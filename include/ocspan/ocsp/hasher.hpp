// How the caller provides hash functions: the library has none of its own.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A callable that computes hashes, such as BotanHasher: `hasher(hash, data, out)` writes the hash of `data` into
/// `out`, which has digest_size(hash) bytes, and returns true; it returns false if it cannot compute that hash.
template <class H>
concept Hasher = requires(H& hasher, HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) {
  { hasher(hash, data, out) } -> std::same_as<bool>;
};

/// Stands for a Hasher in builders that are given hashes only: functions that would need one do not compile.
struct NoHasher {};

}  // namespace ocspan::inline OCSPAN_ABI
