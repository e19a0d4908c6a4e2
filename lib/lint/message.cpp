// What stands in requests and in responses.
#include "ocspan/lint/linter.hpp"
#include "ocspan/ocsp/extensions.hpp"
#include "ocspan/x509/signature_algorithm.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

// RFC 6960 4.1.1; RFC 5280 4.1.2.2 for the serial number.
OCSPAN_FN void lint_cert_id(Linter& linter, const CertID& id, const CertIDLints& lints) {
  const std::optional<HashAlgorithm> hash = id.hash_algorithm().hash();
  const std::size_t size = hash ? digest_size(*hash) : 0;
  linter.require(hash.has_value(), lints.hash_unknown, id, Field::hash_algorithm);
  linter.require(!hash || id.issuer_name_hash().size() == size, lints.hash_length, id, Field::issuer_name_hash);
  linter.require(!hash || id.issuer_key_hash().size() == size, lints.hash_length, id, Field::issuer_key_hash);
  linter.require(!hash || !id.hash_algorithm().has_meaningful_parameters(), lints.parameters, id,
                 Field::hash_algorithm);
  linter.require(Integer{} < id.serial_number(), lints.serial_not_positive, id, Field::serial_number);
  linter.require(id.serial_number().bytes().size() <= 20, lints.serial_too_long, id, Field::serial_number);
}

OCSPAN_FN void lint_value(Linter& linter, const Extension& extension, Lint malformed) {
  KnownExtensionTypes::visit_type(extension.oid(), [&]<class T> {
    T value;
    if (const Error error = read_message(value, extension.value(), Tolerance::none)) {
      const bool is_in_response = malformed == Lint::response_extension_malformed;
      linter.find(is_in_response && std::is_same_v<T, ExtendedRevoke> ? Lint::response_extended_revoke_value
                  : is_in_response && std::is_same_v<T, OCSPSCTList>  ? Lint::response_sct_list_malformed
                                                                      : malformed,
                  error, extension.value());
    }
  });
}

// RFC 5280 4.2; RFC 6960 4.1.2 and 4.4.
OCSPAN_FN void lint_extensions(Linter& linter, const Extensions& extensions, const ExtensionLints& lints) {
  std::array<Oid, lint_window> before{};
  std::size_t count = 0;
  for (const Extension& extension : extensions) {
    const std::size_t known = count < before.size() ? count : before.size();
    bool is_new = true;
    for (std::size_t i = 0; i < known; ++i) {
      is_new = is_new && before[i] != extension.oid();
    }
    before[count++ % before.size()] = extension.oid();
    linter.require(is_new, lints.duplicate, extension, Field::extn_id);
    linter.require(!extension.critical(), lints.critical, extension, Field::critical);
    lint_value(linter, extension, lints.malformed);
  }
}

// RFC 4055 5, RFC 5758 3, RFC 8410 3, RFC 9881 2, RFC 9909 3: which parameters there are.
OCSPAN_FN void lint_signature(Linter& linter, const Signature& signature, const SignatureLints& lints) {
  const AlgorithmIdentifier& algorithm = signature.algorithm();
  if (algorithm.oid() != "RSASSA-PSS"_oid && has_standard_parameters(algorithm) == false) {
    linter.find(lints.params, Field::parameters,
                algorithm.parameters() ? algorithm.parameters()->data() : place::of(algorithm));
  }
  const Bytes bits = signature.bits().bytes();
  linter.require(signature.bits().unused_bits() == 0, lints.unused_bits, Field::signature,
                 {bits.data() - 1, bits.size() + 1});
  linter.require(!signature.certificates().present() || !signature.certificates().empty(), lints.certs_empty,
                 Field::certs, signature.certificates().bytes());
}

// RFC 6960 5.1.1.
OCSPAN_FN bool is_weak_signature(const AlgorithmIdentifier& algorithm) {
  if (algorithm.oid() == "md2WithRSAEncryption"_oid) {
    return true;
  }
  const Result<std::optional<HashAlgorithm>> hash = signature_hash_algorithm(algorithm);
  return hash && (*hash == HashAlgorithm::md5 || *hash == HashAlgorithm::sha1);
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
