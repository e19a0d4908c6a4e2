// Dumps with an offset at the beginning of each line: xxd, hexdump, od, tshark -x and the like.
#include <algorithm>
#include <charconv>
#include <optional>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

/// How the numbers of a dump are written.
struct Notation {
  unsigned offset_base;    ///< of the offsets
  unsigned base = 16;      ///< of what stands behind them
  std::size_t digits = 2;  ///< of each group; 0: any even number, as xxd groups bytes
  std::size_t bytes = 1;   ///< that a group of so many digits is, the lowest first
};

/// A line: its offset, and what may stand behind it.
struct Line {
  std::string_view offset;
  std::string_view rest;
  bool has_colon;
};

bool is_digit_of(char c, unsigned base) {
  const int value = hex_value(c);
  return value >= 0 && static_cast<unsigned>(value) < base;
}

constexpr std::size_t most_offset_digits = 16;

std::optional<Line> parse_line(std::string_view line) {
  const std::string_view text = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
  const std::string_view plain = text.substr(text.starts_with("0x") ? 2 : 0);
  std::size_t digits = 0;
  while (digits < plain.size() && digits <= most_offset_digits && is_digit_of(plain[digits], 16)) {
    ++digits;
  }
  std::string_view rest = plain.substr(digits);
  const bool has_colon = rest.starts_with(':');
  rest.remove_prefix(has_colon ? 1 : 0);
  if (rest.starts_with(" - ")) {  // as OpenSSL writes it
    rest.remove_prefix(2);
  }
  if (digits < 4 || digits > most_offset_digits || (!rest.empty() && !is_space(rest.front()))) {
    return std::nullopt;
  }
  return Line{plain.substr(0, digits), rest, has_colon};
}

std::optional<std::size_t> number_of(std::string_view digits, unsigned base) {
  std::size_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, static_cast<int>(base));
  return error == std::errc{} && end == digits.data() + digits.size() ? std::optional{number} : std::nullopt;
}

/// Gives the bytes of the number at `at`, lowest first, at most `most`. Returns how many there were; `none` if the
/// number has more: only zeros fill what is too short for a group.
std::size_t read_group(std::string_view digits, const Notation& notation, std::size_t most, std::size_t at,
                       ByteSink& sink) {
  std::size_t value = *number_of(digits, notation.base);
  std::size_t count = 0;
  for (; count < notation.bytes && count < most; ++count) {
    sink.put(static_cast<std::uint8_t>(value & 0xff), at);
    value >>= 8;
  }
  return value == 0 ? count : none;
}

/// Gives the bytes of one line, which stands at `line_at`, at most `most`. What stands behind a wider gap, but for the
/// one in the middle of a line, is no longer of the bytes. Returns how many there were; `none` if there are more of
/// them.
std::size_t read_line(std::string_view rest, const Notation& notation, std::size_t most, std::size_t line_at,
                      ByteSink& sink) {
  std::size_t count = 0;
  std::size_t i = std::min(rest.find_first_not_of(" \t"), rest.size());
  while (count < most && i < rest.size()) {
    std::size_t end = i;
    while (end < rest.size() && is_digit_of(rest[end], notation.base)) {
      ++end;
    }
    const std::size_t size = end - i;
    const bool is_group = notation.digits == 0 ? size != 0 && size % 2 == 0 : size == notation.digits;
    const bool is_ended = end == rest.size() || is_space(rest[end]) || rest[end] == '-';
    if (!is_group || !is_ended) {
      break;
    }
    const std::size_t groups = notation.digits == 0 ? size / 2 : 1;
    const std::size_t width = size / groups;
    for (std::size_t group = 0; group < groups; ++group) {
      const std::size_t at = i + group * width;
      const std::size_t bytes = read_group(rest.substr(at, width), notation, most - count, line_at + at, sink);
      if (bytes == none) {
        return none;
      }
      count += bytes;
    }
    const std::size_t next = std::min(rest.find_first_not_of(" \t", end), rest.size());
    const std::size_t gap = next - end;
    i = end < rest.size() && rest[end] == '-' ? end + 1 : next;
    if (notation.bytes == 1 && (gap > 3 || (gap > 1 && count != 8))) {
      break;
    }
    if (count == most && gap == 1 && is_digit_of(rest[next], notation.base)) {
      return none;
    }
  }
  return count;
}

/// Gives lines like the last one, which had `line_size` bytes, up to byte `wanted` of the dump. False if these are too
/// many, or less than none: they take no room in the text.
bool repeat_line(std::size_t line_size, std::size_t wanted, std::size_t at, ByteSink& sink) {
  constexpr std::size_t most_repeated = 1 << 20;
  if (wanted < sink.count || wanted - sink.count > most_repeated) {
    return false;
  }
  while (sink.count < wanted) {
    const std::size_t like = sink.count - line_size;
    sink.put(like < sink.room.size() ? sink.room[like] : std::uint8_t{0}, at);
  }
  return true;
}

/// Gives the bytes of a dump. False if it is no dump in this notation: its offsets tell how many bytes each line has.
bool read_dump(std::string_view text, const Notation& notation, ByteSink& sink) {
  std::optional<std::size_t> first;
  bool is_repeating = false;
  std::size_t last_size = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view written = take_line(rest);
    if (trim(written).empty()) {
      continue;
    }
    if (trim(written) == "*") {
      is_repeating = true;
      continue;
    }
    const std::optional<Line> line = parse_line(written);
    const std::optional<std::size_t> offset = line ? number_of(line->offset, notation.offset_base) : std::nullopt;
    if (!offset || (first && *offset < *first)) {
      return false;
    }
    first = first ? first : offset;
    const auto at = static_cast<std::size_t>(line->rest.data() - text.data());
    const std::size_t wanted = *offset - *first;
    if (is_repeating && last_size != 0) {
      if (!repeat_line(last_size, wanted, at, sink)) {
        return false;
      }
      is_repeating = false;
    }
    if (wanted != sink.count) {
      return false;
    }
    // How many bytes this line has, the next one tells; of the last line nothing does.
    std::string_view behind = rest.substr(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    const std::optional<Line> next = parse_line(take_line(behind));
    const std::optional<std::size_t> next_offset = next ? number_of(next->offset, notation.offset_base) : std::nullopt;
    const std::size_t most = next_offset && *next_offset >= *offset ? *next_offset - *offset : none;
    last_size = read_line(line->rest, notation, most, at, sink);
    if (last_size == none) {
      return false;
    }
  }
  return first && sink.count != 0 && !is_repeating;
}

/// The notations that fit the groups of the first line.
std::vector<Notation> notations_of(std::string_view content) {
  constexpr std::size_t longest_start = 256;  // of the first line, as far as it tells anything
  std::string_view start = content.substr(0, longest_start);
  const std::optional<Line> line = parse_line(take_line(start));
  // Without a colon it may be hexadecimal with spaces, which does not begin with zeros if it is DER.
  if (!line || (!line->has_colon && line->offset.find_first_not_of('0') != std::string_view::npos)) {
    return {};
  }
  const std::string_view rest = trim(line->rest);
  const std::size_t digits = rest.substr(0, rest.find_first_of(" \t")).size();
  std::vector<Notation> all;
  for (const unsigned offset_base : {16U, 8U, 10U}) {
    if (line->has_colon || digits == 2) {
      all.push_back({offset_base, 16, line->has_colon ? 0U : 2U});
    } else if (digits == 4 || digits == 8) {  // hexdump, od -x: numbers, which on these machines have their end first
      all.push_back({offset_base, 16, digits, digits / 2});
    } else if (digits == 3 || digits == 6) {  // od -b, od
      all.push_back({offset_base, 8, digits, digits / 3});
    }
  }
  return all;
}

bool undo_hex_dump(std::string_view content, Input& input) {
  for (const Notation& notation : notations_of(content)) {
    ByteSink sizes;
    if (read_dump(content, notation, sizes)) {
      ByteSink sink{input.new_bytes(sizes.count)};
      read_dump(content, notation, sink);
      input.add_decoded(hex_dump, content, sink.room);
      return true;
    }
  }
  return false;
}

std::size_t locate_hex_dump(std::string_view content, std::size_t offset) {
  for (const Notation& notation : notations_of(content)) {
    ByteSink sink{{}, offset};
    if (read_dump(content, notation, sink)) {
      return std::min(sink.place, content.size());
    }
  }
  return content.size();
}

}  // namespace

const Form hex_dump{"hex dump", true, undo_hex_dump, locate_hex_dump};

}  // namespace ocspan_tool
