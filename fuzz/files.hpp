// The files that are named as arguments. By the functions of the system, which MemorySanitizer knows, and not by the
// library of C++, whose compiled part it does not.
#pragma once

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

namespace ocspan::fuzz {

/// Adds the file, or all files of the folder and of those in it. Returns whether all could be listed.
inline bool add_files(const std::string& path, std::vector<std::string>& files) {
  std::vector<std::string> unread{path};
  bool all_listed = true;
  while (!unread.empty()) {
    const std::string next = unread.back();
    unread.pop_back();
    struct stat status{};
    if (stat(next.c_str(), &status) != 0) {
      all_listed = false;
    } else if (!S_ISDIR(status.st_mode)) {
      files.push_back(next);
    } else if (DIR* const folder = opendir(next.c_str())) {
      while (const dirent* const entry = readdir(folder)) {
        if (entry->d_name[0] != '.') {
          unread.push_back(next + "/" + entry->d_name);
        }
      }
      closedir(folder);
    } else {
      all_listed = false;
    }
  }
  std::sort(files.begin(), files.end());  // the same order everywhere
  return all_listed;
}

/// Returns whether the file could be read.
inline bool read_file(const std::string& path, std::vector<std::uint8_t>& bytes) {
  bytes.clear();
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    return false;
  }
  std::uint8_t buffer[4096];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) {
    bytes.insert(bytes.end(), buffer, buffer + count);
  }
  const bool read = std::ferror(file) == 0;
  std::fclose(file);
  return read;
}

}  // namespace ocspan::fuzz
