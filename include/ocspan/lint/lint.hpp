// Lints: which rules of RFC 6960, its profiles, CAs' forums and root programmes a message breaks, and where.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/error.hpp"
#include "ocspan/lint/lints.h"
#include "ocspan/ocsp/hasher.hpp"
#include "ocspan/words.h"

namespace ocspan::inline OCSPAN_ABI {

#define OCSPAN_LINT_ENUMERATOR(group, name, number, ...) group##_##name = number,

/// The lints of the table in lints.h: response_nonce_length has the id "response.nonce_length". Numbers begin at 1.
enum class Lint : std::uint8_t { OCSPAN_LINTS(OCSPAN_LINT_ENUMERATOR) };

/// How much a finding matters: notice, warn or error.
enum class LintSeverity : std::uint8_t { OCSPAN_LINT_SEVERITIES(OCSPAN_ENUMERATOR) };

/// What a lint looks at, each a flag: response, request, responder, issuer, certificate, time and so on.
enum class LintInput : std::uint16_t { OCSPAN_LINT_INPUTS(OCSPAN_ENUMERATOR) };

/// A set of profiles, whose flags these are: whose rules a message is held to. Each profile has the rules of rfc too.
enum class LintProfile : std::uint16_t {
  OCSPAN_LINT_PROFILES(OCSPAN_ENUMERATOR)  // one a bit
  cabf = cabf_tls | cabf_smime | cabf_cs,  ///< the three of the CA/Browser Forum
};

/// The profiles of both sets.
constexpr LintProfile operator|(LintProfile a, LintProfile b) {
  return static_cast<LintProfile>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

/// Whether the sets have a profile in common.
constexpr bool intersect(LintProfile a, LintProfile b) {
  return (static_cast<unsigned>(a) & static_cast<unsigned>(b)) != 0;
}

/// "response.nonce_length"; empty for a value that is not defined. Lifetime: that of the program.
OCSPAN_FN std::string_view to_string(Lint lint);
/// What should be so: "the nonce has 1 to 128 bytes". Lifetime: that of the program.
OCSPAN_FN std::string_view rule_of(Lint lint);
/// Where the rule stands: "RFC 9654 2.1". Lifetime: that of the program.
OCSPAN_FN std::string_view source_of(Lint lint);
/// "error"
OCSPAN_FN std::string_view to_string(LintSeverity severity);
/// The name of one profile: "cabf-tls"
OCSPAN_FN std::string_view to_string(LintProfile profile);
/// The name of one input: "response"
OCSPAN_FN std::string_view to_string(LintInput input);

/// What the table says of a lint, but for its texts.
struct LintInfo {
  LintSeverity severity = LintSeverity::notice;  ///< outside of error_in
  LintProfile error_in{};                        ///< the profiles in which it is an error
  LintProfile profiles{};                        ///< the profiles that have it
  std::uint32_t since = 0;                       ///< the day from which on the rule holds, YYYYMMDD; 0 for always
  std::uint16_t needs = 0;                       ///< flags of LintInput
};

namespace detail {

constexpr std::uint16_t flags_of(LintInput input) { return static_cast<std::uint16_t>(input); }
consteval std::uint16_t operator|(LintInput a, LintInput b) {
  return static_cast<std::uint16_t>(flags_of(a) | flags_of(b));
}
consteval std::uint16_t operator|(std::uint16_t a, LintInput b) { return static_cast<std::uint16_t>(a | flags_of(b)); }

inline constexpr auto lint_infos = [] {
  using enum LintSeverity;
  using enum LintProfile;
  using enum LintInput;
  std::array<LintInfo, OCSPAN_LINT_COUNT + 1> infos{};
#define OCSPAN_LINT_INFO(group, name, number, severity, error_in, profiles, since, needs, rule, source) \
  infos[number] = {severity, LintProfile{error_in}, LintProfile{profiles}, since, static_cast<std::uint16_t>(needs)};
  OCSPAN_LINTS(OCSPAN_LINT_INFO)
#undef OCSPAN_LINT_INFO
  return infos;
}();

}  // namespace detail

/// The row of a lint in the table; an empty one for a value that is not defined.
constexpr LintInfo info_of(Lint lint) {
  const auto number = static_cast<std::size_t>(lint);
  return number < detail::lint_infos.size() ? detail::lint_infos[number] : LintInfo{};
}

/// How much a finding of the lint matters under these profiles.
OCSPAN_FN LintSeverity severity_of(Lint lint, LintProfile profiles);

/// A set of lints: a bit for each.
class LintSet {
 public:
  constexpr LintSet() = default;

  /// Whether the lint is in the set.
  constexpr bool contains(Lint lint) const { return (words_[index(lint)] & bit(lint)) != 0; }
  /// Puts the lint into the set.
  constexpr void insert(Lint lint) { words_[index(lint)] |= bit(lint); }
  /// Takes the lint out of the set.
  constexpr void erase(Lint lint) { words_[index(lint)] &= ~bit(lint); }

  /// How many there are.
  constexpr std::size_t size() const {
    std::size_t count = 0;
    for_each([&](Lint) { ++count; });
    return count;
  }

  /// Calls `visit(lint)` for each, in the order of their numbers.
  template <class Visit>
  constexpr void for_each(Visit visit) const {
    unsigned first = 0;
    for (const std::uint32_t word : words_) {
      unsigned number = first;
      for (std::uint32_t rest = word; rest != 0; rest >>= 1, ++number) {
        if ((rest & 1) != 0) {
          visit(static_cast<Lint>(number));
        }
      }
      first += 32;
    }
  }

  /// Every lint there is.
  static constexpr LintSet all() {
    LintSet set;
    for (std::uint32_t& word : set.words_) {
      word = ~std::uint32_t{0};
    }
    set.words_.front() &= ~std::uint32_t{1};  // numbers begin at 1
    set.words_.back() &= (std::uint32_t{2} << OCSPAN_LINT_COUNT % 32) - 1;
    return set;
  }
  /// The lints of these profiles, those of rfc among them.
  OCSPAN_FN static LintSet of(LintProfile profiles);

  /// The lints that are in one of the sets, or in both.
  friend constexpr LintSet operator|(LintSet a, const LintSet& b) {
    for (std::size_t i = 0; i < a.words_.size(); ++i) {
      a.words_[i] |= b.words_[i];
    }
    return a;
  }
  /// The lints that are in both sets.
  friend constexpr LintSet operator&(LintSet a, const LintSet& b) {
    for (std::size_t i = 0; i < a.words_.size(); ++i) {
      a.words_[i] &= b.words_[i];
    }
    return a;
  }
  /// The lints that are in `a` alone.
  friend constexpr LintSet operator-(LintSet a, const LintSet& b) {
    for (std::size_t i = 0; i < a.words_.size(); ++i) {
      a.words_[i] &= ~b.words_[i];
    }
    return a;
  }
  /// Whether both sets have the same lints.
  friend constexpr bool operator==(const LintSet&, const LintSet&) = default;

 private:
  static constexpr std::size_t index(Lint lint) { return static_cast<unsigned>(lint) / 32; }
  static constexpr std::uint32_t bit(Lint lint) { return std::uint32_t{1} << static_cast<unsigned>(lint) % 32; }

  std::array<std::uint32_t, OCSPAN_LINT_COUNT / 32 + 1> words_{};
};

/// When a certificate was issued, as its CA has it on record.
struct IssuedCertificate {
  bool is_issued = false;  ///< whether there is a certificate with the serial number
  Time issued_at = {};     ///< when it was issued; 1970 if that is not known
};

/// Asks the CA's list of certificates for a serial number. `context` is that of LintInputs.
using FindIssued = IssuedCertificate(const void* context, const Integer& serial_number);

/// What is looked at. All but one of response, request and responder may be left out; what is not given is not looked
/// at, and LintReport says which lints lacked it. Lifetime: refers to the bytes.
struct LintInputs {
  Bytes response = {};                         ///< the DER of an OCSPResponse
  Bytes request = {};                          ///< the DER of an OCSPRequest
  Bytes responder = {};                        ///< the DER of the responder's certificate, if it is not in the response
  Bytes issuer = {};                           ///< the DER of the CA's certificate
  Bytes certificate = {};                      ///< the DER of the certificate that is asked about
  Bytes previous = {};                         ///< the DER of the OCSPResponse that `response` has replaced
  std::optional<Time> at = {};                 ///< the time of the check; without a response, that of signing, too
  std::string_view http_request = {};          ///< the request line and header fields that the request came with
  std::string_view http_response = {};         ///< the status line and header fields that the response came with
  std::optional<std::uint32_t> duration = {};  ///< how long the answer took, in milliseconds
  FindIssued* find_issued = nullptr;           ///< the CA's list of certificates
  const void* context = nullptr;               ///< for find_issued
  bool is_response_data = false;               ///< whether `response` is a ResponseData that is still to be signed
};

/// Which rules are looked at: those of the profiles that are in `only` as well.
struct LintSelection {
  LintProfile profiles = LintProfile::rfc;  ///< whose rules, as flags
  LintSet only = LintSet::all();            ///< no others than these
};

/// A rule that is broken. Holds no view.
struct LintFinding {
  Lint lint{};                                   ///< the rule
  LintSeverity severity = LintSeverity::notice;  ///< how much it matters under the profiles that were chosen
  /// In which of the inputs. What is in a certificate that came in the response is in the response.
  LintInput input = LintInput::response;
  /// Where: the identifier octet of the value that is wrong or, if one is missing, of that which it is missing from; in
  /// HTTP, the first character of the line. If the Reader refuses the value, its error; else the code is none.
  Error at;

  /// Whether all members are equal.
  friend constexpr bool operator==(const LintFinding&, const LintFinding&) = default;
};

/// What came of the lints of which nothing was found, if that does not mean that the rule is kept.
struct LintReport {
  LintSet not_applicable;  ///< an input was missing that the lint needs
  LintSet not_effective;   ///< the message is older than the rule
};

namespace detail {

/// Calls a sink and a hasher of any type through pointers, so that the linter is compiled once.
class LintCallbacks {
 public:
  using Take = void(LintCallbacks& self, const LintFinding& finding);
  using Hash = bool(LintCallbacks& self, HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out);

  constexpr void take(const LintFinding& finding) { take_(*this, finding); }
  constexpr bool has_hasher() const { return hash_ != nullptr; }
  constexpr bool hash(HashAlgorithm algorithm, Bytes data, std::span<std::uint8_t> out) {
    if (hash_ != nullptr && !hash_(*this, algorithm, data, out)) {
      hash_ = nullptr;  // as if there were none: what is not known must not be taken for different
    }
    return hash_ != nullptr;
  }

 protected:
  constexpr LintCallbacks(Take* take_function, Hash* hash_function) : take_(take_function), hash_(hash_function) {}

 private:
  Take* take_;
  Hash* hash_;
};

template <class H, class Sink>
class LintCallbacksOf : public LintCallbacks {
 public:
  constexpr LintCallbacksOf(H& hasher, Sink& sink)
      : LintCallbacks(&LintCallbacksOf::pass, hash_of()), hasher_(&hasher), sink_(&sink) {}

 private:
  static constexpr void pass(LintCallbacks& self, const LintFinding& finding) {
    (*static_cast<LintCallbacksOf&>(self).sink_)(finding);
  }
  static constexpr Hash* hash_of() {
    if constexpr (Hasher<H>) {
      return [](LintCallbacks& self, HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) -> bool {
        return (*static_cast<LintCallbacksOf&>(self).hasher_)(hash, data, out);
      };
    } else {
      return nullptr;
    }
  }

  H* hasher_;
  Sink* sink_;
};

OCSPAN_FN LintReport lint(const LintInputs& inputs, const LintSelection& selection, LintCallbacks& callbacks);

}  // namespace detail

/// Looks at all inputs, and calls `sink(finding)` with a LintFinding for each rule that is broken, of one message in
/// the order in which its parts are looked at. The same inputs have the same findings. What the strict Reader refuses
/// is read with all tolerances, and each deviation is a finding; of a message that cannot be read even so there is one
/// finding, with the Reader's error. `hasher` may be NoHasher{}: then lints that need it are not applicable, nor are
/// they from where on it has failed. Allocates nothing; the work is linear in the size of the inputs.
template <class H, class Sink>
  requires(Hasher<H> || std::is_same_v<std::remove_cvref_t<H>, NoHasher>)
constexpr LintReport lint(const LintInputs& inputs, const LintSelection& selection, H&& hasher, Sink&& sink) {
  detail::LintCallbacksOf<std::remove_reference_t<H>, std::remove_reference_t<Sink>> callbacks{hasher, sink};
  return detail::lint(inputs, selection, callbacks);
}

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/lint/lint.cpp"
#include "ocspan/lint/linter.hpp"
#endif
