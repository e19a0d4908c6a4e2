// What OpenSSL reads, as a Reading.
#pragma once

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>

#include "peer.hpp"

namespace ocspan::fuzz::openssl {

template <auto free>
struct Free {
  template <class T>
  void operator()(T* pointer) const {
    free(pointer);
  }
};
template <class T, auto free>
using Owned = std::unique_ptr<T, Free<free>>;

/// What a d2i_ function makes of all bytes; null if it refuses them or leaves some over.
template <class T, auto free, class D2i>
Owned<T, free> read_all(D2i d2i, Bytes input) {
  const unsigned char* at = input.data();
  Owned<T, free> value{d2i(nullptr, &at, static_cast<long>(input.size()))};
  ERR_clear_error();
  if (value && at != input.data() + input.size()) {
    value.reset();
  }
  return value;
}

/// What an i2d_ function writes.
template <class T, class I2d>
std::vector<std::uint8_t> written_by(I2d i2d, T* value) {
  unsigned char* der = nullptr;
  const int size = i2d(value, &der);
  ERR_clear_error();
  std::vector<std::uint8_t> bytes;
  if (size > 0) {
    bytes.assign(der, der + size);
    OPENSSL_free(der);
  }
  return bytes;
}

inline Bytes bytes_of(const ASN1_STRING* string) {
  return {ASN1_STRING_get0_data(string), static_cast<std::size_t>(ASN1_STRING_length(string))};
}

/// Fields of the types that all messages share. A time that OpenSSL does not take for one makes it refuse the message.
class Fields {
 public:
  void add(std::string_view name, const ASN1_OBJECT* oid) {
    reading_.add(name, Bytes{OBJ_get0_data(oid), OBJ_length(oid)});
  }
  void add(std::string_view name, const ASN1_OCTET_STRING* string) { reading_.add(name, bytes_of(string)); }
  void add_integer(std::string_view name, const ASN1_INTEGER* number) {
    const std::vector<std::uint8_t> der = written_by(i2d_ASN1_INTEGER, number);
    const std::size_t header = der.size() < 2 ? der.size() : der[1] < 0x80 ? 2 : 2 + (der[1] & 0x7fU);
    reading_.add(name, Bytes{der}.subspan(header));
  }
  void add(std::string_view name, std::int64_t number) { reading_.add(name, number); }
  void add_time(std::string_view name, const ASN1_TIME* time) {
    std::tm civil{};
    valid_ = valid_ && time != nullptr && ASN1_TIME_check(time) == 1 && ASN1_TIME_to_tm(time, &civil) == 1;
    const Time same{static_cast<std::uint16_t>(civil.tm_year + 1900), static_cast<std::uint8_t>(civil.tm_mon + 1),
                    static_cast<std::uint8_t>(civil.tm_mday),         static_cast<std::uint8_t>(civil.tm_hour),
                    static_cast<std::uint8_t>(civil.tm_min),          static_cast<std::uint8_t>(civil.tm_sec)};
    reading_.add(name, valid_ ? same : Time{});
  }
  void add(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* oid = nullptr;
    int type = V_ASN1_UNDEF;
    X509_ALGOR_get0(&oid, &type, nullptr, algorithm);
    add("algorithm", oid);
    add("has parameters", type == V_ASN1_UNDEF ? 0 : 1);
  }
  void add_bits(const ASN1_BIT_STRING* bits) {
    reading_.add("bits", bytes_of(bits));
    add("unused bits", (bits->flags & ASN1_STRING_FLAG_BITS_LEFT) != 0 ? bits->flags & 7 : 0);
  }
  /// `get(message, i)` gives the extension.
  template <class T, class Get>
  void add_extensions(int count, T* message, Get get) {
    add("extensions", std::int64_t{count > 0 ? count : 0});
    for (int i = 0; i < count; ++i) {
      X509_EXTENSION* const extension = get(message, i);
      add("extnID", X509_EXTENSION_get_object(extension));
      add("critical", X509_EXTENSION_get_critical(extension) != 0 ? 1 : 0);
      add("extnValue", X509_EXTENSION_get_data(extension));
    }
  }
  void add(OCSP_CERTID* id) {
    ASN1_OCTET_STRING* name_hash = nullptr;
    ASN1_OCTET_STRING* key_hash = nullptr;
    ASN1_OBJECT* algorithm = nullptr;
    ASN1_INTEGER* serial = nullptr;
    OCSP_id_get0_info(&name_hash, &algorithm, &key_hash, &serial, id);
    add("hashAlgorithm", algorithm);
    add("issuerNameHash", name_hash);
    add("issuerKeyHash", key_hash);
    add_integer("serialNumber", serial);
  }
  void add(std::string_view name, const X509_NAME* value) { reading_.add(name, written_by(i2d_X509_NAME, value)); }
  void add_certificates(const STACK_OF(X509) * certificates) {
    const int count = certificates == nullptr ? 0 : sk_X509_num(certificates);
    add("certs", std::int64_t{count});
    for (int i = 0; i < count; ++i) {
      reading_.add("cert", written_by(i2d_X509, sk_X509_value(certificates, i)));
    }
  }

  /// What was added; nothing if a time was none.
  std::optional<Reading> reading() const { return valid_ ? std::optional{reading_} : std::nullopt; }

 private:
  Reading reading_;
  bool valid_ = true;
};

/// Whether a d2i_ function reads the bytes, all of them.
template <class T, auto free, class D2i>
bool reads(D2i d2i, Bytes input) {
  return read_all<T, free>(d2i, input) != nullptr;
}

/// Looks, in what ocspan accepts, for the parts that ocspan leaves to whom they concern and OpenSSL refuses.
class Refused : public FieldVisitor<Refused> {
 public:
  bool certificate = false;      ///< one of certs, which ocspan reads when asked for
  bool parameters = false;       ///< parameters whose contents are none of their type
  bool attribute_value = false;  ///< an attribute value that is no string, or no characters
  bool general_name = false;     ///< what is inside an otherName, x400Address or ediPartyName

  void on_value(const Certificates& certificates) {
    for (const Bytes der : certificates) {
      certificate = certificate || !reads<X509, X509_free>(d2i_X509, der);
    }
  }
  void on_value(const AlgorithmIdentifier& algorithm) {
    if (const std::optional<Bytes> any = algorithm.parameters()) {
      parameters = parameters || !reads<ASN1_TYPE, ASN1_TYPE_free>(d2i_ASN1_TYPE, *any);
    }
  }
  void on_value(const AttributeTypeAndValue& attribute) {
    const auto value = read_all<ASN1_STRING, ASN1_STRING_free>(d2i_ASN1_PRINTABLE, attribute.value().der());
    unsigned char* text = nullptr;
    // The types that an X509_NAME turns into UTF-8 to compare them.
    constexpr unsigned long texts = B_ASN1_UTF8STRING | B_ASN1_BMPSTRING | B_ASN1_UNIVERSALSTRING |
                                    B_ASN1_PRINTABLESTRING | B_ASN1_T61STRING | B_ASN1_IA5STRING | B_ASN1_VISIBLESTRING;
    attribute_value =
        attribute_value || !value ||
        ((ASN1_tag2bit(ASN1_STRING_type(value.get())) & texts) != 0 && ASN1_STRING_to_UTF8(&text, value.get()) < 0);
    OPENSSL_free(text);
    ERR_clear_error();
  }
  void on_value(const GeneralName& name) {
    const bool is_opaque = name.type() == GeneralNameType::other_name || name.type() == GeneralNameType::x400_address ||
                           name.type() == GeneralNameType::edi_party_name;
    general_name = general_name || (is_opaque && !reads<GENERAL_NAME, GENERAL_NAME_free>(d2i_GENERAL_NAME, name.der()));
  }
  template <class T>
  void on_value(const T&) {}
};

/// The classes of disagreements that all messages have.
template <class Message>
struct Explain {
  using V = Verdicts<Message>;

  static Refused refused(const V& v) {
    Refused refused;
    if (v.only_we_read()) {
      refused.visit(*v.ours);
    }
    return refused;
  }
  // What ocspan keeps as it is and does not look into.
  static bool embedded_certificate(const V& v) { return refused(v).certificate; }
  static bool parameters(const V& v) { return refused(v).parameters; }
  static bool attribute_value(const V& v) { return refused(v).attribute_value; }
  static bool general_name(const V& v) { return refused(v).general_name; }
  static bool padded_serial_number(const V& v) {
    return v.only_we_read() && contains(v.ours->tolerated(), Tolerance::integer_not_minimal);
  }
  /// A tolerated form of time that OpenSSL does not know: a comma before the fraction, where it knows a full stop.
  static bool comma_in_time(const V& v) {
    if (!v.only_we_read() || !contains(v.ours->tolerated(), Tolerance::time_forms)) {
      return false;
    }
    std::vector<std::uint8_t> with_full_stop(v.input.begin(), v.input.end());
    const auto is_digit = [](std::uint8_t byte) { return byte >= '0' && byte <= '9'; };
    std::size_t digits = 0;  // in a row; a length octet is a comma, too
    for (std::uint8_t& byte : with_full_stop) {
      if (byte == ',' && digits >= 12) {
        byte = '.';
      }
      digits = is_digit(byte) ? digits + 1 : 0;
    }
    return v.peer_reads(with_full_stop).reading.has_value();
  }

  /// Of BER, of which DER allows one form only: OpenSSL writes that form. It keeps the bytes of a Name, and those of
  /// parameters that are of no universal type.
  static bool ber(const V& v) {
    const ErrorCode code = v.error().code;
    return v.only_peer_reads() && (!v.peer.rewrites || v.in_name() || v.error().field == Field::parameters) &&
           (code == ErrorCode::indefinite_length || code == ErrorCode::length_not_minimal ||
            code == ErrorCode::bad_bit_string || (code == ErrorCode::wrong_tag && v.is_mended_by(v.byte() ^ 0x20U)) ||
            is_low_number_in_high_form(v));
  }
  /// Whether the error is about a tag number below 31 in the form of those above (X.690 8.1.2.4).
  static bool is_low_number_in_high_form(const V& v) {
    const ErrorCode code = v.error().code;
    const std::size_t at = v.error().offset;
    return (code == ErrorCode::high_tag || code == ErrorCode::bad_high_tag) && at + 1 < v.input.size() &&
           (v.input[at + 1] < 0x1f || v.input[at + 1] == 0x80);
  }
  static bool boolean(const V& v) {
    return v.only_peer_reads() && v.error().code == ErrorCode::bad_boolean && v.byte() != 0 && v.is_mended_by(0xff);
  }
  static bool empty_rdn(const V& v) { return v.only_peer_reads() && v.error().code == ErrorCode::empty_rdn; }
  static bool reserved_tag(const V& v) { return v.only_peer_reads() && v.error().code == ErrorCode::reserved_tag; }
  static bool version(const V& v) { return v.only_peer_reads() && v.error().code == ErrorCode::unsupported_version; }
  static bool offset_from_utc(const V& v) { return v.only_peer_reads() && v.error().code == ErrorCode::time_form; }
  static bool characters(const V& v) {
    return v.only_peer_reads() && v.error().code == ErrorCode::bad_string && v.error().field == Field::requestor_name;
  }
};

}  // namespace ocspan::fuzz::openssl
