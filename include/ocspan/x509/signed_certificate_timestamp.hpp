// SignedCertificateTimestampList (RFC 6962 3.2, 3.3), which is encoded as TLS does, not in DER.
#pragma once

#include <cstdint>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/vector_of.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A log's promise to publish the certificate (RFC 6962 3.2). Lifetime: refers to the bytes it was loaded from.
class SignedCertificateTimestamp {
 public:
  /// Reads the SCT, all that is left; see SignedCertificateTimestampList::read() for the error.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// The whole SCT.
  constexpr Bytes bytes() const { return bytes_; }
  /// The version; 0 is v1. Of any other version nothing else is known (RFC 6962 3.3): all fields are then empty.
  constexpr std::uint8_t version() const { return bytes_.empty() ? 0 : bytes_[0]; }
  /// The SHA-256 hash of the log's public key: 32 bytes.
  constexpr Bytes log_id() const { return log_id_; }
  /// When the SCT was made, in milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
  constexpr std::uint64_t timestamp() const { return timestamp_; }
  /// The extensions of the SCT, for which RFC 6962 defines none.
  constexpr Bytes extensions() const { return extensions_; }
  /// The hash function of the signature by its number in TLS (RFC 5246 7.4.1.4.1): 4 is sha256.
  constexpr std::uint8_t hash_algorithm() const { return hash_algorithm_; }
  /// The signature algorithm by its number in TLS (RFC 5246 7.4.1.4.1): 1 is rsa, 3 is ecdsa.
  constexpr std::uint8_t signature_algorithm() const { return signature_algorithm_; }
  /// The signature.
  constexpr Bytes signature() const { return signature_; }

 private:
  Bytes bytes_;
  Bytes log_id_;
  Bytes extensions_;
  Bytes signature_;
  std::uint64_t timestamp_ = 0;
  std::uint8_t hash_algorithm_ = 0;
  std::uint8_t signature_algorithm_ = 0;
};

/// A list of SCTs (RFC 6962 3.3), all checked when it was read: a range of SignedCertificateTimestamp.
/// Lifetime: refers to the bytes it was loaded from.
class SignedCertificateTimestampList : public VectorOf<SignedCertificateTimestamp> {
 public:
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  /// Reads the list. Errors: those of Reader::contents; bad_sct_list if a length does not fit what follows, the list or
  /// an element is empty, or a v1 SCT is cut off or followed by something.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Writes the list as it was read.
  OCSPAN_FN void write(Writer& writer) const;
};

/// The SCT list of a certificate (RFC 6962 3.3): a range of SignedCertificateTimestamp.
/// Lifetime: refers to the bytes it was loaded from.
class CertificateSCTList : public SignedCertificateTimestampList {
 public:
  static constexpr Oid oid = "sct-list"_oid;  ///< the type of the extension, its extnID
};

/// The SCT list of a SingleResponse (RFC 6962 3.3): a range of SignedCertificateTimestamp.
/// Lifetime: refers to the bytes it was loaded from.
class OCSPSCTList : public SignedCertificateTimestampList {
 public:
  static constexpr Oid oid = "ocsp-sct-list"_oid;  ///< the type of the extension, its extnID
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/signed_certificate_timestamp.cpp"
#endif
