// The DER writer that all messages are written with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/tag.hpp"
#include "ocspan/config.hpp"
#include "ocspan/error.hpp"
#include "ocspan/limits.hpp"

#if __STDC_HOSTED__
#include <vector>
#endif

namespace ocspan::inline OCSPAN_ABI {

/// Writes values one after the other into the caller's span. Constructed values are nested by functions, so that none
/// can be left open; the length of each is set once its contents are written. Past the end of the span nothing is
/// written but all is counted, so that an empty span asks for the size. The first error is kept: only finish() has to
/// be checked. The bytes to be written must not lie in the span.
class Writer {
 public:
  /// Writes into `out` from its beginning; of a span that is longer, only into the first max_input_size bytes.
  constexpr explicit Writer(std::span<std::uint8_t> out)
      : out_(out.size() <= max_input_size ? out : out.first(static_cast<std::size_t>(max_input_size))),
        left_(out_.size()) {}

  /// Writes bytes as they are: whole values, or contents octets.
  OCSPAN_FN void raw(Bytes bytes);

  /// Writes a value with these contents octets.
  OCSPAN_FN void value(Tag tag, Bytes contents);

  /// Writes a value whose contents octets are what `write_contents()` writes.
  template <class WriteContents>
  OCSPAN_INLINE void nest(Tag tag, WriteContents write_contents) {
    const std::size_t contents = begin(tag);
    write_contents();
    end(contents);
  }

  /// Writes a number in `size` bytes, as TLS does (RFC 8446 3.3): the highest one first.
  OCSPAN_FN void number(std::uint64_t value, std::size_t size);

  /// Writes a vector of TLS (RFC 8446 3.4): the length of what `write_contents()` writes, in `length_size` bytes, then
  /// that. Errors: wrong_length, in `field`, for a length that those bytes cannot hold.
  template <class WriteContents>
  constexpr void vector(std::size_t length_size, Field field, WriteContents write_contents) {
    number(0, length_size);
    const std::size_t contents = size_;
    write_contents();
    end_vector(length_size, field, contents);
  }

  /// Writes [number] EXPLICIT T OPTIONAL: if there is a value, by its write(Writer&).
  template <class T>
  constexpr void optional(unsigned number, const std::optional<T>& value) {
    if (value) {
      nest(explicit_tag(number), [&] { value->write(*this); });
    }
  }

  /// Writes T OPTIONAL under the tag of [number] IMPLICIT: if there is a value, by its write(Writer&, Tag).
  template <class T>
  constexpr void optional_implicit(Tag tag, const std::optional<T>& value) {
    if (value) {
      value->write(*this, tag);
    }
  }

  /// Writes a SEQUENCE OF with the elements of a range, each by `write_element(element)`.
  template <class Range, class WriteElement>
  constexpr void sequence_of(const Range& elements, WriteElement write_element, Tag tag = Tag::sequence) {
    nest(tag, [&] {
      for (const auto& element : elements) {
        write_element(element);
      }
    });
  }

  /// Writes a SEQUENCE OF with the elements of a range, each by its write(Writer&); elements that are Bytes as they
  /// are.
  template <class Range>
  constexpr void sequence_of(const Range& elements, Tag tag = Tag::sequence) {
    const auto write_element = [this](const auto& element) {
      if constexpr (requires { element.write(*this); }) {
        element.write(*this);
      } else {
        raw(element);
      }
    };
    sequence_of(elements, write_element, tag);
  }

  /// Writes [number] EXPLICIT SEQUENCE OF OPTIONAL. A range without elements is absent, and so not written, unless it
  /// is a SequenceOf that says it is present().
  template <class Range>
  constexpr void optional_sequence_of(unsigned number, const Range& elements) {
    bool present = !elements.empty();
    if constexpr (requires { elements.present(); }) {
      present = elements.present();
    }
    if (present) {
      nest(explicit_tag(number), [&] { sequence_of(elements); });
    }
  }

  /// Writes bytes that are produced in place: `write(out)` is given a span of `most` bytes and returns how many it
  /// wrote. Unless they fit and the Writer is complete(), `write` is not called and `most` bytes are counted.
  template <class Write>
  constexpr void fill(std::size_t most, Write write) {
    std::size_t size = most;
    if (complete() && fits(most)) {
      size = write(out_.subspan(size_, most));
    }
    advance_checked(size);
  }

  /// How many bytes were written or counted.
  constexpr std::size_t size() const { return size_; }
  /// Whether there was room for everything so far, and no error.
  constexpr bool complete() const { return !error_ && size_ <= out_.size(); }
  /// The bytes written since size() was `mark`; empty unless complete(). Lifetime: until something else is written.
  constexpr Bytes since(std::size_t mark) const {
    return complete() ? Bytes{out_.subspan(mark, size_ - mark)} : Bytes{};
  }

  /// Records an error, unless there is one already.
  constexpr void fail(Error error) {
    if (!error_) {
      error_ = error;
    }
  }

  /// All bytes that were written. Lifetime: that of the span. Errors: the one recorded by fail(); input_too_long for
  /// more than max_input_size, which no Reader would read; no_space, with the needed size in bytes as its offset.
  OCSPAN_FN Result<Bytes> finish() const;

 private:
  constexpr bool fits(std::size_t size) const { return size <= left_; }

  /// Counts bytes that fit.
  constexpr void advance(std::size_t size) {
    size_ += size;
    left_ -= size;
  }

  /// Counts bytes that may not fit, or may be too many.
  OCSPAN_COLD OCSPAN_FN void advance_checked(std::size_t size);

  /// Writes the identifier octet, leaves room for a length of one byte, and returns where the contents begin.
  OCSPAN_INLINE std::size_t begin(Tag tag) {
    if (fits(2)) [[likely]] {
      out_[size_] = static_cast<std::uint8_t>(tag);
      advance(2);
    } else {
      advance_checked(2);
    }
    return size_;
  }

  /// Sets the length of what begin() began.
  OCSPAN_INLINE void end(std::size_t contents) {
    const std::size_t length = size_ - contents;
    if (length >= 0x80) {
      return make_room_for_length(contents);
    }
    if (size_ <= out_.size()) [[likely]] {
      out_[contents - 1] = static_cast<std::uint8_t>(length);
    }
  }

  OCSPAN_COLD OCSPAN_FN void make_room_for_length(std::size_t contents);
  OCSPAN_FN void end_vector(std::size_t length_size, Field field, std::size_t contents);
  OCSPAN_COLD OCSPAN_FN void value_of_any_size(Tag tag, Bytes contents);

  std::span<std::uint8_t> out_;
  std::size_t size_ = 0;
  std::size_t left_;  // how many bytes still fit; 0 once something did not
  Error error_{};
};

#if __STDC_HOSTED__
/// Runs `write(std::span<std::uint8_t>)`, which returns Result<Bytes> as this library's functions do, with a vector
/// that is large enough. Allocates memory. Errors: those of `write`, except no_space.
template <class Write>
Result<std::vector<std::uint8_t>> to_vector(Write write) {
  std::vector<std::uint8_t> out;
  Result<Bytes> written = write(std::span{out});
  if (written.error().code == ErrorCode::no_space) {
    out.resize(written.error().offset);
    written = write(std::span{out});
  }
  if (!written) {
    return written.error();
  }
  out.resize((*written).size());
  return out;
}
#endif

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/writer.cpp"
#endif
