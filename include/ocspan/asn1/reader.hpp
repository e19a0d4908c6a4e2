// The DER reader that all messages are read with.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/observer.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/tag.hpp"
#include "ocspan/config.hpp"
#include "ocspan/error.hpp"
#include "ocspan/limits.hpp"
#include "ocspan/tolerance.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// What all Readers of one input share: where it begins, what is tolerated, and the first error.
class ReadContext {
  enum class State : std::uint8_t { reading, observed, failed };

 public:
  /// For reading `input`; more than max_input_size is an error from the start. An `observer`, if given, is told
  /// of every value.
  constexpr explicit ReadContext(Bytes input, Tolerance allowed = Tolerance::none, Observer* observer = nullptr)
      : input_(input),
        observer_(observer),
        state_(observer == nullptr ? State::reading : State::observed),
        allowed_(allowed) {
    if (input.size() > max_input_size) {
      error_ = {ErrorCode::input_too_long, Field::none, 0};
      state_ = State::failed;
    }
  }

  /// For reading `input`, unless `error` is an error: then reading fails with it from the start.
  constexpr ReadContext(Bytes input, Tolerance allowed, Error error) : ReadContext(input, allowed) {
    if (error) {
      error_ = error;
      state_ = State::failed;
    }
  }

  /// For input that was read before without an error: what was tolerated then is tolerated again.
  static constexpr ReadContext for_reread(Bytes input) { return ReadContext{input, Tolerance::all}; }

  /// The whole input.
  constexpr Bytes input() const { return input_; }
  /// The first error; ErrorCode::none if there is none.
  constexpr Error error() const { return error_; }
  /// The deviations that were found and tolerated.
  constexpr Tolerance tolerated() const { return used_; }

 private:
  friend class Reader;

  /// Whether there is neither an error nor an observer.
  constexpr bool is_quiet() const { return state_ == State::reading; }

  // But for one that is called out of line, these take no Reader&, so the compiler can keep the Reader in registers.
  OCSPAN_COLD OCSPAN_FN void fail(ErrorCode code, Field field, const std::uint8_t* at);
  OCSPAN_COLD OCSPAN_FN void tolerate_or_fail(Tolerance flag, ErrorCode code, Field field, const std::uint8_t* at);
  OCSPAN_COLD OCSPAN_FN bool begin_value(Tag tag, Field field, const Reader& next);
  OCSPAN_COLD OCSPAN_FN void tell(Observer::Step step, Field field);
  OCSPAN_COLD OCSPAN_FN void leave(const std::uint8_t* at, const std::uint8_t* end, Field field);

  Bytes input_;
  Observer* observer_;
  Error error_{};
  State state_;
  Tolerance allowed_;
  Tolerance used_ = Tolerance::none;
};

/// A cursor over the contents of one value. The first error is kept in the ReadContext; from then on every read returns
/// something empty and more() is false, so that loops end. Reading a field therefore takes one line and no check can be
/// forgotten: only load(), which turns the error into a Result, looks at it.
/// Test the size of what was read before indexing it: after an error it is empty.
class Reader {
 public:
  /// Reads the whole input of `context`.
  constexpr explicit Reader(ReadContext& context) : Reader(context, context.input_) {}

  /// Whether there is something left to read, and no error.
  constexpr bool more() const { return pos_ != end_ && context_->state_ != ReadContext::State::failed; }

  /// Whether there is another element of a SEQUENCE OF or SET OF, and no error. Tells the observer of it.
  OCSPAN_FN inline bool next_element() {
    if constexpr (detail::fast_paths) {
      if (pos_ != end_ && context_->is_quiet()) [[likely]] {  // one question in place of two
        return true;
      }
    }
    if (pos_ == end_ || context_->state_ == ReadContext::State::failed) {
      return false;
    }
    tell(Observer::Step::element);
    return true;
  }

  /// Whether the next value has this tag: for OPTIONAL and CHOICE.
  constexpr bool next_is(Tag tag) const { return pos_ != end_ && static_cast<Tag>(*pos_) == tag; }

  /// Reads a value with that tag and returns its contents octets.
  /// Errors: missing, wrong_tag, high_tag, truncated, indefinite_length, length_not_minimal, reserved_length.
  OCSPAN_INLINE Bytes contents(Tag tag, Field field) {
    if constexpr (detail::fast_paths) {  // nearly every value: a length in up to three bytes, and all is there
      const auto left = static_cast<std::size_t>(end_ - pos_);
      if (context_->is_quiet() && left >= 2 && static_cast<Tag>(pos_[0]) == tag) [[likely]] {
        const std::size_t length = short_length(pos_[1]);
        if (length <= left - 2) [[likely]] {
          return advance_past({pos_ + 2, length});
        }
        if (is_often_long(tag)) {
          if (pos_[1] == 0x81 && left >= 3 && pos_[2] >= 0x80 && pos_[2] <= left - 3) {
            return advance_past({pos_ + 3, pos_[2]});
          }
          if (pos_[1] == 0x82 && left >= 4) {
            const std::size_t long_length = std::size_t{pos_[2]} << 8 | pos_[3];
            if (long_length >= 0x100 && long_length <= left - 4) [[likely]] {
              return advance_past({pos_ + 4, long_length});
            }
          }
        }
      }
    }
    return read_slow(tag, field);
  }

  /// Enters a value with that tag and returns a Reader of its contents; close() it once its fields are read.
  /// Errors: those of contents().
  OCSPAN_FN inline Reader open(Tag tag, Field field) {
    const Reader inner{*context_, contents(tag, field)};
    tell(Observer::Step::enter, field);
    return inner;
  }

  /// Leaves the value that this Reader reads. Errors: trailing_data, if something is left.
  OCSPAN_FN inline void close(Field field) {
    if (pos_ != end_ || !context_->is_quiet()) {
      if constexpr (detail::fast_paths) {  // so that this one can stay in registers
        context_->leave(pos_, end_, field);
      } else {
        leave(field);
      }
    }
  }

  /// Reads [number] EXPLICIT T OPTIONAL into `value`, a std::optional or a list, by T's read(Reader&, Field). If the
  /// tag is absent, `value` stays as it is.
  template <class T>
  OCSPAN_FN inline void optional(unsigned number, Field field, T& value) {
    if (next_is(explicit_tag(number))) {
      Reader inner = open_explicit(number, field);
      to_fill(value).read(inner, field);
      inner.close(field);
    }
  }

  /// Enters the [number] EXPLICIT of `field` and returns a Reader of what is inside; close() it after reading that.
  OCSPAN_FN inline Reader open_explicit(unsigned number, Field field) {
    const Reader inner{*context_, contents(explicit_tag(number), field)};
    tell(Observer::Step::enter);
    return inner;
  }

  /// Reads a value with any tag and returns its contents octets.
  /// Errors: missing, bad_high_tag, reserved_tag (X.680 8.4), truncated, indefinite_length, length_not_minimal,
  /// reserved_length.
  OCSPAN_FN inline Bytes any(Field field) {
    if constexpr (detail::fast_paths) {
      if (context_->is_quiet() && is_first_short(remaining())) [[likely]] {
        return advance_past({pos_ + 2, pos_[1]});
      }
    }
    return read_slow(any_tag, field);
  }

  /// Skips the next value if its DER is exactly `value`, and returns its bytes in the input. Empty if it is not, and at
  /// -Os and with an observer even if it is: then the value has to be read.
  template <std::size_t size>
  OCSPAN_INLINE Bytes skip_if_equal(const std::uint8_t (&value)[size]) {
    if (detail::fast_paths && context_->is_quiet() && static_cast<std::size_t>(end_ - pos_) >= size &&
        std::equal(value, value + size, pos_)) {
      return advance_past({pos_, size});
    }
    return {};
  }

  /// The contents octets of the first of `values`, which were read before without an error; empty if there is none.
  OCSPAN_INLINE static Bytes first(Bytes values) {
    if constexpr (detail::fast_paths) {
      if (values.size() >= 2 && (values[0] & 0x1f) != 0x1f) [[likely]] {
        if (short_length(values[1]) <= values.size() - 2) [[likely]] {
          return {values.data() + 2, values[1]};
        }
        if (values[1] == 0x81 && values.size() > 2 && values[2] <= values.size() - 3) {
          return {values.data() + 3, values[2]};
        }
      }
    }
    return first_slow(values);
  }

  /// The values after the first of `values`, which were read before without an error.
  OCSPAN_INLINE static Bytes after_first(Bytes values) {
    const Bytes contents = first(values);
    return {contents.data() + contents.size(), values.data() + values.size()};
  }

  /// What follows the first `count` of `values`, which were read before without an error.
  OCSPAN_INLINE static Bytes after(unsigned count, Bytes values) {
    for (; count != 0; --count) {
      values = after_first(values);
    }
    return values;
  }

  /// Where the value begins that has these contents, which were read: in DER their length says how long the header is.
  static constexpr const std::uint8_t* identifier_of(Bytes contents) {
    std::size_t header = 2;
    if (contents.size() >= 0x80) {
      for (std::size_t rest = contents.size(); rest != 0; rest >>= 8) {
        ++header;
      }
    }
    return contents.data() - header;
  }

  // What TLS encodes (RFC 8446 3) has no tags.

  /// Reads `size` bytes, whatever they are. Errors: missing if there is none, truncated if there are fewer.
  OCSPAN_FN Bytes take(std::size_t size, Field field);

  /// Reads a number of `size` bytes, at most 8, the first one highest. Errors: those of take().
  OCSPAN_FN std::uint64_t number(std::size_t size, Field field);

  /// Reads a vector, whose length stands before it in `length_size` bytes, and returns its contents.
  /// Errors: those of take(), at the length; truncated, at the contents.
  OCSPAN_FN Bytes vector(std::size_t length_size, Field field);

  /// Enters a vector and returns a Reader of its contents; close() it once they are read. In the path of an error it is
  /// `step`; Field::none if it is none. Errors: those of vector().
  OCSPAN_FN inline Reader open_vector(std::size_t length_size, Field field, Field step = Field::none) {
    const Reader inner{*context_, vector(length_size, field)};
    tell(Observer::Step::enter, step);
    return inner;
  }

  /// Reads all that is left, whatever it is, and returns it; empty after an error.
  constexpr Bytes take_rest() {
    const Bytes bytes = more() ? remaining() : Bytes{};
    pos_ = end_;
    return bytes;
  }

  /// Skips all that is left, whatever it is.
  constexpr void skip_rest() { pos_ = end_; }

  /// Reads [n] IMPLICIT T OPTIONAL into `value`, a std::optional or a list, by T's read(Reader&, Field, Tag). `tag` is
  /// made by implicit_tag() or, if T is constructed, explicit_tag(). If it is absent, `value` stays as it is.
  template <class T>
  constexpr void optional_implicit(Tag tag, Field field, T& value) {
    if (next_is(tag)) {
      to_fill(value).read(*this, field, tag);
    }
  }

  /// What is left to read, also after an error.
  constexpr Bytes remaining() const { return {pos_, end_}; }

  /// The bytes that were read since remaining() was `mark`.
  constexpr Bytes since(Bytes mark) const { return {mark.data(), pos_}; }

  /// Records an error at `at`, which points into the input, unless there is an error already.
  OCSPAN_FN inline void fail(ErrorCode code, Field field, const std::uint8_t* at) { context_->fail(code, field, at); }

  /// Records a deviation at `at`: as tolerated if `flag` is allowed, else as the error `code`.
  OCSPAN_FN inline void tolerate_or_fail(Tolerance flag, ErrorCode code, Field field, const std::uint8_t* at) {
    context_->tolerate_or_fail(flag, code, field, at);
  }

  /// Whether that deviation is tolerated.
  constexpr bool allows(Tolerance flag) const { return contains(context_->allowed_, flag); }
  /// The deviations that were found and tolerated so far.
  constexpr Tolerance tolerated() const { return context_->used_; }
  /// The deviations that were found and tolerated since the last call, for an observer that wants to know of each.
  constexpr Tolerance take_tolerated() const {
    const Tolerance used = context_->used_;
    context_->used_ = Tolerance::none;
    return used;
  }

 private:
  friend class ReadContext;
  constexpr Reader(ReadContext& context, Bytes part)
      : context_(&context), pos_(part.data()), end_(part.data() + part.size()) {}

  // Any tag. UNIVERSAL 0 is the tag of no value.
  static constexpr Tag any_tag{};

  /// contents() or, for any_tag, any(), without fast paths.
  OCSPAN_FN inline Bytes read_slow(Tag tag, Field field) {
    if constexpr (detail::fast_paths) {  // by a copy, so that this one can stay in registers
      return advance_past(Reader{*this}.read_value(tag, field));
    }
    return read_value(tag, field);
  }
  OCSPAN_COLD OCSPAN_FN Bytes read_value(Tag tag, Field field);
  OCSPAN_COLD OCSPAN_FN void leave(Field field) const;
  OCSPAN_COLD OCSPAN_PURE OCSPAN_FN static Bytes first_slow(Bytes values);

  /// Whether values with this tag are often longer than 127 bytes: constructed ones, and strings of bytes or bits.
  static constexpr bool is_often_long(Tag tag) {
    return (static_cast<std::uint8_t>(tag) & 0x20) != 0 || tag == Tag::octet_string || tag == Tag::bit_string;
  }

  /// The length in the short form; for the first byte of the long form, more than any input has.
  static constexpr std::size_t short_length(std::uint8_t byte) {
    return static_cast<std::size_t>(static_cast<std::int8_t>(byte));
  }

  /// Whether the bytes begin with a whole value that has one identifier octet, with a tag number from 1 to 30, and one
  /// length octet.
  static constexpr bool is_first_short(Bytes bytes) {
    return bytes.size() >= 2 && ((bytes[0] + 0x1f) & 0x1f) < 0x1e && short_length(bytes[1]) <= bytes.size() - 2;
  }

  constexpr Bytes advance_past(Bytes bytes) {
    pos_ = bytes.data() + bytes.size();
    return bytes;
  }
  template <class T>
  static constexpr T& to_fill(std::optional<T>& value) {
    return value.emplace();
  }
  template <class T>
  static constexpr T& to_fill(T& value) {
    return value;
  }
  OCSPAN_FOLDED OCSPAN_FN inline void tell(Observer::Step step, Field field = Field::none) const {
    if (context_->state_ == ReadContext::State::observed) {
      context_->tell(step, field);
    }
  }

  ReadContext* context_;
  const std::uint8_t* pos_;
  const std::uint8_t* end_;
};

/// Goes through the fields of a value that was read before without an error. Nothing is checked again but whether there
/// is a field; each must have one identifier octet. Lifetime of what it gives: that of the bytes.
class CheckedFields {
 public:
  /// Begins with the first of `fields`, the contents octets of the value.
  constexpr explicit CheckedFields(Bytes fields) : at_(fields.data()), end_(fields.data() + fields.size()) {}

  /// Whether there is another field, with this tag.
  constexpr bool next_is(Tag tag) const { return at_ != end_ && static_cast<Tag>(*at_) == tag; }
  /// The contents octets of the next field; empty behind the last.
  OCSPAN_INLINE Bytes next() {
    if (at_ == end_) {
      return {};
    }
    const std::uint8_t* contents = at_ + 2;
    std::size_t length = at_[1];
    if (length >= 0x80) [[unlikely]] {
      for (std::size_t count = std::exchange(length, 0) & 0x7f; count != 0; --count) {
        length = length << 8 | *contents++;
      }
    }
    at_ = contents + length;
    return {contents, length};
  }
  /// The DER of the fields that are left.
  constexpr Bytes rest() const { return {at_, end_}; }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

/// Whether a message must end where the input does.
enum class Ending : std::uint8_t {
  complete,  ///< anything after the message is trailing_data
  prefix,    ///< the message may be followed by something else
};

namespace detail {

/// Reads one message into `message` and returns the first error.
template <class Message>
OCSPAN_FOLDED constexpr Error read_message(Message& message, Bytes input, Tolerance tolerance,
                                           Ending ending = Ending::complete) {
  ReadContext context{input, tolerance};
  Reader reader{context};
  message.read(reader, Message::field);
  if (ending == Ending::complete) {
    reader.close(Message::field);
  }
  return context.error();
}

/// The first of `values`, which were read before without an error: by T::take(CheckedFields&) if there is one, which
/// checks nothing again, or else, and at -Os, by T::read(Reader&, Field).
template <class T>
OCSPAN_INLINE T reread(Bytes values) {
  T value;
  if constexpr (fast_paths && requires(CheckedFields fields) { value.take(fields); }) {
    CheckedFields fields{values};
    value.take(fields);
  } else {
    ReadContext context = ReadContext::for_reread(values);
    Reader reader{context};
    value.read(reader, Field::none);
  }
  return value;
}

/// A function of its own, so that the empty message is not on the stack while one is read.
template <class Message>
OCSPAN_COLD constexpr void set_error(Result<Message>& message, const Error& error) {
  message = error;
}

}  // namespace detail

/// Reads one message. This is where the first error becomes a Result. Lifetime: that of `input`.
template <class Message>
OCSPAN_FOLDED constexpr Result<Message> load(Bytes input, Tolerance tolerance, Ending ending = Ending::complete) {
  Result<Message> message;
  if (const Error error = detail::read_message(*message, input, tolerance, ending)) {
    detail::set_error(message, error);
  }
  return message;
}

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/reader.cpp"
#endif
