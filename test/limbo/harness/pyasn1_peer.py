#!/usr/bin/python3
"""pyasn1-modules: reads, by its DER decoder and its module of RFC 6960."""

import importlib.metadata
import itertools

from pyasn1.codec.der.decoder import decode
from pyasn1.codec.der.encoder import encode
from pyasn1_modules import rfc6960

from limbo import MOST, REASONS, RESPONSE_STATUSES, hexadecimal, parse, run, timestamp

BASIC = rfc6960.id_pkix_ocsp_basic


def whole(message, spec):
    value, rest = decode(message, asn1Spec=spec)
    if rest:
        raise ValueError(f"{len(rest)} bytes follow")
    return value


def algorithm(one):
    return {"oid": str(one["algorithm"])}


def cert_id(one):
    return {"hashAlgorithm": algorithm(one["hashAlgorithm"]), "issuerNameHash": bytes(one["issuerNameHash"]).hex(),
            "issuerKeyHash": bytes(one["issuerKeyHash"]).hex(), "serialNumberHex": hexadecimal(int(one["serialNumber"]))}


def extensions(found):
    return [{"oid": str(one["extnID"]), "critical": bool(one["critical"]), "value": bytes(one["extnValue"]).hex()}
            for one in itertools.islice(found, MOST)] if found.isValue else []


def single(one):
    status = one["certStatus"].getName()
    revoked = one["certStatus"].getComponent() if status == "revoked" else None
    reason = revoked is not None and revoked["revocationReason"].isValue
    return {"certId": cert_id(one["certID"]), "certStatus": status,
            "revocationTime": timestamp(revoked["revocationTime"].asDateTime) if revoked is not None else None,
            "revocationReason": REASONS[int(revoked["revocationReason"])] if reason else None,
            "thisUpdate": timestamp(one["thisUpdate"].asDateTime),
            "nextUpdate": timestamp(one["nextUpdate"].asDateTime) if one["nextUpdate"].isValue else None,
            "extensions": extensions(one["singleExtensions"])}


def read_response(message):
    response = whole(message, rfc6960.OCSPResponse())
    fields = {"responseStatus": RESPONSE_STATUSES[int(response["responseStatus"])]}
    if fields["responseStatus"] != "successful":
        return fields | {"basic": None}
    if not response["responseBytes"].isValue or response["responseBytes"]["responseType"] != BASIC:
        raise ValueError("not a basic response")
    basic = whole(response["responseBytes"]["response"], rfc6960.BasicOCSPResponse())
    data = basic["tbsResponseData"]
    responder = data["responderID"]
    if responder.getName() == "byKey":
        name = {"byKey": bytes(responder["byKey"]).hex()}
    else:
        name = {"byNameDer": encode(responder["byName"].getComponent()).hex()}
    return fields | {"responseType": str(BASIC), "basic": {
        "responderId": name, "producedAt": timestamp(data["producedAt"].asDateTime),
        "responses": [single(one) for one in itertools.islice(data["responses"], MOST)], "extensions": extensions(data["responseExtensions"]),
        "signatureAlgorithm": algorithm(basic["signatureAlgorithm"]), "signature": basic["signature"].asOctets().hex(),
        "certificates": [encode(one).hex() for one in itertools.islice(basic["certs"], MOST)] if basic["certs"].isValue else []}}


def read_request(message):
    data = whole(message, rfc6960.OCSPRequest())["tbsRequest"]
    return {"requests": [{"certId": cert_id(one["reqCert"]), "extensions": extensions(one["singleRequestExtensions"])}
                         for one in itertools.islice(data["requestList"], MOST)], "extensions": extensions(data["requestExtensions"])}


run({"peer": "pyasn1", "version": importlib.metadata.version("pyasn1-modules") + " with pyasn1 "
     + importlib.metadata.version("pyasn1"), "features": ["multi", "signed-request", "nonce", "pss", "eddsa", "ml-dsa",
     "sha256-certid"], "hashes": [], "signatures": [], "clock": "input"},
    {"parse_response": parse(read_response), "parse_request": parse(read_request)})
