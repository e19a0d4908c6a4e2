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

/// The values of the ENUMERATED; 4 is not used.
enum class OCSPResponseStatus : std::uint8_t { OCSPAN_RESPONSE_STATUSES(OCSPAN_ENUMERATOR) };

/// The name of RFC 6960: "malformedRequest".
OCSPAN_FN std::string_view to_string(OCSPResponseStatus status);

/// No error reads as successful.
template <>
constexpr OCSPResponseStatus value_of_error<OCSPResponseStatus>() {
  return OCSPResponseStatus::internal_error;
}

/// A view of a response whose every field was checked when it was loaded; its signature was not.
/// Lifetime: that of the bytes it was loaded from.
class OCSPResponse {
 public:
  constexpr OCSPResponse() {}  // a defaulted one would clear all of it first

  static constexpr Field field = Field::ocsp_response;
  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Encodes the fields anew. What was read without tolerances comes out as it was; public_bytes() is cheaper.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr OCSPResponseStatus response_status() const { return response_status_; }
  /// What the responseBytes are: id-pkix-ocsp-basic; empty if there are none. Of any type beside an error status, if
  /// that was tolerated.
  constexpr Oid response_type() const { return response_type_; }
  /// The body; null unless response_status() is successful. Lifetime: that of this OCSPResponse.
  constexpr const BasicOCSPResponse* basic() const& OCSPAN_LIFETIMEBOUND { return has_basic() ? &basic_ : nullptr; }
  const BasicOCSPResponse* basic() const&& = delete;

  // The fields of the body under the same names. Errors: not_successful if there is none.
  OCSPAN_FN Result<std::optional<Name>> responder_name() const;
  OCSPAN_FN Result<std::optional<Bytes>> responder_key_hash() const;
  OCSPAN_FN Result<Time> produced_at() const;
  OCSPAN_FN Result<SequenceOf<SingleResponse>> responses() const;
  OCSPAN_FN Result<Extensions> extensions() const;
  OCSPAN_FN Result<Oid> signature_algorithm_oid() const;
  OCSPAN_FN Result<std::optional<HashAlgorithm>> signature_hash_algorithm() const;
  OCSPAN_FN Result<Bytes> signature() const;
  OCSPAN_FN Result<Bytes> tbs_response_bytes() const;
  OCSPAN_FN Result<Certificates> certificates() const;

  // The fields of the only answer. Errors: not_successful; not_single if the body has none or several.
  OCSPAN_FN Result<SingleResponse> single_response() const;
  OCSPAN_FN Result<OCSPCertStatus> certificate_status() const;
  OCSPAN_FN Result<std::optional<Time>> revocation_time() const;
  OCSPAN_FN Result<std::optional<ReasonFlags>> revocation_reason() const;
  OCSPAN_FN Result<Time> this_update() const;
  OCSPAN_FN Result<std::optional<Time>> next_update() const;
  OCSPAN_FN Result<Bytes> issuer_name_hash() const;
  OCSPAN_FN Result<Bytes> issuer_key_hash() const;
  OCSPAN_FN Result<AlgorithmIdentifier> hash_algorithm() const;
  OCSPAN_FN Result<Integer> serial_number() const;
  OCSPAN_FN Result<Extensions> single_extensions() const;

  /// The whole response as it stands in the input.
  constexpr Bytes public_bytes() const { return der_; }
  /// The deviations that were met and let pass.
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

/// Whether the value is one that RFC 6960 defines.
OCSPAN_FN bool is_defined(OCSPResponseStatus status);

OCSPAN_FN void write_response_status(Writer& writer, OCSPResponseStatus status);

/// Writes the two fields of a successful response around the BasicOCSPResponse that `write_basic()` writes.
template <class WriteBasic>
constexpr void write_successful_fields(Writer& writer, WriteBasic write_basic) {
  // Not where it is used: clang 14 links a call of a consteval function that stands in a lambda of a template.
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

/// Reads one response that fills the whole input.
/// Returns a view of `der`. Errors: those of every field, with offset and field.
OCSPAN_FN Result<OCSPResponse> load_der_ocsp_response(Input der OCSPAN_LIFETIMEBOUND,
                                                      Tolerance tolerance = Tolerance::none);

/// The same for one that something may follow: public_bytes().size() bytes were consumed.
OCSPAN_FN Result<OCSPResponse> load_der_ocsp_response_prefix(Input der OCSPAN_LIFETIMEBOUND,
                                                             Tolerance tolerance = Tolerance::none);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/response.cpp"
#endif
