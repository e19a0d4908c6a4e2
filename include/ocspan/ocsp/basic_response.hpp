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

/// A view of the body of a successful response. Nothing here says that the signature holds.
/// Lifetime: that of the bytes.
class BasicOCSPResponse {
 public:
  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  /// Always 1.
  constexpr unsigned version() const { return version_; }
  constexpr const ResponderID& responder_id() const OCSPAN_LIFETIMEBOUND { return responder_id_; }
  /// The responder's name; nothing if it is named by its key.
  constexpr const std::optional<Name>& responder_name() const OCSPAN_LIFETIMEBOUND { return responder_id_.by_name(); }
  /// The hash of the responder's key; nothing if it is named by its name.
  constexpr const std::optional<Bytes>& responder_key_hash() const OCSPAN_LIFETIMEBOUND {
    return responder_id_.by_key();
  }
  /// When the response was signed.
  constexpr const Time& produced_at() const OCSPAN_LIFETIMEBOUND { return produced_at_; }
  /// The answers, in order; may be empty. Iterating stores nothing and cannot fail.
  constexpr const SequenceOf<SingleResponse>& responses() const OCSPAN_LIFETIMEBOUND { return responses_; }
  /// responseExtensions, such as the nonce.
  constexpr const Extensions& extensions() const OCSPAN_LIFETIMEBOUND { return extensions_; }

  constexpr const AlgorithmIdentifier& signature_algorithm() const OCSPAN_LIFETIMEBOUND {
    return signature_.algorithm();
  }
  constexpr Oid signature_algorithm_oid() const { return signature_.algorithm().oid(); }
  /// The hash function of the signature; nothing for algorithms that need none. Errors: see the function of that name.
  OCSPAN_FN inline Result<std::optional<HashAlgorithm>> signature_hash_algorithm() const {
    return ocspan::signature_hash_algorithm(signature_.algorithm());
  }
  /// The signature's bytes.
  constexpr Bytes signature() const { return signature_.bits().bytes(); }
  /// The same with its number of unused bits, which is 0 for every signature algorithm that there is.
  constexpr const BitString& signature_bits() const OCSPAN_LIFETIMEBOUND { return signature_.bits(); }
  /// The bytes that are signed: ResponseData as it stands in the input.
  constexpr Bytes tbs_response_bytes() const { return tbs_response_data_; }
  /// The certificates that came along, each as its DER; load_der_x509_certificate reads one.
  constexpr const Certificates& certificates() const OCSPAN_LIFETIMEBOUND { return signature_.certificates(); }

 private:
  OCSPAN_FN void read_response_data(Reader& reader);
  OCSPAN_FN void read_responses(Reader& reader);

  Bytes tbs_response_data_;
  ResponderID responder_id_;
  Time produced_at_;
  SequenceOf<SingleResponse> responses_;
  Extensions extensions_;
  Signature signature_;
  std::uint8_t version_ = 1;
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
