#!/usr/bin/env python3
"""A harness that misbehaves in one way, at one case: fake_peer.py WAY."""

import json
import os
import signal
import sys
import time

FAULT = "status::status-7"
with open(os.environ["LIMBO_CORPUS"], encoding="utf-8") as file:
    EXPECTED = {case["id"]: case["expected"] for case in json.load(file)["cases"]}

way = sys.argv[1]


def fault(case):
    if way == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif way == "exit":
        sys.exit(3)
    elif way == "hang":
        time.sleep(3600)
    elif way == "memory":
        kept = [bytearray(b"x") * (1 << 26) for _ in range(40)]
        time.sleep(len(kept))
    elif way == "garbage":
        return "no JSON"
    elif way == "list":
        return "[]"
    elif way == "wrong-id":
        return json.dumps({"id": "status::status-4", "verdict": "reject"})
    elif way == "verdict":
        return json.dumps({"id": case, "verdict": "good"})
    elif way == "two-lines":
        return json.dumps({"id": case, "verdict": "reject"}) + "\n" + json.dumps({"id": case, "verdict": "accept"})
    elif way == "lie":
        return json.dumps({"id": case, "verdict": "accept"})
    elif way == "reason":
        return json.dumps({"id": case, "verdict": "reject", "reason": "nonce"})
    elif way == "skip":
        return json.dumps({"id": case, "verdict": "skip", "detail": "why"})
    return json.dumps({"id": case, "verdict": "reject"})


def answer(case):
    expected = EXPECTED[case["id"]]
    if "expected" in case:
        return "told what is expected"
    if case["id"] == FAULT:
        return fault(case["id"])
    fields = expected.get("fields", {})
    if way == "field" and fields:
        fields = {**fields, "responseStatus": "tryLater"}
    return json.dumps({"id": case["id"], "verdict": expected["verdict"], "fields": fields,
                       "detail": time.strftime("%F %T")})


if way == "silent":
    time.sleep(3600)
for line in sys.stdin:
    question = json.loads(line)
    hello = {"peer": "fake", "version": "1", "ops": ["parse_response"], "features": [], "hashes": [], "signatures": [],
             "clock": "system" if way == "clock" else "input"}
    if way == "no-version":
        del hello["version"]
    print(json.dumps(hello) if "hello" in question else answer(question), flush=True)
