#include "verbs/times.hpp"

#include <charconv>
#include <ctime>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace ocspan_tool {

using namespace ocspan;

namespace {

/// "2017-03-05T00:00:00Z" without its separators is a GeneralizedTime.
std::optional<Time> parse_rfc3339(const std::string& text) {
  const std::string_view form = "dddd-dd-ddTdd:dd:ddZ";
  std::vector<std::uint8_t> der{static_cast<std::uint8_t>(Tag::generalized_time), 15};
  bool has_form = text.size() == form.size();
  for (std::size_t i = 0; has_form && i < form.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    has_form = form[i] == 'd' ? is_digit : text[i] == form[i];
    if (form[i] == 'd' || form[i] == 'Z') {
      der.push_back(static_cast<std::uint8_t>(text[i]));
    }
  }
  Time time;
  ReadContext context{der};
  Reader reader{context};
  time.read(reader, Field::none);
  return has_form && !context.error() ? std::optional{time} : std::nullopt;
}

/// All of the text as a number.
std::optional<std::int64_t> parse_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

}  // namespace

Time parse_time(const std::string& option, const std::string& text) {
  if (text == "now") {
    return *Time::from_unix(std::time(nullptr));
  }
  std::optional<Time> time = parse_rfc3339(text);
  if (!time) {
    time = parse_rfc3339(text + "T00:00:00Z");
  }
  if (const std::optional<std::int64_t> seconds = parse_number(text); !time && seconds) {
    const Result<Time> from_unix = Time::from_unix(*seconds);
    time = from_unix ? std::optional{*from_unix} : std::nullopt;
  }
  if (!time) {
    throw std::invalid_argument(option + " " + text +
                                ": not a time such as 2017-03-05T00:00:00Z, 2017-03-05, 1488672000 or now");
  }
  return *time;
}

std::int64_t parse_duration(const std::string& option, const std::string& text) {
  const std::string_view units = "smhd";
  const std::int64_t seconds_of[] = {1, 60, 3600, 86'400};
  const std::size_t unit = text.empty() ? std::string_view::npos : units.find(text.back());
  const bool has_unit = unit != std::string_view::npos;
  const auto number = parse_number(std::string_view{text}.substr(0, text.size() - (has_unit ? 1 : 0)));
  if (!number || *number < 0 || *number > 1'000'000'000) {
    throw std::invalid_argument(option + " " + text + ": not a duration such as 90m, 6h, 2d or 3600");
  }
  return *number * (has_unit ? seconds_of[unit] : 1);
}

std::string text_of(const Time& time) {
  return *to_std_string([&](std::span<char> out) { return time.to_text(out); });
}

}  // namespace ocspan_tool
