// Borrowed bytes: what every view is made of.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <type_traits>

#include "ocspan/config.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Borrowed bytes. Lifetime: whoever holds one keeps the memory behind it alive and unchanged.
using Bytes = std::span<const std::uint8_t>;

/// Whether both hold the same bytes; never a prefix.
constexpr bool equal(const Bytes& a, const Bytes& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

namespace detail {

/// Eight bytes as a number, the first one lowest: compilers make one load of it.
constexpr std::uint64_t load_8(const std::uint8_t* at) {
  return std::uint64_t{at[0]} | std::uint64_t{at[1]} << 8 | std::uint64_t{at[2]} << 16 | std::uint64_t{at[3]} << 24 |
         std::uint64_t{at[4]} << 32 | std::uint64_t{at[5]} << 40 | std::uint64_t{at[6]} << 48 |
         std::uint64_t{at[7]} << 56;
}

/// The same of four.
constexpr std::uint32_t load_4(const std::uint8_t* at) {
  return std::uint32_t{at[0]} | std::uint32_t{at[1]} << 8 | std::uint32_t{at[2]} << 16 | std::uint32_t{at[3]} << 24;
}

/// Fewer than eight bytes in a number of eight. Some are there twice, the others of the eight are zeros.
constexpr std::uint64_t load_few(Bytes bytes) {
  const std::size_t size = bytes.size();
  if (size >= 4) {
    return std::uint64_t{load_4(bytes.data())} << 32 | load_4(bytes.data() + size - 4);
  }
  return size == 0 ? 0 : std::uint32_t{bytes[0]} << 16 | std::uint32_t{bytes[size / 2]} << 8 | bytes[size - 1];
}

/// Whether `holds(number)` for all bytes in numbers of eight, some of them in two or twice in one; of fewer than
/// eight, and perhaps zeros.
template <class Holds>
constexpr bool hold_by_eight(Bytes bytes, Holds holds) {
  if (bytes.size() < 8) {
    return holds(load_few(bytes));
  }
  const std::uint8_t* const last = bytes.data() + bytes.size() - 8;
  for (const std::uint8_t* at = bytes.data(); at < last; at += 8) {
    if (!holds(load_8(at))) {
      return false;
    }
  }
  return holds(load_8(last));
}

/// A number whose eight bytes are all this one.
constexpr std::uint64_t eight_times(std::uint8_t byte) { return byte * std::uint64_t{0x0101'0101'0101'0101}; }

}  // namespace detail

namespace detail {

/// The types whose objects are bytes.
template <class T>
concept ByteLike = std::is_same_v<std::remove_cv_t<T>, std::uint8_t> || std::is_same_v<std::remove_cv_t<T>, char> ||
                   std::is_same_v<std::remove_cv_t<T>, std::byte>;

/// Whether the type holds contiguous bytes: std::vector, std::string, std::span, std::string_view and the like, and
/// arrays other than string literals, which have a NUL at their end.
template <class C>
concept ByteRange = (requires(const C& c) {
                      requires ByteLike<std::remove_pointer_t<decltype(c.data())>>;
                      { c.size() } -> std::convertible_to<std::size_t>;
                    }) || (std::is_array_v<C> && std::is_convertible_v<const C&, Bytes>);

/// Whether it owns the bytes that it holds, as opposed to being a view of them.
template <class C>
concept OwningBytes = ByteRange<C> && !std::ranges::enable_borrowed_range<C>;

}  // namespace detail

/// The parameter type of everything that returns views: any contiguous bytes, which are not copied. A temporary
/// container does not compile, for its memory would be gone before the view is used.
class Input {
 public:
  /// Also by braces: `load({pointer, size})`.
  template <detail::ByteLike T>
  constexpr Input(const T* data, std::size_t size) : bytes_(as_bytes(data), size) {}
  template <detail::ByteRange C>
    requires(!detail::OwningBytes<C>)
  constexpr Input(const C& view) : Input(std::data(view), std::size(view)) {}
  template <detail::OwningBytes C>
  constexpr Input(const C& container OCSPAN_LIFETIMEBOUND) : Input(std::data(container), std::size(container)) {}
  template <detail::OwningBytes C>
  Input(const C&& temporary) = delete;

  [[nodiscard]] constexpr Bytes bytes() const { return bytes_; }

 private:
  static constexpr const std::uint8_t* as_bytes(const std::uint8_t* data) { return data; }
  static const std::uint8_t* as_bytes(const void* data) { return static_cast<const std::uint8_t*>(data); }

  Bytes bytes_;
};

}  // namespace ocspan::inline OCSPAN_ABI
