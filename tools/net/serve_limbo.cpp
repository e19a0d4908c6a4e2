#include "net/serve_limbo.hpp"

#include <botan/base64.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "input/file.hpp"

namespace ocspan_tool::serve {
namespace {

using Json = nlohmann::json;
using ByteVector = std::vector<std::uint8_t>;

ByteVector decoded(const Json& base64) { return Botan::unlock(Botan::base64_decode(base64.get<std::string>())); }

/// Writes what a recipe makes, backwards: so each length is known when it is written. Recipes are nested as deep as
/// messages are, for what a file nests deeper is a number.
void put_backwards(const Json& parts, ByteVector& out) {  // NOLINT(misc-no-recursion)
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (part->contains("pattern")) {
      const ByteVector pattern = decoded(part->at("pattern"));
      for (auto left = part->at("repeat").get<std::uint32_t>(); left != 0; --left) {
        out.insert(out.end(), pattern.rbegin(), pattern.rend());
      }
      continue;
    }
    const std::size_t begin = out.size();
    put_backwards(part->at("parts"), out);
    for (auto left = part->at("nest").get<std::uint32_t>(); left != 0; --left) {
      std::size_t length = out.size() - begin;
      std::uint8_t length_bytes = 0;
      if (length < 0x80) {
        out.push_back(static_cast<std::uint8_t>(length));
      } else {
        for (; length != 0; length >>= 8) {
          out.push_back(static_cast<std::uint8_t>(length & 0xff));
          ++length_bytes;
        }
        out.push_back(static_cast<std::uint8_t>(0x80 | length_bytes));
      }
      out.push_back(part->at("tag").get<std::uint8_t>());
    }
  }
}

}  // namespace

Limbo::Limbo(const std::string& path) {
  const Json file = Json::parse(read_content(path), nullptr, false);
  if (!file.is_object() || !file.contains("cases")) {
    throw std::invalid_argument{path + " is no limbo.json"};
  }
  for (const Json& one : file.at("cases")) {
    const std::string op = one.at("op");
    const bool is_response = op == "parse_response" || op == "verify" || op == "verify_at";
    for (const char* const source : {"input", "recipe"}) {
      if (is_response && one.contains(source)) {
        responses_[one.at("id")] = one.at(source);
      }
    }
  }
}

Limbo::~Limbo() = default;

std::optional<ByteVector> Limbo::find(std::string_view id) const {
  const auto found = responses_.find(id);
  if (found == responses_.end()) {
    return std::nullopt;
  }
  if (found->second.is_string()) {
    return decoded(found->second);
  }
  ByteVector bytes;
  put_backwards(found->second, bytes);
  std::reverse(bytes.begin(), bytes.end());
  return bytes;
}

}  // namespace ocspan_tool::serve
