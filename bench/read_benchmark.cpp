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

using ocspan::bench::Octets;
using ocspan::bench::Operation;
using ocspan::bench::Subject;

void run(benchmark::State& state, const Octets& der, Operation operation) {
  const std::size_t before = allocations;
  for (auto _ : state) {
    benchmark::DoNotOptimize(operation(der));
  }
  const std::size_t during = allocations - before;
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(der.size()));
  state.counters["octets"] = static_cast<double>(der.size());
  state.counters["allocations"] = benchmark::Counter(static_cast<double>(during), benchmark::Counter::kAvgIterations);
  if (during != 0) {
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
    const std::vector<Subject> subjects = ocspan::bench::subjects(argv[1]);
    for (const Subject& subject : subjects) {
      benchmark::RegisterBenchmark((subject.name + "/load").c_str(), run, subject.der, subject.load);
      benchmark::RegisterBenchmark((subject.name + "/load_and_read").c_str(), run, subject.der, subject.load_and_read);
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
