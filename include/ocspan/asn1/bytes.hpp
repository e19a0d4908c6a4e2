// Borrowed bytes: what every view is made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "ocspan/asn1/config.hpp"

namespace ocspan {

/// Borrowed octets. Lifetime: whoever holds one keeps the memory behind it alive and unchanged.
using Bytes = std::span<const std::uint8_t>;

/// Whether both hold the same octets; never a prefix.
constexpr bool equal(Bytes a, Bytes b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) {
      return false;
    }
  }
  return true;
}

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
