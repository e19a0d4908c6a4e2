// Instructions by callgrind, whose header comes with valgrind. Without it, or without valgrind, nothing is counted.
#pragma once

#include <string>

#ifdef OCSPAN_BENCH_CALLGRIND
#include <valgrind/callgrind.h>
#endif

namespace ocspan::bench {

/// Calls `run()` and has callgrind, started with --instr-atstart=no, dump the instructions of it under that name.
template <class Run>
void count_instructions([[maybe_unused]] const std::string& name, Run run) {
#ifdef OCSPAN_BENCH_CALLGRIND
  CALLGRIND_START_INSTRUMENTATION;
  CALLGRIND_ZERO_STATS;
#endif
  (void)run();
#ifdef OCSPAN_BENCH_CALLGRIND
  CALLGRIND_DUMP_STATS_AT(name.c_str());
  CALLGRIND_STOP_INSTRUMENTATION;
#endif
}

}  // namespace ocspan::bench
