#include "output/field_path.hpp"

#include <algorithm>
#include <charconv>
#include <ocspan/ocspan.hpp>
#include <optional>

#include "output/labels.hpp"

namespace ocspan_tool {
namespace {

struct Renaming {
  std::string_view in_rfc;
  std::string_view in_document;
};

// The names of the RFCs, and those of the document. Applied in this order, to whole steps. A row that ends with a slash
// is for a level that the document does not have: only paths to something inside it are found.
constexpr Renaming renamings[] = {
    {"/OCSPResponse", ""},
    {"/OCSPRequest", ""},
    {"/Certificate", ""},
    {"/BasicOCSPResponse", "/basic"},
    {"/responseBytes/response", "/basic"},
    {"/responseBytes/", "/"},
    {"/tbsResponseData/", "/"},
    {"/responderID", "/responderId"},
    {"/certID", "/certId"},
    {"/certStatus/", "/"},
    {"/singleExtensions", "/extensions"},
    {"/responseExtensions", "/extensions"},
    {"/certs", "/certificates"},
    {"/tbsRequest/", "/"},
    {"/requestorName/directoryName", "/requestorName/value"},
    {"/requestList", "/requests"},
    {"/reqCert", "/certId"},
    {"/singleRequestExtensions", "/extensions"},
    {"/requestExtensions", "/extensions"},
    {"/optionalSignature/signatureAlgorithm", "/signature/algorithm"},
    {"/optionalSignature", "/signature"},
    {"/tbsCertificate/signature", "/tbsSignatureAlgorithm"},
    {"/tbsCertificate/", "/"},
    {"/validity/", "/"},
    {"/subjectPublicKey", "/publicKey"},
    {"/signatureValue", "/signature"},
    {"/hashAlgorithm/algorithm", "/hashAlgorithm/oid"},
    {"/signatureAlgorithm/algorithm", "/signatureAlgorithm/oid"},
    {"/tbsSignatureAlgorithm/algorithm", "/tbsSignatureAlgorithm/oid"},
    {"/algorithm/algorithm", "/algorithm/oid"},
    {"/extnID", "/oid"},
    {"/extnValue", "/value"},
};

/// A path of any form as a JSON pointer.
std::string to_pointer(std::string path) {
  std::replace(path.begin(), path.end(), '.', '/');
  std::replace(path.begin(), path.end(), '[', '/');
  std::erase(path, ']');
  return path.starts_with('/') ? path : '/' + path;
}

/// Where `steps` begins in `pointer`, as whole steps; npos if it does not.
std::size_t find_steps(std::string_view pointer, std::string_view steps) {
  std::size_t begin = pointer.find(steps);
  while (begin != std::string_view::npos && !steps.ends_with('/') && begin + steps.size() != pointer.size() &&
         pointer[begin + steps.size()] != '/') {
    begin = pointer.find(steps, begin + 1);
  }
  return begin;
}

std::string renamed(std::string pointer) {
  for (const auto& [in_rfc, in_document] : renamings) {
    if (const std::size_t begin = find_steps(pointer, in_rfc); begin != std::string::npos) {
      pointer.replace(begin, in_rfc.size(), in_document);
    }
  }
  return pointer;
}

/// Why there is no such value: of a URL, because its extension is absent, malformed or doubled.
std::string why_absent(JsonView document, std::string_view pointer) {
  std::string why = " is absent";
  if (pointer != "/ocspUrl" && pointer != "/ocspUrls" && pointer != "/caIssuersUrl") {
    return why;
  }
  bool found = false;
  for (const Document& extension : document.find("extensions")->parse()) {
    if (extension["name"] != "authorityInfoAccess") {
      continue;
    }
    if (found) {
      return " cannot be read: there are two authorityInfoAccess";
    }
    found = true;
    if (const Document& decoded = extension["decoded"]; decoded.contains("error")) {
      why = " cannot be read: authorityInfoAccess is malformed: " + as_is(decoded["error"]["field"]) + ": " +
            as_is(decoded["error"]["message"]);
    }
  }
  return why;
}

/// The value at a JSON pointer; nullopt if there is none.
std::optional<JsonView> find_value(JsonView document, const Document::json_pointer& pointer) {
  if (pointer.empty()) {
    return document;
  }
  const std::optional<JsonView> parent = find_value(document, pointer.parent_pointer());
  if (!parent || !parent->is_array()) {
    return parent ? parent->find(pointer.back()) : std::nullopt;
  }
  const std::string& digits = pointer.back();
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  return error == std::errc{} && end == digits.data() + digits.size() ? parent->find(index) : std::nullopt;
}

/// The value at a path of any form; nullopt if there is none.
std::optional<JsonView> find_path(JsonView document, const std::string& path) {
  const std::string pointer = to_pointer(path);
  const std::string other = renamed(pointer);
  // The path of an error inside the BasicOCSPResponse begins there, not at the OCSPResponse.
  for (const std::string& candidate : {pointer, "/basic" + pointer, other, "/basic" + other}) {
    try {
      if (const std::optional<JsonView> value = find_value(document, Document::json_pointer{candidate})) {
        return value;
      }
    } catch (const Document::exception&) {  // not a pointer
    }
  }
  return std::nullopt;
}

/// A string without its quotation marks, any other value as JSON.
std::string plain(JsonView value) { return value.is_string() ? as_is(value.parse()) : std::string{value.text()}; }

/// The value of the message's extension of that name; nullopt if no type of extension has it. Throws AbsentField if the
/// message has no such extension, or several, or if its value is malformed.
std::optional<JsonView> find_extension(JsonView document, const std::string& name) {
  const bool is_known = std::ranges::any_of(ocspan::known_oids, [&](const ocspan::KnownOid& known) {
    return known.kind == ocspan::OidKind::extension && known.name == name;
  });
  const std::optional<JsonView> extensions = find_path(document, "extensions");
  if (!is_known || !extensions) {
    return std::nullopt;
  }
  std::optional<JsonView> found;
  for (const JsonMember& extension : *extensions) {
    if (extension.value.find("name")->parse() == name) {
      if (found) {
        throw AbsentField{"there are several extensions " + name};
      }
      found = extension.value;
    }
  }
  if (!found) {
    throw AbsentField{"there is no extension " + name};
  }
  const JsonView decoded = *found->find("decoded");
  if (const std::optional<JsonView> error = decoded.find("error")) {
    throw AbsentField{name + " is malformed: " + as_is(error->find("message")->parse())};
  }
  return decoded.is_null() ? found->find("value") : decoded.find(name).value_or(decoded);
}

}  // namespace

std::string find_field(std::string_view json, const std::string& path) {
  const JsonView document{json};
  if (const std::optional<JsonView> value = find_path(document, path)) {
    if (value->is_null()) {
      throw AbsentField{path + why_absent(document, to_pointer(path))};
    }
    return plain(*value);
  }
  if (const std::optional<JsonView> value = find_extension(document, path)) {
    return plain(*value);
  }
  // An error may be at a field that is inside what the document shows as a whole.
  for (std::string outer = path; outer.find_last_of(".[/") != std::string::npos;) {
    outer.resize(outer.find_last_of(".[/"));
    if (!outer.empty() && find_path(document, outer)) {
      throw std::invalid_argument{std::string{"there is no field "}.append(path).append("; there is ").append(outer)};
    }
  }
  throw std::invalid_argument{"there is no field " + path};
}

}  // namespace ocspan_tool
