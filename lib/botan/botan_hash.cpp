#include "ocspan/botan/botan_hash.hpp"

#include <botan/hash.h>

#include <exception>
#include <memory>

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

constexpr const char* name_in_botan(HashAlgorithm hash) {
  switch (hash) {
    case HashAlgorithm::sha1:
      return "SHA-1";
    case HashAlgorithm::sha224:
      return "SHA-224";
    case HashAlgorithm::sha256:
      return "SHA-256";
    case HashAlgorithm::sha384:
      return "SHA-384";
    case HashAlgorithm::sha512:
      return "SHA-512";
    case HashAlgorithm::sha3_224:
      return "SHA-3(224)";
    case HashAlgorithm::sha3_256:
      return "SHA-3(256)";
    case HashAlgorithm::sha3_384:
      return "SHA-3(384)";
    case HashAlgorithm::sha3_512:
      return "SHA-3(512)";
    default:
      return nullptr;
  }
}

}  // namespace detail

#ifdef OCSPAN_HEADER_ONLY
inline
#endif
    bool
    BotanHasher::operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const noexcept {
  const char* const name = detail::name_in_botan(hash);
  if (name == nullptr) {
    return false;
  }
  try {
    const std::unique_ptr<Botan::HashFunction> function = Botan::HashFunction::create_or_throw(name);
    if (function->output_length() != out.size()) {
      return false;
    }
    function->update(data.data(), data.size());
    function->final(out.data());
    return true;
  } catch (const std::exception&) {  // out of memory, or built without it
    return false;
  }
}

}  // namespace ocspan::inline OCSPAN_ABI
