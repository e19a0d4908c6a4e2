// BasicOCSPResponse and ResponseData (RFC 6960 4.2.1).
#pragma once

#include <cstdint>
#include <optional>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/ocsp/responder_id.hpp"
#include "ocspan/ocsp/signature.hpp"
#include "ocspan/ocsp/single_response.hpp"
#include "ocspan/x509/extension.hpp"
#include "ocspan/x509/signature_algorithm.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The body of a successful response (RFC 6960 4.2.1). Its signature has not been verified.
/// Lifetime: refers to the bytes it was loaded from.
class BasicOCSPResponse {
 public:
  static constexpr Field field = Field::basic_ocsp_response;  ///< what an error of the whole value is called after
  /// Reads the BasicOCSPResponse. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Reads the ResponseData alone, as it is before it is signed: signature() stays empty. Errors: those of its fields.
  OCSPAN_FN void read_response_data(Reader& reader);
  /// Encodes the BasicOCSPResponse from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The version, which is always 1.
  constexpr unsigned version() const { return version_; }
  /// Who has signed the response: a name or the hash of a key.
  constexpr const ResponderID& responder_id() const OCSPAN_LIFETIMEBOUND { return responder_id_; }
  /// The responder's name; nullopt if it is identified by its key.
  constexpr const std::optional<Name>& responder_name() const OCSPAN_LIFETIMEBOUND { return responder_id_.by_name(); }
  /// The SHA-1 hash of the responder's key; nullopt if it is identified by its name.
  constexpr const std::optional<Bytes>& responder_key_hash() const OCSPAN_LIFETIMEBOUND {
    return responder_id_.by_key();
  }
  /// When the response was signed.
  constexpr const Time& produced_at() const OCSPAN_LIFETIMEBOUND { return produced_at_; }
  /// The answers, in order; may be empty. Iterating decodes them anew, cannot fail, and stores nothing.
  constexpr const SequenceOf<SingleResponse>& responses() const OCSPAN_LIFETIMEBOUND { return responses_; }
  /// responseExtensions, such as the nonce; empty if absent.
  constexpr const Extensions& extensions() const OCSPAN_LIFETIMEBOUND { return extensions_; }

  /// The last three fields: algorithm, signature and certificates.
  constexpr const Signature& signature_fields() const OCSPAN_LIFETIMEBOUND { return signature_; }
  /// The algorithm of signature().
  constexpr const AlgorithmIdentifier& signature_algorithm() const OCSPAN_LIFETIMEBOUND {
    return signature_.algorithm();
  }
  /// The OBJECT IDENTIFIER of the signature algorithm.
  constexpr Oid signature_algorithm_oid() const { return signature_.algorithm().oid(); }
  /// The hash function of the signature algorithm; nullopt if it needs none. Errors: unsupported_algorithm; those of
  /// reading the parameters of RSASSA-PSS.
  OCSPAN_FN inline Result<std::optional<HashAlgorithm>> signature_hash_algorithm() const {
    return ocspan::signature_hash_algorithm(signature_.algorithm());
  }
  /// The bytes of the signature.
  constexpr Bytes signature() const { return signature_.bits().bytes(); }
  /// The signature with its number of unused bits, which is 0 for every signature algorithm there is.
  constexpr const BitString& signature_bits() const OCSPAN_LIFETIMEBOUND { return signature_.bits(); }
  /// The bytes that are signed: the ResponseData as it stands in the input.
  constexpr Bytes tbs_response_bytes() const { return tbs_response_data_; }
  /// The certificates that came with the response, each as its DER for load_der_x509_certificate().
  constexpr const Certificates& certificates() const OCSPAN_LIFETIMEBOUND { return signature_.certificates(); }
  /// The whole BasicOCSPResponse as it stands in the input; empty if it was not read.
  OCSPAN_FN Bytes public_bytes() const;
  /// The deviations in it that were let pass. Reads it once more.
  OCSPAN_FN Tolerance tolerated() const;

 private:
  OCSPAN_FN void read_responses(Reader& reader);

  Bytes tbs_response_data_;
  ResponderID responder_id_;
  Time produced_at_;
  SequenceOf<SingleResponse> responses_;
  Extensions extensions_;
  Signature signature_;
  std::uint8_t version_ = 1;
};

/// Loads a BasicOCSPResponse that stands alone from `der`, all of which it must fill: what the archives of CAdES and
/// PAdES keep (RFC 5126 6.3.4). Lifetime: the response refers to `der`. Errors: those of its fields; trailing_data if
/// something follows; input_too_long.
OCSPAN_FN Result<BasicOCSPResponse> load_der_basic_ocsp_response(Input der OCSPAN_LIFETIMEBOUND,
                                                                 Tolerance tolerance = Tolerance::none);

/// A ResponseData that stands alone, as before it is signed: a BasicOCSPResponse without a signature.
struct UnsignedResponse {
  static constexpr Field field = Field::tbs_response_data;  ///< what an error of the whole value is called after

  /// Reads the ResponseData. Errors: those of BasicOCSPResponse::read_response_data().
  OCSPAN_FN inline void read(Reader& reader, Field /*name*/) { basic.read_response_data(reader); }

  BasicOCSPResponse basic;  ///< without signatureAlgorithm, signature and certificates
};

namespace detail {

/// Writes a ResponseData of these fields; `write_responses()` writes the list.
template <class WriteResponses, class ExtensionRange>
constexpr void write_response_data(Writer& writer, const ResponderID& responder_id, const Time& produced_at,
                                   WriteResponses write_responses, const ExtensionRange& response_extensions) {
  writer.nest(Tag::sequence, [&] {
    responder_id.write(writer);
    produced_at.write(writer);
    write_responses();
    writer.optional_sequence_of(1, response_extensions);
  });
}

}  // namespace detail
}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/basic_response.cpp"
#endif
