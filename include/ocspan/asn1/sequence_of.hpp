// SEQUENCE OF and SET OF (X.690 8.10, 8.12) as ranges that do not store their elements.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <type_traits>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"

namespace ocspan::inline OCSPAN_ABI {

namespace detail {

/// What iterating gives for an element: the element itself, or its DER if T::iterates_as_der.
template <class T>
constexpr auto iterated(const T& element) {
  if constexpr (requires { T::iterates_as_der; }) {
    return element.der();
  } else {
    return element;
  }
}

/// What all iterators of this library have in common; each is an Iterator : ForwardIterator<Iterator>.
template <class Iterator>
struct ForwardIterator {
  using difference_type = std::ptrdiff_t;
  using iterator_concept = std::forward_iterator_tag;

  friend constexpr Iterator operator++(Iterator& iterator, int) {
    const Iterator old = iterator;
    ++iterator;
    return old;
  }
};

/// The part of a list that does not depend on its elements.
class ElementsOf {
 protected:
  constexpr ElementsOf() = default;

  /// Enters the list and returns the Reader of its elements.
  OCSPAN_FN inline Reader open(Reader& reader, Field field, Tag tag) {
    Reader list = reader.open(tag, field);
    elements_ = list.remaining();
    size_ = 0;
    return list;
  }

  /// Makes this the first of `lists`, values that were read before. Its elements are not checked again.
  OCSPAN_FN inline void take_first(Bytes lists) { elements_ = Reader::first(lists); }

  /// Whether there is another element to be read; counts it.
  OCSPAN_FN inline bool next(Reader& list) {
    if (!list.next_element()) {
      return false;
    }
    ++size_;
    return true;
  }

  /// How many elements there are.
  OCSPAN_FN inline std::uint32_t count() const {
    if (size_ != 0) {
      return size_;
    }
    std::uint32_t size = 0;  // of_checked() does not count; or it is empty
    for (Bytes rest = elements_; !rest.empty(); rest = Reader::after_first(rest)) {
      ++size;
    }
    return size;
  }

  Bytes elements_;
  std::uint32_t size_ = 0;
#if UINTPTR_MAX > UINT32_MAX  // 64-bit only: it fits into tail padding
  NoBulkZeroing no_bulk_zeroing_;
#endif
};

}  // namespace detail

/// A view of a SEQUENCE OF or SET OF, as a forward range. Elements are checked when the list is read and decoded again
/// by the iterator, which cannot fail. T needs read(Reader&, Field); one with take(CheckedFields&) is taken apart by
/// that, except at -Os. Lifetime of the list, its iterators and its elements: that of the bytes.
template <class T, Tag list_tag = Tag::sequence>
class SequenceOf : detail::ElementsOf {
  template <class, Tag>
  friend class SequenceOf;

 public:
  /// A forward iterator. It decodes an element each time that it is dereferenced, which cannot fail. Lifetime: that of
  /// the bytes, not that of the list.
  class Iterator : public detail::ForwardIterator<Iterator> {
   public:
    using value_type = decltype(detail::iterated(T{}));  ///< T; for elements that are given as their DER, Bytes

    /// The element, for it->member().
    class Arrow {
     public:
      /// Holds a copy of the element.
      constexpr explicit Arrow(const value_type& element) : element_(element) {}
      /// The element. Lifetime: that of this object.
      constexpr const value_type* operator->() const { return &element_; }

     private:
      value_type element_;
    };

    constexpr Iterator() = default;
    /// At the first of the elements in `rest`, which are bytes() of a list that was read, or the end of it.
    constexpr explicit Iterator(Bytes rest) : rest_(rest) {}

    /// The element; only if this is not the end.
    OCSPAN_ALWAYS_INLINE constexpr value_type operator*() const {
      if constexpr (detail::fast_paths && std::is_base_of_v<detail::ElementsOf, T>) {
        T list;
        list.take_first(rest_);
        return list;
      } else if constexpr (std::is_same_v<value_type, T>) {
        return detail::reread<T>(rest_);
      } else {
        return detail::reread<T>(rest_).der();
      }
    }
    /// The element, for `it->member()`; only if this is not the end.
    constexpr Arrow operator->() const { return Arrow{**this}; }
    /// Goes to the next element; only if this is not the end.
    constexpr Iterator& operator++() {
      rest_ = Reader::after_first(rest_);
      return *this;
    }
    /// Whether both are at the same element of one list.
    friend constexpr bool operator==(const Iterator& a, const Iterator& b) { return a.rest_.size() == b.rest_.size(); }

   private:
    Bytes rest_;
  };

  constexpr SequenceOf() = default;

  /// The list with these elements, which must be the bytes() of a list that was read. Lifetime: that of the bytes.
  static constexpr SequenceOf of_checked(Bytes elements) {
    SequenceOf list;
    list.elements_ = elements;
    return list;
  }

  /// Reads the list and all its elements. `field` names both the list and each element; `tag` differs for an IMPLICIT
  /// list. Errors: those of Reader::contents and of T::read; for a SET OF, unsorted_set (X.690 11.6) unless tolerated.
  OCSPAN_FOLDED constexpr void read(Reader& reader, Field field, Tag tag = list_tag) {
    Reader list = open(reader, field, tag);
    [[maybe_unused]] const std::uint8_t* last = elements_.data();
    while (next(list)) {
      [[maybe_unused]] const std::uint8_t* const begin = list.remaining().data();
      T element;
      element.read(list, field);
      if constexpr (list_tag == Tag::set) {
        if (std::lexicographical_compare(begin, list.remaining().data(), last, begin)) {
          list.tolerate_or_fail(Tolerance::unsorted_set, ErrorCode::unsorted_set, field, begin);
        }
        last = begin;
      }
    }
    list.close(field);
  }

  /// Writes the list, each element by its write(Writer&).
  constexpr void write(Writer& writer, Tag tag = list_tag) const { writer.sequence_of(*this, tag); }

  /// At the first element.
  constexpr Iterator begin() const { return Iterator{elements_}; }
  /// Behind the last element.
  constexpr Iterator end() const { return Iterator{elements_.last(0)}; }
  /// How many elements there are. Counting may walk over all of them.
  OCSPAN_FN inline std::uint32_t size() const { return count(); }
  /// Whether there is no element.
  constexpr bool empty() const { return elements_.empty(); }
  /// The bytes of the elements, one after the other: the contents octets of the list.
  constexpr Bytes bytes() const { return elements_; }
  /// Whether the list was in the message: an OPTIONAL list that is absent is empty(), as one without elements is.
  constexpr bool present() const { return elements_.data() != nullptr; }
};

/// SET OF.
template <class T>
using SetOf = SequenceOf<T, Tag::set>;

/// SEQUENCE SIZE (1..MAX) OF.
template <class T>
class NonEmptySequenceOf : public SequenceOf<T> {
 public:
  /// Reads the list and all its elements. Errors: those of SequenceOf::read, and empty_list for one without elements.
  constexpr void read(Reader& reader, Field field, Tag tag = Tag::sequence) {
    const std::uint8_t* const begin = reader.remaining().data();
    SequenceOf<T>::read(reader, field, tag);
    if (this->empty()) {
      reader.fail(ErrorCode::empty_list, field, begin);
    }
  }
};

}  // namespace ocspan::inline OCSPAN_ABI
