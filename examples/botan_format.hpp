// How Botan 2 and 3 name the encodings of a signature.
#pragma once

#include <botan/pubkey.h>
#include <botan/version.h>

struct BotanFormat {
#if BOTAN_VERSION_MAJOR >= 3
  static constexpr Botan::Signature_Format standard = Botan::Signature_Format::Standard;
  static constexpr Botan::Signature_Format der_sequence = Botan::Signature_Format::DerSequence;
#else
  static constexpr Botan::Signature_Format standard = Botan::Signature_Format::IEEE_1363;
  static constexpr Botan::Signature_Format der_sequence = Botan::Signature_Format::DER_SEQUENCE;
#endif
};
