// Compares the library with a naive decoder over every input of worlds that are small enough for that: the same
// verdict, at the same byte, and the same value. Without arguments: the worlds of three bytes and of two changed
// characters. Exit status 1 if there was a disagreement.
//   small_worlds_test                           about 200 million comparisons
//   small_worlds_test --smaller                 two bytes, one changed character
//   small_worlds_test --four-bytes FIRST LAST  each input of four bytes whose first is from FIRST to LAST
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocspan/ocspan.hpp"
#include "support/naive_der.hpp"

namespace {

using namespace ocspan;

constexpr Field field = Field::value;
int failures = 0;

/// The inputs of one world that are read as one type, and what came of them.
struct World {
  std::string name;
  std::uint64_t inputs = 0;
  std::uint64_t accepted = 0;
  std::uint64_t disagreements = 0;

  void disagree(Bytes input, Error error) {
    if (++disagreements <= 5) {
      std::printf("%s: disagreement, the library says %s at %u of", name.c_str(),
                  std::string{to_string(error.code)}.c_str(), static_cast<unsigned>(error.offset));
      for (const std::uint8_t byte : input) {
        std::printf(" %02x", byte);
      }
      std::printf("\n");
    }
  }

  /// How many there are of something may be known beforehand.
  void close(std::optional<std::uint64_t> expected_accepted = {}) const {
    std::printf("%-46s %10llu inputs %9llu accepted %llu disagreements\n", name.c_str(),
                static_cast<unsigned long long>(inputs), static_cast<unsigned long long>(accepted),
                static_cast<unsigned long long>(disagreements));
    if (expected_accepted && accepted != *expected_accepted) {
      std::printf("%s: there are %llu such values\n", name.c_str(),
                  static_cast<unsigned long long>(*expected_accepted));
    }
    if (disagreements != 0 || accepted != expected_accepted.value_or(accepted)) {
      ++failures;
    }
  }
};

/// Reads the input by `read(Reader&)` of the library and by `decode(ByteVector)` of the naive decoder; `same` compares
/// what they return.
template <class Read, class Decode, class Same>
void compare(World& world, Bytes input, Tolerance tolerance, Read read, Decode decode, Same same) {
  ReadContext context{input, tolerance};
  Reader reader{context};
  const auto value = read(reader);
  const auto expected = decode(input);
  const Error error = context.error();
  ++world.inputs;
  bool agreed = error.code == expected.broken;
  if (error) {
    agreed = agreed && error.offset == expected.at && error.field == field && !reader.more();
  } else {
    agreed = agreed && reader.remaining().size() == input.size() - expected.at && same(value, expected.value);
    ++world.accepted;
  }
  if (!agreed) {
    world.disagree(input, error);
  }
}

template <class T>
T read_value(Reader& reader) {
  T value;
  value.read(reader, field);
  return value;
}

// Each type, read by both.

void compare_any(World& world, Bytes input) {
  compare(
      world, input, Tolerance::none, read_value<Any>,
      [](Bytes bytes) {
        naive::Verdict<naive::Tlv> verdict = naive::decode_tlv(bytes);
        const naive::Tlv& tlv = verdict.value;
        if (tlv.tag_class == 0 && tlv.number == 5 && !tlv.constructed && !tlv.contents.empty()) {
          return naive::Verdict<naive::Tlv>{{}, naive::Rule::null_content, tlv.contents_at};  // 8.8.2
        }
        return verdict;
      },
      [&](const Any& any, const naive::Tlv& tlv) {
        const unsigned tag = static_cast<unsigned>(any.tag());
        return any.bytes().data() == tlv.contents.data() && any.bytes().size() == tlv.contents.size() &&
               any.der().data() == input.data() && any.der().size() == tlv.contents_at + tlv.contents.size() &&
               tag >> 6 == tlv.tag_class && ((tag & 0x20) != 0) == tlv.constructed &&
               (tag & 0x1f) == (tlv.number > 30 ? 31 : tlv.number);
      });
}

void compare_boolean(World& world, Bytes input) {
  compare(
      world, input, Tolerance::none, [](Reader& reader) { return read_boolean(reader, field); },
      [](Bytes bytes) { return naive::decode_type(bytes, 0x01, naive::decode_boolean); },
      [](bool value, bool expected) { return value == expected; });
}

void compare_integer(World& world, Bytes input) {
  compare(
      world, input, Tolerance::none, read_value<Integer>,
      [](Bytes bytes) { return naive::decode_type(bytes, 0x02, naive::decode_integer); },
      [](const Integer& integer, std::int64_t expected) {
        std::array<char, 24> text{};
        std::array<char, 24> expected_text{};
        const int size =
            std::snprintf(expected_text.data(), expected_text.size(), "%lld", static_cast<long long>(expected));
        return *integer.to_decimal(text) == std::string_view{expected_text.data(), static_cast<std::size_t>(size)} &&
               integer.is_negative() == (expected < 0);
      });
}

const std::vector<int> reasons{0, 1, 2, 3, 4, 5, 6, 8, 9, 10};  // RFC 5280 5.3.1
const std::vector<int> response_statuses{0, 1, 2, 3, 5, 6};     // RFC 6960 4.2.1

void compare_reason(World& world, Bytes input) {
  compare(
      world, input, Tolerance::none, [](Reader& reader) { return read_crl_reason(reader, field); },
      [](Bytes bytes) {
        return naive::decode_type(bytes, 0x0a,
                                  [](naive::Bytes contents) { return naive::decode_enumerated(contents, reasons); });
      },
      [](ReasonFlags reason, std::int64_t expected) {
        return static_cast<int>(reason) == expected && is_defined(reason) && !to_string(reason).empty();
      });
}

void compare_bit_string(World& world, Bytes input) {
  compare(
      world, input, Tolerance::none, read_value<BitString>,
      [](Bytes bytes) { return naive::decode_type(bytes, 0x03, naive::decode_bit_string); },
      [](const BitString& string, const std::vector<bool>& expected) {
        if (string.bytes().size() * 8 != expected.size() + string.unused_bits() || string.unused_bits() > 7) {
          return false;
        }
        for (std::size_t i = 0; i < expected.size(); ++i) {
          if (((string.bytes()[i / 8] << i % 8 & 0x80) != 0) != expected[i]) {
            return false;
          }
        }
        return true;
      });
}

void compare_octet_string(World& world, Bytes input) {
  compare(
      world, input, Tolerance::none, [](Reader& reader) { return reader.contents(Tag::octet_string, field); },
      [](Bytes bytes) { return naive::decode_type(bytes, 0x04, naive::decode_octet_string); },
      [](Bytes contents, Bytes expected) { return equal(contents, expected); });
}

void compare_null(World& world, Bytes input) {
  compare(
      world, input, Tolerance::none,
      [](Reader& reader) {
        read_null(reader, field);
        return true;
      },
      [](Bytes bytes) { return naive::decode_type(bytes, 0x05, naive::decode_null); },
      [](bool value, bool expected) { return value == expected; });
}

void compare_oid(World& world, Bytes input) {
  compare(
      world, input, Tolerance::none, read_value<Oid>,
      [](Bytes bytes) { return naive::decode_type(bytes, 0x06, naive::decode_oid); },
      [](Oid oid, const std::vector<std::uint64_t>& expected) {
        std::string text;
        for (const std::uint64_t arc : expected) {
          text += (text.empty() ? "" : ".") + std::to_string(arc);
        }
        std::array<char, 64> buffer{};
        return *oid.to_dotted(buffer) == text;
      });
}

/// A GeneralizedTime or, with the other tag, a UTCTime.
void compare_time(World& world, Bytes input, Tag tag, Tolerance tolerance) {
  compare(
      world, input, tolerance,
      [&](Reader& reader) {
        Time time;
        tag == Tag::utc_time ? time.read_utc_time(reader, field) : time.read(reader, field);
        return std::pair{time, reader.tolerated()};
      },
      [&](Bytes bytes) {
        return naive::decode_type(bytes, static_cast<std::uint8_t>(tag), [&](naive::Bytes contents) {
          const std::string text{contents.begin(), contents.end()};
          const bool tolerant = tolerance == Tolerance::time_forms;
          return tag == Tag::utc_time ? naive::decode_utc_time(text, tolerant)
                                      : naive::decode_generalized_time(text, tolerant);
        });
      },
      [](const std::pair<Time, Tolerance>& read, const naive::Moment& expected) {
        using namespace std::chrono;
        const auto& [time, tolerated] = read;
        const sys_seconds moment = sys_days{year{expected.year} / month{expected.month} / day{expected.day}} +
                                   hours{expected.hour} + minutes{expected.minute} + seconds{expected.second};
        return time.year == expected.year && time.month == expected.month && time.day == expected.day &&
               time.hour == expected.hour && time.minute == expected.minute && time.second == expected.second &&
               time.to_sys() == moment && *Time::from_unix(moment.time_since_epoch().count()) == time &&
               tolerated == (expected.tolerated ? Tolerance::time_forms : Tolerance::none);
      });
}

/// The responseStatus of an OCSPResponse without responseBytes, whose contents octets begin at its fifth.
void compare_response_status(World& world, Bytes input) {
  const Result<OCSPResponse> response = load_der_ocsp_response(input);
  naive::Verdict<std::int64_t> expected = naive::decode_enumerated(input.subspan(4), response_statuses);
  Error error{expected.broken, Field::response_status, 4};
  if (expected.broken == naive::Rule::none) {
    // RFC 6960 4.2.1: a successful one has responseBytes
    error = expected.value == 0 ? Error{ErrorCode::response_bytes_missing, Field::response_bytes,
                                        static_cast<std::uint32_t>(input.size())}
                                : Error{};
  }
  ++world.inputs;
  world.accepted += response ? 1U : 0U;
  if (response.error() != error ||
      (response && static_cast<int>(response->response_status()) != static_cast<int>(expected.value))) {
    world.disagree(input, response.error());
  }
}

// The worlds.

using Comparison = void (*)(World&, Bytes);

/// Calls `visit(Bytes)` with `before`, and every combination of `count` bytes behind it whose first is from `first` to
/// `last`.
template <class Visit>
void every_octet_string(std::vector<std::uint8_t> before, std::size_t count, unsigned first, unsigned last,
                        Visit visit) {
  const std::size_t begin = before.size();
  before.resize(begin + count);
  if (count == 0) {
    return visit(Bytes{before});
  }
  const unsigned low_bits = 8 * static_cast<unsigned>(count - 1);
  for (std::uint64_t number = std::uint64_t{first} << low_bits; number < std::uint64_t{last + 1} << low_bits;
       ++number) {
    for (std::size_t i = 0; i < count; ++i) {
      before[begin + i] = static_cast<std::uint8_t>(number >> 8 * (count - 1 - i));
    }
    visit(Bytes{before});
  }
}

struct Type {
  const char* name;
  Comparison comparison;
  std::uint64_t in_three_bytes;  ///< how many inputs of up to three bytes begin with a value
};

constexpr Type types[]{
    // 246 identifier octets with 00, 00 xx and 01 xx, but for 05 01 xx; and 8 with the numbers from 31 to 127, and 00
    {"any value", compare_any, 246 * 513 - 256 + 8 * 97},
    {"BOOLEAN", compare_boolean, 2},
    {"INTEGER", compare_integer, 256},
    {"BIT STRING", compare_bit_string, 1},
    {"OCTET STRING", compare_octet_string, 513},
    {"NULL", compare_null, 257},
    {"OBJECT IDENTIFIER", compare_oid, 128},
    {"CRLReason", compare_reason, 10},
};

/// Every input of up to `size` bytes.
void whole_inputs(std::size_t size) {
  for (const Type& type : types) {
    World world{"up to " + std::to_string(size) + " bytes as " + type.name};
    for (std::size_t count = 0; count <= size; ++count) {
      every_octet_string({}, count, 0, 255, [&](Bytes input) { type.comparison(world, input); });
    }
    world.close(size == 3 ? std::optional{type.in_three_bytes} : std::nullopt);
  }
}

/// Every input of four bytes whose first is from `first` to `last`.
void four_bytes(unsigned first, unsigned last) {
  for (const Type& type : types) {
    World world{std::string{"4 bytes as "} + type.name};
    every_octet_string({}, 4, first, last, [&](Bytes input) { type.comparison(world, input); });
    world.close();
  }
}

/// Every contents of up to `size` bytes, with their identifier and length octets.
void contents(const char* name, Comparison comparison, std::vector<std::uint8_t> identifiers, std::size_t size,
              std::uint64_t expected_accepted) {
  World world{std::string{"contents of "} + name};
  for (std::size_t count = 0; count <= size; ++count) {
    std::vector<std::uint8_t> before;
    for (std::size_t i = 0; i < identifiers.size(); ++i) {  // the innermost first
      before.insert(before.begin(), {identifiers[i], static_cast<std::uint8_t>(count + before.size())});
    }
    every_octet_string(before, count, 0, 255, [&](Bytes input) { comparison(world, input); });
  }
  world.close(expected_accepted);
}

/// How many OBJECT IDENTIFIERs have `size` contents octets: one that has no other arc, or an arc and the rest.
std::uint64_t count_oids(std::size_t size) {
  std::uint64_t of_one_arc = 128;
  std::uint64_t count = 0;
  for (std::size_t bytes = 1; bytes <= size; ++bytes) {
    count += of_one_arc * (bytes == size ? 1 : count_oids(size - bytes));
    of_one_arc = bytes == 1 ? std::uint64_t{127} * 128 : of_one_arc * 128;
  }
  return count;
}

/// The time with up to `changes` characters, one or two, changed to any bytes.
void times(Tag tag, std::string_view text, Tolerance tolerance, int changes) {
  World world{std::string{text} + (tolerance == Tolerance::none ? "" : ", tolerated")};
  std::vector<std::uint8_t> der{static_cast<std::uint8_t>(tag), static_cast<std::uint8_t>(text.size())};
  der.insert(der.end(), text.begin(), text.end());
  for (std::size_t i = 2; i < der.size(); ++i) {
    const std::uint8_t first = der[i];
    for (unsigned a = 0; a < 256; ++a) {
      der[i] = static_cast<std::uint8_t>(a);
      compare_time(world, der, tag, tolerance);
      for (std::size_t j = i + 1; changes == 2 && j < der.size(); ++j) {
        const std::uint8_t second = der[j];
        for (unsigned b = 0; b < 256; ++b) {
          der[j] = static_cast<std::uint8_t>(b);
          compare_time(world, der, tag, tolerance);
        }
        der[j] = second;
      }
    }
    der[i] = first;
  }
  const bool another_length = tolerance == Tolerance::none && text.size() != (tag == Tag::utc_time ? 13 : 15);
  world.close(another_length ? std::optional<std::uint64_t>{0} : std::nullopt);
}

void all_worlds(std::size_t bytes, int changes) {
  whole_inputs(bytes);
  std::uint64_t oids = 0;
  for (std::size_t size = 1; size <= bytes; ++size) {
    oids += count_oids(size);
  }
  // How many there are of each type: no two encodings are of one value, and no value is without one.
  contents("BOOLEAN", compare_boolean, {0x01}, bytes, 2);
  contents("INTEGER", compare_integer, {0x02}, bytes, std::uint64_t{1} << 8 * bytes);
  contents("BIT STRING", compare_bit_string, {0x03}, bytes, (std::uint64_t{2} << 8 * (bytes - 1)) - 1);
  contents("NULL", compare_null, {0x05}, bytes, 1);
  contents("OBJECT IDENTIFIER", compare_oid, {0x06}, bytes, oids);
  contents("CRLReason", compare_reason, {0x0a}, bytes, reasons.size());
  contents("responseStatus", compare_response_status, {0x0a, 0x30}, bytes, response_statuses.size() - 1);
  for (const Tolerance tolerance : {Tolerance::none, Tolerance::time_forms}) {
    times(Tag::generalized_time, "20180830111500Z", tolerance, changes);
    times(Tag::generalized_time, "20180830111500.5Z", tolerance, changes);
    times(Tag::generalized_time, "201808301115Z", tolerance, changes);
    times(Tag::utc_time, "180830111500Z", tolerance, changes);
    times(Tag::utc_time, "1808301115Z", tolerance, changes);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view world = argc > 1 ? argv[1] : "";
  if (argc == 1) {
    all_worlds(3, 2);
  } else if (argc == 2 && world == "--smaller") {
    all_worlds(2, 1);
  } else if (argc == 4 && world == "--four-bytes") {
    four_bytes(static_cast<unsigned>(std::atoi(argv[2])) & 0xff, static_cast<unsigned>(std::atoi(argv[3])) & 0xff);
  } else {
    std::fprintf(stderr, "usage: %s [--smaller | --four-bytes FIRST LAST]\n", argv[0]);
    return 2;
  }
  return failures == 0 ? 0 : 1;
}
