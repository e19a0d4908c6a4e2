// SEQUENCE OF and SET OF (X.690 8.10, 8.12) as ranges that store nothing.
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

/// What iterating gives for an element: the element, or its DER if T::iterates_as_der.
template <class T>
constexpr auto iterated(const T& element) {
  if constexpr (requires { T::iterates_as_der; }) {
    return element.der();
  } else {
    return element;
  }
}

/// The part of a SequenceOf that does not depend on its elements.
class ElementsOf {
 protected:
  constexpr ElementsOf() {}

  /// Enters the list, all of which are its elements. Those that were read before are passed over.
  OCSPAN_INLINE Reader open(Reader& reader, Field field, Tag tag) {
    Reader list = reader.open(tag, field);
    elements_ = list.remaining();
    size_ = 0;
    if (list.is_rereading()) {
      list.skip_rest();
    }
    return list;
  }

  /// Takes the first of some lists that were read before.
  OCSPAN_INLINE void take_first(Bytes lists) { elements_ = Reader::first(lists); }

  /// Whether there is another element to be read, which is counted.
  OCSPAN_INLINE bool next(Reader& list) {
    const bool more = list.next_element();
    size_ += more ? 1 : 0;
    return more;
  }

  /// How many elements there are.
  OCSPAN_INLINE std::uint32_t count() const {
    if (size_ != 0) {
      return size_;
    }
    std::uint32_t size = 0;  // of a list that was passed over
    for (Bytes rest = elements_; !rest.empty(); rest = Reader::after_first(rest)) {
      ++size;
    }
    return size;
  }

  Bytes elements_;
  std::uint32_t size_ = 0;
#if UINTPTR_MAX > UINT32_MAX  // where it takes no room of its own
  NoBulkZeroing no_bulk_zeroing_;
#endif
};

}  // namespace detail

/// A view of a list whose elements were all checked when it was read; iterating decodes each again, and cannot fail.
/// T has read(Reader&, Field). Lifetime: that of the bytes; an iterator does not need its range.
template <class T, Tag list_tag = Tag::sequence>
class SequenceOf : detail::ElementsOf {
  template <class, Tag>
  friend class SequenceOf;

 public:
  class Iterator {
   public:
    using value_type = decltype(detail::iterated(T{}));
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::forward_iterator_tag;

    /// The element, for it->member().
    class Arrow {
     public:
      constexpr explicit Arrow(const value_type& element) : element_(element) {}
      constexpr const value_type* operator->() const { return &element_; }

     private:
      value_type element_;
    };

    constexpr Iterator() = default;
    constexpr explicit Iterator(Bytes rest) : rest_(rest) {}

    constexpr value_type operator*() const {
      if constexpr (detail::fast_paths && std::is_base_of_v<detail::ElementsOf, T>) {
        T list;
        list.take_first(rest_);
        return list;
      } else {
        return decode();
      }
    }
    constexpr Arrow operator->() const { return Arrow{**this}; }
    constexpr Iterator& operator++() {
      rest_ = Reader::after_first(rest_);
      return *this;
    }
    constexpr Iterator operator++(int) {
      const Iterator old = *this;
      ++*this;
      return old;
    }
    friend constexpr bool operator==(const Iterator& a, const Iterator& b) { return a.rest_.size() == b.rest_.size(); }

   private:
    // A function of its own: GCC 12 makes no local of an inner block in the caller's place.
    OCSPAN_INLINE value_type decode() const {
      ReadContext context = ReadContext::for_reread(rest_);
      Reader reader{context};
      T element;
      element.read(reader, Field::none);
      if constexpr (std::is_same_v<value_type, T>) {
        return element;
      } else {
        return element.der();
      }
    }

    Bytes rest_;
  };

  constexpr SequenceOf() = default;

  /// The list whose elements are these: bytes() of a list that was read. Lifetime: that of the bytes.
  static constexpr SequenceOf of_checked(Bytes elements) {
    SequenceOf list;
    list.elements_ = elements;
    return list;
  }

  /// Reads the list and all its elements. `field` names the list, and each element. Errors: those of Reader::contents
  /// and of T::read; for a SET OF, unsorted_set (X.690 11.6). `tag` is another one for an IMPLICIT list.
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

  constexpr void write(Writer& writer, Tag tag = list_tag) const { writer.sequence_of(*this, tag); }

  constexpr Iterator begin() const { return Iterator{elements_}; }
  constexpr Iterator end() const { return Iterator{elements_.last(0)}; }
  OCSPAN_FN inline std::uint32_t size() const { return count(); }
  constexpr bool empty() const { return elements_.empty(); }
  /// The bytes of the elements, one behind the other.
  constexpr Bytes bytes() const { return elements_; }
  /// Whether the list was there at all: an OPTIONAL one that is absent is empty, too.
  constexpr bool present() const { return elements_.data() != nullptr; }
};

template <class T>
using SetOf = SequenceOf<T, Tag::set>;

/// SEQUENCE SIZE (1..MAX) OF.
template <class T>
class NonEmptySequenceOf : public SequenceOf<T> {
 public:
  /// Errors: those of SequenceOf::read, and empty_list.
  constexpr void read(Reader& reader, Field field, Tag tag = Tag::sequence) {
    const std::uint8_t* const begin = reader.remaining().data();
    SequenceOf<T>::read(reader, field, tag);
    if (this->empty()) {
      reader.fail(ErrorCode::empty_list, field, begin);
    }
  }
};

}  // namespace ocspan::inline OCSPAN_ABI
