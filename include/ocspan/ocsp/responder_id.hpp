// ResponderID (RFC 6960 4.2.1): who signed.
#pragma once

#include <optional>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/x509/name.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of a ResponderID: exactly one of by_name() and by_key(). Lifetime: that of the bytes.
class ResponderID {
 public:
  constexpr ResponderID() = default;
  /// byName: the subject of the responder's certificate.
  constexpr explicit ResponderID(const Name& name) : by_name_(name) {}
  /// byKey: the SHA-1 hash of the bits of the responder's public key. Lifetime: that of the bytes.
  constexpr explicit ResponderID(Bytes key_hash) : by_key_(key_hash) {}

  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Encodes the fields anew; a name as it is.
  OCSPAN_FN void write(Writer& writer) const;

  /// The subject of the responder's certificate.
  constexpr const std::optional<Name>& by_name() const OCSPAN_LIFETIMEBOUND { return by_name_; }
  /// SHA-1 of the bits of the responder's public key: 20 bytes; one of another length never matches.
  constexpr const std::optional<Bytes>& by_key() const OCSPAN_LIFETIMEBOUND { return by_key_; }

 private:
  std::optional<Name> by_name_;
  std::optional<Bytes> by_key_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/responder_id.cpp"
#endif
