// Everything.
#pragma once

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/known_oid.hpp"
#include "ocspan/asn1/limits.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/x509/certificate.hpp"
#include "ocspan/x509/pem.hpp"
