// What must hold for everything that is written, and choices made from an input.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "properties.hpp"

namespace ocspan::fuzz {

using ByteVector = std::vector<std::uint8_t>;

inline ByteVector copy_of(Bytes bytes) { return {bytes.begin(), bytes.end()}; }

/// The bytes that `write(std::span<std::uint8_t>)` writes into a buffer of just the size that it asks for; or the
/// error, if it is another than no_space. One byte less is too small, and nothing is written after a buffer.
template <class Write>
Result<ByteVector> bytes_of(Write write) {
  const Result<Bytes> asked = write(std::span<std::uint8_t>{});
  OCSPAN_PROPERTY(!asked);  // nothing that is written is empty
  if (asked.error().code != ErrorCode::no_space) {
    OCSPAN_PROPERTY(asked.error().code != ErrorCode::none);
    return asked.error();
  }
  const std::size_t size = asked.error().offset;
  OCSPAN_PROPERTY(size > 0 && asked.error().field == Field::none);
  ByteVector buffer(size);
  const Result<Bytes> written = write(std::span{buffer});
  if (!written) {
    return written.error();  // a signer that was not asked before
  }
  OCSPAN_PROPERTY((*written).data() == buffer.data() && (*written).size() <= size);

  constexpr std::uint8_t untouched = 0xa5;
  ByteVector guarded(size + 16, untouched);
  const std::size_t too_small = size - 1 - (*written).size() % std::min<std::size_t>(size, 7);
  OCSPAN_PROPERTY(write(std::span{guarded}.first(too_small)).error() == asked.error());
  OCSPAN_PROPERTY(std::all_of(guarded.begin() + static_cast<std::ptrdiff_t>(too_small), guarded.end(),
                              [](std::uint8_t byte) { return byte == untouched; }));
  return copy_of(*written);
}

/// What a value's write(Writer&) writes.
template <class T>
ByteVector written(const T& value) {
  const Result<ByteVector> bytes = bytes_of([&](std::span<std::uint8_t> out) {
    Writer writer{out};
    value.write(writer);
    return writer.finish();
  });
  OCSPAN_PROPERTY(bytes.has_value());
  return *bytes;
}

/// Writing what was read gives the same bytes; or, if deviations were tolerated, the strict form, in which only what
/// is kept as it was may still tolerate_or_fail.
template <class Message>
void check_rewriting(const Message& message) {
  const ByteVector bytes = written(message);
  if (message.tolerated() == Tolerance::none) {
    OCSPAN_PROPERTY(equal(bytes, message.public_bytes()));
    return;
  }
  const Tolerance kept = Tolerance::unsorted_set | Tolerance::empty_extensions | Tolerance::integer_not_minimal;
  const Result<Message> again = Api<Message>::load(bytes, kept);
  OCSPAN_PROPERTY(again.has_value());
  OCSPAN_PROPERTY(equal(written(*again), bytes));
}

/// The same for an input, and all else that must hold for it.
template <class Message>
void check_written_message(Bytes input) {
  check_message<Message>(input);
  if (is_chosen(input)) {
    if (const auto message = Api<Message>::load(input, Tolerance::all)) {
      check_rewriting(*message);
    }
  }
}

/// RFC 4648 4.
inline std::string encode_base64(Bytes bytes) {
  const std::string_view alphabet{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"};
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::array<unsigned, 3> o{};
    for (std::size_t k = 0; k < count; ++k) {
      o[k] = bytes[i + k];
    }
    const unsigned group = o[0] << 16 | o[1] << 8 | o[2];
    for (std::size_t k = 0; k < 4; ++k) {
      text.push_back(k <= count ? alphabet[group >> (18 - 6 * k) & 0x3f] : '=');
    }
  }
  return text;
}

/// Makes choices from the bytes of an input; when they are used up, all are 0.
class Choices {
 public:
  explicit Choices(Bytes input) : rest_(input) {}

  bool more() const { return !rest_.empty(); }
  std::uint8_t byte() {
    if (rest_.empty()) {
      return 0;
    }
    const std::uint8_t first = rest_.front();
    rest_ = rest_.subspan(1);
    return first;
  }
  /// 0 to count - 1.
  std::size_t below(std::size_t count) { return count <= 1 ? 0 : (byte() | std::size_t{byte()} << 8) % count; }
  bool flag() { return (byte() & 1) != 0; }
  /// As many bytes, which stay where they are as long as this object.
  Bytes bytes(std::size_t size) {
    ByteVector& kept = kept_.emplace_back(size);
    for (std::uint8_t& element : kept) {
      element = byte();
    }
    return kept;
  }
  /// One of the elements.
  template <class Range>
  const auto& one_of(const Range& range) {
    return range[below(std::size(range))];
  }

 private:
  Bytes rest_;
  std::deque<ByteVector> kept_;
};

}  // namespace ocspan::fuzz
