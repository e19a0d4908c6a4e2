#include "ocspan/x509/rsassa_pss_params.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

/// Reads a field [number] EXPLICIT T DEFAULT standard.
template <class T>
constexpr void read_default(Reader& reader, unsigned number, Field field, T& value, const T& standard) {
  if (reader.next_is(explicit_tag(number))) {
    const std::uint8_t* const begin = reader.remaining().data();
    T read;
    reader.optional(number, field, read);
    if (read == standard) {
      reader.tolerate_or_fail(Tolerance::explicit_default, ErrorCode::explicit_default, field, begin);
    }
    value = read;
  }
}

template <class T>
constexpr void write_default(Writer& writer, unsigned number, const T& value, const T& standard) {
  if (!(value == standard)) {
    writer.nest(explicit_tag(number), [&] { value.write(writer); });
  }
}

}  // namespace detail

// MaskGenAlgorithm ::= AlgorithmIdentifier { {PKCS1MGFAlgorithms} }
// PKCS1MGFAlgorithms ALGORITHM-IDENTIFIER ::= {
//   { OID id-mgf1 PARAMETERS HashAlgorithm }, ... }
OCSPAN_FN void MaskGenAlgorithm::read(Reader& reader, Field name) {
  Reader fields = reader.open(Tag::sequence, name);
  oid_.read(fields, Field::algorithm);
  if (oid_ == "mgf1"_oid) {
    hash_algorithm_.emplace().read(fields, Field::hash_algorithm);
  } else if (fields.more()) {
    other_parameters_.read(fields, Field::parameters);
  }
  fields.close(name);
}

OCSPAN_FN void MaskGenAlgorithm::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    oid_.write(writer);
    if (hash_algorithm_) {
      hash_algorithm_->write(writer);
    }
    other_parameters_.write(writer);
  });
}

// RSASSA-PSS-params ::= SEQUENCE {
//   hashAlgorithm     [0] HashAlgorithm     DEFAULT sha1,
//   maskGenAlgorithm  [1] MaskGenAlgorithm  DEFAULT mgf1SHA1,
//   saltLength        [2] INTEGER           DEFAULT 20,
//   trailerField      [3] TrailerField      DEFAULT trailerFieldBC }
// TrailerField ::= INTEGER { trailerFieldBC(1) }
OCSPAN_FN void RSASSAPSSParams::read(Reader& reader, Field name) {
  const RSASSAPSSParams standard;
  Reader fields = reader.open(Tag::sequence, name);
  detail::read_default(fields, 0, Field::hash_algorithm, hash_algorithm_, standard.hash_algorithm_);
  detail::read_default(fields, 1, Field::mask_gen_algorithm, mask_gen_algorithm_, standard.mask_gen_algorithm_);
  detail::read_default(fields, 2, Field::salt_length, salt_length_, standard.salt_length_);
  detail::read_default(fields, 3, Field::trailer_field, trailer_field_, standard.trailer_field_);
  fields.close(name);
}

OCSPAN_FN void RSASSAPSSParams::write(Writer& writer) const {
  const RSASSAPSSParams standard;
  writer.nest(Tag::sequence, [&] {
    detail::write_default(writer, 0, hash_algorithm_, standard.hash_algorithm_);
    detail::write_default(writer, 1, mask_gen_algorithm_, standard.mask_gen_algorithm_);
    detail::write_default(writer, 2, salt_length_, standard.salt_length_);
    detail::write_default(writer, 3, trailer_field_, standard.trailer_field_);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
