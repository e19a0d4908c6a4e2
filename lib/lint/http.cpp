// The header fields of HTTP (RFC 6960 appendix A, RFC 9919 6 and 7).
#include "ocspan/ocsp/http.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/lint/linter.hpp"
#include "ocspan/x509/authority_info_access.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower_case(a[i]) != lower_case(b[i])) {
      return false;
    }
  }
  return true;
}

/// Where the character is, from `begin` on, or npos; std::string_view::find would call memchr.
constexpr std::size_t find_char(std::string_view text, char c, std::size_t begin = 0) {
  while (begin < text.size() && text[begin] != c) {
    ++begin;
  }
  return begin < text.size() ? begin : std::string_view::npos;
}

/// The part of `text` from `begin` on, up to `end`; no data if it ends before. std::string_view::substr could throw.
constexpr std::string_view slice(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t last = end < text.size() ? end : text.size();
  return begin <= last ? std::string_view{text.data() + begin, last - begin} : std::string_view{};
}

constexpr std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// A line of a header: a field's value, or a part of the first line; null if there is none.
struct HeaderText {
  std::string_view value;
  std::size_t line = 0;  // where the line begins

  constexpr explicit operator bool() const { return value.data() != nullptr; }
};

/// The part of the first line with that number, from 0, between spaces; the last one, 2, has the rest of the line.
constexpr HeaderText part_of_first_line(std::string_view header, unsigned number) {
  const std::string_view line = slice(header, 0, find_char(header, '\n'));
  std::size_t begin = 0;
  for (; number != 0; --number) {
    const std::size_t space = find_char(line, ' ', begin);
    if (space == std::string_view::npos) {
      return {};
    }
    begin = space + 1;
  }
  return {trimmed(slice(line, begin, find_char(line, ' ', begin))), 0};
}

/// The value of a field (RFC 9110 5.1): that of its first line.
constexpr HeaderText field_of(std::string_view header, std::string_view name) {
  std::size_t begin = find_char(header, '\n');
  while (begin != std::string_view::npos && begin + 1 < header.size()) {
    ++begin;
    const std::size_t end = find_char(header, '\n', begin);
    const std::string_view line = slice(header, begin, end);
    const std::size_t colon = find_char(line, ':');
    if (colon != std::string_view::npos && equal_ignoring_case(slice(line, 0, colon), name)) {
      return {trimmed(slice(line, colon + 1, line.size())), begin};
    }
    begin = end;
  }
  return {};
}

/// What stands behind `directive` and "=" in a list with commas: "60" of max-age; "" if it stands alone, and no data if
/// it is not there.
constexpr std::string_view directive_of(std::string_view list, std::string_view directive) {
  std::size_t begin = 0;
  while (begin < list.size()) {
    const std::size_t comma = find_char(list, ',', begin);
    const std::string_view item = trimmed(slice(list, begin, comma));
    const std::size_t equals = find_char(item, '=');
    if (equal_ignoring_case(trimmed(slice(item, 0, equals)), directive)) {
      return equals < item.size() ? slice(item, equals + 1, item.size()) : ""_sv;
    }
    begin = comma < list.size() ? comma + 1 : list.size();
  }
  return {};
}

constexpr bool has_directive(std::string_view list, std::string_view directive) {
  return directive_of(list, directive).data() != nullptr;
}

/// A decimal number of one to nine digits.
constexpr std::optional<std::uint32_t> number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 9) {
    return std::nullopt;
  }
  std::uint32_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') {
      return std::nullopt;
    }
    number = number * 10 + static_cast<std::uint32_t>(digit - '0');
  }
  return number;
}

// IMF-fixdate (RFC 9110 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
constexpr std::optional<Time> time_of(std::string_view date) {
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec"_sv;
  std::size_t month = 0;
  while (month < months.size() && slice(months, month, month + 3) != slice(date, 8, 11)) {
    month += 3;
  }
  const auto number = [&](std::size_t begin, std::size_t end) { return number_of(slice(date, begin, end)); };
  const auto year = number(12, 16);
  const auto day = number(5, 7);
  const auto hour = number(17, 19);
  const auto minute = number(20, 22);
  const auto second = number(23, 25);
  if (date.size() != 29 || slice(date, 25, 29) != " GMT"_sv || month == months.size() || !year || !day || !hour ||
      !minute || !second) {
    return std::nullopt;
  }
  const Time time{.year = static_cast<std::uint16_t>(*year),
                  .month = static_cast<std::uint8_t>(month / 3 + 1),
                  .day = static_cast<std::uint8_t>(*day),
                  .hour = static_cast<std::uint8_t>(*hour),
                  .minute = static_cast<std::uint8_t>(*minute),
                  .second = static_cast<std::uint8_t>(*second)};
  return time.is_valid() ? std::optional{time} : std::nullopt;
}

/// The lints of one header: where a field is wrong, or missing from.
class HeaderLinter {
 public:
  constexpr HeaderLinter(Linter& linter, LintInput input) : linter_(&linter), input_(input) {}

  constexpr void require(bool holds, Lint lint, const HeaderText& at) const {
    if (!holds) {
      linter_->find(lint, input_, at.line);
    }
  }

 private:
  Linter* linter_;
  LintInput input_;
};

OCSPAN_FN inline bool is_media_type(const HeaderText& content_type, std::string_view type) {
  return equal_ignoring_case(trimmed(slice(content_type.value, 0, find_char(content_type.value, ';'))), type);
}

// RFC 6960 A.1, RFC 9919 6: {url}/{percent-encoded base64}, and one slash between them.
OCSPAN_FN inline bool is_get_path(std::string_view target) {
  std::array<std::uint8_t, 768> buffer{};
  for (std::size_t slash = find_char(target, '/'); slash != std::string_view::npos;
       slash = find_char(target, '/', slash + 1)) {
    const std::string_view path = slice(target, slash + 1, target.size());
    const Result<Bytes> der = decode_ocsp_get_path(path, buffer);
    if (der.error().code == ErrorCode::no_space ||
        (der && load_der_ocsp_request(Input{*der}, Tolerance::all).has_value())) {
      bool is_encoded = !path.starts_with('/') && find_char(path, '/') == std::string_view::npos;
      for (const char c : path) {
        is_encoded = is_encoded && c != '+' && c != '=';
      }
      return is_encoded;
    }
  }
  return false;
}

// RFC 9919 6: whether the request would have had a URL of at most 255 characters.
OCSPAN_FN inline bool fits_get(std::string_view header, std::string_view target, Bytes request) {
  std::array<char, 256> url{};
  TextWriter text{url};
  if (target.starts_with('/')) {
    text.put("http://"_sv);
    text.put(field_of(header, "host"_sv).value);
  }
  text.put(target);
  const Result<std::string_view> responder = text.finish();
  return responder && ocsp_http_method(*responder, request) == HttpMethod::get;
}

OCSPAN_FN inline void lint_http_request(Linter& linter, std::string_view header) {
  const HeaderLinter lint{linter, LintInput::http_request};
  const HeaderText method = part_of_first_line(header, 0);
  const HeaderText target = part_of_first_line(header, 1);
  if (method.value == "POST"_sv) {
    const HeaderText content_type = field_of(header, "content-type"_sv);
    lint.require(is_media_type(content_type, "application/ocsp-request"_sv), Lint::http_content_type_request,
                 content_type);
    lint.require(linter.inputs().request.empty() || !fits_get(header, target.value, linter.inputs().request),
                 Lint::http_method, method);
  } else {
    lint.require(method.value == "GET"_sv && is_get_path(target.value), Lint::http_get_path, target);
  }
}

// RFC 9919 6 and 7.2, of a successful response; times are those of its first answer.
OCSPAN_FN inline void lint_caching(Linter& linter, std::string_view header, const BasicOCSPResponse& response) {
  const HeaderLinter lint{linter, LintInput::http_response};
  const HeaderText cache_control = field_of(header, "cache-control"_sv);
  const HeaderText pragma = field_of(header, "pragma"_sv);
  lint.require(!has_directive(cache_control.value, "no-cache"_sv) && !has_directive(cache_control.value, "no-store"_sv),
               Lint::http_no_cache, cache_control);
  lint.require(!has_directive(pragma.value, "no-cache"_sv), Lint::http_no_cache, pragma);
  lint.require(has_directive(cache_control.value, "public"_sv) &&
                   has_directive(cache_control.value, "no-transform"_sv) &&
                   has_directive(cache_control.value, "must-revalidate"_sv),
               Lint::http_directives, cache_control);
  const HeaderText date = field_of(header, "date"_sv);
  const std::optional<Time> sent = time_of(date.value);
  lint.require(sent && response.produced_at() <= *sent, Lint::http_date, date);
  if (response.responses().empty()) {
    return;
  }
  const SingleResponse answer = *response.responses().begin();
  const HeaderText last_modified = field_of(header, "last-modified"_sv);
  const std::optional<Time> modified = time_of(last_modified.value);
  lint.require(modified && (*modified == answer.this_update() || *modified == response.produced_at()),
               Lint::http_last_modified, last_modified);
  const HeaderText expires = field_of(header, "expires"_sv);
  lint.require(!answer.next_update() || time_of(expires.value) == answer.next_update(), Lint::http_expires, expires);
  const std::optional<std::uint32_t> max_age = number_of(directive_of(cache_control.value, "max-age"_sv));
  if (linter.inputs().at && max_age) {
    const std::int64_t end = linter.inputs().at->to_unix() + *max_age;
    lint.require(
        answer.this_update().to_unix() < end && (!answer.next_update() || end < answer.next_update()->to_unix()),
        Lint::http_max_age, cache_control);
  }
}

// RFC 9919 7.2: the hash of the response in hexadecimal, in quotation marks.
OCSPAN_FN inline bool is_hash_of(std::string_view etag, Bytes hash) {
  std::array<char, 66> text{};
  TextWriter expected{text};
  expected.put('"');
  expected.put_hex(hash);
  expected.put('"');
  return equal_ignoring_case(*expected.finish(), etag);
}

OCSPAN_FN void lint_http_response(Linter& linter, const OCSPResponse* response) {
  const std::string_view header = linter.inputs().http_response;
  if (header.empty()) {
    return;
  }
  const HeaderLinter lint{linter, LintInput::http_response};
  const HeaderText status = part_of_first_line(header, 1);
  lint.require(status.value == "200"_sv, Lint::http_status, status);
  lint.require(part_of_first_line(linter.inputs().http_request, 0).value != "GET"_sv || status.value == "200"_sv,
               Lint::http_get_unsupported, status);
  const HeaderText content_type = field_of(header, "content-type"_sv);
  lint.require(is_media_type(content_type, "application/ocsp-response"_sv), Lint::http_content_type_response,
               content_type);
  const Bytes body = linter.inputs().response;
  if (body.empty()) {
    return;
  }
  const HeaderText content_length = field_of(header, "content-length"_sv);
  lint.require(content_length ? number_of(content_length.value) == static_cast<std::uint32_t>(body.size())
                              : static_cast<bool>(field_of(header, "transfer-encoding"_sv)),
               Lint::http_content_length, content_length);
  if (response == nullptr) {
    return;
  }
  if (response->basic() == nullptr) {
    const HeaderText cache_control = field_of(header, "cache-control"_sv);
    lint.require(has_directive(cache_control.value, "no-cache"_sv) ||
                     has_directive(cache_control.value, "no-store"_sv) ||
                     has_directive(field_of(header, "pragma"_sv).value, "no-cache"_sv),
                 Lint::http_error_cacheable, cache_control);
    return;
  }
  lint_caching(linter, header, *response->basic());
  std::uint8_t hash[32]{};
  const HeaderText etag = field_of(header, "etag"_sv);
  lint.require(!linter.callbacks().hash(HashAlgorithm::sha256, body, hash) || is_hash_of(etag.value, hash),
               Lint::http_etag, etag);
}

OCSPAN_FN inline bool is_http_url(const GeneralName& location) {
  constexpr std::string_view scheme = "http://"_sv;
  const Bytes url = location.bytes();
  bool is_http = location.type() == GeneralNameType::uniform_resource_identifier && url.size() > scheme.size();
  for (std::size_t i = 0; is_http && i < scheme.size(); ++i) {
    is_http = lower_case(static_cast<char>(url[i])) == scheme[i];
  }
  return is_http;
}

// TLS BR 7.1.2.7.7.
OCSPAN_FN inline void lint_responder_url(Linter& linter, const Certificate& certificate) {
  linter.look_at({LintInput::certificate, linter.inputs().certificate, date_of(certificate.not_before())});
  for (const Extension& extension : certificate.extensions()) {
    if (extension.oid() == AuthorityInfoAccess::oid) {
      const Result<AuthorityInfoAccess> access = extension.as<AuthorityInfoAccess>();
      bool is_http = true;
      for (const AccessDescription& each : *access) {
        is_http = is_http && (each.access_method() != "ocsp"_oid || is_http_url(each.access_location()));
      }
      linter.require(is_http, Lint::http_scheme, extension, Field::extn_value);
    }
  }
}

OCSPAN_FN void lint_http(Linter& linter) {
  const LintInputs& inputs = linter.inputs();
  if (!inputs.http_request.empty()) {
    lint_http_request(linter, inputs.http_request);
  }
  if (inputs.duration && *inputs.duration > 10'000) {
    linter.find(Lint::http_slow, LintInput::duration, 0);
  }
  if (linter.certificate() != nullptr) {
    lint_responder_url(linter, *linter.certificate());
  }
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
