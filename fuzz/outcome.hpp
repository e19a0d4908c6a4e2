// What loading an input gives, written down so that two loads of it can be compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <span>
#include <vector>

#include "fields.hpp"
#include "header_only.hpp"
#include "ocspan/ocspan.hpp"

namespace ocspan::fuzz {

[[noreturn]] inline void property_failed(const char* file, int line, const char* property) {
  std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, property);
  std::abort();
}

// Not assert(): it holds with NDEBUG too.
#define OCSPAN_PROPERTY(...)                                             \
  do {                                                                   \
    if (!(__VA_ARGS__)) {                                                \
      ::ocspan::fuzz::property_failed(__FILE__, __LINE__, #__VA_ARGS__); \
    }                                                                    \
  } while (false)

/// Whether `part` lies within `whole`; what is absent, a null span, lies everywhere.
template <class T>
bool inside(std::span<const T> part, std::span<const T> whole) {
  if (part.data() == nullptr) {
    return part.empty();
  }
  const std::less_equal<const T*> not_behind;  // unlike <=, also between pointers of different objects
  return whole.data() != nullptr && not_behind(whole.data(), part.data()) &&
         not_behind(part.data(), whole.data() + whole.size()) &&
         part.size() <= static_cast<std::size_t>(whole.data() + whole.size() - part.data());
}

inline bool same_place(Bytes a, Bytes b) { return a.data() == b.data() && a.size() == b.size(); }

/// Writes down everything that the accessors of a value say, spans as their place in the input, and checks that they
/// lie there and that lists have as many elements as they say.
class Record : public FieldVisitor<Record> {
 public:
  explicit Record(Bytes input) : input_(input) { numbers_.reserve(256); }

  void on_bytes(Bytes bytes) {
    OCSPAN_PROPERTY(inside(bytes, input_));
    on_number(bytes.data() == nullptr ? ~std::uint64_t{0} : static_cast<std::uint64_t>(bytes.data() - input_.data()));
    on_number(bytes.size());
  }
  void on_number(std::uint64_t number) { numbers_.push_back(number); }
  void on_list(std::uint64_t size, std::uint64_t iterated) {
    OCSPAN_PROPERTY(iterated == size);
    on_number(size);
  }

  const std::vector<std::uint64_t>& numbers() const { return numbers_; }

 private:
  Bytes input_;
  std::vector<std::uint64_t> numbers_;
};

template <class T>
std::vector<std::uint64_t> record_of(const T& value, Bytes input) {
  Record record{input};
  record.visit(value);
  return record.numbers();
}

/// The public functions of a message type under one name.
template <class Message>
struct Api;

template <>
struct Api<OCSPResponse> {
  static constexpr auto kind = header_only::Kind::response;
  static constexpr auto load = load_der_ocsp_response;
  static constexpr auto load_prefix = load_der_ocsp_response_prefix;
};
template <>
struct Api<OCSPRequest> {
  static constexpr auto kind = header_only::Kind::request;
  static constexpr auto load = load_der_ocsp_request;
  static constexpr auto load_prefix = load_der_ocsp_request_prefix;
};
template <>
struct Api<Certificate> {
  static constexpr auto kind = header_only::Kind::certificate;
  static constexpr auto load = load_der_x509_certificate;
  static constexpr auto load_prefix = load_der_x509_certificate_prefix;
};

/// What loading gave, so that it can be compared with what loading another copy gives.
struct Outcome {
  Error error;
  std::vector<std::uint64_t> fields;  // of the empty message, if there is an error

  friend bool operator==(const Outcome&, const Outcome&) = default;

  /// All of it, without a type of the library.
  std::vector<std::uint64_t> numbers() const {
    std::vector<std::uint64_t> all = fields;
    all.insert(all.end(), {static_cast<std::uint64_t>(error.code), static_cast<std::uint64_t>(error.field),
                           std::uint64_t{error.offset}});
    return all;
  }
};

template <class Message>
Outcome outcome_of(const Result<Message>& message, Bytes input) {
  // The value of an error is empty, which is checked here by there being no byte in which a view could lie.
  return {message.error(), record_of(*message, message ? input : Bytes{})};
}

template <class Message>
Outcome load_outcome(Bytes input, Tolerance tolerance) {
  return outcome_of(Api<Message>::load(input, tolerance), input);
}

}  // namespace ocspan::fuzz
