// An OCSP request, read by OpenSSL too.
#include "openssl.hpp"

namespace ocspan::fuzz::openssl_request_harness {
namespace {

Reading reading_of(const OCSPRequest& request) {
  Reading reading;
  reading.add("requestList", std::int64_t{request.requests().size()});
  for (const Request& one : request.requests()) {
    reading.add(one.cert_id());
    reading.add(one.extensions());
  }
  reading.add(request.extensions());
  reading.add("is signed", request.signature() ? 1 : 0);
  return reading;
}

PeerReading read_request(Bytes input) {
  PeerReading result;
  const auto request = openssl::read_all<OCSP_REQUEST, OCSP_REQUEST_free>(d2i_OCSP_REQUEST, input);
  if (!request) {
    return result;
  }
  const std::vector<std::uint8_t> again = openssl::written_by(i2d_OCSP_REQUEST, request.get());
  result.rewrites = equal(again, input);
  openssl::Fields fields;
  const int count = OCSP_request_onereq_count(request.get());
  fields.add("requestList", std::int64_t{count});
  for (int i = 0; i < count; ++i) {
    OCSP_ONEREQ* const one = OCSP_request_onereq_get0(request.get(), i);
    fields.add(OCSP_onereq_get0_id(one));
    fields.add_extensions(OCSP_ONEREQ_get_ext_count(one), one, OCSP_ONEREQ_get_ext);
  }
  fields.add_extensions(OCSP_REQUEST_get_ext_count(request.get()), request.get(), OCSP_REQUEST_get_ext);
  fields.add("is signed", OCSP_request_is_signed(request.get()) != 0 ? 1 : 0);
  result.reading = fields.reading();
  return result;
}

using V = Verdicts<OCSPRequest>;
using Explain = openssl::Explain<OCSPRequest>;
constexpr Disagreement<OCSPRequest> disagreements[] = {
    {"embedded certificate", Explain::embedded_certificate},
    {"contents of parameters", Explain::parameters},
    {"attribute value", Explain::attribute_value},
    {"inside a GeneralName", Explain::general_name},
    {"padded serial number", Explain::padded_serial_number},
    {"BER", Explain::ber},
    {"BOOLEAN", Explain::boolean},
    {"empty RDN", Explain::empty_rdn},
    {"reserved tag", Explain::reserved_tag},
    {"version", Explain::version},
    {"characters of a GeneralName", Explain::characters},
};

}  // namespace
}  // namespace ocspan::fuzz::openssl_request_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ocspan::fuzz::openssl_request_harness;
  ocspan::fuzz::check_against_peer<ocspan::OCSPRequest>({data, size}, reading_of, read_request, disagreements);
  return 0;
}
