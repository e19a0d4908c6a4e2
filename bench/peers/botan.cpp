// The same by Botan, which loads responses and certificates, and gives no access to most fields of a response.
#include <botan/ocsp.h>
#include <botan/version.h>
#include <botan/x509cert.h>

#include "../operation.hpp"

namespace ocspan::bench {
namespace {

/// 0 if Botan throws, as it does for what it cannot read.
template <class Load>
Outcome caught(Load load) {
  try {
    return load();
  } catch (const Botan::Exception&) {
    return {};
  }
}

}  // namespace

std::string library() { return "Botan " + Botan::short_version_string(); }

void add_operations(Operations& operations) {
  for (const char* const input : response_inputs) {
    operations.add_load(input, "load", [](const ByteVector& der) {
      return caught([&] { return Outcome{1, Botan::OCSP::Response{der}.raw_bits().size()}; });
    });
  }
  operations.add_load("certificate", "load", [](const ByteVector& der) {
    return caught([&] { return Outcome{1, Botan::X509_Certificate{der}.serial_number().size()}; });
  });
  const Botan::X509_Certificate leaf{*operations.message("certificate")};
  const Botan::X509_Certificate issuer{*operations.message("issuer")};
  operations.add("certificate", "hash_and_build_request", [leaf, issuer](const ByteVector&) {
    return answer_of_written(Botan::OCSP::Request{issuer, leaf}.BER_encode());
  });
}

}  // namespace ocspan::bench
