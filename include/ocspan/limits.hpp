// Every limit of the library. Whatever is beyond one is reported by an error of its own, never cut off.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ocspan/config.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The longest input, in bytes: offsets are 32 bits wide. Beyond it: ErrorCode::input_too_long.
inline constexpr std::uint64_t max_input_size = 0xffff'ffff;

/// The longest INTEGER, and the longest arc of an OBJECT IDENTIFIER, in contents octets, that is turned into decimal
/// digits: the work grows with the square of it. Beyond it: ErrorCode::too_long_for_decimal; hexadecimal has no limit.
inline constexpr std::size_t max_decimal_bytes = 256;

/// How many extensions a builder holds for a message as a whole. Beyond it: ErrorCode::too_many.
inline constexpr std::size_t max_added_extensions = 8;

/// How many certificates of a response that all look like the signer's are tried: each takes two verifications of a
/// signature, and who sends the response chooses how many there are. Beyond it: VerifyStep::too_many_signers.
inline constexpr std::size_t max_signers = 16;

}  // namespace ocspan::inline OCSPAN_ABI
