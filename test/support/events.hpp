// What must hold of the events of every input: that they cover it, are what a second decoder sees, and fit its error.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "naive_der.hpp"
#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/event.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/ocsp/walk.hpp"

namespace ocspan_test {

struct SeenEvent {
  ocspan::Event event;
  std::string path;
};

template <class Message>
ocspan::Error events_of(ocspan::Bytes input, ocspan::Tolerance tolerance, std::vector<SeenEvent>& events) {
  return ocspan::walk<Message>(input, tolerance, [&](const ocspan::Event& event, const ocspan::Trace& enclosing) {
    const auto path = ocspan::to_std_string([&](std::span<char> out) { return event_path(event, enclosing, out); });
    events.push_back({event, *path});
  });
}

/// A value by the naive decoder, and those inside it.
struct NaiveValue {
  std::size_t offset = 0;
  std::size_t header = 0;
  std::size_t length = 0;
  std::size_t depth = 0;
  std::uint8_t tag = 0;
  friend bool operator==(const NaiveValue&, const NaiveValue&) = default;
};

/// Whether the bytes are DER through and through.
inline bool is_naive_der(naive::Bytes bytes) {
  while (!bytes.empty()) {
    const naive::Verdict<naive::Tlv> tlv = naive::decode_tlv(bytes);
    if (tlv.broken != naive::Rule::none || (tlv.value.constructed && !is_naive_der(tlv.value.contents))) {
      return false;
    }
    bytes = bytes.subspan(tlv.at);
  }
  return true;
}

/// Appends what the naive decoder sees from `begin` to `end`. It looks into what is constructed, if that is DER, and
/// into what `looks_into(offset)` says besides. Stops at what is no value.
template <class LooksInto>
void naive_walk(naive::Bytes input, std::size_t begin, std::size_t end, std::size_t depth, LooksInto looks_into,
                std::vector<NaiveValue>& values) {
  while (begin < end) {
    const naive::Verdict<naive::Tlv> tlv = naive::decode_tlv(input.subspan(begin, end - begin));
    if (tlv.broken != naive::Rule::none) {
      return;
    }
    const std::size_t header = tlv.value.contents_at;
    const std::size_t length = tlv.value.contents.size();
    values.push_back({begin, header, length, depth, input[begin]});
    if (looks_into(begin) || (tlv.value.constructed && is_naive_der(tlv.value.contents))) {
      naive_walk(input, begin + header, begin + header + length, depth + 1, looks_into, values);
    }
    begin += header + length;
  }
}

/// Whether `path` is `outer`, or that of an element or the field in it.
inline bool leads_to(std::string_view outer, std::string_view path, ocspan::Field field) {
  if (!path.starts_with(outer)) {
    return false;
  }
  path.remove_prefix(outer.size());
  while (path.starts_with('[')) {
    path.remove_prefix(path.find(']') + 1);
  }
  path.remove_prefix(path.starts_with('.') ? 1 : 0);
  return path.empty() || path == to_string(field);
}

/// What is not as it must be of the events of the input; empty if nothing is.
template <class Message>
std::string complaint_of_events(ocspan::Bytes input, ocspan::Tolerance tolerance) {
  std::vector<SeenEvent> seen;
  const ocspan::Error error = events_of<Message>(input, tolerance, seen);
  if (error != ocspan::load<Message>(input, tolerance).error()) {
    return "walking gives another error than loading";
  }
  const auto is_entered = [&](std::size_t i) {
    return (static_cast<unsigned>(seen[i].event.tag) & 0x20) != 0 || seen[i].event.field == ocspan::Field::response;
  };
  const auto has_children = [&](std::size_t i) {
    return i + 1 < seen.size() && seen[i + 1].event.depth > seen[i].event.depth;
  };

  // In order, without gaps, each inside the one that it says to be inside of.
  std::vector<std::size_t> ends;  // of the values that enclose what comes next
  std::size_t covered = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const ocspan::Event& event = seen[i].event;
    const auto at = " at " + std::to_string(event.offset);
    if (event.depth > ends.size() || event.offset != covered) {
      return "an event does not follow what was before" + at;
    }
    for (; ends.size() > event.depth; ends.pop_back()) {
      if (ends.back() != covered) {
        return "a value is not covered before" + at;
      }
    }
    covered += event.header;
    const std::size_t end = covered + event.length;
    if (end > (ends.empty() ? input.size() : ends.back())) {
      return "a value is longer than what encloses it" + at;
    }
    covered = has_children(i) ? covered : end;
    ends.push_back(end);
  }
  if (!error && (covered != input.size() ||
                 std::any_of(ends.begin() + 1, ends.end(), [&](std::size_t end) { return end > input.size(); }))) {
    return "not all is covered";
  }

  // Those of a naive decoder, up to where the message is refused.
  std::vector<NaiveValue> naive_values;
  const auto looks_into = [&](std::size_t offset) {
    const auto found =
        std::lower_bound(seen.begin(), seen.end(), offset,
                         [](const SeenEvent& each, std::size_t wanted) { return each.event.offset < wanted; });
    return found != seen.end() && found->event.offset == offset &&
           has_children(static_cast<std::size_t>(found - seen.begin()));
  };
  naive_walk(input, 0, input.size(), 0, looks_into, naive_values);
  if (naive_values.size() < seen.size() || (!error && naive_values.size() != seen.size())) {
    return "not as many events as a naive decoder sees values";
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const ocspan::Event& event = seen[i].event;
    const NaiveValue value{event.offset, event.header, event.length, event.depth, static_cast<std::uint8_t>(event.tag)};
    if (!(value == naive_values[i])) {
      return "a naive decoder sees another value at " + std::to_string(event.offset);
    }
  }

  // The path of the error is that of the value in which it is, or leads from there to the field that is wrong.
  if (!error) {
    return {};
  }
  const std::string path =
      *ocspan::to_std_string([&](std::span<char> out) { return ocspan::error_path<Message>(input, tolerance, out); });
  if (is_message(error.field)) {
    return path == to_string(error.field) ? "" : "the path of a message's error";
  }
  // What encloses the last value is not read to its end. What ends where the error is may or may not enclose it.
  std::size_t depth = SIZE_MAX;
  for (std::size_t i = seen.size(); i != 0 && depth != 0;) {
    const SeenEvent& each = seen[--i];
    if (each.event.depth >= depth) {
      continue;
    }
    depth = each.event.depth;
    const std::size_t end = std::size_t{each.event.offset} + each.event.header + each.event.length;
    if (error.offset < each.event.offset || error.offset > end) {
      continue;
    }
    const bool is_inside = error.offset >= each.event.offset + each.event.header && is_entered(i);
    if (is_inside ? leads_to(each.path, path, error.field) : path == each.path) {
      return {};
    }
    if (error.offset < end) {
      return "the path of an error, " + path + ", does not fit that of the event, " + each.path;
    }
  }
  return "an error where no value is: " + path;
}

}  // namespace ocspan_test
