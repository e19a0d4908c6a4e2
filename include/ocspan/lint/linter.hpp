// What the lints have in common: the messages that they look at, and the way to report what they find.
#pragma once

#include <cstdint>
#include <optional>

#include "ocspan/asn1/observer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/lint/lint.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/x509/certificate.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

/// How many of the elements before it one is compared with, so that the work stays linear.
inline constexpr std::size_t lint_window = 32;

/// A message, or a certificate, that is being looked at: where offsets are counted from, and how old it is.
struct LintScope {
  LintInput input = LintInput::response;
  Bytes bytes;
  std::uint32_t date = 0;  // YYYYMMDD; 0 if it is not known, and every rule holds
};

/// YYYYMMDD, to be compared with LintInfo::since.
constexpr std::uint32_t date_of(const Time& time) {
  return time.year * std::uint32_t{10000} + time.month * std::uint32_t{100} + time.day;
}

class Linter {
 public:
  OCSPAN_FN Linter(const LintInputs& inputs, const LintSelection& selection, LintCallbacks& callbacks);

  constexpr const LintInputs& inputs() const { return *inputs_; }
  constexpr LintCallbacks& callbacks() const { return *callbacks_; }
  constexpr bool has(LintProfile profile) const { return intersect(profiles_, profile); }

  /// The CA's certificate, that which is asked about, and the delegated responder's; null if it is not known.
  constexpr const Certificate* issuer() const { return issuer_ ? &*issuer_ : nullptr; }
  constexpr const Certificate* certificate() const { return certificate_ ? &*certificate_ : nullptr; }
  constexpr const Certificate* responder() const { return responder_ ? &*responder_ : nullptr; }
  /// Whether the issuer itself is the responder.
  constexpr bool is_direct() const { return is_direct_; }
  /// Whether the answer is about the certificate that was given.
  constexpr bool is_about_certificate(const SingleResponse& answer) const {
    return certificate_ && certificate_->serial_number() == answer.cert_id().serial_number();
  }

  /// What comes next is about this message.
  constexpr void look_at(const LintScope& scope) { scope_ = scope; }

  /// Reports that a rule is broken: at the value that begins at `at`, in a message.
  OCSPAN_FN void find(Lint lint, Field field, const std::uint8_t* at, ErrorCode code = ErrorCode::none);
  /// Reports a rule that is broken in the header fields of HTTP, at that character.
  OCSPAN_FN void find(Lint lint, LintInput input, std::size_t offset);
  /// Reports what the Reader says of `part` of the message.
  OCSPAN_FN inline void find(Lint lint, const Error& error, Bytes part) {
    find(lint, error.field, part.data() + error.offset, error.code);
  }

  /// These report the lint unless `holds`: at a value with those contents, or at a field of what is given.
  OCSPAN_FN inline void require(bool holds, Lint lint, Field field, Bytes contents) {
    if (!holds && selected_.contains(lint)) {
      find(lint, field, Reader::identifier_of(contents));
    }
  }
  template <class Of>
  OCSPAN_FN inline void require(bool holds, Lint lint, const Of& of, Field field) {
    if (!holds && selected_.contains(lint)) {
      find_in(of, lint, field);
    }
  }

  /// Reads `part` of what is being looked at: strictly or, if that fails, with all tolerances. Each deviation is
  /// reported as what `lint_of(error)` says, and so is the error if it cannot be read even so; then false is returned.
  template <class Message, class LintOf>
  OCSPAN_FN inline bool read(Message& message, Bytes part, LintOf lint_of);

  /// This input says nothing: it is wanting, or cannot be read.
  constexpr void set_missing(LintInput input) { missing_ |= flags_of(input); }

  /// The lints that could not be looked at.
  OCSPAN_FN LintReport report() const;

  /// The date of what is being looked at.
  constexpr void set_date(const Time& time) { scope_.date = date_of(time); }
  constexpr void set_produced(const Time& time) {
    produced_ = date_of(time);
    set_date(time);
  }
  constexpr void set_direct() { is_direct_ = true; }
  constexpr void set_responder(const Certificate& responder) { responder_ = responder; }

 private:
  OCSPAN_FN std::uint16_t missing_inputs() const;
  OCSPAN_FN void find_in(const BasicOCSPResponse& response, Lint lint, Field field);
  OCSPAN_FN void find_in(const SingleResponse& answer, Lint lint, Field field);
  OCSPAN_FN void find_in(const CertID& id, Lint lint, Field field);
  OCSPAN_FN void find_in(const OCSPRequest& request, Lint lint, Field field);
  OCSPAN_FN void find_in(const Certificate& certificate, Lint lint, Field field);
  OCSPAN_FN void find_in(const Extension& extension, Lint lint, Field field);
  OCSPAN_FN inline void take(Lint lint, LintInput input, const Error& at);

  const LintInputs* inputs_;
  LintCallbacks* callbacks_;
  LintSet selected_;
  LintSet found_;
  LintProfile profiles_;
  LintScope scope_;
  std::uint32_t produced_ = 0;
  std::uint16_t missing_ = 0;
  bool is_direct_ = false;
  std::optional<Certificate> issuer_;
  std::optional<Certificate> certificate_;
  std::optional<Certificate> responder_;
};

/// Where the parts of a value begin that have no view of their own. All of it was read before.
namespace place {

/// The value with these fields, of which the first and the last are given as contents octets, or empty if absent.
constexpr const std::uint8_t* of_sequence(const std::uint8_t* first_field, Bytes last_contents) {
  return Reader::identifier_of({first_field, last_contents.data() + last_contents.size()});
}
/// The element with that number, from 0, of the values at `values`.
OCSPAN_FN inline const std::uint8_t* nth(Bytes values, unsigned number) { return Reader::after(number, values).data(); }
OCSPAN_FN const std::uint8_t* of(const AlgorithmIdentifier& algorithm);

}  // namespace place

/// Notices which values deviate from DER while they are read with all tolerances.
class Deviations : public Observer {
 public:
  /// What is wrong with a value: the error that the Reader would give, but at the value's identifier octet.
  using Take = void(Deviations& self, const Error& error);

  constexpr Deviations(Bytes input, Take* take)
      : Observer(&Deviations::take_value, &Deviations::take_step), input_(input), take_(take) {}

  /// To be called when reading has ended, too.
  OCSPAN_FN void look(const Reader& reader);

 private:
  OCSPAN_FN static void take_value(Observer& self, Tag tag, Field field, const Reader& next);
  static constexpr void take_step(Observer& /*self*/, Step /*step*/, Field /*field*/) {}

  Bytes input_;
  Take* take_;
  Field field_ = Field::none;  // of the last value
  std::uint32_t offset_ = 0;
};

template <class LintOf>
class DeviationLints : public Deviations {
 public:
  constexpr DeviationLints(Linter& linter, Bytes input, LintOf lint_of)
      : Deviations(input, &DeviationLints::report), linter_(&linter), input_(input), lint_of_(lint_of) {}

 private:
  static constexpr void report(Deviations& self, const Error& error) {
    auto& lints = static_cast<DeviationLints&>(self);
    lints.linter_->find(lints.lint_of_(error), error, lints.input_);
  }

  Linter* linter_;
  Bytes input_;
  LintOf lint_of_;
};

template <class Message, class LintOf>
OCSPAN_FN inline bool Linter::read(Message& message, Bytes part, LintOf lint_of) {
  if (!read_message(message, part, Tolerance::none)) {
    return true;
  }
  DeviationLints<LintOf> deviations{*this, part, lint_of};
  message = Message{};
  ReadContext context{part, Tolerance::all, &deviations};
  Reader reader{context};
  message.read(reader, Message::field);
  deviations.look(reader);
  const bool is_read = !context.error();
  reader.close(Message::field);
  if (context.error()) {
    find(lint_of(context.error()), context.error(), part);
  }
  return is_read;  // even if something follows
}

/// The lints of what stands in requests and in responses.
struct CertIDLints {
  Lint hash_length, hash_unknown, parameters, serial_not_positive, serial_too_long;
};
struct ExtensionLints {
  Lint duplicate, malformed, critical;
};
struct SignatureLints {
  Lint params, unused_bits, certs_empty;
};

OCSPAN_FN void lint_cert_id(Linter& linter, const CertID& id, const CertIDLints& lints);
OCSPAN_FN void lint_extensions(Linter& linter, const Extensions& extensions, const ExtensionLints& lints);
/// Reports `malformed` if the value of a known extension is not of its type.
OCSPAN_FN void lint_value(Linter& linter, const Extension& extension, Lint malformed);
OCSPAN_FN void lint_signature(Linter& linter, const Signature& signature, const SignatureLints& lints);

/// Whether the signature is by MD2, MD5 or SHA-1.
OCSPAN_FN bool is_weak_signature(const AlgorithmIdentifier& algorithm);

/// The last CertIDs that were looked at, so that one that comes again is noticed.
class RecentCertIDs {
 public:
  /// The number of the last CertID that means the same, from 0; nullopt if it is new. Keeps this one.
  OCSPAN_FN inline std::optional<std::size_t> add(const CertID& id) {
    // What comes after hashAlgorithm is compared as it stands there: that is at least six bytes, of which the last ones
    // nearly always differ.
    const Entry entry{id.hash_algorithm().oid(), Reader::after_first(Reader::first(id.der()))};
    const std::size_t size = entry.hashes_and_serial.size();
    std::uint32_t end = 0;
    for (std::size_t i = size - 4; i < size; ++i) {
      end = end << 8 | entry.hashes_and_serial[i];
    }
    std::uint32_t like_this = 0;
    for (const std::uint32_t other : ends_) {  // all of them and without a branch, so that several are compared at once
      like_this += other == end ? 1U : 0U;
    }
    std::optional<std::size_t> same;
    const std::size_t first = count_ < lint_window ? 0 : count_ - lint_window;
    for (std::size_t number = like_this == 0 ? first : count_; !same && number != first;) {
      const Entry& other = entries_[--number % lint_window];
      if (equal(other.hashes_and_serial, entry.hashes_and_serial) && other.hash == entry.hash) {
        same = number;
      }
    }
    ends_[count_ % lint_window] = end;
    entries_[count_ % lint_window] = entry;
    ++count_;
    return same;
  }

  /// How many there were.
  constexpr std::size_t count() const { return count_; }

  /// Where the hashAlgorithm of the first one by SHA-1 begins that has none by SHA-256 beside it for the same serial
  /// number; null if there is none. To be called while there are at most lint_window.
  OCSPAN_FN const std::uint8_t* find_sha1_alone() const;

 private:
  struct Entry {
    Oid hash;
    Bytes hashes_and_serial;
  };

  OCSPAN_FN static inline Bytes serial_of(const Entry& entry) {
    return Reader::after_first(Reader::after_first(entry.hashes_and_serial));
  }

  std::array<std::uint32_t, lint_window> ends_{};
  std::array<Entry, lint_window> entries_{};
  std::size_t count_ = 0;
};

/// What a response has answered so far.
struct AnswersBefore {
  bool is_extended = false;  // whether the response has ExtendedRevoke
  RecentCertIDs cert_ids = {};
  std::array<OCSPCertStatus, lint_window> statuses{};
  CertID last = {};
};

/// Whether one is by SHA-1 and one by SHA-256, for the same serial number (RFC 9919 3.2.1).
OCSPAN_FN bool is_pair(const CertID& a, const CertID& b);

// One function for each group of lints.
OCSPAN_FN void lint_response(Linter& linter, const BasicOCSPResponse& response);
OCSPAN_FN void lint_answer(Linter& linter, const BasicOCSPResponse& response, const SingleResponse& answer,
                           AnswersBefore& before);
/// To be called when all answers were looked at.
OCSPAN_FN void lint_answers(Linter& linter, const AnswersBefore& answers);
OCSPAN_FN void lint_times(Linter& linter, const BasicOCSPResponse& response);
OCSPAN_FN void lint_times(Linter& linter, const BasicOCSPResponse& response, const SingleResponse& answer);
OCSPAN_FN void lint_programmes(Linter& linter, const BasicOCSPResponse& response);
OCSPAN_FN void lint_programmes(Linter& linter, const SingleResponse& answer);
OCSPAN_FN void lint_lightweight(Linter& linter, const BasicOCSPResponse& response);
OCSPAN_FN void lint_lightweight(Linter& linter, const SingleResponse& answer);
OCSPAN_FN void lint_lightweight(Linter& linter, const OCSPRequest& request);
OCSPAN_FN void lint_request(Linter& linter, const OCSPRequest& request);
OCSPAN_FN void lint_responder(Linter& linter, const Certificate& responder);
OCSPAN_FN void lint_http(Linter& linter);
/// `response` is null if it is not given, or cannot be read.
OCSPAN_FN void lint_http_response(Linter& linter, const OCSPResponse* response);
OCSPAN_FN void lint_others(Linter& linter);
OCSPAN_FN void lint_others(Linter& linter, const BasicOCSPResponse& response);
OCSPAN_FN void lint_others(Linter& linter, const BasicOCSPResponse& response, const SingleResponse& answer);

}  // namespace ocspan::inline OCSPAN_ABI::detail

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/lint/driver.cpp"
#include "../../../lib/lint/http.cpp"
#include "../../../lib/lint/lightweight.cpp"
#include "../../../lib/lint/linter.cpp"
#include "../../../lib/lint/message.cpp"
#include "../../../lib/lint/others.cpp"
#include "../../../lib/lint/programmes.cpp"
#include "../../../lib/lint/request.cpp"
#include "../../../lib/lint/responder.cpp"
#include "../../../lib/lint/response.cpp"
#include "../../../lib/lint/times.cpp"
#endif
