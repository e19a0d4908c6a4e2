// ArchiveCutoff (RFC 6960 4.4.4).
#pragma once

#include "ocspan/asn1/time.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// How far back the responder knows of certificates that have expired. Holds no view.
// ArchiveCutoff ::= GeneralizedTime
class ArchiveCutoff {
 public:
  static constexpr Oid oid = "archive-cutoff"_oid;
  static constexpr Field field = Field::extn_value;

  constexpr ArchiveCutoff() = default;
  constexpr explicit ArchiveCutoff(const Time& time) : time_(time) {}

  /// Errors: those of Time::read.
  OCSPAN_FN inline void read(Reader& reader, Field /*name*/) { time_.read(reader, Field::archive_cutoff); }
  OCSPAN_FN inline void write(Writer& writer) const { time_.write(writer); }

  constexpr const Time& time() const OCSPAN_LIFETIMEBOUND { return time_; }

 private:
  Time time_;
};

}  // namespace ocspan::inline OCSPAN_ABI
