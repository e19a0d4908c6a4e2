#include "sha.hpp"
#include "use.hpp"

bool hash(ocspan::HashAlgorithm algorithm, ocspan::Bytes data, std::span<std::uint8_t> out) {
  return example::sha(algorithm, data, out);
}

// Each signature passes, so that all that follows is run. What a real one takes is not the library's.
bool check_signature(const ocspan::AlgorithmIdentifier&, const ocspan::SubjectPublicKeyInfo&, ocspan::Bytes,
                     ocspan::Bytes) {
  return true;
}
