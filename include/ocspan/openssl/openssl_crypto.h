/** @file
 * Cryptography by OpenSSL's libcrypto for the C interface, in the library ocspan-openssl. C99 and later. */
#ifndef OCSPAN_OPENSSL_CRYPTO_H
#define OCSPAN_OPENSSL_CRYPTO_H

#include "ocspan/ocspan.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Checks signatures by libcrypto: every kind that it has. With accept_weak signatures that are valid but weak are
 * valid: by MD5, SHA-1 and the like, and by keys that are too small; else they are OCSPAN_SIGNATURE_WEAK. */
ocspan_verifier ocspan_openssl_verifier(bool accept_weak);

/** Computes all hash functions of ocspan_hash by libcrypto. */
ocspan_hasher ocspan_openssl_hasher(void);

#ifdef __cplusplus
}
#endif

#endif
