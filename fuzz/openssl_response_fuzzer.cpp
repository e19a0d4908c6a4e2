// An OCSP response, read by OpenSSL too.
#include "openssl.hpp"

namespace ocspan::fuzz::openssl_response_harness {
namespace {

Reading reading_of(const OCSPResponse& response) {
  Reading reading;
  reading.add("responseStatus", static_cast<std::int64_t>(response.response_status()));
  if (const BasicOCSPResponse* const basic = response.basic()) {
    if (const std::optional<Name>& name = basic->responder_name()) {
      reading.add("byName", name->der());
    } else {
      reading.add("byKey", *basic->responder_key_hash());
    }
    reading.add("producedAt", basic->produced_at());
    reading.add("responses", std::int64_t{basic->responses().size()});
    for (const SingleResponse& single : basic->responses()) {
      reading.add(single);
    }
    reading.add(basic->extensions());
    reading.add(basic->signature_algorithm());
    reading.add("signature", basic->signature());
    reading.add(basic->certificates());
  }
  return reading;
}

void add_single(openssl::Fields& fields, OCSP_SINGLERESP* single) {
  fields.add(const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single)));
  int reason = -1;
  ASN1_GENERALIZEDTIME* revocation_time = nullptr;
  ASN1_GENERALIZEDTIME* this_update = nullptr;
  ASN1_GENERALIZEDTIME* next_update = nullptr;
  const int status = OCSP_single_get0_status(single, &reason, &revocation_time, &this_update, &next_update);
  fields.add("certStatus", std::int64_t{status});
  if (status == V_OCSP_CERTSTATUS_REVOKED) {
    fields.add_time("revocationTime", revocation_time);
    fields.add("revocationReason", std::int64_t{reason});
  }
  fields.add_time("thisUpdate", this_update);
  if (next_update != nullptr) {
    fields.add_time("nextUpdate", next_update);
  }
  fields.add_extensions(OCSP_SINGLERESP_get_ext_count(single), single, OCSP_SINGLERESP_get_ext);
}

PeerReading read_response(Bytes input) {
  PeerReading result;
  const auto response = openssl::read_all<OCSP_RESPONSE, OCSP_RESPONSE_free>(d2i_OCSP_RESPONSE, input);
  if (!response) {
    return result;
  }
  openssl::Fields fields;
  const int status = OCSP_response_status(response.get());
  fields.add("responseStatus", std::int64_t{status});
  std::vector<std::uint8_t> again = openssl::written_by(i2d_OCSP_RESPONSE, response.get());
  result.rewrites = equal(again, input);
  if (status == OCSP_RESPONSE_STATUS_SUCCESSFUL) {
    const openssl::Owned<OCSP_BASICRESP, OCSP_BASICRESP_free> basic{OCSP_response_get1_basic(response.get())};
    ERR_clear_error();
    if (!basic) {
      return result;
    }
    // It stands in an OCTET STRING, at the end.
    again = openssl::written_by(i2d_OCSP_BASICRESP, basic.get());
    result.rewrites = result.rewrites && again.size() < input.size() && equal(again, input.last(again.size()));
    const ASN1_OCTET_STRING* by_key = nullptr;
    const X509_NAME* by_name = nullptr;
    OCSP_resp_get0_id(basic.get(), &by_key, &by_name);
    by_name != nullptr ? fields.add("byName", by_name) : fields.add("byKey", by_key);
    fields.add_time("producedAt", OCSP_resp_get0_produced_at(basic.get()));
    const int count = OCSP_resp_count(basic.get());
    fields.add("responses", std::int64_t{count});
    for (int i = 0; i < count; ++i) {
      add_single(fields, OCSP_resp_get0(basic.get(), i));
    }
    fields.add_extensions(OCSP_BASICRESP_get_ext_count(basic.get()), basic.get(), OCSP_BASICRESP_get_ext);
    fields.add(OCSP_resp_get0_tbs_sigalg(basic.get()));
    fields.add("signature", OCSP_resp_get0_signature(basic.get()));
    fields.add_certificates(OCSP_resp_get0_certs(basic.get()));
  }
  result.reading = fields.reading();
  return result;
}

using V = Verdicts<OCSPResponse>;
using Explain = openssl::Explain<OCSPResponse>;
constexpr Disagreement<OCSPResponse> disagreements[] = {
    {"embedded certificate", Explain::embedded_certificate},
    {"contents of parameters", Explain::parameters},
    {"attribute value", Explain::attribute_value},
    {"comma in a time", Explain::comma_in_time},
    {"padded serial number", Explain::padded_serial_number},
    {"BER", Explain::ber},
    {"BOOLEAN", Explain::boolean},
    {"empty RDN", Explain::empty_rdn},
    {"reserved tag", Explain::reserved_tag},
    {"version", Explain::version},
    {"offset from UTC", Explain::offset_from_utc},
    {"undefined value", [](const V& v) { return v.only_peer_reads() && v.error().code == ErrorCode::undefined_value; }},
    {"bytes after BasicOCSPResponse",
     [](const V& v) {
       return v.only_peer_reads() && v.error().code == ErrorCode::trailing_data && v.error().field == Field::response;
     }},
};

}  // namespace
}  // namespace ocspan::fuzz::openssl_response_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ocspan::fuzz::openssl_response_harness;
  ocspan::fuzz::check_against_peer<ocspan::OCSPResponse>({data, size}, reading_of, read_response, disagreements);
  return 0;
}
