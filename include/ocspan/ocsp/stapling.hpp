// OCSP in TLS: CertificateStatus, which staples a response, and CertificateStatusRequest, which asks for one (RFC 6066
// 8, RFC 9846 4.4.2.1). The structures of RFC 6961, ocsp_multi, are obsolete and not read.
#pragma once

#include <cstdint>
#include <span>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/vector_of.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/ocsp/responder_id.hpp"
#include "ocspan/x509/extension.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// CertificateStatus (RFC 6066 8), by which a TLS server staples a response to its certificate.
/// Lifetime: refers to the bytes it was loaded or made from.
class CertificateStatus {
 public:
  static constexpr Field field = Field::certificate_status;  ///< what an error of the whole value is called after

  constexpr CertificateStatus() = default;
  /// With `response`, an OCSPResponse in DER, which is not looked into. Lifetime: refers to `response`.
  constexpr explicit CertificateStatus(Bytes response) : response_(response) {}

  /// Reads the CertificateStatus. Errors: unsupported_status_type; missing for a response without a byte; those of
  /// Reader::vector().
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the CertificateStatus. Errors: missing for a response without a byte; wrong_length for one of 16 MiB or
  /// more.
  OCSPAN_FN void write(Writer& writer) const;

  /// The stapled OCSPResponse in DER, to be loaded and verified: it was not looked into.
  constexpr Bytes response() const { return response_; }

 private:
  Bytes response_;
};

/// CertificateStatusRequest (RFC 6066 8), by which a TLS client asks for a staple: the extension_data of
/// status_request. An empty one, by which a server agrees or asks the client, is none. Lifetime: refers to the bytes it
/// was loaded from.
class CertificateStatusRequest {
 public:
  static constexpr Field field =
      Field::certificate_status_request;  ///< what an error of the whole value is called after

  /// Reads the CertificateStatusRequest. Errors: unsupported_status_type; empty_extensions for an empty list, unless
  /// tolerated; those of its fields.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the CertificateStatusRequest from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The responders that the client trusts: a range of ResponderID. If it is empty, the server knows them.
  constexpr const VectorOf<ResponderID>& responder_ids() const OCSPAN_LIFETIMEBOUND { return responder_ids_; }
  /// The extensions for the request to the responder; empty if there are none.
  constexpr const Extensions& request_extensions() const OCSPAN_LIFETIMEBOUND { return request_extensions_; }

 private:
  VectorOf<ResponderID> responder_ids_;
  Extensions request_extensions_;
};

/// What stands around a CertificateStatus.
enum class TlsFraming : std::uint8_t {
  none,       ///< nothing: the body of the message in TLS 1.2, the extension_data of status_request in TLS 1.3
  handshake,  ///< the header of a handshake message in TLS 1.2: the type certificate_status(22), and the length
};

/// Loads a CertificateStatus from `bytes`, all of which it must fill. Lifetime: it refers to `bytes`.
/// Errors: those of CertificateStatus::read(); wrong_tag for a handshake message of another type; trailing_data if
/// something follows; input_too_long.
OCSPAN_FN Result<CertificateStatus> load_tls_certificate_status(Input bytes OCSPAN_LIFETIMEBOUND,
                                                                TlsFraming framing = TlsFraming::none);

/// Writes a CertificateStatus with `response`, an OCSPResponse in DER, which is not looked into and must not lie in
/// `out`. Returns the part of `out` that was written. Errors: those of CertificateStatus::write(); wrong_length for a
/// handshake message of 16 MiB or more, without its header; no_space, with the needed size as its offset.
OCSPAN_FN Result<Bytes> write_tls_certificate_status(Bytes response, std::span<std::uint8_t> out,
                                                     TlsFraming framing = TlsFraming::none);

/// Loads a CertificateStatusRequest from `bytes`, all of which it must fill. Lifetime: it refers to `bytes`.
/// Errors: those of CertificateStatusRequest::read(); trailing_data if something follows; input_too_long.
OCSPAN_FN Result<CertificateStatusRequest> load_tls_certificate_status_request(Input bytes OCSPAN_LIFETIMEBOUND,
                                                                               Tolerance tolerance = Tolerance::none);

/// Writes a CertificateStatusRequest; both lists may be empty. Returns the part of `out` that was written.
/// Errors: missing for an extension without type; duplicate for two of one type; wrong_length for a list of 64 KiB or
/// more; no_space, with the needed size as its offset.
OCSPAN_FN Result<Bytes> write_tls_certificate_status_request(std::span<const ResponderID> responder_ids,
                                                             std::span<const Extension> request_extensions,
                                                             std::span<std::uint8_t> out);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/stapling.cpp"
#endif
