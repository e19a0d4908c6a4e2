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

/// A view of bytes that belong to someone else. Whoever holds one must keep their memory alive and unchanged.
using Bytes = std::span<const std::uint8_t>;

/// Whether both hold the same bytes, and as many.
constexpr bool equal(const Bytes& a, const Bytes& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

namespace detail {

/// Eight bytes as a number, the first one lowest. Compilers turn it into one load.
constexpr std::uint64_t load_8(const std::uint8_t* at) {
  return std::uint64_t{at[0]} | std::uint64_t{at[1]} << 8 | std::uint64_t{at[2]} << 16 | std::uint64_t{at[3]} << 24 |
         std::uint64_t{at[4]} << 32 | std::uint64_t{at[5]} << 40 | std::uint64_t{at[6]} << 48 |
         std::uint64_t{at[7]} << 56;
}

/// Four bytes as a number, the first one lowest.
constexpr std::uint32_t load_4(const std::uint8_t* at) {
  return std::uint32_t{at[0]} | std::uint32_t{at[1]} << 8 | std::uint32_t{at[2]} << 16 | std::uint32_t{at[3]} << 24;
}

/// Fewer than eight bytes as a number. Bytes may repeat; unused ones are zero.
constexpr std::uint64_t load_few(Bytes bytes) {
  const std::size_t size = bytes.size();
  if (size >= 4) {
    return std::uint64_t{load_4(bytes.data())} << 32 | load_4(bytes.data() + size - 4);
  }
  return size == 0 ? 0 : std::uint32_t{bytes[0]} << 16 | std::uint32_t{bytes[size / 2]} << 8 | bytes[size - 1];
}

/// Whether `holds(number)` for numbers of eight bytes that together are all of `bytes`. Bytes may be in two numbers, or
/// twice in one; if there are fewer than eight, the number may have zeros among them.
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

/// The types of objects that are bytes.
template <class T>
concept ByteLike = std::is_same_v<std::remove_cv_t<T>, std::uint8_t> || std::is_same_v<std::remove_cv_t<T>, char> ||
                   std::is_same_v<std::remove_cv_t<T>, std::byte>;

/// Whether the type holds contiguous bytes: std::vector, std::string, std::span, std::string_view and the like, and
/// arrays, but not string literals, which end with a NUL.
template <class C>
concept ByteRange = (requires(const C& c) {
                      requires ByteLike<std::remove_pointer_t<decltype(c.data())>>;
                      { c.size() } -> std::convertible_to<std::size_t>;
                    }) || (std::is_array_v<C> && std::is_convertible_v<const C&, Bytes>);

/// Whether the type owns the bytes that it holds, as opposed to being a view of them.
template <class C>
concept OwningBytes = ByteRange<C> && !std::ranges::enable_borrowed_range<C>;

}  // namespace detail

/// The parameter type of functions that return views: any contiguous bytes, which are not copied. A temporary container
/// does not compile, since its memory would be gone before the view is used.
class Input {
 public:
  /// The `size` bytes at `data`: `load({pointer, size})`.
  template <detail::ByteLike T>
  constexpr Input(const T* data, std::size_t size) : bytes_(as_bytes(data), size) {}
  /// The bytes of a view or an array: a std::span, a std::string_view.
  template <detail::ByteRange C>
    requires(!detail::OwningBytes<C>)
  constexpr Input(const C& view) : Input(std::data(view), std::size(view)) {}
  /// The bytes of a container, which has to live as long as what is made of them.
  template <detail::OwningBytes C>
  constexpr Input(const C& container OCSPAN_LIFETIMEBOUND) : Input(std::data(container), std::size(container)) {}
  template <detail::OwningBytes C>
  Input(const C&& temporary) = delete;

  /// The bytes. Lifetime: that of what this was made from.
  [[nodiscard]] constexpr Bytes bytes() const { return bytes_; }

 private:
  static constexpr const std::uint8_t* as_bytes(const std::uint8_t* data) { return data; }
  static const std::uint8_t* as_bytes(const void* data) { return static_cast<const std::uint8_t*>(data); }

  Bytes bytes_;
};

}  // namespace ocspan::inline OCSPAN_ABI
