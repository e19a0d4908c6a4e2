// The events of every message of the test data, and of what becomes of them by changes at random:
// events_test TESTDATA COUNT
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "ocspan/ocspan.hpp"
#include "support/bytes.hpp"
#include "support/events.hpp"

namespace {

using namespace ocspan;
using ocspan_test::ByteVector;

struct Sample {
  std::string name;
  std::string (*complaint)(Bytes, Tolerance);
  Error (*load)(Bytes, Tolerance);
  ByteVector der;
};

template <class Message>
Sample sample(const std::string& name, Bytes der) {
  return {name, ocspan_test::complaint_of_events<Message>,
          [](Bytes input, Tolerance tolerance) { return load<Message>(input, tolerance).error(); },
          ByteVector(der.begin(), der.end())};
}

void add(std::vector<Sample>& samples, const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const ByteVector bytes = ocspan_test::read_file(path);
  if (path.extension() == ".pem") {
    const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    std::vector<std::uint8_t> buffer(bytes.size());
    if (const Result<Certificate> certificate = load_pem_x509_certificate(text, buffer)) {
      samples.push_back(sample<Certificate>(name, certificate->public_bytes()));
    }
  } else if (path.extension() == ".der" && name.starts_with("req")) {
    samples.push_back(sample<OCSPRequest>(name, bytes));
  } else if (path.extension() == ".der") {
    samples.push_back(sample<OCSPResponse>(name, bytes));
    if (const Result<OCSPResponse> response = load_der_ocsp_response(bytes); response && response->basic() != nullptr) {
      samples.push_back(sample<BasicOCSPResponse>(name + ", its body", response->basic()->public_bytes()));
    }
  }
}

/// Changes one to three bytes; now and then removes or repeats some.
ByteVector mutated(const ByteVector& der, std::mt19937& random) {
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random()) % bound; };
  static constexpr std::uint8_t usual[] = {0x00, 0x01, 0x02, 0x04, 0x05, 0x06, 0x0c, 0x1f, 0x30,
                                           0x31, 0x7f, 0x80, 0x81, 0x82, 0xa0, 0xa1, 0xa3, 0xff};
  ByteVector changed = der;
  for (std::size_t count = 1 + below(3); count != 0; --count) {
    const std::size_t at = below(changed.size());
    const std::size_t kind = below(8);
    if (kind == 0 && changed.size() > 1) {
      changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(at));
    } else if (kind == 1) {
      changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(at), usual[below(sizeof usual)]);
    } else if (kind < 5) {
      changed[at] = usual[below(sizeof usual)];
    } else if (kind < 7) {
      changed[at] = static_cast<std::uint8_t>(changed[at] ^ 1U << below(8));
    } else {
      changed[at] = static_cast<std::uint8_t>(random());
    }
  }
  return changed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s TESTDATA COUNT\n", argv[0]);
    return 2;
  }
  std::vector<Sample> samples;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{argv[1]}) {
    if (entry.is_regular_file()) {
      add(samples, entry.path());
    }
  }
  std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.name < b.name; });
  int failures = 0;
  const auto check = [&](const Sample& sample, Bytes der, Tolerance tolerance) {
    if (const std::string complaint = sample.complaint(der, tolerance); !complaint.empty() && failures++ < 20) {
      std::printf("%s: %s\n", sample.name.c_str(), complaint.c_str());
      for (const std::uint8_t byte : der) {
        std::printf("%02x", byte);
      }
      std::printf("\n");
    }
  };
  for (const Sample& sample : samples) {
    check(sample, sample.der, Tolerance::none);
    if (sample.load(sample.der, Tolerance::none)) {
      std::printf("%s: is not read\n", sample.name.c_str());
      ++failures;
    }
  }
  std::mt19937 random{6960};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on each run
  long accepted = 0;
  const long count = std::strtol(argv[2], nullptr, 10);
  for (long i = 0; i < count; ++i) {
    const Sample& sample = samples[static_cast<std::size_t>(i) % samples.size()];
    const ByteVector der = mutated(sample.der, random);
    check(sample, der, Tolerance::none);
    check(sample, der, Tolerance::all);
    accepted += sample.load(der, Tolerance::none) ? 0 : 1;
  }
  std::printf("%zu messages; %ld mutations, of which %ld are accepted; %d failures\n", samples.size(), count, accepted,
              failures);
  return samples.size() < 60 || accepted < count / 20 || failures != 0 ? 1 : 0;
}
