// Situations as DER, signed by libcrypto. Nothing here is the library's: neither its writer nor its tables.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "situation.hpp"

namespace oracle {

// --- DER ---

using Parts = std::initializer_list<ByteVector>;

inline ByteVector joined(Parts parts) {
  ByteVector all;
  for (const ByteVector& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

inline ByteVector joined(const std::vector<ByteVector>& parts) {
  ByteVector all;
  for (const ByteVector& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

inline ByteVector tlv(unsigned tag, const ByteVector& contents) {
  ByteVector out{static_cast<std::uint8_t>(tag)};
  const std::size_t size = contents.size();
  if (size < 0x80) {
    out.push_back(static_cast<std::uint8_t>(size));
  } else if (size < 0x100) {
    out.insert(out.end(), {0x81, static_cast<std::uint8_t>(size)});
  } else {
    out.insert(out.end(), {0x82, static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)});
  }
  out.insert(out.end(), contents.begin(), contents.end());
  return out;
}

inline ByteVector sequence(Parts parts) { return tlv(0x30, joined(parts)); }
inline ByteVector octet_string(const ByteVector& contents) { return tlv(0x04, contents); }
inline ByteVector null() { return {0x05, 0x00}; }

inline ByteVector bit_string(unsigned unused, const ByteVector& bytes) {
  return tlv(0x03, joined({{static_cast<std::uint8_t>(unused)}, bytes}));
}

inline ByteVector oid(std::initializer_list<std::uint32_t> arcs) {
  ByteVector contents;
  auto arc = arcs.begin();
  const std::uint32_t first = *arc++ * 40;
  for (std::uint32_t value = first + *arc;; value = *arc) {
    ByteVector groups;
    do {
      groups.insert(groups.begin(), static_cast<std::uint8_t>((value & 0x7f) | (groups.empty() ? 0 : 0x80)));
      value >>= 7;
    } while (value != 0);
    contents.insert(contents.end(), groups.begin(), groups.end());
    if (++arc == arcs.end()) {
      return tlv(0x06, contents);
    }
  }
}

inline std::string digits_of(Seconds time) {
  using namespace std::chrono;
  const sys_seconds point{seconds{time}};
  const year_month_day date{floor<days>(point)};
  const hh_mm_ss clock{point - floor<days>(point)};
  char text[40];
  std::snprintf(text, sizeof text, "%04d%02u%02u%02d%02d%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

inline ByteVector generalized_time(Seconds time) {
  const std::string digits = digits_of(time);
  return tlv(0x18, {digits.begin(), digits.end()});
}

/// RFC 5280 4.1.2.5: UTCTime through 2049.
inline ByteVector time_of_certificate(Seconds time) {
  const std::string digits = digits_of(time);
  return digits < "2050" && digits >= "1950" ? tlv(0x17, {digits.begin() + 2, digits.end()}) : generalized_time(time);
}

enum class Critical { no, yes, written_false };

inline ByteVector extension(const ByteVector& type, Critical critical, const ByteVector& value) {
  const ByteVector flag = critical == Critical::no    ? ByteVector{}
                          : critical == Critical::yes ? ByteVector{0x01, 0x01, 0xff}
                                                      : ByteVector{0x01, 0x01, 0x00};
  return sequence({type, flag, octet_string(value)});
}

// --- names ---

struct Attribute {
  std::uint32_t type;  // below 2.5.4
  std::u32string text;
};

inline std::vector<Attribute> attributes_of(const NameOf& name) {
  const std::u32string common_names[] = {U"Issuing CA 1", U"OCSP Responder", U"OCSP Responder Two", U"Some Body",
                                         U"www.example.test"};
  std::vector<Attribute> all = {
      {6, U"DE"}, {10, U"Pr\u00fcf Trust Services"}, {3, common_names[static_cast<int>(name.who)]}};
  switch (name.near_miss) {
    case 1:
      all[2].text.back() += 1;
      break;
    case 2:
      all[2].text.insert(1, U" ");  // between two letters
      break;
    case 3:
      std::swap(all[0], all[2]);
      break;
    case 4:
      all.push_back({11, U"Unit"});
      break;
    case 5:
      all[2].type = 11;
      break;
    case 6:
      all[1].text[2] = U'\u00dc';  // no letter of ASCII: another one than the small letter
      break;
    case 7:
      all.pop_back();
      break;
    default:  // 0: none; 8: the same attributes in fewer RDNs
      break;
  }
  return all;
}

inline ByteVector text_value(std::u32string text, const Style& style, std::size_t number) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool upper = style.letters == 1 || (style.letters == 3 && i % 2 == 0);
    const bool lower = style.letters == 2 || (style.letters == 3 && i % 2 == 1);
    if (upper && text[i] >= U'a' && text[i] <= U'z') {
      text[i] -= 32;
    } else if (lower && text[i] >= U'A' && text[i] <= U'Z') {
      text[i] += 32;
    }
  }
  const bool ascii = std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x80; });
  const unsigned tags[] = {0x0c, 0x13, 0x1e, 0x1c, 0x14, 0x16};
  unsigned tag = tags[(style.type + (style.type >= 6 ? number : 0)) % 6];
  if (!ascii && tag != 0x1e && tag != 0x1c) {
    tag = 0x0c;
  }
  if ((style.spaces & 1) != 0) {
    text = U"  " + text + U" ";
  }
  if ((style.spaces & 2) != 0) {
    for (std::size_t at = text.find(U' ', 2); at != std::u32string::npos; at = text.find(U' ', at + 2)) {
      text.insert(at, tag == 0x13 ? U" " : U"\t");
    }
  }
  ByteVector contents;
  for (const char32_t c : text) {
    if (tag == 0x1c) {
      contents.insert(contents.end(), {0, 0});
    }
    if (tag == 0x1c || tag == 0x1e) {
      contents.push_back(static_cast<std::uint8_t>(c >> 8));
    } else if (c >= 0x80) {
      contents.push_back(static_cast<std::uint8_t>(0xc0 | c >> 6));
    }
    const bool is_tail = tag == 0x0c && c >= 0x80;
    contents.push_back(static_cast<std::uint8_t>(is_tail ? 0x80 | (c & 0x3f) : c));
  }
  return tlv(tag, contents);
}

inline ByteVector encode(const NameOf& name) {
  std::vector<ByteVector> pairs;
  for (const Attribute& attribute : attributes_of(name)) {
    pairs.push_back(sequence({oid({2, 5, 4, attribute.type}), text_value(attribute.text, name.style, pairs.size())}));
  }
  std::vector<ByteVector> rdns;
  if (name.near_miss == 8) {  // the last two in one RDN, which is in order
    std::sort(pairs.begin() + 1, pairs.end());
    rdns = {tlv(0x31, pairs[0]), tlv(0x31, joined({pairs[1], pairs[2]}))};
  } else {
    for (const ByteVector& pair : pairs) {
      rdns.push_back(tlv(0x31, pair));
    }
  }
  return tlv(0x30, joined(rdns));
}

// --- keys, hashes, signatures ---

inline void demand(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "libcrypto: %s\n", what);
    std::abort();
  }
}

struct Key {
  std::shared_ptr<EVP_PKEY> pair{};
  ByteVector spki{};
  ByteVector bits{};
};

/// The keys of `kinds`, new in each run: nothing depends on what they are.
inline const std::vector<Key>& keys() {
  static const std::vector<Key> all = [] {
    std::vector<Key> made;
    for (const Kind kind : kinds) {
      Key key;
      key.pair.reset(kind == Kind::p256   ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")
                     : kind == Kind::p384 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-384")
                     : kind == Kind::ed25519
                         ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                         : EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{kind == Kind::rsa ? 2048U : 1024U}),
                     EVP_PKEY_free);
      demand(key.pair != nullptr, "no key");
      unsigned char* der = nullptr;
      const int size = i2d_PUBKEY(key.pair.get(), &der);
      demand(size > 0, "no SubjectPublicKeyInfo");
      key.spki.assign(der, der + size);
      OPENSSL_free(der);
      X509_PUBKEY* spki = nullptr;
      const unsigned char* bits = nullptr;
      int bits_size = 0;
      demand(X509_PUBKEY_set(&spki, key.pair.get()) == 1 &&
                 X509_PUBKEY_get0_param(nullptr, &bits, &bits_size, nullptr, spki) == 1,
             "no subjectPublicKey");
      key.bits.assign(bits, bits + bits_size);
      X509_PUBKEY_free(spki);
      made.push_back(std::move(key));
    }
    return made;
  }();
  return all;
}

inline ByteVector digest(const char* name, const ByteVector& data) {
  ByteVector out(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  demand(EVP_Digest(data.data(), data.size(), out.data(), &size, EVP_get_digestbyname(name), nullptr) == 1, name);
  out.resize(size);
  return out;
}

inline bool is_ec(Kind kind) { return kind == Kind::p256 || kind == Kind::p384; }
inline bool is_rsa(Kind kind) { return kind == Kind::rsa || kind == Kind::short_rsa; }

inline ByteVector ecdsa_with(bool sha1, bool sha384) {
  return sequence({sha1 ? oid({1, 2, 840, 10045, 4, 1}) : oid({1, 2, 840, 10045, 4, 3, sha384 ? 3U : 2U})});
}
inline ByteVector rsa_with(bool sha1, bool sha384) {
  return sequence({oid({1, 2, 840, 113549, 1, 1, sha1 ? 5U : sha384 ? 12U : 11U}), null()});
}

inline ByteVector algorithm_of(const SignatureOf& signature) {
  const Kind kind = kinds[signature.key];
  const bool other_hash = signature.declared == Declared::other_hash;
  switch (signature.declared) {
    case Declared::unknown:
      return sequence({oid({1, 2, 3, 4, 5}), null()});
    case Declared::other_kind:
      return is_ec(kind) ? rsa_with(false, false) : ecdsa_with(false, false);
    default:
      return is_ec(kind)    ? ecdsa_with(signature.sha1 && !other_hash, other_hash)
             : is_rsa(kind) ? rsa_with(signature.sha1 && !other_hash, other_hash)
                            : sequence({oid({1, 3, 101, 112})});
  }
}

inline ByteVector signature_bits(const SignatureOf& signature, ByteVector message) {
  if (signature.of_other_bytes) {
    message.back() ^= 1;
  }
  const EVP_MD* const hash = kinds[signature.key] == Kind::ed25519 ? nullptr
                             : signature.sha1                      ? EVP_sha1()
                                                                   : EVP_sha256();
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
  std::size_t size = 1024;
  ByteVector bytes(size);
  demand(EVP_DigestSignInit(context.get(), nullptr, hash, nullptr, keys()[signature.key].pair.get()) == 1 &&
             EVP_DigestSign(context.get(), bytes.data(), &size, message.data(), message.size()) == 1,
         "no signature");
  bytes.resize(size);
  if (signature.damaged) {
    bytes[size / 2] ^= 0x10;
  }
  if (signature.unused_bits) {
    bytes.back() &= 0xfe;
  }
  return bit_string(signature.unused_bits ? 1 : 0, bytes);
}

// --- certificates ---

/// [0] EXPLICIT and so on.
inline ByteVector in(unsigned number, const ByteVector& contents) { return tlv(0xa0 | number, contents); }

inline ByteVector extra_extension(Extra extra, const ByteVector& understood, const ByteVector& value,
                                  const ByteVector& not_understood) {
  switch (extra) {
    case Extra::none:
      return {};
    case Extra::unknown:
      return extension(oid({1, 2, 3, 4, 6}), Critical::no, null());
    case Extra::unknown_critical:
      return extension(oid({1, 2, 3, 4, 6}), Critical::yes, null());
    case Extra::understood_critical:
      return extension(understood, Critical::yes, value);
    case Extra::not_understood_critical:
      return extension(not_understood, Critical::yes, sequence({}));
  }
  return {};
}

inline ByteVector key_usage(unsigned bits) {
  unsigned byte = 0;
  unsigned unused = 8;
  for (unsigned bit = 0; bit < 8; ++bit) {
    if ((bits >> bit & 1) != 0) {
      byte |= 0x80U >> bit;
      unused = 7 - bit;
    }
  }
  return byte == 0 ? bit_string(0, {}) : bit_string(unused, {static_cast<std::uint8_t>(byte)});
}

inline ByteVector encode(const CertificateOf& certificate) {
  const ByteVector purposes = oid({2, 5, 29, 37});
  const ByteVector for_ocsp = oid({1, 3, 6, 1, 5, 5, 7, 3, 9});
  const ByteVector for_servers = oid({1, 3, 6, 1, 5, 5, 7, 3, 1});
  std::vector<ByteVector> extensions;
  const auto add_purposes = [&](Parts each) {
    extensions.push_back(extension(purposes, Critical::no, sequence(each)));
  };
  switch (certificate.purposes) {
    case Purposes::absent:
      break;
    case Purposes::twice:
      add_purposes({for_ocsp});
      [[fallthrough]];
    case Purposes::ocsp_signing:
      add_purposes({for_ocsp});
      break;
    case Purposes::ocsp_signing_and_more:
      add_purposes({for_servers, for_ocsp});
      break;
    case Purposes::another:
      add_purposes({for_servers});
      break;
    case Purposes::any:
      add_purposes({oid({2, 5, 29, 37, 0})});
      break;
    case Purposes::malformed:
      extensions.push_back(extension(purposes, Critical::no, {0x30, 0x05, 0x06, 0x08}));
      break;
  }
  if (certificate.usage) {
    const ByteVector value = certificate.usage_malformed ? ByteVector{0x03, 0x01} : key_usage(*certificate.usage);
    const ByteVector usage = extension(oid({2, 5, 29, 15}), Critical::yes, value);
    extensions.insert(extensions.end(), certificate.usage_twice ? 2 : 1, usage);
  }
  extensions.push_back(extra_extension(certificate.extra, oid({2, 5, 29, 19}), sequence({}), oid({2, 5, 29, 36})));
  if (certificate.nocheck != NoCheck::absent) {
    extensions.push_back(extension(oid({1, 3, 6, 1, 5, 5, 7, 48, 1, 5}),
                                   certificate.nocheck == NoCheck::critical ? Critical::yes : Critical::no,
                                   certificate.nocheck == NoCheck::malformed ? sequence({}) : null()));
  }
  if (certificate.explicit_false) {
    extensions.push_back(extension(oid({1, 2, 3, 4, 7}), Critical::written_false, null()));
  }
  const ByteVector list = joined(extensions);
  const ByteVector algorithm = algorithm_of(certificate.signature);
  const ByteVector tbs = sequence(
      {in(0, {0x02, 0x01, 0x02}), tlv(0x02, certificate.serial_number),
       certificate.inner_algorithm_differs ? sequence({oid({1, 2, 3, 4, 8})}) : algorithm, encode(certificate.issuer),
       sequence({time_of_certificate(certificate.not_before), time_of_certificate(certificate.not_after)}),
       encode(certificate.subject), keys()[certificate.key].spki,
       list.empty() ? ByteVector{} : in(3, tlv(0x30, list))});
  return sequence({tbs, algorithm, signature_bits(certificate.signature, tbs)});
}

// --- messages ---

inline const char* name_of(Hash hash) {
  const char* const names[] = {"SHA1",     "SHA224",   "SHA256",   "SHA384", "SHA512",
                               "SHA3-256", "SHA3-384", "SHA3-512", "MD5",    "SHA1"};
  return names[static_cast<int>(hash)];
}

inline ByteVector encode(const CertIdOf& id) {
  const ByteVector hash_oids[] = {oid({1, 3, 14, 3, 2, 26}),
                                  oid({2, 16, 840, 1, 101, 3, 4, 2, 4}),
                                  oid({2, 16, 840, 1, 101, 3, 4, 2, 1}),
                                  oid({2, 16, 840, 1, 101, 3, 4, 2, 2}),
                                  oid({2, 16, 840, 1, 101, 3, 4, 2, 3}),
                                  oid({2, 16, 840, 1, 101, 3, 4, 2, 8}),
                                  oid({2, 16, 840, 1, 101, 3, 4, 2, 9}),
                                  oid({2, 16, 840, 1, 101, 3, 4, 2, 10}),
                                  oid({1, 2, 840, 113549, 2, 5}),
                                  oid({1, 2, 3, 4, 9})};
  const ByteVector parameters = id.parameters == Parameters::null     ? null()
                                : id.parameters == Parameters::absent ? ByteVector{}
                                                                      : octet_string({1});
  const Key& key = keys()[id.key];
  ByteVector key_hash = digest(name_of(id.hash), id.key_hash == KeyHash::of_whole_spki ? key.spki : key.bits);
  if (id.key_hash == KeyHash::cut) {
    key_hash.pop_back();
  }
  return sequence({sequence({hash_oids[static_cast<int>(id.hash)], parameters}),
                   octet_string(digest(name_of(id.hash), encode(id.name))), octet_string(key_hash),
                   tlv(0x02, id.serial_number)});
}

inline ByteVector extra_extension(Extra extra, Seconds time) {  // archiveCutoff; certificateIssuer
  return extra_extension(extra, oid({1, 3, 6, 1, 5, 5, 7, 48, 1, 6}), generalized_time(time), oid({2, 5, 29, 29}));
}

inline ByteVector encode(const AnswerOf& answer) {
  ByteVector status{0x80, 0x00};
  if (answer.status == Status::unknown) {
    status = {0x82, 0x00};
  } else if (answer.status == Status::revoked) {
    status =
        in(1, joined({generalized_time(answer.revoked_at),
                      answer.reason ? in(0, {0x0a, 0x01, static_cast<std::uint8_t>(*answer.reason)}) : ByteVector{}}));
  }
  const ByteVector extra = extra_extension(answer.extra, answer.this_update);
  return sequence({encode(answer.id), status, generalized_time(answer.this_update),
                   answer.next_update ? in(0, generalized_time(*answer.next_update)) : ByteVector{},
                   extra.empty() ? ByteVector{} : in(1, sequence({extra}))});
}

inline ByteVector response_of(const Situation& s) {
  if (s.status != 0) {
    return sequence({tlv(0x0a, {static_cast<std::uint8_t>(s.status)})});
  }
  ByteVector key_hash = digest("SHA1", keys()[s.responder.key].bits);
  if (s.responder.cut) {
    key_hash.pop_back();
  }
  std::vector<ByteVector> answers;
  for (const AnswerOf& answer : s.answers) {
    answers.push_back(encode(answer));
  }
  std::vector<ByteVector> extensions;
  for (const NonceOf& nonce : s.nonces) {
    extensions.push_back(extension(oid({1, 3, 6, 1, 5, 5, 7, 48, 1, 2}), nonce.critical ? Critical::yes : Critical::no,
                                   nonce.bare ? nonce.bytes : octet_string(nonce.bytes)));
  }
  extensions.push_back(extra_extension(s.extra, s.produced_at));
  const ByteVector list = joined(extensions);
  std::vector<ByteVector> certificates;
  for (const CertificateOf& certificate : s.embedded) {
    certificates.push_back(encode(certificate));
  }
  const ByteVector tbs = sequence({s.version_written ? in(0, {0x02, 0x01, 0x00}) : ByteVector{},
                                   s.responder.by_key ? in(2, octet_string(key_hash)) : in(1, encode(s.responder.name)),
                                   generalized_time(s.produced_at), tlv(0x30, joined(answers)),
                                   list.empty() ? ByteVector{} : in(1, tlv(0x30, list))});
  const ByteVector basic = sequence({tbs, algorithm_of(s.signature), signature_bits(s.signature, tbs),
                                     certificates.empty() ? ByteVector{} : in(0, tlv(0x30, joined(certificates)))});
  return sequence({{0x0a, 0x01, 0x00}, in(0, sequence({oid({1, 3, 6, 1, 5, 5, 7, 48, 1, 1}), octet_string(basic)}))});
}

inline ByteVector request_of(const CertIdOf& id) { return sequence({sequence({sequence({sequence({encode(id)})})})}); }

/// The issuer's own certificate. It is the caller's to trust: all but its name and key is of no account.
inline CertificateOf issuer_certificate(const Situation& s) {
  CertificateOf certificate;
  certificate.subject = s.issuer;
  certificate.issuer = {Who::stranger};
  certificate.key = s.issuer_key;
  certificate.not_after = 400 * day;
  certificate.purposes = Purposes::absent;
  certificate.signature.key = foreign_keys;
  return certificate;
}

}  // namespace oracle
