// OCSPResponse (RFC 6960 4.2.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/ocsp/basic_response.hpp"
#include "ocspan/words.h"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Whether a responder answers (RFC 6960 4.2.1): successful, malformed_request, internal_error, try_later,
/// sig_required, unauthorized. The values are those of the ENUMERATED; 4 is not used.
enum class OCSPResponseStatus : std::uint8_t { OCSPAN_RESPONSE_STATUSES(OCSPAN_ENUMERATOR) };

/// The status as RFC 6960 spells it: "malformedRequest"; empty for a value that is not defined.
OCSPAN_FN std::string_view to_string(OCSPResponseStatus status);

/// What a Result<OCSPResponseStatus> with an error holds: internal_error, so that no error reads as successful.
template <>
constexpr OCSPResponseStatus value_of_error<OCSPResponseStatus>() {
  return OCSPResponseStatus::internal_error;
}

/// A response (RFC 6960 4.2.1). Every field was checked when it was loaded, the signature was not: see verify().
/// Lifetime: refers to the bytes it was loaded from.
class OCSPResponse {
 public:
  constexpr OCSPResponse() {}  // not defaulted, which would zero it first: see docs/decisions.md

  static constexpr Field field = Field::ocsp_response;  ///< what an error of the whole value is called after
  /// Reads the OCSPResponse. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the OCSPResponse from its fields: the same bytes if nothing was tolerated. public_bytes() is cheaper.
  OCSPAN_FN void write(Writer& writer) const;

  /// Whether the responder answers, or why it does not.
  constexpr OCSPResponseStatus response_status() const { return response_status_; }
  /// The type of the responseBytes: "basic"_oid; empty if there are none. May be any type beside an error status, if
  /// Tolerance::response_bytes_in_error let that pass.
  constexpr Oid response_type() const { return response_type_; }
  /// The body with the answers; null unless response_status() is successful. Lifetime: refers to this OCSPResponse.
  constexpr const BasicOCSPResponse* basic() const& OCSPAN_LIFETIMEBOUND { return has_basic() ? &basic_ : nullptr; }
  const BasicOCSPResponse* basic() const&& = delete;

  /// The responder's name; nullopt if it is identified by key. Errors: not_successful if there is no body.
  OCSPAN_FN Result<std::optional<Name>> responder_name() const;
  /// The SHA-1 hash of the responder's key; nullopt if it is named. Errors: not_successful if there is no body.
  OCSPAN_FN Result<std::optional<Bytes>> responder_key_hash() const;
  /// When the response was signed. Errors: not_successful if there is no body.
  OCSPAN_FN Result<Time> produced_at() const;
  /// The answers, in order; may be empty. Errors: not_successful if there is no body.
  OCSPAN_FN Result<SequenceOf<SingleResponse>> responses() const;
  /// responseExtensions, such as the nonce; empty if absent. Errors: not_successful if there is no body.
  OCSPAN_FN Result<Extensions> extensions() const;
  /// The OBJECT IDENTIFIER of the signature algorithm. Errors: not_successful if there is no body.
  OCSPAN_FN Result<Oid> signature_algorithm_oid() const;
  /// The hash function of the signature algorithm; nullopt if it needs none.
  /// Errors: not_successful if there is no body; those of ocspan::signature_hash_algorithm().
  OCSPAN_FN Result<std::optional<HashAlgorithm>> signature_hash_algorithm() const;
  /// The bytes of the signature, which has not been verified. Errors: not_successful if there is no body.
  OCSPAN_FN Result<Bytes> signature() const;
  /// The bytes that are signed: the ResponseData as it stands in the input. Errors: not_successful if there is no body.
  OCSPAN_FN Result<Bytes> tbs_response_bytes() const;
  /// The certificates in the response, each as its DER. Errors: not_successful if there is no body.
  OCSPAN_FN Result<Certificates> certificates() const;

  /// The only answer. Errors: not_successful if there is no body; not_single if it has no answer or several.
  OCSPAN_FN Result<SingleResponse> single_response() const;
  /// The status in the only answer: good, revoked or unknown. Errors: those of single_response().
  OCSPAN_FN Result<OCSPCertStatus> certificate_status() const;
  /// The revocationTime in the only answer; nullopt unless revoked. Errors: those of single_response().
  OCSPAN_FN Result<std::optional<Time>> revocation_time() const;
  /// The revocationReason in the only answer; nullopt if absent. Errors: those of single_response().
  OCSPAN_FN Result<std::optional<ReasonFlags>> revocation_reason() const;
  /// The thisUpdate of the only answer: when its status was right. Errors: those of single_response().
  OCSPAN_FN Result<Time> this_update() const;
  /// The nextUpdate of the only answer; nullopt if absent. Errors: those of single_response().
  OCSPAN_FN Result<std::optional<Time>> next_update() const;
  /// The issuerNameHash in the only answer. Errors: those of single_response().
  OCSPAN_FN Result<Bytes> issuer_name_hash() const;
  /// The issuerKeyHash in the only answer. Errors: those of single_response().
  OCSPAN_FN Result<Bytes> issuer_key_hash() const;
  /// The hash function in the only answer's CertID. Errors: those of single_response().
  OCSPAN_FN Result<AlgorithmIdentifier> hash_algorithm() const;
  /// The serial number in the only answer. Errors: those of single_response().
  OCSPAN_FN Result<Integer> serial_number() const;
  /// The singleExtensions of the only answer; empty if absent. Errors: those of single_response().
  OCSPAN_FN Result<Extensions> single_extensions() const;

  /// The DER of the whole response as it stands in the input.
  constexpr Bytes public_bytes() const { return der_; }
  /// The deviations that were met and tolerated.
  constexpr Tolerance tolerated() const { return tolerated_; }

 private:
  constexpr bool has_basic() const { return response_status_ == OCSPResponseStatus::successful; }
  OCSPAN_FN void read_response_bytes(Reader& reader);
  template <class R>
  constexpr Result<std::remove_cvref_t<R>> of_body(R (BasicOCSPResponse::*field_of_body)() const) const;

  Bytes der_;
  Oid response_type_;
  BasicOCSPResponse basic_;
  OCSPResponseStatus response_status_ = OCSPResponseStatus::internal_error;
  Tolerance tolerated_ = Tolerance::none;
};

namespace detail {

/// Whether RFC 6960 defines the value: 0 to 6 without 4.
OCSPAN_FN bool is_defined(OCSPResponseStatus status);

OCSPAN_FN void write_response_status(Writer& writer, OCSPResponseStatus status);

/// Writes the two fields of a successful response around the BasicOCSPResponse that `write_basic()` writes.
template <class WriteBasic>
constexpr void write_successful_fields(Writer& writer, WriteBasic write_basic) {
  // Not inside the lambda: there clang 14 emits a call of the consteval function, which does not link.
  constexpr Oid basic = "basic"_oid;
  write_response_status(writer, OCSPResponseStatus::successful);
  writer.nest(explicit_tag(0), [&] {
    writer.nest(Tag::sequence, [&] {
      basic.write(writer);
      writer.nest(Tag::octet_string, write_basic);
    });
  });
}

}  // namespace detail

/// Loads a response from `der`, all of which it must fill. Lifetime: the response refers to `der`.
/// Errors: those of its fields; trailing_data if something follows; input_too_long.
OCSPAN_FN Result<OCSPResponse> load_der_ocsp_response(Input der OCSPAN_LIFETIMEBOUND,
                                                      Tolerance tolerance = Tolerance::none);

/// Loads a response from the beginning of `der`; what follows its public_bytes() is ignored.
/// Lifetime: the response refers to `der`. Errors: those of its fields; input_too_long.
OCSPAN_FN Result<OCSPResponse> load_der_ocsp_response_prefix(Input der OCSPAN_LIFETIMEBOUND,
                                                             Tolerance tolerance = Tolerance::none);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/response.cpp"
#endif
