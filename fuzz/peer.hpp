// Another implementation reads the same input: the same verdict and the same fields, or a disagreement that is known.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "harness.hpp"
#include "outcome.hpp"

namespace ocspan::fuzz {

/// What an implementation read, field by field, in one form for all of them.
class Reading {
 public:
  void add(std::string_view name, Bytes bytes) { fields_.emplace_back(name, ByteVector(bytes.begin(), bytes.end())); }
  void add(std::string_view name, std::int64_t number) {
    ByteVector bytes(8);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (56 - 8 * i));
    }
    fields_.emplace_back(name, bytes);
  }
  void add(std::string_view name, const Time& time) { add(name, time.to_unix()); }

  /// Adds the fields of an AlgorithmIdentifier: what its parameters are is not compared, as they are of any type.
  void add(const AlgorithmIdentifier& algorithm) {
    add("algorithm", algorithm.oid().bytes());
    add("has parameters", algorithm.parameters().has_value() ? 1 : 0);
  }
  void add(const BitString& bits) {
    add("bits", bits.bytes());
    add("unused bits", std::int64_t{bits.unused_bits()});
  }
  void add(const Extensions& extensions) {
    add("extensions", std::int64_t{extensions.size()});
    for (const Extension& extension : extensions) {
      add("extnID", extension.oid().bytes());
      add("critical", extension.critical() ? 1 : 0);
      add("extnValue", extension.value());
    }
  }
  void add(const CertID& id) {
    add("hashAlgorithm", id.hash_algorithm().oid().bytes());
    add("issuerNameHash", id.issuer_name_hash());
    add("issuerKeyHash", id.issuer_key_hash());
    add("serialNumber", id.serial_number().bytes());
  }
  void add(const Certificates& certificates) {
    add("certs", std::int64_t{certificates.size()});
    for (const Bytes der : certificates) {
      add("cert", der);
    }
  }
  void add(const SingleResponse& single) {
    add(single.cert_id());
    add("certStatus", static_cast<std::int64_t>(single.certificate_status()));
    if (single.revocation_time()) {
      add("revocationTime", *single.revocation_time());
      add("revocationReason", single.revocation_reason() ? static_cast<std::int64_t>(*single.revocation_reason()) : -1);
    }
    add("thisUpdate", single.this_update());
    if (single.next_update()) {
      add("nextUpdate", *single.next_update());
    }
    add(single.single_extensions());
  }

  /// Aborts, with the name of the field and both values, unless the other one read the same.
  void must_equal(const Reading& other) const {
    const auto [mine, theirs] =
        std::mismatch(fields_.begin(), fields_.end(), other.fields_.begin(), other.fields_.end());
    if (mine == fields_.end() && theirs == other.fields_.end()) {
      return;
    }
    print("ocspan", mine, fields_);
    print("the other", theirs, other.fields_);
    property_failed(__FILE__, __LINE__, "both read the same fields");
  }

 private:
  using ByteVector = std::vector<std::uint8_t>;
  using Fields = std::vector<std::pair<std::string_view, ByteVector>>;

  static void print(const char* who, Fields::const_iterator field, const Fields& fields) {
    if (field == fields.end()) {
      std::fprintf(stderr, "%s: no more fields\n", who);
      return;
    }
    std::fprintf(stderr, "%s: %.*s: ", who, static_cast<int>(field->first.size()), field->first.data());
    for (const std::uint8_t byte : field->second) {
      std::fprintf(stderr, "%02x", byte);
    }
    std::fprintf(stderr, "\n");
  }

  Fields fields_;
};

/// What a peer made of an input.
struct PeerReading {
  std::optional<Reading> reading;  ///< nothing if it refuses
  bool whole = true;               ///< it looks at all of the message, not only at the status
  bool rewrites = false;           ///< it writes the bytes that it read: for it, too, they are the only encoding
};

/// Both verdicts on one input.
template <class Message>
struct Verdicts {
  Bytes input;
  const Result<Message>& ours;  ///< with all tolerances
  const PeerReading& peer;
  PeerReading (*peer_reads)(Bytes);

  Error error() const { return ours.error(); }
  bool only_we_read() const { return ours && !peer.reading; }
  bool only_peer_reads() const { return !ours && peer.reading; }
  /// Whether the error is in a Name, whose bytes OpenSSL keeps beside what it reads.
  bool in_name() const {
    const Field field = error().field;
    return field == Field::by_name || field == Field::directory_name || field == Field::issuer ||
           field == Field::subject || field == Field::type || field == Field::value;
  }
  /// Whether the error goes away, comes later, or becomes another one, with `byte` in the place that it is about.
  bool is_mended_by(unsigned byte) const {
    if (error().offset >= input.size()) {
      return false;
    }
    std::vector<std::uint8_t> mended(input.begin(), input.end());
    mended[error().offset] = static_cast<std::uint8_t>(byte);
    const Error next = Api<Message>::load(mended, Tolerance::all).error();
    return !next || next.offset > error().offset || (next.offset == error().offset && next.code != error().code);
  }
  /// The byte that the error is about, or 0 at the end of the input.
  std::uint8_t byte() const { return error().offset < input.size() ? input[error().offset] : std::uint8_t{0}; }
};

/// A class of disagreements that are understood, and whether one is of this class. The names and the reasons stand in
/// docs/reference/fuzz-disagreements.md as well.
template <class Message>
struct Disagreement {
  std::string_view name;
  bool (*explains)(const Verdicts<Message>&);
};

/// Same verdict and same fields, or one of the classes explains why not.
template <class Message, std::size_t count>
void check_against_peer(Bytes input, Reading (*reading_of)(const Message&), PeerReading (*peer_reads)(Bytes),
                        const Disagreement<Message> (&classes)[count]) {
  const Result<Message> ours = Api<Message>::load(input, Tolerance::all);
  const PeerReading peer = peer_reads(input);
  if (!ours && !peer.reading) {
    return;
  }
  const Verdicts<Message> verdicts{input, ours, peer, peer_reads};
  for (const Disagreement<Message>& known : classes) {
    if (known.explains(verdicts)) {
      return;
    }
  }
  if (ours && peer.reading) {
    reading_of(*ours).must_equal(*peer.reading);
    return;
  }
  const std::string_view code = to_string(ours.error().code);
  const std::string_view field = to_string(ours.error().field);
  std::fprintf(stderr, "ocspan: %.*s %.*s at %u; the other %s it, and %s\n", static_cast<int>(code.size()), code.data(),
               static_cast<int>(field.size()), field.data(), ours.error().offset, peer.reading ? "reads" : "refuses",
               peer.rewrites ? "writes the same bytes" : "does not write the same bytes");
  property_failed(__FILE__, __LINE__, "both read it or both refuse it");
}

}  // namespace ocspan::fuzz
