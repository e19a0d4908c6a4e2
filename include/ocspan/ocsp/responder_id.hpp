// ResponderID (RFC 6960 4.2.1): who has signed a response.
#pragma once

#include <optional>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/x509/name.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Either by_name() or by_key() (RFC 6960 4.2.1). Lifetime: refers to the bytes it was loaded or made from.
class ResponderID {
 public:
  constexpr ResponderID() = default;
  /// byName: the subject of the responder's certificate. Lifetime: refers to what `name` refers to.
  constexpr explicit ResponderID(const Name& name) : by_name_(name) {}
  /// byKey: the SHA-1 hash of the bits of the responder's public key. Lifetime: refers to `key_hash`.
  constexpr explicit ResponderID(Bytes key_hash) : by_key_(key_hash) {}

  /// Reads the ResponderID. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the ResponderID; a name is written as it was read.
  OCSPAN_FN void write(Writer& writer) const;

  /// The subject of the responder's certificate; nullopt if it is identified by its key.
  constexpr const std::optional<Name>& by_name() const OCSPAN_LIFETIMEBOUND { return by_name_; }
  /// The SHA-1 hash of the bits of the responder's public key, 20 bytes (one of another length never matches); nullopt
  /// if it is identified by its name.
  constexpr const std::optional<Bytes>& by_key() const OCSPAN_LIFETIMEBOUND { return by_key_; }

 private:
  std::optional<Name> by_name_;
  std::optional<Bytes> by_key_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/responder_id.cpp"
#endif
