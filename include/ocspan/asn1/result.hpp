// A value, or the error because of which there is none.
#pragma once

#include <type_traits>

#include "ocspan/config.hpp"
#include "ocspan/error.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The value of a Result that holds an error: an empty T. Specialised for types whose empty value would be an answer.
template <class T>
constexpr T value_of_error() {
  return T{};
}

/// A value, or an Error. Test it before use: `if (!result) return result.error();`. Reading the value of an error
/// gives an empty T, never undefined behaviour.
/// Lifetime: `*` and `->` refer into the Result; from a temporary, `*` gives a copy and `->` does not compile.
template <class T>
class [[nodiscard]] Result {
 public:
  /// An empty T, to be filled in.
  constexpr Result() = default;
  /// A value.
  constexpr Result(T value) : value_(static_cast<T&&>(value)) {}
  /// An error, beside the value that value_of_error() names.
  constexpr Result(Error error) : value_(value_of_error<T>()), error_(error) {}

  /// Whether there is a value.
  constexpr explicit operator bool() const { return !error_; }
  /// Whether there is a value.
  [[nodiscard]] constexpr bool has_value() const { return !error_; }

  /// The value; an empty T if there is an error. Lifetime: that of this Result.
  constexpr const T& operator*() const& OCSPAN_LIFETIMEBOUND { return value_; }
  /// The value, to be changed. Lifetime: that of this Result.
  constexpr T& operator*() & OCSPAN_LIFETIMEBOUND { return value_; }
  /// The value, for `result->member()`; an empty T if there is an error. Lifetime: that of this Result.
  constexpr const T* operator->() const& OCSPAN_LIFETIMEBOUND { return &value_; }
  /// The value of a temporary, moved out of it.
  constexpr T operator*() && { return static_cast<T&&>(value_); }
  /// The value of a temporary, as a copy.
  constexpr T operator*() const&& { return value_; }
  const T* operator->() const&& = delete;

  /// What `accessor`, a member function of T, returns for the value; the error if there is one.
  template <class R, class C>
  constexpr Result<std::remove_cvref_t<R>> transform(R (C::*accessor)() const) const {
    if (error_) {
      return error_;
    }
    return (value_.*accessor)();
  }

  /// The error; ErrorCode::none if there is a value.
  constexpr Error error() const { return error_; }

 private:
  T value_{};
  Error error_{};
};

}  // namespace ocspan::inline OCSPAN_ABI
