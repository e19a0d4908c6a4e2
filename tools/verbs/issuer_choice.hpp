// Which certificate of a bundle is meant.
#pragma once

#include <ocspan/ocspan.hpp>
#include <string>
#include <vector>

#include "input/certificate_file.hpp"
#include "input/file.hpp"

namespace ocspan_tool {

/// A certificate and its issuer's.
struct Issued {
  const LoadedCertificate& certificate;
  const LoadedCertificate& issuer;
};

/// Of the issuers the one with the name that the certificate gives; of several with that name the one whose key has
/// signed it. Null if none has the name. Lifetime: refers to `issuers`.
const LoadedCertificate* issuer_of(const ocspan::Certificate& certificate,
                                   const std::vector<LoadedCertificate>& issuers);

/// Says that none of the issuers, at least one, has issued the certificate, with the names.
std::string not_issued_text(const LoadedCertificate& certificate, const std::vector<LoadedCertificate>& issuers);

/// Of the certificates of two files, both with at least one, the first that one of the issuers has issued, and that
/// issuer. Where a file has several, a note on standard error names the chosen one. Throws std::invalid_argument, with
/// both names, if none fits. Lifetime: refers to the arguments.
Issued choose_issued(const std::vector<LoadedCertificate>& certificates, const std::vector<LoadedCertificate>& issuers);

/// The issuer, where no certificate says which of several it is. Throws std::invalid_argument if there are several.
const LoadedCertificate& only_issuer(const std::vector<LoadedCertificate>& issuers);

}  // namespace ocspan_tool
