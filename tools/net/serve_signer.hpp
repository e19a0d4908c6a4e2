// Who signs responses: a key, and the certificates that go with it.
#pragma once

#include <ocspan/ocspan.hpp>
#include <ocspan/openssl/openssl_crypto.hpp>
#include <string>
#include <vector>

#include "net/serve_behaviour.hpp"

namespace ocspan_tool::serve {

/// A key that signs, by each algorithm that it can be used with; the preferred one comes first.
using Signers = std::vector<ocspan::OpenSSLSigner>;

/// The signers by the private key in a file, or those by `hash` alone. Throws BadFile or std::invalid_argument.
Signers load_signers(const std::string& path, std::optional<ocspan::HashAlgorithm> hash);

/// A delegated responder.
struct DelegatedSigner {
  std::vector<std::uint8_t> certificate;  ///< DER
  Signers signers;
};

/// Makes a key, and a certificate for it as the plan has it. `issuer` is the issuer's DER, `issuer_key` the file of its
/// private key. Throws BadFile or std::runtime_error.
DelegatedSigner make_signer(const SignerPlan& plan, ocspan::Bytes issuer, const std::string& issuer_key,
                            std::optional<ocspan::HashAlgorithm> hash);

}  // namespace ocspan_tool::serve
