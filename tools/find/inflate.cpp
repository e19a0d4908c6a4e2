#include "find/inflate.hpp"

#include <algorithm>
#include <string_view>

#if OCSPAN_TOOL_ZLIB
#include <zlib.h>
#endif

namespace ocspan_tool::find {
namespace {

std::string_view text_ahead(Window& window, std::size_t size) {
  window.fill(size);
  const ocspan::Bytes bytes = window.bytes();
  return {reinterpret_cast<const char*>(bytes.data()), std::min(bytes.size(), size)};
}

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// RFC 1950 2.2: deflate, a window of at most 32 KiB, no dictionary, and a check of these two bytes.
bool is_zlib_header(std::string_view text) {
  const unsigned method = byte_at(text, 0);
  const unsigned flags = byte_at(text, 1);
  return (method & 0x8fU) == 8 && (flags & 0x20U) == 0 && (method << 8 | flags) % 31 == 0;
}

}  // namespace

std::optional<Announced> announced_stream(Window& window) {
  constexpr std::string_view pdf = "stream";
  constexpr std::string_view zip = "PK\3\4";
  constexpr std::string_view gzip = "\x1f\x8b\x08";
  constexpr std::size_t zip_header = 30;
  if (const char first = static_cast<char>(window.bytes()[0]); first != gzip[0] && first != pdf[0] && first != zip[0]) {
    return std::nullopt;
  }
  const std::string_view text = text_ahead(window, zip_header);
  if (text.starts_with(gzip)) {
    return Announced{0, Framing::gzip};
  }
  if (text.starts_with(pdf)) {
    std::size_t at = pdf.size();
    at += at < text.size() && text[at] == '\r' ? 1U : 0U;
    if (at + 2 < text.size() && text[at] == '\n' && is_zlib_header(text.substr(at + 1))) {
      return Announced{at + 1, Framing::zlib};
    }
  }
  if (text.starts_with(zip) && text.size() == zip_header) {
    const bool is_encrypted = (byte_at(text, 6) & 1U) != 0;
    const unsigned method = byte_at(text, 8) | byte_at(text, 9) << 8;
    const std::size_t names =
        (byte_at(text, 26) | byte_at(text, 27) << 8) + (byte_at(text, 28) | byte_at(text, 29) << 8);
    if (!is_encrypted && method == 8) {
      return Announced{zip_header + names, Framing::none};
    }
  }
  return std::nullopt;
}

#if OCSPAN_TOOL_ZLIB

struct Inflater::Zlib {
  explicit Zlib(Framing framing) {
    constexpr int window_bits = 15;
    is_ready = inflateInit2(&stream, framing == Framing::none   ? -window_bits
                                     : framing == Framing::gzip ? window_bits + 16
                                                                : window_bits) == Z_OK;
  }
  ~Zlib() { inflateEnd(&stream); }
  Zlib(const Zlib&) = delete;
  Zlib& operator=(const Zlib&) = delete;

  z_stream stream{};
  bool is_ready;
};

bool can_inflate() { return true; }

std::size_t Inflater::read(std::span<std::uint8_t> out) {
  z_stream& stream = zlib_->stream;
  stream.next_out = out.data();
  stream.avail_out = static_cast<unsigned>(std::min<std::size_t>(out.size(), 1U << 30));
  const unsigned room = stream.avail_out;
  while (stream.avail_out == room && !is_complete_ && !is_damaged_) {
    if (!window_.fill(at_ + 1)) {
      is_damaged_ = true;  // cut off
      break;
    }
    if (at_ >= kept) {
      window_.advance(at_);
      at_ = 0;
      is_kept_ = false;
    }
    const ocspan::Bytes input = window_.bytes().subspan(at_);
    const auto size = static_cast<unsigned>(std::min<std::size_t>(input.size(), kept));
    stream.next_in = const_cast<std::uint8_t*>(input.data());  // zlib does not write there
    stream.avail_in = size;
    const int status = inflate(&stream, Z_NO_FLUSH);
    at_ += size - stream.avail_in;
    is_complete_ = status == Z_STREAM_END;
    is_damaged_ = !is_complete_ && status != Z_OK && status != Z_BUF_ERROR;
  }
  return room - stream.avail_out;
}

#else

struct Inflater::Zlib {
  explicit Zlib(Framing) {}
  static constexpr bool is_ready = false;
};

bool can_inflate() { return false; }

std::size_t Inflater::read(std::span<std::uint8_t>) { return 0; }

#endif

Inflater::Inflater(Window& window, const Announced& stream)
    : zlib_(std::make_unique<Zlib>(stream.framing)), window_(window), at_(stream.begin) {
  is_damaged_ = !zlib_->is_ready;
}

Inflater::~Inflater() = default;

}  // namespace ocspan_tool::find
