#include "ocspan/x509/signed_certificate_timestamp.hpp"

namespace ocspan::inline OCSPAN_ABI {

namespace detail {

/// Takes values from the front of `bytes`. Past the end it returns empty values, and failed() is true from then on.
class TlsReader {
 public:
  constexpr explicit TlsReader(Bytes bytes) : rest_(bytes) {}

  constexpr Bytes bytes(std::size_t size) {
    if (size > rest_.size()) {
      failed_ = true;
      return {};
    }
    const Bytes taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }
  constexpr std::uint64_t number(std::size_t size) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes(size)) {
      value = value << 8 | byte;
    }
    return value;
  }
  /// A vector opaque <0..2^16-1>: its length in two bytes, then the bytes.
  constexpr Bytes vector() { return bytes(static_cast<std::size_t>(number(2))); }
  constexpr Bytes rest() const { return rest_; }
  constexpr bool failed() const { return failed_; }

 private:
  Bytes rest_;
  bool failed_ = false;
};

}  // namespace detail

// struct {
//   Version              sct_version;
//   LogID                id;
//   uint64               timestamp;
//   CtExtensions         extensions;
//   digitally-signed struct { ... };
// } SignedCertificateTimestamp;
// struct {
//   SignatureAndHashAlgorithm  algorithm;
//   opaque                     signature<0..2^16-1>;
// } DigitallySigned;
OCSPAN_FN SignedCertificateTimestamp::SignedCertificateTimestamp(Bytes bytes) : bytes_(bytes) {
  if (version() != 0) {
    return;
  }
  detail::TlsReader fields{bytes};
  (void)fields.bytes(1);
  log_id_ = fields.bytes(32);
  timestamp_ = fields.number(8);
  extensions_ = fields.vector();
  hash_algorithm_ = static_cast<std::uint8_t>(fields.number(1));
  signature_algorithm_ = static_cast<std::uint8_t>(fields.number(1));
  signature_ = fields.vector();
}

// SignedCertificateTimestampList ::= OCTET STRING
// opaque SerializedSCT<1..2^16-1>;
// struct {
//   SerializedSCT  sct_list<1..2^16-1>;
// } SignedCertificateTimestampList;
OCSPAN_FN void SignedCertificateTimestampList::read(Reader& reader, Field name) {
  const Bytes contents = reader.contents(Tag::octet_string, name);
  detail::TlsReader list{contents};
  elements_ = list.vector();
  size_ = 0;
  bool good = !list.failed() && list.rest().empty() && !elements_.empty();
  detail::TlsReader elements{elements_};
  while (good && !elements.rest().empty()) {
    const Bytes element = elements.vector();
    good = !elements.failed() && !element.empty();
    if (good && element[0] == 0) {
      detail::TlsReader fields{element};
      (void)fields.bytes(1 + 32 + 8);
      (void)fields.vector();
      (void)fields.bytes(2);
      (void)fields.vector();
      good = !fields.failed() && fields.rest().empty();
    }
    ++size_;
  }
  if (!good) {
    elements_ = {};
    size_ = 0;
    reader.fail(ErrorCode::bad_sct_list, Field::sct_list, contents.data());
  }
}

OCSPAN_FN void SignedCertificateTimestampList::write(Writer& writer) const {
  writer.nest(Tag::octet_string, [&] {
    const std::uint8_t size[] = {static_cast<std::uint8_t>(elements_.size() >> 8),
                                 static_cast<std::uint8_t>(elements_.size() & 0xff)};
    writer.raw(size);
    writer.raw(elements_);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
