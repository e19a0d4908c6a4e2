// What a verb of the command is. Each has a file of its own; verbs.hpp lists them all.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace ocspan_tool {

/// How the command ends. Scripts rely on these numbers.
enum ExitStatus : std::uint8_t {
  fine = 0,
  malformed = 1,
  wrong_usage = 2,
  revoked = 3,
  unknown = 4,
  untrusted = 5,
  found = 6,
  expires_soon = 7,
  no_answer_now = 8,
};

/// A command line that a verb is shown with. The test `readme` runs it, beside the files that test/readme/world.py
/// makes.
struct Example {
  std::string_view what;
  std::string_view command;
};

/// What an exit status means to a verb.
struct ExitMeaning {
  ExitStatus status;
  std::string_view text;
};

/// What --help and the manual say of a verb behind its options. Texts are string literals.
struct VerbHelp {
  std::vector<Example> examples;
  std::vector<ExitMeaning> exit_statuses = {
      {fine, "fine"}, {malformed, "the input is malformed"}, {wrong_usage, "wrong usage or an unreadable file"}};
  std::string_view exit_note = {};  ///< a sentence about them
  std::string_view notes = {};      ///< about the verb
};

class Verb {
 public:
  /// Does the verb's work and returns the exit status. Throws BadFile for a file that is unreadable or malformed, and
  /// any other std::exception for options that make no sense: both are reported by main().
  using Action = std::function<int()>;

  /// `add_options` declares the verb's options on its subcommand; `run` does its work with their values. What --help
  /// and the manual say comes from `description`, `help` and what add_options() declares.
  template <class Options>
  Verb(std::string name, std::string description, void (*add_options)(CLI::App&, Options&), int (*run)(const Options&),
       VerbHelp help)
      : name_(std::move(name)),
        description_(std::move(description)),
        help_(std::move(help)),
        prepare_([add_options, run](CLI::App& app) {
          const auto options = std::make_shared<Options>();
          add_options(app, *options);
          return [options, run] { return run(*options); };
        }) {}

  const std::string& name() const { return name_; }
  const std::string& description() const { return description_; }
  const VerbHelp& help() const { return help_; }

  /// Declares the options on `app`. The action that is returned runs the verb, and may be called once `app` has parsed
  /// the command line.
  Action prepare(CLI::App& app) const { return prepare_(app); }

 private:
  std::string name_;
  std::string description_;
  VerbHelp help_;
  std::function<Action(CLI::App&)> prepare_;
};

}  // namespace ocspan_tool
