// SingleResponse (RFC 6960 4.2.1): the answer about one certificate.
#pragma once

#include <optional>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/ocsp/cert_id.hpp"
#include "ocspan/ocsp/cert_status.hpp"
#include "ocspan/x509/extension.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The answer about one certificate (RFC 6960 4.2.1). It is what the message says: nobody has verified it yet.
/// Lifetime: refers to the bytes it was loaded from.
class SingleResponse {
 public:
  /// Takes the next of `fields`, which must be a SingleResponse. All of it is inlined into a loop over answers, which
  /// therefore decodes what it asks for.
  OCSPAN_INLINE void take(CheckedFields& fields) {
    CheckedFields inner{fields.next()};
    cert_id_.take(inner);
    cert_status_.take(inner);
    this_update_.take(inner);
    if (inner.next_is(explicit_tag(0))) {
      CheckedFields next_update{inner.next()};
      next_update_.emplace().take(next_update);
    }
    if (inner.next_is(explicit_tag(1))) {
      single_extensions_ = Extensions::of_checked(CheckedFields{inner.next()}.next());
    }
  }

  /// Reads the SingleResponse. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the SingleResponse from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// Which certificate the answer is about.
  constexpr const CertID& cert_id() const OCSPAN_LIFETIMEBOUND { return cert_id_; }
  /// Good, revoked or unknown.
  constexpr OCSPCertStatus certificate_status() const { return cert_status_.status(); }
  /// When the certificate was revoked; nullopt unless the status is revoked.
  constexpr const std::optional<Time>& revocation_time() const OCSPAN_LIFETIMEBOUND {
    return cert_status_.revocation_time();
  }
  /// Why the certificate was revoked; nullopt unless the status is revoked and the reason is given.
  constexpr const std::optional<ReasonFlags>& revocation_reason() const OCSPAN_LIFETIMEBOUND {
    return cert_status_.revocation_reason();
  }
  /// When the status was known to be right.
  constexpr const Time& this_update() const OCSPAN_LIFETIMEBOUND { return this_update_; }
  /// By when there will be newer information; nullopt if it is always available (RFC 6960 4.2.2.1).
  constexpr const std::optional<Time>& next_update() const OCSPAN_LIFETIMEBOUND { return next_update_; }
  /// singleExtensions; empty if absent.
  constexpr const Extensions& single_extensions() const OCSPAN_LIFETIMEBOUND { return single_extensions_; }

  /// The hash function of cert_id().
  constexpr const AlgorithmIdentifier& hash_algorithm() const OCSPAN_LIFETIMEBOUND { return cert_id_.hash_algorithm(); }
  /// The hash of the issuer's name, from cert_id().
  constexpr Bytes issuer_name_hash() const { return cert_id_.issuer_name_hash(); }
  /// The hash of the issuer's public key, from cert_id().
  constexpr Bytes issuer_key_hash() const { return cert_id_.issuer_key_hash(); }
  /// The serial number of the certificate, from cert_id().
  constexpr const Integer& serial_number() const OCSPAN_LIFETIMEBOUND { return cert_id_.serial_number(); }

 private:
  CertID cert_id_;
  CertStatus cert_status_;
  Time this_update_;
  std::optional<Time> next_update_;
  Extensions single_extensions_;
};

namespace detail {

/// Writes a SingleResponse of these fields.
template <class ID, class ExtensionRange>
constexpr void write_single_response(Writer& writer, const ID& cert_id, const CertStatus& cert_status,
                                     const Time& this_update, const std::optional<Time>& next_update,
                                     const ExtensionRange& single_extensions) {
  writer.nest(Tag::sequence, [&] {
    cert_id.write(writer);
    cert_status.write(writer);
    this_update.write(writer);
    writer.optional(0, next_update);
    writer.optional_sequence_of(1, single_extensions);
  });
}

}  // namespace detail
}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/single_response.cpp"
#endif
