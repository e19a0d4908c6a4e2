// Extension and Extensions (RFC 5280 4.1), the same in certificates, CRL entries and OCSP.
#pragma once

#include <optional>
#include <span>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/sequence_of.hpp"

namespace ocspan {

/// A view of one extension. Lifetime: that of the octets.
class Extension {
 public:
  constexpr Extension() = default;
  /// `value` is the DER of the extension's own type, and is taken as it is.
  constexpr Extension(Oid oid, bool critical, Bytes value) : oid_(oid), value_(value), critical_(critical) {}

  /// Errors: those of the fields, and explicit_default for a critical FALSE that is written out, unless tolerated.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr Oid oid() const { return oid_; }
  constexpr bool critical() const { return critical_; }
  /// The contents octets of extnValue: the DER of the extension's own type.
  constexpr Bytes value() const { return value_; }

 private:
  Oid oid_;
  Bytes value_;
  bool critical_ = false;
};

namespace detail {

/// Writes an Extension whose value is what `write_value()` writes.
template <class WriteValue>
constexpr void write_extension(Writer& writer, Oid oid, bool critical, WriteValue write_value) {
  writer.nest(Tag::sequence, [&] {
    oid.write(writer);
    if (critical) {
      write_true(writer);
    }
    writer.nest(Tag::octet_string, write_value);
  });
}

/// Errors: missing for an extension without a type; duplicate, with that field, for two of one type.
OCSPAN_FN Error check_extensions(std::span<const Extension> extensions, Field field);

}  // namespace detail

/// A view of a list of extensions, in the order of the message. Empty where it is absent. Lifetime: that of the octets.
class Extensions : public SequenceOf<Extension> {
 public:
  /// Errors: those of the list, and empty_extensions for a list that is there and empty, unless tolerated.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// The extension of that type, or nothing if there is none. Errors: duplicate if there are several: which of them
  /// counts is nowhere defined.
  OCSPAN_FN Result<std::optional<Extension>> find(Oid oid) const;
};

}  // namespace ocspan

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/extension.cpp"
#endif
