// The verb that writes a request.
#include <algorithm>
#include <deque>
#include <iostream>
#include <ocspan/ocspan.hpp>
#include <stdexcept>

#include "input/certificate_file.hpp"
#include "input/input.hpp"
#include "output/file.hpp"
#include "verbs/issuer_choice.hpp"
#include "verbs/options.hpp"
#include "verbs/requests.hpp"
#include "verbs/verbs.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;
using ByteVector = std::vector<std::uint8_t>;

/// As they are given on the command line.
struct CreateRequestOptions {
  std::string issuer;                     ///< file of the issuer's certificate, or of several
  std::string issuer_name_hash;           ///< hexadecimal; in place of the issuer's certificate
  std::string issuer_key_hash;            ///< hexadecimal
  std::vector<std::string> certificates;  ///< files of the certificates to ask about
  std::vector<std::string> serials;       ///< serial numbers to ask about
  std::string hash = "sha256";            // RFC 9919 3.1.1
  std::string nonce;                      ///< empty for none, hexadecimal, "random" or "random:LENGTH"
  bool short_nonce = false;               ///< whether it may have fewer bytes than RFC 9654 wants
  std::string output;                     ///< file; empty or "-" for standard output
  std::string url;  ///< of the responder, to print the URL that asks it by GET; empty to write DER
};

/// What --get is given as without a value.
constexpr std::string_view url_of_certificate = "the certificate's";

void add_create_request_options(CLI::App& app, CreateRequestOptions& options) {
  CLI::Option* const issuer =
      app.add_option("--issuer", options.issuer, "the issuer's certificate; of several the one that fits")
          ->type_name("FILE");
  CLI::Option* const name_hash = app.add_option("--issuer-name-hash", options.issuer_name_hash,
                                                "or the hash of its name by --hash, hexadecimal, with --serial")
                                     ->type_name("HEX");
  CLI::Option* const key_hash =
      app.add_option("--issuer-key-hash", options.issuer_key_hash, "and the hash of its key, hexadecimal")
          ->type_name("HEX");
  name_hash->needs(key_hash)->excludes(issuer);
  key_hash->needs(name_hash)->excludes(issuer);
  app.add_option("--cert", options.certificates,
                 "a certificate to ask about, of several the one that the issuer has issued; may be given many times")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->needs(issuer);
  app.add_option("--serial", options.serials,
                 "a serial number to ask about, decimal or 0x and hexadecimal; may be given many times")
      ->type_name("NUMBER")
      ->allow_extra_args(false);
  app.add_option("--hash", options.hash, "the hash of the CertIDs; without it, sha256")->type_name(names_of_hashes());
  app.add_option("--nonce", options.nonce, "32 to 128 bytes, which a response has to repeat")
      ->type_name("HEX|random|random:LENGTH");
  app.add_flag("--short-nonce", options.short_nonce, "let the nonce have fewer than 32 bytes (RFC 9654 2.1)");
  app.add_option("-o,--out", options.output, "the file to write to; without it, DER goes to standard output")
      ->type_name("FILE");
  app.add_option("--get", options.url,
                 "prints the URL that asks by GET: of this responder, or of the certificate's if no URL is given")
      ->type_name("URL")
      ->expected(0, 1)
      ->default_str(std::string{url_of_certificate});
}

ByteVector parse_nonce(const std::string& text) {
  const std::string random = "random";
  if (!text.starts_with(random)) {
    ByteVector nonce;
    if (!decode_hex(text, nonce)) {
      throw std::invalid_argument("--nonce " + text + ": not hexadecimal, random or random:LENGTH");
    }
    return nonce;
  }
  std::size_t length = least_nonce_size;
  if (text.size() > random.size()) {
    const std::string digits = text.substr(random.size() + 1);
    if (text[random.size()] != ':' || digits.empty() || digits.size() > 3 ||
        digits.find_first_not_of("0123456789") != std::string::npos) {
      throw std::invalid_argument("--nonce " + text + ": not random:LENGTH with LENGTH from 1 to 128");
    }
    length = std::stoul(digits);
  }
  return random_nonce(length);
}

ByteVector parse_issuer_hash(const std::string& option, const std::string& text, HashAlgorithm hash) {
  ByteVector bytes;
  if (!decode_hex(text, bytes) || bytes.size() != digest_size(hash)) {
    throw std::invalid_argument(option + " " + text + ": not the " + std::to_string(digest_size(hash)) + " bytes of " +
                                std::string{to_string(hash)} + " in hexadecimal; --hash names another hash");
  }
  return bytes;
}

/// What is asked about, and the memory that it refers to.
class RequestSubjects {
 public:
  explicit RequestSubjects(const CreateRequestOptions& options) : hash_(parse_hash(options.hash)) {
    for (const std::string& serial : options.serials) {
      serials_.push_back(parse_serial(serial));
    }
    if (options.issuer.empty()) {
      add_by_hashes(options);
    } else {
      add_by_issuer(options);
    }
  }
  RequestSubjects(const RequestSubjects&) = delete;

  const std::vector<CertID>& cert_ids() const { return cert_ids_; }

  /// The responder that the certificates name. Throws std::invalid_argument unless they name one, and the same.
  std::string responder() const {
    std::string found;
    for (const LoadedCertificate* const each : asked_) {
      const auto access = each->certificate.extensions().get<AuthorityInfoAccess>(Tolerance::all);
      const std::optional<Bytes> url = access && *access ? (*access)->url("ocsp"_oid) : std::nullopt;
      const std::string text = url ? std::string{url->begin(), url->end()} : "";
      if (text.empty() || (!found.empty() && found != text)) {
        throw std::invalid_argument("--get: " + each->path + " names no responder, or another one: give its URL");
      }
      found = text;
    }
    if (found.empty()) {
      throw std::invalid_argument("--get: without --cert nothing names a responder: give its URL");
    }
    return found;
  }

 private:
  void add_by_hashes(const CreateRequestOptions& options) {
    if (options.issuer_name_hash.empty()) {
      throw std::invalid_argument("whose certificates? Give --issuer, or --issuer-name-hash and --issuer-key-hash");
    }
    name_hash_ = parse_issuer_hash("--issuer-name-hash", options.issuer_name_hash, hash_);
    key_hash_ = parse_issuer_hash("--issuer-key-hash", options.issuer_key_hash, hash_);
    for (const ByteVector& serial : serials_) {
      cert_ids_.emplace_back(AlgorithmIdentifier{hash_}, name_hash_, key_hash_, Integer{serial});
    }
  }

  void add_by_issuer(const CreateRequestOptions& options) {
    issuers_ = load_certificates(options.issuer);
    for (const std::string& path : options.certificates) {
      certificates_.push_back(load_certificates(path));
      const Issued issued = choose_issued(certificates_.back(), issuers_);
      // RFC 6960 4.1.1: the name as the certificate has it, which its issuer may encode otherwise.
      asked_.push_back(&issued.certificate);
      add(issued.certificate.certificate.issuer(), issued.issuer, issued.certificate.certificate.serial_number());
    }
    for (const ByteVector& serial : serials_) {
      const LoadedCertificate& issuer = only_issuer(issuers_);
      add(issuer.certificate.subject(), issuer, Integer{serial});
    }
  }

  void add(const Name& issuer_name, const LoadedCertificate& issuer, const Integer& serial_number) {
    const IssuerHashInput input{issuer_name.der(), issuer.certificate.subject_public_key_info().public_key()};
    hashes_.push_back(hashes_of(input, hash_));
    cert_ids_.push_back(hashes_.back().cert_id(serial_number));
  }

  HashAlgorithm hash_;
  std::vector<LoadedCertificate> issuers_;
  std::deque<std::vector<LoadedCertificate>> certificates_;
  std::vector<const LoadedCertificate*> asked_;
  std::deque<ByteVector> serials_;
  std::deque<IssuerHashes> hashes_;
  ByteVector name_hash_;
  ByteVector key_hash_;
  std::vector<CertID> cert_ids_;
};

ByteVector build_request(const RequestSubjects& subjects, const CreateRequestOptions& options) {
  OCSPRequestBuilder builder{NoHasher{}, std::vector<RequestEntry>(subjects.cert_ids().size())};
  for (const CertID& cert_id : subjects.cert_ids()) {
    builder.add_certificate(cert_id);
  }
  const ByteVector nonce = parse_nonce(options.nonce);
  if (!options.nonce.empty()) {
    if (!nonce.empty() && nonce.size() < least_nonce_size && !options.short_nonce) {
      throw std::invalid_argument("--nonce: has fewer than 32 bytes (RFC 9654 2.1); --short-nonce allows that");
    }
    builder.nonce(nonce);
  }
  Result<ByteVector> built = builder.build();
  if (built) {
    return *std::move(built);
  }
  switch (built.error().code) {
    case ErrorCode::missing:
      throw std::invalid_argument("nothing to ask about: give --cert or --serial");
    case ErrorCode::wrong_length:
      throw std::invalid_argument("--nonce: must have 1 to 128 bytes");
    default:
      throw std::runtime_error(std::string{to_string(built.error().field)} + ": " +
                               std::string{message_of(built.error().code)});
  }
}

/// Whether it is safe to print, and as an argument of a command that asks it.
bool is_url(std::string_view text) {
  const bool has_scheme = text.starts_with("http://") || text.starts_with("https://");
  return has_scheme && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f && c != '#'; });
}

void print_url(const std::string& responder, Bytes request) {
  if (!is_url(responder)) {
    throw std::invalid_argument("--get " + responder + ": not a URL that begins with http:// or https://");
  }
  const std::string url = *to_std_string([&](std::span<char> out) { return ocsp_get_url(responder, request, out); });
  if (ocspan::ocsp_http_method(responder, request) == ocspan::HttpMethod::post) {
    std::cerr << "ocspan: note: the URL has " << url.size()
              << " characters; beyond 255 a responder may accept only POST (RFC 9919 6)\n";
  }
  std::cout << url << '\n';
}

int run_create_request(const CreateRequestOptions& options) {
  const RequestSubjects subjects{options};
  const ByteVector request = build_request(subjects, options);
  if (!options.url.empty()) {
    print_url(options.url == url_of_certificate ? subjects.responder() : options.url, request);
  }
  if (options.url.empty() || !options.output.empty()) {
    write_der(options.output, request);
  }
  return fine;
}

}  // namespace

Verb create_request_verb() {
  return {"create-request",
          "Write an OCSP request",
          add_create_request_options,
          run_create_request,
          {.examples = {{"to be sent by POST",
                         "ocspan create-request --issuer ca.pem --cert leaf.pem --nonce random -o request.der"},
                        {"the URL that asks by GET", "ocspan create-request --issuer ca.pem --cert leaf.pem --get"},
                        {"about a serial number, for a responder that knows only SHA-1",
                         "ocspan create-request --issuer ca.pem --serial 0x1001 --hash sha1 -o request.der"}},
           .exit_statuses = {{fine, "fine"},
                             {malformed, "a certificate is malformed"},
                             {wrong_usage, "wrong usage or an unreadable file"}}}};
}

}  // namespace ocspan_tool
