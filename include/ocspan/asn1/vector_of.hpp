// Vectors of vectors, as TLS encodes them (RFC 8446 3.4), as ranges that do not store their elements.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/asn1/writer.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of a vector whose elements are vectors, all with lengths of two bytes, as a forward range. Elements are
/// checked when the list is read and decoded again by the iterator, which cannot fail. T needs read(Reader&, Field).
/// Lifetime of the list, its iterators and its elements: that of the bytes.
template <class T>
class VectorOf : detail::ElementsOf {
 public:
  /// A forward iterator. It decodes an element each time that it is dereferenced, which cannot fail. Lifetime: that of
  /// the bytes, not that of the list.
  class Iterator : public detail::ForwardIterator<Iterator> {
   public:
    using value_type = T;  ///< what it gives

    constexpr Iterator() = default;
    /// At the first of the elements in `rest`, which are bytes() of a list that was read, or the end of it.
    constexpr explicit Iterator(Bytes rest) : rest_(rest) {}

    /// The element; only if this is not the end.
    constexpr T operator*() const {
      ReadContext context = ReadContext::for_reread(rest_);
      Reader reader{context};
      Reader contents = reader.open_vector(2, Field::none);
      T element;
      element.read(contents, Field::none);
      return element;
    }
    /// Goes to the next element; only if this is not the end.
    constexpr Iterator& operator++() {
      rest_ = rest_.subspan(2 + static_cast<std::size_t>(rest_[0] << 8 | rest_[1]));
      return *this;
    }
    /// Whether both are at the same element of one list.
    friend constexpr bool operator==(const Iterator& a, const Iterator& b) { return a.rest_.size() == b.rest_.size(); }

   private:
    Bytes rest_;
  };

  constexpr VectorOf() = default;

  /// Reads the list and all its elements. Errors: those of Reader::vector and of T::read; trailing_data if an element
  /// is not all of its vector.
  constexpr void read(Reader& reader, Field field, Field element_field) {
    Reader list = reader.open_vector(2, field, field);
    elements_ = list.remaining();
    size_ = 0;
    while (next(list)) {
      Reader contents = list.open_vector(2, element_field);
      T element;
      element.read(contents, element_field);
      contents.close(element_field);
    }
    list.close(field);
  }

  /// At the first element.
  constexpr Iterator begin() const { return Iterator{elements_}; }
  /// Behind the last element.
  constexpr Iterator end() const { return Iterator{elements_.last(0)}; }
  /// How many elements there are.
  constexpr std::uint32_t size() const { return size_; }
  /// Whether there is no element.
  constexpr bool empty() const { return size_ == 0; }
  /// The elements, each behind its length.
  constexpr Bytes bytes() const { return elements_; }
};

}  // namespace ocspan::inline OCSPAN_ABI
