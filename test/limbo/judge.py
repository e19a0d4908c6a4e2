"""Whether the answer of a harness is right."""

from typing import NamedTuple, Optional

GOOD = ("pass", "reason")  # few implementations say why, so a wrong reason is a note
# What is wrong, the worst first. The first two can make somebody trust what must not be trusted.
WORSE = ("wrong_good", "unexpected_accept", "crash", "memory", "hang", "unexpected_reject", "wrong_field", "error")
OUTCOMES = GOOD + ("skip",) + WORSE


class Outcome(NamedTuple):
    outcome: str
    verdict: Optional[str] = None
    wrong: tuple = ()                # fields
    reason: Optional[str] = None
    offset: Optional[int] = None
    detail: str = ""                 # the peer's own words, or how it ended

    def as_json(self):
        return {key: value for key, value in self._asdict().items() if value not in (None, (), "")}


def differences(expected, found, path=""):
    """The paths of the fields that both have, and that differ."""
    if isinstance(expected, dict) and isinstance(found, dict):
        if "serialNumberHex" in found and "serialNumber" not in found:
            number = int.from_bytes(bytes.fromhex(found["serialNumberHex"]), "big", signed=True)
            found = found | {"serialNumber": str(number)}
        return [one for key in expected if key in found and found[key] not in expected.get(key + "Also", ())
                for one in differences(expected[key], found[key], f"{path}.{key}" if path else key)]
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return [f"{path}: {len(found)} instead of {len(expected)}"]
        return [one for i, pair in enumerate(zip(expected, found)) for one in differences(*pair, f"{path}[{i}]")]
    return [] if expected == found else [path]


def verdict_outcome(expected, verdict):
    right = {"either": expected.get("verdicts", (verdict,))}.get(expected["verdict"], (expected["verdict"],))
    if verdict in right:
        return "pass"
    if verdict == "good":
        return "wrong_good"
    if verdict == "accept" or verdict == "revoked" and "untrusted" in right:
        return "unexpected_accept"
    if verdict in ("reject", "untrusted"):
        return "unexpected_reject"
    return "wrong_field"  # unknown where nothing can be believed, revoked for unknown, or one of them for good


def judge(case, answer):
    expected, verdict = case["expected"], answer["verdict"]
    reason, offset = answer.get("reason"), answer.get("offset")
    detail = " ".join(str(answer.get("detail") or "").split())[:300]
    if verdict == "skip":
        return Outcome("skip", detail=detail)
    outcome, wrong = verdict_outcome(expected, verdict), ()
    if outcome == "wrong_field":
        wrong = ("verdict",)
    elif outcome == "pass":
        fields = expected.get("ifAccepted", expected).get("fields", {})
        if verdict not in ("reject", "untrusted"):
            wrong = tuple(differences(fields, answer.get("fields", {})))
        if wrong:
            outcome = "wrong_field"
        elif verdict in ("reject", "untrusted") and reason not in (None, *expected.get("reasons", (reason,))):
            outcome = "reason"
    return Outcome(outcome, verdict, wrong, reason, offset, detail)
