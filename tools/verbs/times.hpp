// Times and durations from the command line.
#pragma once

#include <cstdint>
#include <ocspan/ocspan.hpp>
#include <string>

namespace ocspan_tool {

/// "2017-03-05T00:00:00Z", "2017-03-05", seconds since 1970, or "now". Throws std::invalid_argument, with the name of
/// the option, for any other text.
ocspan::Time parse_time(const std::string& option, const std::string& text);

/// "90m", "6h", "2d" or seconds, as seconds. Throws std::invalid_argument for any other text.
std::int64_t parse_duration(const std::string& option, const std::string& text);

/// "2017-03-05T00:00:00Z"
std::string text_of(const ocspan::Time& time);

}  // namespace ocspan_tool
