// The files that are named as arguments.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

namespace ocspan::fuzz {

/// Adds the file, or all files of the folder, in the same order everywhere. Returns whether all could be listed.
inline bool add_files(const std::filesystem::path& path, std::vector<std::filesystem::path>& files) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) {
    files.push_back(path);
    return true;
  }
  std::vector<std::filesystem::path> found;
  for (std::filesystem::recursive_directory_iterator i{path, error}, end; !error && i != end; i.increment(error)) {
    if (i->is_regular_file(error)) {
      found.push_back(i->path());
    }
  }
  std::sort(found.begin(), found.end());
  files.insert(files.end(), found.begin(), found.end());
  return !error;
}

/// Returns whether the file could be read.
inline bool read_file(const std::filesystem::path& path, std::vector<std::uint8_t>& octets) {
  std::ifstream file{path, std::ios::binary};
  const std::string characters{std::istreambuf_iterator<char>{file}, {}};
  octets.assign(characters.begin(), characters.end());
  return file.is_open() && !file.bad();
}

}  // namespace ocspan::fuzz
