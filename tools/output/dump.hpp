// Every value of a message, for the verb dump and for JavaScript: no heap, nothing of the hosted standard library.
#pragma once

#include <cstdint>
#include <ocspan/ocspan.hpp>
#include <span>
#include <string_view>

#include "output/json_writer.hpp"

namespace ocspan_tool {

/// A line of a dump: a value, or bytes that are none, behind an error.
struct DumpLine {
  ocspan::Event event;
  ocspan::Bytes contents;
  const ocspan::Trace* enclosing = nullptr;  ///< null behind an error, where no field is known
  bool is_raw = false;                       ///< no value: there is no header
  std::string_view form = {};                ///< of the input, in the first line; empty if it is DER, or not known
};

// Texts of a line, each a function like the library's that writes into a buffer.

/// "tbsResponseData.responses[0].certID", as event_path(); empty behind an error.
ocspan::Result<std::string_view> path_text(const DumpLine& line, std::span<char> out);
/// "SEQUENCE", "[0]"; empty for what is no value.
ocspan::Result<std::string_view> tag_text(const DumpLine& line, std::span<char> out);
/// The value in words: a name, a time, a number, the beginning of the bytes; empty for a value that others are in, if
/// it is no Name, and for one without contents.
ocspan::Result<std::string_view> value_text(const DumpLine& line, std::span<char> out);

/// {"offset","header","length","depth","field","path","tag","value"}, and "form" in front if there is one
void put(JsonWriter& json, const DumpLine& line);

/// The error of a dump, with the path of its field and what was expected and found there.
struct DumpError {
  ocspan::Field message;
  ocspan::Bytes der;
  ocspan::Tolerance tolerance;
  ocspan::Error error;
};

ocspan::Result<std::string_view> path_text(const DumpError& error, std::span<char> out);
ocspan::Result<std::string_view> explanation_text(const DumpError& error, std::span<char> out);

/// {"error":{"code","offset","field","message"}}
void put(JsonWriter& json, const DumpError& error);

/// Takes what is dumped, in order.
class DumpSink {
 public:
  virtual void take(const DumpLine& line) = 0;
  virtual void take(const DumpError& error) = 0;

 protected:
  ~DumpSink() = default;
};

/// Dumps `der` as the message whose Field this is, such as Field::ocsp_response. If it is malformed, the error comes
/// after what was read before it, and then the rest as plain values, and as bytes where there are none. Returns the
/// error.
ocspan::Error dump(ocspan::Field message, ocspan::Bytes der, ocspan::Tolerance tolerance, DumpSink& sink);

}  // namespace ocspan_tool
