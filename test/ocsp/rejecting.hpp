// Checks of damaged messages that requests and responses share. The tests bring the tables.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocsp/messages.hpp"
#include "support/catch2.hpp"

namespace ocspan_test {

/// A kind of message: how it is read, and the undamaged messages that tests damage.
struct MessageKind {
  Error (*error_of)(Bytes der, Tolerance tolerance);
  Part full;  ///< with every field but version
  Part bare;  ///< with the required fields only
  std::string_view first_after_version;
  Field field_after_version;

  Part with_version(ByteVector number) const {
    Part message = full;
    insert_before(message, first_after_version, version(std::move(number), field_after_version));
    return message;
  }

  /// Checks that each case has its error.
  void refuses(const std::vector<Case>& cases, Tolerance tolerance = Tolerance::none) const {
    for (const auto& [name, bytes, expected] : cases) {
      INFO(name);
      CHECK(error_of(bytes, tolerance) == expected);
    }
  }

  void accepts_undamaged() const {
    CHECK(error_of(encode(full), Tolerance::none) == Error{});
    CHECK(error_of(encode(bare), Tolerance::none) == Error{});
  }

  /// Checks the cases that `cases_of` makes of the full message (more than `more_than`), of the bare one, and of one
  /// with a version.
  void refuses_all(std::vector<Case> (*cases_of)(const Part&), std::size_t more_than) const {
    const std::vector<Case> cases = cases_of(full);
    CHECK(cases.size() > more_than);
    refuses(cases);
    refuses(cases_of(bare));
    refuses(cases_of(with_version({0x00})), Tolerance::explicit_default);
  }

  /// Checks that lengths that are too long or too short give an error; where it is found depends on what comes next.
  void refuses_wrong_lengths() const {
    for (const Part& message : {full, bare}) {
      for (const auto& [name, bytes] : messages_with_wrong_lengths(message)) {
        INFO(name);
        const Error error = error_of(bytes, Tolerance::none);
        CHECK(error.code != ErrorCode::none);
        CHECK(error.field != Field::none);
        CHECK(error.offset <= bytes.size());
      }
    }
  }

  /// The number of parts of the full message that contain others.
  std::size_t constructed_parts() const {
    Part message = full;
    std::size_t count = 0;
    for (const Part* const part : all_parts(message)) {
      count += part->parts.empty() ? 0U : 1U;
    }
    return count;
  }

  /// Checks that one byte more at the end of the part at each path is an error in that field, and so is one byte after
  /// the message.
  void refuses_surplus(const std::vector<std::pair<std::string, Field>>& levels) const {
    for (const auto& [path, field] : levels) {
      INFO(path);
      Part message = full;
      Part& part = find(message, path);
      const std::size_t end = place_of(message, part)->end;
      const std::size_t size = encode(message).size();
      part.parts.push_back({.name = "surplus", .value = {0x00}});
      const ByteVector der = encode(message);
      const std::size_t surplus = place_of(message, part.parts.back())->identifier;
      CHECK(der.size() >= size + 1);
      CHECK(surplus >= end);  // enclosing lengths may have grown by a byte, never shrunk
      CHECK(der.at(surplus) == 0x00);
      CHECK(error_of(der, Tolerance::none) == error_at(ErrorCode::trailing_data, field, surplus));
    }
    const ByteVector der = join({encode(full), {0x00}});
    CHECK(error_of(der, Tolerance::none) == error_at(ErrorCode::trailing_data, full.field, der.size() - 1));
  }

  /// Checks that without the first part of a row the second, which follows it, is found in its place as a wrong tag.
  void refuses_missing_before(const std::vector<std::pair<std::string, std::string>>& rows) const {
    for (const auto& [path, next] : rows) {
      INFO(path);
      Part message = full;
      const Field field = find(message, path).field;
      const ByteVector expected_identifier = find(message, next).identifier;
      remove(message, path);
      const std::size_t offset = place_of(message, next).identifier;
      REQUIRE(encode(message).at(offset) == expected_identifier.at(0));
      refuses({at_identifier(path, message, next, ErrorCode::wrong_tag, field)});
    }
  }

  /// Checks that without the first part of a row it is missing at the end of the second, which contains it.
  void refuses_missing_at_end(const std::vector<std::pair<std::string, std::string>>& rows) const {
    for (const auto& [path, enclosing] : rows) {
      Part message = full;
      const Field field = find(message, path).field;
      remove(message, path);
      refuses({at_end(path, message, enclosing, ErrorCode::missing, field)});
    }
  }

  struct TwiceRow {
    std::string path;
    ErrorCode code;
    Field field;
  };

  /// Checks that a part that is there twice gives the error where the second one begins.
  void refuses_twice(const std::vector<TwiceRow>& rows) const {
    for (const auto& [path, code, field] : rows) {
      refuses({at_identifier(path, with_twice(full, path), path + "#1", code, field)});
    }
  }

  /// Checks that versions are refused: numbers other than v1, numbers that are not DER, and v1, which DER leaves out.
  void refuses_versions() const {
    std::vector<Case> cases;
    for (const char* const number :
         {"01", "02", "03", "7f", "00ff", "ff", "0100", "80", "010000000000000000", "ff00"}) {
      cases.push_back(in_contents(number, with_version(hex(number)), "Version", ErrorCode::unsupported_version));
    }
    cases.push_back(in_contents("empty", with_version({}), "Version", ErrorCode::integer_empty));
    for (const char* const number : {"0000", "0001", "ffff"}) {
      cases.push_back(in_contents(number, with_version(hex(number)), "Version", ErrorCode::integer_not_minimal));
    }
    cases.push_back(at_identifier("v1", with_version({0x00}), "version", ErrorCode::explicit_default, Field::version));
    cases.push_back(at_identifier("twice", with_twice(with_version({0x00}), "version"), "version",
                                  ErrorCode::explicit_default, Field::version));
    Part message = with_version({0x00});
    find(message, "Version").identifier = {0x0a};
    cases.push_back(at_identifier("ENUMERATED", message, "Version", ErrorCode::wrong_tag, Field::version));
    message = with_version({0x00});
    find(message, "version").parts.clear();
    cases.push_back(at_end("an empty [0]", message, "version", ErrorCode::missing, Field::version));
    message = with_version({0x00});
    find(message, "version").parts.push_back({.value = {0x00}});
    cases.push_back(at_end("something after it", message, "Version", ErrorCode::trailing_data, Field::version));
    refuses(cases);
    refuses({at_identifier("twice, tolerated", with_twice(with_version({0x00}), "version"), "version#1",
                           ErrorCode::wrong_tag, field_after_version)},
            Tolerance::explicit_default);
  }
};

}  // namespace ocspan_test
