#include "mutator.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <string_view>

namespace ocspan::fuzz {
namespace {

using ByteVector = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

constexpr std::size_t max_depth = 32;
constexpr std::size_t max_elements = 2000;

constexpr std::uint8_t boolean = 0x01;
constexpr std::uint8_t integer = 0x02;
constexpr std::uint8_t bit_string = 0x03;
constexpr std::uint8_t octet_string = 0x04;
constexpr std::uint8_t object_identifier = 0x06;
constexpr std::uint8_t enumerated = 0x0a;
constexpr std::uint8_t utc_time = 0x17;
constexpr std::uint8_t generalized_time = 0x18;

void append(ByteVector& bytes, View more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

/// The value that begins at `begin` and ends by `end`, if there is one.
std::optional<Element> find_element(View bytes, std::size_t begin, std::size_t end, std::size_t parent) {
  if (end - begin < 2 || (bytes[begin] & 0x1f) == 0x1f) {
    return std::nullopt;
  }
  std::size_t at = begin + 1;
  std::size_t length = bytes[at++];
  if (length >= 0x80) {
    const std::size_t count = length & 0x7f;
    if (count == 0 || count > 4 || end - at < count) {
      return std::nullopt;
    }
    length = 0;
    for (std::size_t i = 0; i < count; ++i) {
      length = length << 8 | bytes[at++];
    }
  }
  if (end - at < length) {
    return std::nullopt;
  }
  return Element{begin, begin + 1, at, at + length, parent};
}

/// Whether the bytes are one or more whole values.
bool are_elements(View bytes, std::size_t begin, std::size_t end) {
  if (begin == end) {
    return false;
  }
  while (begin != end) {
    const std::optional<Element> element = find_element(bytes, begin, end, Element::none);
    if (!element || bytes[begin] == 0) {
      return false;
    }
    begin = element->end;
  }
  return true;
}

/// Where the values inside a value begin; nothing if there are none.
std::optional<std::size_t> inner_begin(View bytes, const Element& element) {
  const std::uint8_t tag = bytes[element.begin];
  if ((tag & 0x20) != 0) {
    return element.contents;
  }
  const std::size_t begin = element.contents + (tag == bit_string ? 1 : 0);
  if ((tag == octet_string || tag == bit_string) && begin < element.end && are_elements(bytes, begin, element.end)) {
    return begin;
  }
  return std::nullopt;
}

ByteVector length_bytes(std::size_t length) {
  if (length < 0x80) {
    return {static_cast<std::uint8_t>(length)};
  }
  ByteVector bytes;
  for (std::size_t rest = length; rest != 0; rest >>= 8) {
    bytes.insert(bytes.begin(), static_cast<std::uint8_t>(rest));
  }
  bytes.insert(bytes.begin(), static_cast<std::uint8_t>(0x80 | bytes.size()));
  return bytes;
}

ByteVector encode(std::uint8_t tag, View contents) {
  ByteVector bytes{tag};
  append(bytes, length_bytes(contents.size()));
  append(bytes, contents);
  return bytes;
}

View bytes_of(View bytes, const Element& element) { return bytes.subspan(element.begin, element.end - element.begin); }

ByteVector copy_of(std::string_view text) { return {text.begin(), text.end()}; }

}  // namespace

std::vector<Element> find_elements(View bytes) {
  struct Level {
    std::size_t at;
    std::size_t end;
    std::size_t parent;
  };
  std::vector<Element> elements;
  std::vector<Level> levels{{0, bytes.size(), Element::none}};
  while (!levels.empty() && elements.size() < max_elements) {
    Level& level = levels.back();
    const std::optional<Element> element = find_element(bytes, level.at, level.end, level.parent);
    if (!element) {
      levels.pop_back();
      continue;
    }
    level.at = element->end;
    elements.push_back(*element);
    if (levels.size() < max_depth) {
      if (const std::optional<std::size_t> begin = inner_begin(bytes, *element)) {
        levels.push_back({*begin, element->end, elements.size() - 1});
      }
    }
  }
  return elements;
}

void replace_element(ByteVector& bytes, const std::vector<Element>& elements, std::size_t element, View replacement,
                     bool repair) {
  const auto replace = [&](std::size_t begin, std::size_t end, View by) {
    const auto at = bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(begin),
                                bytes.begin() + static_cast<std::ptrdiff_t>(end));
    bytes.insert(at, by.begin(), by.end());
    return static_cast<std::ptrdiff_t>(by.size()) - static_cast<std::ptrdiff_t>(end - begin);
  };
  std::ptrdiff_t longer = replace(elements[element].begin, elements[element].end, replacement);
  for (std::size_t i = elements[element].parent; repair && i != Element::none; i = elements[i].parent) {
    const Element& outer = elements[i];
    const auto size = static_cast<std::ptrdiff_t>(outer.end - outer.contents) + longer;
    longer += replace(outer.length, outer.contents, length_bytes(static_cast<std::size_t>(size)));
  }
}

/// Contents that mean something for the tag, or the old ones with some bytes changed.
ByteVector Mutator::other_contents(std::uint8_t tag, View contents) {
  constexpr std::string_view times[] = {
      "20180830111500Z",   "19700101000000Z", "20000229235959Z", "19000229000000Z",     "99991231235959Z",
      "00000101000000Z",   "20181301000000Z", "20180230111500Z", "20180830240000Z",     "20180830111560Z",
      "20180830111500.5Z", "201808301115Z",   "20180830111500",  "20180830111500+0000", "2018083011Z",
      "180830111500Z",     "491231235959Z",   "500101000000Z",   "1808301115Z",         "180830111500+0000"};
  constexpr std::string_view integers[] = {{"", 0},
                                           {"\0", 1},
                                           {"\1", 1},
                                           {"\2", 1},
                                           {"\x7f", 1},
                                           {"\x80", 1},
                                           {"\xff", 1},
                                           {"\0\x7f", 2},
                                           {"\0\x80", 2},
                                           {"\xff\x7f", 2},
                                           {"\xff\x80", 2},
                                           {"\0\0", 2},
                                           {"\0\xff\xff\xff\xff", 5},
                                           {"\x7f\xff\xff\xff\xff\xff\xff\xff", 8}};
  constexpr std::string_view oids[] = {{"\x2b\x06\x01\x05\x05\x07\x30\x01\x01", 9},
                                       {"\x2b\x0e\x03\x02\x1a", 5},
                                       {"\x2a", 1},
                                       {"\x88\x37", 2},
                                       {"\x80\x01", 2},
                                       {"\x2a\x80", 2},
                                       {"\x69\x81\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 12}};
  constexpr std::string_view booleans[] = {{"\0", 1}, {"\xff", 1}, {"\1", 1}, {"", 0}, {"\xff\xff", 2}};
  if (below(3) == 0) {
    switch (tag) {
      case boolean:
        return copy_of(booleans[below(std::size(booleans))]);
      case integer:
        if (below(8) == 0) {
          return ByteVector(1 + below(300), static_cast<std::uint8_t>(1 + below(127)));
        }
        return copy_of(integers[below(std::size(integers))]);
      case enumerated:
        return {static_cast<std::uint8_t>(below(13))};
      case object_identifier:
        return copy_of(oids[below(std::size(oids))]);
      case utc_time:
      case generalized_time:
        return copy_of(times[below(std::size(times))]);
      default:
        return ByteVector(below(4) == 0 ? 126 + below(4) : below(40), static_cast<std::uint8_t>(below(256)));
    }
  }
  ByteVector changed(contents.begin(), contents.end());
  changed.resize(contents.size() + 64);
  changed.resize(change_bytes_(changed.data(), contents.size(), changed.size()));
  return changed;
}

/// Length octets that do not say `size`, or not as DER does.
ByteVector Mutator::wrong_length(std::size_t size) {
  const auto low = static_cast<std::uint8_t>(size);
  switch (below(8)) {
    case 0:
      return length_bytes(size + 1 + below(3));
    case 1:
      return length_bytes(size - std::min(size, 1 + below(3)));
    case 2:
      return {0x81, low};
    case 3:
      return {0x82, static_cast<std::uint8_t>(size >> 8), low};
    case 4:
      return {0x84, 0, 0, static_cast<std::uint8_t>(size >> 8), low};
    case 5:
      return {0x80};
    case 6:
      return {0x84, 0xff, 0xff, 0xff, 0xff};
    default:
      return {0xff};
  }
}

std::optional<ByteVector> Mutator::mutate(View bytes, View donor, std::size_t max_size, bool repair) {
  const std::vector<Element> elements = find_elements(bytes);
  if (elements.empty()) {
    return std::nullopt;
  }
  const std::size_t chosen = below(elements.size());
  const Element& element = elements[chosen];
  const View whole = bytes_of(bytes, element);
  const View contents = bytes.subspan(element.contents, element.end - element.contents);
  const std::uint8_t tag = whole[0];

  // Another value: of the donor if there is one.
  const View source = donor.empty() ? bytes : donor;
  const std::vector<Element> others = donor.empty() ? elements : find_elements(donor);
  const auto another = [&] { return others.empty() ? whole : bytes_of(source, others[below(others.size())]); };

  ByteVector changed(bytes.begin(), bytes.end());
  ByteVector replacement;
  switch (donor.empty() ? below(10) : 6 + below(3)) {
    case 0: {  // the tag
      constexpr std::uint8_t tags[] = {0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18,
                                       0x1e, 0x30, 0x31, 0x80, 0x81, 0x82, 0x86, 0xa0, 0xa1, 0xa2, 0xa3};
      const auto other = below(2) == 0   ? tags[below(std::size(tags))]
                         : below(2) == 0 ? static_cast<std::uint8_t>(tag ^ (1U << below(8)))
                                         : static_cast<std::uint8_t>(below(256));
      // A tag number above 30 takes more bytes than one.
      replacement = encode((other & 0x1f) == 0x1f ? tag : other, contents);
      break;
    }
    case 1:
    case 2:  // the contents
      replacement = encode(tag, other_contents(tag, contents));
      break;
    case 3:  // the length
      if (repair) {
        replacement = encode(tag, contents.first(below(contents.size() + 1)));
      } else {
        replacement = {tag};
        append(replacement, wrong_length(contents.size()));
        append(replacement, contents);
      }
      break;
    case 4:  // twice
      append(replacement, whole);
      append(replacement, whole);
      break;
    case 5:  // not at all
      break;
    case 6:  // another in its place
      append(replacement, another());
      break;
    case 7:  // another behind it
      append(replacement, whole);
      append(replacement, another());
      break;
    case 8:  // another before it
      append(replacement, another());
      append(replacement, whole);
      break;
    default: {  // exchanged with the one behind it
      const auto next = std::find_if(elements.begin(), elements.end(), [&](const Element& other) {
        return other.begin == element.end && other.parent == element.parent;
      });
      if (next == elements.end()) {
        return std::nullopt;
      }
      const auto at = changed.begin();
      std::rotate(at + static_cast<std::ptrdiff_t>(element.begin), at + static_cast<std::ptrdiff_t>(element.end),
                  at + static_cast<std::ptrdiff_t>(next->end));
      return changed;  // no length is another
    }
  }
  replace_element(changed, elements, chosen, replacement, repair);
  if (changed.size() > max_size) {
    return std::nullopt;
  }
  return changed;
}

}  // namespace ocspan::fuzz
