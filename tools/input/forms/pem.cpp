// PEM with any text around it.
#include <algorithm>
#include <ocspan/ocspan.hpp>

#include "input/forms/form.hpp"

namespace ocspan_tool {
namespace {

/// Labels of blocks in which messages may be packed.
constexpr std::string_view labels_of_packed[] = {"CMS", "PKCS7"};

void add_block(const ocspan::PemBlock& block, Input& input) {
  std::span<std::uint8_t> bytes = input.new_bytes(block.base64.size());
  const ocspan::Result<ocspan::Bytes> der = ocspan::decode_base64(block.base64, bytes);
  if (!der) {
    return input.add_problem(pem, "PEM that is damaged at character " +
                                      std::to_string(input.place_of(block.base64.substr(der.error().offset))));
  }
  input.add(pem, block.base64, bytes.first((*der).size()));
}

bool has_label(std::span<const std::string_view> labels, const ocspan::PemBlock& block) {
  return std::find(labels.begin(), labels.end(), block.label) != labels.end();
}

/// Adds the blocks with one of the labels, up to one that is damaged; and the other labels to `others`.
bool add_blocks(std::string_view content, std::span<const std::string_view> labels, std::string& others, Input& input) {
  ocspan::PemReader reader{content};
  bool is_added = false;
  while (true) {
    const ocspan::Result<std::optional<ocspan::PemBlock>> block = reader.next();
    if (!block) {
      input.add_problem(pem, "a PEM block without its END line");
      return true;
    }
    if (!*block) {
      return is_added;
    }
    const std::string_view label = (*block)->label;
    if (has_label(labels, **block)) {
      add_block(**block, input);
      is_added = true;
    } else if (others.size() < 200 && std::all_of(label.begin(), label.end(), is_text)) {
      others += " " + std::string{label};
    }
  }
}

bool undo_pem(std::string_view content, Input& input) {
  if (content.find("-----BEGIN ") == std::string_view::npos) {
    return false;
  }
  std::string others;
  std::string none_of_them;
  if (!add_blocks(content, input.labels(), others, input) &&
      !add_blocks(content, labels_of_packed, none_of_them, input)) {
    input.add_problem(pem, "PEM without a block " + std::string{input.labels().front()} + "; it has" +
                               (others.empty() ? " others" : others));
  }
  return true;
}

}  // namespace

const Form pem{"PEM", true, undo_pem, locate_base64};

}  // namespace ocspan_tool
