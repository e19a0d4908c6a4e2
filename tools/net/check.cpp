#include "net/check.hpp"

#include <ocspan/botan/botan_hash.hpp>
#include <stdexcept>

#include "input/input.hpp"
#include "input/message.hpp"
#include "verbs/requests.hpp"

namespace ocspan_tool {

using namespace ocspan;

namespace {

std::vector<std::string> urls_of(const Certificate& certificate, Oid method) {
  std::vector<std::string> urls;
  const auto access = certificate.extensions().get<AuthorityInfoAccess>(Tolerance::all);
  if (access && *access) {
    for (const AccessDescription& each : **access) {
      const Bytes bytes = each.access_location().bytes();
      std::string url{bytes.begin(), bytes.end()};
      if (each.access_method() == method &&
          each.access_location().type() == GeneralNameType::uniform_resource_identifier &&
          (url.starts_with("http://") || url.starts_with("https://"))) {
        urls.push_back(std::move(url));
      }
    }
  }
  return urls;
}

/// What the next attempt is after one that did not help.
enum class Next : std::uint8_t { method, hash, responder, none };

/// Asks about one certificate.
class Checking {
 public:
  Checking(Checked& checked, const CheckSettings& settings) : checked_(checked), settings_(settings) {
    checked_.question.emplace(checked_.certificate->certificate, checked_.issuer->certificate);
    checked_.question->trust(std::span<const Certificate>{settings.trusted});
    if (settings.nonce) {
      checked_.nonce = random_nonce(least_nonce_size);
      checked_.question->nonce(checked_.nonce);
    }
  }

  void ask(const std::vector<std::string>& urls) {
    for (const std::string& url : urls) {
      if (ask_responder(url) == Next::none) {
        return;
      }
    }
  }

  void choose_saved(const std::vector<LoadedResponse>& saved) {
    if (!saved.empty()) {
      const Answering answering = choose_answer(saved, *checked_.question, settings_.policy, settings_.accept_weak);
      if (answering.verification.failure().step != VerifyStep::no_answer) {
        checked_.response = &saved[answering.index];
        checked_.verification = answering.verification;
      }
    }
  }

 private:
  Next ask_responder(const std::string& url) {
    Next next = Next::hash;
    for (const HashAlgorithm hash : settings_.hashes) {
      const std::vector<std::uint8_t> request = build_request(hash);
      const bool get_first = ocsp_http_method(url, request) == HttpMethod::get;
      for (const bool by_get : {get_first, !get_first}) {
        next = ask_once(url, hash, request, by_get);
        if (next != Next::method) {
          break;
        }
      }
      if (next != Next::hash) {
        return next;
      }
    }
    return next;
  }

  std::vector<std::uint8_t> build_request(HashAlgorithm hash) const {
    const Certificate& certificate = checked_.certificate->certificate;
    const Certificate& issuer = checked_.issuer->certificate;
    // RFC 6960 4.1.1: the name as the certificate has it, which its issuer may encode otherwise.
    const IssuerHashInput input{certificate.issuer().der(), issuer.subject_public_key_info().public_key()};
    const IssuerHashes hashes = hashes_of(input, hash);
    const CertID id = hashes.cert_id(certificate.serial_number());
    OCSPRequestBuilder builder{NoHasher{}, std::vector<RequestEntry>(1)};
    builder.add_certificate(id);
    if (settings_.nonce) {
      builder.nonce(checked_.nonce);
    }
    Result<std::vector<std::uint8_t>> built = builder.build();
    if (!built) {
      throw std::runtime_error("cannot write a request: " + std::string{message_of(built.error().code)});
    }
    return *std::move(built);
  }

  Next ask_once(const std::string& url, HashAlgorithm hash, const std::vector<std::uint8_t>& request, bool by_get) {
    Attempt& attempt = checked_.attempts.emplace_back();
    attempt.url = url;
    attempt.hash = hash;
    attempt.by_get = by_get;
    attempt.request = request;
    const std::string get_url =
        by_get ? *to_std_string([&](std::span<char> out) { return ocsp_get_url(url, request, out); }) : url;
    attempt.reply = fetch({get_url, by_get ? nullptr : &attempt.request}, settings_.limits);
    if (!attempt.reply.error.empty()) {
      attempt.problem = attempt.reply.error;
      return Next::responder;
    }
    if (attempt.reply.status != 200) {
      attempt.problem = "HTTP status " + std::to_string(attempt.reply.status);
      return Next::method;
    }
    return read(attempt);
  }

  Next read(Attempt& attempt) {
    auto received = std::make_unique<LoadedResponse>(LoadedResponse{attempt.reply.body, "DER", {}});
    const Result<OCSPResponse> response = load_der_ocsp_response(received->der, settings_.policy.tolerance);
    if (!response) {
      checked_.is_malformed = true;
      attempt.problem = problem_of(attempt.reply.body, response.error());
      return Next::method;
    }
    received->response = *response;
    const LoadedResponse& loaded = *checked_.received.emplace_back(std::move(received));
    const Verification verification = verify(loaded.response, *checked_.question, settings_.policy,
                                             OpenSSLVerifier{settings_.accept_weak}, BotanHasher{});
    if (!checked_.verification || counts_more(verification, *checked_.verification)) {
      checked_.verification = verification;
      checked_.response = &loaded;
    }
    if (verification.verdict() != Verdict::untrusted) {
      return Next::none;
    }
    const OCSPResponseStatus status = loaded.response.response_status();
    if (status != OCSPResponseStatus::successful) {
      attempt.problem = "the responder says " + std::string{to_string(status)};
      const bool is_unable = status == OCSPResponseStatus::try_later || status == OCSPResponseStatus::internal_error;
      return is_unable ? Next::responder : Next::hash;
    }
    attempt.problem = message_of(verification.failure().step);
    return verification.failure().step == VerifyStep::no_answer ? Next::hash : Next::responder;
  }

  /// What came in place of a response, in words.
  static std::string problem_of(std::vector<std::uint8_t> body, Error error) {
    Input input;
    input.decode({reinterpret_cast<const char*>(body.data()), body.size()}, {});
    const std::string& mistake = input.messages().front().problem;
    return body.empty()       ? "an empty reply"
           : !mistake.empty() ? "no OCSP response: " + mistake
                              : "no OCSP response: byte " + std::to_string(error.offset) + ", " +
                                    std::string{to_string(error.field)} + ": " + std::string{message_of(error.code)};
  }

  Checked& checked_;
  const CheckSettings& settings_;
};

}  // namespace

std::vector<std::string> responders_of(const Certificate& certificate) { return urls_of(certificate, "ocsp"_oid); }
std::vector<std::string> issuer_urls_of(const Certificate& certificate) {
  return urls_of(certificate, "caIssuers"_oid);
}

Checked check(const LoadedCertificate& certificate, const LoadedCertificate& issuer, const CheckSettings& settings) {
  Checked checked;
  checked.certificate = &certificate;
  checked.issuer = &issuer;
  {
    Checking checking{checked, settings};
    if (settings.saved != nullptr) {
      checking.choose_saved(*settings.saved);
    } else {
      checking.ask(settings.urls.empty() ? responders_of(certificate.certificate) : settings.urls);
    }
  }
  return checked;
}

}  // namespace ocspan_tool
