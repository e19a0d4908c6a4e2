#include "verbs/options.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>

#include "output/document.hpp"

namespace ocspan_tool {
namespace {

using ocspan::Tolerance;

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

std::optional<std::int64_t> parse_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
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

}  // namespace ocspan_tool
