#include "ocspan/x509/tls_feature.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN bool TLSFeature::has(std::uint8_t feature) const {
  const std::uint8_t bytes[] = {0, feature};
  for (const Integer& one : *this) {
    if (one == Integer{bytes}) {
      return true;
    }
  }
  return false;
}

}  // namespace ocspan::inline OCSPAN_ABI
