// An OCSP response, read by Botan too.
#include <botan/ber_dec.h>
#include <botan/ocsp.h>
#include <botan/x509_dn.h>
#include <botan/x509cert.h>

#include "peer.hpp"

namespace ocspan::fuzz::botan_response_harness {
namespace {

Reading reading_of(const OCSPResponse& response) {
  Reading reading;
  reading.add("responseStatus", static_cast<std::int64_t>(response.response_status()));
  if (const BasicOCSPResponse* const basic = response.basic()) {
    // Botan has no word for which of the two it is: the other is empty.
    const std::optional<Name>& name = basic->responder_name();
    std::int64_t attributes = 0;
    if (name) {
      for (const RelativeDistinguishedName& rdn : *name) {
        for (const AttributeTypeAndValue& attribute : rdn) {
          attributes += attribute.value().bytes().empty() ? 0 : 1;  // Botan drops those with nothing in them
        }
      }
    }
    reading.add("attributes of byName", attributes);
    reading.add("byKey", basic->responder_key_hash().value_or(Bytes{}));
    reading.add("producedAt", basic->produced_at());
    reading.add("has certs", basic->certificates().empty() ? 0 : 1);  // Botan reads the first one only
  }
  return reading;
}

PeerReading read_response(Bytes input) {
  PeerReading result;
  try {
    const Botan::OCSP::Response response{input.data(), input.size()};
    Reading reading;
    reading.add("responseStatus", static_cast<std::int64_t>(response.status()));
    result.whole = response.status() == Botan::OCSP::Response_Status_Code::Successful;
    if (result.whole) {
      reading.add("attributes of byName", static_cast<std::int64_t>(response.signer_name().dn_info().size()));
      reading.add("byKey", response.signer_key_hash());
      reading.add("producedAt", static_cast<std::int64_t>(response.produced_at().time_since_epoch()));
      reading.add("has certs", response.certificates().empty() ? 0 : 1);
    }
    result.reading = reading;
  } catch (const std::exception&) {
    result.reading.reset();
  }
  return result;
}

/// Whether Botan makes a T of the bytes.
template <class T>
bool reads(Bytes der) {
  try {
    T value;
    Botan::BER_Decoder decoder{der.data(), der.size()};
    decoder.decode(value);
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

/// Looks, in what ocspan accepts, for the parts that Botan refuses by themselves.
class Refused : public FieldVisitor<Refused> {
 public:
  bool certificate = false;
  bool name = false;
  bool oid = false;
  bool time = false;

  void on_value(const Certificates& certificates) {
    if (certificates.present()) {
      certificate = certificates.empty() || !is_certificate(*certificates.begin());
    }
  }
  void on_value(const Name& value) { name = name || !reads<Botan::X509_DN>(value.der()); }
  void on_value(const Oid& value) {
    std::vector<std::uint8_t> der(value.bytes().size() + 6);
    Writer writer{der};
    value.write(writer);
    oid = oid || !reads<Botan::OID>(*writer.finish());
  }
  void on_value(const Time& value) { time = time || value.year < 1970 || value.year > 2200; }
  template <class T>
  void on_value(const T&) {}

 private:
  static bool is_certificate(Bytes der) {
    try {
      const Botan::X509_Certificate certificate{der.data(), der.size()};
      return true;
    } catch (const std::exception&) {
      return false;
    }
  }
};

using V = Verdicts<OCSPResponse>;

Refused refused(const V& v) {
  Refused refused;
  if (v.only_we_read()) {
    refused.visit(*v.ours);
  }
  return refused;
}

bool only_botan_reads(const V& v, std::initializer_list<Field> fields) {
  return v.only_peer_reads() && std::find(fields.begin(), fields.end(), v.error().field) != fields.end();
}
bool only_botan_reads(const V& v, std::initializer_list<ErrorCode> codes) {
  return v.only_peer_reads() && std::find(codes.begin(), codes.end(), v.error().code) != codes.end();
}

constexpr Disagreement<OCSPResponse> disagreements[] = {
    {"embedded certificate", [](const V& v) { return refused(v).certificate; }},
    {"name", [](const V& v) { return refused(v).name; }},
    {"arcs of an OID", [](const V& v) { return refused(v).oid; }},
    {"year", [](const V& v) { return refused(v).time; }},
    {"fraction of a second",
     [](const V& v) { return v.only_we_read() && contains(v.ours->tolerated(), Tolerance::time_forms); }},
    {"error status", [](const V& v) { return v.only_peer_reads() && !v.peer.whole; }},
    {"bytes left over", [](const V& v) { return only_botan_reads(v, {ErrorCode::trailing_data}); }},
    {"BER",
     [](const V& v) {
       return only_botan_reads(
                  v, {ErrorCode::indefinite_length, ErrorCode::length_not_minimal, ErrorCode::integer_not_minimal,
                      ErrorCode::integer_empty, ErrorCode::bad_boolean, ErrorCode::bad_bit_string}) ||
              (only_botan_reads(v, {ErrorCode::wrong_tag, ErrorCode::response_bytes_missing}) && v.byte() == 0) ||
              (only_botan_reads(v, {ErrorCode::wrong_tag}) && v.is_mended_by(v.byte() ^ 0x20U));
     }},
    {"inside certStatus",
     [](const V& v) {
       return only_botan_reads(v, {Field::cert_status, Field::revocation_time, Field::revocation_reason});
     }},
    {"parameters", [](const V& v) { return only_botan_reads(v, {Field::parameters}); }},
    {"inside a name", [](const V& v) { return v.only_peer_reads() && v.in_name(); }},
    {"certificates after the first",
     [](const V& v) {
       return only_botan_reads(v, {Field::certs, Field::tbs_certificate, Field::signature_algorithm, Field::algorithm,
                                   Field::signature_value});
     }},
    {"no responderID", [](const V& v) { return only_botan_reads(v, {Field::responder_id}); }},
    {"version", [](const V& v) { return only_botan_reads(v, {ErrorCode::unsupported_version}); }},
    {"OID", [](const V& v) { return only_botan_reads(v, {ErrorCode::bad_oid}); }},
    {"time",
     [](const V& v) { return only_botan_reads(v, {Field::this_update, Field::next_update, Field::produced_at}); }},
};

}  // namespace
}  // namespace ocspan::fuzz::botan_response_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ocspan::fuzz::botan_response_harness;
  ocspan::fuzz::check_against_peer<ocspan::OCSPResponse>({data, size}, reading_of, read_response, disagreements);
  return 0;
}
