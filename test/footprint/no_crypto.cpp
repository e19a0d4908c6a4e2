#include "use.hpp"

bool hash(ocspan::HashAlgorithm, ocspan::Bytes, std::span<std::uint8_t>) { return false; }

bool check_signature(const ocspan::AlgorithmIdentifier&, const ocspan::SubjectPublicKeyInfo&, ocspan::Bytes,
                     ocspan::Bytes) {
  return false;
}
