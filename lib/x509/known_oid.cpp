#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN const KnownOid* find_known(Oid oid) {
  for (const KnownOid& known : known_oids) {
    if (known.oid == oid) {
      return &known;
    }
  }
  return nullptr;
}

OCSPAN_FN std::string_view name_of(Oid oid) {
  const KnownOid* const known = find_known(oid);
  return known == nullptr ? std::string_view{} : known->name;
}

}  // namespace ocspan::inline OCSPAN_ABI
