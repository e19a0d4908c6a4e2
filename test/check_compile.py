#!/usr/bin/env python3
"""What must not compile, each beside a twin that must: check_compile.py [--together] SOURCE-ROOT COMPILER...

Each is compiled alone; with --together, all twins are compiled at once, and all that must not compile at once, where
the compiler must complain about the line of each.
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

CASES = [
    ("loading from a temporary",
     "std::vector<std::uint8_t> der{}; auto r = ocspan::load_der_ocsp_response(der);",
     "auto r = ocspan::load_der_ocsp_response(std::vector<std::uint8_t>{});"),
    ("a request from a temporary",
     "std::array<std::uint8_t, 5> der{}; auto r = ocspan::load_der_ocsp_request(der);",
     "auto r = ocspan::load_der_ocsp_request(std::array<std::uint8_t, 5>{});"),
    ("a certificate from a temporary",
     "std::vector<std::uint8_t> der{}; auto r = ocspan::load_der_x509_certificate(der);",
     "auto r = ocspan::load_der_x509_certificate(std::vector<std::uint8_t>{});"),
    ("the body of a temporary",
     "ocspan::OCSPResponse r; auto* b = r.basic();",
     "auto* b = ocspan::OCSPResponse{}.basic();"),
    ("the arrow of a temporary result",
     "auto r = ocspan::load_der_ocsp_response(ocspan::Bytes{}); auto s = r->response_status();",
     "auto s = ocspan::load_der_ocsp_response(ocspan::Bytes{})->response_status();"),
    ("an error that nobody looks at",
     "(void)ocspan::load_der_ocsp_response(ocspan::Bytes{});",
     "ocspan::load_der_ocsp_response(ocspan::Bytes{});"),
    ("hashing by a builder without a hasher",
     "ocspan::Certificate c; ocspan::OCSPRequestBuilder{[](ocspan::HashAlgorithm, ocspan::Bytes, std::span<std::uint8_t>) { return true; }}.add_certificate(c, c, ocspan::HashAlgorithm::sha1);",
     "ocspan::Certificate c; ocspan::OCSPRequestBuilder{}.add_certificate(c, c, ocspan::HashAlgorithm::sha1);"),
    ("a nonce from a temporary",
     "std::vector<std::uint8_t> nonce(16); ocspan::OCSPRequestBuilder{}.nonce(nonce);",
     "ocspan::OCSPRequestBuilder{}.nonce(std::vector<std::uint8_t>(16));"),
    ("signing by what is no signer",
     "(void)ocspan::OCSPResponseBuilder{}.sign({}, [](ocspan::Bytes, std::span<std::uint8_t>) { return std::size_t{1}; });",
     "(void)ocspan::OCSPResponseBuilder{}.sign({}, [](ocspan::Bytes) { return std::size_t{1}; });"),
    ("a CertID of temporary hashes",
     "ocspan::IssuerHashes hashes; auto id = hashes.cert_id(ocspan::Integer{});",
     "auto id = ocspan::IssuerHashes{}.cert_id(ocspan::Integer{});"),
    ("verifying without a verifier",
     "ocspan::OCSPResponse r; ocspan::Certificate c; ocspan::Question q{c, c}; auto h = [](auto...) { return true; }; auto v = h; (void)ocspan::verify(r, q, {}, v, h);",
     "ocspan::OCSPResponse r; ocspan::Certificate c; ocspan::Question q{c, c}; auto h = [](auto...) { return true; }; auto v = h; (void)ocspan::verify(r, q, {}, nullptr, h);"),
    ("verifying by what answers with a number",
     "ocspan::OCSPResponse r; ocspan::Certificate c; ocspan::Question q{c, c}; auto h = [](auto...) { return true; }; auto v = h; (void)ocspan::verify(r, q, {}, [](auto...) { return true; }, h);",
     "ocspan::OCSPResponse r; ocspan::Certificate c; ocspan::Question q{c, c}; auto h = [](auto...) { return true; }; auto v = h; (void)ocspan::verify(r, q, {}, [](auto...) { return 1; }, h);"),
    ("a verification that nobody looks at",
     "ocspan::OCSPResponse r; ocspan::Certificate c; ocspan::Question q{c, c}; auto h = [](auto...) { return true; }; auto v = h; auto verified = ocspan::verify(r, q, {}, v, h);",
     "ocspan::OCSPResponse r; ocspan::Certificate c; ocspan::Question q{c, c}; auto h = [](auto...) { return true; }; auto v = h; ocspan::verify(r, q, {}, v, h);"),
    ("a question about a temporary certificate",
     "ocspan::Certificate c; ocspan::Question q{c, c};",
     "ocspan::Certificate c; ocspan::Question q{ocspan::Certificate{}, c};"),
    ("an arc that would lose bits",
     "auto o = ocspan::oid<2, 0xffffffffffffffafU>;",
     "auto o = ocspan::oid<2, 0xffffffffffffffb0U>;"),
    ("a name that is not in the table of OIDs",
     "using namespace ocspan; auto o = \"sha256\"_oid;",
     "using namespace ocspan; auto o = \"sha257\"_oid;"),
]

# Clang sees more: a view that outlives its container.
TAKES = "auto f(@); auto f(@) { return ocspan::load_der_ocsp_response(der); }"
OF_CLANG = [
    ("a view of a parameter",
     TAKES.replace("@", "const std::vector<std::uint8_t>& der"), TAKES.replace("@", "std::vector<std::uint8_t> der")),
]


def in_function(code):
    return f"void f(); void f() {{ {code} }}"


class Compiler:
    """Compiles a few lines after what all of them include, which is read once."""

    def __init__(self, root, command, folder):
        self.command = [*command, "-std=c++20", "-Werror", "-Wno-unused", "-Werror=unused-result", f"-I{root}/include"]
        self.included = pathlib.Path(folder, "included.hpp")
        self.included.write_text("#include <ocspan/ocspan.hpp>\n#include <array>\n#include <vector>\n")
        subprocess.run([*self.command, "-xc++-header", self.included, "-o", f"{self.included}.gch"], check=True)

    def error_of(self, code):
        """None, or what the compiler says."""
        done = subprocess.run([*self.command, "-fsyntax-only", "-include", self.included, "-xc++", "-"], input=code,
                              capture_output=True, text=True, check=False)
        return None if done.returncode == 0 else done.stderr


def compile_alone(compiler, cases):
    """Of each case what the compiler says of the twin, and of what must not compile; None if it is content."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        good = pool.map(lambda case: compiler.error_of(case[1]), cases)
        bad = pool.map(lambda case: compiler.error_of(case[2]), cases)
        return list(zip(good, bad))


def compile_together(compiler, cases):
    """The same, from two runs of the compiler: each case is a namespace on a line of its own."""
    def lines(which):
        return "".join(f"namespace case_{number} {{ {case[which]} }}\n" for number, case in enumerate(cases))

    good = compiler.error_of(lines(1))
    bad = compiler.error_of(lines(2)) or ""
    complained = {int(line) for line in re.findall(
        r"^<stdin>:(\d+):\d+:(?: error:|\s+(?:required from here|in .constexpr. expansion)| note: in instantiation of)", bad, re.M)}
    return [(good, bad if number in complained else None) for number in range(1, len(cases) + 1)]


def problem_of_older_language(root, command):
    """C++17 must be refused with a reason, not with thousands of errors. None if it is."""
    done = subprocess.run([*command, "-std=c++17", f"-I{root}/include", "-fsyntax-only", "-xc++", "-"],
                          input="#include <ocspan/ocspan.hpp>", capture_output=True, text=True, check=False)
    is_refused = done.returncode != 0 and "ocspan needs C++20" in done.stderr and len(done.stderr.splitlines()) < 30
    return None if is_refused else done.stderr or "it compiles"


def main(*arguments):
    together = arguments[0] == "--together"
    root, *command = arguments[together:]
    cases = [(name, in_function(good), in_function(bad)) for name, good, bad in CASES]
    if "clang" in subprocess.run([*command, "--version"], capture_output=True, text=True, check=True).stdout:
        cases += OF_CLANG
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        compiler = Compiler(root, command, folder)
        for (name, _, _), (good, bad) in zip(cases, (compile_together if together else compile_alone)(compiler, cases)):
            if good is not None:
                failed += 1
                print(f"{name}: its right twin does not compile\n{good}")
            if bad is None:
                failed += 1
                print(f"{name}: compiles")
    problem = problem_of_older_language(root, command)
    if problem is not None:
        failed += 1
        print(f"C++17: {problem}")
    print(f"{2 * len(cases) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
