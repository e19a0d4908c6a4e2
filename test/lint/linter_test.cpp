// The linter from C++: its sets, and a hasher that fails. What it finds in messages: rows.py.
#include <string>
#include <vector>

#include "ocsp/building.hpp"
#include "ocspan/lint/lint.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::linter_test {
namespace {

using namespace ocspan;

std::vector<unsigned> numbers_of(const LintSet& set) {
  std::vector<unsigned> numbers;
  set.for_each([&](Lint lint) { numbers.push_back(static_cast<unsigned>(lint)); });
  return numbers;
}

struct Linted {
  LintSet found;
  LintReport report;
};

template <class H>
Linted linted(const LintInputs& inputs, H&& hasher) {
  Linted all;
  all.report = lint(inputs, {LintProfile::cabf | LintProfile::gematik}, hasher,
                    [&](const LintFinding& finding) { all.found.insert(finding.lint); });
  return all;
}

}  // namespace

TEST_CASE("LintSet: each lint by itself, and all of them", "[lint]") {
  LintSet all;
  CHECK(all.size() == 0);
  for (unsigned number = 1; number <= OCSPAN_LINT_COUNT; ++number) {
    CAPTURE(number);
    const auto lint = static_cast<Lint>(number);
    LintSet one;
    one.insert(lint);
    CHECK(one.contains(lint));
    CHECK(one.size() == 1);
    CHECK(numbers_of(one) == std::vector{number});
    CHECK_FALSE(all.contains(lint));
    all = all | one;
    CHECK(all.size() == number);
    LintSet others = LintSet::all();
    others.erase(lint);
    CHECK_FALSE(others.contains(lint));
    CHECK(others.size() == OCSPAN_LINT_COUNT - 1);
    CHECK((others & one) == LintSet{});
    CHECK((others | one) == LintSet::all());
    CHECK(LintSet::all() - one == others);
    others.erase(lint);
    CHECK(others.size() == OCSPAN_LINT_COUNT - 1);
  }
  CHECK(all == LintSet::all());
}

TEST_CASE("lint: with a hasher that cannot, nothing is said of what needs it", "[lint]") {
  const ByteVector response = read_file(std::string{OCSPAN_TESTDATA} + "/openssl/resp-good-by-key.der");
  const LoadedCertificate issuer{"openssl/certs/ca-rsa.pem"};
  const LintInputs inputs{.response = response, .issuer = issuer.certificate.public_bytes()};
  unsigned calls = 0;
  const auto none_by_sha1 = [&](HashAlgorithm, Bytes, std::span<std::uint8_t>) {
    ++calls;
    return false;
  };
  const Linted failing = linted(inputs, none_by_sha1);
  const Linted without = linted(inputs, NoHasher{});
  CHECK(calls == 1);
  CHECK(without.report.not_applicable.contains(Lint::cabf_signer));
  CHECK(failing.found == without.found);
  CHECK(failing.report.not_applicable == without.report.not_applicable);
  // One that computes something else: the response is by nobody who is known.
  const auto wrong = [](HashAlgorithm, Bytes, std::span<std::uint8_t>) { return true; };
  CHECK(linted(inputs, wrong).found.contains(Lint::cabf_signer));
}

}  // namespace ocspan_test::linter_test
