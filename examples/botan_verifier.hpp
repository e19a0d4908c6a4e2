// A SignatureVerifier that uses Botan 2 or 3.
#pragma once

#include <botan/data_src.h>
#include <botan/pubkey.h>
#include <botan/x509_key.h>

#include <exception>
#include <memory>
#include <ocspan/ocsp/verify.hpp>
#include <ocspan/x509/known_oid.hpp>
#include <ocspan/x509/signature_algorithm.hpp>
#include <optional>
#include <string>

#include "botan_format.hpp"
#include "pss_scheme.hpp"

/// Verifies RSASSA-PKCS1-v1_5, RSASSA-PSS, ECDSA and Ed25519 signatures.
class BotanVerifier {
 public:
  /// Unsupported: any other algorithm, a key that cannot be read or is of another kind. Throws nothing, since no
  /// exception may pass through the library.
  ocspan::SignatureCheck operator()(const ocspan::AlgorithmIdentifier& algorithm,
                                    const ocspan::SubjectPublicKeyInfo& key, ocspan::Bytes message,
                                    ocspan::Bytes signature) const noexcept {
    using ocspan::SignatureCheck;
    const std::unique_ptr<Botan::Public_Key> loaded = load(key);
    try {
      const std::optional<Scheme> scheme = scheme_of(algorithm);
      if (!scheme || loaded == nullptr || loaded->algo_name() != scheme->key) {
        return SignatureCheck::unsupported;
      }
      Botan::PK_Verifier verifier{*loaded, scheme->padding, scheme->format};
      return verifier.verify_message(message.data(), message.size(), signature.data(), signature.size())
                 ? SignatureCheck::valid
                 : SignatureCheck::invalid;
    } catch (const std::exception&) {
      return SignatureCheck::invalid;
    }
  }

 private:
  static std::unique_ptr<Botan::Public_Key> load(const ocspan::SubjectPublicKeyInfo& key) noexcept {
    try {
      Botan::DataSource_Memory source{key.der().data(), key.der().size()};
      return std::unique_ptr<Botan::Public_Key>{Botan::X509::load_key(source)};
    } catch (const std::exception&) {
      return nullptr;
    }
  }

  /// A signature algorithm by Botan's names.
  struct Scheme {
    std::string key;
    std::string padding;
    Botan::Signature_Format format = BotanFormat::standard;
  };

  static std::optional<Scheme> scheme_of(const ocspan::AlgorithmIdentifier& algorithm) {
    using ocspan::operator""_oid;
    const std::string name{ocspan::name_of(algorithm.oid())};
    if (name == "Ed25519") {
      return Scheme{"Ed25519", "Pure"};
    }
    if (name == "RSASSA-PSS") {
      const std::optional<PssScheme> pss = PssScheme::of(algorithm);
      if (!pss || pss->hash != pss->mask_hash || hash_name(pss->hash).empty()) {  // Botan uses one hash for both
        return std::nullopt;
      }
      return Scheme{"RSA", "EMSA4(" + hash_name(pss->hash) + ",MGF1," + std::to_string(pss->salt_length) + ")"};
    }
    const auto hash = ocspan::signature_hash_algorithm(algorithm);
    if (!hash || !*hash || hash_name(**hash).empty()) {
      return std::nullopt;
    }
    if (name.ends_with("WithRSAEncryption")) {
      return Scheme{"RSA", "EMSA_PKCS1(" + hash_name(**hash) + ")"};
    }
    if (name.starts_with("ecdsa-with-")) {
      return Scheme{"ECDSA", "EMSA1(" + hash_name(**hash) + ")", BotanFormat::der_sequence};
    }
    return std::nullopt;
  }

  static std::string hash_name(ocspan::HashAlgorithm hash) {
    switch (hash) {
      case ocspan::HashAlgorithm::sha1:
        return "SHA-1";
      case ocspan::HashAlgorithm::sha224:
        return "SHA-224";
      case ocspan::HashAlgorithm::sha256:
        return "SHA-256";
      case ocspan::HashAlgorithm::sha384:
        return "SHA-384";
      case ocspan::HashAlgorithm::sha512:
        return "SHA-512";
      default:
        return {};
    }
  }
};
static_assert(ocspan::SignatureVerifier<BotanVerifier>);
