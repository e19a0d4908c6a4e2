// PEM (RFC 7468): DER in base64 between two lines of text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/x509/certificate.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// One block of a PEM text (RFC 7468). Lifetime: refers to the text.
struct PemBlock {
  std::string_view label;   ///< "CERTIFICATE"
  std::string_view base64;  ///< what is between the BEGIN line and the END line
  std::size_t offset = 0;   ///< where `base64` begins in the text
};

/// Finds the blocks of a PEM text (RFC 7468) one after the other, and ignores text outside them. Lines end with LF, CR
/// LF or CR. The work is linear in the length of the text. Lifetime: refers to the text.
class PemReader {
 public:
  /// Reads the blocks of `text`. Lifetime: refers to it.
  constexpr explicit PemReader(std::string_view text OCSPAN_LIFETIMEBOUND) : text_(text) {}

  /// The next block, or nothing when there are no more. Errors: bad_pem for one whose END line is missing or names
  /// another label, with the offset of its BEGIN line; input_too_long for a text beyond max_input_size.
  OCSPAN_FN Result<std::optional<PemBlock>> next();

 private:
  std::string_view text_;
  std::size_t pos_ = 0;
};

namespace detail {

constexpr Error error_in_text(ErrorCode code, std::size_t at) {
  return {code, Field::none, static_cast<std::uint32_t>(at)};
}

/// Decodes base64 (RFC 4648 4) one character after the other into a caller's span; past its end bytes are only counted.
class Base64Decoder {
 public:
  constexpr explicit Base64Decoder(std::span<std::uint8_t> out) : out_(out) {}

  /// Takes the character that stands at `at` in the text; false for one that does not belong there.
  OCSPAN_FN bool put(char c, std::size_t at);
  /// What was written. `end` is the size of the text. Errors: those of decode_base64().
  OCSPAN_FN Result<Bytes> finish(std::size_t end);

 private:
  OCSPAN_FN void put_byte(std::uint32_t low_byte);

  std::span<std::uint8_t> out_;
  std::size_t size_ = 0;
  std::uint32_t group_ = 0;  // the digits since the last whole group of four
  unsigned digits_ = 0;
  unsigned padding_ = 0;
  std::size_t last_ = 0;  // where the last digit stands
};

}  // namespace detail

/// Decodes base64 (RFC 4648 4) into `out`; white space is passed over. Returns what it wrote.
/// Errors: bad_base64, with the offset in `text`: a character that is none, padding that is missing or too much, bits
/// after the last byte that are not zero; no_space, with the needed size; input_too_long beyond max_input_size.
OCSPAN_FN Result<Bytes> decode_base64(std::string_view text, std::span<std::uint8_t> out);

/// Reads the first block with the label CERTIFICATE, decoded into `buffer`, which is large enough if it is as long as
/// the text. Returns a view of `buffer`. Errors: no_pem_block, bad_pem, bad_base64, with the offset in `pem`; no_space;
/// input_too_long; those of load_der_x509_certificate, with the offset in the decoded bytes.
OCSPAN_FN Result<Certificate> load_pem_x509_certificate(std::string_view pem,
                                                        std::span<std::uint8_t> buffer OCSPAN_LIFETIMEBOUND,
                                                        Tolerance tolerance = Tolerance::none);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/pem.cpp"
#endif
