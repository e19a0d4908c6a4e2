#include "ocspan/x509/serial_number.hpp"

namespace ocspan::inline OCSPAN_ABI {

// CertificateSerialNumber ::= INTEGER
OCSPAN_FN void SerialNumber::write(Writer& writer) const {
  writer.nest(Tag::integer, [&] { write_contents(writer); });
}

OCSPAN_FN void SerialNumber::write_contents(Writer& writer) const {
  const std::uint8_t zero[] = {0};
  if (bytes_.empty() || (bytes_[0] >= 0x80 && !is_negative_)) {
    writer.raw(zero);
  }
  writer.raw(bytes_);
}

}  // namespace ocspan::inline OCSPAN_ABI
