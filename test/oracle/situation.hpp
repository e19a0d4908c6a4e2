// What a random verification is made of: everything that forge.hpp encodes and decide.hpp judges. As constructed, a
// situation is a good answer that the issuer has signed with its key.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace oracle {

using ByteVector = std::vector<std::uint8_t>;
using Seconds = std::int64_t;  // since 1970
inline constexpr Seconds day = 86'400;

// --- names ---

enum class Who { issuer, responder, other_responder, stranger, leaf };

/// How a name is written, which makes it no other name.
struct Style {
  unsigned type = 0;
  unsigned letters = 0;
  unsigned spaces = 0;
};

/// A name; the names of one person are the same unless they are a near miss: one letter is another, and the like.
struct NameOf {
  Who who = Who::issuer;
  unsigned near_miss = 0;
  Style style{};
};

inline constexpr unsigned near_misses = 8;

inline bool is_same(const NameOf& a, const NameOf& b) { return a.who == b.who && a.near_miss == b.near_miss; }

// --- keys and signatures ---

enum class Kind { p256, p384, ed25519, rsa, short_rsa };

/// The keys that there are, by their number.
inline constexpr Kind kinds[] = {
    Kind::p256, Kind::ed25519, Kind::rsa,  Kind::short_rsa, Kind::p384,      // an issuer's
    Kind::p256, Kind::ed25519, Kind::p256, Kind::p384,      Kind::rsa,       // a responder's
    Kind::p256, Kind::ed25519, Kind::rsa,  Kind::p384,      Kind::short_rsa  // nobody's
};
using KeyNumber = std::size_t;
inline constexpr KeyNumber issuer_keys = 0;
inline constexpr KeyNumber responder_keys = 5;
inline constexpr KeyNumber foreign_keys = 10;

/// The algorithm that stands beside a signature: its own, or not.
enum class Declared { right, unknown, other_hash, other_kind };

struct SignatureOf {
  KeyNumber key = issuer_keys;
  bool sha1 = false;  ///< else SHA-256; a signature of Ed25519 has neither
  Declared declared = Declared::right;
  bool damaged = false;
  bool of_other_bytes = false;
  bool unused_bits = false;
};

// --- certificates ---

enum class Extra { none, unknown, unknown_critical, understood_critical, not_understood_critical };
enum class Purposes { ocsp_signing, ocsp_signing_and_more, absent, another, any, malformed, twice };
enum class NoCheck { absent, present, critical, malformed };

struct CertificateOf {
  NameOf subject{};
  NameOf issuer{};
  KeyNumber key = responder_keys;
  ByteVector serial_number{0x07};
  Seconds not_before = 0;
  Seconds not_after = 0;
  Purposes purposes = Purposes::ocsp_signing;
  std::optional<unsigned> usage{};  ///< the bits of keyUsage: digitalSignature is bit 0
  bool usage_malformed = false;
  bool usage_twice = false;
  Extra extra = Extra::none;
  NoCheck nocheck = NoCheck::absent;
  SignatureOf signature{};
  bool inner_algorithm_differs = false;
  bool explicit_false = false;  ///< "critical" is FALSE and written out, which only the tolerant read
};

// --- messages ---

enum class Hash { sha1, sha224, sha256, sha384, sha512, sha3_256, sha3_384, sha3_512, md5, unknown };
enum class Parameters { null, absent, other };
enum class KeyHash { right, cut, of_whole_spki };

struct CertIdOf {
  Hash hash = Hash::sha1;
  Parameters parameters = Parameters::null;
  NameOf name{};
  KeyNumber key = issuer_keys;
  KeyHash key_hash = KeyHash::right;
  ByteVector serial_number{0x12, 0x34};
};

enum class Status { good, revoked, unknown };

struct AnswerOf {
  CertIdOf id{};
  Status status = Status::good;
  Seconds revoked_at = 0;
  std::optional<unsigned> reason{};
  Seconds this_update = 0;
  std::optional<Seconds> next_update{};
  Extra extra = Extra::none;
};

struct NonceOf {
  ByteVector bytes{};
  bool bare = false;
  bool critical = false;
};

struct ResponderIdOf {
  bool by_key = false;
  NameOf name{};
  KeyNumber key = issuer_keys;
  bool cut = false;
};

struct Situation {
  // who is asked about
  NameOf issuer{};
  KeyNumber issuer_key = issuer_keys;
  bool by_cert_id = false;  ///< asks by the CertID of a request in place of the certificate
  CertIdOf asked{};
  CertificateOf leaf{};
  std::optional<ByteVector> nonce{};
  std::vector<CertificateOf> trusted{};
  std::vector<CertificateOf> trusted_der{};
  std::vector<CertificateOf> added{};

  // the response
  unsigned status = 0;
  ResponderIdOf responder{};
  Seconds produced_at = 0;
  std::vector<AnswerOf> answers{AnswerOf{}};
  std::vector<NonceOf> nonces{};
  Extra extra = Extra::none;
  bool version_written = false;  ///< which is tolerated
  std::vector<CertificateOf> embedded{};
  SignatureOf signature{};

  // the policy
  Seconds at = 0;
  std::uint32_t skew = 300;
  std::optional<std::uint32_t> max_age{};
  std::uint32_t max_age_without_next_update = 86'400;
  bool accept_missing_nonce = false;
  bool require_next_update = false;
  bool is_validated = false;
  std::optional<Seconds> attested{};
  bool tolerant = false;

  // the cryptography
  bool accept_weak = false;
  std::optional<Hash> missing_hash{};

  std::vector<std::string> story{};  ///< what the generator has done, for people
};

}  // namespace oracle
