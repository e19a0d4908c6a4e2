#include "sha.hpp"
#include "use.hpp"

bool hash(ocspan::HashAlgorithm algorithm, ocspan::Bytes data, std::span<std::uint8_t> out) {
  return example::sha(algorithm, data, out);
}

// Every signature is accepted, so that the steps after it are run. A real verifier's code and stack are not counted.
bool check_signature(const ocspan::AlgorithmIdentifier&, const ocspan::SubjectPublicKeyInfo&, ocspan::Bytes,
                     ocspan::Bytes) {
  return true;
}
