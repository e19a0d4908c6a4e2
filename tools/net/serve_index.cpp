#include "net/serve_index.hpp"

#include <algorithm>
#include <iostream>
#include <stdexcept>

#include "input/file.hpp"
#include "input/input.hpp"
#include "input/serials.hpp"

namespace ocspan_tool::serve {
namespace {

using namespace ocspan;

/// What comes before `separator`, which is taken off `text` with it.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

/// A UTCTime or GeneralizedTime without its tag and length.
Time parse_time(std::string_view text) {
  const Tag tag = text.size() == 13 ? Tag::utc_time : Tag::generalized_time;
  std::vector<std::uint8_t> der{static_cast<std::uint8_t>(tag), static_cast<std::uint8_t>(text.size())};
  der.insert(der.end(), text.begin(), text.end());
  ReadContext context{der};
  Reader reader{context};
  Time time;
  if (tag == Tag::utc_time) {
    time.read_utc_time(reader, Field::revocation_time);
  } else {
    time.read(reader, Field::revocation_time);
  }
  if (context.error() || text.size() > 15) {
    throw std::invalid_argument{std::string{text} + " is no time of revocation"};
  }
  return time;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// openssl's names are those of RFC 5280, and three that say more, of which the last two differ in what follows.
std::optional<ReasonFlags> parse_reason(std::string_view name) {
  struct Name {
    std::string_view name;
    ReasonFlags reason;
  };
  static constexpr Name more[] = {{"holdInstruction", ReasonFlags::certificate_hold},
                                  {"keyTime", ReasonFlags::key_compromise},
                                  {"CAkeyTime", ReasonFlags::ca_compromise}};
  for (const Name& one : more) {
    if (equal_ignoring_case(one.name, name)) {
      return one.reason;
    }
  }
  for (std::uint8_t number = 0; number <= 10; ++number) {
    const auto reason = static_cast<ReasonFlags>(number);
    if (is_defined(reason) && equal_ignoring_case(to_string(reason), name)) {
      return reason == ReasonFlags::unspecified ? std::nullopt : std::optional{reason};
    }
  }
  throw std::invalid_argument{std::string{name} + " is no reason for a revocation"};
}

}  // namespace

Index::Index(std::string_view text) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view line = take_until(text, '\n');
    line = line.substr(0, line.size() - (line.ends_with('\r') ? 1 : 0));
    try {
      if (!line.empty() && !line.starts_with('#')) {
        add(line);
      }
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument{"line " + std::to_string(number) + ": " + error.what()};
    }
  }
}

void Index::add(std::string_view line) {
  const std::string_view kind = take_until(line, '\t');
  take_until(line, '\t');  // when it expires
  std::string_view revocation = take_until(line, '\t');
  std::vector<std::uint8_t> serial_number;
  const std::string_view digits = take_until(line, '\t');
  if ((kind != "V" && kind != "R" && kind != "E") || digits.empty() || !decode_hex(digits, serial_number)) {
    throw std::invalid_argument{"not V, R or E, a time, a revocation and a serial number, with tabs between them"};
  }
  IndexEntry entry;
  if (kind == "R") {
    entry.status = OCSPCertStatus::revoked;
    entry.revocation_time = parse_time(take_until(revocation, ','));
    if (!revocation.empty()) {
      entry.reason = parse_reason(take_until(revocation, ','));
    }
  }
  const Bytes magnitude = without_leading_zeros(serial_number);
  entries_[{magnitude.begin(), magnitude.end()}] = entry;
}

std::optional<IndexEntry> Index::find(const Integer& serial_number) const {
  const Bytes magnitude = without_leading_zeros(serial_number.bytes());
  const auto found = entries_.find({magnitude.begin(), magnitude.end()});
  return serial_number.is_negative() || found == entries_.end() ? std::nullopt : std::optional{found->second};
}

IndexFile::IndexFile(std::string path) : path_(std::move(path)) {
  stat(path_.c_str(), &state_);
  read();
}

void IndexFile::read() {
  try {
    index_ = std::make_shared<const Index>(read_content(path_));
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument{path_ + ": " + error.what()};
  }
}

std::shared_ptr<const Index> IndexFile::current() {
  const std::lock_guard lock{mutex_};
  struct stat now{};
  const bool is_there = stat(path_.c_str(), &now) == 0;  // openssl renames a new file to this one
  const auto key_of = [](const struct stat& of) {
    return std::tuple{of.st_ino, of.st_size, of.st_mtim.tv_sec, of.st_mtim.tv_nsec};
  };
  if (is_there && key_of(now) != key_of(state_)) {
    state_ = now;
    try {
      read();
    } catch (const std::exception& error) {
      std::cerr << "ocspan: " << printable(error.what()) << "; what it held before still counts\n";
    }
  }
  return index_;
}

}  // namespace ocspan_tool::serve
