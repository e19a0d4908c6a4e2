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

OCSPAN_FN bool Base64Decoder::put(char c, std::size_t at) {
  if (c == '=' && digits_ + padding_ >= 2 && digits_ + padding_ < 4) {
    ++padding_;
    return true;
  }
  const unsigned value = base64_value(c);
  if (value == 64 || padding_ != 0) {
    return false;
  }
  last_ = at;
  group_ = group_ << 6 | value;
  if (++digits_ == 4) {
    put_byte(group_ >> 16);
    put_byte(group_ >> 8);
    put_byte(group_);
    group_ = 0;
    digits_ = 0;
  }
  return true;
}

OCSPAN_FN void Base64Decoder::put_byte(std::uint32_t low_byte) {
  if (size_ < out_.size()) {
    out_[size_] = static_cast<std::uint8_t>(low_byte & 0xff);
  }
  ++size_;
}

OCSPAN_FN Result<Bytes> Base64Decoder::finish(std::size_t end) {
  if (digits_ == 1 || (digits_ != 0 && digits_ + padding_ != 4)) {
    return error_in_text(ErrorCode::bad_base64, end);
  }
  if ((digits_ == 2 && (group_ & 0xf) != 0) || (digits_ == 3 && (group_ & 3) != 0)) {
    return error_in_text(ErrorCode::bad_base64, last_);
  }
  if (digits_ == 2) {
    put_byte(group_ >> 4);
  } else if (digits_ == 3) {
    put_byte(group_ >> 10);
    put_byte(group_ >> 2);
  }
  if (size_ > out_.size()) {
    return error_in_text(ErrorCode::no_space, size_);
  }
  return Bytes{out_.first(size_)};
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
  detail::Base64Decoder decoder{out};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!detail::is_space(text[i]) && !decoder.put(text[i], i)) {
      return detail::error_in_text(ErrorCode::bad_base64, i);
    }
  }
  return decoder.finish(text.size());
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
