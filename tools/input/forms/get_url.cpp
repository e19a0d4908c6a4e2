// Requests in URLs (RFC 6960 A.1): a URL, its path, a request line, lines of a log.
#include <algorithm>
#include <ocspan/ocspan.hpp>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

/// Where in a line a target may begin: that of a request line, a URL, or a path at the beginning of the line.
std::string_view target_in(std::string_view line) {
  std::size_t begin = line.find("GET ");
  if (begin != std::string_view::npos) {
    begin += 4;
  } else if (begin = std::min(line.find("http://"), line.find("https://")); begin == std::string_view::npos) {
    begin = 0;
  }
  std::string_view target = line.substr(begin);
  if (const std::size_t version = target.rfind(" HTTP/"); version != std::string_view::npos) {
    target = target.substr(0, version);
  } else if (begin != 0) {  // a line that is a target as a whole may have spaces, which were plus signs
    target = target.substr(0, target.find_first_of(" \t\"'<>"));
  }
  return target.substr(0, target.find_first_of("?\"'<>"));
}

/// Adds the request in a target: the base64 behind one of its slashes. False if there is none.
bool add_target(std::string_view target, Input& input) {
  constexpr int most_tries = 16;  // so that the work is linear
  int tries = 0;
  std::span<std::uint8_t> bytes;
  for (std::size_t begin = 0; begin < target.size() && tries < most_tries;) {
    // Base64 of a SEQUENCE begins with M.
    if (target[begin] == 'M' || target.substr(begin).starts_with("%4")) {
      ++tries;
      const std::string_view path = target.substr(begin);
      if (bytes.empty()) {
        bytes = input.new_bytes(path.size());
      }
      const ocspan::Result<ocspan::Bytes> der = ocspan::decode_ocsp_get_path(path, bytes);
      if (der && is_one_value(*der)) {
        input.add(get_url, path, bytes.first((*der).size()));
        return true;
      }
    }
    const std::size_t slash = target.find('/', begin);
    const std::size_t encoded = std::min(target.find("%2F", begin), target.find("%2f", begin));
    if (slash == std::string_view::npos && encoded == std::string_view::npos) {
      return false;
    }
    begin = slash < encoded ? slash + 1 : encoded + 3;
  }
  return false;
}

bool undo_get_url(std::string_view content, Input& input) {
  const bool may_be = content.front() == '/' || content.find('%') != std::string_view::npos ||
                      content.find("GET ") != std::string_view::npos || content.find("://") != std::string_view::npos;
  bool is_added = false;
  for (std::string_view rest = may_be ? content : std::string_view{}; !rest.empty();) {
    is_added = add_target(target_in(trim(take_line(rest))), input) || is_added;
  }
  if (!is_added && content.starts_with("GET ")) {
    input.add_problem(get_url, "a GET request whose path has no OCSP request in it");
    return true;
  }
  return is_added;
}

/// Percent-encoded characters are one digit, and so are spaces.
std::size_t locate_get_url(std::string_view path, std::size_t offset) {
  std::size_t digits = offset * 8 / 6;
  std::size_t i = 0;
  for (; i < path.size() && digits != 0; --digits) {
    i += path[i] == '%' ? 3U : 1U;
  }
  return std::min(i, path.size());
}

}  // namespace

const Form get_url{"GET URL", true, undo_get_url, locate_get_url};

}  // namespace ocspan_tool
