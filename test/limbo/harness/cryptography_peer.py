#!/usr/bin/python3
"""python3-cryptography: reads and writes, and verifies nothing. It decodes much only when asked, so it is asked for all."""

import base64
import itertools

import cryptography
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp

from limbo import MOST, hexadecimal, reject, run, timestamp

DER = serialization.Encoding.DER
STATUSES = {ocsp.OCSPResponseStatus.SUCCESSFUL: "successful",
            ocsp.OCSPResponseStatus.MALFORMED_REQUEST: "malformedRequest",
            ocsp.OCSPResponseStatus.INTERNAL_ERROR: "internalError", ocsp.OCSPResponseStatus.TRY_LATER: "tryLater",
            ocsp.OCSPResponseStatus.SIG_REQUIRED: "sigRequired", ocsp.OCSPResponseStatus.UNAUTHORIZED: "unauthorized"}


def cert_id(one):
    fields = {"issuerNameHash": one.issuer_name_hash.hex(), "issuerKeyHash": one.issuer_key_hash.hex(),
              "serialNumberHex": hexadecimal(one.serial_number)}
    try:
        fields["hashAlgorithm"] = {"name": one.hash_algorithm.name}
    except UnsupportedAlgorithm:
        pass  # the message is read all the same
    return fields


def extensions(found):
    return [{"oid": one.oid.dotted_string, "critical": one.critical} for one in itertools.islice(found, MOST)]


def single(one):
    return {"certId": cert_id(one), "certStatus": one.certificate_status.name.lower(),
            "revocationTime": timestamp(one.revocation_time),
            "revocationReason": one.revocation_reason and one.revocation_reason.value,
            "thisUpdate": timestamp(one.this_update), "nextUpdate": timestamp(one.next_update)}


def parse_response(message, _):
    try:
        response = ocsp.load_der_ocsp_response(message)
        fields = {"responseStatus": STATUSES[response.response_status]}
        if response.response_status != ocsp.OCSPResponseStatus.SUCCESSFUL:
            return {"verdict": "accept", "fields": fields | {"basic": None}}
        if response.responder_name is not None:
            responder = {"byNameDer": response.responder_name.public_bytes().hex()}
        else:
            responder = {"byKey": response.responder_key_hash.hex()}
        fields["basic"] = basic = {
            "responderId": responder, "producedAt": timestamp(response.produced_at),
            "responses": [single(one) for one in itertools.islice(response.responses, MOST)], "extensions": extensions(response.extensions),
            "signatureAlgorithm": {"oid": response.signature_algorithm_oid.dotted_string},
            "signature": response.signature.hex(),
            "certificates": [one.public_bytes(DER).hex() for one in response.certificates[:MOST]]}
        if len(basic["responses"]) == 1:
            basic["responses"][0]["extensions"] = extensions(response.single_extensions)
        return {"verdict": "accept", "fields": fields}
    except Exception as error:
        return reject(error)


def parse_request(message, _):
    try:
        request = ocsp.load_der_ocsp_request(message)
        return {"verdict": "accept", "fields": {"requests": [{"certId": cert_id(request)}],
                                                "extensions": extensions(request.extensions)}}
    except NotImplementedError as error:  # more than one request
        return {"verdict": "skip", "detail": str(error)}
    except Exception as error:
        return reject(error)


def build_request(_, inputs):
    """By hashes: from an issuer alone, without a certificate, it makes none."""
    if "issuer_name_hash" not in inputs or len(inputs["serials"]) != 1 or "requestor_name" in inputs:
        return {"verdict": "skip", "detail": "writes one CertID, by hashes, and no requestorName"}
    try:
        algorithm = {"sha1": hashes.SHA1, "sha256": hashes.SHA256}[inputs.get("hash", "sha256")]()
        builder = ocsp.OCSPRequestBuilder().add_certificate_by_hash(
            base64.b64decode(inputs["issuer_name_hash"]), base64.b64decode(inputs["issuer_key_hash"]),
            int(inputs["serials"][0]), algorithm)
        if "nonce" in inputs:
            builder = builder.add_extension(x509.OCSPNonce(base64.b64decode(inputs["nonce"])), False)
        return {"verdict": "accept", "fields": {"der": base64.b64encode(builder.build().public_bytes(DER)).decode()}}
    except Exception as error:
        return reject(error)


OPERATIONS = {"parse_response": parse_response, "parse_request": parse_request}
if hasattr(ocsp.OCSPRequestBuilder, "add_certificate_by_hash"):  # since 39
    OPERATIONS["build_request"] = build_request
run({"peer": "cryptography", "version": cryptography.__version__, "features": ["nonce", "multi", "signed-request",
     "pss", "eddsa", "ml-dsa", "sha256-certid"], "hashes": ["sha1", "sha224", "sha256", "sha384", "sha512"],
     "signatures": [], "clock": "input"}, OPERATIONS)
