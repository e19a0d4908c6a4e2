// An Extension in DER; or, so that every type is easily reached, a value alone behind a byte that chooses the type.
#include "harness.hpp"
#include "writing.hpp"

namespace ocspan::fuzz::extension_harness {
namespace {

/// Whether writing the value gives the bytes that were read. Zeros at the end of a KeyUsage are left out.
bool is_written_as(const KeyUsage& value, Bytes bytes) {
  const ByteVector again = written(value);
  const Result<KeyUsage> read = Extension{{}, false, again}.as<KeyUsage>();
  return read && written(*read) == again && again.size() <= bytes.size();
}
/// A bare nonce without bytes is written as nothing.
bool is_written_as(const Nonce& value, Bytes bytes) {
  return bytes.empty() ? value.is_bare() && value.bytes().empty() : equal(written(value), bytes);
}
template <class T>
bool is_written_as(const T& value, Bytes bytes) {
  return equal(written(value), bytes);
}

/// What written() says; a bare nonce without bytes is written as nothing.
template <class T>
ByteVector written_or_empty(const T& value) {
  if constexpr (std::is_same_v<T, Nonce>) {
    if (value.is_bare() && value.bytes().empty()) {
      return {};
    }
  }
  return written(value);
}

/// A type that is in others: what is read is written as it was.
template <class T>
void check_part(Bytes bytes) {
  (void)load<T>(bytes, Tolerance::all);
  if (const Result<T> value = load<T>(bytes, Tolerance::none)) {
    const ByteVector again = written(*value);
    OCSPAN_PROPERTY(equal(again, bytes));
  }
}

template <class T>
void check_value(Bytes value, std::size_t type) {
  const Extension extension{T::oid, false, value};
  const Result<T> strict = extension.as<T>();
  const Result<T> lenient = extension.as<T>(Tolerance::all);
  for (const Result<T>* const result : {&strict, &lenient}) {
    const Error error = result->error();
    OCSPAN_PROPERTY(*result || (error.code != ErrorCode::none && error.field != Field::none));
    OCSPAN_PROPERTY(error.offset <= value.size());
  }
  const Outcome strict_outcome = outcome_of(strict, value);  // its spans lie in the value
  const Outcome lenient_outcome = outcome_of(lenient, value);
  OCSPAN_PROPERTY(!strict || strict_outcome == lenient_outcome);
  if (!is_chosen(value)) {
    return;
  }
  OCSPAN_PROPERTY(!strict || is_written_as(*strict, value));
  if (strict) {
    const ByteVector own = written_or_empty(*strict);
    ByteVector buffer(own.size());
    const Result<Extension> made = make_extension(*strict, true, buffer);
    OCSPAN_PROPERTY(made && made->oid() == T::oid && made->critical() && equal(made->value(), own));
    OCSPAN_PROPERTY(own.empty() || make_extension(*strict, false, {}).error().code == ErrorCode::no_space);
  }
  if (lenient) {
    Checker{}.visit(*lenient);
  }
  if constexpr (std::is_same_v<T, TLSFeature>) {
    const std::uint8_t status_request[] = {5};
    OCSPAN_PROPERTY(lenient->must_staple() == std::any_of(lenient->begin(), lenient->end(), [&](const Integer& one) {
                      return equal(one.bytes(), status_request);
                    }));
  }

  // The same from a copy, through the list of all types, and in header-only mode.
  const ByteVector copy = copy_of(value);
  bool visited = false;
  KnownExtensionTypes::visit(Extension{T::oid, true, copy}, Tolerance::none, [&](const auto& result) {
    visited = true;
    OCSPAN_PROPERTY(outcome_of(result, copy) == strict_outcome);
  });
  OCSPAN_PROPERTY(visited);
  for (const Outcome* const outcome : {&strict_outcome, &lenient_outcome}) {
    const Tolerance tolerance = outcome == &strict_outcome ? Tolerance::none : Tolerance::all;
    OCSPAN_PROPERTY(header_only::extension_outcome(type, copy.data(), copy.size(), static_cast<unsigned>(tolerance)) ==
                    outcome->numbers());
  }
}

/// Checks the value as the type that is `chosen(place in the list, its OBJECT IDENTIFIER)`.
template <class Chosen>
void check_as(Bytes value, Chosen chosen) {
  std::size_t index = 0;
  KnownExtensionTypes::for_each([&]<class T>() {
    if (chosen(index, T::oid)) {
      check_value<T>(value, index);
    }
    ++index;
  });
}

void check_input(Bytes input) {
  if (input.empty()) {
    return;
  }
  ReadContext context{input, Tolerance::all};
  Reader reader{context};
  Extension extension;
  extension.read(reader, Field::extensions);
  reader.close(Field::extensions);
  if (!context.error()) {
    check_as(extension.value(), [&](std::size_t, Oid oid) { return oid == extension.oid(); });
    return;
  }
  const std::size_t type = input[0] % std::size(KnownExtensionTypes::oids);
  check_as(input.subspan(1), [&](std::size_t index, Oid) { return index == type; });
  check_part<UserNotice>(input.subspan(1));
  check_part<RSASSAPSSParams>(input.subspan(1));
}

}  // namespace
}  // namespace ocspan::fuzz::extension_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::extension_harness::check_input({data, size});
  return 0;
}
