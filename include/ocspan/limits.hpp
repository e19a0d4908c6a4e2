// Every limit of the library. Whatever exceeds one is reported by an error of its own, never cut off.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ocspan/config.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The longest input in bytes: offsets have 32 bits. A longer one: ErrorCode::input_too_long.
inline constexpr std::uint64_t max_input_size = 0xffff'ffff;

/// The longest INTEGER or arc of an OBJECT IDENTIFIER, in contents octets, that is written in decimal: the work grows
/// with the square of the length. A longer one: ErrorCode::too_long_for_decimal. Hexadecimal has no limit.
inline constexpr std::size_t max_decimal_bytes = 256;

/// How many extensions a builder takes for a message as a whole. One more: ErrorCode::too_many.
inline constexpr std::size_t max_added_extensions = 8;

/// How many certificates of a response are tried that all look like the signer's. Each takes two signature checks, and
/// the sender of the response chooses how many there are. One more: VerifyStep::too_many_signers.
inline constexpr std::size_t max_signers = 16;

/// How many signatures verify() checks at most: that of the certificate asked about, the response's by the issuer's
/// key, and two for each certificate that looks like the signer's.
inline constexpr std::size_t max_signature_checks = 2 + 2 * max_signers;

}  // namespace ocspan::inline OCSPAN_ABI
