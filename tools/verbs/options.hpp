// Options that several verbs have.
#pragma once

#include <CLI/CLI.hpp>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace ocspan_tool {

/// What --help says about a file with a message.
inline constexpr std::string_view input_forms =
    "DER, PEM, base64, hexadecimal, a dump, a GET URL, an HTTP message and more; - is standard input";

/// The hash functions of CertIDs that are written.
inline constexpr ocspan::HashAlgorithm request_hashes[] = {ocspan::HashAlgorithm::sha1, ocspan::HashAlgorithm::sha224,
                                                           ocspan::HashAlgorithm::sha256, ocspan::HashAlgorithm::sha384,
                                                           ocspan::HashAlgorithm::sha512};

/// --json: one JSON document in place of text. Where a verb has it, main() prints errors as JSON, too.
void add_json(CLI::App& app, bool& json);

/// --max-size N: how large a file or line may be.
void add_max_size(CLI::App& app, std::uint64_t& max_size);

/// --tolerate NAME,...: the deviations that are let pass. Parsing throws std::invalid_argument for an unknown name.
void add_tolerate(CLI::App& app, ocspan::Tolerance& tolerance);

/// All of the text as a number; nullopt if it is none.
std::optional<std::int64_t> parse_number(std::string_view text);

/// "90m", "6h", "2d" or seconds, as seconds. Throws std::invalid_argument for any other value of `option`.
std::int64_t parse_duration(const std::string& option, const std::string& text);

}  // namespace ocspan_tool
