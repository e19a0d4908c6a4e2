// PEM: the blocks of a text, base64, and a certificate in the first block of that label.
#include "harness.hpp"
#include "writing.hpp"

namespace ocspan::fuzz::pem_harness {
namespace {

bool inside_text(std::string_view part, std::string_view text) {
  return inside(std::span<const char>{part}, std::span<const char>{text});
}

bool is_white_space(char c) { return std::string_view{" \t\n\v\f\r"}.find(c) != std::string_view::npos; }

/// Bytes or the error. Encoding them again gives the text: no other text has the same bytes, but for white space.
Result<std::vector<std::uint8_t>> check_base64(std::string_view text) {
  const Result<Bytes> asked = decode_base64(text, {});
  if (!asked && asked.error().code != ErrorCode::no_space) {
    OCSPAN_PROPERTY(asked.error().code == ErrorCode::bad_base64 && asked.error().offset <= text.size());
    return asked.error();
  }
  std::vector<std::uint8_t> buffer(asked ? 0 : asked.error().offset);
  const Result<Bytes> decoded = decode_base64(text, buffer);
  OCSPAN_PROPERTY(decoded && same_place(*decoded, buffer));
  if (!buffer.empty()) {
    std::vector<std::uint8_t> too_small(buffer.size() - 1);
    OCSPAN_PROPERTY(decode_base64(text, too_small).error() == asked.error());
  }
  std::string digits{text};
  std::erase_if(digits, is_white_space);
  OCSPAN_PROPERTY(encode_base64(buffer) == digits);
  return buffer;
}

/// All blocks of the text; returns the first CERTIFICATE among them. `ended_well`: not by an error.
std::optional<PemBlock> check_blocks(std::string_view text, bool& ended_well) {
  std::optional<PemBlock> certificate;
  PemReader reader{text};
  std::size_t end = 0;  // of the bytes of the block before
  while (true) {
    const Result<std::optional<PemBlock>> next = reader.next();
    ended_well = next.has_value();
    if (!next) {
      OCSPAN_PROPERTY(next.error().code == ErrorCode::bad_pem);
      OCSPAN_PROPERTY(next.error().offset >= end && next.error().offset < text.size());
      OCSPAN_PROPERTY(text.substr(next.error().offset).starts_with("-----BEGIN "));
      return certificate;
    }
    if (!*next) {
      OCSPAN_PROPERTY(reader.next() && !*reader.next());
      return certificate;
    }
    const PemBlock& block = **next;
    OCSPAN_PROPERTY(inside_text(block.label, text) && inside_text(block.base64, text));
    OCSPAN_PROPERTY(block.offset == static_cast<std::size_t>(block.base64.data() - text.data()));
    const auto label = static_cast<std::size_t>(block.label.data() - text.data());
    OCSPAN_PROPERTY(label >= end + 11 && text.substr(label - 11).starts_with("-----BEGIN "));
    OCSPAN_PROPERTY(block.offset >= label + block.label.size() + 5);
    end = block.offset + block.base64.size();
    OCSPAN_PROPERTY(text.substr(end).starts_with("-----END " + std::string{block.label} + "-----"));
    (void)check_base64(block.base64);
    if (!certificate && block.label == "CERTIFICATE") {
      certificate = block;
    }
  }
}

void check_certificate(std::string_view text, const std::optional<PemBlock>& block, bool ended_well,
                       Tolerance tolerance) {
  std::vector<std::uint8_t> buffer(text.size());
  const Result<Certificate> certificate = load_pem_x509_certificate(text, buffer, tolerance);
  if (!block) {
    OCSPAN_PROPERTY(certificate.error().code == (ended_well ? ErrorCode::no_pem_block : ErrorCode::bad_pem));
    OCSPAN_PROPERTY(certificate.error().offset <= text.size());
    return;
  }
  const Result<std::vector<std::uint8_t>> der = check_base64(block->base64);
  if (!der) {
    Error error = der.error();
    error.offset += static_cast<std::uint32_t>(block->offset);
    OCSPAN_PROPERTY(certificate.error() == error);
    return;
  }
  const std::size_t size = (*der).size();
  const Outcome outcome = load_outcome<Certificate>(*der, tolerance);
  OCSPAN_PROPERTY(outcome_of(certificate, Bytes{buffer}.first(size)) == outcome);

  std::vector<std::uint8_t> just_enough(size);
  OCSPAN_PROPERTY(outcome_of(load_pem_x509_certificate(text, just_enough, tolerance), just_enough) == outcome);
  if (size != 0) {
    std::vector<std::uint8_t> too_small(size - 1);
    const Error no_space{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(size)};
    OCSPAN_PROPERTY(load_pem_x509_certificate(text, too_small, tolerance).error() == no_space);
  }
}

}  // namespace
}  // namespace ocspan::fuzz::pem_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ocspan;
  using namespace ocspan::fuzz::pem_harness;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  (void)check_base64(text);
  bool ended_well = false;
  const std::optional<PemBlock> certificate = check_blocks(text, ended_well);
  check_certificate(text, certificate, ended_well, Tolerance::none);
  check_certificate(text, certificate, ended_well, Tolerance::all);
  return 0;
}
