#include "verbs/answer_choice.hpp"

#include <algorithm>
#include <ocspan/botan/botan_hash.hpp>
#include <optional>
#include <stdexcept>
#include <utility>

namespace ocspan_tool {

using namespace ocspan;

void need_libcrypto() {
  if (OCSPAN_TOOL_LIBCRYPTO == 0) {
    throw std::runtime_error("this command cannot verify: it was built without OpenSSL's libcrypto");
  }
}

LoadedResponse response_of(LoadedMessage message, Tolerance tolerance) {
  LoadedResponse loaded{std::move(message.der), std::move(message.form), {}};
  loaded.response = *load_der_ocsp_response(loaded.der, tolerance);
  return loaded;
}

std::vector<LoadedResponse> load_responses(const std::string& path, const ReadingOptions& options) {
  std::vector<LoadedResponse> all;
  for (LoadedMessage& message : load_messages(response_kind, path, options)) {
    if (!message.is_signed) {
      throw BadFile{
          path, {"unreadable", 0, "", "a " + message.form + " alone cannot be verified: its signature is not there"}};
    }
    all.push_back(response_of(std::move(message), options.tolerance));
  }
  return all;
}

ExitStatus exit_status_of(const OCSPResponse& response, const Verification& verification, bool expires_too_soon) {
  switch (verification.verdict()) {
    case Verdict::good:
      return expires_too_soon ? expires_soon : fine;
    case Verdict::revoked:
      return revoked;
    case Verdict::unknown:
      return unknown;
    case Verdict::untrusted:
      break;
  }
  const bool later = response.response_status() == OCSPResponseStatus::try_later ||
                     response.response_status() == OCSPResponseStatus::internal_error;
  return later ? no_answer_now : untrusted;
}

ExitStatus worse(ExitStatus a, ExitStatus b) {
  const ExitStatus in_order[] = {revoked, wrong_usage,   malformed,    untrusted,
                                 unknown, no_answer_now, expires_soon, fine};
  return std::find(std::begin(in_order), std::end(in_order), a) < std::find(std::begin(in_order), std::end(in_order), b)
             ? a
             : b;
}

bool counts_more(const Verification& a, const Verification& b) {
  const auto rank = [](const Verification& one) {
    switch (one.verdict()) {
      case Verdict::revoked:
        return 4;
      case Verdict::unknown:
        return 3;
      case Verdict::good:
        return 2;
      case Verdict::untrusted:
        break;
    }
    const VerifyStep step = one.failure().step;
    return step == VerifyStep::no_answer || step == VerifyStep::not_successful ? 0 : 1;
  };
  if (rank(a) != rank(b) || rank(a) < 2) {
    return rank(a) > rank(b);
  }
  return b.this_update()->to_unix() < a.this_update()->to_unix();
}

Answering choose_answer(const std::vector<LoadedResponse>& responses, const Question& question,
                        const VerifyPolicy& policy, bool accept_weak) {
  std::optional<Answering> chosen;
  for (std::size_t i = 0; i < responses.size(); ++i) {
    const Verification verification =
        verify(responses[i].response, question, policy, OpenSSLVerifier{accept_weak}, BotanHasher{});
    if (!chosen || counts_more(verification, chosen->verification)) {
      chosen = {i, verification};
    }
  }
  return *chosen;
}

}  // namespace ocspan_tool
