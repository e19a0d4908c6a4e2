// The value of an extension: the first octet chooses the type, the others are the value.
#include "harness.hpp"
#include "writing.hpp"

namespace ocspan::fuzz {
namespace {

/// Whether writing the value gives the octets that were read. Zeros at the end of a KeyUsage are left out.
bool is_written_as(const KeyUsage& value, Bytes octets) {
  const Octets again = written(value);
  const Result<KeyUsage> read = Extension{{}, false, again}.as<KeyUsage>();
  return read && written(*read) == again && again.size() <= octets.size();
}
/// A bare nonce without octets is written as nothing.
bool is_written_as(const Nonce& value, Bytes octets) {
  return octets.empty() ? value.is_bare() && value.octets().empty() : equal(written(value), octets);
}
template <class T>
bool is_written_as(const T& value, Bytes octets) {
  return equal(written(value), octets);
}

template <class T>
void check_extension(Bytes value) {
  const Extension extension{T::oid, false, value};
  const Result<T> strict = extension.as<T>();
  const Result<T> lenient = extension.as<T>(Tolerance::all);
  for (const Result<T>* const result : {&strict, &lenient}) {
    if (*result) {
      (void)record_of(**result, value);  // its spans lie in the value
      Checker{}.visit(**result);
    } else {
      const Error error = result->error();
      OCSPAN_PROPERTY(error.code != ErrorCode::none && error.field != Field::none && error.offset <= value.size());
    }
  }
  OCSPAN_PROPERTY(!strict || lenient);
  OCSPAN_PROPERTY(!strict || record_of(*strict, value) == record_of(*lenient, value));
  OCSPAN_PROPERTY(!strict || is_written_as(*strict, value));

  // The same through the list of all types.
  bool visited = false;
  KnownExtensionTypes::visit(extension, Tolerance::none, [&](const auto& result) {
    visited = true;
    OCSPAN_PROPERTY(result.error() == strict.error());
  });
  OCSPAN_PROPERTY(visited);
}

}  // namespace
}  // namespace ocspan::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using ocspan::fuzz::check_extension;
  if (size == 0) {
    return 0;
  }
  const std::size_t chosen = data[0] % std::size(ocspan::KnownExtensionTypes::oids);
  const ocspan::Bytes value{data + 1, size - 1};
  std::size_t index = 0;
  ocspan::KnownExtensionTypes::for_each([&]<class T>() {
    if (index++ == chosen) {
      check_extension<T>(value);
    }
  });
  (void)ocspan::load<ocspan::UserNotice>(value, ocspan::Tolerance::all);
  return 0;
}
