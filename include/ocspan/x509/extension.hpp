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

/// An extension (RFC 5280 4.1, 4.2). Lifetime: refers to the bytes it was loaded or made from.
class Extension {
 public:
  constexpr Extension() = default;
  /// An extension whose extnValue holds `value`: the DER of the extension's own type, which is not checked.
  constexpr Extension(Oid oid, bool critical, Bytes value) : oid_(oid), value_(value), critical_(critical) {}

  /// Takes the next of `fields`, which must be an Extension. Lifetime: refers to their bytes.
  OCSPAN_INLINE void take(CheckedFields& fields) {
    CheckedFields inner{fields.next()};
    oid_.take(inner);
    critical_ = inner.next_is(Tag::boolean) && inner.next().back() != 0;
    value_ = inner.next();
  }

  /// Reads the Extension. Errors: those of its fields; explicit_default for a written-out critical FALSE, unless
  /// tolerated.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the Extension from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The extension's type, extnID.
  constexpr Oid oid() const { return oid_; }
  /// Whether a reader that does not understand the extension must give up (RFC 5280 4.2).
  constexpr bool critical() const { return critical_; }
  /// The contents octets of extnValue: the DER of the extension's own type.
  constexpr Bytes value() const { return value_; }

  /// value() as a T, such as BasicConstraints: a type with `oid`, `field` and `read()`. oid() is not compared with
  /// T::oid. Lifetime: refers to the bytes the extension was loaded from.
  /// Errors: those of T::read; trailing_data; the offset is counted from the beginning of value().
  template <class T>
  constexpr Result<T> as(Tolerance tolerance = Tolerance::none) const {
    return load<T>(value_, tolerance);
  }

 private:
  Oid oid_;
  Bytes value_;
  bool critical_ = false;
};

/// An extension of type T for a builder: its value is encoded into `buffer`.
/// Lifetime: refers to `buffer`. Errors: those of T::write; no_space, with the needed size as its offset.
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

/// Checks extensions for a builder. Errors: missing for one without type; duplicate, in `field`, for two of one type.
OCSPAN_FN Error check_extensions(std::span<const Extension> extensions, Field field);

}  // namespace detail

/// The critical extensions of a list whose types are not among the known ones: a range of Extension, returned by
/// Extensions::unknown_critical(). Lifetime: refers to the extensions' bytes and to the list of known types.
class UnknownCritical {
 public:
  using All = SequenceOf<Extension>;  ///< the list that is looked through

  /// A forward iterator over those that are critical and not known. Lifetime: that of the bytes and of the known types.
  class Iterator : public detail::ForwardIterator<Iterator> {
   public:
    using value_type = Extension;  ///< what it gives

    constexpr Iterator() = default;
    /// At the first such extension from `at` on, up to `end`.
    constexpr Iterator(All::Iterator at, All::Iterator end, std::span<const Oid> known)
        : at_(at), end_(end), known_(known) {
      skip_known();
    }

    /// The extension; only if this is not the end.
    constexpr Extension operator*() const { return *at_; }
    /// The extension, for `it->oid()`; only if this is not the end.
    constexpr All::Iterator::Arrow operator->() const { return All::Iterator::Arrow{*at_}; }
    /// Goes to the next such extension; only if this is not the end.
    constexpr Iterator& operator++() {
      ++at_;
      skip_known();
      return *this;
    }
    /// Whether both are at the same extension of one list.
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

  /// Of `extensions`, those that are critical and whose types are not in `known`.
  constexpr UnknownCritical(const All& extensions, std::span<const Oid> known)
      : extensions_(extensions), known_(known) {}

  /// At the first such extension.
  constexpr Iterator begin() const { return Iterator{extensions_.begin(), extensions_.end(), known_}; }
  /// Behind the last extension.
  constexpr Iterator end() const { return Iterator{extensions_.end(), extensions_.end(), known_}; }
  /// Whether there is no such extension.
  constexpr bool empty() const { return begin() == end(); }

 private:
  All extensions_;
  std::span<const Oid> known_;
};

/// Extensions in the order of the message (RFC 5280 4.1). Lifetime: refers to the bytes they were loaded from.
class Extensions : public SequenceOf<Extension> {
 public:
  constexpr Extensions() = default;
  /// The list whose elements are `elements`: bytes() of a list that was read. Lifetime: refers to `elements`.
  static constexpr Extensions of_checked(Bytes elements) { return Extensions{SequenceOf::of_checked(elements)}; }

  /// Reads the Extensions. Errors: those of SequenceOf::read; empty_extensions for an empty list, unless tolerated.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// The extension of type `oid`; nullopt if there is none. Lifetime: refers to the bytes the list was loaded from.
  /// Errors: duplicate if there are several, since no RFC says which of them counts.
  OCSPAN_FN Result<std::optional<Extension>> find(Oid oid) const;

  /// The extension of type T::oid, read as a T: `extensions.get<BasicConstraints>()`; nullopt if there is none.
  /// Lifetime: refers to the bytes the list was loaded from. Errors: duplicate if there are several; those of T::read;
  /// trailing_data; the offset is counted from the beginning of the extension's value.
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

  /// Reads the extension of that type into `value`, which is smaller code than get(). Returns whether there is one that
  /// can be read; if not, `error` says why, and is no error if there is none. Errors: duplicate if there are several;
  /// those of Extension::as().
  template <class T>
  constexpr bool get_into(T& value, Error& error, Tolerance tolerance = Tolerance::none) const {
    ReadContext context = context_of(T::oid, tolerance);
    Reader reader{context};
    value.read(reader, T::field);
    reader.close(T::field);
    return was_read(context, error);
  }

  /// The critical extensions whose type is not in `known`: a range of Extension. Whoever meets a critical extension
  /// that it does not understand must not go on (RFC 5280 4.2). Lifetime: refers to the extensions' bytes and to
  /// `known`.
  constexpr UnknownCritical unknown_critical(std::span<const Oid> known) const { return {*this, known}; }

 private:
  constexpr explicit Extensions(const SequenceOf& list) : SequenceOf(list) {}

  /// Finds the extension of type `oid`, or leaves `found` as it is. Errors: duplicate if there are several.
  OCSPAN_FN Error find_only(Oid oid, Extension& found) const;
  /// Whether the value of a context_of() was read, and if not, why: no error if there is none.
  OCSPAN_FN static bool was_read(const ReadContext& context, Error& error);
  /// A context for reading the value of the extension of type `oid`; its input is null if there is none.
  OCSPAN_FN ReadContext context_of(Oid oid, Tolerance tolerance) const;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/extension.cpp"
#endif
