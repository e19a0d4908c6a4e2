// Every C++ header of the library. Not included: the adapter botan/botan_hash.hpp, which is a library of its own.
#pragma once

#include "ocspan/asn1/error_detail.hpp"
#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/event.hpp"
#include "ocspan/asn1/string.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/limits.hpp"
#include "ocspan/ocsp/extensions.hpp"
#include "ocspan/ocsp/http.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/request_builder.hpp"
#include "ocspan/ocsp/responder.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/ocsp/response_builder.hpp"
#include "ocspan/ocsp/stapling.hpp"
#include "ocspan/ocsp/verify.hpp"
#include "ocspan/ocsp/walk.hpp"
#include "ocspan/x509/certificate.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/pem.hpp"
#include "ocspan/x509/rsassa_pss_params.hpp"
#include "ocspan/x509/serial_number.hpp"
#include "ocspan/x509/signature_algorithm.hpp"

/// OCSP (RFC 6960) over spans: what reads, verifies and writes its messages, and the X.509 (RFC 5280) and DER (X.690)
/// that they are made of. Nothing throws or keeps a state; nothing allocates but the functions that return a
/// std::vector.
namespace ocspan {}
