#include "output/verification.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include "input/certificate_file.hpp"
#include "input/file.hpp"
#include "output/document.hpp"
#include "output/values.hpp"

namespace ocspan_tool {

using namespace ocspan;

namespace {

/// "14 days"
std::string duration_text(std::int64_t seconds) {
  struct Unit {
    std::int64_t seconds;
    std::string_view name;
  };
  constexpr Unit units[] = {{86'400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}};
  for (const Unit& unit : units) {
    if (seconds >= 2 * unit.seconds || unit.seconds == 1) {
      const std::int64_t count = seconds / unit.seconds;
      return std::to_string(count) + " " + std::string{unit.name} + (count == 1 ? "" : "s");
    }
  }
  return {};
}

/// The serial numbers that the response has answers about, a few of them.
std::string answered_serials(const OCSPResponse& response) {
  std::string text;
  std::size_t count = 0;
  for (const SingleResponse single : response.basic()->responses()) {
    if (++count > 3) {
      return text + ", ...";
    }
    text += (text.empty() ? "" : ", ") + text_of(single.serial_number());
  }
  return text;
}

std::string text_of_time(const Time& time) {
  return *to_std_string([&](std::span<char> out) { return time.to_text(out); });
}

std::string hex_of(Bytes bytes) {
  constexpr std::size_t most = 32;
  const std::string digits = *to_std_string(
      [&](std::span<char> out) { return Integer{bytes.first(std::min(bytes.size(), most))}.to_hex(out); });
  return "0x" + digits + (bytes.size() > most ? "..." : "");
}

/// Its name, or its numbers if it has none.
std::string oid_text(const Oid& oid) {
  const std::string_view name = name_of(oid);
  const Result<std::string> dotted = to_std_string([&](std::span<char> out) { return oid.to_dotted(out); });
  return !name.empty() ? std::string{name} : dotted ? *dotted : "an OBJECT IDENTIFIER of " + hex_of(oid.bytes());
}

bool is_at(Bytes part, const std::uint8_t* at) {
  return !std::less<>{}(at, part.data()) && std::less<>{}(at, part.data() + part.size());
}

/// The part of the inputs in which a check has failed: a certificate, or the response outside its certificates.
struct FailedPart {
  std::optional<Certificate> certificate;  ///< nullopt for the response
  const std::uint8_t* at = nullptr;        ///< where it failed; null if that is not known
};

FailedPart failed_part(const Verified& verified) {
  const VerifyFailure failure = verified.verification.failure();
  const Question& question = verified.question;
  if (failure.input == VerifyInput::certificate && question.certificate() != nullptr) {
    return {*question.certificate(), question.certificate()->public_bytes().data() + failure.offset};
  }
  if (failure.input == VerifyInput::added_certificate) {  // of several it is not known which
    const bool is_one = question.trusted().size() + question.certificates().size() == 1;
    const Result<Certificate> added = !question.trusted().empty() ? Result<Certificate>{question.trusted().front()}
                                      : is_one
                                          ? load_der_x509_certificate(question.certificates().front(), Tolerance::all)
                                          : Result<Certificate>{Error{ErrorCode::missing}};
    return is_one && added ? FailedPart{*added, added->public_bytes().data() + failure.offset} : FailedPart{};
  }
  const std::uint8_t* const at = verified.response.public_bytes().data() + failure.offset;
  for (const Bytes der : verified.response.basic()->certificates()) {
    const Result<Certificate> certificate = load_der_x509_certificate(der, Tolerance::all);
    if (is_at(der, at) && certificate) {
      return {*certificate, at};
    }
  }
  return {std::nullopt, at};
}

/// "asked about 0x07 (7), the answers are about 0x1001 (4097)"
std::string answers_detail(const Verified& verified) {
  const Integer& asked = verified.question.serial_number();
  const std::string answered = answered_serials(verified.response);
  bool has_serial = false;
  for (const SingleResponse single : verified.response.basic()->responses()) {
    has_serial = has_serial || single.serial_number() == asked;
  }
  return "asked about " + text_of(asked) + ", " +
         (answered.empty() ? "there are no answers"
          : has_serial     ? "the answer about that number has other hashes than those of the issuer " +
                             text_of(verified.question.issuer().subject())
                       : "the answers are about " + answered);
}

std::string responder_detail(const ResponderID& id) {
  return "it names " +
         (id.by_name() ? text_of(*id.by_name()) : "the key of hash " + hex_of(id.by_key().value_or(Bytes{})));
}

std::string nonce_detail(const Verified& verified) {
  const Result<std::optional<Nonce>> nonce = verified.response.basic()->extensions().get<Nonce>();
  const std::string found = !nonce ? "several" : *nonce ? hex_of((*nonce)->bytes()) : "none";
  return "asked " + hex_of(verified.question.nonce().value_or(Bytes{})) + ", the response has " + found;
}

/// The hash functions of the answers about that serial number.
std::string hashes_detail(const Verified& verified) {
  std::string text;
  for (const SingleResponse single : verified.response.basic()->responses()) {
    const std::string name = oid_text(single.cert_id().hash_algorithm().oid());
    if (single.serial_number() == verified.question.serial_number() && text.find(name) == std::string::npos &&
        text.size() < 200) {
      text += (text.empty() ? "" : ", ") + name;
    }
  }
  return text;
}

std::string usages_of(const Certificate& certificate) {
  const Result<std::optional<KeyUsage>> usage = certificate.extensions().get<KeyUsage>();
  std::string text;
  for (unsigned bit = 0; usage && *usage && bit <= static_cast<unsigned>(KeyUsageBit::decipher_only); ++bit) {
    if ((*usage)->has(static_cast<KeyUsageBit>(bit))) {
      text += (text.empty() ? "" : ", ") + std::string{to_string(static_cast<KeyUsageBit>(bit))};
    }
  }
  return text.empty() ? "" : ", which is for " + text;
}

/// What the check of a certificate found.
std::string certificate_detail(const Verified& verified, const Certificate& certificate) {
  const Time& at = verified.policy.attested ? verified.response.basic()->produced_at() : verified.policy.at;
  std::string subject = text_of(certificate.subject());
  const std::string issuer = text_of(verified.question.issuer().subject());
  switch (verified.verification.failure().step) {
    case VerifyStep::certificate_bad_signature:
    case VerifyStep::signer_bad_signature:
      return subject + ", by the key of " + issuer;
    case VerifyStep::signer_not_issued_by_issuer:
      return subject + " was issued by " + text_of(certificate.issuer()) + ", not by " + issuer;
    case VerifyStep::signer_key_usage:
      return subject + usages_of(certificate);
    case VerifyStep::signer_not_yet_valid:
      return subject + ", by " + duration_text(certificate.not_before().to_unix() - at.to_unix());
    case VerifyStep::signer_expired:
      return subject + ", " + duration_text(at.to_unix() - certificate.not_after().to_unix()) + " ago";
    default:
      return subject;
  }
}

}  // namespace

std::string detail_of(const Verified& verified) {
  const Verification& verification = verified.verification;
  const VerifyStep step = verification.failure().step;
  const VerifyPolicy& policy = verified.policy;
  const Question& question = verified.question;
  const std::int64_t at = policy.at.to_unix();
  if (step == VerifyStep::none) {
    return {};
  }
  if (step == VerifyStep::not_successful) {
    return std::string{to_string(verified.response.response_status())};
  }
  const BasicOCSPResponse& basic = *verified.response.basic();
  const auto from_to = [&] {
    const std::optional<Time> next = verification.next_update();
    return "thisUpdate is " + text_of_time(*verification.this_update()) +
           (next ? ", nextUpdate is " + text_of_time(*next) : "");
  };
  switch (step) {
    case VerifyStep::wrong_issuer:
      return question.certificate() == nullptr ? "the issuer is " + text_of(question.issuer().subject())
                                               : "it was issued by " + text_of(question.issuer_name()) +
                                                     ", and the issuer is " + text_of(question.issuer().subject());
    case VerifyStep::unsupported_hash:
      return hashes_detail(verified);
    case VerifyStep::no_answer:
      return answers_detail(verified);
    case VerifyStep::no_signer:
      return responder_detail(basic.responder_id());
    case VerifyStep::too_many_signers:
      return "more than " + std::to_string(max_signers);
    case VerifyStep::unsupported_signature_algorithm:
    case VerifyStep::weak_signature_algorithm: {
      const FailedPart part = failed_part(verified);
      const std::string name =
          oid_text((part.certificate ? part.certificate->signature_algorithm() : basic.signature_algorithm()).oid());
      return name + (part.certificate ? " of " + text_of(part.certificate->subject()) : " of the response");
    }
    case VerifyStep::critical_extension:
    case VerifyStep::signer_critical_extension: {
      const FailedPart part = failed_part(verified);
      const Bytes whole = part.certificate ? part.certificate->public_bytes() : verified.response.public_bytes();
      ReadContext context{part.at == nullptr ? Bytes{} : Bytes{part.at, whole.data() + whole.size()}};
      Reader reader{context};
      Oid oid;
      oid.read(reader, Field::extn_id);
      return (part.certificate ? text_of(part.certificate->subject()) + ", " : "") +
             (context.error() ? "" : oid_text(oid));
    }
    case VerifyStep::produced_in_future:
      return "by " + duration_text(basic.produced_at().to_unix() - at);
    case VerifyStep::not_yet_valid:
      return "by " + duration_text(verification.this_update()->to_unix() - at);
    case VerifyStep::update_order:
      return from_to();
    case VerifyStep::expired:
      return duration_text(at - verification.next_update()->to_unix()) + " ago";
    case VerifyStep::too_old:
      return duration_text(at - verification.this_update()->to_unix()) + " ago, " +
             duration_text(policy.max_age.value_or(policy.max_age_without_next_update)) + " are allowed";
    case VerifyStep::outside_attested_time:
      return "attested is " + text_of_time(*policy.attested) + ", " + from_to();
    case VerifyStep::nonce_missing:
    case VerifyStep::nonce_different:
      return nonce_detail(verified);
    default: {
      const FailedPart part = failed_part(verified);
      return part.certificate ? certificate_detail(verified, *part.certificate) : "";
    }
  }
}

std::string render(const Verified& verified, const std::string& subject, bool expires_too_soon) {
  const Verification& verification = verified.verification;
  std::string text = printable(subject) + ": " + std::string{to_string(verification.verdict())} + '\n';
  const auto add = [&](std::string_view label, std::string_view value) {
    text.append("    ").append(label).append(": ").append(value) += '\n';
  };
  const auto add_time = [&](std::string_view label, const std::optional<Time>& time) {
    if (time) {
      add(label, *to_std_string([&](std::span<char> out) { return time->to_text(out); }));
    }
  };
  if (const VerifyFailure failure = verification.failure(); failure.step != VerifyStep::none) {
    const std::string detail{verified.detail.value_or("")};
    const std::string_view input = failure.input == VerifyInput::response      ? ""
                                   : failure.input == VerifyInput::certificate ? " of the certificate"
                                                                               : " of an added certificate";
    add("Reason", std::string{message_of(failure.step)} + (detail.empty() ? "" : ": " + detail) + " (" +
                      std::string{to_string(failure.step)} + ", " + std::string{to_string(failure.field)} +
                      " at byte " + std::to_string(failure.offset) + std::string{input} + ")");
  }
  add("Serial Number", text_of(verified.question.serial_number()));
  add_time("Revocation Time", verification.revocation_time());
  if (const std::optional<ReasonFlags> reason = verification.revocation_reason()) {
    add("Revocation Reason", to_string(*reason));
  }
  if (verification.verdict() == Verdict::good && verification.revocation_time()) {
    add("Note", "revoked after the attested time");
  }
  add_time("This Update", verification.this_update());
  add_time("Next Update", verification.next_update());
  const std::optional<Certificate> responder = responder_of(verification);
  const std::string_view unchecked =
      verification.nocheck() ? "" : "; whether its certificate is revoked was not checked";
  if (verification.signed_by() == SignedBy::issuer) {
    add("Signed by", "the issuer");
  } else if (responder && verification.signed_by() == SignedBy::trusted) {
    add("Signed by", "a trusted responder (" + text_of(responder->subject()) + ")");
  } else if (responder) {
    add("Signed by",
        "a responder that the issuer authorised (" + text_of(responder->subject()) + ")" + std::string{unchecked});
  }
  if (verification.verdict() != Verdict::untrusted) {
    switch (verification.nonce()) {
      case NonceCheck::equal:
        add("Nonce", "equal to that of the request");
        break;
      case NonceCheck::missing:
        add("Nonce", "missing, which was accepted: the response may be older than the request");
        break;
      default:
        add("Nonce", "none was asked for");
        break;
    }
  }
  if (verification.has_several_answers()) {
    add("Note", "the response has several answers about this certificate; the strictest counts");
  }
  if (!verified.form.empty()) {
    add("Input", verified.form);
  }
  if (verified.count > 1) {
    add("Note", "this is what response " + std::to_string(verified.number) + " of " + std::to_string(verified.count) +
                    " says, the one that answers");
  }
  if (is_expired(verified)) {
    add("Note", "the certificate itself has expired");
  }
  add_time("Usable Until", verification.usable_until());
  if (expires_too_soon) {
    add("Note", "less is left than was asked for");
  }
  return text;
}

}  // namespace ocspan_tool
