// The parameters of RSASSA-PSS in the form that the verifiers here need.
#pragma once

#include <cstdint>
#include <ocspan/x509/algorithm_identifier.hpp>
#include <ocspan/x509/known_oid.hpp>
#include <ocspan/x509/rsassa_pss_params.hpp>
#include <optional>

struct PssScheme {
  ocspan::HashAlgorithm hash;
  ocspan::HashAlgorithm mask_hash;
  int salt_length;

  /// The parameters of `algorithm`; nullopt if they cannot be read, and if they are of a kind that nobody uses: a mask
  /// function other than MGF1, a trailer field other than 1, a salt of 32,768 bytes or more.
  static std::optional<PssScheme> of(const ocspan::AlgorithmIdentifier& algorithm) {
    using ocspan::operator""_oid;
    // Verifiers must understand a DEFAULT that is written out (RFC 4055 3.1).
    const auto params = ocspan::load<ocspan::RSASSAPSSParams>(algorithm.parameters().value_or(ocspan::Bytes{}),
                                                              ocspan::Tolerance::explicit_default);
    if (!params || !(params->mask_gen_algorithm().oid() == "mgf1"_oid) ||
        !(params->trailer_field() == ocspan::RSASSAPSSParams{}.trailer_field())) {
      return std::nullopt;
    }
    const auto& mask_algorithm = params->mask_gen_algorithm().hash_algorithm();
    const std::optional<ocspan::HashAlgorithm> hash = params->hash_algorithm().hash();
    const std::optional<ocspan::HashAlgorithm> mask_hash = mask_algorithm ? mask_algorithm->hash() : std::nullopt;
    const ocspan::Bytes salt_length = params->salt_length().bytes();
    if (!hash || !mask_hash || params->salt_length().is_negative() || salt_length.size() > 2) {
      return std::nullopt;
    }
    int length = 0;
    for (const std::uint8_t byte : salt_length) {
      length = length << 8 | byte;
    }
    return PssScheme{*hash, *mask_hash, length};
  }
};
