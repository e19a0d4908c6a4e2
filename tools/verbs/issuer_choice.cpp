#include "verbs/issuer_choice.hpp"

#include <iostream>
#include <ocspan/ocspan.hpp>
#include <stdexcept>
#if OCSPAN_TOOL_LIBCRYPTO
#include <ocspan/openssl/openssl_crypto.hpp>
#endif

namespace ocspan_tool {
namespace {

using namespace ocspan;

/// Whether its key has signed the certificate; false where that cannot be told.
bool has_signed(const Certificate& issuer, const Certificate& certificate) {
#if OCSPAN_TOOL_LIBCRYPTO
  return OpenSSLVerifier{true}(certificate.signature_algorithm(), issuer.subject_public_key_info(),
                               certificate.tbs_certificate_bytes(), certificate.signature()) == SignatureCheck::valid;
#else
  static_cast<void>(issuer);
  static_cast<void>(certificate);
  return false;
#endif
}

void note_choice(const LoadedCertificate& chosen, std::size_t count) {
  if (count > 1) {
    std::cerr << "ocspan: note: of the " << count << " certificates in " << printable(chosen.path)
              << " the one that fits is " << text_of(chosen.certificate.subject()) << '\n';
  }
}

}  // namespace

const LoadedCertificate* issuer_of(const Certificate& certificate, const std::vector<LoadedCertificate>& issuers) {
  const LoadedCertificate* found = nullptr;
  for (const LoadedCertificate& issuer : issuers) {
    const bool is_named = names_match(issuer.certificate.subject(), certificate.issuer());
    if (is_named && (found == nullptr || has_signed(issuer.certificate, certificate))) {
      found = &issuer;
    }
  }
  return found;
}

std::string not_issued_text(const LoadedCertificate& certificate, const std::vector<LoadedCertificate>& issuers) {
  return certificate.path + " was issued by " + text_of(certificate.certificate.issuer()) + ", and " +
         issuers.front().path + " is " + text_of(issuers.front().certificate.subject());
}

Issued choose_issued(const std::vector<LoadedCertificate>& certificates,
                     const std::vector<LoadedCertificate>& issuers) {
  for (const LoadedCertificate& certificate : certificates) {
    const LoadedCertificate* const issuer = issuer_of(certificate.certificate, issuers);
    // Where both are in bundles, an issuer is no answer to the question about itself.
    const bool is_itself = issuer != nullptr && equal(issuer->der, certificate.der);
    if (issuer != nullptr && (!is_itself || certificates.size() == 1)) {
      note_choice(certificate, certificates.size());
      note_choice(*issuer, issuers.size());
      return {certificate, *issuer};
    }
  }
  throw std::invalid_argument(not_issued_text(certificates.front(), issuers));
}

const LoadedCertificate& only_issuer(const std::vector<LoadedCertificate>& issuers) {
  if (issuers.size() > 1) {
    throw std::invalid_argument(issuers.front().path + " has several certificates: whose serial number is it?");
  }
  return issuers.front();
}

}  // namespace ocspan_tool
