#!/usr/bin/python3
"""asn1crypto: reads. It decodes lazily, so it is asked for all by `native`."""

import itertools

import asn1crypto.version
from asn1crypto import ocsp

from limbo import MOST, hexadecimal, parse, run, timestamp

STATUSES = {"successful": "successful", "malformed_request": "malformedRequest", "internal_error": "internalError",
            "try_later": "tryLater", "sign_required": "sigRequired", "unauthorized": "unauthorized"}
REASONS = {"ca_compromise": "cACompromise", "aa_compromise": "aACompromise", "remove_from_crl": "removeFromCRL"}


def camel(name):
    first, *rest = name.split("_")
    return REASONS.get(name) or first + "".join(map(str.title, rest))


def algorithm(one):
    return {"oid": one["algorithm"].dotted}


def cert_id(one):
    return {"hashAlgorithm": algorithm(one["hash_algorithm"]), "issuerNameHash": one["issuer_name_hash"].native.hex(),
            "issuerKeyHash": one["issuer_key_hash"].native.hex(), "serialNumberHex": hexadecimal(one["serial_number"].native)}


def extensions(found):
    if found.native is None:
        return []
    return [{"oid": one["extn_id"].dotted, "critical": one["critical"].native,
             "value": one["extn_value"].contents.hex()} for one in itertools.islice(found, MOST)]


def single(one):
    status, revoked = one["cert_status"], None
    if status.name == "revoked":
        revoked = status.chosen
    reason = revoked and revoked["revocation_reason"].native
    return {"certId": cert_id(one["cert_id"]), "certStatus": status.name,
            "revocationTime": revoked and timestamp(revoked["revocation_time"].native),
            "revocationReason": reason and camel(reason), "thisUpdate": timestamp(one["this_update"].native),
            "nextUpdate": timestamp(one["next_update"].native), "extensions": extensions(one["single_extensions"])}


def read_response(message):
    response = ocsp.OCSPResponse.load(message, strict=True)
    response.native  # decodes all of it
    fields = {"responseStatus": STATUSES[response["response_status"].native]}
    if fields["responseStatus"] != "successful":
        return fields | {"basic": None}
    basic = response.basic_ocsp_response
    basic.native
    data = basic["tbs_response_data"]
    responder = data["responder_id"]
    key = "byKey" if responder.name == "by_key" else "byNameDer"
    value = responder.chosen.contents if key == "byKey" else responder.chosen.untag().dump()
    return fields | {"responseType": response["response_bytes"]["response_type"].dotted, "basic": {
        "responderId": {key: value.hex()}, "producedAt": timestamp(data["produced_at"].native),
        "responses": [single(one) for one in itertools.islice(data["responses"], MOST)],
        "extensions": extensions(data["response_extensions"]),
        "signatureAlgorithm": algorithm(basic["signature_algorithm"]), "signature": basic["signature"].native.hex(),
        "certificates": [one.dump().hex() for one in itertools.islice(basic["certs"] or (), MOST)]}}


def read_request(message):
    request = ocsp.OCSPRequest.load(message, strict=True)
    request.native
    data = request["tbs_request"]
    return {"requests": [{"certId": cert_id(one["req_cert"]),
                          "extensions": extensions(one["single_request_extensions"])} for one in itertools.islice(data["request_list"], MOST)],
            "extensions": extensions(data["request_extensions"])}


run({"peer": "asn1crypto", "version": asn1crypto.version.__version__, "features": ["multi", "signed-request", "nonce",
     "pss", "eddsa", "ml-dsa", "sha256-certid"], "hashes": [], "signatures": [], "clock": "input"},
    {"parse_response": parse(read_response), "parse_request": parse(read_request)})
