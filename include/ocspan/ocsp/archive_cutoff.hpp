// ArchiveCutoff (RFC 6960 4.4.4).
#pragma once

#include "ocspan/asn1/time.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

// ArchiveCutoff ::= GeneralizedTime
/// How far back the responder knows certificates that have expired (RFC 6960 4.4.4). Holds no view.
class ArchiveCutoff {
 public:
  static constexpr Oid oid = "archive-cutoff"_oid;   ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  constexpr ArchiveCutoff() = default;
  /// An ArchiveCutoff to be written, with that time.
  constexpr explicit ArchiveCutoff(const Time& time) : time_(time) {}

  /// Reads the ArchiveCutoff. Errors: those of Time::read.
  OCSPAN_FN inline void read(Reader& reader, Field /*name*/) { time_.read(reader, Field::archive_cutoff); }
  /// Encodes the ArchiveCutoff. Errors: those of Time::write.
  OCSPAN_FN inline void write(Writer& writer) const { time_.write(writer); }

  /// The status of certificates that expired before this time is no longer known.
  constexpr const Time& time() const OCSPAN_LIFETIMEBOUND { return time_; }

 private:
  Time time_;
};

}  // namespace ocspan::inline OCSPAN_ABI
