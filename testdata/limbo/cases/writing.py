"""build::, requests that are to be written: the bytes are compared."""

import base64
from urllib.parse import quote

from model import Case, Group, accept, either, reject
from parts import *


def asked(serials, hash_name="sha1", **options):
    """The request: as most write it, and its hash algorithm in the other form, with or without NULL as parameters."""
    forms = (NULL, b"") if hash_name == "sha1" else (b"", NULL)
    return [
        request(entries=[request_entry(forge.cert_id(CA, serial, hash_name, parameters=form))
                         for serial in serials], **options) for form in forms
    ]


def url_of(base, der):
    return base + quote(base64.b64encode(der).decode(), safe="")


def groups():
    cases = []
    parameters = {"sha1": "RFC 3370 2.1", "sha256": "RFC 5754 2"}

    def case(name_, about, expected, *source, **inputs):
        options = {key: inputs.pop(key) for key in ("bug", "importance", "features") if key in inputs}
        section = parameters[inputs.get("hash", "sha1")]
        cases.append(
            Case(name_, about, "build_request", None, expected, ("RFC 6960 4.1.1", section, *source), inputs=inputs,
                 **options))

    def written(forms):
        return {"der": forms[0], "derAlso": forms[1:]}

    first = {"bug": "BASIC", "importance": "high"}
    case("sha1-one", "One certificate, by SHA-1.", accept(written(asked([SERIAL]))), hash="sha1", **first)
    case("sha256-one", "One certificate, by SHA-256.", accept(written(asked([SERIAL], "sha256"))), "RFC 9919 3.1.1",
         hash="sha256", features=("sha256-certid",), **first)
    case("three", "Three certificates, in their order.", accept(written(asked([3, 1, 2]))), serials=["3", "1", "2"],
         features=("multi",))
    case("by-hash", "One certificate, by the hashes of its issuer.", accept(written(asked([SERIAL]))), issuer=None,
         issuer_name_hash=ISSUER_NAME_HASH, issuer_key_hash=ISSUER_KEY_HASH)
    sizes = "RFC 9654 2.1"
    for size in (32, 33, 128):
        nonce = keys.stream(f"nonce {size}", size)
        case(f"nonce-{size}", f"With a nonce of {size} bytes.",
             accept(written(asked([SERIAL], extensions=extensions_of(forge.nonce(nonce), number=2)))), sizes,
             nonce=nonce, features=("nonce",))
    for size in (1, 16):
        nonce = keys.stream(f"nonce {size}", size)
        case(
            f"nonce-{size}", f"With a nonce of {size} bytes.",
            either("RFC 9654 2.1 has clients use 32 bytes at least; its SIZE is (1..128).",
                   written(asked([SERIAL], extensions=extensions_of(forge.nonce(nonce), number=2))), "size"), sizes,
            nonce=nonce, features=("nonce",))
    for size in (0, 129):
        case(f"nonce-{size}", f"With a nonce of {size} bytes: its SIZE is (1..128).", reject("size", "length", "value"),
             sizes, nonce=keys.stream("nonce", size), features=("nonce",))
    requestor = name(attribute("requestor"))
    case("directory-name", "With a directoryName as requestorName.",
         accept(written(asked([SERIAL], requestor=explicit(1, explicit(4, requestor))))), requestor_name=requestor)
    for name_, serial in (
            ("zero", 0),
            ("128", 128),
            ("20-octets", 0x7feeddccbbaa99887766554433221100ffeeddcc),
            ("21-octets", 0x98d9e5c0b4c373552df77c5d0f1eb5128e4945f9)):
        case(f"serial-{name_}", f"A certificate with the serial number {serial}.", accept(written(asked([serial]))),
             "RFC 5280 4.1.2.2", serials=[str(serial)])
    case("serial-negative", "A certificate with the serial number -129: no CA may give it, clients should cope.",
         accept(written(asked([-129]))), "RFC 5280 4.1.2.2", serials=["-129"])
    acceptable = extension("1.3.6.1.5.5.7.48.1.4", sequence(oid(BASIC)))
    case("acceptable-basic", "With AcceptableResponses of the basic type.",
         accept(written(asked([SERIAL], extensions=extensions_of(acceptable, number=2)))), "RFC 6960 4.4.3",
         acceptable_responses=[BASIC])
    case("empty", "About no certificate: there is one at least.", reject("empty", "missing"), serials=[])
    get = ("RFC 6960 A.1", "RFC 9919 6")
    special = 0x100000
    assert set("+/=") < set(base64.b64encode(asked([special])[0]).decode())
    for name_, base, path, serial, about in (
            ("get-url", "http://ocsp.limbo.test", "http://ocsp.limbo.test/", SERIAL, "The URL that asks by GET."),
            ("get-url-path", "http://ocsp.limbo.test/a/b", "http://ocsp.limbo.test/a/b/", SERIAL,
             "The URL that asks by GET a responder with a path."),
            ("get-url-slash", "http://ocsp.limbo.test/a/", "http://ocsp.limbo.test/a/", SERIAL,
             "The URL that asks by GET a responder whose URL ends in a slash: one is enough."),
            ("get-url-plus-slash-equals", "http://ocsp.limbo.test/", "http://ocsp.limbo.test/", special,
             "The URL that asks by GET, where base64 has + and / and =, which are escaped.")):
        forms = asked([serial])
        case(name_, about, accept(
            {**written(forms), "url": url_of(path, forms[0]), "urlAlso": [url_of(path, forms[1])]}), *get,
             serials=[str(serial)], responder_url=base)
    yield Group(
        "build", "Requests that are to be written. `fields.der` is the DER, `derAlso` are others that "
        "are as good: the parameters of a hash may be NULL or absent.", cases,
        {"issuer": CA.der, "serials": [str(SERIAL)], "hash": "sha1"})
