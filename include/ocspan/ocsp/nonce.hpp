// Nonce (RFC 9654 2.1).
#pragma once

#include "ocspan/asn1/known_oid.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"

namespace ocspan {

/// What binds a response to a request. Lifetime: that of the octets.
class Nonce {
 public:
  static constexpr Oid oid = "nonce"_oid;
  static constexpr Field field = Field::extn_value;

  constexpr Nonce() = default;
  constexpr explicit Nonce(Bytes octets) : octets_(octets) {}

  /// Whatever the value is, it can be read: a whole OCTET STRING is the nonce as RFC 9654 has it, anything else one of
  /// RFC 2560, which did not say how it is encoded. Errors: none.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Writes an OCTET STRING; a bare nonce as it is.
  OCSPAN_FN void write(Writer& writer) const;

  /// The octets that have to be equal in request and response.
  constexpr Bytes octets() const { return octets_; }
  /// Whether the value is no OCTET STRING but the octets themselves.
  constexpr bool is_bare() const { return bare_; }
  /// Whether it has 1 to 128 octets, as RFC 9654 wants it.
  constexpr bool has_standard_length() const { return !octets_.empty() && octets_.size() <= 128; }

 private:
  Bytes octets_;
  bool bare_ = false;
};

}  // namespace ocspan

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/nonce.cpp"
#endif
