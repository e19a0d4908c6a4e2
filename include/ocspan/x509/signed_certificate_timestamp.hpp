// SignedCertificateTimestampList (RFC 6962 3.2, 3.3), in the encoding of TLS.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of one SCT. Lifetime: that of the bytes.
class SignedCertificateTimestamp {
 public:
  constexpr SignedCertificateTimestamp() = default;
  /// `bytes` are those of one SerializedSCT of a list that was read.
  OCSPAN_FN explicit SignedCertificateTimestamp(Bytes bytes);

  /// The whole of it.
  constexpr Bytes bytes() const { return bytes_; }
  /// 0 is v1. Of another version nothing else is known (RFC 6962 3.3), and all below is empty.
  constexpr std::uint8_t version() const { return bytes_.empty() ? 0 : bytes_[0]; }
  /// SHA-256 of the log's key: 32 bytes.
  constexpr Bytes log_id() const { return log_id_; }
  /// Milliseconds since 1970, without leap seconds.
  constexpr std::uint64_t timestamp() const { return timestamp_; }
  constexpr Bytes extensions() const { return extensions_; }
  /// SignatureAndHashAlgorithm (RFC 5246 7.4.1.4.1): 4 is sha256; 1 is rsa, 3 ecdsa.
  constexpr std::uint8_t hash_algorithm() const { return hash_algorithm_; }
  constexpr std::uint8_t signature_algorithm() const { return signature_algorithm_; }
  constexpr Bytes signature() const { return signature_; }

 private:
  Bytes bytes_;
  Bytes log_id_;
  Bytes extensions_;
  Bytes signature_;
  std::uint64_t timestamp_ = 0;
  std::uint8_t hash_algorithm_ = 0;
  std::uint8_t signature_algorithm_ = 0;
};

/// A range of SignedCertificateTimestamp, all of which were checked when it was read. Lifetime: that of the bytes.
class SignedCertificateTimestampList {
 public:
  static constexpr Field field = Field::extn_value;

  class Iterator {
   public:
    using value_type = SignedCertificateTimestamp;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::forward_iterator_tag;

    constexpr Iterator() = default;
    constexpr explicit Iterator(Bytes rest) : rest_(rest) {}

    OCSPAN_INLINE SignedCertificateTimestamp operator*() const {
      return SignedCertificateTimestamp{rest_.subspan(2, size())};
    }
    constexpr Iterator& operator++() {
      rest_ = rest_.subspan(2 + size());
      return *this;
    }
    constexpr Iterator operator++(int) {
      const Iterator old = *this;
      ++*this;
      return old;
    }
    friend constexpr bool operator==(const Iterator& a, const Iterator& b) { return a.rest_.size() == b.rest_.size(); }

   private:
    constexpr std::size_t size() const { return static_cast<std::size_t>(rest_[0] << 8 | rest_[1]); }

    Bytes rest_;
  };

  /// Errors: those of Reader::contents, and bad_sct_list: a length that is not that of what follows, an empty list or
  /// element, a v1 that is cut off or goes on.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Writes the value as it is.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr Iterator begin() const { return Iterator{elements_}; }
  constexpr Iterator end() const { return Iterator{elements_.last(0)}; }
  constexpr std::uint32_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }

 private:
  Bytes elements_;
  std::uint32_t size_ = 0;
};

/// In a certificate.
class CertificateSCTList : public SignedCertificateTimestampList {
 public:
  static constexpr Oid oid = "sct-list"_oid;
};

/// In a SingleResponse.
class OCSPSCTList : public SignedCertificateTimestampList {
 public:
  static constexpr Oid oid = "ocsp-sct-list"_oid;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/signed_certificate_timestamp.cpp"
#endif
