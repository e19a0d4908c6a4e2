"""build::, requests that are to be written: the bytes are compared."""

from model import Case, Group, accept, either, reject
from parts import *

SHA256_ABSENT = algorithm(SHA256)
PARAMETERS = ("RFC 5754 2 wants readers to take both forms of the parameters of SHA-2: absent and NULL.", "RFC 3370 2.1 the same of SHA-1")


def groups():
    cases = []

    def case(name, about, expected, *source, **inputs):
        options = {key: inputs.pop(key) for key in ("bug", "importance", "features") if key in inputs}
        cases.append(Case(name, about, "build_request", None, expected, ("RFC 6960 4.1.1", *source), inputs=inputs, **options))

    def written(*messages):
        """The first is how it is expected, the others are as good."""
        return accept({"der": messages[0], **({"derAlso": list(messages[1:])} if messages[1:] else {})})

    def asked(*serials, hash_name="sha1", **options):
        """With NULL as parameters of the hash, and without any."""
        return [request(entries=[request_entry(forge.cert_id(CA, one, hash_name, parameters=parameters)) for one in serials], **options)
                for parameters in (NULL, b"")]

    case("sha1-one", "One certificate, by SHA-1.", written(*asked(SERIAL)), bug="BASIC", importance="high", hash="sha1")
    return [Group("build", "Requests that are to be written. `fields.der` is the DER; `derAlso` are others that are as good: with and without "
                  "NULL as parameters of the hash.", cases, {"issuer": CA.der, "serials": [str(SERIAL)]})]
