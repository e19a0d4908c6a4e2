// What the WebAssembly module has besides functions of the C interface: the documents of the command as JSON, requests,
// and the form of ECDSA's signatures that WebCrypto wants.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ocspan/ocspan.hpp>
#include <span>

#include "input/any_message.hpp"
#include "output/document.hpp"
#include "output/dump.hpp"
#include "wasm/runtime.hpp"
#include "wasm/task.hpp"

namespace ocspan_tool {
namespace {

template <class Message>
void put_load_error(JsonWriter& json, Bytes der, Tolerance tolerance, Error error) {
  const auto put_path = [&] {
    json.text([&](std::span<char> out) { return error_path<Message>(der, tolerance, out); });
  };
  put_error(json, to_string(error.code), error.offset, put_path, message_of(error.code));
}

template <class Message>
std::size_t write_document(const std::uint8_t* der, std::size_t der_size, unsigned flags, char* out, std::size_t size) {
  JsonWriter json{{out, size}};
  const Bytes bytes{der, der_size};
  const Tolerance tolerance = static_cast<Tolerance>(flags) & Tolerance::all;
  if (const Result<Message> message = load<Message>(bytes, tolerance)) {
    describe(json, *message, tolerance);
  } else {
    put_load_error<Message>(json, bytes, tolerance, message.error());
  }
  return json.size();
}

/// The lines of a dump as elements of an array.
class DumpedJson final : public DumpSink {
 public:
  explicit DumpedJson(JsonWriter& json) : json_(json) {}

  void take(const DumpLine& line) override { json_.element(line); }
  void take(const DumpError& error) override { json_.element(error); }

 private:
  JsonWriter& json_;
};

/// Loads an input of a task. On failure writes the error, and notes which input it is.
template <class Message>
bool load_input(Task& task, JsonWriter& json, Bytes der, Tolerance tolerance, Message& message) {
  const Result<Message> loaded = load<Message>(der, tolerance);
  if (loaded) {
    message = *loaded;
    return true;
  }
  put_load_error<Message>(json, der, tolerance, loaded.error());
  task.failed = der.data();
  return false;
}

/// Loads a certificate, of which only names, key and serial number count, whatever else is wrong with it.
bool load_certificate(Task& task, JsonWriter& json, Bytes der, Certificate& certificate) {
  return load_input(task, json, der, Tolerance::all, certificate);
}

class VerifyTask {
 public:
  VerifyTask(Task& task, JsonWriter& json) : task_(task), json_(json), hasher_(task.digests) {}

  Status run() {
    task_.progress.add(task_.answer);
    task_.answer = SignatureCheck::pending;
    const auto tolerance = static_cast<Tolerance>(task_.tolerance);
    Certificate issuer;
    if (!load_input(task_, json_, task_.response, tolerance, response_) ||
        !load_certificate(task_, json_, task_.issuer, issuer)) {
      return Status::failed;
    }
    if (task_.request.data() != nullptr && !load_input(task_, json_, task_.request, Tolerance::all, request_)) {
      return Status::failed;
    }
    const Subject& subject = task_.subjects.front();
    Certificate certificate;
    IssuerHashes hashes;
    const AlgorithmIdentifier sha256{HashAlgorithm::sha256};
    if (subject.certificate.data() != nullptr) {
      return load_certificate(task_, json_, subject.certificate, certificate) ? ask(Question{certificate, issuer})
                                                                              : Status::failed;
    }
    if (subject.serial_number.data() != nullptr) {
      hashes.set(IssuerHashInput{issuer}, sha256, hasher_);
      const CertID id = hashes.cert_id(Integer{subject.serial_number});
      return ask(Question{id, issuer});
    }
    task_.request_count = 0;
    CertID id;
    for (const Request& one : request_.requests()) {
      if (task_.request_count++ == task_.request_index) {
        id = one.cert_id();
      }
    }
    is_of_request_ = true;
    return ask(Question{id, issuer});
  }

 private:
  Status fail(std::string_view code, Bytes input, Bytes at, std::string_view field, std::string_view message) {
    put_error(json_, code, static_cast<std::uint32_t>(at.data() - input.data()), field, message);
    task_.failed = input.data();
    return Status::failed;
  }

  bool asks_about(const Question& question) {
    for (const Request& one : request_.requests()) {
      if (is_about(one.cert_id(), question, hasher_).value_or(false)) {
        return true;
      }
    }
    return false;
  }

  Status ask(Question question) {
    if (task_.request.data() != nullptr) {
      const bool is_asked = is_of_request_ || asks_about(question);
      if (!is_asked && !hasher_.is_waiting()) {
        return fail(Literal{"not_asked"}.view(), task_.request, request_.requests().bytes(),
                    to_string(Field::request_list), Literal{"the request does not ask about this certificate"}.view());
      }
      const Result<std::optional<Nonce>> nonce = request_.extensions().get<Nonce>();
      if (!nonce) {
        return fail(to_string(nonce.error().code), task_.request, request_.extensions().bytes(),
                    to_string(Field::request_extensions), message_of(nonce.error().code));
      }
      if (*nonce) {
        question.nonce((*nonce)->bytes());
      }
    }
    if (task_.nonce.data() != nullptr) {
      question.nonce(task_.nonce);
    }
    const std::span<Certificate> trusted = views_of<Certificate>(task_, task_.trusted.size());
    for (std::size_t i = 0; i < trusted.size(); ++i) {
      if (!load_certificate(task_, json_, task_.trusted[i], trusted[i])) {
        return Status::failed;
      }
    }
    for (const Bytes der : task_.certificates) {
      Certificate certificate;
      if (!load_certificate(task_, json_, der, certificate)) {
        return Status::failed;
      }
    }
    question.trust(trusted).add_certificates(task_.certificates);
    return decide(question);
  }

  Status decide(const Question& question) {
    VerifyPolicy policy;
    policy.at = task_.at.time();
    policy.clock_skew = task_.clock_skew;
    policy.max_age_without_next_update = task_.max_age_without_next_update;
    policy.accept_missing_nonce = (task_.policy & accept_missing_nonce) != 0;
    policy.require_next_update = (task_.policy & require_next_update) != 0;
    policy.certificate_is_validated = (task_.policy & certificate_is_validated) != 0;
    policy.tolerance = static_cast<Tolerance>(task_.tolerance);
    if ((task_.policy & has_max_age) != 0) {
      policy.max_age = task_.max_age;
    }
    if ((task_.policy & has_attested) != 0) {
      policy.attested = task_.attested.time();
    }
    const auto ask_for_signature = [&](const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& key,
                                       Bytes message, Bytes signature) {
      algorithm_ = algorithm;
      key_algorithm_ = key.algorithm();
      task_.question = {key.der(), message, signature};
      return SignatureCheck::pending;
    };
    const Verification verification = verify(response_, question, policy, ask_for_signature, hasher_, task_.progress);
    if (hasher_.is_waiting()) {
      return Status::hashes_wanted;
    }
    if (verification.failure().step == VerifyStep::signature_pending) {
      json_.object([&] {
        json_.field("algorithm", algorithm_);
        json_.field("keyAlgorithm", key_algorithm_);
      });
      return Status::signature_wanted;
    }
    describe(json_, Verified{response_, question, policy, verification});
    return Status::done;
  }

  Task& task_;
  JsonWriter& json_;
  AskedHasher hasher_;
  OCSPResponse response_;
  OCSPRequest request_;
  bool is_of_request_ = false;  // the question
  AlgorithmIdentifier algorithm_;
  AlgorithmIdentifier key_algorithm_;
};

class RequestTask {
 public:
  RequestTask(Task& task, JsonWriter& json)
      : task_(task),
        json_(json),
        hasher_(task.digests),
        builder_(NoHasher{}, views_of<RequestEntry>(task, task.subjects.size())) {}

  Status run() {
    if (task_.issuer.data() != nullptr && !load_certificate(task_, json_, task_.issuer, issuer_)) {
      return Status::failed;
    }
    for (const Subject& subject : task_.subjects) {
      if (!add(subject)) {
        return Status::failed;
      }
    }
    if (hasher_.is_waiting()) {
      return Status::hashes_wanted;
    }
    if (task_.nonce.data() != nullptr) {
      builder_.nonce(task_.nonce);
    }
    const Result<Bytes> built = builder_.build({reinterpret_cast<std::uint8_t*>(task_.out.data()), task_.out.size()});
    if (!built && built.error().code != ErrorCode::no_space) {
      return fail(built.error());
    }
    task_.size = built ? built->size() : built.error().offset;
    return Status::done;
  }

 private:
  Status fail(Error error) {
    put_error(json_, to_string(error.code), error.offset, to_string(error.field), message_of(error.code));
    return Status::failed;
  }

  /// Returns whether there was no error. Adds nothing while a hash is not known.
  bool add(const Subject& subject) {
    const AlgorithmIdentifier algorithm{static_cast<HashAlgorithm>(subject.hash)};
    if (subject.name_hash.data() != nullptr) {
      builder_.add_certificate(CertID{algorithm, subject.name_hash, subject.key_hash, Integer{subject.serial_number}});
      return true;
    }
    Bytes issuer_name = issuer_.subject().der();
    Integer serial_number{subject.serial_number};
    if (subject.certificate.data() != nullptr) {
      Certificate certificate;
      if (!load_certificate(task_, json_, subject.certificate, certificate)) {
        return false;
      }
      const Bytes name = certificate.issuer().der();
      if (!names_match(certificate.issuer(), issuer_.subject())) {
        put_error(json_, to_string(VerifyStep::wrong_issuer),
                  static_cast<std::uint32_t>(name.data() - subject.certificate.data()), to_string(Field::issuer),
                  message_of(VerifyStep::wrong_issuer));
        task_.failed = subject.certificate.data();
        return false;
      }
      // RFC 6960 4.1.1: the name as the certificate has it, which its issuer may encode otherwise.
      issuer_name = equal(name, issuer_name) ? issuer_name : name;
      serial_number = certificate.serial_number();
    }
    const Bytes key = issuer_.subject_public_key_info().public_key();
    const Digest* const name_hash = hasher_.find(static_cast<HashAlgorithm>(subject.hash), issuer_name);
    const Digest* const key_hash = hasher_.find(static_cast<HashAlgorithm>(subject.hash), key);
    if (name_hash != nullptr && key_hash != nullptr) {
      builder_.add_certificate(CertID{algorithm, name_hash->bytes(), key_hash->bytes(), serial_number});
    } else if (!hasher_.is_waiting()) {
      fail({ErrorCode::unsupported_algorithm, Field::hash_algorithm});
      return false;
    }
    return true;
  }

  Task& task_;
  JsonWriter& json_;
  AskedHasher hasher_;
  OCSPRequestBuilder<NoHasher, std::span<RequestEntry>> builder_;
  Certificate issuer_;
};

template <class Work>
Status run_task(Task& task) {
  JsonWriter json{task.out};
  task.size = 0;
  task.failed = nullptr;
  const Status status = Work{task, json}.run();
  task.size = json.size() != 0 ? json.size() : task.size;
  return status;
}

/// Writes r or s of an ECDSA signature. Returns false if it has more bytes than `out`.
bool read_number(Reader& fields, std::span<std::uint8_t> out) {
  Integer integer;
  integer.read_non_negative(fields, Field::signature);
  Bytes bytes = integer.bytes();
  while (!bytes.empty() && bytes[0] == 0) {
    bytes = bytes.subspan(1);
  }
  if (bytes.size() > out.size()) {
    return false;
  }
  std::size_t at = out.size() - bytes.size();
  for (std::size_t i = 0; i < at; ++i) {
    out[i] = 0;
  }
  for (const std::uint8_t byte : bytes) {
    out[at++] = byte;
  }
  return true;
}

/// The type of message whose Field has that number; null for 0, which is any.
const MessageType* type_of(unsigned message) {
  const auto* const found = std::ranges::find(message_types, static_cast<Field>(message), &MessageType::message);
  return found == std::end(message_types) ? nullptr : *found;
}

/// A content that JavaScript has put into memory, decoded. Takes memory from `free` on.
Input decode(unsigned message, const char* content, std::size_t size, const void* free) {
  free_memory = reinterpret_cast<std::uintptr_t>(free);
  Input input;
  decode_messages(input, {content, size}, type_of(message));
  return input;
}

/// As [address,size], if there is any.
void put_place(JsonWriter& json, Literal name, std::string_view text) {
  if (!text.empty()) {
    json.field(name, [&] {
      json.array([&] {
        json.element([&] { json.number(reinterpret_cast<std::uintptr_t>(text.data())); });
        json.element([&] { json.number(text.size()); });
      });
    });
  }
}

void put_message(JsonWriter& json, const Message& message, Tolerance tolerance) {
  json.object([&] {
    json.field("form", std::string_view{message.form()});
    json.field("type", likeliest_message_type(message.der, tolerance).name);
    json.field("problem", std::string_view{message.problem});
    json.field("isText", message.is_text());
    put_place(json, "httpRequest", message.http_request().text);
    put_place(json, "httpResponse", message.http_response().text);
    json.field("at", [&] { json.number(reinterpret_cast<std::uintptr_t>(message.der.data())); });
    json.field("size", [&] { json.number(message.der.size()); });
  });
}

}  // namespace
}  // namespace ocspan_tool

// build.sh exports what ocspan.js calls.
extern "C" {

// Each of these three writes the document, or {"error":{...}}, into `out` and returns its size. If that is more than
// `size`, `out` is too small, and a buffer of the size that is returned is large enough.
std::size_t ocspan_response_json(const std::uint8_t* der, std::size_t der_size, unsigned tolerance, char* out,
                                 std::size_t size) {
  return ocspan_tool::write_document<ocspan::OCSPResponse>(der, der_size, tolerance, out, size);
}

std::size_t ocspan_request_json(const std::uint8_t* der, std::size_t der_size, unsigned tolerance, char* out,
                                std::size_t size) {
  return ocspan_tool::write_document<ocspan::OCSPRequest>(der, der_size, tolerance, out, size);
}

// As these, but what it writes is an array of the lines of a dump. `message` is the number of the Field
// of the message.
std::size_t ocspan_dump_json(unsigned message, const std::uint8_t* der, std::size_t der_size, unsigned tolerance,
                             char* out, std::size_t size) {
  ocspan_tool::JsonWriter json{{out, size}};
  ocspan_tool::DumpedJson lines{json};
  json.array([&] {
    (void)ocspan_tool::dump(static_cast<ocspan::Field>(message), {der, der_size},
                            static_cast<ocspan::Tolerance>(tolerance) & ocspan::Tolerance::all, lines);
  });
  return json.size();
}

std::size_t ocspan_certificate_json(const std::uint8_t* der, std::size_t der_size, unsigned tolerance, char* out,
                                    std::size_t size) {
  return ocspan_tool::write_document<ocspan::Certificate>(der, der_size, tolerance, out, size);
}

// Writes an array with what is known of each message in a content: its form, what it can be read as the farthest, and
// where its DER is, until the next call. `message` is the number of the Field of what is looked for, or 0 for anything.
std::size_t ocspan_read_input(unsigned message, const char* content, std::size_t content_size, unsigned tolerance,
                              char* out, std::size_t size) {
  const ocspan_tool::Input input = ocspan_tool::decode(message, content, content_size, out + size);
  ocspan_tool::JsonWriter json{{out, size}};
  json.list(input.messages(), [&](const ocspan_tool::Message& one) {
    ocspan_tool::put_message(json, one, static_cast<ocspan::Tolerance>(tolerance) & ocspan::Tolerance::all);
  });
  return json.size();
}

// Where byte `offset` of a message of that content stands in it. What is at `free` and behind it is overwritten.
std::size_t ocspan_place_in_input(unsigned message, const char* content, std::size_t content_size, std::size_t index,
                                  std::size_t offset, void* free) {
  const ocspan_tool::Input input = ocspan_tool::decode(message, content, content_size, free);
  return input.messages()[index].place_of(offset);
}

// Writes the document of a verification.
ocspan_tool::Status ocspan_verify_task(ocspan_tool::Task* task) {
  return ocspan_tool::run_task<ocspan_tool::VerifyTask>(*task);
}

// Writes a request.
ocspan_tool::Status ocspan_request_task(ocspan_tool::Task* task) {
  return ocspan_tool::run_task<ocspan_tool::RequestTask>(*task);
}

// Writes r and s of an Ecdsa-Sig-Value (RFC 3279 2.2.3), each in `width` bytes. Returns false if it is none, or one of
// another curve.
bool ocspan_ecdsa_numbers(const std::uint8_t* der, std::size_t size, std::size_t width, std::uint8_t* out) {
  using namespace ocspan;
  ReadContext context{Bytes{der, size}};
  Reader reader{context};
  Reader fields = reader.open(Tag::sequence, Field::signature);
  const bool fit =
      ocspan_tool::read_number(fields, {out, width}) && ocspan_tool::read_number(fields, {out + width, width});
  fields.close(Field::signature);
  reader.close(Field::signature);
  return fit && !context.error();
}
}
