// One library's operations.
//   PROGRAM FOLDER version
//   PROGRAM FOLDER once MOST          each on up to MOST bytes. One a line: its name, the bytes of the message, its
//                                     answer, heap allocations, bytes allocated, KiB that resident memory grew by
//   PROGRAM FOLDER run NAME N         one of them N times, for profilers
//   PROGRAM FOLDER count MOST         under callgrind with --instr-atstart=no: each once, with a dump of its own
//   PROGRAM FOLDER time MOST [--benchmark_...]   by Google Benchmark
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>

#include "callgrind.hpp"
#include "operation.hpp"
#ifdef OCSPAN_BENCH_GOOGLE
#include <benchmark/benchmark.h>
#endif

// glibc's own, under the names that a program does not replace.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
}

namespace {

std::size_t allocations = 0;  // one thread
std::size_t bytes_allocated = 0;

void count(std::size_t size) {
  ++allocations;
  bytes_allocated += size;
}

}  // namespace

// Every library of the process comes here, operator new too.
extern "C" {
void* malloc(std::size_t size) {
  count(size);
  return __libc_malloc(size);
}
void* calloc(std::size_t number, std::size_t size) {
  count(number * size);
  return __libc_calloc(number, size);
}
void* realloc(void* memory, std::size_t size) {
  count(size);
  return __libc_realloc(memory, size);
}
}

namespace {

using ocspan::bench::Operation;
using ocspan::bench::Operations;
using ocspan::bench::Outcome;

long most_resident_memory() {  // KiB
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

Outcome run_checked(const Operation& operation) {
  const Outcome outcome = operation.run();
  if (outcome.answer == 0) {
    throw std::runtime_error{operation.name + " fails"};
  }
  return outcome;
}

void run_once(const Operations& operations) {
  for (const Operation& operation : operations.list()) {
    const long memory_before = most_resident_memory();
    const Outcome outcome = run_checked(operation);
    const long memory = most_resident_memory() - memory_before;
    const std::size_t allocations_before = allocations;  // what happens but once is not counted
    const std::size_t bytes_before = bytes_allocated;
    (void)operation.run();
    std::printf("%s %zu %llu %zu %zu %ld\n", operation.name.c_str(), operation.message->size(),
                static_cast<unsigned long long>(outcome.answer), allocations - allocations_before,
                bytes_allocated - bytes_before, memory);
    if (operation.load && operation.load(ocspan::bench::damaged(*operation.message)).answer != 0) {
      throw std::runtime_error{operation.name + " accepts a damaged message"};
    }
  }
}

void run(const Operations& operations, unsigned long times) {
  Outcome sum;
  for (const Operation& operation : operations.list()) {
    for (unsigned long i = times; i != 0; --i) {
      const Outcome outcome = operation.run();
      sum.answer += outcome.answer;
      sum.rest += outcome.rest;
    }
  }
  std::printf("%llu %llu\n", static_cast<unsigned long long>(sum.answer), static_cast<unsigned long long>(sum.rest));
}

void count_instructions(const Operations& operations) {
  for (const Operation& operation : operations.list()) {
    run_checked(operation);  // what happens but once is not counted
    ocspan::bench::count_instructions(operation.name, operation.run);
  }
}

#ifdef OCSPAN_BENCH_GOOGLE
void measure_time(const Operations& operations, int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  for (const Operation& operation : operations.list()) {
    benchmark::RegisterBenchmark(operation.name.c_str(), [&operation](benchmark::State& state) {
      run_checked(operation);
      const std::size_t before = allocations;
      for (auto _ : state) {
        benchmark::DoNotOptimize(operation.run());
      }
      state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(operation.message->size()));
      state.counters["allocations"] =
          benchmark::Counter(static_cast<double>(allocations - before), benchmark::Counter::kAvgIterations);
    });
  }
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
#endif

int usage(const char* program) {
  std::fprintf(stderr, "usage: %s FOLDER version|once MOST|run NAME N|count MOST|time MOST\n", program);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view verb = argc >= 3 ? argv[2] : "";
  const bool one = verb == "run" && argc == 5;
  const bool several = (verb == "once" || verb == "count" || verb == "time") && argc >= 4;
  try {
    if (verb == "version") {
      std::printf("%s\n", ocspan::bench::library().c_str());
      return 0;
    }
    if (!one && !several) {
      return usage(argv[0]);
    }
    Operations operations{argv[1], one ? argv[3] : "", several ? std::strtoull(argv[3], nullptr, 10) : 0};
    ocspan::bench::add_operations(operations);
    if (one) {
      run(operations, std::strtoul(argv[4], nullptr, 10));
      return operations.list().empty() ? 1 : 0;
    }
    if (verb == "once") {
      run_once(operations);
      return 0;
    }
    if (verb == "count") {
      count_instructions(operations);
      return 0;
    }
#ifdef OCSPAN_BENCH_GOOGLE
    if (verb == "time") {
      measure_time(operations, argc - 3, argv + 3);
      return 0;
    }
#endif
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  std::fprintf(stderr, "%s: built without what %s needs\n", argv[0], argv[2]);
  return 2;
}
