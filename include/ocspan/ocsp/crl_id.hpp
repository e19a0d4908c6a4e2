// CrlID (RFC 6960 4.4.2).
#pragma once

#include <optional>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The CRL that lists the certificate (RFC 6960 4.4.2). Lifetime: refers to the bytes it was loaded or made from.
class CrlID {
 public:
  static constexpr Oid oid = "crl"_oid;              ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  constexpr CrlID() = default;
  /// A CrlID to be written. `url` must be ASCII, which is not checked.
  constexpr CrlID(const std::optional<Bytes>& url, const std::optional<Integer>& number,
                  const std::optional<Time>& time)
      : url_(url), number_(number), time_(time) {}

  /// Reads the CrlID. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the CrlID from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The URL of the CRL, in ASCII; nullopt if absent.
  constexpr const std::optional<Bytes>& crl_url() const OCSPAN_LIFETIMEBOUND { return url_; }
  /// The number of the CRL; nullopt if absent.
  constexpr const std::optional<Integer>& crl_num() const OCSPAN_LIFETIMEBOUND { return number_; }
  /// When the CRL was issued; nullopt if absent.
  constexpr const std::optional<Time>& crl_time() const OCSPAN_LIFETIMEBOUND { return time_; }

 private:
  std::optional<Bytes> url_;
  std::optional<Integer> number_;
  std::optional<Time> time_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/crl_id.cpp"
#endif
