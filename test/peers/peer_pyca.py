"""What python3-cryptography reads (38 and later), as partial documents."""

import warnings

from document import (HASH_OIDS, Label, Name, Refusal, Refused, STATUSES, Unsupported,
                      hash_algorithm, serial)

try:
    import cryptography
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from cryptography.x509 import ocsp
    MISSING = None
except ImportError as error:
    MISSING = f"python3-cryptography cannot be imported: {error}"

NAME = "pyca"


def missing():
    """None, or why this peer cannot be asked."""
    return MISSING


def version():
    return f"python3-cryptography {cryptography.__version__}"


def read(kind, data):
    """Partial documents of a message (certificates: PEM)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")     # naive datetimes, serials that are not positive
        try:
            return [{"response": response, "request": request,
                     "certificate": certificate}[kind](data)]
        except NotImplementedError as error:
            raise Unsupported(str(error)) from error
        except ValueError as error:
            raise Refused(str(error)) from error


def ask(getter):
    """The value, or a Refusal: what the peer fails to give is judged, not left out."""
    try:
        return getter()
    except Exception as error:
        return Refusal(f"{type(error).__name__}: {error}")


def response(data):
    message = ocsp.load_der_ocsp_response(data)
    status = STATUSES[message.response_status.value]
    if status != "successful":
        return {"responseStatus": status, "basic": None}
    singles = list(message.responses)
    basic = {
        "responderId": responder(message),
        "producedAt": ask(lambda: moment(message, "produced_at")),
        "responses": [single(one) for one in singles],
        "extensions": ask(lambda: extensions(message.extensions)),
        "signatureAlgorithm": ask(lambda: signature_algorithm(message)),
        "signature": ask(lambda: message.signature.hex()),
        "tbsResponseData": ask(lambda: message.tbs_response_bytes.hex()),
        "certificates": ask(lambda: [der(one) for one in message.certificates]),
    }
    if len(singles) == 1:       # pyca has the extensions of a SingleResponse only then
        basic["responses"][0]["extensions"] = ask(lambda: extensions(message.single_extensions))
    return {"responseStatus": status, "basic": basic}


def responder(message):
    key = message.responder_key_hash
    if key is not None:
        return {"byKey": key.hex()}
    name = message.responder_name
    return {"byName": distinguished(name), "byNameDer": name.public_bytes().hex()}


def single(one):
    reason = ask(lambda: one.revocation_reason)
    return {
        "certId": cert_id(one),
        "certStatus": ask(lambda: one.certificate_status.name.lower()),
        "revocationTime": ask(lambda: moment(one, "revocation_time")),
        "revocationReason": reason.value if hasattr(reason, "value") else reason,
        "thisUpdate": ask(lambda: moment(one, "this_update")),
        "nextUpdate": ask(lambda: moment(one, "next_update")),
    }


def cert_id(one):
    return {
        "hashAlgorithm": ask(lambda: hash_algorithm(HASH_OIDS[one.hash_algorithm.name])),
        "issuerNameHash": ask(lambda: one.issuer_name_hash.hex()),
        "issuerKeyHash": ask(lambda: one.issuer_key_hash.hex()),
        **serial(one.serial_number),
    }


def request(data):
    message = ocsp.load_der_ocsp_request(data)
    return {"requests": [{"certId": cert_id(message)}],
            "extensions": ask(lambda: extensions(message.extensions))}


def certificate(data):
    one = x509.load_pem_x509_certificate(data)
    key_format = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {
        "version": one.version.value + 1,
        **serial(one.serial_number),
        "signatureAlgorithm": ask(lambda: signature_algorithm(one)),
        "issuer": ask(lambda: distinguished(one.issuer)),
        "issuerDer": ask(lambda: one.issuer.public_bytes().hex()),
        "notBefore": ask(lambda: moment(one, "not_valid_before")),
        "notAfter": ask(lambda: moment(one, "not_valid_after")),
        "subject": ask(lambda: distinguished(one.subject)),
        "subjectDer": ask(lambda: one.subject.public_bytes().hex()),
        "subjectPublicKeyInfo":
            {"der": ask(lambda: one.public_key().public_bytes(*key_format).hex())},
        "extensions": ask(lambda: extensions(one.extensions)),
        "signature": ask(lambda: one.signature.hex()),
        "tbsCertificate": ask(lambda: one.tbs_certificate_bytes.hex()),
    }


def signature_algorithm(signed):
    oid = signed.signature_algorithm_oid.dotted_string
    return {"oid": oid, "name": Label(oid)}


def extensions(found):
    return [{"oid": one.oid.dotted_string, "name": Label(one.oid.dotted_string),
             "critical": one.critical, "value": ask(lambda one=one: one.value.public_bytes().hex())}
            for one in found]


def distinguished(name):
    return Name([[(attribute.oid.dotted_string, attribute.value) for attribute in rdn]
                 for rdn in reversed(name.rdns)])


def der(one):
    return one.public_bytes(Encoding.DER).hex()


def moment(holder, attribute):
    """A time of a message: version 43 added the `_utc` properties, 38 has naive datetimes."""
    aware = attribute + "_utc"
    value = getattr(holder, aware if hasattr(holder, aware) else attribute)
    return None if value is None else value.strftime("%Y-%m-%dT%H:%M:%SZ")
