#!/bin/bash -eu
exec "$SRC/ocspan/fuzz/oss-fuzz-build.sh"
