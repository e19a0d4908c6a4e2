#include "find/window.hpp"

#include <algorithm>
#include <cstring>

namespace ocspan_tool::find {

bool Window::fill(std::size_t size) {
  while (end_ - begin_ < size && !is_at_end_) {
    make_room(size);
    const std::size_t count = source_(std::span{memory_}.subspan(end_, memory_.size() - margin - end_));
    end_ += count;
    is_at_end_ = count == 0;
  }
  return end_ - begin_ >= size;
}

/// Moves what lies ahead to the beginning only if at least half as much has been passed over, and takes more memory
/// otherwise: so the work stays in proportion to the input, whatever is asked for.
void Window::make_room(std::size_t size) {
  const std::size_t room = memory_.size() - margin;
  if (begin_ + size <= room && end_ < room) {
    return;
  }
  const std::size_t left = end_ - begin_;
  if (room < size + size / 2) {
    std::vector<std::uint8_t> larger(2 * size + margin);
    std::copy_n(memory_.data() + begin_, left, larger.data());
    memory_.swap(larger);
  } else {
    std::memmove(memory_.data(), memory_.data() + begin_, left);
  }
  begin_ = 0;
  end_ = left;
}

}  // namespace ocspan_tool::find
