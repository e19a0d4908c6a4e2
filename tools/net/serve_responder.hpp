// What a responder answers (RFC 6960), without the network.
#pragma once

#include <array>
#include <memory>
#include <ocspan/ocspan.hpp>
#include <string>
#include <vector>

#include "input/certificate_file.hpp"
#include "net/serve_behaviour.hpp"
#include "net/serve_index.hpp"
#include "net/serve_signer.hpp"

namespace ocspan_tool::serve {

/// An answer to a request.
struct OcspAnswer {
  std::vector<std::uint8_t> der;               ///< of the OCSPResponse
  std::optional<ocspan::HttpCaching> caching;  ///< nullopt for an error status, which is not to be cached
  std::string log;                             ///< "0x1001 (4097) good": what it says, for people
};

/// A responder for the certificates of one issuer.
class Responder {
 public:
  struct Files {
    std::string issuer;      ///< the issuer's certificate
    std::string key;         ///< the key that signs: the issuer's or, with `responder`, that one's
    std::string responder;   ///< the certificate of a delegated responder; empty if the issuer signs
    std::string issuer_key;  ///< for faults that want a certificate made
    std::string index;       ///< of `openssl ca`
  };

  /// Throws BadFile for a file that cannot be read, std::exception for what else is not to be used.
  Responder(const Files& files, const Behaviour& behaviour);

  /// The answer to `bytes`, which should be the DER of a request. Thread-safe.
  OcspAnswer answer(ocspan::Bytes bytes);

 private:
  struct Answering;

  void load_signer(const Files& files);
  void add_answer(Answering& answering, const ocspan::CertID& asked, const std::optional<IndexEntry>& entry) const;
  ocspan::Result<std::vector<std::uint8_t>> sign(Answering& answering, const ocspan::OCSPRequest& request) const;

  Behaviour behaviour_;
  LoadedCertificate issuer_;
  std::vector<ocspan::IssuerHashes> hashes_;  // of the issuer, by each hash function
  IndexFile index_;
  Signers signers_;
  std::vector<std::uint8_t> signer_certificate_;  // DER; empty if the issuer signs
  std::vector<std::uint8_t> decoy_;               // the same of another key
  std::vector<ocspan::Bytes> certificates_;       // what goes with the signature
  ocspan::Certificate signer_;
  std::array<std::uint8_t, 20> key_hash_{};  // of the signer
};

}  // namespace ocspan_tool::serve
