// Conversions between the structures of the C interface and the views of C++.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/ocsp/cert_id.hpp"
#include "ocspan/ocspan.h"
#include "ocspan/x509/certificate.hpp"
#include "ocspan/x509/extension.hpp"

namespace ocspan::c {

/// NULL is empty, whatever its size is said to be.
inline Bytes from_c(ocspan_bytes bytes) { return {bytes.data, bytes.data == nullptr ? 0 : bytes.size}; }
inline ocspan_bytes to_c(Bytes bytes) { return {bytes.data(), bytes.size()}; }
inline ocspan_bytes to_c(const std::optional<Bytes>& bytes) { return to_c(bytes.value_or(Bytes{})); }

inline ocspan_error to_c(Error error) {
  return {static_cast<ocspan_error_code>(error.code), static_cast<ocspan_field>(error.field), error.offset};
}

/// Undefined flags are ignored.
inline Tolerance tolerance_from_c(ocspan_tolerance flags) { return static_cast<Tolerance>(flags) & Tolerance::all; }

inline Time from_c(ocspan_time time) { return {time.year, time.month, time.day, time.hour, time.minute, time.second}; }
inline ocspan_time to_c(const Time& time) {
  return {time.year, time.month, time.day, time.hour, time.minute, time.second};
}
inline ocspan_time to_c(const std::optional<Time>& time) { return time ? to_c(*time) : ocspan_time{}; }

/// Reads one whole value. Errors: those of reading it.
template <class T>
Result<T> whole_from_c(ocspan_bytes bytes, Field field) {
  ReadContext context{from_c(bytes), Tolerance::all};
  Reader reader{context};
  T value;
  value.read(reader, field);
  reader.close(field);
  return context.error() ? Result<T>{context.error()} : value;
}

inline Result<Name> name_from_c(ocspan_bytes name) { return whole_from_c<Name>(name, Field::none); }

/// Errors: those of reading the parameters, which must be one whole value.
inline Result<AlgorithmIdentifier> from_c(const ocspan_algorithm& algorithm) {
  const Oid oid{from_c(algorithm.oid)};
  if (algorithm.parameters.data == nullptr && algorithm.parameters.size == 0) {
    return AlgorithmIdentifier{oid};
  }
  const Result<Any> parameters = whole_from_c<Any>(algorithm.parameters, Field::parameters);
  return parameters ? AlgorithmIdentifier{oid, *parameters} : Result<AlgorithmIdentifier>{parameters.error()};
}
inline ocspan_algorithm to_c(const AlgorithmIdentifier& algorithm) {
  return {to_c(algorithm.oid().bytes()), to_c(algorithm.parameters())};
}

/// Errors: those of converting the hash algorithm.
inline Result<CertID> from_c(const ocspan_cert_id& id) {
  const Result<AlgorithmIdentifier> algorithm = from_c(id.hash_algorithm);
  return algorithm ? CertID{*algorithm, from_c(id.issuer_name_hash), from_c(id.issuer_key_hash),
                            Integer{from_c(id.serial_number)}}
                   : Result<CertID>{algorithm.error()};
}
inline ocspan_cert_id to_c(const CertID& id) {
  return {to_c(id.hash_algorithm()), to_c(id.issuer_name_hash()), to_c(id.issuer_key_hash()),
          to_c(id.serial_number().bytes())};
}

inline Extension from_c(const ocspan_extension& extension) {
  return {Oid{from_c(extension.oid)}, extension.critical, from_c(extension.value)};
}

template <class T, Tag tag>
ocspan_list to_c(const SequenceOf<T, tag>& list) {
  return {to_c(list.bytes())};
}

inline ocspan_public_key to_c(const SubjectPublicKeyInfo& key) {
  return {to_c(key.der()), to_c(key.algorithm()), to_c(key.public_key())};
}

/// The caller's hash function as a Hasher. Only 1 counts as success.
struct HasherFromC {
  const ocspan_hasher* hasher;
  bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const {
    return hasher->compute(hasher->context, static_cast<ocspan_hash>(hash), to_c(data), out.data(), out.size()) == 1;
  }
};

inline bool is_usable(const ocspan_hasher* hasher) { return hasher != nullptr && hasher->compute != nullptr; }

/// Sets *written, and returns the error, of a function that writes into a buffer.
template <class View>
ocspan_error give(const Result<View>& result, std::size_t* written) {
  *written = (*result).size();
  return to_c(result.error());
}

}  // namespace ocspan::c
