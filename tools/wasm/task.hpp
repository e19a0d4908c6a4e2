// What JavaScript asks of the module, and how the module asks for hashes and signatures. WebCrypto answers later, so a
// task that needs an answer ends with the question, and is run again when the answer is in its memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ocspan/ocspan.hpp>
#include <span>
#include <type_traits>

namespace ocspan_tool {

using namespace ocspan;

// The structures are words of 32 bits, which ocspan.js writes and reads.

enum class DigestState : std::uint32_t { unused, wanted, known, unavailable };

/// A hash of some bytes.
struct Digest {
  Bytes data;
  std::uint32_t hash;
  std::uint32_t size;
  DigestState state;
  std::uint8_t value[64];

  Bytes bytes() const { return std::span{value}.first(size); }
};
static_assert(sizeof(Digest) == 84);

/// A certificate that is asked about: by itself, by its serial number, or by all that a CertID holds.
struct Subject {
  Bytes certificate;
  Bytes serial_number;
  std::uint32_t hash;
  Bytes name_hash;
  Bytes key_hash;
};
static_assert(sizeof(Subject) == 36);

/// In seconds since 1970.
struct Seconds {
  std::uint32_t low;
  std::int32_t high;

  Time time() const { return *Time::from_unix(static_cast<std::int64_t>(high) * 0x1'0000'0000 + low); }
};

/// A signature that is to be checked.
struct SignatureQuestion {
  Bytes key;
  Bytes message;
  Bytes signature;
};

enum class Status : std::uint32_t { done, failed, hashes_wanted, signature_wanted };

enum PolicyFlags : std::uint32_t {
  accept_missing_nonce = 1,
  require_next_update = 2,
  certificate_is_validated = 4,
  has_max_age = 8,
  has_attested = 16,
};

/// What is to be done, and the memory for it. Bytes that are not given are null.
struct Task {
  Bytes response;
  Bytes issuer;
  Bytes request;
  Bytes nonce;
  std::span<const Subject> subjects;
  std::span<const Bytes> trusted;
  std::span<const Bytes> certificates;
  std::span<Digest> digests;
  std::byte* views;  // for_each_subject: a view each
  std::uint32_t request_index;
  std::uint32_t tolerance;
  std::uint32_t policy;
  std::uint32_t clock_skew;
  std::uint32_t max_age;
  std::uint32_t max_age_without_next_update;
  Seconds at;
  Seconds attested;
  SignatureCheck answer;  // to the question below; pending if there is none
  std::span<char> out;

  // What comes back.
  std::size_t size;            // that the output has or needs
  const std::uint8_t* failed;  // the input that is malformed
  std::size_t request_count;
  SignatureQuestion question;
  VerifyProgress progress;
};
static_assert(sizeof(Task) == 49 * 4);

/// The memory of one view of Task::views.
constexpr std::size_t view_size = 256;

template <class View>
std::span<View> views_of(const Task& task, std::size_t count) {
  static_assert(sizeof(View) <= view_size && std::is_trivially_destructible_v<View>);
  return {reinterpret_cast<View*>(task.views), count};
}

/// Knows what JavaScript has computed. What it is to compute counts as unavailable until then; whatever comes of that
/// is thrown away.
class AskedHasher {
 public:
  explicit AskedHasher(std::span<Digest> digests) : digests_(digests) {}

  /// Whether there is a hash that is not known yet.
  bool is_waiting() const { return is_waiting_; }

  /// Null if it is not known.
  const Digest* find(HashAlgorithm hash, Bytes data) {
    const auto number = static_cast<std::uint32_t>(hash);
    const std::size_t first = (reinterpret_cast<std::uintptr_t>(data.data()) + number) * 2'654'435'761U;
    for (std::size_t i = 0; i < digests_.size(); ++i) {
      Digest& digest = digests_[(first + i) % digests_.size()];
      if (digest.state == DigestState::unused) {
        digest.data = data;
        digest.hash = number;
        digest.size = digest_size(hash);
        digest.state = DigestState::wanted;
      }
      if (digest.data.data() == data.data() && digest.data.size() == data.size() && digest.hash == number) {
        is_waiting_ = is_waiting_ || digest.state == DigestState::wanted;
        return digest.state == DigestState::known ? &digest : nullptr;
      }
    }
    return nullptr;
  }

  bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) {
    const Digest* const digest = find(hash, data);
    for (std::size_t i = 0; digest != nullptr && i < out.size(); ++i) {
      out[i] = digest->value[i];
    }
    return digest != nullptr;
  }

 private:
  std::span<Digest> digests_;
  bool is_waiting_ = false;
};

}  // namespace ocspan_tool
