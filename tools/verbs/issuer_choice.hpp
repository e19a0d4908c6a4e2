// Which certificate of a bundle is meant.
#pragma once

#include <vector>

#include "input/certificate_file.hpp"
#include "input/file.hpp"

namespace ocspan_tool {

/// A certificate and its issuer's.
struct Issued {
  const LoadedCertificate& certificate;
  const LoadedCertificate& issuer;
};

/// Of the certificates of two files, both with at least one, the first that one of the issuers has issued, and that
/// issuer: the one with its name; of several with that name the one whose key has signed it. Where a file has several,
/// a note on standard error names the chosen one. Throws std::invalid_argument, with both names, if none fits.
/// Lifetime: refers to the arguments.
Issued choose_issued(const std::vector<LoadedCertificate>& certificates, const std::vector<LoadedCertificate>& issuers);

/// The issuer, where no certificate says which of several it is. Throws std::invalid_argument if there are several.
const LoadedCertificate& only_issuer(const std::vector<LoadedCertificate>& issuers);

}  // namespace ocspan_tool
