// The DER writer that everything is written with.
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

/// Writes values one behind the other into the caller's span, nested by functions, so that no value can be left open;
/// a length is set when its contents are written. Past the end of the span nothing is written and all is counted, so
/// that an empty span asks for the size. It keeps the first error: only finish() has to be looked at.
/// What is written must not lie in the span that it is written into.
class Writer {
 public:
  constexpr explicit Writer(std::span<std::uint8_t> out)
      : out_(out.size() <= max_input_size ? out : out.first(static_cast<std::size_t>(max_input_size))),
        left_(out_.size()) {}

  /// Writes bytes as they are: whole values, or contents.
  OCSPAN_FN void raw(Bytes bytes);

  /// Writes a value with these contents octets.
  OCSPAN_FN void value(Tag tag, Bytes contents);

  /// Writes a value whose contents are what `write_contents()` writes.
  template <class WriteContents>
  OCSPAN_INLINE void nest(Tag tag, WriteContents write_contents) {
    const std::size_t contents = begin(tag);
    write_contents();
    end(contents);
  }

  /// Writes [number] EXPLICIT T OPTIONAL, by its write(Writer&), if it is there.
  template <class T>
  constexpr void optional(unsigned number, const std::optional<T>& value) {
    if (value) {
      nest(explicit_tag(number), [&] { value->write(*this); });
    }
  }

  /// Writes [number] IMPLICIT T OPTIONAL, by its write(Writer&, Tag), if it is there.
  template <class T>
  constexpr void optional_implicit(Tag tag, const std::optional<T>& value) {
    if (value) {
      value->write(*this, tag);
    }
  }

  /// Writes a SEQUENCE OF the elements of a range, each by `write_element(element)`.
  template <class Range, class WriteElement>
  constexpr void sequence_of(const Range& elements, WriteElement write_element, Tag tag = Tag::sequence) {
    nest(tag, [&] {
      for (const auto& element : elements) {
        write_element(element);
      }
    });
  }

  /// The same, each by its write(Writer&), or as it is if it is Bytes.
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

  /// Writes [number] EXPLICIT SEQUENCE OF OPTIONAL: nothing if there are no elements, unless it is a SequenceOf that
  /// was read as an empty list.
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

  /// Writes contents that are made in place: `write(out)` is given `most` bytes, and returns how many it wrote. It is
  /// not run, and `most` are counted, unless they fit and all before them is complete().
  template <class Write>
  constexpr void fill(std::size_t most, Write write) {
    std::size_t size = most;
    if (complete() && fits(most)) {
      size = write(out_.subspan(size_, most));
    }
    advance_checked(size);
  }

  /// How many bytes were written, or counted.
  constexpr std::size_t size() const { return size_; }
  /// Whether all that was written is there: nothing had to be left out, and nothing failed.
  constexpr bool complete() const { return !error_ && size_ <= out_.size(); }
  /// What was written since size() was `mark`; nothing unless complete(). Lifetime: until the next thing is written.
  constexpr Bytes since(std::size_t mark) const {
    return complete() ? Bytes{out_.subspan(mark, size_ - mark)} : Bytes{};
  }

  /// Records the error, unless there is one already.
  constexpr void fail(Error error) {
    if (!error_) {
      error_ = error;
    }
  }

  /// All that was written. Errors: what was recorded by fail(); input_too_long for more than max_input_size, which no
  /// Reader would read; no_space, with the size that is needed as its offset.
  OCSPAN_FN Result<Bytes> finish() const;

 private:
  constexpr bool fits(std::size_t size) const { return size <= left_; }

  /// Moves past bytes that fit.
  constexpr void advance(std::size_t size) {
    size_ += size;
    left_ -= size;
  }

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
  OCSPAN_COLD OCSPAN_FN void value_of_any_size(Tag tag, Bytes contents);

  std::span<std::uint8_t> out_;
  std::size_t size_ = 0;
  std::size_t left_;  // to be written; nothing once something did not fit
  Error error_{};
};

#if __STDC_HOSTED__
/// Runs `write(std::span<std::uint8_t>)`, a function that writes DER as the library's do, with a vector that is large
/// enough. Allocates. Errors: those of `write` but no_space.
template <class Write>
Result<std::vector<std::uint8_t>> to_vector(Write write) {
  std::vector<std::uint8_t> out;
  Result<Bytes> written = write(std::span{out});
  if (!written && written.error().code == ErrorCode::no_space) {
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
