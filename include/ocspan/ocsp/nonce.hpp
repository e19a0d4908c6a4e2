// Nonce (RFC 9654 2.1).
#pragma once

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Binds a response to its request (RFC 9654 2.1). Lifetime: refers to the bytes it was loaded or made from.
class Nonce {
 public:
  static constexpr Oid oid = "nonce"_oid;            ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  constexpr Nonce() = default;
  /// A nonce to be written, of these bytes. Lifetime: refers to them.
  constexpr explicit Nonce(Bytes bytes) : bytes_(bytes) {}

  /// Reads the Nonce, whatever its value is: a whole OCTET STRING is a nonce of RFC 9654; anything else is one of RFC
  /// 2560, which did not say how it is encoded. Errors: none.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Writes the nonce as an OCTET STRING, or as it was read if it is bare.
  OCSPAN_FN void write(Writer& writer) const;

  /// The bytes that must be equal in request and response.
  constexpr Bytes bytes() const { return bytes_; }
  /// Whether the value was not an OCTET STRING, so that all of it is the nonce.
  constexpr bool is_bare() const { return bare_; }
  /// Whether the nonce has 1 to 128 bytes, as RFC 9654 requires.
  constexpr bool has_standard_length() const { return !bytes_.empty() && bytes_.size() <= 128; }

 private:
  Bytes bytes_;
  bool bare_ = false;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/nonce.cpp"
#endif
