#include "sha.hpp"

#include <bit>

namespace example {
namespace {

using Block = std::array<std::uint32_t, 16>;
using State = std::array<std::uint32_t, 8>;

// FIPS 180-4, 6.1.2. The message schedule is computed in place: word t replaces word t - 16.
void add_block_sha1(State& state, Block block) {
  constexpr std::uint32_t constants[] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
  auto [a, b, c, d, e, unused1, unused2, unused3] = state;
  for (unsigned t = 0; t < 80; ++t) {
    std::uint32_t& word = block[t % 16];
    if (t >= 16) {
      word = std::rotl(word ^ block[(t + 2) % 16] ^ block[(t + 8) % 16] ^ block[(t + 13) % 16], 1);
    }
    const std::uint32_t f = t < 20 ? (b & c) | (~b & d) : t >= 40 && t < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    const std::uint32_t next = std::rotl(a, 5) + f + e + constants[t / 20] + word;
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = next;
  }
  const std::uint32_t working[] = {a, b, c, d, e};
  for (std::size_t i = 0; i < 5; ++i) {
    state[i] += working[i];
  }
}

constexpr std::uint32_t sha256_constants[] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// FIPS 180-4, 6.2.2, with the message schedule in place as for SHA-1.
void add_block_sha256(State& state, Block block) {
  State working = state;
  auto& [a, b, c, d, e, f, g, h] = working;
  for (unsigned t = 0; t < 64; ++t) {
    std::uint32_t& word = block[t % 16];
    if (t >= 16) {
      const std::uint32_t w15 = block[(t + 1) % 16];
      const std::uint32_t w2 = block[(t + 14) % 16];
      word += (std::rotr(w15, 7) ^ std::rotr(w15, 18) ^ w15 >> 3) + block[(t + 9) % 16] +
              (std::rotr(w2, 17) ^ std::rotr(w2, 19) ^ w2 >> 10);
    }
    const std::uint32_t first =
        h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) + sha256_constants[t] + word;
    const std::uint32_t second =
        (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  for (std::size_t i = 0; i < state.size(); ++i) {
    state[i] += working[i];
  }
}

}  // namespace

bool sha(ocspan::HashAlgorithm hash, ocspan::Bytes data, std::span<std::uint8_t> out) {
  const bool sha1 = hash == ocspan::HashAlgorithm::sha1;
  if (!sha1 && hash != ocspan::HashAlgorithm::sha256) {
    return false;
  }
  State state =
      sha1 ? State{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}
           : State{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  // FIPS 180-4, 5.1.1: after the data a byte 80, zeros, and the number of bits in the last eight bytes of a block.
  const std::size_t end = (data.size() + 8) / 64 * 64 + 64;
  Block block{};
  for (std::size_t i = 0; i < end; ++i) {
    std::uint32_t byte = i < data.size() ? data[i] : i == data.size() ? 0x80 : 0;
    if (i >= end - 8) {
      byte = static_cast<std::uint32_t>(std::uint64_t{data.size()} * 8 >> 8 * (end - 1 - i) & 0xff);
    }
    block[i / 4 % 16] = block[i / 4 % 16] << 8 | byte;
    if (i % 64 == 63) {
      sha1 ? add_block_sha1(state, block) : add_block_sha256(state, block);
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<std::uint8_t>(state[i / 4] >> 8 * (3 - i % 4));
  }
  return true;
}

}  // namespace example
