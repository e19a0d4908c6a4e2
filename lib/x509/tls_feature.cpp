#include "ocspan/x509/tls_feature.hpp"

namespace ocspan {

OCSPAN_FN bool TLSFeature::has(std::uint8_t feature) const {
  const std::uint8_t octets[] = {0, feature};
  for (const Integer& one : *this) {
    if (one == Integer{octets}) {
      return true;
    }
  }
  return false;
}

}  // namespace ocspan
