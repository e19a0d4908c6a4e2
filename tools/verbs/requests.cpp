#include "verbs/requests.hpp"

#include <algorithm>
#include <ocspan/botan/botan_hash.hpp>
#include <random>
#include <stdexcept>

#include "verbs/options.hpp"

namespace ocspan_tool {

using namespace ocspan;

std::string names_of_hashes() {
  return alternatives(request_hashes, [](HashAlgorithm hash) { return to_string(hash); });
}

HashAlgorithm parse_hash(const std::string& name) {
  std::string plain;  // of SHA-256
  for (const char c : name) {
    if (c != '-') {
      plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  const auto* const found = std::find_if(std::begin(request_hashes), std::end(request_hashes),
                                         [&](HashAlgorithm hash) { return to_string(hash) == plain; });
  if (found == std::end(request_hashes)) {
    throw std::invalid_argument("--hash " + name + ": not one of " + names_of_hashes());
  }
  return *found;
}

IssuerHashes hashes_of(const IssuerHashInput& issuer, HashAlgorithm hash) {
  const Result<IssuerHashes> hashes = IssuerHashes::of(issuer, hash, BotanHasher{});
  if (!hashes) {
    throw std::runtime_error("Botan was built without " + std::string{to_string(hash)});
  }
  return *hashes;
}

std::vector<std::uint8_t> random_nonce(std::size_t size) {
  std::random_device source;
  std::vector<std::uint8_t> nonce(size);
  for (std::uint8_t& byte : nonce) {
    byte = static_cast<std::uint8_t>(source() & 0xff);
  }
  return nonce;
}

}  // namespace ocspan_tool
