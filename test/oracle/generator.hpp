// Random situations: each begins as a right answer of some kind, to which a few things happen.
#pragma once

#include <algorithm>
#include <random>
#include <span>
#include <utility>

#include "situation.hpp"

namespace oracle {

/// The same numbers everywhere, as the engine is the standard's and its distributions are not used.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t number) {
    std::seed_seq words{seed & 0xffff'ffff, seed >> 32, number & 0xffff'ffff, number >> 32};
    engine_.seed(words);
  }

  std::uint64_t next() { return engine_(); }
  std::uint64_t below(std::uint64_t count) { return next() % count; }
  bool percent(unsigned chance) { return below(100) < chance; }
  Seconds between(Seconds least, Seconds most) {
    return least + static_cast<Seconds>(below(static_cast<std::uint64_t>(most - least) + 1));
  }
  template <class T>
  T one_of(std::initializer_list<T> choices) {
    return choices.begin()[below(choices.size())];
  }
  template <class T>
  T& one_of(std::vector<T>& choices) {
    return choices[below(choices.size())];
  }
  ByteVector bytes(std::size_t size) {
    ByteVector bytes(size);
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(next());
    }
    return bytes;
  }

 private:
  std::mt19937_64 engine_;
};

inline Style some_style(Random& r) {
  return {static_cast<unsigned>(r.below(12)), static_cast<unsigned>(r.below(4)), static_cast<unsigned>(r.below(4))};
}

/// An INTEGER of up to 20 octets, seldom 0 or negative.
inline ByteVector some_serial_number(Random& r) {
  ByteVector number = r.bytes(1 + r.below(20));
  if (r.percent(90)) {
    number[0] &= 0x7f;
  }
  while (number.size() > 1 && (number[0] == 0 || number[0] == 0xff)) {  // the shortest form
    number.erase(number.begin());
  }
  return number;
}

/// Another number that begins or ends as this one does, or differs in its sign.
inline ByteVector near_serial_number(Random& r, ByteVector number) {
  switch (r.below(5)) {
    case 0:
      number.push_back(static_cast<std::uint8_t>(r.below(3)));
      break;
    case 1:
      number.insert(number.begin(), 0x01);
      break;
    case 2:
      number[0] ^= 0x80;  // may be longer than need be, so that it is given another octet
      number.insert(number.begin(), 0x11);
      break;
    case 3:
      number.back() ^= 1;
      break;
    default:
      if (number.size() > 1) {
        number.pop_back();
      } else {
        number[0] ^= 2;
      }
  }
  while (number.size() > 1 && ((number[0] == 0 && number[1] < 0x80) || (number[0] == 0xff && number[1] >= 0x80))) {
    number.erase(number.begin());
  }
  return number;
}

/// One of these times, or a second beside it, or some hours.
inline Seconds edge(Random& r, std::initializer_list<Seconds> times) {
  return r.one_of(times) + r.one_of<Seconds>({-1, 0, 1, r.between(-9000, 9000)});
}

/// A time that many things depend on.
inline Seconds some_edge(Random& r, const Situation& s) {
  const Seconds attested = s.attested.value_or(s.at);
  return edge(r, {s.at, attested, attested - 30 * day, s.at - 3 * day, s.at + 30 * day});
}

/// thisUpdate in the future, or too long ago.
inline Seconds edge_of_this_update(Random& r, const Situation& s) {
  const Seconds age = s.max_age.value_or(s.max_age_without_next_update);
  return r.percent(70) ? edge(r, {s.at + s.skew, s.at - age - s.skew, s.at - age - s.skew, s.attested.value_or(s.at)})
                       : some_edge(r, s);
}

/// The certificate of a responder that is as it should be.
inline CertificateOf some_delegate(Random& r, const Situation& s, Who who) {
  CertificateOf certificate;
  certificate.subject = {who, 0, some_style(r)};
  certificate.issuer = {Who::issuer, 0, r.percent(50) ? s.issuer.style : some_style(r)};
  certificate.key = responder_keys + r.below(foreign_keys - responder_keys);
  certificate.not_before = s.at - 400 * day - r.between(0, 100 * day);
  certificate.not_after = s.at + r.between(1, 100 * day);
  certificate.purposes = r.percent(80) ? Purposes::ocsp_signing : Purposes::ocsp_signing_and_more;
  if (r.percent(60)) {
    certificate.usage = r.one_of({0b1U, 0b10U, 0b11U, 0b100001U});
  }
  certificate.extra = r.one_of({Extra::none, Extra::none, Extra::unknown, Extra::understood_critical});
  certificate.nocheck = r.one_of({NoCheck::absent, NoCheck::present, NoCheck::critical, NoCheck::malformed});
  certificate.signature.key = s.issuer_key;
  return certificate;
}

/// The certificate of someone who is trusted, whoever has issued it.
inline CertificateOf some_trusted(Random& r, const Situation& s, Who who) {
  CertificateOf certificate = some_delegate(r, s, who);
  if (r.percent(70)) {
    certificate.issuer = {r.one_of({Who::stranger, who}), 0, some_style(r)};
    certificate.signature.key = r.one_of({foreign_keys, certificate.key});
    certificate.purposes = r.one_of({Purposes::absent, Purposes::another, Purposes::ocsp_signing});
    certificate.usage = r.one_of<std::optional<unsigned>>({std::nullopt, 0b100000U, 0b1U});
  }
  return certificate;
}

inline CertIdOf some_cert_id(Random& r, const Situation& s) {
  CertIdOf id;
  id.hash = static_cast<Hash>(r.below(8));
  id.parameters = r.percent(50) ? Parameters::null : Parameters::absent;
  id.name = s.by_cert_id || r.percent(50) ? s.issuer : s.leaf.issuer;
  id.key = s.issuer_key;
  id.serial_number = s.leaf.serial_number;
  return id;
}

inline AnswerOf some_answer(Random& r, const Situation& s) {
  AnswerOf answer;
  answer.id = some_cert_id(r, s);
  answer.status = r.one_of({Status::good, Status::good, Status::good, Status::revoked, Status::unknown});
  answer.revoked_at = r.percent(50) ? some_edge(r, s) : s.at - r.between(0, 400 * day);
  if (r.percent(50)) {
    answer.reason = r.one_of({0U, 1U, 2U, 3U, 4U, 5U, 6U, 8U, 9U, 10U});
  }
  answer.this_update = s.at - r.between(0, 600);
  if (s.attested) {
    answer.this_update = r.percent(50) ? *s.attested - r.between(0, day) : s.at - r.between(0, 600);
  }
  answer.next_update = answer.this_update + r.between(601, 10 * day);
  if (r.percent(15)) {
    answer.next_update.reset();
  }
  answer.extra = r.one_of({Extra::none, Extra::none, Extra::unknown, Extra::understood_critical});
  return answer;
}

inline Situation right_situation(Random& r) {
  Situation s;
  s.at = r.between(1'000'000'000, 2'450'000'000);  // 2001 to 2047
  s.skew = r.one_of({0U, 1U, 300U, 300U, 300U, 3600U});
  if (r.percent(20)) {
    s.max_age = r.one_of({600U, 3600U, 86'400U, 604'800U});
  }
  s.max_age_without_next_update = r.one_of({600U, 86'400U, 86'400U, 604'800U});
  s.accept_missing_nonce = r.percent(30);
  s.require_next_update = r.percent(15);
  s.is_validated = r.percent(20);
  if (r.percent(20)) {
    s.attested = s.at - r.between(0, 200 * day);
  }
  s.tolerant = r.percent(50);
  s.accept_weak = r.percent(30);

  s.issuer = {Who::issuer, 0, some_style(r)};
  s.issuer_key = r.one_of<KeyNumber>({0, 0, 0, 1, 1, 2, 4});
  s.by_cert_id = r.percent(30);
  s.leaf.subject = {Who::leaf, 0, some_style(r)};
  s.leaf.issuer = {Who::issuer, 0, r.percent(50) ? s.issuer.style : some_style(r)};
  s.leaf.serial_number = some_serial_number(r);
  s.leaf.key = foreign_keys;
  s.leaf.not_after = s.at;
  s.leaf.signature.key = s.issuer_key;
  s.asked = some_cert_id(r, s);
  if (r.percent(40)) {
    s.nonce = r.bytes(1 + r.below(32));
    if (r.percent(90)) {
      s.nonces.push_back({*s.nonce, false, r.percent(20)});
    }
  } else if (r.percent(20)) {
    s.nonces.push_back({r.bytes(8), false, false});
  }
  if (!s.nonces.empty() && (*s.nonces[0].bytes.data() | 0x80) != 0x84) {  // a bare one that looks like no OCTET STRING
    s.nonces[0].bare = r.percent(20);
  }
  s.answers = {some_answer(r, s)};
  s.produced_at = s.answers[0].this_update + r.between(0, 60);
  s.extra = r.one_of({Extra::none, Extra::none, Extra::unknown, Extra::understood_critical});
  s.version_written = r.percent(15);

  // Who signs.
  const unsigned kind = static_cast<unsigned>(r.below(100));
  if (kind < 35) {
    s.signature.key = s.issuer_key;
    s.responder = {r.percent(40), {Who::issuer, 0, some_style(r)}, s.issuer_key};
  } else {
    const bool is_delegate = kind < 75;
    const CertificateOf signer = is_delegate ? some_delegate(r, s, Who::responder) : some_trusted(r, s, Who::responder);
    s.signature.key = signer.key;
    s.responder = {r.percent(40), {Who::responder, 0, some_style(r)}, signer.key};
    if (is_delegate) {
      (r.percent(75) ? s.embedded : s.added).push_back(signer);
    } else {
      (r.percent(50) ? s.trusted : s.trusted_der).push_back(signer);
      if (r.percent(30)) {
        s.embedded.push_back(signer);
      }
    }
  }
  if (r.percent(20)) {
    s.embedded.insert(s.embedded.begin(), some_delegate(r, s, Who::other_responder));
  }
  return s;
}

/// A certificate of the responder that has signed, to which something is to happen; where the issuer has signed, it is
/// made a responder's response first.
inline CertificateOf& some_certificate(Random& r, Situation& s) {
  std::vector<CertificateOf*> all;
  for (std::vector<CertificateOf>* list : {&s.trusted, &s.trusted_der, &s.embedded, &s.added}) {
    for (CertificateOf& certificate : *list) {
      if (certificate.subject.who == Who::responder) {
        all.push_back(&certificate);
      }
    }
  }
  if (!all.empty()) {
    return *r.one_of(all);
  }
  s.embedded.push_back(some_delegate(r, s, Who::responder));
  s.signature.key = s.embedded.back().key;
  s.responder = {r.percent(40), {Who::responder, 0, some_style(r)}, s.signature.key};
  return s.embedded.back();
}

inline void change_signature(Random& r, SignatureOf& signature) {
  switch (r.below(8)) {
    case 0:
      signature.key = foreign_keys + r.below(std::size(kinds) - foreign_keys);
      break;
    case 1:
      signature.damaged = true;
      break;
    case 2:
      signature.of_other_bytes = true;
      break;
    case 3:
      signature.unused_bits = true;
      break;
    case 4:
      signature.sha1 = true;
      break;
    default:
      signature.declared = r.one_of({Declared::unknown, Declared::other_hash, Declared::other_kind});
  }
}

inline void change_cert_id(Random& r, const Situation& s, CertIdOf& id) {
  switch (r.below(8)) {
    case 0:
      id.hash = Hash::md5;
      break;
    case 1:
      id.hash = Hash::unknown;
      break;
    case 2:
      id.parameters = Parameters::other;
      break;
    case 3:
      id.name = {Who::issuer, 0, some_style(r)};  // another encoding than either
      break;
    case 4:
      id.name = {r.one_of({Who::issuer, Who::stranger}), static_cast<unsigned>(1 + r.below(near_misses)),
                 s.issuer.style};
      break;
    case 5:
      id.key = r.one_of({foreign_keys, responder_keys});
      break;
    case 6:
      id.key_hash = r.one_of({KeyHash::cut, KeyHash::of_whole_spki});
      break;
    default:
      id.serial_number = near_serial_number(r, id.serial_number);
  }
}

/// Another key of the issuer's, wherever it has signed or is named.
inline void give_issuer_key(Situation& s, KeyNumber key) {
  const KeyNumber old = s.issuer_key;
  const auto change = [&](KeyNumber& each) { each = each == old ? key : each; };
  for (std::vector<CertificateOf>* list : {&s.trusted, &s.trusted_der, &s.embedded, &s.added}) {
    for (CertificateOf& certificate : *list) {
      change(certificate.signature.key);
    }
  }
  for (AnswerOf& answer : s.answers) {
    change(answer.id.key);
  }
  for (KeyNumber* each : {&s.issuer_key, &s.asked.key, &s.leaf.signature.key, &s.signature.key, &s.responder.key}) {
    change(*each);
  }
}

/// A certificate for the issuer's name and key that is another one than the caller's.
inline CertificateOf issuer_like(Random& r, const Situation& s) {
  CertificateOf certificate = some_delegate(r, s, Who::issuer);
  certificate.key = s.issuer_key;
  return certificate;
}

struct Event {
  const char* name;
  void (*happens)(Random&, Situation&);
};

inline const Event events_of_questions[] = {
    {"the responder gives no answer", [](Random& r, Situation& s) { s.status = r.one_of({1U, 2U, 3U, 5U, 6U}); }},
    {"the certificate names an issuer that is nearly this one",
     [](Random& r, Situation& s) { s.leaf.issuer.near_miss = static_cast<unsigned>(1 + r.below(near_misses)); }},
    {"the certificate names another issuer", [](Random&, Situation& s) { s.leaf.issuer.who = Who::stranger; }},
    {"another CertID is asked about",
     [](Random& r, Situation& s) {
       s.by_cert_id = true;
       change_cert_id(r, s, s.asked);
     }},
    {"the certificate's signature", [](Random& r, Situation& s) { change_signature(r, s.leaf.signature); }},
    {"two algorithms in the certificate", [](Random&, Situation& s) { s.leaf.inner_algorithm_differs = true; }},
    {"the issuer's key is short", [](Random&, Situation& s) { give_issuer_key(s, 3); }},
    {"another issuer key", [](Random& r, Situation& s) { s.issuer_key = r.one_of<KeyNumber>({0, 1, 2, 4, 10}); }},

    {"no answers", [](Random&, Situation& s) { s.answers.clear(); }},
    {"an answer's CertID",
     [](Random& r, Situation& s) {
       if (!s.answers.empty()) {
         change_cert_id(r, s, r.one_of(s.answers).id);
       }
     }},
    {"another answer",
     [](Random& r, Situation& s) {
       s.answers.insert(s.answers.begin() + static_cast<int>(r.below(s.answers.size() + 1)), some_answer(r, s));
     }},
    {"another answer of the same status",
     [](Random& r, Situation& s) {
       if (!s.answers.empty()) {
         AnswerOf answer = some_answer(r, s);
         answer.status = s.answers[0].status;
         answer.this_update = s.answers[0].this_update + r.one_of<Seconds>({-1, 0, 1, -5000, 500, 30 * day});
         s.answers.insert(s.answers.begin() + static_cast<int>(r.below(2)), answer);
       }
     }},
    {"an answer whose hash nobody can compute",
     [](Random& r, Situation& s) {
       AnswerOf answer = some_answer(r, s);
       answer.id.hash = r.one_of({Hash::md5, Hash::unknown});
       s.answers.insert(s.answers.begin() + static_cast<int>(r.below(s.answers.size() + 1)), answer);
     }},
    {"an answer about another certificate",
     [](Random& r, Situation& s) {
       AnswerOf answer = some_answer(r, s);
       answer.extra = Extra::unknown_critical;
       change_cert_id(r, s, answer.id);
       s.answers.insert(s.answers.begin() + static_cast<int>(r.below(s.answers.size() + 1)), answer);
     }},
    {"a hash function is missing", [](Random& r, Situation& s) { s.missing_hash = static_cast<Hash>(r.below(8)); }},
    {"SHA-1 is missing", [](Random&, Situation& s) { s.missing_hash = Hash::sha1; }},
};

inline const Event events_of_signers[] = {
    {"the response's signature", [](Random& r, Situation& s) { change_signature(r, s.signature); }},
    {"another one signs", [](Random& r, Situation& s) { s.signature.key = r.below(std::size(kinds)); }},
    {"another responderID",
     [](Random& r, Situation& s) {
       s.responder = {r.percent(50),
                      {r.one_of({Who::issuer, Who::responder, Who::other_responder, Who::stranger})},
                      r.below(std::size(kinds))};
     }},
    {"a responderID that is nearly this one",
     [](Random& r, Situation& s) {
       s.responder.cut = s.responder.by_key;
       s.responder.name.near_miss = static_cast<unsigned>(1 + r.below(near_misses));
     }},
    {"the responders' certificates are not there", [](Random&, Situation& s) { s.embedded.clear(); }},
    {"the responders' certificates are elsewhere", [](Random&, Situation& s) { std::swap(s.embedded, s.added); }},
    {"nobody is trusted",
     [](Random&, Situation& s) {
       s.trusted.clear();
       s.trusted_der.clear();
     }},
    {"who is trusted is only there",
     [](Random&, Situation& s) {
       s.embedded.insert(s.embedded.end(), s.trusted.begin(), s.trusted.end());
       s.embedded.insert(s.embedded.end(), s.trusted_der.begin(), s.trusted_der.end());
       s.trusted.clear();
       s.trusted_der.clear();
     }},
    {"another delegate of this name",
     [](Random& r, Situation& s) {
       std::vector<CertificateOf>& list = *r.one_of({&s.embedded, &s.added});
       list.insert(list.begin() + static_cast<int>(r.below(list.size() + 1)), some_delegate(r, s, Who::responder));
     }},
    {"another trusted one of this name",
     [](Random& r, Situation& s) {
       std::vector<CertificateOf>& list = *r.one_of({&s.trusted, &s.trusted_der});
       list.insert(list.begin() + static_cast<int>(r.below(list.size() + 1)), some_trusted(r, s, Who::responder));
     }},
    {"a crowd of this name",
     [](Random& r, Situation& s) {
       CertificateOf one = some_delegate(r, s, Who::responder);
       one.key = foreign_keys;
       s.embedded.insert(s.embedded.begin(), 13 + r.below(5), one);
     }},
    {"the issuer's own certificate comes along",
     [](Random& r, Situation& s) {
       CertificateOf own = issuer_like(r, s);
       r.one_of({&s.embedded, &s.added, &s.trusted_der})->push_back(own);
     }},
    {"the issuer's next certificate comes along",
     [](Random& r, Situation& s) {
       CertificateOf next = issuer_like(r, s);
       next.key = responder_keys;
       s.embedded.push_back(next);
       if (r.percent(50)) {
         s.signature.key = next.key;
         s.responder = {r.percent(50), s.issuer, next.key};
       }
     }},

    {"a responder's certificate: its signature",
     [](Random& r, Situation& s) {
       CertificateOf& certificate = some_certificate(r, s);
       change_signature(r, certificate.signature);
     }},
    {"a responder's certificate: another key",
     [](Random& r, Situation& s) {
       CertificateOf& certificate = some_certificate(r, s);
       certificate.key = r.below(std::size(kinds));
     }},
    {"a responder's certificate: another issuer",
     [](Random& r, Situation& s) {
       CertificateOf& certificate = some_certificate(r, s);
       certificate.issuer.near_miss = static_cast<unsigned>(r.below(near_misses + 1));
       certificate.issuer.who = r.one_of({Who::issuer, Who::stranger});
     }},
    {"a responder's certificate: another subject",
     [](Random& r, Situation& s) {
       CertificateOf& certificate = some_certificate(r, s);
       certificate.subject.near_miss = static_cast<unsigned>(r.below(near_misses + 1));
     }},
    {"a responder's certificate: its purposes",
     [](Random& r, Situation& s) {
       CertificateOf& certificate = some_certificate(r, s);
       certificate.purposes = static_cast<Purposes>(r.below(7));
     }},
    {"a responder's certificate: its keyUsage",
     [](Random& r, Situation& s) {
       CertificateOf& certificate = some_certificate(r, s);
       certificate.usage = r.one_of({0U, 0b100U, 0b100000U, 0b1100000U, 0b1U, 0b10U});
       certificate.usage_malformed = r.percent(15);
       certificate.usage_twice = r.percent(15);
     }},
    {"a responder's certificate: a critical extension",
     [](Random& r, Situation& s) {
       CertificateOf& certificate = some_certificate(r, s);
       certificate.extra = r.one_of({Extra::unknown_critical, Extra::not_understood_critical});
     }},
    {"a responder's certificate: its validity",
     [](Random& r, Situation& s) {
       CertificateOf& certificate = some_certificate(r, s);
       const Seconds when = (r.percent(50) ? s.at : s.produced_at) + r.between(-1, 1);
       const Seconds other = r.between(0, 50 * day);
       const bool ends = r.percent(50);
       certificate.not_before = ends ? when - other : when;
       certificate.not_after = ends ? when : when + other;
     }},
    {"a responder's certificate: two algorithms",
     [](Random& r, Situation& s) {
       CertificateOf& certificate = some_certificate(r, s);
       certificate.inner_algorithm_differs = true;
     }},
    {"a responder's certificate: FALSE is written out",
     [](Random& r, Situation& s) {
       CertificateOf& certificate = some_certificate(r, s);
       certificate.explicit_false = true;
     }},
};

inline const Event events_of_answers[] = {
    {"a critical extension of the response",
     [](Random& r, Situation& s) { s.extra = r.one_of({Extra::unknown_critical, Extra::not_understood_critical}); }},
    {"a critical extension of an answer",
     [](Random& r, Situation& s) {
       if (!s.answers.empty()) {
         r.one_of(s.answers).extra = r.one_of({Extra::unknown_critical, Extra::not_understood_critical});
       }
     }},
    {"producedAt",
     [](Random& r, Situation& s) {
       s.produced_at = edge(r, {s.at + s.skew, s.at + s.skew, s.attested.value_or(s.at) - day, s.at - 3 * day});
     }},
    {"thisUpdate",
     [](Random& r, Situation& s) {
       if (!s.answers.empty()) {
         r.one_of(s.answers).this_update = edge_of_this_update(r, s);
       }
     }},
    {"nextUpdate",
     [](Random& r, Situation& s) {
       if (!s.answers.empty()) {
         AnswerOf& answer = r.one_of(s.answers);
         answer.next_update =
             edge(r, {answer.this_update, s.at - s.skew, s.at - s.skew, s.attested.value_or(s.at), s.at + 30 * day});
         if (r.percent(50)) {  // so that this is not the other way round
           answer.this_update = std::min(answer.this_update, *answer.next_update - r.between(0, 3 * day));
         }
       }
     }},
    {"no nextUpdate",
     [](Random& r, Situation& s) {
       for (AnswerOf& answer : s.answers) {
         answer.next_update.reset();
         answer.this_update = r.percent(30) ? answer.this_update : edge_of_this_update(r, s);
       }
       s.require_next_update = s.require_next_update || r.percent(30);
     }},
    {"the answer is old",
     [](Random& r, Situation& s) {
       for (AnswerOf& answer : s.answers) {
         answer.this_update -= r.between(0, 20 * day);
       }
     }},
    {"the attested time",
     [](Random& r, Situation& s) {
       s.attested = s.at;
       s.attested = some_edge(r, s);
       if (s.answers.empty() || r.percent(20)) {
         return;
       }
       AnswerOf& answer = r.one_of(s.answers);
       switch (r.below(4)) {
         case 0:
           s.attested = answer.this_update + r.between(-1, 1);
           break;
         case 1:
           answer.status = Status::revoked;
           s.attested = answer.revoked_at + r.between(-1, 1);
           break;
         case 2:
           s.attested = answer.next_update.value_or(s.at) + r.between(-1, 1);
           break;
         default:  // a day after producedAt, which may be long before thisUpdate
           answer.next_update.reset();
           s.require_next_update = false;
           s.produced_at -= r.one_of<Seconds>({0, r.between(0, 5 * day)});
           s.attested = s.produced_at + day + r.one_of<Seconds>({-1, 0, 1, r.between(0, 5 * day)});
       }
     }},
    {"the nonce does not come back",
     [](Random& r, Situation& s) {
       s.nonce = s.nonce ? s.nonce : r.bytes(8);
       s.nonces.clear();
     }},
    {"another nonce comes back",
     [](Random& r, Situation& s) {
       s.nonce = s.nonce ? s.nonce : r.bytes(1 + r.below(16));
       ByteVector other = r.one_of({r.bytes(s.nonce->size()), ByteVector{}, *s.nonce, *s.nonce});
       if (r.percent(50)) {
         other.push_back(0);
       } else if (!other.empty() && r.percent(50)) {
         other.pop_back();
       }
       s.nonces = {{other, false, r.percent(20)}};
     }},
    {"two nonces",
     [](Random& r, Situation& s) {
       s.nonce = s.nonce ? s.nonce : r.bytes(1 + r.below(16));
       s.nonces = {{*s.nonce, false, false}, {r.percent(50) ? *s.nonce : r.bytes(4), false, false}};
     }},
};

/// The situation of that number.
inline Situation situation_of(std::uint64_t seed, std::uint64_t number) {
  Random r{seed, number};
  Situation s = right_situation(r);
  for (unsigned left = r.one_of({0U, 0U, 1U, 1U, 1U, 2U, 2U, 3U, 5U}); left > 0; --left) {
    const std::span<const Event> events = r.one_of<std::span<const Event>>(
        {events_of_questions, events_of_signers, events_of_signers, events_of_answers, events_of_answers});
    const Event& event = events[r.below(events.size())];
    event.happens(r, s);
    s.story.push_back(event.name);
  }
  return s;
}

}  // namespace oracle
