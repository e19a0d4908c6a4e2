// The ocspan command: its verbs as subcommands, and what becomes of their errors.
#include <ocspan/version.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <new>
#include <span>
#include <stdexcept>
#include <string_view>

#include "input/message.hpp"
#include "output/field_path.hpp"
#include "verbs/help.hpp"
#include "verbs/options.hpp"
#include "verbs/verbs.hpp"

namespace ocspan_tool {
namespace {

/// Whether the verb on the command line has an option --json, and it was given.
bool wants_json(const CLI::App& app) {
  for (const CLI::App* const verb : app.get_subcommands()) {
    const CLI::Option* const json = verb->get_option_no_throw("--json");
    return json != nullptr && json->count() != 0;
  }
  return false;
}

/// An option that is given and empty is a mistake, such as a variable of a script that is not set: if it passed for one
/// that is not given, it would switch off what was asked for. Throws std::invalid_argument.
void refuse_empty_options(const CLI::App& app) {
  for (const CLI::App* const verb : app.get_subcommands()) {
    for (const CLI::Option* const option : verb->get_options()) {
      for (const std::string& value : option->results()) {
        if (value.empty()) {
          throw std::invalid_argument{option->get_name() + " is empty"};
        }
      }
    }
  }
}

/// The same for `--option=`, which need not be an option with an empty value to the parser. Throws
/// std::invalid_argument.
void refuse_empty_arguments(std::span<const char* const> arguments) {
  for (const std::string_view argument : arguments) {
    if (argument.starts_with("--") && argument.find('=') == argument.size() - 1) {
      throw std::invalid_argument{std::string{argument.substr(0, argument.size() - 1)} + " is empty"};
    }
  }
}

/// The exit status of `action`. What it throws is reported on standard error.
template <class Action>
int guarded(const CLI::App& app, Action action) {
  try {
    return action();
  } catch (const CLI::ParseError& error) {  // --help and --version as well
    return app.exit(error) == 0 ? fine : wrong_usage;
  } catch (const BadFile& error) {
    return report(error, wants_json(app));
  } catch (const AbsentField& error) {
    std::cerr << "ocspan: " << error.what() << '\n';
    return malformed;
  } catch (const std::bad_alloc&) {
    std::cerr << "ocspan: there is not enough memory\n";
    return wrong_usage;
  } catch (const std::exception& error) {
    std::cerr << "ocspan: " << printable(error.what()) << '\n';
    return wrong_usage;
  }
}

/// For those who give a file and no verb. Throws std::invalid_argument.
void refuse_missing_verb(int argc, const char* const* argv) {
  const std::string first = argc > 1 ? argv[1] : "-";
  const std::vector<Verb> verbs = all_verbs();
  const bool is_verb = std::any_of(verbs.begin(), verbs.end(), [&](const Verb& verb) { return verb.name() == first; });
  if (!first.starts_with('-') && !is_verb) {
    throw std::invalid_argument{first + " is no verb: ocspan response FILE shows a response; ocspan --help lists all"};
  }
}

int run_command(int argc, char** argv) {
  CLI::App app{"Reads, writes and verifies OCSP (RFC 6960) messages.", "ocspan"};
  app.set_version_flag("--version", OCSPAN_VERSION_STRING);
  app.require_subcommand(1);
  app.footer("ocspan VERB --help says more, and has examples.");
  Verb::Action action;
  for (const Verb& verb : all_verbs()) {
    CLI::App* const subcommand = app.add_subcommand(verb.name(), verb.description());
    subcommand->footer(footer_of(verb.help()));
    subcommand->callback([&action, of_verb = verb.prepare(*subcommand)] { action = of_verb; });
  }
  const int status = guarded(app, [&] {
    refuse_missing_verb(argc, argv);
    refuse_empty_arguments({argv, static_cast<std::size_t>(argc)});
    if (argc == 2 && std::string_view{argv[1]} == "--describe") {  // for tools/manual.py
      describe_command(app);
      return static_cast<int>(fine);
    }
    app.parse(argc, argv);
    refuse_empty_options(app);
    return action();
  });
  if (!std::cout.flush()) {
    std::cerr << "ocspan: cannot write to standard output\n";
    return wrong_usage;
  }
  return status;
}

}  // namespace
}  // namespace ocspan_tool

int main(int argc, char** argv) { return ocspan_tool::run_command(argc, argv); }
