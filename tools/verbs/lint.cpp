// The verb lint: which rules a message breaks.
#include "output/lint.hpp"

#include <algorithm>
#include <atomic>
#include <iostream>
#include <ocspan/botan/botan_hash.hpp>
#include <ocspan/ocspan.hpp>
#include <stdexcept>

#include "input/certificate_file.hpp"
#include "input/forms/form.hpp"
#include "input/message.hpp"
#include "input/serials.hpp"
#include "output/json_text.hpp"
#include "verbs/batch.hpp"
#include "verbs/issuer_choice.hpp"
#include "verbs/options.hpp"
#include "verbs/times.hpp"
#include "verbs/verbs.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

/// As they are given on the command line.
struct LintOptions {
  std::vector<std::string> paths;
  std::vector<std::string> profiles;
  std::string issuer;             ///< file
  std::string certificate;        ///< file
  std::string responder;          ///< file
  std::string at;                 ///< empty if there is no time
  std::vector<std::string> http;  ///< files of headers
  std::string request;            ///< file
  std::string previous;           ///< file
  std::string serials;            ///< file
  std::optional<double> took;     ///< seconds
  std::vector<std::string> only;
  std::vector<std::string> except;
  std::string fail_on = "error";
  ReadingOptions reading;
  bool is_response_data = false;
  bool list = false;
  bool json = false;
  bool batch = false;
};

/// A row of words.h that an option takes by its name.
template <class T>
struct Named {
  std::string_view name;
  T value;
};

constexpr Named<LintProfile> profile_names[] = {
#define OCSPAN_X(NAME, name, number, text) {text, LintProfile::name},
    OCSPAN_LINT_PROFILES(OCSPAN_X)
#undef OCSPAN_X
};

constexpr Named<LintSeverity> severity_names[] = {
#define OCSPAN_X(NAME, name, number, text) {text, LintSeverity::name},
    OCSPAN_LINT_SEVERITIES(OCSPAN_X)
#undef OCSPAN_X
};

/// "notice, warn, error"
template <class T, std::size_t size>
std::string listed(const Named<T> (&names)[size]) {
  std::string text;
  for (const Named<T>& named : names) {
    text.append(text.empty() ? "" : ", ").append(named.name);
  }
  return text;
}

/// Throws std::invalid_argument for an unknown name.
template <class T, std::size_t size>
T value_of(const std::string& option, const std::string& name, const Named<T> (&names)[size]) {
  for (const Named<T>& named : names) {
    if (named.name == name) {
      return named.value;
    }
  }
  throw std::invalid_argument{option + " is " + listed(names) + ", not " + name};
}

void add_lint_options(CLI::App& app, LintOptions& options) {
  app.add_option("FILE", options.paths,
                 "a response, a request or a responder's certificate: " + std::string{input_forms})
      ->type_name("");
  app.add_option("--profile", options.profiles,
                 "whose rules there are, beside those of the RFCs; may be given many times")
      ->type_name(alternatives(profile_names, [](const auto& named) { return named.name; }))
      ->allow_extra_args(false);
  app.add_option("--issuer", options.issuer, "the CA's certificate")->type_name("FILE");
  app.add_option("--cert", options.certificate, "the certificate that is asked about")->type_name("FILE");
  app.add_option("--responder", options.responder, "the responder's certificate, if it is not in the response")
      ->type_name("FILE");
  app.add_option(
         "--at", options.at,
         "the time of the check: 2017-03-05T00:00:00Z, 2017-03-05, seconds since 1970, or now; without it there "
         "is none, and lints that need one are not applicable")
      ->type_name("TIME");
  app.add_option(
         "--http", options.http,
         "the header of the HTTP response, of the request, or both; without it, that of FILE if it has one; may "
         "be given many times")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--request", options.request, "the request that FILE answers")->type_name("FILE");
  app.add_option("--previous", options.previous, "the response that FILE has replaced")->type_name("FILE");
  app.add_option("--serials", options.serials,
                 "the certificates that the CA has issued: on each line a serial number in hexadecimal and, behind a "
                 "space, the time of issue, 2017-03-05T00:00:00Z")
      ->type_name("FILE");
  app.add_option("--took", options.took, "how many seconds the answer took")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.0, 4e6).description(""));
  app.add_option("--only", options.only, "look at these lints only: response.nonce_length,time.*")
      ->type_name("ID")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--except", options.except, "do not look at these lints")
      ->type_name("ID")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--fail-on", options.fail_on, "which findings are exit status 6; without it, error")
      ->type_name(alternatives(severity_names, [](const auto& named) { return named.name; }));
  app.add_flag("--tbs", options.is_response_data, "FILE is a ResponseData that is not signed yet");
  add_json(app, options.json);
  app.add_flag("--batch", options.batch,
               "one hexadecimal or base64 message on each line of standard input, or many files and folders; prints "
               "one line of JSON for each");
  add_max_size(app, options.reading.max_size);
  app.add_flag("--list", options.list, "print what lints there are, a line of JSON for each")
      ->excludes(app.get_option("--batch"));
}

/// Throws std::invalid_argument if the names, ids or groups such as "time.*", are not all known.
LintSet parse_lints(const std::string& option, const std::vector<std::string>& names, LintProfile profiles) {
  LintSet set;
  const LintSet of_profiles = LintSet::of(profiles);
  for (const std::string& name : names) {
    const bool is_group = name.ends_with(".*");
    const std::string_view group = std::string_view{name}.substr(0, name.size() - (is_group ? 1 : 0));
    std::optional<Lint> known;
    LintSet::all().for_each([&](Lint lint) {
      if (is_group ? to_string(lint).starts_with(group) : to_string(lint) == group) {
        known = lint;
        set.insert(lint);
      }
    });
    if (!known) {
      throw std::invalid_argument{
          std::string{option}.append(" ").append(name).append(": no such lint: ocspan lint --list names them")};
    }
    if (option == "--only" && !is_group && !of_profiles.contains(*known)) {
      throw std::invalid_argument{
          std::string{option}.append(" ").append(name).append(": not in these profiles: give another --profile")};
    }
  }
  return set;
}

/// The serial numbers that a CA has issued, without leading zeros, and when.
class IssuedSerials {
 public:
  explicit IssuedSerials(const std::string& path) {
    const std::string content = read_content(path);
    std::size_t number = 0;
    for (std::string_view rest = content; !rest.empty();) {
      std::string_view line = trim(take_line(rest));
      ++number;
      if (line.empty()) {
        continue;
      }
      const std::size_t space = std::min(line.find(' '), line.size());
      Entry entry;
      std::vector<std::uint8_t> bytes;
      std::string digits{line.substr(0, space)};
      if (digits.size() % 2 != 0) {
        digits.insert(0, 1, '0');
      }
      const std::string place = path + ", line " + std::to_string(number) + ":";
      if (!decode_hex(digits, bytes)) {
        throw std::invalid_argument{place + " not a serial number in hexadecimal and, behind a space, a time"};
      }
      const Bytes magnitude = without_leading_zeros(bytes);
      entry.magnitude.assign(magnitude.begin(), magnitude.end());
      if (const std::string_view time = trim(line.substr(space)); !time.empty()) {
        entry.issued_at = parse_time(place, std::string{time});
      }
      entries_.push_back(std::move(entry));
    }
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.magnitude < b.magnitude; });
  }

  /// For LintInputs::find_issued.
  static IssuedCertificate find(const void* context, const Integer& serial_number) {
    return find_issued(static_cast<const IssuedSerials*>(context)->entries_, serial_number);
  }

 private:
  struct Entry {
    std::vector<std::uint8_t> magnitude;
    Time issued_at;

    Time issued_time() const { return issued_at; }
  };

  std::vector<Entry> entries_;
};

/// Whatever has lints.
constexpr MessageType any_type{"message", Field::none, message_labels, [](Bytes der, Tolerance tolerance) {
                                 return likeliest_message_type(der, tolerance, lint_types).load(der, tolerance);
                               }};
/// --tbs: nothing is packed in it.
constexpr MessageType tbs_type{"message", Field::none, message_labels, [](Bytes, Tolerance) { return Error{}; }};

/// Knows where in their files the offsets of findings are.
class OffsetsInFile final : public FileOffsets {
 public:
  /// `is_silent`: the message's form is not told, nor are its places.
  OffsetsInFile(const Message& message, LintInput main, bool is_silent, const HttpHeader& request,
                const HttpHeader& response)
      : message_(message), main_(main), is_silent_(is_silent), request_(request), response_(response) {}

  std::optional<std::uint64_t> offset_of(const LintFinding& finding) const override {
    constexpr std::size_t most_places = 100;  // finding one takes time that grows with the input
    if (finding.input == LintInput::http_request || finding.input == LintInput::http_response) {
      const HttpHeader& header = finding.input == LintInput::http_request ? request_ : response_;
      return header.at == 0 ? std::nullopt : std::optional<std::uint64_t>{header.at + finding.at.offset};
    }
    if (finding.input != main_ || is_silent_ || places_ == most_places) {
      return std::nullopt;
    }
    ++places_;
    return message_.place_of(finding.at.offset);
  }

 private:
  const Message& message_;
  LintInput main_;
  bool is_silent_;
  const HttpHeader& request_;
  const HttpHeader& response_;
  mutable std::size_t places_ = 0;
};

/// All that is the same for each message.
class LintVerb {
 public:
  explicit LintVerb(const LintOptions& options)
      : options_(options), fail_on_(value_of("--fail-on", options.fail_on, severity_names)) {
    for (const std::string& name : options.profiles) {
      selection_.profiles = selection_.profiles | value_of("--profile", name, profile_names);
    }
    if (!options.only.empty()) {
      selection_.only = parse_lints("--only", options.only, selection_.profiles);
    }
    selection_.only = selection_.only - parse_lints("--except", options.except, selection_.profiles);
  }
  LintVerb(const LintVerb&) = delete;

  /// Loads what the messages are looked at with.
  void load_inputs() {
    const auto load_one = [](const std::string& path, std::vector<LoadedCertificate>& kept) {
      kept = path.empty() ? std::vector<LoadedCertificate>{} : load_certificates(path);
      return kept.empty() ? Bytes{} : Bytes{only_issuer(kept).der};
    };
    inputs_.issuer = load_one(options_.issuer, issuer_);
    inputs_.certificate = load_one(options_.certificate, certificate_);
    inputs_.responder = load_one(options_.responder, responder_);
    if (!options_.at.empty()) {
      inputs_.at = parse_time("--at", options_.at);
    }
    Kind any_request = request_kind;  // what is wrong with it is a finding
    any_request.describe_der = [](const auto&...) { return std::optional<Failure>{}; };
    inputs_.request = load_message(any_request, options_.request, request_);
    inputs_.previous = load_message(response_kind, options_.previous, previous_);
    if (!options_.serials.empty()) {
      serials_.emplace(options_.serials);
      inputs_.find_issued = IssuedSerials::find;
      inputs_.context = &*serials_;
    }
    if (options_.took) {
      inputs_.duration = static_cast<std::uint32_t>(*options_.took * 1000);
    }
    headers_.reserve(options_.http.size());
    for (const std::string& path : options_.http) {
      load_headers(path);
    }
  }

  const LintSelection& selection() const { return selection_; }

  /// How the messages of a file are described; of standard input, a line each, `path` is empty.
  Kind kind_for(const std::string& path) {
    return {options_.is_response_data ? tbs_type : any_type, "", false,
            [this, &path](const Message& message, Tolerance, const Origin& origin, const DocumentOutput& output) {
              return look_at(path, message, origin, output);
            },
            true};
  }

  /// Whether there was a finding that --fail-on names.
  bool has_failed() const { return has_failed_; }

 private:
  /// The one message in a file; empty without a file.
  Bytes load_message(const Kind& kind, const std::string& path, std::vector<std::uint8_t>& kept) const {
    if (path.empty()) {
      return {};
    }
    std::vector<LoadedMessage> messages = load_messages(kind, path, {Tolerance::all, options_.reading.max_size});
    if (messages.size() > 1) {
      throw std::invalid_argument{path + ": there are several messages in it"};
    }
    kept = std::move(messages.front().der);
    return kept;
  }

  /// Each header in a file, which begins with its first line and ends with an empty one.
  void load_headers(const std::string& path) {
    headers_.push_back(read_content(path, options_.reading.max_size));
    const std::string_view content = headers_.back();
    std::string_view rest = content;
    bool is_known = false;
    while (!rest.empty()) {
      const std::string_view begin = rest;
      const std::string_view first_line = take_line(rest);
      const bool is_response = first_line.starts_with("HTTP/");
      if (!is_response && first_line.find(" HTTP/") == std::string_view::npos) {
        continue;  // a body, or an empty line
      }
      while (!rest.empty() && !take_line(rest).empty()) {
      }
      HttpHeader& header = is_response ? response_header_ : request_header_;
      header = {begin.substr(0, begin.size() - rest.size()), content.size() - begin.size()};
      (is_response ? response_path_ : request_path_) = path;
      is_known = true;
    }
    if (!is_known) {
      throw std::invalid_argument{path + ": no header of an HTTP request or response"};
    }
  }

  std::optional<Failure> look_at(const std::string& path, const Message& message, const Origin& origin,
                                 const DocumentOutput& output) {
    if (message.der.empty()) {
      return Failure{"truncated", 0, "", std::string{message_of(ErrorCode::truncated)}};
    }
    const MessageType& type = options_.is_response_data
                                  ? response_data_type
                                  : likeliest_message_type(message.der, Tolerance::all, lint_types);
    const LintInput main = main_input(type.name);
    LintInputs inputs = inputs_;
    inputs.is_response_data = type.message == Field::tbs_response_data;
    if (main == LintInput::responder && !options_.responder.empty()) {
      return Failure{"wrong_usage", 0, "", "this is a certificate itself: --responder is for responses"};
    }
    if (main != LintInput::response && !options_.request.empty()) {
      return Failure{"wrong_usage", 0, "", "this is no response: --request is for responses"};
    }
    (main == LintInput::response  ? inputs.response
     : main == LintInput::request ? inputs.request
                                  : inputs.responder) = message.der;
    const HttpHeader request = has_headers() ? request_header_ : message.http_request();
    const HttpHeader response = has_headers() ? response_header_ : message.http_response();
    inputs.http_request = request.text;
    inputs.http_response = response.text;

    std::vector<LintFinding> findings;
    const LintReport report = lint(inputs, selection_, BotanHasher{}, [&](const LintFinding& finding) {
      findings.push_back(finding);
      if (finding.severity >= fail_on_) {
        has_failed_ = true;
      }
    });
    sort(std::span{findings});
    const OffsetsInFile offsets{message, main, origin.form.empty(), request, response};
    const Linted linted{inputs,         selection_.profiles,
                        findings,       report,
                        type.name,      options_.batch ? std::string_view{} : std::string_view{path},
                        origin.form,    &offsets,
                        !options_.batch};
    if (options_.json || options_.batch) {
      output([&](JsonWriter& json) { describe(json, linted); });
    } else {
      print(path, linted);
    }
    return std::nullopt;
  }

  /// Whether those around a message do not count.
  bool has_headers() const { return !options_.http.empty(); }

  /// The file in which an input is.
  const std::string& path_of(LintInput input, const std::string& main) const {
    return input == LintInput::http_request && has_headers()              ? request_path_
           : input == LintInput::http_response && has_headers()           ? response_path_
           : input == LintInput::request && !options_.request.empty()     ? options_.request
           : input == LintInput::responder && !options_.responder.empty() ? options_.responder
           : input == LintInput::certificate                              ? options_.certificate
                                                                          : main;
  }

  static std::string shown(const std::string& path) { return path == "-" ? "standard input" : printable(path); }

  void print(const std::string& path, const Linted& linted) const {
    struct Lines final : FindingSink {
      void take(const LintFinding& finding, const FindingPlace& place) override {
        const std::string field = *to_std_string([&](std::span<char> out) { return path_text(finding, place, out); });
        const std::optional<std::uint64_t> in_file = linted->offsets->offset_of(finding);
        std::cout << shown(verb->path_of(finding.input, *path)) << ':' << in_file.value_or(finding.at.offset) << ": "
                  << to_string(finding.severity) << ": " << to_string(finding.lint)
                  << ": expected: " << rule_of(finding.lint) << " (" << source_of(finding.lint) << ')';
        if (!field.empty()) {
          std::cout << ", at " << field;
        }
        if (finding.at) {
          std::cout << ": " << message_of(finding.at.code);
        }
        std::cout << '\n';
      }
      const LintVerb* verb = nullptr;
      const std::string* path = nullptr;
      const Linted* linted = nullptr;
    } lines;
    lines.verb = this;
    lines.path = &path;
    lines.linted = &linted;
    visit_findings(linted.inputs, linted.findings, lines);
    std::cout << shown(path) << ": ";
    if (linted.findings.empty()) {
      std::cout << "no findings";
    } else {
      std::cout << "errors: " << count(linted.findings, LintSeverity::error)
                << ", warnings: " << count(linted.findings, LintSeverity::warn)
                << ", notices: " << count(linted.findings, LintSeverity::notice);
    }
    std::cout << "; lints not applicable: " << linted.report.not_applicable.size() << '\n';
  }

  const LintOptions& options_;
  LintSeverity fail_on_;
  LintSelection selection_;
  LintInputs inputs_;
  std::vector<LoadedCertificate> issuer_;
  std::vector<LoadedCertificate> certificate_;
  std::vector<LoadedCertificate> responder_;
  std::vector<std::uint8_t> request_;
  std::vector<std::uint8_t> previous_;
  std::optional<IssuedSerials> serials_;
  std::vector<std::string> headers_;
  HttpHeader request_header_;
  HttpHeader response_header_;
  std::string request_path_;
  std::string response_path_;
  std::atomic<bool> has_failed_ = false;
};

/// The lints that are selected; without a profile, those of all.
void print_list(const LintOptions& options, const LintSelection& selection) {
  const LintSet lints = (options.profiles.empty() ? LintSet::all() : LintSet::of(selection.profiles)) & selection.only;
  JsonText text;
  lints.for_each([&](Lint lint) {
    text.write([&](JsonWriter& json) { put(json, lint); });
    std::cout << text.view() << '\n';
  });
}

/// The status of one file; what is wrong with it is printed.
int lint_file(LintVerb& verb, const LintOptions& options, const std::string& path) {
  JsonStream stream{[](std::string_view piece) { std::cout << piece; }};
  const DocumentOutput output = [&](const auto& put_document) {
    stream.write(put_document);
    std::cout << '\n';
  };
  try {
    const Kind kind = verb.kind_for(path);
    Reading reading{kind, options.reading};
    reading.open(path);
    std::vector<Failure> failures;
    for (std::size_t i = 0; i < reading.count(); ++i) {
      if (std::optional<Failure> failure = reading.describe(i, output)) {
        failures.push_back(std::move(*failure));
      }
    }
    if (!failures.empty()) {
      throw BadFile{path, std::move(failures)};
    }
  } catch (const BadFile& bad) {
    return report(bad, options.json);
  }
  return fine;
}

int run_lint(const LintOptions& options) {
  LintVerb verb{options};
  if (options.list) {
    print_list(options, verb.selection());
    return fine;
  }
  verb.load_inputs();
  int status = fine;
  if (options.batch) {
    const std::string no_path;
    const Kind kind = verb.kind_for(no_path);
    status = run_batch(kind, options.paths, options.reading);
  } else if (options.paths.empty()) {
    throw std::invalid_argument{"which FILE? - is standard input"};
  }
  for (const std::string& path : options.paths) {
    status = options.batch ? status : std::max(status, lint_file(verb, options, path));
  }
  return status == fine && verb.has_failed() ? found : status;
}

}  // namespace

Verb lint_verb() {
  return {"lint",
          "Look for rules that a message breaks",
          add_lint_options,
          run_lint,
          {.examples = {{"by the rules of the RFCs, with all that there is to know",
                         "ocspan lint --issuer ca.pem --cert leaf.pem --request request.der --at now response.der"},
                        {"by those for web servers' certificates, as JSON",
                         "ocspan lint --profile cabf-tls --profile mozilla --json response.der"},
                        {"a few lints, of many responses",
                         "ocspan lint --only 'response.*' --fail-on warn responses/*.der"}},
           .exit_statuses = {{fine, "nothing was found that --fail-on names"},
                             {malformed, "something is no message at all"},
                             {wrong_usage, "wrong usage or an unreadable file"},
                             {found, "findings"}}}};
}

}  // namespace ocspan_tool
