// Which of several responses answers, and how the command ends.
#pragma once

#include <cstdint>
#include <ocspan/ocspan.hpp>
#include <string>
#include <vector>

#include "input/message.hpp"
#include "verbs/verb.hpp"
#if OCSPAN_TOOL_LIBCRYPTO
#include <ocspan/openssl/openssl_crypto.hpp>
#endif

namespace ocspan_tool {

#if OCSPAN_TOOL_LIBCRYPTO
using ocspan::OpenSSLVerifier;
#else
/// Nothing is valid without libcrypto. need_libcrypto() refuses before it is asked.
struct OpenSSLVerifier {
  explicit OpenSSLVerifier(bool = false) {}
  ocspan::SignatureCheck operator()(const ocspan::AlgorithmIdentifier&, const ocspan::SubjectPublicKeyInfo&,
                                    ocspan::Bytes, ocspan::Bytes) const {
    return ocspan::SignatureCheck::unsupported;
  }
};
#endif

/// Throws std::runtime_error if this command was built without libcrypto.
void need_libcrypto();

struct LoadedResponse {
  std::vector<std::uint8_t> der;
  std::string form;
  ocspan::OCSPResponse response;
};

/// A message of response_kind that was loaded with this tolerance.
LoadedResponse response_of(LoadedMessage message, ocspan::Tolerance tolerance);

/// All responses in a file; at least one. Throws BadFile, also for one whose signature is not there.
std::vector<LoadedResponse> load_responses(const std::string& path, const ReadingOptions& options);

/// The response that answers a question, and its verification.
struct Answering {
  std::size_t index;
  ocspan::Verification verification;
};

/// Whether `a` counts more than `b`: an answer that may be trusted, of these the strictest, of these the newest; then
/// one about the certificate that may not; then the first.
bool counts_more(const ocspan::Verification& a, const ocspan::Verification& b);

/// Of the responses, at least one, that which counts most.
Answering choose_answer(const std::vector<LoadedResponse>& responses, const ocspan::Question& question,
                        const ocspan::VerifyPolicy& policy, bool accept_weak);

ExitStatus exit_status_of(const ocspan::OCSPResponse& response, const ocspan::Verification& verification,
                          bool expires_too_soon);

/// The exit status of several verdicts is that of the worst: revoked, unreadable, malformed, untrusted, unknown, no
/// answer now, expires soon, fine.
ExitStatus worse(ExitStatus a, ExitStatus b);

}  // namespace ocspan_tool
