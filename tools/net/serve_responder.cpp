#include "net/serve_responder.hpp"

#include <algorithm>
#include <ctime>
#include <deque>
#include <stdexcept>

namespace ocspan_tool::serve {
namespace {

using namespace ocspan;
using ByteVector = std::vector<std::uint8_t>;

constexpr std::uint8_t null_value[] = {5, 0};
/// Of the enterprise number that is reserved for examples (RFC 5612).
constexpr Extension unknown_critical[] = {{oid<1, 3, 6, 1, 4, 1, 32473, 2>, true, null_value}};

Time time_of(std::int64_t seconds) { return *Time::from_unix(seconds); }

/// YYYYMMDDHHMMSSZ
std::string generalized_time(const Time& time) {
  std::array<std::uint8_t, 17> der{};
  Writer writer{der};
  time.write(writer);
  return {der.begin() + 2, der.end()};
}

OcspAnswer error_answer(OCSPResponseStatus status) {
  return {*OCSPResponseBuilder<>::build_unsuccessful(status), std::nullopt, std::string{to_string(status)}};
}

/// Whether there is a critical extension that is not understood (RFC 6960 4.4).
bool has_unknown_critical(const Extensions& extensions) {
  return !extensions.unknown_critical(KnownExtensionTypes::oids).empty();
}

/// What is to be done about a request before its certificates are looked at; successful if nothing is wrong with it.
OCSPResponseStatus check(const OCSPRequest& request) {
  bool is_right = !request.requests().empty() && !has_unknown_critical(request.extensions());
  for (const Request one : request.requests()) {
    is_right = is_right && !has_unknown_critical(one.extensions());
  }
  const Result<std::optional<Nonce>> nonce = request.extensions().get<Nonce>();
  is_right = is_right && nonce && (!*nonce || (*nonce)->has_standard_length());  // RFC 9654 2.1
  return is_right ? OCSPResponseStatus::successful : OCSPResponseStatus::malformed_request;
}

LoadedCertificate load_only(const std::string& path) {
  std::vector<LoadedCertificate> all = load_certificates(path);
  if (all.size() != 1) {
    throw std::invalid_argument{path + " has " + std::to_string(all.size()) + " certificates: which one is meant?"};
  }
  return std::move(all.front());
}

/// Whether the key is that of the certificate.
bool fits(OpenSSLSigner signer, const Certificate& certificate) {
  ByteVector signature(signer({}, {}));
  signature.resize(signer(null_value, signature));
  return OpenSSLVerifier{true}(signer.algorithm(), certificate.subject_public_key_info(), null_value, signature) ==
         SignatureCheck::valid;
}

}  // namespace

/// An answer while it is made: what it says, and the memory that it refers to.
struct Responder::Answering {
  explicit Answering(std::size_t count, const Behaviour& behaviour)
      : now(std::time(nullptr)), builder(NoHasher{}, std::vector<SingleResponseEntry>(count)) {
    fields.this_update = time_of(now + behaviour.this_update);
    if (behaviour.next_update) {
      fields.next_update = time_of(now + *behaviour.next_update);
    }
    if (behaviour.has_critical_single_extension) {
      fields.extensions = unknown_critical;
    }
    builder.produced_at(time_of(now + behaviour.produced_at));
  }

  /// A copy that stays as long as the answer does, for the views of the builder; with another last byte if `change` is
  /// not 0.
  Bytes keep_changed(Bytes bytes, std::size_t change) {
    ByteVector& copy = memory.emplace_back(bytes.begin(), bytes.end());
    copy.back() = static_cast<std::uint8_t>(copy.back() ^ change);
    return copy;
  }

  std::int64_t now;
  SingleResponseFields fields;
  OCSPResponseBuilder<NoHasher, std::vector<SingleResponseEntry>> builder;
  std::deque<ByteVector> memory;
  bool is_empty = true;
};

Responder::Responder(const Files& files, const Behaviour& behaviour)
    : behaviour_(behaviour), issuer_(load_only(files.issuer)), index_(files.index) {
  using enum HashAlgorithm;
  for (const HashAlgorithm hash : {sha1, sha224, sha256, sha384, sha512}) {
    const auto hashes = IssuerHashes::of(IssuerHashInput{issuer_.certificate}, hash, OpenSSLHasher{});
    if (hashes) {
      hashes_.emplace_back(*hashes);
    }
  }
  load_signer(files);
  signer_ = issuer_.certificate;
  if (!signer_certificate_.empty()) {
    signer_ = *load_der_x509_certificate(signer_certificate_, Tolerance::all);
    certificates_.assign(behaviour.decoys, Bytes{decoy_});
    if (!behaviour.leaves_out_certificate) {
      certificates_.emplace_back(signer_certificate_);
    }
  }
  if (!fits(signers_.front(), signer_)) {
    throw std::invalid_argument{files.key + " is not the key of the certificate that is to sign"};
  }
  if (!OpenSSLHasher{}(HashAlgorithm::sha1, signer_.subject_public_key_info().public_key(), key_hash_)) {
    throw std::runtime_error{"libcrypto has no SHA-1, by which responders are named"};
  }
  key_hash_[0] = static_cast<std::uint8_t>(key_hash_[0] ^ (behaviour.names_other_responder ? 1 : 0));
}

void Responder::load_signer(const Files& files) {
  if (!behaviour_.signer) {
    signers_ = load_signers(files.key, behaviour_.signature_hash);
    if (!files.responder.empty()) {
      signer_certificate_ = load_only(files.responder).der;
    }
    return;
  }
  const std::string& issuer_key = files.responder.empty() ? files.key : files.issuer_key;
  if (issuer_key.empty()) {
    throw std::invalid_argument{"this fault needs a certificate made for the responder: give --issuer-key"};
  }
  DelegatedSigner made = make_signer(*behaviour_.signer, issuer_.der, issuer_key, behaviour_.signature_hash);
  signer_certificate_ = std::move(made.certificate);
  signers_ = std::move(made.signers);
  if (behaviour_.decoys != 0) {
    decoy_ = make_signer(*behaviour_.signer, issuer_.der, issuer_key, {}).certificate;
  }
}

OcspAnswer Responder::answer(Bytes bytes) {
  const Result<OCSPRequest> request = load_der_ocsp_request(bytes);
  if (!request) {
    return error_answer(OCSPResponseStatus::malformed_request);
  }
  if (behaviour_.error_status) {
    return error_answer(*behaviour_.error_status);
  }
  if (const OCSPResponseStatus status = check(*request); status != OCSPResponseStatus::successful) {
    return error_answer(status);
  }
  const std::shared_ptr<const Index> index = index_.current();
  Answering answering{request->requests().size() + behaviour_.more_answers, behaviour_};
  std::string log;
  for (const Request one : request->requests()) {
    const CertID asked = one.cert_id();
    const bool is_ours = std::any_of(hashes_.begin(), hashes_.end(), [&](const IssuerHashes& hashes) {
      return hashes.cert_id(asked.serial_number()) == asked;
    });
    if (!is_ours || (behaviour_.only_hash && !(asked.hash_algorithm() == *behaviour_.only_hash))) {
      return error_answer(OCSPResponseStatus::unauthorized);
    }
    add_answer(answering, asked, index->find(asked.serial_number()));
    log += (log.empty() ? "" : ", ") + text_of(asked.serial_number()) + ' ' +
           std::string{to_string(answering.fields.certificate_status)};
  }
  Result<ByteVector> signed_answer = sign(answering, *request);
  if (!signed_answer) {
    OcspAnswer failed = error_answer(OCSPResponseStatus::internal_error);
    failed.log += ": " + std::string{to_string(signed_answer.error().field)} + ": " +
                  std::string{message_of(signed_answer.error().code)};
    return failed;
  }
  const std::int64_t left = std::max<std::int64_t>(behaviour_.next_update.value_or(0), 0);
  return {*std::move(signed_answer),
          HttpCaching{.last_modified = *answering.fields.this_update,
                      .expires = answering.fields.next_update.value_or(*answering.fields.this_update),
                      .max_age = static_cast<std::uint32_t>(left / 2),  // well before nextUpdate (RFC 9919 7.2)
                      .date = time_of(answering.now)},
          std::move(log)};
}

void Responder::add_answer(Answering& answering, const CertID& asked, const std::optional<IndexEntry>& entry) const {
  SingleResponseFields& fields = answering.fields;
  const IndexEntry none{behaviour_.is_good_if_unknown ? OCSPCertStatus::good : OCSPCertStatus::unknown};
  const IndexEntry& known = entry ? *entry : none;
  fields.certificate_status = known.status;
  fields.revocation_time = known.revocation_time;
  fields.revocation_reason = known.reason;
  CertID id = asked;
  if (behaviour_.hash) {
    const AlgorithmIdentifier algorithm{*behaviour_.hash};
    ByteVector name(digest_size(*behaviour_.hash));
    ByteVector key(name.size());
    const IssuerHashInput issuer{issuer_.certificate};
    OpenSSLHasher{}(*behaviour_.hash, issuer.name, name);
    OpenSSLHasher{}(*behaviour_.hash, issuer.key, key);
    id = CertID{algorithm, answering.keep_changed(name, 0), answering.keep_changed(key, 0), asked.serial_number()};
  }
  if (behaviour_.is_about_other_issuer) {
    id = CertID{id.hash_algorithm(), id.issuer_name_hash(), answering.keep_changed(id.issuer_key_hash(), 1),
                id.serial_number()};
  }
  const std::size_t more = answering.is_empty ? behaviour_.more_answers : 0;
  answering.is_empty = false;
  const std::size_t first = behaviour_.is_about_other_serial ? 1 : 0;
  for (std::size_t number = first; number <= std::max(first, more); ++number) {
    const Integer serial_number{answering.keep_changed(asked.serial_number().bytes(), number)};
    answering.builder.add_response(
        CertID{id.hash_algorithm(), id.issuer_name_hash(), id.issuer_key_hash(), serial_number}, fields);
  }
}

Result<ByteVector> Responder::sign(Answering& answering, const OCSPRequest& request) const {
  auto& builder = answering.builder;
  builder.certificates(certificates_);
  if (behaviour_.is_by_name) {
    builder.responder_by_name(signer_);
  } else {
    builder.responder_id(ResponderID{Bytes{key_hash_}});
  }
  const Result<std::optional<Extension>> nonce = request.extensions().find(Nonce::oid);
  if (*nonce && behaviour_.nonce == Behaviour::NonceAnswer::same) {
    builder.add_extension({Nonce::oid, false, (*nonce)->value()});
  }
  static constexpr std::uint8_t other_nonce[32] = {1, 2, 3};
  if (*nonce && behaviour_.nonce == Behaviour::NonceAnswer::other) {
    builder.nonce(other_nonce);
  }
  if (behaviour_.has_critical_extension) {
    builder.add_extension(unknown_critical[0]);
  }

  const auto has_algorithm = [](const AlgorithmIdentifier& algorithm) {
    return [&algorithm](const OpenSSLSigner& signer) { return signer.algorithm() == algorithm; };
  };
  const std::optional<AlgorithmIdentifier> chosen = choose_signature_algorithm(
      request, {.advertised = signers_.front().algorithm()}, [&](const AlgorithmIdentifier& algorithm) {
        return std::any_of(signers_.begin(), signers_.end(), has_algorithm(algorithm));
      });
  OpenSSLSigner signer = *std::find_if(signers_.begin(), signers_.end(), has_algorithm(*chosen));
  AlgorithmIdentifier named = signer.algorithm();
  if (behaviour_.names_other_algorithm) {
    const AlgorithmIdentifier rsa = signature_algorithm("sha256WithRSAEncryption"_oid);
    named = named == rsa ? signature_algorithm("ecdsa-with-SHA256"_oid) : rsa;
  }

  const std::string this_update = generalized_time(*answering.fields.this_update);
  const std::string next_update = generalized_time(answering.fields.next_update.value_or(Time{}));
  const auto sign_into = [&](std::span<std::uint8_t> buffer) {
    return builder.sign(
        named,
        [&](Bytes message, std::span<std::uint8_t> out) {
          if (behaviour_.edit != nullptr && !out.empty()) {
            const auto begin = static_cast<std::size_t>(message.data() - buffer.data());
            behaviour_.edit(buffer.subspan(begin, message.size()), this_update, next_update);
          }
          const std::size_t size = signer(message, out);
          if (behaviour_.has_bad_signature && size != 0 && !out.empty()) {
            out[size - 1] ^= 1;
          }
          return size;
        },
        buffer);
  };
  return to_vector(sign_into);
}

}  // namespace ocspan_tool::serve
