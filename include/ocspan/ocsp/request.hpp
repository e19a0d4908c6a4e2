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

/// The question about one certificate (RFC 6960 4.1.1). Lifetime: refers to the bytes it was loaded from.
class Request {
 public:
  /// Takes the next of `fields`, which must be a Request. Lifetime: refers to their bytes.
  OCSPAN_INLINE void take(CheckedFields& fields) {
    CheckedFields inner{fields.next()};
    req_cert_.take(inner);
    if (inner.next_is(explicit_tag(0))) {
      extensions_ = Extensions::of_checked(CheckedFields{inner.next()}.next());
    }
  }

  /// Reads the Request. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the Request from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// Which certificate is asked about.
  constexpr const CertID& cert_id() const OCSPAN_LIFETIMEBOUND { return req_cert_; }
  /// singleRequestExtensions; empty if absent.
  constexpr const Extensions& extensions() const OCSPAN_LIFETIMEBOUND { return extensions_; }

 private:
  CertID req_cert_;
  Extensions extensions_;
};

/// A request (RFC 6960 4.1.1). Every field was checked when it was loaded, the signature was not.
/// Lifetime: refers to the bytes it was loaded from.
class OCSPRequest {
 public:
  constexpr OCSPRequest() {}  // not defaulted, which would zero it first: see docs/decisions.md

  static constexpr Field field = Field::ocsp_request;  ///< what an error of the whole value is called after
  /// Reads the OCSPRequest. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the OCSPRequest from its fields: the same bytes if nothing was tolerated. public_bytes() is cheaper.
  OCSPAN_FN void write(Writer& writer) const;

  /// The version, which is always 1.
  constexpr unsigned version() const { return version_; }
  /// Who asks; nullopt if the request does not say.
  constexpr const std::optional<GeneralName>& requestor_name() const OCSPAN_LIFETIMEBOUND { return requestor_name_; }
  /// The certificates asked about, in order; may be empty. Iterating decodes anew, cannot fail, and stores nothing.
  constexpr const SequenceOf<Request>& requests() const OCSPAN_LIFETIMEBOUND { return requests_; }
  /// requestExtensions, such as the nonce; empty if absent.
  constexpr const Extensions& extensions() const OCSPAN_LIFETIMEBOUND { return extensions_; }
  /// The signature of tbs_request_bytes(), which has not been verified; nullopt if the request is not signed.
  constexpr const std::optional<Signature>& signature() const OCSPAN_LIFETIMEBOUND { return signature_; }

  /// The CertID in a request about one certificate. Errors: not_single if it is about none or several.
  OCSPAN_FN Result<CertID> cert_id() const;
  /// The issuerNameHash in a request about one certificate. Errors: not_single if it is about none or several.
  OCSPAN_FN Result<Bytes> issuer_name_hash() const;
  /// The issuerKeyHash in a request about one certificate. Errors: not_single if it is about none or several.
  OCSPAN_FN Result<Bytes> issuer_key_hash() const;
  /// The hash function in a request about one certificate. Errors: not_single if it is about none or several.
  OCSPAN_FN Result<AlgorithmIdentifier> hash_algorithm() const;
  /// The serial number in a request about one certificate. Errors: not_single if it is about none or several.
  OCSPAN_FN Result<Integer> serial_number() const;

  /// The bytes that are signed: the TBSRequest as it stands in the input.
  constexpr Bytes tbs_request_bytes() const { return tbs_request_; }
  /// The DER of the whole request as it stands in the input.
  constexpr Bytes public_bytes() const { return der_; }
  /// The deviations that were met and tolerated.
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

/// Loads a request from `der`, all of which it must fill. Lifetime: the request refers to `der`.
/// Errors: those of its fields; trailing_data if something follows; input_too_long.
OCSPAN_FN Result<OCSPRequest> load_der_ocsp_request(Input der OCSPAN_LIFETIMEBOUND,
                                                    Tolerance tolerance = Tolerance::none);

/// Loads a request from the beginning of `der`; what follows its public_bytes() is ignored.
/// Lifetime: the request refers to `der`. Errors: those of its fields; input_too_long.
OCSPAN_FN Result<OCSPRequest> load_der_ocsp_request_prefix(Input der OCSPAN_LIFETIMEBOUND,
                                                           Tolerance tolerance = Tolerance::none);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/request.cpp"
#endif
