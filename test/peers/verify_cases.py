"""What `ocspan verify --json` says of many responses: the cases of check_verify.py, the messages of testdata, and some
more. Whatever else verifies has to say the same.
"""

import json
import subprocess
from pathlib import Path
from typing import NamedTuple, Optional

import check_verify     # exits with 77 where python3-cryptography is missing
import ocsp_forge as forge
from cryptography.hazmat.primitives.asymmetric import rsa

FAMILIES = (check_verify.algorithms, check_verify.statuses, check_verify.cert_ids, check_verify.several_answers,
            check_verify.signers, check_verify.times, check_verify.extensions, check_verify.nonces, check_verify.pairs)


class Case(NamedTuple):
    name: str
    response: bytes
    serial: Optional[str]       # what is in question, or the certificate below, or what the request asks about
    inputs: dict                # the DER of what stands after an option of the command
    options: dict               # the others, with their values; True for a flag
    documents: list             # one, or one for each that the request asks about; {"error"} for what is malformed


def der_of(path):
    """Of a file, be it PEM."""
    data = path.read_bytes()
    return forge.base64.b64decode(data.split(b"-----")[2]) if data.startswith(b"-----") else data


def run(*command):
    """What the command prints; its error if that is all."""
    done = subprocess.run([str(word) for word in command], capture_output=True, timeout=60, check=False)
    return done.stdout or done.stderr.splitlines()[-1]


def dictionary(options):
    found, rest = {}, [str(word) for word in options]
    while rest:
        option = rest.pop(0)
        found[option] = rest.pop(0) if rest and not rest[0].startswith("--") else True
    return found


def verified(ocspan, name, response, question, files, options):
    """`question` is `--cert FILE`, `--serial NUMBER` or nothing; `files` are other options with a file each."""
    options = {"--at": check_verify.text_of(check_verify.NOW), **dictionary(options)}
    words = [*question, *(word for pair in files.items() for word in pair)]
    for option, value in options.items():
        words += [option] if value is True else [option, value]
    documents = [json.loads(line) for line in run(ocspan, "verify", "--json", *words, response).splitlines()]
    serial = question[1] if question and question[0] == "--serial" else None
    files = {**files, **(dict([question]) if question and serial is None else {})}
    return Case(name, response.read_bytes(), serial, {option: der_of(file) for option, file in files.items()}, options,
                documents)


def more_cases(world):
    """RSA keys of which only the size is weak; and a response for which many hashes are computed."""
    for bits in (1024, 2047, 2048):
        ca = world.make_ca(f"CA of {bits} bits", forge.Key(rsa.generate_private_key(65537, bits),
                                                           *forge.SCHEMES["rsa-sha256"][1:]))
        response = world.by_issuer(ca=ca)
        yield check_verify.Case(f"RSA key of {bits} bits", response, "", ca=ca)
        yield check_verify.Case(f"RSA key of {bits} bits, accepted", response, "", ca=ca, options=("--accept-weak",))
    others = [world.delegate(key=world.key("ed25519", f"other {i}")).der for i in range(40)]
    yield check_verify.Case("the last of 41 certificates, by key", world.by_delegate(
        certificates=[*others, world.responder.der], responder_id=forge.by_key(world.responder_key)), "")


def forged(ocspan, folder):
    world = check_verify.World()
    for case in [case for family in (*FAMILIES, more_cases) for case in family(world)]:
        files = check_verify.Files(folder, world, case)
        given = {"--issuer": files.issuer, "--request": files.request, "--responder": files.responder,
                 "--certs": files.more}
        yield verified(ocspan, case.name, files.response, ("--cert", files.certificate),
                       {option: file for option, file in given.items() if file}, case.options)


def of_testdata(ocspan, folder):
    certificates = folder / "certs"
    pairs = [("ca-rsa", "leaf-good"), ("ca-ec", "leaf-ec"), ("ca-ed", "leaf-ed"), ("ca-rsa", "leaf-serial-21")]
    for response in sorted(folder.glob("resp-*.der")):
        document = json.loads(run(ocspan, "response", "--json", response))
        answers = document["basic"]["responses"] if document["basic"] else []
        at = ("--at", answers[0]["thisUpdate"]) if answers else ()
        for issuer, leaf in pairs:
            files = {"--issuer": certificates / f"{issuer}.pem"}
            question = ("--cert", certificates / f"{leaf}.pem")
            yield verified(ocspan, f"{response.name} about {leaf}", response, question, files, at)
        if answers:
            serial = answers[0]["certId"]["serialNumber"]
            yield verified(ocspan, f"{response.name} about {serial}", response, ("--serial", serial), files,
                           (*at, "--tolerate", "all"))
    for request in ("req-sha1", "req-three", "req-nonce"):
        for response in ("resp-three", "resp-good", "resp-good-nonce", "resp-try-later"):
            files = {"--issuer": certificates / "ca-rsa.pem", "--request": folder / f"{request}.der"}
            yield verified(ocspan, f"{response} to {request}", folder / f"{response}.der", (), files, ())


def malformed(ocspan, testdata, folder):
    der = (testdata / "resp-good.der").read_bytes()
    certificates = testdata / "certs"
    for place in (0, 5, 40, 100, 200):
        file = folder / "malformed.der"
        file.write_bytes(der[:place] + bytes([der[place] ^ 0xff]) + der[place + 1:])
        yield verified(ocspan, f"byte {place} is another", file, ("--cert", certificates / "leaf-good.pem"),
                       {"--issuer": certificates / "ca-rsa.pem"}, ())


def all_cases(ocspan, testdata, folder):
    folder, messages = Path(folder), Path(testdata) / "openssl"
    yield from forged(ocspan, folder)
    yield from of_testdata(ocspan, messages)
    yield from malformed(ocspan, messages, folder)


def summary(cases):
    """How many there are of each outcome."""
    counts = {}
    for case in cases:
        for document in case.documents:
            outcome = "malformed" if "error" in document else document["step"] or document["verdict"]
            counts[outcome] = counts.get(outcome, 0) + 1
    return ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
