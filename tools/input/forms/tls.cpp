// What a TLS server staples: CertificateStatus (RFC 6066 8, RFC 6961 2.2, RFC 9846 4.5.3.1), alone, as the extension of
// a CertificateEntry, as a handshake message, or in one record.
#include <optional>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

/// A cursor over the presentation language of RFC 9846 3.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : bytes_(bytes) {}

  std::size_t number(std::size_t width) {
    std::size_t number = 0;
    for (const char byte : take(width)) {
      number = number << 8 | static_cast<unsigned char>(byte);
    }
    return number;
  }
  /// A vector whose size stands before it in so many bytes.
  std::string_view vector(std::size_t width) { return take(number(width)); }
  bool more() const { return !bytes_.empty() && !failed_; }
  /// Whether all was read, and everything was there.
  bool ended() const { return bytes_.empty() && !failed_; }

 private:
  std::string_view take(std::size_t size) {
    failed_ = failed_ || size > bytes_.size();
    const std::string_view taken = failed_ ? std::string_view{} : bytes_.substr(0, size);
    bytes_.remove_prefix(taken.size());
    return taken;
  }
  std::string_view bytes_;
  bool failed_ = false;
};

/// What a header stands before, if the bytes begin with `type` and are as long as it says.
std::string_view without_header(std::string_view bytes, std::size_t type, std::size_t type_width,
                                std::size_t size_width) {
  Fields fields{bytes};
  const bool is_type = fields.number(type_width) == type;
  const std::string_view contents = fields.vector(size_width);
  return is_type && fields.ended() ? contents : bytes;
}

bool undo_tls_status(std::string_view content, Input& input) {
  constexpr std::size_t handshake = 22;
  constexpr std::size_t certificate_status = 22;
  constexpr std::size_t status_request = 5;
  constexpr std::size_t ocsp = 1;
  constexpr std::size_t ocsp_multi = 2;
  std::string_view status = content;
  for (const std::size_t version : {0x0301U, 0x0302U, 0x0303U}) {
    status = without_header(status, handshake << 16 | version, 3, 2);
  }
  status = without_header(status, certificate_status, 1, 3);
  status = without_header(status, status_request, 2, 2);
  Fields fields{status};
  const std::size_t type = fields.number(1);
  const std::string_view value = fields.vector(3);
  if (!fields.ended() || (type != ocsp && type != ocsp_multi) || value.empty()) {
    return false;
  }
  if (type == ocsp) {
    input.add(tls_status, value, input.bytes_of_part(value));
    return true;
  }
  bool is_added = false;
  for (Fields list{value}; list.more();) {
    if (const std::string_view response = list.vector(3); !response.empty()) {  // empty: none for that certificate
      input.add(tls_status, response, input.bytes_of_part(response));
      is_added = true;
    }
  }
  return is_added;
}

}  // namespace

const Form tls_status{"TLS CertificateStatus", false, undo_tls_status, locate_same};

}  // namespace ocspan_tool
