// What requests are made of, in the verbs that write some.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ocspan/ocspan.hpp>
#include <string>
#include <vector>

namespace ocspan_tool {

/// The hash functions of CertIDs that are written.
inline constexpr ocspan::HashAlgorithm request_hashes[] = {ocspan::HashAlgorithm::sha1, ocspan::HashAlgorithm::sha224,
                                                           ocspan::HashAlgorithm::sha256, ocspan::HashAlgorithm::sha384,
                                                           ocspan::HashAlgorithm::sha512};

/// "sha1|sha224|...": those, for --help.
std::string names_of_hashes();

/// The value of --hash, one of those: sha256, SHA-256. Throws std::invalid_argument for any other text.
ocspan::HashAlgorithm parse_hash(const std::string& name);

/// The hashes of an issuer in CertIDs. Throws std::runtime_error if Botan cannot compute them.
ocspan::IssuerHashes hashes_of(const ocspan::IssuerHashInput& issuer, ocspan::HashAlgorithm hash);

/// The least that RFC 9654 2.1 allows clients.
inline constexpr std::size_t least_nonce_size = 32;

/// Bytes that nobody can foresee.
std::vector<std::uint8_t> random_nonce(std::size_t size);

}  // namespace ocspan_tool
