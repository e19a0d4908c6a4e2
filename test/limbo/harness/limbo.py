"""The line protocol of the corpus, for harnesses in Python."""

import base64
import datetime
import json
import sys
import time

# RFC 6960 4.2.1 and RFC 5280 5.3.1
RESPONSE_STATUSES = {0: "successful", 1: "malformedRequest", 2: "internalError", 3: "tryLater", 5: "sigRequired",
                     6: "unauthorized"}
REASONS = {0: "unspecified", 1: "keyCompromise", 2: "cACompromise", 3: "affiliationChanged", 4: "superseded",
           5: "cessationOfOperation", 6: "certificateHold", 8: "removeFromCRL", 9: "privilegeWithdrawn",
           10: "aACompromise"}


MOST = 1000  # elements of a list that are shown: a case that measures the peer must not measure JSON


def hexadecimal(number):
    """Two's complement: decimal takes quadratic time."""
    return number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True).hex()


def timestamp(when):
    """As ocspan's JSON has it; a datetime without a zone is UTC. None stays None."""
    if when is None:
        return None
    if when.tzinfo is not None:
        when = when.astimezone(datetime.timezone.utc)
    return f"{when:%Y-%m-%dT%H:%M:%S}Z" if when.year > 999 else f"{when.year:04}{when:-%m-%dT%H:%M:%S}Z"


def run(hello, operations):
    """operations: from op to a function of the message and the inputs that returns the answer's members."""
    for line in sys.stdin:
        case = json.loads(line)
        if "hello" in case:
            answer = {**hello, "ops": list(operations)}
        else:
            begin = time.monotonic_ns()
            message = base64.b64decode(case.get("input", ""))
            answer = {"id": case["id"], **operations[case["op"]](message, case["inputs"])}
            answer["ns"] = time.monotonic_ns() - begin
        print(json.dumps(answer), flush=True)


def reject(error):
    """The peer's own words: the exception's. It has no stack or memory left: that is no answer, but a crash."""
    if isinstance(error, (RecursionError, MemoryError)):
        raise error
    return {"verdict": "reject", "detail": f"{type(error).__name__}: {error}"[:300]}


def parse(read):
    """The operation of a peer that only reads: `read(message)` gives the fields, or raises."""
    def operation(message, _):
        try:
            return {"verdict": "accept", "fields": read(message)}
        except Exception as error:
            return reject(error)
    return operation
