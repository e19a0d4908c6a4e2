#include "verbs/help.hpp"

#include <ocspan/version.h>

#include <algorithm>
#include <iostream>
#include <set>

#include "output/json_text.hpp"
#include "verbs/verbs.hpp"

namespace ocspan_tool {
namespace {

/// ["--cert","--serial"]: what others an option excludes or needs.
void put_names(JsonWriter& json, const std::set<CLI::Option*>& options) {
  std::vector<std::string> names;
  names.reserve(options.size());
  for (const CLI::Option* const option : options) {
    names.push_back(option->get_name());
  }
  std::ranges::sort(names);  // the set is sorted by address
  json.list(names, [&](const std::string& name) { json.string(name); });
}

void put_option(JsonWriter& json, const CLI::Option& option) {
  json.object([&] {
    json.field("names", [&] {
      json.array([&] {
        for (const std::string& name : option.get_snames()) {
          json.element(std::string_view{"-" + name});
        }
        for (const std::string& name : option.get_lnames()) {
          json.element(std::string_view{"--" + name});
        }
        if (option.get_positional()) {
          json.element(std::string_view{option.get_name(true)});
        }
      });
    });
    json.field("isArgument", option.get_positional());
    json.field("takesValue", option.get_items_expected_max() > 0);
    json.field("needsValue", option.get_items_expected_min() > 0);
    json.field("value", std::string_view{option.get_type_name()});
    json.field("isList", option.get_items_expected_max() == CLI::detail::expected_max_vector_size);
    json.field("isRequired", option.get_required());
    json.field("description", std::string_view{option.get_description()});
    json.field("excludes", [&] { put_names(json, option.get_excludes()); });
    json.field("needs", [&] { put_names(json, option.get_needs()); });
  });
}

void put_options(JsonWriter& json, const CLI::App& app) {
  json.field("options",
             [&] { json.list(app.get_options(), [&](const CLI::Option* option) { put_option(json, *option); }); });
}

void put_verb(JsonWriter& json, const Verb& verb, const CLI::App& app) {
  const VerbHelp& help = verb.help();
  json.object([&] {
    json.field("name", std::string_view{verb.name()});
    json.field("description", std::string_view{verb.description()});
    json.field("notes", help.notes);
    put_options(json, app);
    json.field("examples", [&] {
      json.list(help.examples, [&](const Example& example) {
        json.object([&] {
          json.field("what", example.what);
          json.field("command", example.command);
        });
      });
    });
    json.field("exitStatuses", [&] {
      json.list(help.exit_statuses, [&](const ExitMeaning& meaning) {
        json.object([&] {
          json.field("status", std::uint64_t{meaning.status});
          json.field("meaning", meaning.text);
        });
      });
    });
    json.field("exitNote", help.exit_note);
  });
}

}  // namespace

std::string footer_of(const VerbHelp& help) {
  std::string text;
  if (!help.notes.empty()) {
    text.append(help.notes) += '\n';
  }
  text += "Examples:\n";
  for (const Example& example : help.examples) {
    text.append("  # ").append(example.what).append("\n  ").append(example.command) += '\n';
  }
  text += "Exit status: ";
  for (const ExitMeaning& meaning : help.exit_statuses) {
    text.append(meaning.status == help.exit_statuses.front().status ? "" : ", ")
        .append(std::to_string(meaning.status))
        .append(" ")
        .append(meaning.text);
  }
  return text.append(help.exit_note.empty() ? "." : ". ").append(help.exit_note);
}

void describe_command(const CLI::App& app) {
  JsonText text;
  text.write([&](JsonWriter& json) {
    json.object([&] {
      json.field("version", std::string_view{OCSPAN_VERSION_STRING});
      json.field("description", std::string_view{app.get_description()});
      put_options(json, app);
      json.field("verbs", [&] {
        const std::vector<Verb> verbs = all_verbs();
        json.list(verbs, [&](const Verb& verb) { put_verb(json, verb, *app.get_subcommand(verb.name())); });
      });
    });
  });
  std::cout << text.view() << '\n';
}

}  // namespace ocspan_tool
