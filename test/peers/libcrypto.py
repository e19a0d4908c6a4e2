"""OCSP_request_verify of OpenSSL's libcrypto, which the `openssl` command never calls: `openssl ocsp`
prints the signature of a request, and as a responder answers without looking at it.
"""

import ctypes
import ctypes.util

NAME = "libcrypto"

OPAQUE = ctypes.c_void_p
FUNCTIONS = {       # result, arguments
    "OpenSSL_version": (ctypes.c_char_p, [ctypes.c_int]),
    "d2i_OCSP_REQUEST": (OPAQUE, [OPAQUE, ctypes.POINTER(ctypes.c_char_p), ctypes.c_long]),
    "OCSP_REQUEST_free": (None, [OPAQUE]),
    "OCSP_request_verify": (ctypes.c_int, [OPAQUE, OPAQUE, OPAQUE, ctypes.c_ulong]),
    "d2i_X509": (OPAQUE, [OPAQUE, ctypes.POINTER(ctypes.c_char_p), ctypes.c_long]),
    "X509_free": (None, [OPAQUE]),
    "X509_STORE_new": (OPAQUE, []),
    "X509_STORE_add_cert": (ctypes.c_int, [OPAQUE, OPAQUE]),
    "X509_STORE_free": (None, [OPAQUE]),
    "OPENSSL_sk_new_null": (OPAQUE, []),
    "OPENSSL_sk_push": (ctypes.c_int, [OPAQUE, OPAQUE]),
    "OPENSSL_sk_free": (None, [OPAQUE]),
    "ERR_get_error": (ctypes.c_ulong, []),
    "ERR_error_string_n": (None, [ctypes.c_ulong, ctypes.c_char_p, ctypes.c_size_t]),
}


def load():
    """The library, or None; and why."""
    name = ctypes.util.find_library("crypto")
    try:
        library = ctypes.CDLL(name) if name else None
        for function, (result, arguments) in FUNCTIONS.items() if library else ():
            getattr(library, function).restype = result
            getattr(library, function).argtypes = arguments
        return library, None if library else "no libcrypto"
    except (OSError, AttributeError) as error:
        return None, str(error)


LIBRARY, MISSING = load()


def missing():
    """None, or why this peer cannot be asked."""
    return MISSING


def version():
    return LIBRARY.OpenSSL_version(0).decode()


def verify_request(request, certificates, trusted):
    """None, or why the signature of the request, or the chain of its signer, does not hold.

    The signer is looked for among the certificates in the request and those given here. All DER.
    """
    held = [decoded("d2i_X509", one) for one in certificates + trusted]
    message, others, store = (decoded("d2i_OCSP_REQUEST", request), LIBRARY.OPENSSL_sk_new_null(),
                              LIBRARY.X509_STORE_new())
    try:
        for one in held[:len(certificates)]:
            LIBRARY.OPENSSL_sk_push(others, one)
        for one in held[len(certificates):]:
            LIBRARY.X509_STORE_add_cert(store, one)     # takes a reference of its own
        if LIBRARY.OCSP_request_verify(message, others, store, 0) == 1:
            return None
        return "OCSP_request_verify: " + "; ".join(errors())
    finally:
        LIBRARY.X509_STORE_free(store)
        LIBRARY.OPENSSL_sk_free(others)
        LIBRARY.OCSP_REQUEST_free(message)
        for one in held:
            LIBRARY.X509_free(one)


def decoded(function, der):
    """The object that a d2i function makes; one that it does not read raises ValueError."""
    at = ctypes.c_char_p(der)
    found = getattr(LIBRARY, function)(None, ctypes.byref(at), len(der))
    if not found:
        raise ValueError(f"{function}: " + "; ".join(errors()))
    return found


def errors():
    """Empties the queue of errors, which is one for each thread."""
    found = []
    while code := LIBRARY.ERR_get_error():
        text = ctypes.create_string_buffer(256)
        LIBRARY.ERR_error_string_n(code, text, len(text))
        found.append(text.value.decode())
    return found
