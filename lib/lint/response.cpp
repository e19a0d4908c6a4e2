// The structure of a response.
#include "ocspan/lint/linter.hpp"
#include "ocspan/ocsp/extensions.hpp"
#include "ocspan/x509/rsassa_pss_params.hpp"
#include "ocspan/x509/signature_algorithm.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

// What a response may carry (RFC 6960 4.4, RFC 6962 3.3, RFC 5280 5.3).
using ResponseExtensionTypes =
    ExtensionTypes<Nonce, CrlID, ArchiveCutoff, ServiceLocator, ExtendedRevoke, CertHash, OCSPSCTList, CRLReason,
                   InvalidityDate, CertificateIssuer, HoldInstructionCode>;

inline constexpr ExtensionLints of_response_extensions{
    Lint::response_extension_duplicate, Lint::response_extension_malformed, Lint::response_extension_critical};

// RFC 6960 4.4: which extension stands where, and what it says.
OCSPAN_FN inline void lint_extension(Linter& linter, const BasicOCSPResponse& response, const Extension& extension,
                                     bool is_single) {
  const Oid oid = extension.oid();
  const auto misplaced = [&](bool holds, Lint lint) { linter.require(holds, lint, extension, Field::extn_id); };
  if (oid == Nonce::oid) {
    misplaced(!is_single, Lint::response_nonce_place);
    const Result<Nonce> nonce = extension.as<Nonce>();
    const std::size_t size = nonce->bytes().size();
    linter.require(!nonce->is_bare(), Lint::response_nonce_not_octet_string, extension, Field::extn_value);
    linter.require(nonce->has_standard_length(), Lint::response_nonce_length, extension, Field::extn_value);
    linter.require(size >= 32 || size == 0, Lint::response_nonce_short, extension, Field::extn_value);
  } else if (oid == ExtendedRevoke::oid) {
    misplaced(!is_single, Lint::response_extended_revoke_place);
    linter.require(!extension.critical(), Lint::response_extended_revoke_critical, extension, Field::critical);
  } else if (oid == ArchiveCutoff::oid) {
    misplaced(is_single, Lint::response_archive_cutoff_place);
    const Result<ArchiveCutoff> cutoff = extension.as<ArchiveCutoff>();
    linter.require(!cutoff || cutoff->time() <= response.produced_at(), Lint::response_archive_cutoff_future, extension,
                   Field::extn_value);
  } else if (oid == CrlID::oid) {
    misplaced(is_single, Lint::response_crl_id_place);
    const Result<CrlID> crl = extension.as<CrlID>();
    linter.require(!crl || crl->crl_url() || crl->crl_num() || crl->crl_time(), Lint::response_crl_id_empty, extension,
                   Field::extn_value);
  } else if (oid == ServiceLocator::oid) {
    misplaced(false, Lint::response_service_locator_place);
  } else if (oid == CertHash::oid) {
    const Result<CertHash> hash = extension.as<CertHash>();
    const std::optional<HashAlgorithm> algorithm = hash->hash_algorithm().hash();
    linter.require(!hash || !algorithm || hash->certificate_hash().size() == digest_size(*algorithm),
                   Lint::isis_cert_hash_algorithm, extension, Field::extn_value);
  }
  linter.require(!extension.critical() || ResponseExtensionTypes::visit_type(oid, []<class> {}),
                 Lint::response_extension_critical_unknown, extension, Field::critical);
}

OCSPAN_FN inline void lint_extensions(Linter& linter, const BasicOCSPResponse& response, const Extensions& extensions,
                                      bool is_single) {
  if (!extensions.empty()) {
    lint_extensions(linter, extensions, of_response_extensions);
    for (const Extension& extension : extensions) {
      lint_extension(linter, response, extension, is_single);
    }
  }
}

// RFC 4055 3.1.
OCSPAN_FN inline void lint_pss(Linter& linter, const AlgorithmIdentifier& algorithm) {
  const Bytes parameters = algorithm.parameters() ? *algorithm.parameters() : Bytes{};
  const std::uint8_t* const at = parameters.empty() ? place::of(algorithm) : parameters.data();
  if (has_standard_parameters(algorithm) == false) {
    linter.find(Lint::response_sig_pss_params, Field::parameters, at);
    return;
  }
  const Result<RSASSAPSSParams> params = load<RSASSAPSSParams>(parameters, Tolerance::none);
  const std::optional<HashAlgorithm> hash = params->hash_algorithm().hash();
  const Bytes salt_length = params->salt_length().bytes();
  if (params->mask_gen_algorithm() != MaskGenAlgorithm{params->hash_algorithm()} ||
      (hash && (salt_length.size() != 1 || salt_length[0] != digest_size(*hash)))) {
    linter.find(Lint::response_sig_pss_choice, Field::parameters, at);
  }
}

// RFC 3279 2.2.2 and 2.2.3: Ecdsa-Sig-Value and Dss-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }
OCSPAN_FN inline bool is_pair_of_positive_integers(Bytes signature) {
  ReadContext context{signature};
  Reader reader{context};
  Reader fields = reader.open(Tag::sequence, Field::signature);
  Integer r;
  Integer s;
  r.read(fields, Field::signature);
  s.read(fields, Field::signature);
  fields.close(Field::signature);
  reader.close(Field::signature);
  return !context.error() && Integer{} < r && Integer{} < s;
}

/// What an algorithm says of its signatures.
struct SignatureForm {
  Oid oid;
  std::uint16_t size;  // 0 if it is not fixed
  bool is_forbidden = false;
};

inline constexpr std::uint16_t two_integers = 0xffff;

inline constexpr SignatureForm signature_forms[] = {
    {"ecdsa-with-SHA1"_oid, two_integers},
    {"ecdsa-with-SHA224"_oid, two_integers},
    {"ecdsa-with-SHA256"_oid, two_integers},
    {"ecdsa-with-SHA384"_oid, two_integers},
    {"ecdsa-with-SHA512"_oid, two_integers},
    {"ecdsa-with-sha3-224"_oid, two_integers},
    {"ecdsa-with-sha3-256"_oid, two_integers},
    {"ecdsa-with-sha3-384"_oid, two_integers},
    {"ecdsa-with-sha3-512"_oid, two_integers},
    {"dsa-with-sha1"_oid, two_integers},
    {"dsa-with-sha224"_oid, two_integers},
    {"dsa-with-sha256"_oid, two_integers},
    {"dsa-with-sha384"_oid, two_integers},
    {"dsa-with-sha512"_oid, two_integers},
    {"Ed25519"_oid, 64},                // RFC 8032 5.1.6
    {"Ed448"_oid, 114},                 // 5.2.6
    {"ml-dsa-44"_oid, 2420},            // FIPS 204, table 2
    {"ml-dsa-65"_oid, 3309},            //
    {"ml-dsa-87"_oid, 4627},            //
    {"slh-dsa-sha2-128s"_oid, 7856},    // FIPS 205, table 2
    {"slh-dsa-shake-128s"_oid, 7856},   //
    {"slh-dsa-sha2-128f"_oid, 17088},   //
    {"slh-dsa-shake-128f"_oid, 17088},  //
    {"slh-dsa-sha2-192s"_oid, 16224},   //
    {"slh-dsa-shake-192s"_oid, 16224},  //
    {"slh-dsa-sha2-192f"_oid, 35664},   //
    {"slh-dsa-shake-192f"_oid, 35664},  //
    {"slh-dsa-sha2-256s"_oid, 29792},   //
    {"slh-dsa-shake-256s"_oid, 29792},  //
    {"slh-dsa-sha2-256f"_oid, 49856},   //
    {"slh-dsa-shake-256f"_oid, 49856},  //
    // RFC 9881 2 forbids what FIPS 204 calls HashML-DSA.
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 32>, 0, true},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 33>, 0, true},
    {oid<2, 16, 840, 1, 101, 3, 4, 3, 34>, 0, true},
};

OCSPAN_FN inline SignatureForm form_of(const Oid& oid) {
  for (const SignatureForm& each : signature_forms) {
    // The last byte first, which differs more often than any other.
    if (each.oid.bytes().back() == oid.bytes().back() && each.oid == oid) {
      return each;
    }
  }
  return {oid, 0};
}

OCSPAN_FN inline void lint_signature(Linter& linter, const BasicOCSPResponse& response) {
  lint_signature(linter, response.signature_fields(),
                 {Lint::response_sig_params, Lint::response_sig_unused_bits, Lint::response_certs_empty});
  const Oid oid = response.signature_algorithm_oid();
  if (oid == "RSASSA-PSS"_oid) {
    lint_pss(linter, response.signature_algorithm());
  }
  const SignatureForm form = form_of(oid);
  linter.require(form.size == 0 || form.size == two_integers || form.size == response.signature().size(),
                 Lint::response_sig_length, response, Field::signature);
  linter.require(form.size != two_integers || is_pair_of_positive_integers(response.signature()),
                 Lint::response_sig_ecdsa_der, response, Field::signature);
  linter.require(!form.is_forbidden, Lint::response_sig_hash_ml_dsa, response, Field::signature_algorithm);
  linter.require(!is_weak_signature(response.signature_algorithm()), Lint::response_sig_weak, response,
                 Field::signature_algorithm);
}

OCSPAN_FN bool is_pair(const CertID& a, const CertID& b) {
  const auto are = [&](HashAlgorithm of_a, HashAlgorithm of_b) {
    return a.hash_algorithm() == of_a && b.hash_algorithm() == of_b;
  };
  return a.serial_number() == b.serial_number() &&
         (are(HashAlgorithm::sha1, HashAlgorithm::sha256) || are(HashAlgorithm::sha256, HashAlgorithm::sha1));
}

/// Whether both can be about the same certificate: by different hash functions only the serial number tells.
OCSPAN_FN inline bool can_be_same(const CertID& a, const CertID& b) {
  return a.serial_number() == b.serial_number() && (a.hash_algorithm().oid() != b.hash_algorithm().oid() || a == b);
}

// RFC 6960 4.2.2.3: an answer for each certificate in the request. Of a long list nothing is said, as that would take
// quadratic time.
OCSPAN_COLD OCSPAN_FN inline void lint_asked(Linter& linter, const BasicOCSPResponse& response) {
  OCSPRequest request;
  if (linter.inputs().request.empty() || read_message(request, linter.inputs().request, Tolerance::all)) {
    return;
  }
  for (const Request& each : request.requests()) {
    bool is_answered = response.responses().size() > lint_window;
    for (auto answer = response.responses().begin(); !is_answered && answer != response.responses().end(); ++answer) {
      is_answered = can_be_same(answer->cert_id(), each.cert_id());
    }
    if (!is_answered) {
      linter.require(false, Lint::response_unanswered, response, Field::responses);
      break;
    }
  }
  for (const SingleResponse& answer : response.responses()) {
    bool is_asked = request.requests().size() > lint_window;
    for (auto each = request.requests().begin(); !is_asked && each != request.requests().end(); ++each) {
      is_asked = can_be_same(answer.cert_id(), each->cert_id());
    }
    linter.require(is_asked, Lint::response_unasked, answer, Field::cert_id);
  }
}

// RFC 6960 2.2: a certificate that was never issued is answered as revoked at the beginning of 1970, on hold.
OCSPAN_FN inline void lint_non_issued(Linter& linter, const SingleResponse& answer, bool is_extended) {
  if (!answer.revocation_time() || *answer.revocation_time() != Time{}) {
    return;
  }
  const bool is_on_hold = answer.revocation_reason() == ReasonFlags::certificate_hold;
  linter.require(!is_on_hold || is_extended, Lint::response_non_issued_incomplete, answer, Field::revocation_time);
  linter.require(is_on_hold || !is_extended, Lint::response_non_issued_reason, answer, Field::cert_status);
  if (is_on_hold && is_extended) {
    using Forbidden = ExtensionTypes<CrlID, CRLReason, InvalidityDate, CertificateIssuer, HoldInstructionCode>;
    for (const Extension& extension : answer.single_extensions()) {
      linter.require(!Forbidden::visit_type(extension.oid(), []<class> {}), Lint::response_non_issued_extensions,
                     extension, Field::extn_id);
    }
  }
}

OCSPAN_FN void lint_response(Linter& linter, const BasicOCSPResponse& response) {
  const SequenceOf<SingleResponse>& responses = response.responses();
  linter.require(!responses.empty(), Lint::response_responses_empty, response, Field::responses);
  if (response.responder_name()) {
    linter.require(!response.responder_name()->empty(), Lint::response_by_name_empty, response, Field::responder_id);
  } else {
    linter.require(response.responder_key_hash()->size() == 20, Lint::response_keyhash_length, response,
                   Field::responder_id);
  }
  lint_asked(linter, response);
  lint_extensions(linter, response, response.extensions(), false);
  if (!response.signature_algorithm_oid().empty()) {
    lint_signature(linter, response);
    linter.require(response.certificates().size() <= 1, Lint::signer_chain_in_certs, response, Field::certs);
  }
}

// RFC 6960 2.2 and 4.2.2.3: one status for each certificate.
OCSPAN_FN inline void compare_with_before(Linter& linter, const SingleResponse& answer, AnswersBefore& before) {
  const std::size_t count = before.cert_ids.count();
  const auto agrees_with = [&](std::size_t number) {
    return before.statuses[number % lint_window] == answer.certificate_status();
  };
  if (const std::optional<std::size_t> same = before.cert_ids.add(answer.cert_id())) {
    linter.require(false, Lint::response_certid_repeated, answer, Field::cert_id);
    linter.require(agrees_with(*same), Lint::response_certid_contradiction, answer, Field::cert_status);
  } else if (count != 0 && is_pair(before.last, answer.cert_id())) {
    linter.require(agrees_with(count - 1), Lint::response_certid_contradiction, answer, Field::cert_status);
  }
  before.statuses[count % lint_window] = answer.certificate_status();
  before.last = answer.cert_id();
}

OCSPAN_FN inline void lint_sha1_alone(Linter& linter, const AnswersBefore& answers) {
  if (const std::uint8_t* const hash_algorithm = answers.cert_ids.find_sha1_alone()) {
    linter.find(Lint::response_certid_sha1, Field::hash_algorithm, hash_algorithm);
  }
}

// Of more answers, the first ones are looked at.
OCSPAN_FN void lint_answers(Linter& linter, const AnswersBefore& answers) {
  if (answers.cert_ids.count() < lint_window) {
    lint_sha1_alone(linter, answers);
  }
}

OCSPAN_FN void lint_answer(Linter& linter, const BasicOCSPResponse& response, const SingleResponse& answer,
                           AnswersBefore& before) {
  compare_with_before(linter, answer, before);
  if (before.cert_ids.count() == lint_window) {
    lint_sha1_alone(linter, before);
  }
  lint_non_issued(linter, answer, before.is_extended);
  lint_cert_id(linter, answer.cert_id(),
               {Lint::response_certid_hash_length, Lint::response_certid_hash_unknown, Lint::response_certid_parameters,
                Lint::response_serial_not_positive, Lint::response_serial_too_long});
  const std::optional<ReasonFlags>& reason = answer.revocation_reason();
  linter.require(reason != ReasonFlags::unspecified, Lint::response_reason_unspecified, answer,
                 Field::revocation_reason);
  linter.require(reason != ReasonFlags::remove_from_crl, Lint::response_reason_remove_from_crl, answer,
                 Field::revocation_reason);
  lint_extensions(linter, response, answer.single_extensions(), true);
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
