// A Signer that uses Botan 2 or 3: signs requests and responses with a key that Botan has loaded.
#pragma once

#include <botan/auto_rng.h>
#include <botan/data_src.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <ocspan/ocsp/signature.hpp>
#include <ocspan/x509/known_oid.hpp>
#include <ocspan/x509/signature_algorithm.hpp>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "botan_format.hpp"

/// Signs with RSASSA-PKCS1-v1_5 and SHA-256, ECDSA and SHA-256, or Ed25519, depending on the key.
class BotanSigner {
 public:
  /// Throws std::invalid_argument for any other kind of key.
  explicit BotanSigner(std::unique_ptr<Botan::Private_Key> key) : key_(std::move(key)) {
    using ocspan::operator""_oid;
    const std::string kind = key_->algo_name();
    if (kind == "RSA") {
      algorithm_ = ocspan::signature_algorithm("sha256WithRSAEncryption"_oid);
      padding_ = "EMSA_PKCS1(SHA-256)";
    } else if (kind == "ECDSA") {
      algorithm_ = ocspan::signature_algorithm("ecdsa-with-SHA256"_oid);
      padding_ = "EMSA1(SHA-256)";
      format_ = BotanFormat::der_sequence;
    } else if (kind == "Ed25519") {
      algorithm_ = ocspan::signature_algorithm("Ed25519"_oid);
      padding_ = "Pure";
    } else {
      throw std::invalid_argument{"no signature algorithm is set up for keys of the kind " + kind};
    }
  }

  /// Loads a PKCS #8 key without password, DER or PEM. Throws what Botan throws.
  static BotanSigner from_file(const std::string& path) {
    Botan::DataSource_Stream file{path, true};
    return BotanSigner{Botan::PKCS8::load_key(file)};
  }

  /// The algorithm, which sign() of a builder takes together with the signer.
  const ocspan::AlgorithmIdentifier& algorithm() const { return algorithm_; }

  /// Signs as ocspan::Signer says. Throws nothing, since no exception may pass through the library; returns 0 instead.
  std::size_t operator()(ocspan::Bytes message, std::span<std::uint8_t> out) noexcept {
    try {
      // A new one each time: one that has thrown may still hold half a message.
      Botan::PK_Signer signer{*key_, rng_, padding_, format_};
      if (out.empty()) {
        // An upper bound: the two INTEGERs of an ECDSA signature are shorter if they have leading zeros.
        return signer.signature_length();
      }
      const auto signature = signer.sign_message(message.data(), message.size(), rng_);
      if (signature.size() > out.size()) {
        return 0;
      }
      std::copy(signature.begin(), signature.end(), out.begin());
      return signature.size();
    } catch (const std::exception&) {
      return 0;
    }
  }

 private:
  std::unique_ptr<Botan::Private_Key> key_;
  Botan::AutoSeeded_RNG rng_;
  ocspan::AlgorithmIdentifier algorithm_;
  std::string padding_;
  Botan::Signature_Format format_ = BotanFormat::standard;
};
static_assert(ocspan::Signer<BotanSigner>);
