// The verb that decides whether a response may be trusted.
#pragma once

#include <cstdint>
#include <ocspan/tolerance.hpp>
#include <optional>
#include <string>

namespace ocspan_tool {

/// As they were given on the command line.
struct VerifyOptions {
  std::string response;     ///< file
  std::string issuer;       ///< file of the issuer's certificate
  std::string certificate;  ///< file of the certificate in question; this or `serial`
  std::string serial;       ///< its serial number
  std::string request;      ///< file of the request that was sent; empty if it is not known
  std::string at;           ///< the time of the check; empty for now
  std::optional<std::uint32_t> max_age;
  std::uint32_t skew = 300;
  ocspan::Tolerance tolerance = ocspan::Tolerance::none;
  bool accept_missing_nonce = false;
  bool json = false;
};

/// Prints the verdict. Returns the exit status: 0 good, 3 revoked, 4 unknown, 5 untrusted.
/// Throws BadFile for a file that cannot be read or is malformed, std::exception for options that make no sense, and if
/// the command was built without anything that verifies signatures.
int verify_response(const VerifyOptions& options);

}  // namespace ocspan_tool
