// What the builders of requests and responses have in common.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/limits.hpp"
#include "ocspan/ocsp/cert_id.hpp"
#include "ocspan/ocsp/hasher.hpp"
#include "ocspan/ocsp/issuer_hashes.hpp"
#include "ocspan/ocsp/signature.hpp"
#include "ocspan/x509/certificate.hpp"
#include "ocspan/x509/extension.hpp"
#include "ocspan/x509/serial_number.hpp"
#include "ocspan/x509/signature_algorithm.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

/// An extension that was added to a builder; its value may still have to be encoded.
class AddedExtension {
 public:
  constexpr AddedExtension() = default;
  /// An extension whose value is encoded already.
  constexpr explicit AddedExtension(const Extension& extension) : extension_(extension) {}
  /// An extension whose value is to be a Nonce of these bytes.
  OCSPAN_FN static AddedExtension nonce(Bytes bytes);
  /// An extension whose value is to be AcceptableResponses of these types.
  OCSPAN_FN static AddedExtension acceptable_responses(std::span<const Oid> types);

  constexpr Oid oid() const { return extension_.oid(); }
  OCSPAN_FN void write(Writer& writer) const;

 private:
  enum class Form : std::uint8_t { der, nonce, acceptable_responses };

  Extension extension_;
  std::span<const Oid> oids_;
  Form form_ = Form::der;
};

/// The extensions of a message, in the order of adding.
class ExtensionList {
 public:
  constexpr ExtensionList() {}

  /// Adds an extension. Errors: missing if it has no type; duplicate; too_many.
  OCSPAN_FN Error add(const AddedExtension& extension);
  /// Adds a nonce. Errors: wrong_length unless it has 1 to 128 bytes (RFC 9654 2.1); those of add().
  OCSPAN_FN Error add_nonce(Bytes nonce);

  constexpr std::span<const AddedExtension> elements() const {
    return size_ == 0 ? std::span<const AddedExtension>{} : std::span{elements_}.first(size_);
  }

 private:
  union {  // large, so constructed only when the first extension is added
    std::array<AddedExtension, max_added_extensions> elements_;
  };
  std::size_t size_ = 0;
};

/// A CertID, or what one is to be computed from when the message is built.
class CertIDSource {
 public:
  constexpr CertIDSource() = default;
  constexpr explicit CertIDSource(const CertID& cert_id, bool serial_number_needs_zero = false)
      : cert_id_(cert_id), serial_number_needs_zero_(serial_number_needs_zero) {}
  /// RFC 6960 4.1.1: the name as the certificate has it, which its issuer may encode otherwise.
  constexpr CertIDSource(const Certificate& certificate, const Certificate& issuer,
                         const AlgorithmIdentifier& algorithm)
      : cert_id_(algorithm, certificate.issuer().der(), issuer.subject_public_key_info().public_key(),
                 certificate.serial_number()),
        to_be_hashed_(true) {}

  template <class H>
  constexpr void write(Writer& writer, H& hasher) const {
    if constexpr (Hasher<H>) {
      if (to_be_hashed_) {
        const IssuerHashInput issuer{cert_id_.issuer_name_hash(), cert_id_.issuer_key_hash()};
        // When the message does not fit, its bytes are only counted: there is no need to hash.
        const auto hash_if_there_is_room = [&](HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) {
          return !writer.complete() || hasher(hash, data, out);
        };
        const Result<IssuerHashes> hashes = IssuerHashes::of(issuer, cert_id_.hash_algorithm(), hash_if_there_is_room);
        if (!hashes) {
          return writer.fail(hashes.error());
        }
        return hashes->cert_id(cert_id_.serial_number()).write(writer);
      }
    }
    cert_id_.write(writer, serial_number_needs_zero_);
  }

 private:
  CertID cert_id_;  // if to_be_hashed_, with the input of the hashes in place of the hashes
  bool to_be_hashed_ = false;
  bool serial_number_needs_zero_ = false;
};

/// A CertIDSource with its hasher: a type with write(Writer&).
template <class H>
struct CertIDToWrite {
  const CertIDSource& source;
  H& hasher;
  constexpr void write(Writer& writer) const { source.write(writer, hasher); }
};

/// Checks that a certificate was loaded: the value of a failed Result was not. Errors: missing, in `field`.
OCSPAN_FN Error check_loaded(const Certificate& certificate, Field field);

/// Checks the hashes of a CertID. Errors: missing without a hash algorithm; wrong_length for a hash that is not as long
/// as its algorithm's, if that is one of HashAlgorithm; unsupported_algorithm for MD5.
OCSPAN_FN Error check_hashes(const CertID& cert_id);

/// Checks the serial number of a CertID that is made by hand. Errors: undefined_value for a negative one, which is most
/// often a magnitude that was taken for an Integer.
constexpr Error check_serial_number(const SerialNumber& serial_number) {
  return serial_number.is_negative() ? Error{ErrorCode::undefined_value, Field::serial_number} : Error{};
}

/// The CertID with these fields, of which the serial number may need a zero before it.
constexpr CertID cert_id_by_hash(Input issuer_name_hash, Input issuer_key_hash, const SerialNumber& serial_number,
                                 const AlgorithmIdentifier& algorithm) {
  return {algorithm, issuer_name_hash.bytes(), issuer_key_hash.bytes(), Integer::with_contents(serial_number.bytes())};
}

/// What the builders of requests and responses have in common. `Builder` is the class that derives from it.
template <class Builder>
class MessageBuilder {
 public:
  /// Adds an extension of any type to the message as a whole; a responder adds the nonce of the request in this way.
  /// Errors, reported when the message is built: missing if it has no type; duplicate if one of its type was added
  /// before; too_many for more than max_added_extensions.
  constexpr Builder& add_extension(const Extension& extension) {
    return note(extensions_.add(AddedExtension{extension}));
  }

  /// Adds a nonce. Lifetime: refers to `nonce` until the message is built.
  /// Errors, reported when the message is built: wrong_length unless it has 1 to 128 bytes (RFC 9654 2.1); duplicate if
  /// there is one already; too_many for more than max_added_extensions.
  constexpr Builder& nonce(Input nonce) { return note(extensions_.add_nonce(nonce.bytes())); }

  /// Sets the certificates that go with the signature, each as its DER; a second call replaces those of the first.
  /// Lifetime: refers to the span and to the bytes until the message is built. Errors, reported by sign(): those of
  /// reading the outer shape of a certificate, with the offset in that certificate.
  constexpr Builder& certificates(std::span<const Bytes> certificates) {
    certificates_ = certificates;
    return self();
  }

 protected:
  constexpr Builder& self() { return static_cast<Builder&>(*this); }

  /// Keeps the error unless there is an earlier one.
  constexpr Builder& note(Error error) {
    if (!error_) {
      error_ = error;
    }
    return self();
  }

  /// Sets a field. Errors: duplicate if it was set before.
  template <class T>
  constexpr Builder& set_once(std::optional<T>& value, const T& to, Field field) {
    if (value) {
      return note({ErrorCode::duplicate, field});
    }
    value = to;
    return self();
  }

  /// Calls `fill(entry)` with the next free entry of a builder's storage. Errors: too_many if there is none.
  template <class Storage, class Fill>
  constexpr Builder& append(Storage& storage, Field field, Fill fill) {
    if (size_ == storage.size()) {
      return note({ErrorCode::too_many, field});
    }
    fill(storage[size_++]);
    return self();
  }

  /// Writes a SEQUENCE of what `write(Writer&)` writes. Errors: the first one noted; missing, in that field, unless
  /// `missing` is Field::none.
  template <class Write>
  constexpr Result<Bytes> write_message(std::span<std::uint8_t> buffer, Field missing, Write write) const {
    if (error_) {
      return error_;
    }
    if (missing != Field::none) {
      return Error{ErrorCode::missing, missing};
    }
    Writer writer{buffer};
    writer.nest(Tag::sequence, [&] { write(writer); });
    return writer.finish();
  }

  /// Writes a message as write_message() does, but signs only if the largest possible signature fits: so the size that
  /// no_space asks for does not depend on the length of one signature.
  template <class Write>
  constexpr Result<Bytes> write_signed_message(std::span<std::uint8_t> buffer, Field missing, Write write) const {
    const Result<Bytes> asked = write_message({}, missing, write);
    if (asked.error().code != ErrorCode::no_space || asked.error().offset > buffer.size()) {
      return asked;
    }
    return write_message(buffer, missing, write);
  }

  ExtensionList extensions_;
  std::span<const Bytes> certificates_;
  std::size_t size_ = 0;  // how many entries of the storage are in use
  Error error_{};
};

}  // namespace ocspan::inline OCSPAN_ABI::detail

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/message_builder.cpp"
#endif
