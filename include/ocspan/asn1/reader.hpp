// The DER reader that everything is read with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/config.hpp"
#include "ocspan/asn1/error.hpp"
#include "ocspan/asn1/limits.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/tag.hpp"
#include "ocspan/asn1/tolerance.hpp"
#include "ocspan/asn1/trace.hpp"

namespace ocspan {

/// What all Readers of one message share: where it begins, what is tolerated, and the first error.
class ReadContext {
 public:
  /// Input beyond max_input_size is in error from the start. `trace`, if given, follows the nesting.
  constexpr explicit ReadContext(Bytes input, Tolerance allowed = Tolerance::none, Trace* trace = nullptr)
      : input_(input), trace_(trace), state_(trace == nullptr ? State::reading : State::tracing), allowed_(allowed) {
    if (input.size() > max_input_size) {
      error_ = {ErrorCode::input_too_long, Field::none, 0};
      state_ = State::failed;
    }
  }

  constexpr Bytes input() const { return input_; }
  constexpr Error error() const { return error_; }
  /// The deviations that were met and let pass.
  constexpr Tolerance tolerated() const { return used_; }

 private:
  friend class Reader;
  enum class State : std::uint8_t { reading, tracing, failed };

  Bytes input_;
  Trace* trace_;
  Error error_{};
  State state_;
  Tolerance allowed_;
  Tolerance used_ = Tolerance::none;
};

/// A cursor over the contents of one value. It keeps the first error, in the ReadContext; from then on every read does
/// nothing and returns something empty, more() is false, and loops end. So reading a field is one line, and no check
/// can be forgotten: only what turns the error into a Result looks at it.
/// What is empty after an error must not be indexed: test size() first.
class Reader {
 public:
  /// Reads the whole input of `context`.
  constexpr explicit Reader(ReadContext& context) : Reader(context, context.input_) {}

  /// Whether there is something left to read.
  constexpr bool more() const { return pos_ != end_ && context_->state_ != ReadContext::State::failed; }

  /// The same, and announces that what follows is an element of a SEQUENCE OF or SET OF.
  constexpr bool next_element() {
    if (pos_ == end_ || context_->state_ == ReadContext::State::failed) {
      return false;
    }
    if (context_->state_ == ReadContext::State::tracing) {
      context_->trace_->begin_element();
    }
    return true;
  }

  /// Whether a value with this identifier octet comes next: for OPTIONAL and CHOICE.
  constexpr bool next_is(Tag tag) const { return pos_ != end_ && static_cast<Tag>(*pos_) == tag; }

  /// Reads a value of that tag and returns its contents octets.
  /// Errors: missing, wrong_tag, high_tag, truncated, indefinite_length, length_not_minimal, reserved_length.
  OCSPAN_FN Bytes contents(Tag tag, Field field);

  /// Enters a value of that tag; its Reader ends where the value does. Close it when its fields are read.
  OCSPAN_INLINE Reader open(Tag tag, Field field) {
    const Reader inner{*context_, contents(tag, field)};
    enter(field);
    return inner;
  }

  /// Leaves the value that open() entered. Errors: trailing_data, if it has something left.
  constexpr void close(Field field) {
    if (pos_ != end_ || context_->state_ != ReadContext::State::reading) {
      leave(field);
    }
  }

  /// [number] EXPLICIT T OPTIONAL: fills `value`, a std::optional or a list, which is empty where it is absent, by its
  /// read(Reader&, Field) if the tag is there.
  template <class T>
  constexpr void optional(unsigned number, Field field, T& value) {
    if (next_is(explicit_tag(number))) {
      Reader inner = open_explicit(number, field);
      to_fill(value).read(inner, field);
      inner.close(field);
    }
  }

  /// Enters [number] EXPLICIT, which is part of `field` and no field of its own.
  OCSPAN_INLINE Reader open_explicit(unsigned number, Field field) {
    const Reader inner{*context_, contents(explicit_tag(number), field)};
    enter(Field::none);
    return inner;
  }

  /// Reads a value of any tag and returns its contents octets, which are not looked at.
  /// Errors: as contents(), but for the tag: bad_high_tag, reserved_tag (X.680 8.4).
  OCSPAN_FN Bytes any(Field field);

  /// Reads all that is left, whatever it is.
  constexpr Bytes rest() {
    const Bytes octets = more() ? remaining() : Bytes{};
    pos_ = end_;
    return octets;
  }

  /// [number] IMPLICIT T OPTIONAL, T having the constructed bit or not as `tag` does: fills `value` by its
  /// read(Reader&, Field, Tag) if the tag is there.
  template <class T>
  constexpr void optional_implicit(Tag tag, Field field, T& value) {
    if (next_is(tag)) {
      to_fill(value).read(*this, field, tag);
    }
  }

  /// What is left to read; and, for since(), where it begins.
  constexpr Bytes remaining() const { return {pos_, end_}; }

  /// What was read since `mark` was what remained.
  constexpr Bytes since(Bytes mark) const { return mark.first(mark.size() - remaining().size()); }

  /// Records the error, unless there is one already. `at` points into the input.
  OCSPAN_FN void fail(ErrorCode code, Field field, const std::uint8_t* at);

  /// A deviation: recorded as tolerated if the caller allowed it, else an error.
  OCSPAN_FN void deviate(Tolerance flag, ErrorCode code, Field field, const std::uint8_t* at);

  constexpr bool allows(Tolerance flag) const { return contains(context_->allowed_, flag); }
  constexpr Tolerance tolerated() const { return context_->used_; }

 private:
  constexpr Reader(ReadContext& context, Bytes part)
      : context_(&context), pos_(part.data()), end_(part.data() + part.size()) {}

  OCSPAN_FN Bytes contents_after_identifier(const std::uint8_t* length_octets, Field field);
  OCSPAN_FN void leave(Field field);
  template <class T>
  static constexpr T& to_fill(std::optional<T>& value) {
    return value.emplace();
  }
  template <class T>
  static constexpr T& to_fill(T& value) {
    return value;
  }
  constexpr void enter(Field field) {
    if (context_->state_ == ReadContext::State::tracing) {
      context_->trace_->enter(field);
    }
  }

  ReadContext* context_;
  const std::uint8_t* pos_;
  const std::uint8_t* end_;
};

/// Whether a message must end where the input does.
enum class Ending : std::uint8_t {
  complete,  ///< anything after the message is trailing_data
  prefix,    ///< the message may be followed by something else
};

/// Reads one message. The one place where the first error becomes a Result.
template <class Message>
constexpr Result<Message> load(Bytes input, Tolerance tolerance, Ending ending = Ending::complete) {
  ReadContext context{input, tolerance};
  Reader reader{context};
  Result<Message> message{Message{}};
  (*message).read(reader, Message::field);
  if (ending == Ending::complete) {
    reader.close(Message::field);
  }
  if (context.error()) {
    message = context.error();
  }
  return message;
}

}  // namespace ocspan

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/reader.cpp"
#endif
