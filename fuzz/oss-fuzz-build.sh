#!/bin/bash -eu
# Builds every harness as OSS-Fuzz and ClusterFuzzLite ask for it, without Meson: their flags are given to the compiler
# as they are. Honours CXX, CXXFLAGS, LIB_FUZZING_ENGINE, SANITIZER and OUT; OCSPAN_PEERS=1 adds the harnesses that need
# libcrypto and Botan, HARNESSES names some instead of all.

root=$(cd "$(dirname "$0")/.." && pwd)
: "${CXX:=clang++}" "${CXXFLAGS:=-O1 -g -fsanitize=address,fuzzer-no-link}" "${LIB_FUZZING_ENGINE:=-fsanitize=fuzzer}"
: "${OUT:=$root/build-oss-fuzz}" "${SANITIZER:=address}" "${OCSPAN_PEERS:=}" "${HARNESSES:=}"
mkdir -p "$OUT"
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT

compile() {  # SOURCE OBJECT [FLAG...]
  # shellcheck disable=SC2086 # one flag an argument
  $CXX $CXXFLAGS -std=c++20 -I"$root/include" -I"$root/tools" "${@:3}" -c "$1" -o "$2"
}

library=()
for source in "$root"/lib/{asn1,x509,ocsp,lint,c}/*.cpp "$root"/tools/{input/input.cpp,input/forms/*.cpp,find/*.cpp} \
  "$root/fuzz/header_only.cpp"; do
  object=$objects/$(echo "${source#"$root"/}" | tr / _).o
  compile "$source" "$object" -DOCSPAN_TOOL_ZLIB=0
  library+=("$object")
done
for source in mutator libfuzzer_mutator; do
  compile "$root/fuzz/$source.cpp" "$objects/$source.o"
done

python3 "$root/testdata/limbo/corpus.py" --unpack "$objects/limbo" --largest 8192

for source in "$root"/fuzz/*_fuzzer.cpp; do
  name=$(basename "$source" _fuzzer.cpp)
  flags=()
  libraries=()
  adapters=()
  case $name in
    crypto)
      read -ra flags < <(pkg-config --cflags botan-2)
      libraries=(-lcrypto -lbotan-2)
      adapters=("$root"/lib/{openssl,botan}/*.cpp)
      ;;
    openssl_*) libraries=(-lcrypto) ;;
    botan_*)
      read -ra flags < <(pkg-config --cflags botan-2)
      libraries=(-lbotan-2)
      ;;
  esac
  if [[ -n $HARNESSES && " $HARNESSES " != *" $name "* ]]; then
    continue
  fi
  # MemorySanitizer knows nothing of what libraries write that it has not instrumented.
  if [[ ${#libraries[@]} -gt 0 && ( -z $OCSPAN_PEERS || $SANITIZER = memory ) ]]; then
    continue
  fi
  compile "$source" "$objects/$name.o" "${flags[@]}"
  own=()
  for adapter in "${adapters[@]}"; do
    compile "$adapter" "$objects/$(basename "$adapter" .cpp).o" "${flags[@]}"
    own+=("$objects/$(basename "$adapter" .cpp).o")
  done
  # The mutator calls libFuzzer; other engines bring their own. AFL++ takes the same flag for its driver.
  mutator=()
  if [[ $LIB_FUZZING_ENGINE = -fsanitize=fuzzer* && $CXX != *afl* ]] &&
    grep -qE "^  '$name': \[\],$" <(sed -n '/^der_harnesses/,/^}/p' "$root/fuzz/meson.build"); then
    mutator=("$objects/mutator.o" "$objects/libfuzzer_mutator.o")
  fi
  # shellcheck disable=SC2086
  $CXX $CXXFLAGS "$objects/$name.o" "${own[@]}" "${mutator[@]}" "${library[@]}" $LIB_FUZZING_ENGINE "${libraries[@]}" \
    -o "$OUT/fuzz_$name"
  cp "$root/fuzz/der.dict" "$OUT/fuzz_$name.dict"
  printf '[libfuzzer]\nmax_len = 8192\n' >"$OUT/fuzz_$name.options"
  folders=()
  for folder in "$root/fuzz/corpus/$name" "$root/fuzz/seeds" "$root"/testdata/{openssl,seed} "$objects/limbo"; do
    [[ ! -d $folder ]] || folders+=("$folder")
  done
  rm -f "$OUT/fuzz_${name}_seed_corpus.zip"
  python3 "$root/fuzz/seed_corpus.py" "$OUT/fuzz_${name}_seed_corpus.zip" "${folders[@]}"
done
