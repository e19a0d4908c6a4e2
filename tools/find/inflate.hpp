// Compressed streams in a file, and what they hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "find/window.hpp"

namespace ocspan_tool::find {

/// How a stream is framed.
enum class Framing : std::uint8_t { zlib, gzip, none };

/// A compressed stream that a file announces.
struct Announced {
  std::size_t begin = 0;  ///< from where the window stands
  Framing framing = Framing::none;
};

/// The stream that begins where the window stands: the data of a stream object of PDF, the content of a file in a ZIP
/// archive, or a gzip file; nullopt if none does. At least one byte must lie ahead.
std::optional<Announced> announced_stream(Window& window);

/// Whether streams can be decompressed at all: this is built with zlib.
bool can_inflate();

/// Decompresses a stream in a window. A short one can be read once more as it stands: what it takes up lies ahead in
/// the window until that is more than `kept` bytes.
class Inflater {
 public:
  Inflater(Window& window, const Announced& stream);
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Fills `out` with what comes next; 0 at the end of the stream, or where it is damaged.
  std::size_t read(std::span<std::uint8_t> out);
  /// Whether the end of the stream was reached, and its checksum was right.
  bool is_complete() const { return is_complete_; }
  /// Whether what it takes up still lies ahead in the window.
  bool is_kept() const { return is_kept_; }
  /// From where the window stands to where reading has ended.
  std::size_t position() const { return at_; }

  static constexpr std::size_t kept = 64 << 10;

 private:
  struct Zlib;
  std::unique_ptr<Zlib> zlib_;
  Window& window_;
  std::size_t at_;
  bool is_complete_ = false;
  bool is_damaged_ = false;
  bool is_kept_ = true;
};

}  // namespace ocspan_tool::find
