// What takes the compiler most of its time, and nearly every test includes: read by it once for each program.
#include "bytes.hpp"
#include "catch2.hpp"
#include "reading.hpp"
#include "writing.hpp"
