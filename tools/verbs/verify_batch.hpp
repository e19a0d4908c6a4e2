// verify --batch: many responses, each beside its certificate, as web servers keep their staples.
#pragma once

#include <cstdint>
#include <functional>
#include <ocspan/ocspan.hpp>
#include <string>
#include <vector>

#include "input/certificate_file.hpp"
#include "input/message.hpp"
#include "verbs/verb.hpp"

namespace ocspan_tool {

/// What holds for all of the responses.
struct VerifyBatchSettings {
  std::vector<LoadedCertificate> issuers;  ///< of all certificates; empty if each has its own beside it
  /// Gives a question the responders that are trusted, and more certificates that may be the signers'.
  std::function<void(ocspan::Question&)> add_certificates_to;
  ocspan::VerifyPolicy policy;
  std::int64_t min_left = 0;  ///< seconds; 0 asks for nothing
  bool accept_weak = false;
  bool json = false;        ///< a document on each line in place of text
  bool prometheus = false;  ///< metrics in place of text
  ReadingOptions reading;
};

/// Verifies each response and prints a line about it. A folder stands for the files below it whose names end in .ocsp
/// or .der. The response SITE.ocsp or SITE.der is about the first certificate in SITE, SITE.pem, SITE.crt or SITE.cer,
/// whichever is there; its issuer is one of `settings.issuers` or, if there are none, in SITE.issuer or, if there is no
/// such file, behind the certificate. Returns the exit status of the worst: an unreadable file, a missing certificate
/// or a folder without a response counts as wrong_usage.
int run_verify_batch(const std::vector<std::string>& paths, const VerifyBatchSettings& settings);

}  // namespace ocspan_tool
