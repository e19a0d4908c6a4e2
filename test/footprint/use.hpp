// Each program in this folder is one use of the library, whose code size and stack are measured.
#pragma once

#include <cstdint>
#include <ocspan/ocsp/hasher.hpp>
#include <ocspan/x509/subject_public_key_info.hpp>
#include <span>

/// Uses the library on messages that may hold any bytes. The return value depends on everything that was read, so that
/// the compiler cannot leave anything out.
extern "C" int use(ocspan::Bytes response, ocspan::Bytes request, ocspan::Bytes issuer, std::span<std::uint8_t> out);

// The cryptography, which is the caller's: measured without (no_crypto.cpp), run with enough of it to get to the end
// (crypto.cpp).
bool hash(ocspan::HashAlgorithm algorithm, ocspan::Bytes data, std::span<std::uint8_t> out);
bool check_signature(const ocspan::AlgorithmIdentifier& algorithm, const ocspan::SubjectPublicKeyInfo& key,
                     ocspan::Bytes message, ocspan::Bytes signature);
