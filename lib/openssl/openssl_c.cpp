// libcrypto for the C interface.
#include "ocspan/openssl/openssl_crypto.h"
#include "ocspan/openssl/openssl_crypto.hpp"

namespace {

using namespace ocspan;

Bytes bytes_of(ocspan_bytes bytes) { return {bytes.data, bytes.size}; }

template <class T>
bool read_whole(Bytes der, T& value) {
  ReadContext context{der, Tolerance::all};
  Reader reader{context};
  value.read(reader, Field::none);
  reader.close(Field::none);
  return !context.error();
}

int verify(const OpenSSLVerifier& verifier, const ocspan_algorithm* algorithm, const ocspan_public_key* key,
           ocspan_bytes message, ocspan_bytes signature) {
  Any parameters;
  SubjectPublicKeyInfo info;
  if ((algorithm->parameters.size != 0 && !read_whole(bytes_of(algorithm->parameters), parameters)) ||
      !read_whole(bytes_of(key->der), info)) {
    return OCSPAN_SIGNATURE_UNSUPPORTED;
  }
  const AlgorithmIdentifier identifier{Oid{bytes_of(algorithm->oid)}, parameters};
  return static_cast<int>(verifier(identifier, info, bytes_of(message), bytes_of(signature)));
}

int verify_strictly(void* /*context*/, const ocspan_algorithm* algorithm, const ocspan_public_key* key,
                    ocspan_bytes message, ocspan_bytes signature) {
  return verify(OpenSSLVerifier{}, algorithm, key, message, signature);
}

int verify_also_weak(void* /*context*/, const ocspan_algorithm* algorithm, const ocspan_public_key* key,
                     ocspan_bytes message, ocspan_bytes signature) {
  return verify(OpenSSLVerifier{true}, algorithm, key, message, signature);
}

int compute_hash(void* /*context*/, ocspan_hash hash, ocspan_bytes data, uint8_t* out, size_t out_size) {
  return OpenSSLHasher{}(static_cast<HashAlgorithm>(hash), bytes_of(data), {out, out_size}) ? 1 : 0;
}

}  // namespace

ocspan_verifier ocspan_openssl_verifier(bool accept_weak) {
  return {accept_weak ? verify_also_weak : verify_strictly, nullptr};
}

ocspan_hasher ocspan_openssl_hasher() { return {compute_hash, nullptr}; }
