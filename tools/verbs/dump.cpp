// The verb dump: every value of a message, byte by byte.
#include "output/dump.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <ocspan/ocspan.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "input/any_message.hpp"
#include "input/message.hpp"
#include "output/json_text.hpp"
#include "verbs/options.hpp"
#include "verbs/verbs.hpp"

namespace ocspan_tool {
namespace {

using namespace ocspan;

struct DumpOptions {
  std::string path;
  std::string type;
  ReadingOptions reading;
  std::size_t width = 0;  ///< 0 is that of the terminal, or none
  bool json = false;
};

void add_dump_options(CLI::App& app, DumpOptions& options) {
  app.add_option("FILE", options.path, std::string{input_forms})->type_name("")->required();
  add_json(app, options.json);
  app.get_option("--json")->description("one JSON object on each line in place of text");
  app.add_option("--type", options.type, "what FILE is; without it, what it can be read as the farthest")
      ->type_name(alternatives(message_types, [](const MessageType* type) { return type->name; }));
  add_tolerate(app, options.reading.tolerance);
  add_max_size(app, options.reading.max_size);
  app.add_option("--width", options.width, "how many characters a line may have; without it, those of the terminal")
      ->type_name("NUMBER");
}

class JsonLines final : public DumpSink {
 public:
  /// Of an input in this form; empty for DER.
  explicit JsonLines(std::string form) : form_(std::move(form)) {}

  void take(const DumpLine& line) override {
    DumpLine with_form = line;
    with_form.form = form_;
    print(with_form);
    form_.clear();
  }
  void take(const DumpError& error) override { print(error); }

 private:
  template <class Line>
  void print(const Line& line) {
    text_.write([&](JsonWriter& json) { put(json, line); });
    std::cout << text_.view() << '\n';
  }

  std::string form_;  // until it is said
  JsonText text_;
};

/// Lines for people, with colours if `coloured`, and at most `width` characters if that is not 0.
class TextLines final : public DumpSink {
 public:
  TextLines(std::size_t size, std::size_t width, bool coloured)
      : digits_(std::to_string(size).size()), width_(width), coloured_(coloured) {}

  void say_input(const std::string& summary) { print({{"Input: " + summary, ""}}, width_); }

  void take(const DumpLine& line) override {
    const std::string offset = std::to_string(line.event.offset);
    std::string sizes = std::to_string(line.event.header) + "+" + std::to_string(line.event.length);
    sizes.resize(std::max(sizes.size(), digits_ + 2), ' ');
    const std::string before = std::string(digits_ - std::min(digits_, offset.size()), ' ') + offset + "  " + sizes +
                               std::string(2 + std::size_t{line.event.depth} * 2, ' ');
    const std::string value = text_of([&](std::span<char> out) { return value_text(line, out); });
    const std::string after = value.empty() ? "" : " " + value;
    if (line.is_raw) {
      return print({{before, ""}, {"not DER", "31"}, {after, ""}}, width_);
    }
    const std::string name = name_of_field(line);
    const std::string tag = text_of([&](std::span<char> out) { return tag_text(line, out); });
    print({{before, ""}, {name, "1"}, {(name.empty() ? "" : " ") + tag, "36"}, {after, ""}}, width_);
  }

  void take(const DumpError& error) override {
    print({{"error at byte " + std::to_string(error.error.offset) + ": " +
                text_of([&](std::span<char> out) { return path_text(error, out); }) + ": " +
                text_of([&](std::span<char> out) { return explanation_text(error, out); }) + " [" +
                std::string{to_string(error.error.code)} + "]",
            "31"}},
          0);
  }

 private:
  template <class Write>
  static std::string text_of(Write write) {
    return *to_std_string(write);
  }

  /// The last step of the path: "responses[0]"; of a message its own name.
  static std::string name_of_field(const DumpLine& line) {
    const std::string path = text_of([&](std::span<char> out) { return path_text(line, out); });
    const std::size_t dot = path.rfind('.');
    return line.event.field == Field::none ? ""
           : path.empty()                  ? std::string{to_string(line.event.field)}
           : dot == std::string::npos      ? path
                                           : path.substr(dot + 1);
  }

  struct Piece {
    std::string text;
    std::string_view colour;
  };

  static bool is_first_byte(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

  /// Prints a line. Of one with more characters than `width`, if that is not 0, the last three are dots.
  void print(const std::vector<Piece>& pieces, std::size_t width) const {
    std::size_t characters = 0;
    for (const Piece& piece : pieces) {
      characters += static_cast<std::size_t>(std::count_if(piece.text.begin(), piece.text.end(), is_first_byte));
    }
    const bool is_cut = width != 0 && characters > width;
    const std::size_t dots = is_cut ? std::min<std::size_t>(width, 3) : 0;
    std::size_t left = is_cut ? width - dots : characters;
    for (const auto& [text, colour] : pieces) {
      std::size_t end = 0;
      while (end < text.size() && (left != 0 || !is_first_byte(text[end]))) {
        left -= is_first_byte(text[end++]) ? 1U : 0U;
      }
      const std::string_view shown = std::string_view{text}.substr(0, end);
      if (coloured_ && !colour.empty() && !shown.empty()) {
        std::cout << "\x1b[" << colour << 'm' << shown << "\x1b[0m";
      } else {
        std::cout << shown;
      }
    }
    std::cout << std::string(dots, '.') << '\n';
  }

  std::size_t digits_;
  std::size_t width_;
  bool coloured_;
};

/// The characters of a line of the terminal; 0 if there is none.
std::size_t terminal_width() {
  winsize size{};
  return isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// On a terminal only, and not where the user wants none (no-color.org).
bool wants_colours() {
  const char* const none = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 && (none == nullptr || *none == '\0');
}

int run_dump(const DumpOptions& options) {
  const auto* const named = std::ranges::find(message_types, options.type, &MessageType::name);
  if (named == std::end(message_types) && !options.type.empty()) {
    throw std::invalid_argument{"--type is response, request, certificate or basic, not " + options.type};
  }
  const std::string content = read_content(options.path, options.reading.max_size);
  Input input;
  decode_messages(input, content, nullptr);
  ExitStatus status = fine;
  const std::vector<ocspan_tool::Message>& messages = input.messages();
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const ocspan_tool::Message& message = messages[i];
    if (!message.problem.empty()) {
      throw BadFile{options.path, {"not_der", 0, "", "not DER: " + message.problem}};
    }
    const Field field =
        (options.type.empty() ? likeliest_message_type(message.der, options.reading.tolerance) : **named).message;
    JsonLines json{message.step_count == 0 ? "" : message.form()};
    TextLines text{message.der.size(), options.width == 0 ? terminal_width() : options.width, wants_colours()};
    DumpSink& sink = options.json ? static_cast<DumpSink&>(json) : text;
    if (!options.json) {
      text.say_input(message.summary(i, messages.size()));
    }
    if (dump(field, message.der, options.reading.tolerance, sink)) {
      status = malformed;
    }
  }
  return status;
}

}  // namespace

Verb dump_verb() {
  return {"dump",
          "Show every value of a message, byte by byte",
          add_dump_options,
          run_dump,
          {.examples = {{"of a response, a request, a certificate", "ocspan dump response.der"},
                        {"a line of JSON for each value", "ocspan dump --json request.der"}}}};
}

}  // namespace ocspan_tool
