#include "find/find.hpp"

#include <algorithm>
#include <ocspan/ocspan.hpp>
#include <optional>

#include "find/base64_cursor.hpp"
#include "find/inflate.hpp"
#include "find/likely.hpp"

namespace ocspan_tool::find {
namespace {

using namespace ocspan;

/// The identifier and length octets of a value.
struct Header {
  std::size_t size = 0;
  std::uint64_t length = 0;

  std::uint64_t end() const { return size + length; }
};

/// Of a value with this tag that begins `bytes`: of DER, with a length of up to four bytes.
std::optional<Header> header_of(std::uint8_t tag, Bytes bytes) {
  if (bytes.size() < 2 || bytes[0] != tag) {
    return std::nullopt;
  }
  if (bytes[1] < 0x80) {
    return Header{2, bytes[1]};
  }
  const std::size_t count = bytes[1] - 0x80U;
  if (count == 0 || count > 4 || bytes.size() < 2 + count) {
    return std::nullopt;
  }
  std::uint64_t length = 0;
  for (const std::uint8_t byte : bytes.subspan(2, count)) {
    length = length << 8 | byte;
  }
  const bool is_shortest = bytes[2] != 0 && length >= 0x80;
  return is_shortest ? std::optional{Header{2 + count, length}} : std::nullopt;
}

constexpr std::uint8_t sequence = 0x30;

/// How many bytes size_of_likely() looks at.
constexpr std::size_t looked_at = 24;

/// Whether this can be the contents of an OCSPResponse, as far as it is there.
bool begins_response(Bytes contents, std::uint64_t length) {
  if (contents.size() < 3 || contents[0] != 0x0a || contents[1] != 1) {
    return false;
  }
  if (contents[2] != 0) {
    return length == 3;  // an error, without responseBytes
  }
  const std::optional<Header> response_bytes = header_of(0xa0, contents.subspan(3));
  return response_bytes && 3 + response_bytes->end() == length;
}

/// Whether this can be the contents of an OCSPRequest or a BasicOCSPResponse: what is signed is a SEQUENCE, which
/// begins with the requestList, the requestorName or the responderID.
bool begins_signed(Bytes contents, std::uint64_t length) {
  const std::optional<Header> to_be_signed = header_of(sequence, contents);
  if (!to_be_signed || to_be_signed->end() > length) {
    return false;
  }
  const Bytes fields = contents.subspan(to_be_signed->size);
  for (const std::uint8_t tag : {std::uint8_t{sequence}, std::uint8_t{0xa1}, std::uint8_t{0xa2}}) {
    if (const std::optional<Header> first = header_of(tag, fields); first && first->end() <= to_be_signed->length) {
      const Bytes inside = fields.subspan(first->size);
      return tag != sequence || first->length == 0 || (!inside.empty() && inside[0] == sequence);
    }
  }
  return false;
}

/// The size of the message that begins with these bytes, at most `looked_at` of it; 0 if none does.
std::uint64_t size_of_likely(Bytes bytes) {
  const std::optional<Header> whole = header_of(sequence, bytes);
  if (!whole) {
    return 0;
  }
  const Bytes contents = bytes.subspan(whole->size);
  return begins_response(contents, whole->length) || begins_signed(contents, whole->length) ? whole->end() : 0;
}

template <class Message>
bool is_readable(Bytes der) {
  return load<Message>(der, Tolerance::none).has_value();
}

/// The type of the message that all these bytes are; empty if they are none.
std::string_view type_of(Bytes der) {
  return is_readable<OCSPResponse>(der)        ? "OCSPResponse"
         : is_readable<BasicOCSPResponse>(der) ? "BasicOCSPResponse"
         : is_readable<OCSPRequest>(der)       ? "OCSPRequest"
                                               : "";
}

/// Reads bytes from the digits of base64, into memory that is used again.
class Base64Bytes {
 public:
  /// From where `window` stands, but for so many bits of the first digit there.
  Base64Bytes(Window& window, unsigned skipped, std::vector<std::uint8_t>& memory)
      : cursor_(window), bytes_(memory), skipped_(skipped) {
    bytes_.clear();
  }

  /// Reads on until there are so many bytes. False if there are not.
  bool read(std::size_t size) {
    while (bytes_.size() < size) {
      const std::optional<unsigned> digit = cursor_.next();
      if (!digit) {
        return false;
      }
      const unsigned used = 6 - skipped_;
      bits_ = (bits_ << used | (*digit & ((1U << used) - 1))) & 0xffffU;
      count_ += used;
      skipped_ = 0;
      if (count_ >= 8) {
        count_ -= 8;
        bytes_.push_back(static_cast<std::uint8_t>(bits_ >> count_ & 0xffU));
      }
    }
    return true;
  }

  Bytes bytes() const { return bytes_; }
  /// How many bits of the last digit are not in bytes().
  unsigned bits_left() const { return count_; }
  Base64Cursor& cursor() { return cursor_; }

 private:
  Base64Cursor cursor_;
  std::vector<std::uint8_t>& bytes_;
  unsigned skipped_;
  unsigned bits_ = 0;
  unsigned count_ = 0;
};

/// A bounded amount of something, which grows with the input.
class Allowance {
 public:
  Allowance(std::uint64_t at_once, std::uint64_t per_byte) : left_(at_once), per_byte_(per_byte) {}

  void add(std::uint64_t bytes_of_input) { left_ += bytes_of_input * per_byte_; }
  std::uint64_t left() const { return left_; }
  void take(std::uint64_t amount) { left_ -= std::min(left_, amount); }

 private:
  std::uint64_t left_;
  std::uint64_t per_byte_;
};

class Search {
 public:
  Search(const Limits& limits, const std::function<void(const Found&)>& tell)
      : limits_(limits),
        tell_(tell),
        work_(limits.free_work, limits.work_per_byte),
        inflated_(limits.free_inflated, limits.inflated_per_byte) {}

  /// Looks through all that there is ahead of a window: an input, or what a stream holds.
  void run(Window& window) {
    unsigned first_bit = 0;
    Likely likely;
    while (window.fill(1)) {
      const bool has_more = window.fill(Likely::looked_at);
      const std::size_t size = window.bytes().size() - (has_more ? Likely::looked_at - 1 : 0);
      const std::uint64_t begin = window.offset();
      const std::size_t at = first_bit != 0 ? 0 : likely.first(window.bytes().first(size), begin);
      window.advance(at);
      if (at < size) {
        const Passed passed = try_here(window, first_bit);
        window.advance(passed.size);
        first_bit = passed.bits;
      }
      if (streams_.empty()) {
        work_.add(window.offset() - begin);
        inflated_.add(window.offset() - begin);
      }
    }
  }

  std::vector<std::string> gaps() && { return std::move(gaps_); }

 private:
  /// What was looked at: so many bytes, and bits of the one behind them.
  struct Passed {
    std::size_t size = 0;
    unsigned bits = 0;
  };

  /// Tells of what begins where the window stands, or with a later bit of a digit of base64 there.
  Passed try_here(Window& window, unsigned first_bit) {
    if (first_bit == 0) {
      if (const std::size_t size = try_der(window); size != 0) {
        return {size, 0};
      }
    }
    for (unsigned bit = first_bit; bit <= 4; bit += 2) {
      if (const std::optional<Passed> passed = try_base64(window, bit)) {
        return *passed;
      }
    }
    if (first_bit == 0) {
      if (const std::optional<Announced> stream = announced_stream(window)) {
        return {look_into(window, *stream), 0};
      }
    }
    return {1, 0};
  }

  std::size_t try_der(Window& window) {
    if (window.bytes()[0] != sequence) {
      return 0;
    }
    window.fill(looked_at);
    const std::uint64_t likely = size_of_likely(window.bytes().first(std::min(looked_at, window.bytes().size())));
    if (likely == 0 || likely > limits_.max_message || !may_read(window, likely)) {
      return 0;
    }
    const auto size = static_cast<std::size_t>(likely);
    if (!window.fill(size) || !tell_if_message(window.bytes().first(size), window.offset(), size, "DER")) {
      return 0;
    }
    return size;
  }

  /// Tells of the message that begins with this bit of a digit; nullopt if none does.
  std::optional<Passed> try_base64(Window& window, unsigned first_bit) {
    const int digit = base64_table[window.bytes()[0]];
    if (digit < 0 || (digit & 0x3f >> first_bit) != sequence >> (2 + first_bit)) {
      return std::nullopt;
    }
    Base64Bytes base64{window, first_bit, memory_};
    if (!base64.read(2)) {
      return std::nullopt;
    }
    const std::uint8_t length = base64.bytes()[1];
    if (!base64.read(length < 0x80 ? std::min<std::size_t>(looked_at, 2U + length) : looked_at)) {
      return std::nullopt;
    }
    const std::uint64_t likely = size_of_likely(base64.bytes());
    if (likely == 0 || likely > limits_.max_message || !may_read(window, likely)) {
      return std::nullopt;
    }
    const auto size = static_cast<std::size_t>(likely);
    if (!base64.read(size)) {
      work_.take(base64.bytes().size());
      return std::nullopt;
    }
    Base64Cursor& cursor = base64.cursor();
    const std::size_t last = cursor.last();
    const std::size_t end = cursor.size();
    cursor.skip_padding(base64.bits_left() / 2);
    if (!tell_if_message(base64.bytes(), window.offset(), cursor.size(), "base64")) {
      return std::nullopt;
    }
    const bool is_shared = base64.bits_left() != 0 && cursor.size() == end;
    return is_shared ? Passed{last, 6 - base64.bits_left()} : Passed{cursor.size(), 0};
  }

  /// Whether as much may be read in vain.
  bool may_read(const Window& window, std::uint64_t size) {
    if (size > work_.left()) {
      add_gap("too much looks like messages and is none", window.offset());
      return false;
    }
    return true;
  }

  bool tell_if_message(Bytes der, std::uint64_t offset, std::size_t length, std::string_view form) {
    const std::string_view type = type_of(der);
    if (type.empty()) {
      work_.take(der.size());
      return false;
    }
    ++told_;
    tell_(Found{streams_, offset, length, type, form, der});
    return true;
  }

  /// Tells of what is in a compressed stream. Returns how much is passed over: all of it; but if it holds no message
  /// and is soon damaged, it may be none, so what there is of it is looked at as it is.
  std::size_t look_into(Window& window, const Announced& stream) {
    const std::size_t as_it_is = std::max<std::size_t>(stream.begin, 1);
    const std::uint64_t begin = window.offset() + stream.begin;
    if (!can_inflate() || streams_.size() == limits_.max_depth) {
      add_gap(can_inflate() ? "compressed streams are too deep within each other"
                            : "built without zlib, which compressed streams need",
              begin);
      return as_it_is;
    }
    Inflater inflater{window, stream};
    const std::uint64_t told_before = told_;
    streams_.push_back(begin);
    Window inside{[&](std::span<std::uint8_t> out) {
      const std::uint64_t room = std::min<std::uint64_t>(out.size(), inflated_.left());
      if (room == 0) {
        add_gap("too much to decompress", 0);
      }
      const std::size_t count = room == 0 ? 0 : inflater.read(out.first(static_cast<std::size_t>(room)));
      inflated_.take(count);
      return count;
    }};
    run(inside);
    streams_.pop_back();
    if (!inflater.is_kept()) {
      return inflater.position();
    }
    const bool is_stream = inflater.is_complete() || told_ != told_before;
    return is_stream ? std::max<std::size_t>(inflater.position(), 1) : as_it_is;
  }

  /// Once for each reason.
  void add_gap(std::string_view why, std::uint64_t offset) {
    const std::uint64_t at = streams_.empty() ? offset : streams_.front();
    if (std::none_of(gaps_.begin(), gaps_.end(), [&](const std::string& gap) { return gap.starts_with(why); })) {
      gaps_.push_back(std::string{why} + " (from byte " + std::to_string(at) + " on)");
    }
  }

  const Limits& limits_;
  const std::function<void(const Found&)>& tell_;
  Allowance work_;
  Allowance inflated_;
  std::vector<std::uint64_t> streams_;
  std::vector<std::uint8_t> memory_;  // of what is decoded
  std::vector<std::string> gaps_;
  std::uint64_t told_ = 0;
};

}  // namespace

std::vector<std::string> find_messages(const Source& source, const Limits& limits,
                                       const std::function<void(const Found&)>& tell) {
  Window window{source};
  Search search{limits, tell};
  search.run(window);
  return std::move(search).gaps();
}

}  // namespace ocspan_tool::find
