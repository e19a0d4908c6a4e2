#include "verbs/options.hpp"

#include <algorithm>
#include <iostream>
#include <stdexcept>
#include <string>

#include "output/document.hpp"

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

std::vector<ExitMeaning> verdict_meanings(std::string_view of_malformed) {
  return {{fine, "good"},
          {malformed, of_malformed},
          {wrong_usage, "wrong usage or an unreadable file"},
          {revoked, "revoked"},
          {unknown, "unknown"},
          {untrusted, "untrusted"},
          {expires_soon, "expires too soon"},
          {no_answer_now, "no answer now"}};
}

void add_json(CLI::App& app, bool& json) { app.add_flag("--json", json, "print one JSON document"); }

void add_max_size(CLI::App& app, std::uint64_t& max_size) {
  app.add_option("--max-size", max_size, "how many bytes a file or line may have: 1000000, 64MiB (which it is without)")
      ->type_name("SIZE")
      ->transform(CLI::AsSizeValue{false}.description(""));
}

void add_tolerate(CLI::App& app, Tolerance& tolerance) {
  const auto parse = [&tolerance](const std::string& names) {
    tolerance = names.empty() ? Tolerance::none : parse_names(names);
  };
  app.add_option_function<std::string>("--tolerate", parse, "deviations to let pass, separated by commas")
      ->type_name(alternatives(tolerance_names, [](const ToleranceName& one) { return one.name; }) + "|all,...");
}

}  // namespace ocspan_tool
