// OCSPRequest (RFC 6960 4.1.1).
#pragma once

#include <cstdint>
#include <optional>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/ocsp/cert_id.hpp"
#include "ocspan/ocsp/signature.hpp"
#include "ocspan/x509/extension.hpp"
#include "ocspan/x509/general_name.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of the question about one certificate. Lifetime: that of the bytes.
class Request {
 public:
  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr const CertID& cert_id() const OCSPAN_LIFETIMEBOUND { return req_cert_; }
  /// singleRequestExtensions.
  constexpr const Extensions& extensions() const OCSPAN_LIFETIMEBOUND { return extensions_; }

 private:
  CertID req_cert_;
  Extensions extensions_;
};

/// A view of a request whose every field was checked when it was loaded.
/// Lifetime: that of the bytes it was loaded from.
class OCSPRequest {
 public:
  constexpr OCSPRequest() {}  // a defaulted one would clear all of it first

  static constexpr Field field = Field::ocsp_request;
  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Encodes the fields anew. What was read without tolerances comes out as it was; public_bytes() is cheaper.
  OCSPAN_FN void write(Writer& writer) const;

  /// Always 1.
  constexpr unsigned version() const { return version_; }
  /// Who asks; nothing if that is not said.
  constexpr const std::optional<GeneralName>& requestor_name() const OCSPAN_LIFETIMEBOUND { return requestor_name_; }
  /// The certificates asked for, in order; may be empty.
  constexpr const SequenceOf<Request>& requests() const OCSPAN_LIFETIMEBOUND { return requests_; }
  /// requestExtensions, such as the nonce.
  constexpr const Extensions& extensions() const OCSPAN_LIFETIMEBOUND { return extensions_; }
  /// Nothing if the request is not signed. It is over tbs_request_bytes(), and is not checked here.
  constexpr const std::optional<Signature>& signature() const OCSPAN_LIFETIMEBOUND { return signature_; }

  // Of a request for exactly one certificate. Errors: not_single.
  OCSPAN_FN Result<CertID> cert_id() const;
  OCSPAN_FN Result<Bytes> issuer_name_hash() const;
  OCSPAN_FN Result<Bytes> issuer_key_hash() const;
  OCSPAN_FN Result<AlgorithmIdentifier> hash_algorithm() const;
  OCSPAN_FN Result<Integer> serial_number() const;

  /// The bytes that are signed: TBSRequest as it stands in the input.
  constexpr Bytes tbs_request_bytes() const { return tbs_request_; }
  /// The whole request as it stands in the input.
  constexpr Bytes public_bytes() const { return der_; }
  /// The deviations that were met and let pass.
  constexpr Tolerance tolerated() const { return tolerated_; }

 private:
  OCSPAN_FN void read_tbs_request(Reader& reader);

  Bytes der_;
  Bytes tbs_request_;
  std::optional<GeneralName> requestor_name_;
  SequenceOf<Request> requests_;
  Extensions extensions_;
  std::optional<Signature> signature_;
  std::uint8_t version_ = 1;
  Tolerance tolerated_ = Tolerance::none;
};

namespace detail {

/// Writes a Request of these fields.
template <class ID, class ExtensionRange>
constexpr void write_request(Writer& writer, const ID& req_cert, const ExtensionRange& single_request_extensions) {
  writer.nest(Tag::sequence, [&] {
    req_cert.write(writer);
    writer.optional_sequence_of(0, single_request_extensions);
  });
}

/// Writes a TBSRequest of these fields; `write_request_list()` writes the list.
template <class WriteRequestList, class ExtensionRange>
constexpr void write_tbs_request(Writer& writer, const std::optional<GeneralName>& requestor_name,
                                 WriteRequestList write_request_list, const ExtensionRange& request_extensions) {
  writer.nest(Tag::sequence, [&] {
    writer.optional(1, requestor_name);
    write_request_list();
    writer.optional_sequence_of(2, request_extensions);
  });
}

}  // namespace detail

/// Reads one request that fills the whole input.
/// Returns a view of `der`. Errors: those of every field, with offset and field.
OCSPAN_FN Result<OCSPRequest> load_der_ocsp_request(Input der OCSPAN_LIFETIMEBOUND,
                                                    Tolerance tolerance = Tolerance::none);

/// The same for one that something may follow: public_bytes().size() bytes were consumed.
OCSPAN_FN Result<OCSPRequest> load_der_ocsp_request_prefix(Input der OCSPAN_LIFETIMEBOUND,
                                                           Tolerance tolerance = Tolerance::none);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/request.cpp"
#endif
