#!/usr/bin/env python3
"""Damaged messages: is ocspan's verdict python3-cryptography's? compare_mutations.py OCSPAN TESTDATA

Changes each byte of some messages to a number of other values, lets both read the results, and
counts every disagreement under the class that explains it. One that no class explains is a failure.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import warnings

SKIPPED = 77

FILES = {
    "response": ["resp-good-no-certs", "resp-revoked-1-keyCompromise", "resp-good-by-key", "resp-good-nonce",
                 "resp-revoked-invalidity-date"],
    "request": ["req-sha1", "req-nonce", "req-signed-names"],
}

# pyca refuses, ocspan accepts: what pyca says, why, and who is right by which document.
PYCA_REFUSES = [
    (r"Certificate::|TbsCertificate::|^\[\d", "embedded certificates are read when they are asked for (docs/reference/accepted.md)"),
    (r"algorithm|signature_alg|AlgorithmParameters", "parameters are ANY, compared when used (RFC 5280 4.1.1.2)"),
    (r"AttributeTypeValue::value|KeyError|InvalidValue \}$|'utf-8' codec",
     "attribute values outside the alphabet of their type are compared as bytes (docs/reference/accepted.md)"),
    (r"AttributeTypeValue::type_id", "an arc has no largest value (X.690 8.19); pyca 38 reads 28 bits"),
]

# ocspan refuses, pyca accepts: ocspan's code and field, and why.
OCSPAN_REFUSES = [
    (r"response_bytes_in_error ", "an error status has no responseBytes (RFC 6960 4.2.1)"),
    (r"(bad_string|null_content|reserved_tag) .*Name",
     "attribute values are values of their type (RFC 5280 4.1.2.4); pyca does not look at requestorName"),
    (r"\w+ (tbsRequest\.requestorName|optionalSignature)", "pyca does not look at requestorName and optionalSignature"),
    (r"reserved_tag .*parameters$", "UNIVERSAL 0 is reserved (X.680 8.4); pyca 38 reads it"),
]


def pyca_verdict(ocsp, kind, message):
    """None if it reads the message and all its fields, else what it says."""
    try:
        if kind == "request":
            read = ocsp.load_der_ocsp_request(message)
            _ = read.serial_number, read.extensions
            return None
        read = ocsp.load_der_ocsp_response(message)
        if read.response_status == ocsp.OCSPResponseStatus.SUCCESSFUL:
            _ = read.signature, read.responder_name, read.responder_key_hash, read.produced_at, read.extensions
            for single in read.responses:
                _ = (single.certificate_status, single.serial_number, single.this_update, single.next_update,
                     single.revocation_time, single.revocation_reason)
        return None
    except NotImplementedError:
        raise
    # pyca's Rust part panics on some of these messages, and a panic is no Exception.
    except BaseException as problem:  # pylint: disable=broad-exception-caught
        if isinstance(problem, KeyboardInterrupt):
            raise
        return f"{type(problem).__name__}: {problem}"


def mutations(message):
    """Each byte with bits flipped, one more, one less, and set to values that mean something in DER."""
    for place, byte in enumerate(message):
        for value in {byte ^ 0x01, byte ^ 0x20, byte ^ 0x80, (byte + 1) % 256, (byte - 1) % 256,
                      0x00, 0x05, 0x30, 0x80, 0xff} - {byte}:
            yield message[:place] + bytes([value]) + message[place + 1:]


def explain(classes, text):
    return next((reason for pattern, reason in classes if re.search(pattern, text)), None)


def compare(ocspan, ocsp, kind, message, classes):
    """(how many verdicts agree, the disagreements that no class explains)"""
    agreed, unexplained = 0, []
    mutants = list(mutations(message))
    lines = b"\n".join(mutant.hex().encode() for mutant in mutants)
    done = subprocess.run([ocspan, kind, "--batch"], input=lines, stdout=subprocess.PIPE, check=True)
    answers = done.stdout.splitlines()
    if len(answers) != len(mutants):
        raise RuntimeError(f"{len(answers)} answers to {len(mutants)} messages")
    for mutant, answer in zip(mutants, answers):
        error = json.loads(answer).get("error")
        try:
            problem = pyca_verdict(ocsp, kind, mutant)
        except NotImplementedError:
            continue
        if (error is None) == (problem is None):
            agreed += 1
            continue
        said = problem if error is None else f"{error['code']} {error['field']}"
        reason = explain(PYCA_REFUSES if error is None else OCSPAN_REFUSES, said)
        if reason:
            classes[reason] += 1
        else:
            unexplained.append(f"{'ocspan accepts, pyca:' if error is None else 'pyca accepts, ocspan:'} {said}\n"
                               f"    {mutant.hex()}")
    return agreed, unexplained


def main():
    ocspan, testdata = sys.argv[1], pathlib.Path(sys.argv[2])
    try:
        from cryptography.x509 import ocsp
    except ImportError:
        print("SKIP: python3-cryptography is not installed")
        return SKIPPED
    warnings.simplefilter("ignore")
    agreed, failed = 0, 0
    classes = collections.Counter()
    for kind, names in FILES.items():
        for name in names:
            message = (testdata / "openssl" / f"{name}.der").read_bytes()
            same, unexplained = compare(ocspan, ocsp, kind, message, classes)
            agreed += same
            failed += len(unexplained)
            print(f"{name}: {same} agree, {len(unexplained)} unexplained")
            print("\n".join(unexplained[:10]))
    for reason, count in classes.most_common():
        print(f"{count:6} explained: {reason}")
    print(f"{agreed} passed, {failed} failed")
    return 1 if failed or not agreed else 0


if __name__ == "__main__":
    sys.exit(main())
