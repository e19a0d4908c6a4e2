// How hash functions come in: the library has none.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// `hasher(hash, data, out)` writes the hash of `data` into `out`, which has digest_size(hash) bytes, and returns
/// true; false if it cannot compute that hash. BotanHasher is one.
template <class H>
concept Hasher = requires(H& hasher, HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) {
  { hasher(hash, data, out) } -> std::same_as<bool>;
};

/// For builders that are given hashes only: no Hasher, so that what needs one does not compile.
struct NoHasher {};

}  // namespace ocspan::inline OCSPAN_ABI
