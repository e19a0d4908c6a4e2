// The checks behind verify(): not part of the interface.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>

#include "ocspan/ocsp/issuer_hashes.hpp"
#include "ocspan/ocsp/nonce.hpp"
#include "ocspan/ocsp/verify.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

/// A verification and the checks that need no cryptography. Each check returns whether it passed; if not, its failure
/// is kept unless one that came further is known already.
class VerificationInProgress {
 public:
  constexpr VerificationInProgress(const OCSPResponse& response, const Question& question, const VerifyPolicy& policy)
      : response_(&response), question_(&question), policy_(&policy) {}

  constexpr const BasicOCSPResponse& basic() const { return *response_->basic(); }
  constexpr const Certificate& issuer() const { return question_->issuer(); }

  OCSPAN_FN bool check_successful();
  OCSPAN_FN bool check_names_issuer();
  /// Takes the strictest and newest answer about the certificate. `same_issuer(CertID)` compares the issuer's hashes,
  /// and gives nullopt if it cannot compute them.
  template <class SameIssuer>
  constexpr bool find_answer(SameIssuer same_issuer) {
    bool found = false;
    bool uncertain = false;
    for (const SingleResponse& single : basic().responses()) {
      if (!(single.serial_number() == question_->serial_number())) {
        continue;
      }
      const std::optional<bool> same = same_issuer(single.cert_id());
      uncertain = uncertain || !same;
      if (same.value_or(false)) {
        take_answer(single, found);
        found = true;
      }
    }
    return found || fail(uncertain ? VerifyStep::unsupported_hash : VerifyStep::no_answer, Field::responses);
  }
  /// Reads a certificate of the response; false if it cannot be read, which is no failure.
  OCSPAN_FN bool load_delegate(Bytes der, Certificate& certificate) const;
  OCSPAN_FN bool is_issuer(const Certificate& certificate) const;
  OCSPAN_FN bool check_delegate(const Certificate& delegate);
  OCSPAN_FN bool check_critical_extensions();
  OCSPAN_FN bool check_times();
  OCSPAN_FN bool check_nonce();
  /// The signature by the key of `delegate`, or of the issuer if that is null, is valid. Returns true.
  OCSPAN_FN bool accept_signer(const Certificate* delegate);
  OCSPAN_FN Verification finish();

  /// Fails at a field of OCSPResponse, BasicOCSPResponse, ResponseData or of the answer. Returns false.
  OCSPAN_FN bool fail(VerifyStep step, Field field);
  /// Fails at a place in the response. Returns false.
  OCSPAN_FN bool fail(VerifyStep step, Field field, const std::uint8_t* at);

 private:
  OCSPAN_FN const std::uint8_t* place_of(Field field) const;
  OCSPAN_FN bool check_critical(const Extensions& extensions, std::span<const Oid> understood, VerifyStep step);
  OCSPAN_FN void take_answer(const SingleResponse& single, bool found_before);

  const OCSPResponse* response_;
  const Question* question_;
  const VerifyPolicy* policy_;
  Verification result_;
};

/// The issuer's two hashes under the algorithm that was asked for last: the answers of a response seldom mix them.
template <class H>
class IssuerHashCache {
 public:
  constexpr IssuerHashCache(const IssuerHashInput& issuer, H& hasher) : issuer_(issuer), hasher_(&hasher) {}

  /// Whether both hashes of the CertID are the issuer's; nullopt if they cannot be computed.
  constexpr std::optional<bool> is_of(const CertID& id) {
    if (algorithm_.oid().empty() || !(id.hash_algorithm() == algorithm_)) {
      algorithm_ = {};
      if (!hashes_.set(issuer_, id.hash_algorithm(), *hasher_)) {
        return std::nullopt;
      }
      algorithm_ = id.hash_algorithm();
    }
    return equal(id.issuer_name_hash(), hashes_.name_hash()) && equal(id.issuer_key_hash(), hashes_.key_hash());
  }

 private:
  IssuerHashInput issuer_;
  H* hasher_;
  AlgorithmIdentifier algorithm_;
  IssuerHashes hashes_;
};

/// Whether the responderID names this certificate; nullopt if that cannot be computed. byKey is the SHA-1 hash of the
/// key (RFC 6960 4.2.1).
template <class H>
constexpr std::optional<bool> names(const ResponderID& id, const Certificate& certificate, H& hasher) {
  if (id.by_name()) {
    return *id.by_name() == certificate.subject();
  }
  std::array<std::uint8_t, 20> hash{};
  if (!hasher(HashAlgorithm::sha1, certificate.subject_public_key_info().public_key(), std::span{hash})) {
    return std::nullopt;
  }
  return equal(*id.by_key(), hash);
}

/// Finds whose key has signed: the issuer, or a delegated responder (RFC 6960 4.2.2.2).
template <class V, class H>
constexpr bool find_signer(VerificationInProgress& checks, V& verifier, H& hasher) {
  const BasicOCSPResponse& basic = checks.basic();
  const Certificate& issuer = checks.issuer();
  const auto is_signed_by = [&](const SubjectPublicKeyInfo& key) {
    return basic.signature_bits().unused_bits() == 0 &&
           verifier(basic.signature_algorithm(), key, basic.tbs_response_bytes(), basic.signature());
  };

  const std::optional<bool> names_issuer = names(basic.responder_id(), issuer, hasher);
  if (!names_issuer) {
    return checks.fail(VerifyStep::unsupported_hash, Field::responder_id);
  }
  if (*names_issuer) {
    if (is_signed_by(issuer.subject_public_key_info())) {
      return checks.accept_signer(nullptr);
    }
    checks.fail(VerifyStep::bad_signature, Field::signature);
  }
  std::size_t candidates = 0;
  for (const Bytes der : basic.certificates()) {
    Certificate delegate;
    if (!checks.load_delegate(der, delegate) || checks.is_issuer(delegate) ||
        !names(basic.responder_id(), delegate, hasher).value_or(false) || !checks.check_delegate(delegate)) {
      continue;
    }
    if (++candidates > max_signers) {
      return checks.fail(VerifyStep::too_many_signers, Field::responder_id);
    }
    if (!verifier(delegate.signature_algorithm(), issuer.subject_public_key_info(), delegate.tbs_certificate_bytes(),
                  delegate.signature())) {
      checks.fail(VerifyStep::signer_bad_signature, Field::certs, der.data());
    } else if (!is_signed_by(delegate.subject_public_key_info())) {
      checks.fail(VerifyStep::bad_signature, Field::signature);
    } else {
      return checks.accept_signer(&delegate);
    }
  }
  return checks.fail(VerifyStep::no_signer, Field::responder_id);
}

}  // namespace detail

template <SignatureVerifier V, Hasher H>
constexpr Verification verify(const OCSPResponse& response, const Question& question, const VerifyPolicy& policy,
                              V&& verifier, H&& hasher) {
  detail::VerificationInProgress checks{response, question, policy};
  if (!checks.check_successful() || !checks.check_names_issuer()) {
    return checks.finish();
  }
  const Bytes issuer_key = question.issuer().subject_public_key_info().public_key();
  detail::IssuerHashCache<std::remove_reference_t<H>> hashes{{question.issuer_name(), issuer_key}, hasher};
  if (const CertID* const asked = question.asked()) {
    const std::optional<bool> same = hashes.is_of(*asked);
    if (!same.value_or(false)) {
      checks.fail(same ? VerifyStep::wrong_issuer : VerifyStep::unsupported_hash, Field::responses);
      return checks.finish();
    }
  }
  if (checks.find_answer([&](const CertID& id) { return hashes.is_of(id); }) &&
      detail::find_signer(checks, verifier, hasher) && checks.check_critical_extensions() && checks.check_times()) {
    checks.check_nonce();
  }
  return checks.finish();
}

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/verify.cpp"
#include "../../../lib/ocsp/verify_text.cpp"
#endif
