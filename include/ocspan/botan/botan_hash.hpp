// A Hasher that uses Botan 2 or 3; it is compiled into the library ocspan-botan.
#pragma once

#include <cstdint>
#include <span>

#include "ocspan/ocsp/hasher.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A Hasher that computes SHA-1, SHA-2 and SHA-3 by Botan 2 or 3.
class BotanHasher {
 public:
  /// Writes the hash of `data` into `out`, which must have digest_size(hash) bytes. Returns false for another size, for
  /// MD5 and SHA-3, and where Botan was built without the hash. Allocates memory; throws nothing.
  bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const noexcept;
};
static_assert(Hasher<BotanHasher>);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/botan/botan_hash.cpp"
#endif
