// What each of the compared libraries has: a list of operations on the messages that write_inputs made.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "../test/support/bytes.hpp"

namespace ocspan::bench {

using ocspan_test::ByteVector;

/// What an operation came to.
struct Outcome {
  std::uint64_t answer = 0;  ///< every library gives the same for operations of the same name; 0: it failed
  std::uint64_t rest = 0;    ///< depends on all else that was read
};

struct Operation {
  std::string name;  ///< "INPUT/WHAT": the same name is the same work in each library
  std::shared_ptr<const ByteVector> message;
  std::function<Outcome()> run;
  std::function<Outcome(const ByteVector&)> load = {};  ///< of those that load: the same for another message
};

/// The operations of one library.
class Operations {
 public:
  /// `folder` holds the messages. If `only` is not empty, nothing but the operation of that name is prepared; and
  /// nothing on a message of more than `most` bytes.
  Operations(std::string folder, std::string only, std::uint64_t most)
      : folder_(std::move(folder)), only_(std::move(only)), most_(most) {}

  /// Adds what `run(message)` does with the message INPUT.der.
  template <class Run>
  void add(const std::string& input, const std::string& what, Run run) {
    if (is_wanted(input, what)) {
      const auto der = message(input);
      list_.push_back({input + '/' + what, der, [der, run] { return run(*der); }});
    }
  }

  /// The same for what begins with loading the message: it must fail if the message is damaged near its end.
  template <class Run>
  void add_load(const std::string& input, const std::string& what, Run run) {
    const std::size_t before = list_.size();
    add(input, what, run);
    if (list_.size() > before) {
      list_.back().load = run;
    }
  }

  /// Adds what `run(loaded)` does with what `load(message)` returned once.
  template <class Load, class Run>
  void add_loaded(const std::string& input, const std::string& what, Load load, Run run) {
    if (is_wanted(input, what)) {
      const auto der = message(input);
      const auto loaded = std::make_shared<decltype(load(*der))>(load(*der));
      list_.push_back({input + '/' + what, der, [der, loaded, run] { return run(*loaded); }});
    }
  }

  /// The bytes of INPUT.der.
  std::shared_ptr<const ByteVector> message(const std::string& input) {
    std::shared_ptr<const ByteVector>& known = messages_[input];
    if (known == nullptr) {
      known = std::make_shared<const ByteVector>(ocspan_test::read_file(path(input)));
    }
    return known;
  }

  const std::vector<Operation>& list() const { return list_; }

 private:
  std::string path(const std::string& input) const { return folder_ + '/' + input + ".der"; }

  bool is_wanted(const std::string& input, const std::string& what) const {
    return only_.empty() ? std::filesystem::file_size(path(input)) <= most_ : only_ == input + '/' + what;
  }

  std::string folder_;
  std::string only_;
  std::uint64_t most_;
  std::map<std::string, std::shared_ptr<const ByteVector>> messages_;
  std::vector<Operation> list_;
};

inline constexpr const char* response_inputs[] = {
    "response",        "response_by_name", "response_revoked", "response_1_certificate", "response_3_certificates",
    "response_ml_dsa", "response_20",      "response_10000",   "response_1000000"};
inline constexpr const char* request_inputs[] = {"request", "request_20"};

/// The responses that are iterated, and in which the last CertID is looked for.
struct List {
  const char* input;
  std::uint32_t answers;
};
inline constexpr List response_lists[] = {
    {"response", 1}, {"response_20", 20}, {"response_10000", 10'000}, {"response_1000000", 1'000'000}};

using Byte = std::uint8_t;

/// What a CertID comes to in an answer.
inline std::uint64_t answer_of_id(std::span<const Byte> name_hash, std::span<const Byte> key_hash,
                                  std::span<const Byte> serial) {
  return std::uint64_t{name_hash.front()} + key_hash.back() + serial.back();
}

/// What the status, with RFC 6960's numbers, and thisUpdate come to in an answer.
template <class Hour, class Minute, class Second>
std::uint64_t answer_of_status(unsigned status, Hour hour, Minute minute, Second second) {
  return status + (static_cast<std::uint64_t>(hour) * 60 + static_cast<std::uint64_t>(minute)) * 60 +
         static_cast<std::uint64_t>(second);
}

/// What a request that was written comes to: it ends with a CertID, of which these are bytes of the hash of the key
/// and of the serial number.
inline Outcome answer_of_written(std::span<const Byte> request) {
  std::array<std::uint64_t, 2> words{};
  if (request.size() >= 40) {
    std::memcpy(&words[0], request.data() + request.size() - 40, sizeof words[0]);
    std::memcpy(&words[1], request.data() + request.size() - 8, sizeof words[1]);
  }
  return {words[0] ^ words[1], request.size()};
}

/// A message whose last serial number, or signature if it has none of write_inputs', has the tag of a NULL: nobody who
/// reads it to that place accepts it.
inline ByteVector damaged(ByteVector message) {
  constexpr std::array<Byte, 3> serial_number{0x02, 0x10, 0x4b};
  constexpr std::array<Byte, 5> signature{0x03, 0x82, 0x01, 0x01, 0x00};
  auto place = std::find_end(message.begin(), message.end(), serial_number.begin(), serial_number.end());
  if (place == message.end()) {
    place = std::find_end(message.begin(), message.end(), signature.begin(), signature.end());
  }
  if (place == message.end()) {
    throw std::runtime_error{"a message without a place to damage"};
  }
  *place = 0x05;
  return message;
}

/// What the library is called, and its version.
std::string library();

/// Adds all that this library can do.
void add_operations(Operations& operations);

}  // namespace ocspan::bench
