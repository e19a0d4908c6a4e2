// Asking responders about a certificate until one gives an answer that may be trusted.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <string>
#include <vector>

#include "input/certificate_file.hpp"
#include "net/http_client.hpp"
#include "verbs/answer_choice.hpp"

namespace ocspan_tool {

/// How responders are asked, and what is believed of them.
struct CheckSettings {
  std::vector<std::string> urls;  ///< in place of those that the certificate names
  /// Of the CertID, one after the other while the responder does not know the certificate by the one before.
  std::vector<ocspan::HashAlgorithm> hashes;
  bool nonce = false;
  bool accept_weak = false;
  ocspan::VerifyPolicy policy;
  std::vector<ocspan::Certificate> trusted;  ///< responders
  HttpLimits limits;
  /// Saved answers, in place of asking; null to ask. Lifetime: longer than that of what is checked.
  const std::vector<LoadedResponse>* saved = nullptr;
};

/// One question to a responder, and what came of it.
struct Attempt {
  std::string url;
  bool by_get = false;
  ocspan::HashAlgorithm hash{};
  std::vector<std::uint8_t> request;
  HttpReply reply;
  std::string problem;  ///< why it is no answer that may be trusted, in words; empty if it is one
};

/// What is known of a certificate after asking. Lifetime: refers to the certificate and its issuer's.
struct Checked {
  const LoadedCertificate* certificate = nullptr;
  const LoadedCertificate* issuer = nullptr;
  std::vector<Attempt> attempts;
  std::vector<std::uint8_t> nonce;
  std::vector<std::unique_ptr<LoadedResponse>> received;
  /// The response that counts most, one of those received or saved, and its verification; none if no responder has
  /// given a response.
  const LoadedResponse* response = nullptr;
  std::optional<ocspan::Question> question;
  std::optional<ocspan::Verification> verification;
  bool is_malformed = false;  ///< whether what came from a responder was no OCSPResponse
};

/// The URLs of the responders that a certificate names (RFC 5280 4.2.2.1), those of http and https.
std::vector<std::string> responders_of(const ocspan::Certificate& certificate);
/// The URLs of the issuer's certificate, caIssuers.
std::vector<std::string> issuer_urls_of(const ocspan::Certificate& certificate);

/// Asks about `certificate`, of `issuer`. Several threads may check certificates at a time, after start_http().
Checked check(const LoadedCertificate& certificate, const LoadedCertificate& issuer, const CheckSettings& settings);

}  // namespace ocspan_tool
