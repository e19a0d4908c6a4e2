// What `ocspan find` finds in any input, compared with reading at every offset.
#include <algorithm>
#include <ocspan/ocspan.hpp>
#include <optional>

#include "find/find.hpp"
#include "harness.hpp"
#include "writing.hpp"

namespace ocspan::fuzz::find_harness {
namespace {

/// A message that was found; what it is made of is compared, too.
struct Place {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string_view type;
  ByteVector der;

  bool operator==(const Place&) const = default;
};

/// The message that these bytes begin with. Each is a SEQUENCE.
std::optional<Place> message_at_front(Bytes bytes) {
  if (bytes.empty() || bytes[0] != 0x30) {
    return std::nullopt;
  }
  const auto place = [](std::string_view type, Bytes der) { return Place{0, der.size(), type, copy_of(der)}; };
  if (const auto response = load<OCSPResponse>(bytes, Tolerance::none, Ending::prefix)) {
    return place("OCSPResponse", (*response).public_bytes());
  }
  if (const auto basic = load<BasicOCSPResponse>(bytes, Tolerance::none, Ending::prefix)) {
    return place("BasicOCSPResponse", (*basic).public_bytes());
  }
  if (const auto request = load<OCSPRequest>(bytes, Tolerance::none, Ending::prefix)) {
    return place("OCSPRequest", (*request).public_bytes());
  }
  return std::nullopt;
}

/// What is written at a place, and where the next begins: `+` for %2B, \/ or \u002b.
struct Written {
  char character = 0;
  std::size_t end = 0;
};

std::optional<Written> hexadecimal_at(std::string_view text, std::size_t at, std::size_t digits) {
  constexpr std::string_view lower = "0123456789abcdef";
  constexpr std::string_view upper = "0123456789ABCDEF";
  std::size_t value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (i >= text.size()) {
      return std::nullopt;
    }
    const std::size_t digit = std::min(lower.find(text[i]), upper.find(text[i]));
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    value = value * 16 + digit;
  }
  if (value > 0xff) {
    return std::nullopt;
  }
  return Written{static_cast<char>(static_cast<unsigned char>(value)), at + digits};
}

std::optional<Written> written_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return std::nullopt;
  }
  if (text[at] == '%') {
    return hexadecimal_at(text, at + 1, 2);
  }
  if (text[at] != '\\') {
    return Written{text[at], at + 1};
  }
  switch (at + 1 < text.size() ? text[at + 1] : '\0') {
    case 'u':
      return hexadecimal_at(text, at + 2, 4);
    case 'n':
    case 'r':
      return Written{'\n', at + 2};
    case '/':
      return Written{'/', at + 2};
    default:
      return std::nullopt;
  }
}

std::size_t value_of(char c) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return c == '-' ? 62 : c == '_' ? 63 : digits.find(c);
}

/// Behind at most 64 line ends, and blanks that follow one.
std::size_t behind_line_ends(std::string_view text, std::size_t at) {
  bool is_new_line = false;
  for (unsigned space = 0; space < 64; ++space) {
    const std::optional<Written> written = written_at(text, at);
    const char c = written ? written->character : '\0';
    const bool ends_line = c == '\n' || c == '\r';
    if (!ends_line && !(is_new_line && (c == ' ' || c == '\t'))) {
      return at;
    }
    is_new_line = true;
    at = written->end;
  }
  return at;
}

/// The bytes of which the first begins with a bit of the digit at a place.
class Decoded {
 public:
  Decoded(std::string_view text, std::size_t at, unsigned first_bit) : text_(text), skipped_(first_bit), end_(at) {
    bytes_.reserve(16);
  }

  /// Decodes on until there are so many bytes. False if there are not.
  bool read(std::size_t size) {
    while (bytes_.size() < size) {
      const std::size_t begin = behind_line_ends(text_, end_);
      const std::optional<Written> written = written_at(text_, begin);
      const std::size_t value = written ? value_of(written->character) : std::string_view::npos;
      if (value == std::string_view::npos) {
        return false;
      }
      bits_ = (bits_ & 0xffU) << 6 | value;
      left_ += 6 - skipped_;
      skipped_ = 0;
      if (left_ >= 8) {
        left_ -= 8;
        bytes_.push_back(static_cast<std::uint8_t>(bits_ >> left_ & 0xffU));
      }
      last_ = begin;
      end_ = written->end;
    }
    return true;
  }

  Bytes bytes() const { return bytes_; }
  /// Where the last digit begins and ends, and how many of its bits are in no byte.
  std::size_t last() const { return last_; }
  std::size_t end() const { return end_; }
  unsigned left() const { return left_; }

 private:
  std::string_view text_;
  unsigned skipped_;  // bits of the next digit
  std::size_t last_ = 0;
  std::size_t end_;
  std::size_t bits_ = 0;
  unsigned left_ = 0;
  ByteVector bytes_;
};

/// The message in base64 of which the first bit is this one of the digit at `at`; and where to look on.
struct InBase64 {
  Place place;
  std::size_t next = 0;
  unsigned next_bit = 0;
};

std::optional<InBase64> base64_at(std::string_view text, std::size_t at, unsigned first_bit) {
  Decoded ahead{text, at, first_bit};
  if (!ahead.read(1) || ahead.bytes()[0] != 0x30) {
    return std::nullopt;
  }
  std::optional<Place> place;
  for (std::size_t size = 16; !place; size *= 2) {
    const bool is_all = !ahead.read(size);
    place = message_at_front(ahead.bytes());
    // Of what is longer than what was decoded, the first thing to be noticed is that it is cut off.
    if (!place && (is_all || load<OCSPResponse>(ahead.bytes(), Tolerance::none, Ending::prefix).error().code !=
                                 ErrorCode::truncated)) {
      return std::nullopt;
    }
  }
  Decoded message{text, at, first_bit};
  OCSPAN_PROPERTY(message.read(place->der.size()));
  std::size_t end = message.end();
  for (unsigned i = 0; i < message.left() / 2; ++i) {
    if (const auto padding = written_at(text, behind_line_ends(text, end)); padding && padding->character == '=') {
      end = padding->end;
    }
  }
  place->offset = at;
  place->length = end - at;
  const bool is_shared = message.left() != 0 && end == message.end();
  return InBase64{*std::move(place), is_shared ? message.last() : end, is_shared ? 6 - message.left() : 0};
}

/// Reads at every offset.
std::vector<Place> places_in(Bytes input) {
  const std::string_view text{reinterpret_cast<const char*>(input.data()), input.size()};
  std::vector<Place> places;
  unsigned first_bit = 0;
  for (std::size_t at = 0; at < input.size();) {
    std::optional<InBase64> found;
    if (first_bit == 0) {
      if (std::optional<Place> der = message_at_front(input.subspan(at))) {
        der->offset = at;
        const std::size_t next = at + der->length;
        found = InBase64{*std::move(der), next, 0};
      }
    }
    const std::size_t value = value_of(text[at]);
    for (unsigned bit = first_bit; value != std::string_view::npos && bit <= 4 && !found; bit += 2) {
      if ((value & 0x3fU >> bit) == 0x30U >> (2 + bit)) {
        found = base64_at(text, at, bit);
      }
    }
    at = found ? found->next : at + 1;
    first_bit = found ? found->next_bit : 0;
    if (found) {
      places.push_back(std::move(found->place));
    }
  }
  return places;
}

/// What is found if so many bytes can be read at a time.
std::vector<Place> found_in(Bytes input, std::size_t at_a_time) {
  const auto source = [&](std::span<std::uint8_t> out) {
    const std::size_t count = std::min({out.size(), input.size(), at_a_time});
    std::copy_n(input.begin(), count, out.begin());
    input = input.subspan(count);
    return count;
  };
  ocspan_tool::find::Limits limits;
  limits.max_depth = 0;  // compressed streams are taken as they are
  std::vector<Place> places;
  ocspan_tool::find::find_messages(source, limits, [&](const ocspan_tool::find::Found& found) {
    OCSPAN_PROPERTY(found.streams.empty());
    OCSPAN_PROPERTY(found.form == "base64" || (found.form == "DER" && found.length == found.der.size()));
    places.push_back({static_cast<std::size_t>(found.offset), static_cast<std::size_t>(found.length), found.type,
                      copy_of(found.der)});
  });
  return places;
}

void check_input(Bytes input) {
  const std::vector<Place> places = places_in(input);
  OCSPAN_PROPERTY(found_in(input, input.size()) == places);
  OCSPAN_PROPERTY(found_in(input, 1 + input.size() % 61) == places);
}

/// Base64 in lines of some length, of `before` bytes and the input.
ByteVector in_base64(Bytes input, std::size_t before, std::size_t line) {
  ByteVector bytes(before, 0xa5);
  bytes.insert(bytes.end(), input.begin(), input.end());
  const std::string digits = encode_base64(bytes);
  ByteVector text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && i % line == 0) {
      text.push_back('\n');
    }
    text.push_back(static_cast<std::uint8_t>(digits[i]));
  }
  return text;
}

}  // namespace
}  // namespace ocspan::fuzz::find_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ocspan::fuzz::find_harness;
  constexpr std::size_t large = 2048;  // reading at every offset takes long
  if (size > large) {
    return 0;
  }
  const ocspan::Bytes input{data, size};
  check_input(input);
  if (ocspan::fuzz::is_chosen(input)) {
    check_input(in_base64(input, size % 3, 61 + size % 16));
  }
  return 0;
}
