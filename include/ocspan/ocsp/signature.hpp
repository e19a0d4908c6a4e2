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

/// A view of a signature with its algorithm and the certificates that came along. Lifetime: that of the bytes.
class Signature {
 public:
  /// A SEQUENCE of the three fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// The three fields alone.
  OCSPAN_FN void read_fields(Reader& fields);

  /// Encodes the fields anew: a SEQUENCE of the three fields.
  OCSPAN_FN void write(Writer& writer) const;
  /// The three fields alone.
  OCSPAN_FN void write_fields(Writer& writer) const;

  constexpr const AlgorithmIdentifier& algorithm() const OCSPAN_LIFETIMEBOUND { return algorithm_; }
  /// The signature's bytes, and how many bits of the last one are not part of it: 0 in every sane message.
  constexpr const BitString& bits() const OCSPAN_LIFETIMEBOUND { return signature_; }
  /// The certificates, each as its DER; empty where `certs` is absent.
  constexpr const Certificates& certificates() const OCSPAN_LIFETIMEBOUND { return certs_; }

 private:
  AlgorithmIdentifier algorithm_;
  BitString signature_;
  Certificates certs_;
};

/// `signer(message, out)` signs `message`, writes the signature into `out`, and returns how many bytes it has; 0 if
/// it cannot sign. `signer({}, {})` returns how many a signature has at most, and `out` has that many. For ECDSA the
/// signature is a DER SEQUENCE (RFC 3279 2.2.3).
template <class S>
concept Signer = requires(S& signer, Bytes message, std::span<std::uint8_t> out) {
  { signer(message, out) } -> std::same_as<std::size_t>;
};

namespace detail {

/// Records an error, with that field, for bytes that have not the shape of a certificate.
OCSPAN_FN void write_certificates(Writer& writer, std::span<const Bytes> certificates);

/// Signs `message`, and writes the three fields of a Signature. The message may be what was just written.
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
