// Building an OCSPResponse (RFC 6960 4.2.1).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "ocspan/ocsp/message_builder.hpp"
#include "ocspan/ocsp/response.hpp"

#if __STDC_HOSTED__
#include <vector>
#endif

namespace ocspan::inline OCSPAN_ABI {

/// What an answer is to say of its certificate; the members have the names of the accessors of SingleResponse.
struct SingleResponseFields {
  OCSPCertStatus certificate_status = OCSPCertStatus::unknown;  ///< good, revoked or unknown
  std::optional<Time> this_update = {};                         ///< must be set
  std::optional<Time> next_update = {};                         ///< left out if it is not set
  std::optional<Time> revocation_time = {};                     ///< must be set if revoked, and only then
  std::optional<ReasonFlags> revocation_reason = {};            ///< may be set if revoked, and only then
  std::span<const Extension> extensions = {};                   ///< singleExtensions
};

/// What an OCSPResponseBuilder keeps of one answer; only the builder uses its members.
struct SingleResponseEntry {
  detail::CertIDSource cert_id;  ///< which certificate
  SingleResponseFields fields;   ///< what is said of it
};

namespace detail {

/// Checks the fields of an answer. Errors: those of OCSPResponseBuilder::add_response() about them.
OCSPAN_FN Error check_fields(const SingleResponseFields& fields);

/// Checks a time that is to be written. Errors: time_value if there is no such time; time_range for a year outside 1950
/// to 9999.
OCSPAN_FN Error check_time(const Time& time, Field field);

}  // namespace detail

/// Builds a response (RFC 6960 4.2.1) into the caller's buffer. `Storage` is where it keeps the answers: 8 entries of
/// its own, or what the constructor's second argument is: `std::array<SingleResponseEntry, 1>{}`, a std::vector, or a
/// std::span of the caller's memory. Lifetime: refers to everything that is added until sign() has written it; none of
/// it may lie in the buffer. Errors: sign() reports the first error of all calls, with its field and the offset 0.
template <class H = NoHasher, class Storage = std::array<SingleResponseEntry, 8>>
class OCSPResponseBuilder : public detail::MessageBuilder<OCSPResponseBuilder<H, Storage>> {
 public:
  /// A response without answers. Only a builder with a Hasher can answer by certificates or name the responder by key.
  constexpr explicit OCSPResponseBuilder(H hasher = {}, Storage storage = {})
      : storage_(std::move(storage)), hasher_(hasher) {}

  /// Answers about `certificate`, by hashes of its issuer field and of the key of `issuer` (RFC 6960 4.1.1). That the
  /// issuer is the right one is not checked.
  /// Errors: unsupported_algorithm for MD5 and for what the hasher cannot compute; missing for a certificate that was
  /// not loaded, without thisUpdate, and for a revoked without revocationTime; not_revoked for revocation data of one
  /// that is not; time_value if there is no such time; time_range for a year outside 1950 to 9999; time_order for a
  /// nextUpdate before thisUpdate; undefined_value for a status or reason that is not defined; duplicate for two
  /// extensions of one type; too_many for more answers than the storage holds.
  constexpr OCSPResponseBuilder& add_response(const Certificate& certificate, const Certificate& issuer,
                                              const AlgorithmIdentifier& algorithm, const SingleResponseFields& fields)
    requires Hasher<H>
  {
    this->note(detail::check_loaded(certificate, Field::certificate));
    this->note(detail::check_loaded(issuer, Field::issuer));
    this->note(detail::check_hash_algorithm(algorithm));
    return add({detail::CertIDSource{certificate, issuer, algorithm}, fields});
  }

  /// Answers about the certificate of a CertID from a request, whatever its hashes are. Errors: those of add_response()
  /// for a certificate, and missing without a hash algorithm.
  constexpr OCSPResponseBuilder& add_response(const CertID& cert_id, const SingleResponseFields& fields) {
    if (cert_id.hash_algorithm().oid().empty()) {
      this->note({ErrorCode::missing, Field::hash_algorithm});
    }
    return add({detail::CertIDSource{cert_id}, fields});
  }

  /// Answers about the certificate with these fields of a CertID. The serial number is an Integer, or what
  /// SerialNumber::from_magnitude() makes of an unsigned number. Errors: those of add_response() for a CertID;
  /// wrong_length for a hash that is not as long as its algorithm's; unsupported_algorithm for MD5; undefined_value for
  /// a negative serial number, which only a CertID can be about.
  constexpr OCSPResponseBuilder& add_response_by_hash(Input issuer_name_hash, Input issuer_key_hash,
                                                      const SerialNumber& serial_number,
                                                      const AlgorithmIdentifier& algorithm,
                                                      const SingleResponseFields& fields) {
    const CertID cert_id = detail::cert_id_by_hash(issuer_name_hash, issuer_key_hash, serial_number, algorithm);
    this->note(detail::check_hashes(cert_id));
    this->note(detail::check_serial_number(serial_number));
    return add({detail::CertIDSource{cert_id, serial_number.needs_zero()}, fields});
  }

  /// Names the signer by the subject of its certificate.
  /// Errors: missing for a certificate that was not loaded; duplicate if the signer was named before.
  constexpr OCSPResponseBuilder& responder_by_name(const Certificate& responder) {
    this->note(detail::check_loaded(responder, Field::responder_id));
    return responder_id(ResponderID{responder.subject()});
  }

  /// Names the signer by the SHA-1 hash of the key in its certificate. Errors: missing for a certificate that was not
  /// loaded; unsupported_algorithm if the hasher cannot compute SHA-1; duplicate if the signer was named before.
  constexpr OCSPResponseBuilder& responder_by_key(const Certificate& responder)
    requires Hasher<H>
  {
    this->note(detail::check_loaded(responder, Field::responder_id));
    if (!hasher_(HashAlgorithm::sha1, IssuerHashInput{responder}.key, key_hash_)) {
      this->note({ErrorCode::unsupported_algorithm, Field::by_key});
    }
    responder_key_is_hashed_ = true;
    return this->set_once(responder_id_, ResponderID{Bytes{}}, Field::responder_id);
  }

  /// Names the signer. Errors: wrong_length for a byKey of other than 20 bytes, and if neither byName nor byKey is set;
  /// duplicate if the signer was named before.
  constexpr OCSPResponseBuilder& responder_id(const ResponderID& responder) {
    if (!responder.by_name() && responder.by_key().value_or(Bytes{}).size() != key_hash_.size()) {
      this->note({ErrorCode::wrong_length, Field::by_key});
    }
    return this->set_once(responder_id_, responder, Field::responder_id);
  }

  /// Sets the time of signing, without which there is no response. Errors: time_value if there is no such time;
  /// time_range for a year outside 1950 to 9999; duplicate if it was set before.
  constexpr OCSPResponseBuilder& produced_at(const Time& time) {
    this->note(detail::check_time(time, Field::produced_at));
    return this->set_once(produced_at_, time, Field::produced_at);
  }

  /// Writes the response: `signer` is given the bytes of the ResponseData. For most algorithms `algorithm` is what
  /// signature_algorithm() gives. Returns what was written, at the beginning of `buffer`.
  /// Errors: those of what was added; missing without an answer, responderID, producedAt or algorithm; signing_failed;
  /// those of certificates(); no_space, with a size that is enough for any signature as its offset.
  template <Signer S>
  constexpr Result<Bytes> sign(const AlgorithmIdentifier& algorithm, S&& signer, std::span<std::uint8_t> buffer) {
    const Field missing = this->size_ == 0          ? Field::responses
                          : !responder_id_          ? Field::responder_id
                          : !produced_at_           ? Field::produced_at
                          : algorithm.oid().empty() ? Field::signature_algorithm
                                                    : Field::none;
    return this->write_signed_message(buffer, missing, [&](Writer& writer) {
      detail::write_successful_fields(writer, [&] {
        writer.nest(Tag::sequence, [&] {
          const std::size_t response_data = writer.size();
          write_response_data(writer);
          const Bytes message = writer.since(response_data);
          detail::write_signature_fields(writer, message, algorithm, signer, this->certificates_);
        });
      });
    });
  }

  /// Writes a response that says why there is no answer; it has no body and no signature. Returns what was written.
  /// Errors: undefined_value for a status that RFC 6960 does not define; response_bytes_missing for successful;
  /// no_space, with the needed size as its offset.
  static constexpr Result<Bytes> build_unsuccessful(OCSPResponseStatus status, std::span<std::uint8_t> buffer) {
    if (!detail::is_defined(status)) {
      return Error{ErrorCode::undefined_value, Field::response_status};
    }
    if (status == OCSPResponseStatus::successful) {
      return Error{ErrorCode::response_bytes_missing, Field::response_bytes};
    }
    Writer writer{buffer};
    writer.nest(Tag::sequence, [&] { detail::write_response_status(writer, status); });
    return writer.finish();
  }

#if __STDC_HOSTED__
  /// Writes the response into a vector; `algorithm` and `signer` are as for a buffer. Errors: those of what was added;
  /// missing without an answer, responderID, producedAt or algorithm; signing_failed; those of certificates().
  template <Signer S>
  Result<std::vector<std::uint8_t>> sign(const AlgorithmIdentifier& algorithm, S&& signer) {
    return to_vector([&](std::span<std::uint8_t> out) { return sign(algorithm, signer, out); });
  }
  /// Writes a response that says why there is no answer into a vector. Errors: undefined_value for an undefined status;
  /// response_bytes_missing for successful.
  static Result<std::vector<std::uint8_t>> build_unsuccessful(OCSPResponseStatus status) {
    return to_vector([&](std::span<std::uint8_t> out) { return build_unsuccessful(status, out); });
  }
#endif

 private:
  constexpr OCSPResponseBuilder& add(const SingleResponseEntry& entry) {
    this->note(detail::check_fields(entry.fields));
    return this->append(storage_, Field::responses, [&](SingleResponseEntry& place) { place = entry; });
  }

  constexpr void write_response_data(Writer& writer) {
    const auto write_single = [&](const SingleResponseEntry& entry) {
      const SingleResponseFields& fields = entry.fields;
      const CertStatus status{fields.certificate_status, fields.revocation_time, fields.revocation_reason};
      detail::write_single_response(writer, detail::CertIDToWrite<H>{entry.cert_id, hasher_}, status,
                                    *fields.this_update, fields.next_update, fields.extensions);
    };
    const ResponderID responder = responder_key_is_hashed_ ? ResponderID{Bytes{key_hash_}} : *responder_id_;
    detail::write_response_data(
        writer, responder, *produced_at_,
        [&] { writer.sequence_of(std::span{storage_}.first(this->size_), write_single); },
        this->extensions_.elements());
  }

  Storage storage_;
  std::optional<ResponderID> responder_id_;
  std::optional<Time> produced_at_;
  std::array<std::uint8_t, 20> key_hash_{};
  bool responder_key_is_hashed_ = false;
  [[no_unique_address]] H hasher_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/response_builder.cpp"
#endif
