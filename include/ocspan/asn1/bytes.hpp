// Borrowed bytes: what every view is made of.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "ocspan/asn1/config.hpp"

namespace ocspan {

/// Borrowed octets. Lifetime: whoever holds one keeps the memory behind it alive and unchanged.
using Bytes = std::span<const std::uint8_t>;

/// Whether both hold the same octets; never a prefix.
constexpr bool equal(const Bytes& a, const Bytes& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

namespace detail {

/// Eight octets as a number, the first one lowest: compilers make one load of it.
constexpr std::uint64_t load_8(const std::uint8_t* at) {
  return std::uint64_t{at[0]} | std::uint64_t{at[1]} << 8 | std::uint64_t{at[2]} << 16 | std::uint64_t{at[3]} << 24 |
         std::uint64_t{at[4]} << 32 | std::uint64_t{at[5]} << 40 | std::uint64_t{at[6]} << 48 |
         std::uint64_t{at[7]} << 56;
}

/// The same of four.
constexpr std::uint32_t load_4(const std::uint8_t* at) {
  return std::uint32_t{at[0]} | std::uint32_t{at[1]} << 8 | std::uint32_t{at[2]} << 16 | std::uint32_t{at[3]} << 24;
}

/// Fewer than eight octets in a number of eight. Some are there twice, the others of the eight are zeros.
constexpr std::uint64_t load_few(Bytes octets) {
  const std::size_t size = octets.size();
  if (size >= 4) {
    return std::uint64_t{load_4(octets.data())} << 32 | load_4(octets.data() + size - 4);
  }
  return size == 0 ? 0 : std::uint32_t{octets[0]} << 16 | std::uint32_t{octets[size / 2]} << 8 | octets[size - 1];
}

/// Whether `holds(number)` for all octets in numbers of eight, some of them in two or twice in one; of fewer than
/// eight, and perhaps zeros.
template <class Holds>
constexpr bool hold_by_eight(Bytes octets, Holds holds) {
  if (octets.size() < 8) {
    return holds(load_few(octets));
  }
  const std::uint8_t* const last = octets.data() + octets.size() - 8;
  for (const std::uint8_t* at = octets.data(); at < last; at += 8) {
    if (!holds(load_8(at))) {
      return false;
    }
  }
  return holds(load_8(last));
}

/// A number whose eight octets are all this one.
constexpr std::uint64_t eight_times(std::uint8_t octet) { return octet * std::uint64_t{0x0101'0101'0101'0101}; }

}  // namespace detail

/// A container that owns octets (vector, array, C array), as opposed to a view of some.
template <class C>
concept OwningBytes = std::is_convertible_v<const C&, Bytes> && !std::ranges::enable_borrowed_range<C>;

/// The parameter type of everything that returns views: takes any contiguous octets, but no temporary container,
/// whose memory would be gone before the view is used.
class Input {
 public:
  constexpr Input(Bytes bytes) : bytes_(bytes) {}
  constexpr Input(std::span<std::uint8_t> bytes) : bytes_(bytes) {}
  template <OwningBytes C>
  constexpr Input(const C& container OCSPAN_LIFETIMEBOUND) : bytes_(container) {}
  template <OwningBytes C>
  Input(const C&& temporary) = delete;

  [[nodiscard]] constexpr Bytes bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

}  // namespace ocspan
