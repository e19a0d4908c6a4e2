// Building an OCSPRequest (RFC 6960 4.1.1).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "ocspan/ocsp/message_builder.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/x509/known_oid.hpp"

#if __STDC_HOSTED__
#include <vector>
#endif

namespace ocspan::inline OCSPAN_ABI {

/// Writes an unsigned request (RFC 6960 4.1.1) about one certificate, with that nonce if there is one: smaller code
/// than an OCSPRequestBuilder. Returns what was written, at the beginning of `buffer`, in which neither the CertID's
/// bytes nor the nonce may lie. Errors: wrong_length for a hash that is not as long as its algorithm's, or a nonce that
/// has not 1 to 128 bytes (RFC 9654 2.1); unsupported_algorithm for MD5; missing without a hash algorithm; no_space,
/// with the needed size as its offset.
OCSPAN_FN Result<Bytes> write_request(const CertID& cert_id, std::optional<Bytes> nonce,
                                      std::span<std::uint8_t> buffer);

/// What an OCSPRequestBuilder keeps of one question; only the builder uses its members.
struct RequestEntry {
  detail::CertIDSource req_cert;          ///< which certificate
  std::span<const Extension> extensions;  ///< singleRequestExtensions
};

/// Builds a request (RFC 6960 4.1.1) into the caller's buffer. `Storage` is where it keeps the questions: 8 entries of
/// its own, or what the constructor's second argument is: `std::array<RequestEntry, 1>{}`, a std::vector, or a
/// std::span of the caller's memory. Lifetime: refers to everything that is added until build() or sign() has written
/// it; none of it may lie in the buffer. Errors: build() and sign() report the first error of all calls, with its field
/// and the offset 0.
template <class H = NoHasher, class Storage = std::array<RequestEntry, 8>>
class OCSPRequestBuilder : public detail::MessageBuilder<OCSPRequestBuilder<H, Storage>> {
 public:
  /// A request without questions. Only a builder with a Hasher can ask by certificates.
  constexpr explicit OCSPRequestBuilder(H hasher = {}, Storage storage = {})
      : storage_(std::move(storage)), hasher_(hasher) {}

  /// Asks about `certificate`, by hashes of its issuer field and of the key of `issuer` (RFC 6960 4.1.1). That the
  /// issuer is the right one is not checked. `extensions` are the singleRequestExtensions.
  /// Errors: missing for a certificate that was not loaded; unsupported_algorithm for MD5 and for what the hasher
  /// cannot compute; duplicate for two extensions of one type; too_many for more questions than the storage holds.
  constexpr OCSPRequestBuilder& add_certificate(const Certificate& certificate, const Certificate& issuer,
                                                const AlgorithmIdentifier& algorithm,
                                                std::span<const Extension> extensions = {})
    requires Hasher<H>
  {
    this->note(detail::check_loaded(certificate, Field::certificate));
    this->note(detail::check_loaded(issuer, Field::issuer));
    this->note(detail::check_hash_algorithm(algorithm));
    return add(extensions, certificate, issuer, algorithm);
  }

  /// Asks about the certificate of a CertID: read from another message, or made by IssuerHashes. `extensions` are the
  /// singleRequestExtensions. Errors: wrong_length for a hash that is not as long as its algorithm's;
  /// unsupported_algorithm for MD5; missing without a hash algorithm; duplicate for two extensions of one type;
  /// too_many for more questions than the storage holds.
  constexpr OCSPRequestBuilder& add_certificate(const CertID& cert_id, std::span<const Extension> extensions = {}) {
    this->note(detail::check_hashes(cert_id));
    return add(extensions, cert_id);
  }

  /// Asks about the certificate with these fields of a CertID. The serial number is an Integer, or what
  /// SerialNumber::from_magnitude() makes of an unsigned number. An algorithm that is not one of HashAlgorithm is taken
  /// as it is. `extensions` are the singleRequestExtensions. Errors: those of add_certificate() for a CertID, and
  /// undefined_value for a negative serial number, which only a CertID can ask about.
  constexpr OCSPRequestBuilder& add_certificate_by_hash(Input issuer_name_hash, Input issuer_key_hash,
                                                        const SerialNumber& serial_number,
                                                        const AlgorithmIdentifier& algorithm,
                                                        std::span<const Extension> extensions = {}) {
    const CertID cert_id = detail::cert_id_by_hash(issuer_name_hash, issuer_key_hash, serial_number, algorithm);
    this->note(detail::check_hashes(cert_id));
    this->note(detail::check_serial_number(serial_number));
    return add(extensions, cert_id, serial_number.needs_zero());
  }

  /// Sets the name of who asks, of any kind. Errors: duplicate if it was set before.
  constexpr OCSPRequestBuilder& requestor_name(const GeneralName& name) {
    return this->set_once(requestor_name_, name, Field::requestor_name);
  }
  /// Sets the name of who asks, usually the subject of its certificate. Errors: duplicate if it was set before.
  constexpr OCSPRequestBuilder& requestor_name(const Name& name) { return requestor_name(GeneralName{name}); }

  /// Sets the types of response that the client understands (RFC 6960 4.4.3): `"basic"_oid`. Lifetime: refers to
  /// `types` until the request is built. Errors: duplicate if they were set before; too_many for more than
  /// max_added_extensions.
  constexpr OCSPRequestBuilder& acceptable_responses(std::span<const Oid> types) {
    return this->note(this->extensions_.add(detail::AddedExtension::acceptable_responses(types)));
  }

  /// Writes the request, unsigned. Returns what was written, at the beginning of `buffer`.
  /// Errors: those of what was added; missing if there is no question; no_space, with the needed size as its offset.
  constexpr Result<Bytes> build(std::span<std::uint8_t> buffer) {
    const Field missing = this->size_ == 0 ? Field::request_list : Field::none;
    return this->write_message(buffer, missing, [this](Writer& writer) { write_tbs_request(writer); });
  }

  /// Writes the request, signed: `signer` is given the bytes of the TBSRequest. For most algorithms `algorithm` is what
  /// signature_algorithm() gives. Returns what was written, at the beginning of `buffer`.
  /// Errors: those of what was added; missing without a question, requestorName (RFC 6960 4.1.2) or algorithm;
  /// signing_failed; those of certificates(); no_space, with a size that is enough for any signature as its offset.
  template <Signer S>
  constexpr Result<Bytes> sign(const AlgorithmIdentifier& algorithm, S&& signer, std::span<std::uint8_t> buffer) {
    const Field missing = this->size_ == 0          ? Field::request_list
                          : !requestor_name_        ? Field::requestor_name
                          : algorithm.oid().empty() ? Field::signature_algorithm
                                                    : Field::none;
    return this->write_signed_message(buffer, missing, [&](Writer& writer) {
      const std::size_t tbs_request = writer.size();
      write_tbs_request(writer);
      const Bytes message = writer.since(tbs_request);
      writer.nest(explicit_tag(0), [&] {
        writer.nest(Tag::sequence,
                    [&] { detail::write_signature_fields(writer, message, algorithm, signer, this->certificates_); });
      });
    });
  }

#if __STDC_HOSTED__
  /// Writes the request, unsigned, into a vector. Errors: those of what was added; missing if there is no question.
  Result<std::vector<std::uint8_t>> build() {
    return to_vector([this](std::span<std::uint8_t> out) { return build(out); });
  }
  /// Writes the request, signed, into a vector; `algorithm` and `signer` are as for a buffer. Errors: those of what was
  /// added; missing without a question, requestorName or algorithm; signing_failed; those of certificates().
  template <Signer S>
  Result<std::vector<std::uint8_t>> sign(const AlgorithmIdentifier& algorithm, S&& signer) {
    return to_vector([&](std::span<std::uint8_t> out) { return sign(algorithm, signer, out); });
  }
#endif

 private:
  /// Adds a question; `req_cert` are the arguments of the CertIDSource, which is constructed in the storage.
  template <class... ReqCert>
  constexpr OCSPRequestBuilder& add(std::span<const Extension> extensions, const ReqCert&... req_cert) {
    if (!extensions.empty()) {
      this->note(detail::check_extensions(extensions, Field::single_request_extensions));
    }
    return this->append(storage_, Field::request_list, [&](RequestEntry& entry) {
      std::construct_at(&entry.req_cert, req_cert...);
      entry.extensions = extensions;
    });
  }

  constexpr void write_tbs_request(Writer& writer) {
    const auto write_request = [&](const RequestEntry& entry) {
      detail::write_request(writer, detail::CertIDToWrite<H>{entry.req_cert, hasher_}, entry.extensions);
    };
    detail::write_tbs_request(
        writer, requestor_name_, [&] { writer.sequence_of(std::span{storage_}.first(this->size_), write_request); },
        this->extensions_.elements());
  }

  Storage storage_;
  std::optional<GeneralName> requestor_name_;
  [[no_unique_address]] H hasher_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/request_builder.cpp"
#endif
