// What reading passes, value by value: for showing a message byte by byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/observer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/tag.hpp"
#include "ocspan/asn1/trace.hpp"
#include "ocspan/error.hpp"
#include "ocspan/tolerance.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A value that reading has passed. Events come in the order of the input, a value before those inside it. The header,
/// and the contents of what has no others inside, are all bytes of a message that is accepted, each once.
struct Event {
  static constexpr std::uint32_t no_index = 0xffffffff;  ///< of a value that is not an element of a list

  Field field = Field::none;       ///< of an EXPLICIT tag, the field in it; none where no type says what is there
  Tag tag{};                       ///< the first identifier octet
  std::uint16_t depth = 0;         ///< how many values it is inside of
  std::uint32_t index = no_index;  ///< of an element of a SEQUENCE OF or SET OF: which one, from 0; else no_index
  std::uint32_t offset = 0;        ///< of the identifier octet in the input
  std::uint32_t header = 0;        ///< how many identifier and length octets there are
  std::uint32_t length = 0;        ///< how many contents octets there are

  /// Whether all members are equal.
  friend constexpr bool operator==(const Event&, const Event&) = default;
};

/// Writes the path of an event's field, as error_path() writes that of an error: `enclosing` are the fields that it is
/// inside of. Empty for a message as a whole. Lifetime: that of `out`. Errors: no_space, with the needed size in
/// characters as its offset.
OCSPAN_FN Result<std::string_view> event_path(const Event& event, const Trace& enclosing, std::span<char> out);

namespace detail {

/// Where events go.
class EventSink {
 public:
  using Take = void(EventSink& self, const Event& event, const Trace& enclosing);

  constexpr void take(const Event& event, const Trace& enclosing) { take_(*this, event, enclosing); }

 protected:
  constexpr explicit EventSink(Take* function) : take_(function) {}

 private:
  Take* take_;
};

/// To a callable.
template <class Sink>
class EventSinkOf : public EventSink {
 public:
  constexpr explicit EventSinkOf(Sink& sink) : EventSink(&EventSinkOf::pass), sink_(&sink) {}

 private:
  static constexpr void pass(EventSink& self, const Event& event, const Trace& enclosing) {
    (*static_cast<EventSinkOf&>(self).sink_)(event, enclosing);
  }

  Sink* sink_;
};

/// Makes events of what the Readers of an input tell. What their types do not look into is an event for each value in
/// it, if it is constructed and holds DER.
class Walker : public Observer {
 public:
  /// Is asked for each value that the Readers do not look into, and for each that they enter: whether it has told the
  /// events inside of last().
  using Embed = bool(Walker& self);

  constexpr Walker(Bytes input, Tolerance tolerance, EventSink& sink, Embed* embed)
      : Observer(&Walker::take_value, &Walker::take_step),
        input_(input),
        sink_(&sink),
        embed_(embed),
        tolerance_(tolerance) {}

  constexpr const Event& last() const { return last_; }
  constexpr Bytes contents() const { return contents_; }

  /// Tells the events inside last(), if it is a T without an error. Returns whether it is.
  template <class T>
  OCSPAN_COLD constexpr bool walk_last(Embed* embed) {
    return walk_as<T>({contents_.data() - last_.header, contents_.data() + contents_.size()}, last_.field, embed);
  }

  /// Tells the events of the contents of last(), if they are a T without an error. Returns whether they are. Their
  /// fields are inside that of last() as if it were an EXPLICIT tag.
  template <class T>
  OCSPAN_COLD constexpr bool walk_contents() {
    trace_.enter(Field::none);
    const bool walked = walk_as<T>(contents_, T::field, nullptr);
    trace_.leave();
    return walked;
  }

  /// Tells the values inside last() if its contents are DER through and through.
  OCSPAN_FN void walk_values();

  /// Tells what is inside last(), if the Reader has not entered it. To be called when reading has ended, too.
  OCSPAN_FN void look_into_last();

 private:
  // How many values may be nested in one that no type looks into; what is deeper is not looked into.
  static constexpr std::size_t max_nested = 32;

  static constexpr bool is_constructed(Tag tag) { return (static_cast<std::uint8_t>(tag) & 0x20) != 0; }

  template <class T>
  constexpr bool walk_as(Bytes der, Field name, Embed* embed) {
    if (!load<T>(der, tolerance_)) {
      return false;
    }
    Embed* const outer = embed_;
    embed_ = embed;
    ReadContext context{der, tolerance_, this};
    Reader reader{context};
    T value;
    value.read(reader, name);
    look_into_last();
    embed_ = outer;
    return true;
  }

  OCSPAN_FN static void take_value(Observer& self, Tag tag, Field field, const Reader& next);
  OCSPAN_FN static void take_step(Observer& self, Step step, Field field);
  OCSPAN_FN void pass_value(Tag tag, Field field, Bytes rest);
  OCSPAN_FN void enter(Field field);
  OCSPAN_FN void leave();
  OCSPAN_FN void walk_entered();
  OCSPAN_FN bool walk_values(Bytes values, bool tells);
  OCSPAN_FN Event event_of(const std::uint8_t* begin, Bytes contents) const;

  Bytes input_;
  EventSink* sink_;
  Embed* embed_;
  Bytes contents_;
  Event last_{};
  std::size_t unheard_ = 0;    // how many values are entered that embed_ has told of
  bool is_open_ = false;       // whether the Reader may still enter last()
  bool is_childless_ = false;  // whether the Reader has entered last(), and read nothing since
  Tolerance tolerance_;
  Trace trace_;
};

}  // namespace detail
}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/asn1/event.cpp"
#endif
