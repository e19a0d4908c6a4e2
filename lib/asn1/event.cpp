#include "ocspan/asn1/event.hpp"

#include <array>

#include "ocspan/asn1/error_text.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN Result<std::string_view> event_path(const Event& event, const Trace& enclosing, std::span<char> out) {
  if (is_message(event.field)) {
    return std::string_view{};
  }
  return detail::write_path(enclosing, event.field, false, out);
}

namespace detail {

OCSPAN_FN void Walker::take_value(Observer& self, Tag tag, Field field, const Reader& next) {
  auto& walker = static_cast<Walker&>(self);
  if (walker.unheard_ == 0) {
    walker.look_into_last();
    if (field != Field::none) {
      walker.pass_value(tag, field, next.remaining());
    }
  }
}

OCSPAN_FN void Walker::take_step(Observer& self, Step step, Field field) {
  auto& walker = static_cast<Walker&>(self);
  if (step == Step::enter) {
    walker.enter(field);
  } else if (step == Step::leave) {
    walker.leave();
  } else {  // of a list, which no value that was told of has inside
    walker.look_into_last();
    walker.trace_.begin_element();
  }
}

/// By the Reader's own rules, so nothing is told of a value that it is going to refuse.
OCSPAN_FN void Walker::pass_value(Tag tag, Field field, Bytes rest) {
  ReadContext context{rest};
  Reader reader{context};
  const Bytes contents = tag == Tag{} ? reader.any(field) : reader.contents(tag, field);
  if (context.error()) {
    return;
  }
  is_open_ = true;
  is_childless_ = false;
  if (contents_.data() == contents.data()) {
    return;  // the value as a whole is embedded, and was told of
  }
  contents_ = contents;
  last_ = event_of(rest.data(), contents);
  last_.field = field;
  if (const std::uint32_t elements = trace_.elements(); elements != 0) {
    last_.index = elements - 1;
  }
  sink_->take(last_, trace_);
}

OCSPAN_FN Event Walker::event_of(const std::uint8_t* begin, Bytes contents) const {
  Event event;
  event.tag = static_cast<Tag>(*begin);
  event.depth = static_cast<std::uint16_t>(trace_.level());
  event.offset = static_cast<std::uint32_t>(begin - input_.data());
  event.header = static_cast<std::uint32_t>(contents.data() - begin);
  event.length = static_cast<std::uint32_t>(contents.size());
  return event;
}

OCSPAN_FN void Walker::enter(Field field) {
  if (unheard_ != 0) {
    ++unheard_;
    return;
  }
  is_open_ = false;
  if (embed_ != nullptr && embed_(*this)) {
    unheard_ = 1;
    return;
  }
  is_childless_ = true;
  trace_.enter(field);
}

OCSPAN_FN void Walker::leave() {
  if (unheard_ != 0) {
    --unheard_;
    return;
  }
  look_into_last();
  if (is_childless_ && is_constructed(last_.tag)) {  // its contents were skipped
    walk_entered();
  }
  is_childless_ = false;
  trace_.leave();
}

OCSPAN_FN void Walker::look_into_last() {
  if (is_open_) {
    is_open_ = false;
    if ((embed_ == nullptr || !embed_(*this)) && is_constructed(last_.tag)) {
      walk_values();
    }
  }
}

OCSPAN_FN void Walker::walk_values() {
  trace_.enter(last_.field);
  walk_entered();
  trace_.leave();
}

OCSPAN_FN void Walker::walk_entered() {
  if (walk_values(contents_, false)) {
    (void)walk_values(contents_, true);
  }
}

/// Goes through the values and those inside them, and returns whether all are DER.
OCSPAN_FN bool Walker::walk_values(Bytes values, bool tells) {
  std::array<const std::uint8_t*, max_nested> ends{values.data() + values.size()};
  std::size_t depth = 1;
  const std::uint8_t* at = values.data();
  while (depth != 0) {
    if (at == ends[depth - 1]) {
      --depth;
      continue;
    }
    ReadContext context{Bytes{at, ends[depth - 1]}};
    Reader reader{context};
    const Bytes contents = reader.any(Field::none);
    if (context.error()) {
      return false;
    }
    if (tells) {
      Event event = event_of(at, contents);
      event.depth = static_cast<std::uint16_t>(event.depth + depth - 1);
      sink_->take(event, trace_);
    }
    const bool enters = is_constructed(static_cast<Tag>(*at)) && depth < max_nested;
    at = contents.data();
    if (enters) {
      ends[depth++] = at + contents.size();
    } else {
      at += contents.size();
    }
  }
  return true;
}

}  // namespace detail
}  // namespace ocspan::inline OCSPAN_ABI
