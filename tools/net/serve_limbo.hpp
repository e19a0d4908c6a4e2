// The responses of ocsp-limbo, each under its id.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocspan_tool::serve {

class Limbo {
 public:
  /// Reads limbo.json. Throws BadFile or std::exception if it is not what it should be.
  explicit Limbo(const std::string& path);
  ~Limbo();
  Limbo(const Limbo&) = delete;
  Limbo& operator=(const Limbo&) = delete;

  /// The response of the case with that id, from the bytes or from the recipe that the file has of it; nullopt if there
  /// is none. Thread-safe.
  std::optional<std::vector<std::uint8_t>> find(std::string_view id) const;

 private:
  std::map<std::string, nlohmann::json, std::less<>> responses_;
};

}  // namespace ocspan_tool::serve
