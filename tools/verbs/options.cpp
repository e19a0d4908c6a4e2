#include "verbs/options.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "output/document.hpp"
#include "verbs/verb.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

Tolerance parse_name(std::string_view name) {
  if (name == "all") {
    return Tolerance::all;
  }
  const auto* const found = std::find_if(std::begin(tolerance_names), std::end(tolerance_names),
                                         [&](const ToleranceName& one) { return one.name == name; });
  if (found == std::end(tolerance_names)) {
    throw std::invalid_argument{"no such tolerance: " + std::string{name}};
  }
  return found->flag;
}

Tolerance parse_names(std::string_view names) {
  Tolerance flags = Tolerance::none;
  while (true) {
    const std::size_t comma = names.find(',');
    flags |= parse_name(names.substr(0, comma));
    if (comma == std::string_view::npos) {
      return flags;
    }
    names.remove_prefix(comma + 1);
  }
}

}  // namespace

int report(const BadFile& bad, bool json) {
  for (const Failure& failure : bad.failures) {
    std::cerr << (json ? failure.to_json() : printable(failure.to_line(bad.path))) << '\n';
  }
  return bad.failures.front().is_unreadable() ? wrong_usage : malformed;
}

// Without its separators it is a GeneralizedTime.
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

std::optional<std::int64_t> parse_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

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

void add_json(CLI::App& app, bool& json) { app.add_flag("--json", json, "print one JSON document"); }

void add_max_size(CLI::App& app, std::uint64_t& max_size) {
  app.add_option("--max-size", max_size, "how many bytes a file or line may have: 1000000, 64MiB (which it is without)")
      ->transform(CLI::AsSizeValue{false});
}

void add_tolerate(CLI::App& app, Tolerance& tolerance) {
  std::string description = "deviations to let pass, separated by commas: ";
  for (const ToleranceName& one : tolerance_names) {
    description += std::string{one.name} + ", ";
  }
  const auto parse = [&tolerance](const std::string& names) {
    tolerance = names.empty() ? Tolerance::none : parse_names(names);
  };
  app.add_option_function<std::string>("--tolerate", parse, description + "all");
}

}  // namespace ocspan_tool
