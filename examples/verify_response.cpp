// Verifies a response. Signatures are checked by Botan, or by one's own ECDSA function.
//
//   verify_response --issuer ISSUER.pem --cert CERTIFICATE.pem --response RESPONSE.der [--now TIME] [--p256]
//
// --p256 does it as a device would that has only ECDSA over P-256 and SHA-256: see p256_verifier.hpp. TIME is in
// seconds since 1970. Prints the verdict and, if the response is not to be trusted, the reason.
#include <botan/ecdsa.h>

#include <ctime>
#include <ocspan/botan/botan_hash.hpp>
#include <ocspan/ocspan.hpp>

#include "botan_verifier.hpp"
#include "p256_verifier.hpp"
#include "support.hpp"

namespace {

using namespace ocspan;

/// Stands for the device's own function. After any exception the signature counts as invalid.
bool device_ecdsa(const P256Number& x, const P256Number& y, const P256Number& hash, const P256Number& r,
                  const P256Number& s) {
  try {
    const Botan::EC_Group group{"secp256r1"};
    const Botan::BigInt x_number{x.data(), x.size()};
    const Botan::BigInt y_number{y.data(), y.size()};
    const Botan::ECDSA_PublicKey key{group, group.point(x_number, y_number)};
    std::array<std::uint8_t, 64> signature;
    std::copy(s.begin(), s.end(), std::copy(r.begin(), r.end(), signature.begin()));
    Botan::PK_Verifier verifier{key, "Raw"};
    return verifier.verify_message(hash.data(), hash.size(), signature.data(), signature.size());
  } catch (const std::exception&) {
    return false;
  }
}

void verify_response(example::Arguments arguments) {
  const example::CertificateFile issuer{arguments.value("--issuer")};
  const example::CertificateFile certificate{arguments.value("--cert")};
  const std::string file = example::read_file(arguments.value("--response"));
  const std::string now = arguments.value("--now", std::to_string(std::time(nullptr)));
  const bool p256 = arguments.flag("--p256");
  if (!arguments.rest().empty()) {
    throw std::runtime_error{"what is " + arguments.rest().front() + "?"};
  }

  const std::vector<std::uint8_t> der(file.begin(), file.end());
  const OCSPResponse response = example::value_of(load_der_ocsp_response(der), "the response");
  const VerifyPolicy policy{.at = example::value_of(Time::from_unix(example::number(now)), now)};
  const Question question{*certificate, *issuer};
  const Verification verification =
      p256 ? verify(response, question, policy, P256Verifier{device_ecdsa, BotanHasher{}}, BotanHasher{})
           : verify(response, question, policy, BotanVerifier{}, BotanHasher{});

  std::cout << to_string(verification.verdict()) << '\n';
  if (const VerifyFailure failure = verification.failure(); failure.step != VerifyStep::none) {
    std::cout << to_string(failure.field) << " at byte " << failure.offset << ": " << message_of(failure.step) << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) { return example::run(argc, argv, verify_response); }
