// The seeds are what their names say, and there are some of each kind: seeds_test FOLDER
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "files.hpp"
#include "ocspan/asn1/error_text.hpp"
#include "outcome.hpp"

namespace ocspan::fuzz {
namespace {

struct SeedReading {
  Error error;
  Bytes oid;  // of an extension
};

/// Reads an Extension and what it is.
SeedReading read_extension(Bytes der) {
  ReadContext context{der};
  Reader reader{context};
  Extension extension;
  extension.read(reader, Field::extensions);
  reader.close(Field::extensions);
  Error error = context.error();
  if (!error) {
    OCSPAN_PROPERTY(
        KnownExtensionTypes::visit(extension, Tolerance::none, [&](const auto& value) { error = value.error(); }));
  }
  return {error, extension.oid().bytes()};
}

SeedReading read_seed(const std::string& kind, Bytes der) {
  if (kind == "response") {
    return {load_der_ocsp_response(der).error(), {}};
  }
  if (kind == "request") {
    return {load_der_ocsp_request(der).error(), {}};
  }
  if (kind == "certificate") {
    return {load_der_x509_certificate(der).error(), {}};
  }
  if (kind == "certificate_status") {
    return {load_tls_certificate_status(der).error(), {}};
  }
  if (kind == "certificate_status_message") {
    return {load_tls_certificate_status(der, TlsFraming::handshake).error(), {}};
  }
  if (kind == "certificate_status_request") {
    return {load_tls_certificate_status_request(der).error(), {}};
  }
  OCSPAN_PROPERTY(kind == "extension");
  return read_extension(der);
}

struct Class {
  unsigned accepted = 0;
  unsigned refused = 0;
};

}  // namespace
}  // namespace ocspan::fuzz

int main(int argc, char** argv) {
  using namespace ocspan;
  using namespace ocspan::fuzz;
  std::vector<std::string> files;
  OCSPAN_PROPERTY(argc == 2 && add_files(argv[1], files));
  int status = 0;
  std::map<std::string, Class> classes;
  std::set<std::vector<std::uint8_t>> extensions;
  for (const std::filesystem::path file : files) {
    std::vector<std::uint8_t> der;
    OCSPAN_PROPERTY(read_file(file.string(), der));
    const std::string kind = file.parent_path().filename();
    const std::string name = file.stem();
    const std::string expected = name.substr(name.find('.') + 1);
    const SeedReading verdict = read_seed(kind, der);
    const std::string code{to_string(verdict.error.code)};
    if (verdict.error ? code != expected : !expected.starts_with("valid")) {
      std::printf("%s/%s: %s\n", kind.c_str(), name.c_str(), code.c_str());
      status = 1;
    }
    Class& counts = classes[kind + "/" + name.substr(0, name.find('.'))];
    ++(verdict.error ? counts.refused : counts.accepted);
    if (!verdict.error) {
      extensions.emplace(verdict.oid.begin(), verdict.oid.end());
    }
  }
  for (const auto& [name, counts] : classes) {
    if (counts.accepted == 0 || counts.refused == 0) {
      std::printf("%s: %u accepted, %u refused\n", name.c_str(), counts.accepted, counts.refused);
      status = 1;
    }
  }
  for (const Oid& oid : KnownExtensionTypes::oids) {
    if (!extensions.contains({oid.bytes().begin(), oid.bytes().end()})) {
      std::printf("%s: no seed\n", std::string{name_of(oid)}.c_str());
      status = 1;
    }
  }
  std::printf("%zu seeds of %zu classes\n", files.size(), classes.size());
  return status;
}
