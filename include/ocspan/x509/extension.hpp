// Extension and Extensions (RFC 5280 4.1).
#pragma once

#include <optional>
#include <span>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/sequence_of.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of one extension. Lifetime: that of the bytes.
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

  /// value() read as a T, one of the types that have an oid; whether it is that one's is not looked at.
  /// Errors: those of T::read, and trailing_data; the offset is counted from the beginning of value().
  template <class T>
  constexpr Result<T> as(Tolerance tolerance = Tolerance::none) const {
    return load<T>(value_, tolerance);
  }

 private:
  Oid oid_;
  Bytes value_;
  bool critical_ = false;
};

/// An extension of type T, to be added by a builder; its value is written into `buffer`, of which it is a view.
/// Errors: those of T::write; no_space, with the needed size.
template <class T>
constexpr Result<Extension> make_extension(const T& value, bool critical, std::span<std::uint8_t> buffer) {
  Writer writer{buffer};
  value.write(writer);
  const Result<Bytes> written = writer.finish();
  return written ? Result<Extension>{Extension{T::oid, critical, *written}} : Result<Extension>{written.error()};
}

namespace detail {

/// Writes an Extension whose value is what `write_value()` writes.
template <class WriteValue>
constexpr void write_extension(Writer& writer, Oid oid, bool critical, WriteValue write_value) {
  writer.nest(Tag::sequence, [&] {
    oid.write(writer);
    write_default_false(writer, critical);
    writer.nest(Tag::octet_string, write_value);
  });
}

/// Errors: missing for an extension without a type; duplicate, with that field, for two of one type.
OCSPAN_FN Error check_extensions(std::span<const Extension> extensions, Field field);

}  // namespace detail

/// Those of a list of extensions that are critical and of none of the known types: see Extensions::unknown_critical.
class UnknownCritical {
 public:
  using All = SequenceOf<Extension>;

  class Iterator {
   public:
    using value_type = Extension;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::forward_iterator_tag;

    constexpr Iterator() = default;
    constexpr Iterator(All::Iterator at, All::Iterator end, std::span<const Oid> known)
        : at_(at), end_(end), known_(known) {
      skip_known();
    }

    constexpr Extension operator*() const { return *at_; }
    constexpr All::Iterator::Arrow operator->() const { return All::Iterator::Arrow{*at_}; }
    constexpr Iterator& operator++() {
      ++at_;
      skip_known();
      return *this;
    }
    constexpr Iterator operator++(int) {
      const Iterator old = *this;
      ++*this;
      return old;
    }
    friend constexpr bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    constexpr void skip_known() {
      while (at_ != end_ && !is_unknown_critical(*at_)) {
        ++at_;
      }
    }
    constexpr bool is_unknown_critical(const Extension& extension) const {
      for (const Oid& known : known_) {
        if (known == extension.oid()) {
          return false;
        }
      }
      return extension.critical();
    }

    All::Iterator at_;
    All::Iterator end_;
    std::span<const Oid> known_;
  };

  constexpr UnknownCritical(const All& extensions, std::span<const Oid> known)
      : extensions_(extensions), known_(known) {}

  constexpr Iterator begin() const { return Iterator{extensions_.begin(), extensions_.end(), known_}; }
  constexpr Iterator end() const { return Iterator{extensions_.end(), extensions_.end(), known_}; }
  constexpr bool empty() const { return begin() == end(); }

 private:
  All extensions_;
  std::span<const Oid> known_;
};

/// A view of a list of extensions, in the order of the message. Empty where it is absent. Lifetime: that of the bytes.
class Extensions : public SequenceOf<Extension> {
 public:
  constexpr Extensions() = default;
  /// The list whose elements are these: bytes() of a list that was read. Lifetime: that of the bytes.
  static constexpr Extensions of_checked(Bytes elements) { return Extensions{SequenceOf::of_checked(elements)}; }

  /// Errors: those of the list, and empty_extensions for a list that is there and empty, unless tolerated.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// The extension of that type, or nothing if there is none. Errors: duplicate if there are several: which of them
  /// counts is nowhere defined.
  OCSPAN_FN Result<std::optional<Extension>> find(Oid oid) const;

  /// The extension of that type, read; nothing if there is none: `extensions.get<BasicConstraints>()`.
  /// Errors: duplicate; those of Extension::as.
  template <class T>
  constexpr Result<std::optional<T>> get(Tolerance tolerance = Tolerance::none) const {
    ReadContext context = context_of(T::oid, tolerance);
    if (context.input().data() == nullptr) {
      return std::optional<T>{};
    }
    Result<std::optional<T>> value;
    Reader reader{context};
    (*value).emplace().read(reader, T::field);
    reader.close(T::field);
    if (context.error()) {
      value = context.error();
    }
    return value;
  }

  /// The critical ones whose type is none of `known`: a range of Extension. Who meets a critical extension that it does
  /// not understand must not go on (RFC 5280 4.2). Lifetime: that of the bytes, and of the list `known`.
  constexpr UnknownCritical unknown_critical(std::span<const Oid> known) const { return {*this, known}; }

 private:
  constexpr explicit Extensions(const SequenceOf& list) : SequenceOf(list) {}

  /// Finds the extension of that type; `found` stays as it is if there is none. Errors: duplicate.
  OCSPAN_FN Error find_only(Oid oid, Extension& found) const;
  /// For reading the value of that extension; the input is null if there is none.
  OCSPAN_FN ReadContext context_of(Oid oid, Tolerance tolerance) const;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/extension.cpp"
#endif
