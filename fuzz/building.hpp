// The parts that requests and responses are built of, chosen by an input, and whether they may be refused.
#pragma once

#include <array>
#include <optional>

#include "writing.hpp"

namespace ocspan::fuzz {

/// Not a hash function: what it gives depends on all that it is given, which is all that is needed here.
struct FakeHasher {
  bool can_hash = true;
  bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const {
    OCSPAN_PROPERTY(out.size() == digest_size(hash));
    std::uint64_t state = static_cast<std::uint64_t>(hash) + 1;  // of which 32 bits are used
    for (const std::uint8_t byte : data) {
      state = (state ^ byte) * 16777619 & 0xffff'ffff;
    }
    for (std::uint8_t& byte : out) {
      state = (state * 1103515245 + 12345) & 0xffff'ffff;
      byte = static_cast<std::uint8_t>(state >> 24);
    }
    return can_hash;
  }
};

/// Signs with bytes of its own, as many as it says or fewer.
struct FakeSigner {
  std::size_t most;
  std::size_t size;
  ByteVector* message;  ///< set to what was signed
  std::size_t operator()(Bytes bytes, std::span<std::uint8_t> out) const {
    if (out.empty()) {
      OCSPAN_PROPERTY(bytes.empty());
      return most;
    }
    OCSPAN_PROPERTY(out.size() == most && !bytes.empty());
    *message = copy_of(bytes);
    std::fill_n(out.begin(), std::min(size, most), std::uint8_t{0x5a});
    return size;
  }
  bool fails() const { return most == 0 || size == 0 || size > most; }
};

/// CN=ocspan and O=a
inline constexpr std::uint8_t name_der[] = {0x30, 0x1d, 0x31, 0x0a, 0x30, 0x08, 0x06, 0x03, 0x55, 0x04, 0x0a,
                                            0x0c, 0x01, 'a',  0x31, 0x0f, 0x30, 0x0d, 0x06, 0x03, 0x55, 0x04,
                                            0x03, 0x0c, 0x06, 'o',  'c',  's',  'p',  'a',  'n'};

inline Name some_name() {
  ReadContext context{name_der};
  Reader reader{context};
  Name name;
  name.read(reader, Field::none);
  OCSPAN_PROPERTY(!context.error());
  return name;
}

/// A certificate that none of the checks cares about but for these fields.
inline ByteVector certificate_of(Bytes issuer, Bytes subject, const Integer& serial_number, Bytes key) {
  const AlgorithmIdentifier algorithm = signature_algorithm("sha256WithRSAEncryption"_oid);
  return *bytes_of([&](std::span<std::uint8_t> out) {
    Writer writer{out};
    const auto bits = [&](Bytes bytes) {
      writer.nest(Tag::bit_string, [&] {
        writer.raw(std::array<std::uint8_t, 1>{0});
        writer.raw(bytes);
      });
    };
    writer.nest(Tag::sequence, [&] {
      writer.nest(Tag::sequence, [&] {
        serial_number.write(writer);
        algorithm.write(writer);
        writer.raw(issuer);
        writer.nest(Tag::sequence, [&] {
          Time{2000, 1, 1, 0, 0, 0}.write(writer);
          Time{2050, 1, 1, 0, 0, 0}.write(writer);
        });
        writer.raw(subject);
        writer.nest(Tag::sequence, [&] {
          algorithm.write(writer);
          bits(key);
        });
      });
      algorithm.write(writer);
      bits(key);
    });
    return writer.finish();
  });
}

/// A value with its write(Writer&) as bytes, to be compared.
template <class T>
ByteVector bytes_of_value(const std::optional<T>& value) {
  return value ? written(*value) : ByteVector{};
}

inline Extension some_extension(Choices& choices) {
  const Oid oid = choices.one_of(known_oids).oid;
  const bool critical = choices.flag();
  return {oid, critical, choices.bytes(choices.below(160))};
}

inline std::vector<Extension> some_extensions(Choices& choices) {
  std::vector<Extension> extensions;
  while (extensions.size() < 12 && (choices.byte() & 3) == 3) {
    extensions.push_back(some_extension(choices));
  }
  return extensions;
}

inline bool has_duplicate_oid(const std::vector<Extension>& extensions) {
  for (const Extension& extension : extensions) {
    if (std::count_if(extensions.begin(), extensions.end(),
                      [&](const Extension& other) { return other.oid() == extension.oid(); }) > 1) {
      return true;
    }
  }
  return false;
}

/// A hash algorithm, with its name if it has one, and perhaps without parameters.
inline AlgorithmIdentifier some_algorithm(Choices& choices) {
  const Oid oid = choices.one_of(known_oids).oid;
  const std::size_t choice = choices.below(32);
  if (choice >= 30) {
    return AlgorithmIdentifier{oid};
  }
  const HashAlgorithm hash = static_cast<HashAlgorithm>(choice % 10);
  return choice < 20 ? AlgorithmIdentifier{hash} : AlgorithmIdentifier{oid_of(hash)};
}

/// A CertID by its fields; its hashes have mostly the right size.
inline CertID some_cert_id(Choices& choices) {
  const AlgorithmIdentifier algorithm = some_algorithm(choices);
  const std::size_t right = algorithm.hash() ? digest_size(*algorithm.hash()) : 20;
  const auto size = [&] { return (choices.byte() & 15) == 15 ? choices.below(70) : right; };
  const Bytes name_hash = choices.bytes(size());
  const Bytes key_hash = choices.bytes(size());
  return {algorithm, name_hash, key_hash, Integer{choices.bytes(choices.below(23))}};
}

/// Whether its hashes are refused.
inline bool is_misuse(const CertID& id) {
  const std::optional<HashAlgorithm> hash = id.hash_algorithm().hash();
  return hash && (*hash == HashAlgorithm::md5 || id.issuer_name_hash().size() != digest_size(*hash) ||
                  id.issuer_key_hash().size() != digest_size(*hash));
}

/// The extensions of a message, given to a builder, and as they should come out.
class ExpectedExtensions {
 public:
  template <class Builder>
  void add_some(Choices& choices, Builder& builder) {
    for (unsigned i = 0; i < 10 && (choices.byte() & 3) >= 2; ++i) {
      if (choices.flag()) {
        const Bytes nonce = choices.bytes(choices.below(choices.flag() ? 40 : 140));
        builder.nonce(nonce);
        refused_ |= nonce.empty() || nonce.size() > 128;
        Writer writer{std::span{kept_.emplace_back(nonce.size() + 8)}};
        writer.value(Tag::octet_string, nonce);
        add({"nonce"_oid, false, *writer.finish()});
      } else {
        const Extension extension = some_extension(choices);
        builder.add_extension(extension);
        add(extension);
      }
    }
  }
  void add(const Extension& extension) { all_.push_back(extension); }

  bool refused() const { return refused_ || all_.size() > max_added_extensions || has_duplicate_oid(all_); }
  const std::vector<Extension>& all() const { return all_; }

 private:
  std::vector<Extension> all_;
  std::deque<ByteVector> kept_;
  bool refused_ = false;
};

/// A DER certificate, and one that is none.
struct SomeCertificates {
  ByteVector der = certificate_of(name_der, name_der, Integer{std::array<std::uint8_t, 1>{0x17}}, name_der);
  std::vector<Bytes> list = {der, der};
  Certificate certificate = *load_der_x509_certificate(der);
  Certificate not_loaded;
  std::array<std::uint8_t, 32> acceptable{};
};

/// The CertID that a builder with a FakeHasher makes of a certificate that is its own issuer's.
inline IssuerHashes fake_hashes(const Certificate& certificate, const AlgorithmIdentifier& algorithm) {
  return *IssuerHashes::of(IssuerHashInput{certificate}, algorithm, FakeHasher{});
}

/// Whether the list that was read is the list that was given.
inline bool same_extensions(const Extensions& read, const std::vector<Extension>& given) {
  return read.size() == given.size() &&
         std::equal(read.begin(), read.end(), given.begin(), [](const Extension& a, const Extension& b) {
           return a.oid() == b.oid() && a.critical() == b.critical() && equal(a.value(), b.value());
         });
}

}  // namespace ocspan::fuzz
