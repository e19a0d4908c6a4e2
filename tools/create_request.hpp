// The verb that writes a request.
#pragma once

#include <string>
#include <vector>

namespace ocspan_tool {

/// What is asked for, as it was given on the command line.
struct RequestOptions {
  std::string issuer;                     ///< file of the issuer's certificate
  std::vector<std::string> certificates;  ///< files of the certificates to ask for
  std::vector<std::string> serials;       ///< serial numbers to ask for, decimal or 0x and hexadecimal
  std::string hash = "sha1";
  std::string nonce;   ///< empty for none, hexadecimal, "random" or "random:LENGTH"
  std::string output;  ///< file; empty or "-" for standard output
  std::string url;     ///< of the responder; if not empty, the URL that asks it by GET is printed
};

/// Writes the request, first for the certificates, then for the serial numbers. Throws BadFile for a certificate that
/// cannot be read, std::runtime_error for a file that cannot be written and options that make no sense.
void create_request(const RequestOptions& options);

}  // namespace ocspan_tool
