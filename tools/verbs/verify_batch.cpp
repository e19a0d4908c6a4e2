#include "verbs/verify_batch.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

#include "output/json_text.hpp"
#include "verbs/answer_choice.hpp"
#include "verbs/batch.hpp"
#include "verbs/conclusion.hpp"
#include "verbs/issuer_choice.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

constexpr std::string_view response_suffixes[] = {".ocsp", ".der"};

bool is_response_name(const std::string& path) {
  return std::ranges::any_of(response_suffixes, [&](std::string_view suffix) { return path.ends_with(suffix); });
}

/// SITE of SITE.ocsp.
std::string site_of(const std::string& path) {
  for (const std::string_view suffix : response_suffixes) {
    if (path.ends_with(suffix)) {
      return path.substr(0, path.size() - suffix.size());
    }
  }
  return path;
}

bool is_file(const std::string& path) {
  std::error_code unknown;
  return std::filesystem::is_regular_file(path, unknown);
}

/// The certificate that a response is about, and its issuer's. Lifetime: refers to its own vectors, and to the issuers
/// of the settings.
struct CertificateBeside {
  /// Throws BadFile.
  CertificateBeside(const std::string& response, const std::vector<LoadedCertificate>& issuers_of_all) {
    const std::string site = site_of(response);
    const std::string names[] = {site, site + ".pem", site + ".crt", site + ".cer"};
    const auto* const name = std::ranges::find_if(
        names, [&](const std::string& candidate) { return candidate != response && is_file(candidate); });
    if (name == std::end(names)) {
      throw BadFile{response, {"unreadable", 0, "", "its certificate is not beside it: " + names[1]}};
    }
    certificates = load_certificates(*name);
    if (issuers_of_all.empty() && is_file(site + ".issuer")) {
      issuers = load_certificates(site + ".issuer");
    }
    const std::vector<LoadedCertificate>& candidates = !issuers_of_all.empty() ? issuers_of_all
                                                       : !issuers.empty()      ? issuers
                                                                               : certificates;
    issuer = issuer_of(certificates.front().certificate, candidates);
    if (issuer == nullptr) {
      throw BadFile{response,
                    {"unreadable", 0, "",
                     &candidates == &certificates ? "the issuer of its certificate is not there: --issuer, " + site +
                                                        ".issuer, or behind it in " + *name
                                                  : not_issued_text(certificates.front(), candidates)}};
    }
  }
  CertificateBeside(const CertificateBeside&) = delete;

  const LoadedCertificate& certificate() const { return certificates.front(); }

  std::vector<LoadedCertificate> certificates;
  std::vector<LoadedCertificate> issuers;
  const LoadedCertificate* issuer = nullptr;
};

class VerifyBatch {
 public:
  explicit VerifyBatch(const VerifyBatchSettings& settings) : settings_(settings) {}

  void verify_files_of(const std::string& path) {
    const std::vector<std::string> files = expand({path}, is_response_name);
    if (files.empty()) {
      say_failure(path, path, {"unreadable", 0, "", "a folder without *.ocsp and *.der"});
    }
    for (const std::string& file : files) {
      verify_file(file);
    }
  }

  int finish() const {
    if (settings_.prometheus) {
      print_prometheus(monitored_, settings_.policy.at);
    }
    return status_;
  }

 private:
  void verify_file(const std::string& path) {
    try {
      const CertificateBeside beside{path, settings_.issuers};
      const std::vector<LoadedResponse> responses = load_responses(path, settings_.reading);
      Question question{beside.certificate().certificate, beside.issuer->certificate};
      settings_.add_certificates_to(question);
      const Answering answering = choose_answer(responses, question, settings_.policy, settings_.accept_weak);
      const LoadedResponse& response = responses[answering.index];
      say(path, beside.certificate().certificate,
          {response.response, question, settings_.policy, answering.verification, answering.index + 1, responses.size(),
           response.form});
    } catch (const BadFile& bad) {
      say_failure(path, bad.path, bad.failures.front());
    } catch (const std::bad_alloc&) {
      say_failure(path, path, {"unreadable", 0, "", "there is not enough memory"});
    }
  }

  void say(const std::string& path, const Certificate& certificate, const Verified& verified) {
    const Conclusion conclusion = conclude(verified, settings_.min_left);
    const std::string subject = text_of(certificate.subject());
    if (settings_.json) {
      text_.write([&](JsonWriter& json) {
        json.object([&] {
          json.field("certificate", std::string_view{subject});
          put_fields(json, conclusion);
          put_verification(json, verified);
        });
      });
      std::cout << begin_of_line(path) << text_.view().substr(1) << '\n';
    } else if (!settings_.prometheus) {
      std::cout << printable(path) << ": " << line_of(conclusion) << '\n';
    }
    add({{"file", path}, {"subject", subject}, {"serial", text_of(certificate.serial_number())}}, conclusion);
  }

  /// `bad_path` is what cannot be read: the response or a certificate beside it.
  void say_failure(const std::string& path, const std::string& bad_path, const Failure& failure) {
    if (settings_.json) {
      Failure named = failure;
      named.message = bad_path == path ? failure.message : failure.to_line(bad_path);
      std::cout << begin_of_line(path) << named.to_json().substr(1) << '\n';
    } else if (!settings_.prometheus) {
      std::cout << printable((bad_path == path ? "" : path + ": ") + failure.to_line(bad_path)) << '\n';
    }
    Conclusion conclusion;
    conclusion.status = failure.is_unreadable() ? wrong_usage : malformed;
    add({{"file", path}}, conclusion);
  }

  void add(std::vector<std::pair<std::string_view, std::string>> labels, const Conclusion& conclusion) {
    status_ = worse(status_, conclusion.status);
    if (settings_.prometheus) {
      monitored_.push_back({std::move(labels), conclusion});
    }
  }

  const VerifyBatchSettings& settings_;
  JsonText text_;
  std::vector<Monitored> monitored_;
  ExitStatus status_ = fine;
};

}  // namespace

int run_verify_batch(const std::vector<std::string>& paths, const VerifyBatchSettings& settings) {
  VerifyBatch batch{settings};
  for (const std::string& path : paths) {
    batch.verify_files_of(path);
  }
  return batch.finish();
}

}  // namespace ocspan_tool
