#include "ocspan/x509/pem.hpp"

#include "ocspan/asn1/text.hpp"
#include "ocspan/limits.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

inline constexpr std::string_view pem_begin = "-----BEGIN "_sv;
inline constexpr std::string_view pem_end = "-----END "_sv;
inline constexpr std::string_view pem_dashes = "-----"_sv;

constexpr bool is_line_end(char c) { return c == '\n' || c == '\r'; }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || is_line_end(c); }

/// The value of a base64 digit; 64 for any other character.
constexpr unsigned base64_value(char c) {
  if (c >= 'A' && c <= 'Z') {
    return static_cast<unsigned>(c - 'A');
  }
  if (c >= 'a' && c <= 'z') {
    return static_cast<unsigned>(c - 'a') + 26;
  }
  if (c >= '0' && c <= '9') {
    return static_cast<unsigned>(c - '0') + 52;
  }
  return c == '+' ? 62 : c == '/' ? 63 : 64;
}

/// std::string_view::substr can throw, which needs code that firmware does not have.
constexpr std::string_view part_of(std::string_view text, std::size_t begin, std::size_t end) {
  return {text.data() + begin, end - begin};
}

constexpr Error error_in_text(ErrorCode code, std::size_t at) {
  return {code, Field::none, static_cast<std::uint32_t>(at)};
}

}  // namespace detail

OCSPAN_FN Result<std::optional<PemBlock>> PemReader::next() {
  if (text_.size() > max_input_size) {
    return Error{ErrorCode::input_too_long};
  }
  std::optional<PemBlock> block;
  std::size_t begin = 0;  // of the BEGIN line
  while (pos_ < text_.size()) {
    const std::size_t line_begin = pos_;
    while (pos_ < text_.size() && !detail::is_line_end(text_[pos_])) {
      ++pos_;
    }
    std::string_view line = detail::part_of(text_, line_begin, pos_);
    if (pos_ + 1 < text_.size() && text_[pos_] == '\r' && text_[pos_ + 1] == '\n') {
      ++pos_;
    }
    if (pos_ < text_.size()) {
      ++pos_;
    }
    while (!line.empty() && detail::is_space(line.back())) {
      line.remove_suffix(1);
    }
    if (!line.ends_with(detail::pem_dashes)) {
      continue;
    }
    line.remove_suffix(detail::pem_dashes.size());
    if (line.starts_with(detail::pem_begin)) {
      if (block) {
        break;
      }
      begin = line_begin;
      block = {detail::part_of(line, detail::pem_begin.size(), line.size()), {}, pos_};
    } else if (block && line.starts_with(detail::pem_end)) {
      if (detail::part_of(line, detail::pem_end.size(), line.size()) != block->label) {
        break;
      }
      block->base64 = detail::part_of(text_, block->offset, line_begin);
      return block;
    }
  }
  if (block) {
    pos_ = text_.size();
    return detail::error_in_text(ErrorCode::bad_pem, begin);
  }
  return block;
}

OCSPAN_FN Result<Bytes> decode_base64(std::string_view text, std::span<std::uint8_t> out) {
  if (text.size() > max_input_size) {
    return Error{ErrorCode::input_too_long};
  }
  std::size_t size = 0;
  std::uint32_t group = 0;  // the digits since the last whole group of four
  unsigned digits = 0;
  unsigned padding = 0;
  std::size_t last = 0;  // where the last digit is
  const auto put = [&](std::uint32_t byte) {
    if (size < out.size()) {
      out[size] = static_cast<std::uint8_t>(byte);
    }
    ++size;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (detail::is_space(text[i])) {
      continue;
    }
    const unsigned value = detail::base64_value(text[i]);
    if (text[i] == '=' && digits + padding >= 2 && digits + padding < 4) {
      ++padding;
      continue;
    }
    if (value == 64 || padding != 0) {
      return detail::error_in_text(ErrorCode::bad_base64, i);
    }
    last = i;
    group = group << 6 | value;
    if (++digits == 4) {
      put(group >> 16 & 0xff);
      put(group >> 8 & 0xff);
      put(group & 0xff);
      group = 0;
      digits = 0;
    }
  }
  if (digits == 1 || (digits != 0 && digits + padding != 4)) {
    return detail::error_in_text(ErrorCode::bad_base64, text.size());
  }
  if (digits == 2) {
    put(group >> 4);
  } else if (digits == 3) {
    put(group >> 10);
    put(group >> 2 & 0xff);
  }
  if ((digits == 2 && (group & 0xf) != 0) || (digits == 3 && (group & 3) != 0)) {
    return detail::error_in_text(ErrorCode::bad_base64, last);
  }
  if (size > out.size()) {
    return detail::error_in_text(ErrorCode::no_space, size);
  }
  return Bytes{out.first(size)};
}

OCSPAN_FN Result<Certificate> load_pem_x509_certificate(std::string_view pem, std::span<std::uint8_t> buffer,
                                                        Tolerance tolerance) {
  PemReader reader{pem};
  while (true) {
    const Result<std::optional<PemBlock>> block = reader.next();
    if (!block) {
      return block.error();
    }
    if (!*block) {
      return detail::error_in_text(ErrorCode::no_pem_block, pem.size());
    }
    if ((*block)->label != "CERTIFICATE"_sv) {
      continue;
    }
    const Result<Bytes> der = decode_base64((*block)->base64, buffer);
    if (!der) {
      Error error = der.error();
      if (error.code == ErrorCode::bad_base64) {
        error.offset += static_cast<std::uint32_t>((*block)->offset);
      }
      return error;
    }
    return load_der_x509_certificate(*der, tolerance);
  }
}

}  // namespace ocspan::inline OCSPAN_ABI
