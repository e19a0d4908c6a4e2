// Signature (RFC 6960 4.1.1), whose three fields also end a BasicOCSPResponse.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

#include "ocspan/asn1/bit_string.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"
#include "ocspan/x509/certificate.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A signature and its certificates (RFC 6960 4.1.1). Lifetime: refers to the bytes it was loaded from.
class Signature {
 public:
  /// Reads the Signature, a SEQUENCE of three fields. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Reads the three fields without the SEQUENCE, as they stand in a BasicOCSPResponse. Errors: those of the fields.
  OCSPAN_FN void read_fields(Reader& fields);
  /// Encodes the Signature, a SEQUENCE of three fields.
  OCSPAN_FN void write(Writer& writer) const;
  /// Encodes the three fields without the SEQUENCE.
  OCSPAN_FN void write_fields(Writer& writer) const;

  /// The algorithm of the signature.
  constexpr const AlgorithmIdentifier& algorithm() const OCSPAN_LIFETIMEBOUND { return algorithm_; }
  /// The bytes of the signature with their number of unused bits, which is 0 for every signature algorithm there is.
  constexpr const BitString& bits() const OCSPAN_LIFETIMEBOUND { return signature_; }
  /// The certificates, each as its DER; empty if `certs` is absent.
  constexpr const Certificates& certificates() const OCSPAN_LIFETIMEBOUND { return certs_; }

 private:
  AlgorithmIdentifier algorithm_;
  BitString signature_;
  Certificates certs_;
};

/// A callable that signs. `signer(message, out)` signs `message`, writes the signature into `out`, and returns its size
/// in bytes, or 0 if it cannot sign. `signer({}, {})` returns the size of the largest possible signature, which `out`
/// then has. An ECDSA signature is a DER SEQUENCE (RFC 3279 2.2.3).
template <class S>
concept Signer = requires(S& signer, Bytes message, std::span<std::uint8_t> out) {
  { signer(message, out) } -> std::same_as<std::size_t>;
};

namespace detail {

/// Writes `certs`. Errors: those of reading the outer shape of each certificate, with the offset in that certificate.
OCSPAN_FN void write_certificates(Writer& writer, std::span<const Bytes> certificates);

/// Signs `message`, and writes the three fields of a Signature. The message may lie in the writer's buffer.
template <class S>
constexpr void write_signature_fields(Writer& writer, Bytes message, const AlgorithmIdentifier& algorithm, S& signer,
                                      std::span<const Bytes> certificates) {
  algorithm.write(writer);
  writer.nest(Tag::bit_string, [&] {
    const std::uint8_t unused_bits[] = {0};
    writer.raw(unused_bits);
    const std::size_t most = signer(Bytes{}, std::span<std::uint8_t>{});
    if (most == 0) {
      return writer.fail({ErrorCode::signing_failed, Field::signature});
    }
    writer.fill(most, [&](std::span<std::uint8_t> out) {
      const std::size_t size = signer(message, out);
      if (size == 0 || size > out.size()) {
        writer.fail({ErrorCode::signing_failed, Field::signature});
        return std::size_t{0};
      }
      return size;
    });
  });
  write_certificates(writer, certificates);
}

}  // namespace detail
}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/signature.cpp"
#endif
