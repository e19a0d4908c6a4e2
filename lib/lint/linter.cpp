#include "ocspan/lint/linter.hpp"

#include <algorithm>

namespace ocspan::inline OCSPAN_ABI::detail {
namespace place {

OCSPAN_FN const std::uint8_t* of(const AlgorithmIdentifier& algorithm) {
  return of_sequence(Reader::identifier_of(algorithm.oid().bytes()),
                     algorithm.parameters() ? *algorithm.parameters() : algorithm.oid().bytes());
}

/// All that follows in the message.
OCSPAN_FN inline Bytes from(const std::uint8_t* at, Bytes message) { return {at, message.data() + message.size()}; }

/// The first of `values` with this tag, which one of them has.
OCSPAN_FN inline const std::uint8_t* tagged(Bytes values, Tag tag) {
  while (static_cast<Tag>(values[0]) != tag) {
    values = Reader::after_first(values);
  }
  return values.data();
}

// The fields of a SingleResponse stand behind its certID, the first one.
OCSPAN_FN inline const std::uint8_t* in(const SingleResponse& answer, Field field, Bytes message) {
  const Bytes fields = from(answer.cert_id().der().data(), message);
  const Bytes status = Reader::after_first(fields);
  const Bytes this_update = Reader::after_first(status);
  const Bytes next_update = Reader::after_first(this_update);
  switch (field) {
    case Field::cert_id:
      return fields.data();
    case Field::cert_status:
      return status.data();
    case Field::revocation_time:
      return Reader::first(status).data();
    case Field::revocation_reason:
      return nth(Reader::first(status), 1);
    case Field::this_update:
      return this_update.data();
    case Field::next_update:
      if (answer.next_update()) {
        return next_update.data();
      }
      break;
    default:
      break;
  }
  if (answer.single_extensions().present()) {
    const Bytes list = answer.single_extensions().bytes();
    return field == Field::single_extensions ? Reader::identifier_of(list) : of_sequence(fields.data(), list);
  }
  return of_sequence(fields.data(), Reader::first(answer.next_update() ? next_update : this_update));
}

// ResponseData begins with an optional version; after it stand the three fields of the signature.
OCSPAN_FN inline const std::uint8_t* in(const BasicOCSPResponse& response, Field field, Bytes message) {
  const Bytes tbs = response.tbs_response_bytes();
  const Bytes fields = Reader::first(tbs);
  const Bytes responder_id = static_cast<Tag>(fields[0]) == explicit_tag(0) ? Reader::after_first(fields) : fields;
  switch (field) {
    case Field::responder_id:
      return responder_id.data();
    case Field::produced_at:
      return nth(responder_id, 1);
    case Field::responses:
      return nth(responder_id, 2);
    case Field::response_extensions:
      return nth(responder_id, 3);
    case Field::signature_algorithm:
      return nth(from(tbs.data(), message), 1);
    case Field::signature:
      return nth(from(tbs.data(), message), 2);
    default:  // certs
      return response.certificates().present() ? nth(from(tbs.data(), message), 3)
                                               : of_sequence(tbs.data(), response.signature());
  }
}

OCSPAN_FN inline const std::uint8_t* in(const CertID& id, Field field, Bytes /*message*/) {
  const Bytes fields = Reader::first(id.der());
  switch (field) {
    case Field::hash_algorithm:
      return fields.data();
    case Field::issuer_name_hash:
      return nth(fields, 1);
    case Field::issuer_key_hash:
      return nth(fields, 2);
    case Field::serial_number:
      return nth(fields, 3);
    default:
      return id.der().data();
  }
}

OCSPAN_FN inline const std::uint8_t* in(const OCSPRequest& request, Field field, Bytes message) {
  const Bytes tbs = request.tbs_request_bytes();
  const Bytes fields = Reader::first(tbs);
  switch (field) {
    case Field::requestor_name:
      return request.requestor_name() ? tagged(fields, explicit_tag(1)) : tbs.data();
    case Field::request_list:
      return tagged(fields, Tag::sequence);
    default:  // optionalSignature
      return nth(from(tbs.data(), message), 1);
  }
}

// TBSCertificate begins with an optional version.
OCSPAN_FN inline const std::uint8_t* in(const Certificate& certificate, Field field, Bytes /*message*/) {
  const Bytes tbs = certificate.tbs_certificate_bytes();
  const Bytes fields = Reader::first(tbs);
  const Bytes serial_number = static_cast<Tag>(fields[0]) == explicit_tag(0) ? Reader::after_first(fields) : fields;
  switch (field) {
    case Field::version:
      return fields.data() == serial_number.data() ? tbs.data() : fields.data();
    case Field::serial_number:
      return serial_number.data();
    case Field::issuer:
      return nth(serial_number, 2);
    case Field::validity:
      return nth(serial_number, 3);
    case Field::not_before:
      return Reader::first({nth(serial_number, 3), fields.data() + fields.size()}).data();
    case Field::not_after:
      return nth(Reader::first({nth(serial_number, 3), fields.data() + fields.size()}), 1);
    case Field::issuer_unique_id:
      return nth(serial_number, 6);
    case Field::subject_unique_id:
      return nth(serial_number, certificate.issuer_unique_id() ? 7 : 6);
    default:
      return tbs.data();
  }
}

OCSPAN_FN inline const std::uint8_t* in(const Extension& extension, Field field, Bytes /*message*/) {
  switch (field) {
    case Field::extn_id:
      return Reader::identifier_of(extension.oid().bytes());
    case Field::critical:  // which is TRUE, and so is there
      return extension.oid().bytes().data() + extension.oid().bytes().size();
    default:  // extnValue
      return Reader::identifier_of(extension.value());
  }
}

}  // namespace place

// The error code of each flag of Tolerance.
OCSPAN_FN void Deviations::look(const Reader& reader) {
  const Tolerance found = reader.take_tolerated();
  const auto report = [&](Tolerance flag, ErrorCode code) {
    if (contains(found, flag)) {
      take_(*this, {code, field_, offset_});
    }
  };
  report(Tolerance::explicit_default, ErrorCode::explicit_default);
  report(Tolerance::response_bytes_in_error, ErrorCode::response_bytes_in_error);
  report(Tolerance::empty_extensions, ErrorCode::empty_extensions);
  report(Tolerance::time_forms, ErrorCode::time_form);
  report(Tolerance::unsorted_set, ErrorCode::unsorted_set);
  report(Tolerance::integer_not_minimal, ErrorCode::integer_not_minimal);
}

OCSPAN_FN void Deviations::take_value(Observer& self, Tag /*tag*/, Field field, const Reader& next) {
  auto& deviations = static_cast<Deviations&>(self);
  if (!contains(next.tolerated(), Tolerance::response_bytes_in_error)) {  // which is known before they are read
    deviations.look(next);
  }
  deviations.field_ = field;
  deviations.offset_ = static_cast<std::uint32_t>(next.remaining().data() - deviations.input_.data());
  if (next.tolerated() != Tolerance::none) {
    deviations.look(next);
  }
}

OCSPAN_FN Linter::Linter(const LintInputs& inputs, const LintSelection& selection, LintCallbacks& callbacks)
    : inputs_(&inputs),
      callbacks_(&callbacks),
      selected_(LintSet::of(selection.profiles) & selection.only),
      profiles_(selection.profiles | LintProfile::rfc) {
  const auto load_into = [](std::optional<Certificate>& certificate, Bytes der) {
    if (!der.empty() && read_message(certificate.emplace(), der, Tolerance::all)) {
      certificate.reset();
    }
  };
  load_into(issuer_, inputs.issuer);
  load_into(certificate_, inputs.certificate);
}

OCSPAN_FN inline void Linter::take(Lint lint, LintInput input, const Error& at) {
  found_.insert(lint);
  callbacks_->take({lint, severity_of(lint, profiles_), input, at});
}

OCSPAN_FN void Linter::find(Lint lint, Field field, const std::uint8_t* at, ErrorCode code) {
  if (selected_.contains(lint) && (scope_.date == 0 || info_of(lint).since <= scope_.date)) {
    take(lint, scope_.input, {code, field, static_cast<std::uint32_t>(at - scope_.bytes.data())});
  }
}

OCSPAN_FN void Linter::find(Lint lint, LintInput input, std::size_t offset) {
  if (selected_.contains(lint) && (produced_ == 0 || info_of(lint).since <= produced_)) {
    take(lint, input, {ErrorCode::none, Field::none, static_cast<std::uint32_t>(offset)});
  }
}

OCSPAN_FN void Linter::find_in(const BasicOCSPResponse& response, Lint lint, Field field) {
  find(lint, field, place::in(response, field, scope_.bytes));
}
OCSPAN_FN void Linter::find_in(const SingleResponse& answer, Lint lint, Field field) {
  find(lint, field, place::in(answer, field, scope_.bytes));
}
OCSPAN_FN void Linter::find_in(const CertID& id, Lint lint, Field field) {
  find(lint, field, place::in(id, field, scope_.bytes));
}
OCSPAN_FN void Linter::find_in(const OCSPRequest& request, Lint lint, Field field) {
  find(lint, field, place::in(request, field, scope_.bytes));
}
OCSPAN_FN void Linter::find_in(const Certificate& certificate, Lint lint, Field field) {
  find(lint, field, place::in(certificate, field, scope_.bytes));
}
OCSPAN_FN void Linter::find_in(const Extension& extension, Lint lint, Field field) {
  find(lint, field, place::in(extension, field, scope_.bytes));
}

OCSPAN_FN const std::uint8_t* RecentCertIDs::find_sha1_alone() const {
  const std::span<const Entry> known = std::span{entries_}.first(count_);
  for (const Entry& entry : known) {
    bool is_alone = entry.hash == oid_of(HashAlgorithm::sha1);
    for (std::size_t i = 0; is_alone && i < known.size(); ++i) {
      is_alone = known[i].hash != oid_of(HashAlgorithm::sha256) || !equal(serial_of(known[i]), serial_of(entry));
    }
    if (is_alone) {
      return place::of_sequence(Reader::identifier_of(entry.hash.bytes()), {entry.hashes_and_serial.data(), 0});
    }
  }
  return nullptr;
}

OCSPAN_FN std::uint16_t Linter::missing_inputs() const {
  std::uint16_t missing = missing_;
  const auto need = [&](bool is_given, LintInput input) {
    missing |= is_given ? std::uint16_t{0} : static_cast<std::uint16_t>(input);
  };
  need(!inputs_->response.empty(), LintInput::response);
  need(!inputs_->request.empty(), LintInput::request);
  need(responder_.has_value(), LintInput::responder);
  need(issuer_.has_value(), LintInput::issuer);
  need(certificate_.has_value(), LintInput::certificate);
  need(inputs_->at.has_value(), LintInput::time);
  need(!inputs_->http_request.empty(), LintInput::http_request);
  need(!inputs_->http_response.empty(), LintInput::http_response);
  need(inputs_->duration.has_value(), LintInput::duration);
  need(!inputs_->previous.empty(), LintInput::previous);
  need(!inputs_->previous.empty() || inputs_->at.has_value(), LintInput::previous_or_time);
  need(inputs_->response.empty() && inputs_->at.has_value(), LintInput::signing_time);
  need(inputs_->find_issued != nullptr, LintInput::serials);
  need(callbacks_->has_hasher(), LintInput::hasher);
  return missing;
}

// The lints that need an input, for each of the inputs.
inline constexpr auto lints_needing = [] {
  std::array<LintSet, 16> needing{};
  LintSet::all().for_each([&](Lint lint) {
    for (std::size_t i = 0; i < needing.size(); ++i) {
      if ((info_of(lint).needs >> i & 1) != 0) {
        needing[i].insert(lint);
      }
    }
  });
  return needing;
}();

// The lints whose rules have not always held, and the day from which on all of them do.
struct Beginnings {
  LintSet lints;
  std::uint32_t last = 0;
};
inline constexpr Beginnings beginnings = [] {
  Beginnings all;
  LintSet::all().for_each([&](Lint lint) {
    if (info_of(lint).since != 0) {
      all.lints.insert(lint);
      all.last = std::max(all.last, info_of(lint).since);
    }
  });
  return all;
}();

OCSPAN_FN LintReport Linter::report() const {
  LintReport report;
  const std::uint16_t missing = missing_inputs();
  std::size_t input = 0;
  for (unsigned rest = missing; rest != 0; rest >>= 1, ++input) {
    if ((rest & 1) != 0) {
      report.not_applicable = report.not_applicable | lints_needing[input];
    }
  }
  report.not_applicable = (report.not_applicable & selected_) - found_;
  const std::uint32_t issued = responder_ ? date_of(responder_->not_before()) : produced_;
  const auto is_before = [](std::uint32_t date, std::uint32_t since) { return date != 0 && date < since; };
  if (!is_before(produced_, beginnings.last) && !is_before(issued, beginnings.last)) {
    return report;
  }
  const LintSet not_always = (selected_ & beginnings.lints) - report.not_applicable - found_;
  not_always.for_each([&](Lint lint) {
    const LintInfo info = info_of(lint);
    const bool is_of_responder = (info.needs & static_cast<unsigned>(LintInput::responder)) != 0;
    if (is_before(is_of_responder ? issued : produced_, info.since)) {
      report.not_effective.insert(lint);
    }
  });
  return report;
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
