// Options that several verbs have.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/file.hpp"
#include "verbs/verb.hpp"

namespace ocspan_tool {

/// What --help says about a file with a message.
inline constexpr std::string_view input_forms =
    "DER, PEM, base64, hexadecimal, a dump, a GET URL, an HTTP message and more; - is standard input";

/// What --help says of the exit statuses of verbs that give a verdict on certificates.
std::vector<ExitMeaning> verdict_meanings(std::string_view of_malformed);
inline constexpr std::string_view worst_counts = "Of several certificates, that of the worst.";

/// "sha1|sha256": the name of an option's value that is one of these.
template <class Names, class NameOf>
std::string alternatives(const Names& names, NameOf name_of) {
  std::string text;
  for (const auto& name : names) {
    text.append(text.empty() ? "" : "|").append(name_of(name));
  }
  return text;
}

/// --json: one JSON document in place of text. Where a verb has it, main() prints errors as JSON, too.
void add_json(CLI::App& app, bool& json);

/// --max-size N: how large a file or line may be.
void add_max_size(CLI::App& app, std::uint64_t& max_size);

/// --tolerate NAME,...: the deviations that are let pass. Parsing throws std::invalid_argument for an unknown name.
void add_tolerate(CLI::App& app, ocspan::Tolerance& tolerance);

/// Prints on standard error what is wrong with a file, and returns the exit status.
int report(const BadFile& bad, bool json);

}  // namespace ocspan_tool
