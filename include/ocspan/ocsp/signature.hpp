// Signature (RFC 6960 4.1.1), whose three fields also end a BasicOCSPResponse.
#pragma once

#include "ocspan/asn1/bit_string.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"
#include "ocspan/x509/certificate.hpp"

namespace ocspan {

/// A view of a signature with its algorithm and the certificates that came along. Lifetime: that of the octets.
class Signature {
 public:
  /// A SEQUENCE of the three fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// The three fields alone.
  OCSPAN_FN void read_fields(Reader& fields);

  constexpr const AlgorithmIdentifier& algorithm() const OCSPAN_LIFETIMEBOUND { return algorithm_; }
  /// The signature's octets, and how many bits of the last one are not part of it: 0 in every sane message.
  constexpr const BitString& bits() const OCSPAN_LIFETIMEBOUND { return signature_; }
  /// The certificates, each as its DER; empty where `certs` is absent.
  constexpr const Certificates& certificates() const OCSPAN_LIFETIMEBOUND { return certs_; }

 private:
  AlgorithmIdentifier algorithm_;
  BitString signature_;
  Certificates certs_;
};

}  // namespace ocspan

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/signature.cpp"
#endif
