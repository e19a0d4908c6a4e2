#include "ocspan/x509/key_usage.hpp"

#include <iterator>

#include "ocspan/asn1/text.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

inline constexpr std::string_view key_usage_bits[] = {"digitalSignature"_sv, "nonRepudiation"_sv, "keyEncipherment"_sv,
                                                      "dataEncipherment"_sv, "keyAgreement"_sv,   "keyCertSign"_sv,
                                                      "cRLSign"_sv,          "encipherOnly"_sv,   "decipherOnly"_sv};

}  // namespace detail

// KeyUsage ::= BIT STRING {
//   digitalSignature  (0),
//   nonRepudiation    (1), -- recent editions of X.509 have renamed this bit to contentCommitment
//   keyEncipherment   (2),
//   dataEncipherment  (3),
//   keyAgreement      (4),
//   keyCertSign       (5),
//   cRLSign           (6),
//   encipherOnly      (7),
//   decipherOnly      (8) }
OCSPAN_FN void KeyUsage::read(Reader& reader, Field name) {
  BitString bits;
  bits.read(reader, name);
  bits_ = 0;
  for (unsigned i = 0; i < 9 && i / 8 < bits.bytes().size(); ++i) {
    const unsigned bit = unsigned{bits.bytes()[i / 8]} >> (7 - i % 8) & 1U;
    bits_ |= static_cast<std::uint16_t>(bit << i);
  }
}

OCSPAN_FN void KeyUsage::write(Writer& writer) const {
  std::uint8_t contents[3]{};  // the number of unused bits, and the bits
  std::size_t size = 1;
  for (unsigned i = 0; i < 9; ++i) {
    if ((bits_ >> i & 1) != 0) {
      contents[1 + i / 8] |= static_cast<std::uint8_t>(0x80U >> i % 8);
      contents[0] = static_cast<std::uint8_t>(7 - i % 8);
      size = 2 + i / 8;
    }
  }
  writer.value(Tag::bit_string, std::span{contents}.first(size));
}

OCSPAN_FN std::string_view to_string(KeyUsageBit bit) {
  const auto number = static_cast<std::size_t>(bit);
  return number < std::size(detail::key_usage_bits) ? detail::key_usage_bits[number] : std::string_view{};
}

// ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
// KeyPurposeId ::= OBJECT IDENTIFIER
OCSPAN_FOLDED OCSPAN_FN bool ExtKeyUsage::has(Oid purpose) const {
  for (const Oid& one : *this) {
    if (one == purpose) {
      return true;
    }
  }
  return false;
}

}  // namespace ocspan::inline OCSPAN_ABI
