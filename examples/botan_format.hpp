// The names of the two encodings of a signature, which differ between Botan 2 and 3.
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
