// The table of faults.
#include <ocspan/lint/lints.h>

#include <algorithm>
#include <stdexcept>

#include "net/serve_behaviour.hpp"

namespace ocspan_tool::serve {
namespace {

using namespace ocspan;

constexpr std::uint64_t huge = 1 << 30;

/// Where a time stands in a ResponseData for the last time: thisUpdate may be the same as producedAt.
std::span<std::uint8_t> last(std::span<std::uint8_t> data, std::string_view time) {
  const auto found = std::find_end(data.begin(), data.end(), time.begin(), time.end());
  return {found, std::min(time.size(), static_cast<std::size_t>(data.end() - found))};
}

void exchange_updates(std::span<std::uint8_t> data, std::string_view this_update, std::string_view next_update) {
  const std::span<std::uint8_t> first = last(data, this_update);
  const std::span<std::uint8_t> second = last(data, next_update);
  std::swap_ranges(first.begin(), first.end(), second.begin());
}

void write_month_13(std::span<std::uint8_t> data, std::string_view this_update, std::string_view /*next_update*/) {
  const std::span<std::uint8_t> time = last(data, this_update);
  time[4] = '1';
  time[5] = '3';
}

constexpr std::string_view page =
    "<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1></body></html>\n";

constexpr Fault faults[] = {
    // Answers that are none
    {.name = "try-later",
     .what = "the status is tryLater",
     .step = "not_successful",
     .behaviour = [](Behaviour& b) { b.error_status = OCSPResponseStatus::try_later; }},
    {.name = "malformed-request",
     .what = "the status is malformedRequest, whatever the request is",
     .step = "not_successful",
     .behaviour = [](Behaviour& b) { b.error_status = OCSPResponseStatus::malformed_request; }},
    {.name = "internal-error",
     .what = "the status is internalError",
     .step = "not_successful",
     .behaviour = [](Behaviour& b) { b.error_status = OCSPResponseStatus::internal_error; }},
    {.name = "sig-required",
     .what = "the status is sigRequired",
     .step = "not_successful",
     .behaviour = [](Behaviour& b) { b.error_status = OCSPResponseStatus::sig_required; }},
    {.name = "unauthorized",
     .what = "the status is unauthorized",
     .step = "not_successful",
     .behaviour = [](Behaviour& b) { b.error_status = OCSPResponseStatus::unauthorized; }},
    {.name = "sha1-only",
     .what = "CertIDs by another hash than SHA-1 are answered with unauthorized",
     .step = "not_successful",
     .behaviour = [](Behaviour& b) { b.only_hash = HashAlgorithm::sha1; }},

    // Answers about something else
    {.name = "wrong-serial",
     .what = "the answer is about another serial number",
     .step = "no_answer",
     .behaviour = [](Behaviour& b) { b.is_about_other_serial = true; }},
    {.name = "wrong-issuer",
     .what = "the answer is about a certificate of another issuer",
     .step = "no_answer",
     .behaviour = [](Behaviour& b) { b.is_about_other_issuer = true; }},
    {.name = "md5",
     .what = "the CertID is by MD5",
     .step = "unsupported_hash",
     .behaviour = [](Behaviour& b) { b.hash = HashAlgorithm::md5; }},
    {.name = "many",
     .what = "there are four more answers, which nobody asked for",
     .lint = "response.unasked",
     .behaviour = [](Behaviour& b) { b.more_answers = 4; }},
    {.name = "good-if-unknown",
     .what = "what the index does not have is good",
     .lint = "cabf.good_unassigned",
     .options = "--profile cabf-tls --serials LIST",
     .behaviour = [](Behaviour& b) { b.is_good_if_unknown = true; }},

    // Times
    {.name = "expired",
     .what = "nextUpdate was an hour ago",
     .step = "expired",
     .behaviour =
         [](Behaviour& b) {
           b.this_update = b.produced_at = -2 * day;
           b.next_update = -hour;
         }},
    {.name = "not-yet-valid",
     .what = "thisUpdate is tomorrow",
     .step = "not_yet_valid",
     .behaviour =
         [](Behaviour& b) {
           b.this_update = day;
           b.next_update = 2 * day;
         }},
    {.name = "produced-in-future",
     .what = "producedAt is tomorrow",
     .step = "produced_in_future",
     .behaviour = [](Behaviour& b) { b.produced_at = day; }},
    {.name = "update-order",
     .what = "nextUpdate is before thisUpdate",
     .step = "update_order",
     .behaviour =
         [](Behaviour& b) {
           b.this_update = -2 * hour;
           b.next_update = -hour;
           b.edit = exchange_updates;
         }},
    {.name = "old",
     .what = "thisUpdate was a year ago, and nextUpdate is still to come",
     .step = "too_old",
     .options = "--max-age 86400",
     .behaviour = [](Behaviour& b) { b.this_update = -365 * day; }},
    {.name = "no-next-update",
     .what = "there is no nextUpdate",
     .step = "next_update_missing",
     .options = "--require-next-update",
     .behaviour = [](Behaviour& b) { b.next_update.reset(); }},
    {.name = "month-13",
     .what = "thisUpdate is in a month 13",
     .lint = "response.time_form",
     .behaviour = [](Behaviour& b) { b.edit = write_month_13; }},
    {.name = "short-lived",
     .what = "nextUpdate is an hour after thisUpdate",
     .lint = "cabf.interval_short",
     .options = "--profile cabf-tls",
     .behaviour = [](Behaviour& b) { b.next_update = hour; }},
    {.name = "long-lived",
     .what = "nextUpdate is 30 days after thisUpdate",
     .lint = "cabf.interval_long",
     .options = "--profile cabf-tls",
     .behaviour = [](Behaviour& b) { b.next_update = 30 * day; }},

    // Extensions
    {.name = "no-nonce",
     .what = "the nonce of the request is left out",
     .step = "nonce_missing",
     .behaviour = [](Behaviour& b) { b.nonce = Behaviour::NonceAnswer::none; }},
    {.name = "other-nonce",
     .what = "the nonce is not that of the request",
     .step = "nonce_different",
     .behaviour = [](Behaviour& b) { b.nonce = Behaviour::NonceAnswer::other; }},
    {.name = "unknown-critical",
     .what = "the response has a critical extension that nobody knows",
     .step = "critical_extension",
     .behaviour = [](Behaviour& b) { b.has_critical_extension = true; }},
    {.name = "unknown-critical-single",
     .what = "the answer has a critical extension that nobody knows",
     .step = "critical_extension",
     .behaviour = [](Behaviour& b) { b.has_critical_single_extension = true; }},

    // Who signs, and how
    {.name = "bad-signature",
     .what = "one bit of the signature is another",
     .step = "bad_signature",
     .behaviour = [](Behaviour& b) { b.has_bad_signature = true; }},
    {.name = "wrong-algorithm",
     .what = "signatureAlgorithm is one of another kind of key",
     .step = "unsupported_signature_algorithm",
     .behaviour = [](Behaviour& b) { b.names_other_algorithm = true; }},
    {.name = "sha1-signature",
     .what = "the response is signed with SHA-1",
     .step = "weak_signature_algorithm",
     .behaviour = [](Behaviour& b) { b.signature_hash = HashAlgorithm::sha1; }},
    {.name = "wrong-responder",
     .what = "the responderID is that of nobody",
     .step = "no_signer",
     .behaviour = [](Behaviour& b) { b.names_other_responder = true; }},
    {.name = "by-name",
     .what = "the responder is identified by its name",
     .lint = "lw.by_name",
     .options = "--profile lightweight",
     .behaviour = [](Behaviour& b) { b.is_by_name = true; }},
    {.name = "no-signer-certificate",
     .what = "a delegated responder's certificate is left out",
     .step = "no_signer",
     .behaviour =
         [](Behaviour& b) {
           b.signer.emplace();
           b.leaves_out_certificate = true;
         }},
    {.name = "signer-of-other-ca",
     .what = "the responder's certificate is one of another CA",
     .step = "signer_not_issued_by_issuer",
     .behaviour = [](Behaviour& b) { b.signer.emplace().is_of_other_ca = true; }},
    {.name = "signer-not-for-ocsp",
     .what = "the responder's certificate is for TLS servers",
     .step = "signer_not_for_ocsp",
     .behaviour = [](Behaviour& b) { b.signer.emplace().extended_key_usage = "serverAuth"; }},
    {.name = "signer-key-usage",
     .what = "the responder's certificate is for encryption only",
     .step = "signer_key_usage",
     .behaviour = [](Behaviour& b) { b.signer.emplace().key_usage = "critical,keyEncipherment"; }},
    {.name = "signer-critical",
     .what = "the responder's certificate has a critical extension that nobody knows",
     .step = "signer_critical_extension",
     .behaviour = [](Behaviour& b) { b.signer.emplace().has_critical_extension = true; }},
    {.name = "signer-not-yet-valid",
     .what = "the responder's certificate is not valid yet",
     .step = "signer_not_yet_valid",
     .behaviour = [](Behaviour& b) { b.signer.emplace().not_before = day; }},
    {.name = "signer-expired",
     .what = "the responder's certificate has expired",
     .step = "signer_expired",
     .behaviour =
         [](Behaviour& b) {
           b.signer.emplace().not_before = -30 * day;
           b.signer->not_after = -day;
         }},
    {.name = "signer-bad-signature",
     .what = "one bit of the signature in the responder's certificate is another",
     .step = "signer_bad_signature",
     .behaviour = [](Behaviour& b) { b.signer.emplace().has_bad_signature = true; }},
    {.name = "signer-weak-key",
     .what = "the responder's key is of RSA with 1024 bits",
     .step = "weak_signature_algorithm",
     .behaviour = [](Behaviour& b) { b.signer.emplace().has_weak_key = true; }},
    {.name = "many-signers",
     .what = "before the responder's certificate there are 20 others of its name",
     .step = "too_many_signers",
     .behaviour =
         [](Behaviour& b) {
           b.signer.emplace();
           b.is_by_name = true;
           b.decoys = 20;
         }},

    // What is sent in place of a response
    {.name = "html",
     .what = "a page in HTML in place of a response, with the status 200",
     .lint = "response.not_der",
     .http =
         [](HttpAnswer& a) {
           a.body = page;
           a.set("Content-Type", "text/html");
         }},
    {.name = "empty", .what = "no byte", .lint = "response.not_der", .http = [](HttpAnswer& a) { a.body.clear(); }},
    {.name = "truncated",
     .what = "half of a response, with a Content-Length that says so",
     .lint = "response.not_der",
     .http = [](HttpAnswer& a) { a.body.resize(a.body.size() / 2); }},
    {.name = "trailing",
     .what = "a line break after the response",
     .lint = "response.trailing_data",
     .http = [](HttpAnswer& a) { a.body += "\r\n"; }},
    {.name = "huge",
     .what = "1 GiB of zeros after the response",
     .lint = "response.trailing_data",
     .http = [](HttpAnswer& a) { a.zeros = huge; }},

    // HTTP
    {.name = "slow",
     .what = "the response comes after 15 seconds",
     .lint = "http.slow",
     .options = "--profile cabf-tls",
     .http = [](HttpAnswer& a) { a.delay = 15; }},
    {.name = "endless-header",
     .what = "header fields without an end, so that no response ever comes",
     .lint = "http.slow",
     .options = "--profile cabf-tls",
     .behaviour = [](Behaviour& b) { b.has_endless_header = true; }},
    {.name = "redirect-file",
     .what = "a redirect to file:///etc/passwd",
     .lint = "http.status",
     .http =
         [](HttpAnswer& a) {
           a.status = 302;
           a.set("Location", "file:///etc/passwd");
         }},
    {.name = "redirect-https",
     .what = "a redirect to https, whose certificate would have to be checked first",
     .lint = "http.status",
     .http =
         [](HttpAnswer& a) {
           a.status = 302;
           a.set("Location", "https://127.0.0.1/");
         }},
    {.name = "status-500",
     .what = "the status 500, with a response",
     .lint = "http.status",
     .http = [](HttpAnswer& a) { a.status = 500; }},
    {.name = "get-only",
     .what = "POST is answered with the status 405",
     .lint = "http.status",
     .behaviour = [](Behaviour& b) { b.refused_method = "POST"; }},
    {.name = "post-only",
     .what = "GET is answered with the status 405",
     .lint = "http.get_unsupported",
     .options = "--profile cabf-tls",
     .behaviour = [](Behaviour& b) { b.refused_method = "GET"; }},
    {.name = "wrong-content-type",
     .what = "Content-Type is text/plain",
     .lint = "http.content_type_response",
     .http = [](HttpAnswer& a) { a.set("Content-Type", "text/plain"); }},
    {.name = "no-content-length",
     .what = "there is no Content-Length: the response ends with the connection",
     .lint = "http.content_length",
     .behaviour = [](Behaviour& b) { b.has_content_length = false; }},
    {.name = "no-cache",
     .what = "Cache-Control forbids to cache the response",
     .lint = "http.no_cache",
     .options = "--profile lightweight",
     .http = [](HttpAnswer& a) { a.set("Cache-Control", "no-store, no-cache"); }},
    {.name = "max-age",
     .what = "max-age of Cache-Control ends after nextUpdate",
     .lint = "http.max_age",
     .options = "--profile lightweight",
     .http = [](HttpAnswer& a) { a.set("Cache-Control", "max-age=99999999, public, no-transform, must-revalidate"); }},
    {.name = "wrong-etag",
     .what = "ETag is not the hash of the response",
     .lint = "http.etag",
     .options = "--profile lightweight",
     .http = [](HttpAnswer& a) { a.set("ETag", "\"6e6f6e65\""); }},
    {.name = "cacheable-error",
     .what = "unauthorized, which may be cached for a day",
     .lint = "http.error_cacheable",
     .options = "--profile lightweight",
     .behaviour = [](Behaviour& b) { b.error_status = OCSPResponseStatus::unauthorized; },
     .http = [](HttpAnswer& a) { a.set("Cache-Control", "max-age=86400, public"); }},
};

/// Each fault is found by one step or one lint that there is.
consteval bool are_found() {
  constexpr std::string_view steps[] = {
#define OCSPAN_X(NAME, name, number, text) #name,
      OCSPAN_VERIFY_STEPS(OCSPAN_X)
#undef OCSPAN_X
  };
  constexpr std::string_view lints[] = {
  // NOLINTBEGIN(bugprone-suspicious-missing-comma): an id has two parts
#define OCSPAN_X(group, name, number, severity, error_in, profiles, since, needs, rule, source) #group "." #name,
      OCSPAN_LINTS(OCSPAN_X)
#undef OCSPAN_X
      // NOLINTEND(bugprone-suspicious-missing-comma)
  };
  return std::all_of(std::begin(faults), std::end(faults), [&](const Fault& fault) {
    const auto has = [](const auto& list, std::string_view name) {
      return std::find(std::begin(list), std::end(list), name) != std::end(list);
    };
    return has(steps, fault.step) != has(lints, fault.lint);
  });
}
static_assert(are_found());

}  // namespace

void HttpAnswer::set(std::string_view name, std::string_view value) {
  std::erase_if(fields, [&](const HeaderField& field) { return field.first == name; });
  fields.emplace_back(name, value);
}

std::span<const Fault> all_faults() { return faults; }

const Fault& fault_of(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(faults), std::end(faults), [&](const Fault& fault) { return fault.name == name; });
  if (found == std::end(faults)) {
    throw std::invalid_argument{"no such fault: " + std::string{name} + "; --list-faults lists all"};
  }
  return *found;
}

}  // namespace ocspan_tool::serve
