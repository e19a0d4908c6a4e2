// Reads every field of a message once, as a program that needs all of them would, and as it is done with the peers. The
// harnesses' fuzz/fields.hpp goes through every accessor, so that most bytes are read twice or more.
#pragma once

#include <cstdint>
#include <optional>

#include "ocspan/ocspan.hpp"
#include "operation.hpp"

namespace ocspan::bench {

/// Adds up what the accessors give: numbers, and of bytes the first one and how many there are.
class Reading {
 public:
  Outcome outcome() const { return outcome_; }

  void read(Bytes bytes) { outcome_.rest += bytes.size() + (bytes.empty() ? 0U : bytes[0]); }
  void read(std::uint64_t number) { outcome_.rest += number; }
  template <class T>
  void read(const std::optional<T>& value) {
    if (value) {
      read(*value);
    }
  }
  void read(ReasonFlags reason) { read(static_cast<std::uint64_t>(reason)); }
  void read(const Time& time) {
    outcome_.rest += std::uint64_t{time.year} + time.month + time.day + time.hour + time.minute + time.second;
  }
  void read(const AlgorithmIdentifier& algorithm) {
    read(algorithm.oid().bytes());
    read(algorithm.parameters());
  }
  void read(const Name& name) {
    for (const RelativeDistinguishedName& rdn : name) {
      for (const AttributeTypeAndValue& attribute : rdn) {
        read(attribute.type().bytes());
        read(static_cast<std::uint64_t>(attribute.value().tag()));
        read(attribute.value().bytes());
      }
    }
  }
  void read(const GeneralName& name) { read(name.der()); }
  void read(const Extensions& extensions) {
    for (const Extension& extension : extensions) {
      read(extension.oid().bytes());
      read(std::uint64_t{extension.critical()});
      read(extension.value());
    }
  }
  void read(const CertID& cert_id) {
    read(cert_id.hash_algorithm());
    outcome_.answer +=
        answer_of_id(cert_id.issuer_name_hash(), cert_id.issuer_key_hash(), cert_id.serial_number().bytes());
  }
  void read(const Certificates& certificates) {
    for (const Bytes der : certificates) {
      read(der);
    }
  }
  void read(const Signature& signature) {
    read(signature.algorithm());
    read(signature.bits().bytes());
    read(signature.certificates());
  }
  void read(const SingleResponse& single) {
    read(single.cert_id());
    read(single.revocation_time());
    read(single.revocation_reason());
    const Time time = single.this_update();
    read(time);
    outcome_.answer +=
        answer_of_status(static_cast<unsigned>(single.certificate_status()), time.hour, time.minute, time.second);
    read(single.next_update());
    read(single.single_extensions());
  }
  void read(const OCSPResponse& response) {
    read(static_cast<std::uint64_t>(response.response_status()));
    read(response.response_type().bytes());
    const BasicOCSPResponse* const basic = response.basic();
    if (basic == nullptr) {
      return;
    }
    read(std::uint64_t{basic->version()});
    read(basic->responder_name());
    read(basic->responder_key_hash());
    read(basic->produced_at());
    for (const SingleResponse& single : basic->responses()) {
      read(single);
    }
    read(basic->extensions());
    read(basic->tbs_response_bytes());
    read(basic->signature_algorithm());
    read(basic->signature());
    read(basic->certificates());
  }
  void read(const OCSPRequest& request) {
    read(std::uint64_t{request.version()});
    read(request.requestor_name());
    for (const Request& one : request.requests()) {
      read(one.cert_id());
      read(one.extensions());
    }
    read(request.extensions());
    read(request.signature());
    read(request.tbs_request_bytes());
  }
  void read(const Certificate& certificate) {
    read(std::uint64_t{certificate.version()});
    outcome_.answer += certificate.extensions().size() + certificate.serial_number().bytes().back();
    read(certificate.tbs_signature_algorithm());
    read(certificate.issuer());
    read(certificate.not_before());
    read(certificate.not_after());
    read(certificate.subject());
    read(certificate.subject_public_key_info().algorithm());
    read(certificate.subject_public_key_info().public_key());
    read(certificate.extensions());
    read(certificate.signature_algorithm());
    read(certificate.signature());
    read(certificate.tbs_certificate_bytes());
  }

 private:
  Outcome outcome_;
};

}  // namespace ocspan::bench
