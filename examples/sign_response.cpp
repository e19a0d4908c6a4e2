// An OCSP responder for one issuer, without the HTTP around it: reads a request, writes the signed answer.
//
//   sign_response --request REQUEST.der --out RESPONSE.der --index INDEX.txt --issuer ISSUER.pem
//                 --responder RESPONDER.pem --key RESPONDER.key
//                 [--by-key] [--no-certs] [--next-update TIME] [--archive-cutoff TIME] [--now TIME]
//
// Times are seconds since 1970. The index has a line for each certificate that the issuer has issued: its serial number
// as contents octets in hexadecimal (with 00 in front if it begins with 8 to f), and its status. After `revoked` come
// the time and, if known, the number of the CRLReason:
//
//   1001 good
//   00f2 revoked 1700000000 1
#include <array>
#include <ctime>
#include <ocspan/botan/botan_hash.hpp>
#include <ocspan/ocspan.hpp>
#include <sstream>

#include "botan_signer.hpp"
#include "support.hpp"

namespace {

using namespace ocspan;
using example::value_of;

Time time_from(const std::string& seconds) { return value_of(Time::from_unix(example::number(seconds)), seconds); }

/// A line of the index.
struct Known {
  std::vector<std::uint8_t> serial_number;
  SingleResponseFields fields;
};

std::vector<Known> read_index(const std::string& path) {
  std::vector<Known> index;
  std::istringstream lines{example::read_file(path)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words{line};
    std::string serial_number;
    std::string status;
    std::string revocation_time;
    words >> serial_number >> status;
    Known known{example::from_hex(serial_number), {}};
    if (status == "good") {
      known.fields.certificate_status = OCSPCertStatus::good;
    } else if (status == "revoked" && words >> revocation_time) {
      known.fields.certificate_status = OCSPCertStatus::revoked;
      known.fields.revocation_time = time_from(revocation_time);
      if (unsigned reason = 0; words >> reason) {
        // No check here: sign() refuses numbers that RFC 5280 does not define.
        known.fields.revocation_reason = static_cast<ReasonFlags>(std::min(reason, 255U));
      }
    } else {
      throw std::runtime_error{path + ": neither good nor revoked: " + line};
    }
    index.push_back(std::move(known));
  }
  return index;
}

/// What is known of the certificate asked about. The status is `unknown` for everything else: a hash function that
/// cannot be computed, another issuer, a serial number that was never used.
SingleResponseFields look_up(const CertID& asked, const Certificate& issuer, const std::vector<Known>& index) {
  const auto hashes = IssuerHashes::of(IssuerHashInput{issuer}, asked.hash_algorithm(), BotanHasher{});
  if (!hashes || hashes->cert_id(asked.serial_number()) != asked) {
    return {};
  }
  for (const Known& known : index) {
    if (Integer{known.serial_number} == asked.serial_number()) {
      return known.fields;
    }
  }
  return {};
}

/// The options of the command line other than files.
struct Options {
  bool by_key = false;
  bool no_certs = false;
  std::string next_update;
  std::string archive_cutoff;
  Time now;
};

/// The answer to a request with this nonce.
std::vector<std::uint8_t> sign_answer(const OCSPRequest& request, const std::optional<Extension>& nonce,
                                      const std::vector<Known>& index, const Certificate& issuer,
                                      const Certificate& responder, BotanSigner& signer, const Options& options) {
  // A vector, because a request may ask for any number of certificates.
  OCSPResponseBuilder builder{BotanHasher{}, std::vector<SingleResponseEntry>(request.requests().size())};

  // The builder keeps views: what they refer to must exist until sign().
  std::array<std::uint8_t, 32> cutoff;
  std::vector<Extension> extensions;
  if (!options.archive_cutoff.empty()) {
    const ArchiveCutoff value{time_from(options.archive_cutoff)};
    extensions.push_back(value_of(make_extension(value, false, cutoff), "archive cutoff"));
  }

  for (const Request asked : request.requests()) {
    SingleResponseFields fields = look_up(asked.cert_id(), issuer, index);
    fields.this_update = options.now;
    if (!options.next_update.empty()) {
      fields.next_update = time_from(options.next_update);
    }
    fields.extensions = extensions;
    // The CertID is repeated as it came: clients compare it with theirs, including the hash function.
    builder.add_response(asked.cert_id(), fields);
  }

  // The nonce of the request shows that the answer is not an old one that somebody has kept (RFC 9654).
  if (nonce) {
    builder.add_extension(*nonce);
  }
  builder.produced_at(options.now);
  if (options.by_key) {
    builder.responder_by_key(responder);
  } else {
    builder.responder_by_name(responder);
  }
  const std::array certificates{responder.public_bytes()};
  if (!options.no_certs) {
    builder.certificates(certificates);
  }
  return value_of(builder.sign(signer.algorithm(), signer), "response");
}

void answer(example::Arguments arguments) {
  const std::string out = arguments.value("--out");
  const std::string text = example::read_file(arguments.value("--request"));
  const std::vector<Known> index = read_index(arguments.value("--index"));
  const example::CertificateFile issuer{arguments.value("--issuer")};
  const example::CertificateFile responder{arguments.value("--responder")};
  BotanSigner signer = BotanSigner::from_file(arguments.value("--key"));
  const Options options{arguments.flag("--by-key"), arguments.flag("--no-certs"), arguments.value("--next-update", ""),
                        arguments.value("--archive-cutoff", ""),
                        time_from(arguments.value("--now", std::to_string(std::time(nullptr))))};
  if (!arguments.rest().empty()) {
    throw std::runtime_error{"not understood: " + arguments.rest().front()};
  }

  const std::vector<std::uint8_t> der(text.begin(), text.end());
  const Result<OCSPRequest> request = load_der_ocsp_request(der);
  const Result<std::optional<Extension>> nonce = request->extensions().find("nonce"_oid);
  if (!request || !nonce || request->requests().empty()) {
    // An answer without a body is not signed.
    const auto refusal = OCSPResponseBuilder<>::build_unsuccessful(OCSPResponseStatus::malformed_request);
    example::write_file(out, value_of(refusal, "response"));
  } else {
    example::write_file(out, sign_answer(*request, *nonce, index, *issuer, *responder, signer, options));
  }
}

}  // namespace

int main(int argc, char** argv) { return example::run(argc, argv, answer); }
