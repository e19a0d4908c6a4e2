// Nonce (RFC 9654 2.1).
#pragma once

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// What binds a response to a request. Lifetime: that of the bytes.
class Nonce {
 public:
  static constexpr Oid oid = "nonce"_oid;
  static constexpr Field field = Field::extn_value;

  constexpr Nonce() = default;
  constexpr explicit Nonce(Bytes bytes) : bytes_(bytes) {}

  /// Whatever the value is, it can be read: a whole OCTET STRING is the nonce as RFC 9654 has it, anything else one of
  /// RFC 2560, which did not say how it is encoded. Errors: none.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Writes an OCTET STRING; a bare nonce as it is.
  OCSPAN_FN void write(Writer& writer) const;

  /// The bytes that have to be equal in request and response.
  constexpr Bytes bytes() const { return bytes_; }
  /// Whether the value is no OCTET STRING but the bytes themselves.
  constexpr bool is_bare() const { return bare_; }
  /// Whether it has 1 to 128 bytes, as RFC 9654 wants it.
  constexpr bool has_standard_length() const { return !bytes_.empty() && bytes_.size() <= 128; }

 private:
  Bytes bytes_;
  bool bare_ = false;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/nonce.cpp"
#endif
