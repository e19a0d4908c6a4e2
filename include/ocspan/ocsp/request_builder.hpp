// Building an OCSPRequest (RFC 6960 4.1.1).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "ocspan/ocsp/message_builder.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/x509/known_oid.hpp"

#if __STDC_HOSTED__
#include <vector>
#endif

namespace ocspan::inline OCSPAN_ABI {

/// What a builder keeps of one Request.
struct RequestEntry {
  detail::CertIDSource req_cert;
  std::span<const Extension> extensions;
};

/// Builds a request into the caller's buffer. What was added is written by build() and sign(), not before, so it must
/// stay as it is until then, and must not lie in the buffer. Whatever is wrong with it, build() and sign() say: the
/// first error counts, with the field; its offset is 0.
///
/// `Storage` is where it keeps what is asked for: 8 entries of its own, or what the second argument of the constructor
/// gives: `std::array<RequestEntry, 1>{}`, a std::vector, or a std::span of the caller's memory.
template <class H = NoHasher, class Storage = std::array<RequestEntry, 8>>
class OCSPRequestBuilder : public detail::MessageBuilder<OCSPRequestBuilder<H, Storage>> {
 public:
  constexpr explicit OCSPRequestBuilder(H hasher = {}, Storage storage = {}) : storage_(storage), hasher_(hasher) {}

  /// Asks for the certificate, of which only the serial number counts, by hashes of its issuer's name and key.
  /// `extensions` are the singleRequestExtensions.
  /// Errors: missing for a certificate that was not read; unsupported_algorithm for MD5 and for what the hasher cannot
  /// compute; duplicate for extensions of one type; too_many for more than the storage holds.
  constexpr OCSPRequestBuilder& add_certificate(const Certificate& certificate, const Certificate& issuer,
                                                const AlgorithmIdentifier& algorithm,
                                                std::span<const Extension> extensions = {})
    requires Hasher<H>
  {
    this->note(detail::check_loaded(certificate, Field::certificate));
    this->note(detail::check_loaded(issuer, Field::issuer));
    this->note(detail::check_hash_algorithm(algorithm));
    return add(extensions, certificate, IssuerHashInput{issuer}, algorithm);
  }

  /// Asks by a CertID that is there already: read from another message, or worked out by IssuerHashes.
  /// Errors: wrong_length for hashes that are not as long as their algorithm's; unsupported_algorithm for MD5;
  /// duplicate, too_many.
  constexpr OCSPRequestBuilder& add_certificate(const CertID& cert_id, std::span<const Extension> extensions = {}) {
    this->note(detail::check_hashes(cert_id));
    return add(extensions, cert_id);
  }

  /// The same by the fields of a CertID. An algorithm that is none of HashAlgorithm is taken as it is.
  constexpr OCSPRequestBuilder& add_certificate_by_hash(Input issuer_name_hash, Input issuer_key_hash,
                                                        const Integer& serial_number,
                                                        const AlgorithmIdentifier& algorithm,
                                                        std::span<const Extension> extensions = {}) {
    return add_certificate(CertID{algorithm, issuer_name_hash.bytes(), issuer_key_hash.bytes(), serial_number},
                           extensions);
  }

  /// Says who asks: a Name, such as the subject of the requestor's certificate, or a GeneralName of another kind.
  /// Errors: duplicate.
  constexpr OCSPRequestBuilder& requestor_name(const GeneralName& name) {
    return this->set_once(requestor_name_, name, Field::requestor_name);
  }
  constexpr OCSPRequestBuilder& requestor_name(const Name& name) { return requestor_name(GeneralName{name}); }

  /// Says which types of response are understood (RFC 6960 4.4.3): `"basic"_oid`. Lifetime: that of the list, until
  /// the request is built. Errors: duplicate, too_many.
  constexpr OCSPRequestBuilder& acceptable_responses(std::span<const Oid> types) {
    return this->note(this->extensions_.add(detail::AddedExtension::acceptable_responses(types)));
  }

  /// Writes the request, unsigned. Returns what was written, at the beginning of `buffer`.
  /// Errors: those of what was added; missing if nothing was; no_space, with the size that is needed as its offset.
  constexpr Result<Bytes> build(std::span<std::uint8_t> buffer) {
    const Field missing = this->size_ == 0 ? Field::request_list : Field::none;
    return this->write_message(buffer, missing, [this](Writer& writer) { write_tbs_request(writer); });
  }

  /// Writes the request, signed: `signer` is given the bytes of the TBSRequest. signature_algorithm() gives the
  /// AlgorithmIdentifier that most algorithms have.
  /// Errors: as build(), the size being enough for a signature of any size; missing without a requestorName (RFC 6960
  /// 4.1.2) and for an empty algorithm; signing_failed; those of certificates().
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
  /// The same into a vector of the right size. Errors: the same but no_space.
  Result<std::vector<std::uint8_t>> build() {
    return to_vector([this](std::span<std::uint8_t> out) { return build(out); });
  }
  template <Signer S>
  Result<std::vector<std::uint8_t>> sign(const AlgorithmIdentifier& algorithm, S&& signer) {
    return to_vector([&](std::span<std::uint8_t> out) { return sign(algorithm, signer, out); });
  }
#endif

 private:
  /// `req_cert` are the arguments of a CertIDSource, which is made in its place.
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
