#include "ocspan/x509/signed_certificate_timestamp.hpp"

namespace ocspan::inline OCSPAN_ABI {

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
OCSPAN_FN void SignedCertificateTimestamp::read(Reader& reader, Field field) {
  const Bytes begin = reader.remaining();
  if (reader.number(1, field) != 0) {
    reader.skip_rest();
  } else {
    log_id_ = reader.take(32, field);
    timestamp_ = reader.number(8, field);
    extensions_ = reader.vector(2, field);
    hash_algorithm_ = static_cast<std::uint8_t>(reader.number(1, field));
    signature_algorithm_ = static_cast<std::uint8_t>(reader.number(1, field));
    signature_ = reader.vector(2, field);
  }
  bytes_ = reader.since(begin);
}

// SignedCertificateTimestampList ::= OCTET STRING
// opaque SerializedSCT<1..2^16-1>;
// struct {
//   SerializedSCT  sct_list<1..2^16-1>;
// } SignedCertificateTimestampList;
OCSPAN_FN void SignedCertificateTimestampList::read(Reader& reader, Field name) {
  const Bytes contents = reader.contents(Tag::octet_string, name);
  ReadContext context{contents};
  Reader list{context};
  VectorOf::read(list, Field::sct_list, Field::sct_list);
  list.close(Field::sct_list);
  if (context.error() || empty()) {
    *this = {};
    reader.fail(ErrorCode::bad_sct_list, Field::sct_list, contents.data());
  }
}

OCSPAN_FN void SignedCertificateTimestampList::write(Writer& writer) const {
  writer.nest(Tag::octet_string, [&] { writer.vector(2, Field::sct_list, [&] { writer.raw(bytes()); }); });
}

}  // namespace ocspan::inline OCSPAN_ABI
