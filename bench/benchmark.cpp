// Time, octets a second and heap allocations of each operation. The last argument is the folder testdata/.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include "operations.hpp"

namespace {

std::size_t allocations = 0;  // one thread

void* allocate(std::size_t size) {
  ++allocations;
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) {
    throw std::bad_alloc{};
  }
  return memory;
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

void run(benchmark::State& state, const ocspan::bench::Operation& operation) {
  const std::size_t before = allocations;
  for (auto _ : state) {
    benchmark::DoNotOptimize(operation.run());
  }
  const std::size_t during = allocations - before;
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(operation.octets));
  state.counters["octets"] = static_cast<double>(operation.octets);
  state.counters["allocations"] = benchmark::Counter(static_cast<double>(during), benchmark::Counter::kAvgIterations);
  const bool hashes = operation.name.find("hash") != std::string::npos;  // Botan allocates
  if (during != 0 && !hashes) {
    state.SkipWithError("memory was allocated");
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);  // takes its own arguments out
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s [--benchmark_...] TESTDATA\n", argv[0]);
    return 2;
  }
  try {
    const ocspan::bench::Operations operations = ocspan::bench::operations(argv[1]);
    for (const ocspan::bench::Operation& operation : operations) {
      benchmark::RegisterBenchmark(operation.name.c_str(), run, operation);
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
