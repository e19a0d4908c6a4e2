#include "input/input.hpp"

#include <algorithm>
#include <utility>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

/// Text of no form.
constexpr Form plain_text{"text", true, nullptr, locate_same};

/// Whether this begins like a SEQUENCE rather than like text: 0x30 is the digit 0, but most lengths are no character.
bool is_like_der(std::string_view content) {
  return content.size() > 1 && content[0] == '\x30' && !is_text(content[1]);
}

}  // namespace

std::string Message::form() const {
  std::string names;
  for (const Step& step : std::span{steps}.first(step_count)) {
    names.append(names.empty() ? "" : ", ").append(step.form->name);
  }
  return names.empty() ? "DER" : names;
}

std::string Message::summary(std::size_t index, std::size_t count) const {
  const std::string text = form() + ", " + std::to_string(der.size()) + " bytes";
  return count == 1 ? text : text + ", " + std::to_string(index + 1) + " of " + std::to_string(count);
}

std::size_t Message::place_of(std::size_t offset) const {
  for (std::size_t i = step_count; i != 0; --i) {
    const Step& step = steps[i - 1];
    offset = step.at + step.form->locate(step.text, offset);
  }
  return offset;
}

bool Message::is_plain() const {
  return step_count == 0 || (step_count == 1 && (steps[0].form == &hexadecimal || steps[0].form == &base64));
}

bool Message::is_text() const { return step_count != 0 && steps[0].form->is_text; }

bool Message::has(const Form& form) const {
  const auto done = std::span{steps}.first(step_count);
  return std::any_of(done.begin(), done.end(), [&](const Step& step) { return step.form == &form; });
}

HttpHeader Message::http_request() const {
  for (const Step& step : std::span{steps}.first(step_count)) {
    const std::string_view before{step.text.data() - step.at, step.at};
    if (step.form == &ocspan_tool::http_request) {
      return {before};
    }
    if (step.form == &get_url && before.starts_with("GET ")) {
      return {{before.data(), before.size() + step.text.size()}};
    }
  }
  return {};
}

HttpHeader Message::http_response() const {
  HttpHeader header;
  for (const Step& step : std::span{steps}.first(step_count)) {
    if (step.form == &ocspan_tool::http_response) {
      const std::string_view before{step.text.data() - step.at, step.at};
      const std::size_t last = before.rfind("\nHTTP/");  // the one of the body
      const std::size_t begin =
          std::min(last == std::string_view::npos ? before.find("HTTP/") : last + 1, before.size());
      header = {before.substr(begin), &step == steps.data() ? begin : 0};
    }
  }
  return header;
}

/// For the time in which what a form gave is undone in its turn.
struct Input::Inside {
  Inside(Input& of_input, const Form& form, std::string_view text, std::span<std::uint8_t> bytes)
      : input(of_input), outside(input.outside_), outside_bytes(input.outside_bytes_) {
    Message& steps = input.steps_;
    steps.steps[steps.step_count++] = {&form, text, static_cast<std::size_t>(text.data() - outside.data())};
    input.outside_ = text_of(bytes);
    input.outside_bytes_ = bytes;
  }
  ~Inside() {
    --input.steps_.step_count;
    input.outside_ = outside;
    input.outside_bytes_ = outside_bytes;
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

  Input& input;
  std::string_view outside;
  std::span<std::uint8_t> outside_bytes;
};

void Input::decode(std::string_view content, std::span<const std::string_view> labels) {
  outside_ = content;
  outside_bytes_ = {};
  steps_ = {};
  labels_ = labels;
  messages_.clear();
  used_ = 0;
  recognise();
}

void Input::unwrap(const std::function<bool(std::span<const std::uint8_t>)>& is_message) {
  for (Message& message : std::exchange(messages_, {})) {
    const bool may_be_packed =
        !message.der.empty() && message.step_count < Message::max_steps && !is_message(message.der);
    if (may_be_packed) {
      outside_ = text_of(message.der);
      outside_bytes_ = message.der;
      steps_ = message;
    }
    if (!may_be_packed || std::none_of(std::begin(packed_forms), std::end(packed_forms),
                                       [&](const Form* form) { return form->undo(outside_, *this); })) {
      messages_.push_back(std::move(message));
    }
  }
}

void Input::recognise() {
  std::string_view text = outside_;
  if (text.starts_with("\xef\xbb\xbf")) {  // a byte order mark
    text.remove_prefix(3);
  }
  while (!text.empty() && is_space(text.front()) && !text.starts_with("\n\r\r\n")) {  // with which PCAP-NG begins
    text.remove_prefix(1);
  }
  const bool is_binary = outside_.empty() || is_like_der(outside_);
  if (!is_binary && text.empty()) {
    return add_problem(plain_text, "nothing but white space");
  }
  if (!is_binary && std::any_of(std::begin(text_forms), std::end(text_forms),
                                [&](const Form* form) { return form->undo(text, *this); })) {
    return;
  }
  if (!is_binary && std::all_of(text.begin(), text.end(), is_text)) {
    return add_problem(plain_text,
                       "text that is neither PEM nor base64 nor hexadecimal, nor in any other form that is known");
  }
  add_message(nullptr, {}).der = bytes_of_part(outside_);
}

std::span<std::uint8_t> Input::new_bytes(std::size_t size) {
  if (used_ == memory_.size()) {
    memory_.emplace_back();
  }
  std::vector<std::uint8_t>& bytes = memory_[used_++];
  if (bytes.size() < size) {
    bytes.resize(size);
  }
  return std::span{bytes}.first(size);
}

std::size_t Input::place_of(std::string_view part) const {
  return steps_.place_of(static_cast<std::size_t>(part.data() - outside_.data()));
}

std::span<std::uint8_t> Input::bytes_of_part(std::string_view part) {
  if (!outside_bytes_.empty()) {
    return outside_bytes_.subspan(static_cast<std::size_t>(part.data() - outside_.data()), part.size());
  }
  const std::span<std::uint8_t> bytes = new_bytes(part.size());
  std::copy(part.begin(), part.end(), bytes.begin());
  return bytes;
}

Message& Input::add_message(const Form* form, std::string_view text) {
  Message& message = messages_.emplace_back(steps_);
  if (form != nullptr) {
    const std::size_t at = text.empty() ? 0 : static_cast<std::size_t>(text.data() - outside_.data());
    message.steps[message.step_count++] = {form, text, at};
  }
  return message;
}

void Input::add(const Form& form, std::string_view text, std::span<std::uint8_t> der) {
  add_message(&form, text).der = der;
}

void Input::add_decoded(const Form& form, std::string_view text, std::span<std::uint8_t> bytes) {
  const std::string_view start = text_of(bytes);
  const bool is_more = start.starts_with("HTTP/") || start.starts_with("POST /") || start.starts_with("-----BEGIN ");
  is_more ? add_any(form, text, bytes) : add(form, text, bytes);
}

void Input::add_any(const Form& form, std::string_view text, std::span<std::uint8_t> bytes) {
  if (steps_.step_count + 2 > Message::max_steps) {  // what is inside takes one more
    return add(form, text, bytes);
  }
  const Inside inside{*this, form, text, bytes};
  recognise();
}

void Input::add_packed(const Form& form, std::string_view text, const Form& inner) {
  const std::span<std::uint8_t> bytes = bytes_of_part(text);
  if (steps_.step_count + 2 <= Message::max_steps) {
    const Inside inside{*this, form, text, bytes};
    if (inner.undo(outside_, *this)) {
      return;
    }
  }
  add(form, text, bytes);
}

void Input::add_problem(const Form& form, std::string why) { add_message(&form, {}).problem = std::move(why); }

}  // namespace ocspan_tool
