"""Certificates and OCSP responses of any shape, right and wrong, built byte by byte and signed with
the keys of python3-cryptography.

Nothing here knows what may be trusted: whatever is asked for is built.
"""

import base64
import hashlib
from typing import NamedTuple

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa

HASHES = {"sha1": hashes.SHA1, "sha224": hashes.SHA224, "sha256": hashes.SHA256, "sha384": hashes.SHA384,
          "sha512": hashes.SHA512, "sha3-256": hashes.SHA3_256}
HASH_OIDS = {"md5": "1.2.840.113549.2.5", "sha1": "1.3.14.3.2.26", "sha224": "2.16.840.1.101.3.4.2.4",
             "sha256": "2.16.840.1.101.3.4.2.1", "sha384": "2.16.840.1.101.3.4.2.2",
             "sha512": "2.16.840.1.101.3.4.2.3", "sha3-256": "2.16.840.1.101.3.4.2.8"}
NULL = b"\x05\x00"
OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"
SERVER_AUTH = "1.3.6.1.5.5.7.3.1"
ANY_PURPOSE = "2.5.29.37.0"
NONCE = "1.3.6.1.5.5.7.48.1.2"
NOCHECK = "1.3.6.1.5.5.7.48.1.5"


def tlv(tag, *parts):
    contents = b"".join(parts)
    size = len(contents)
    if size < 0x80:
        length = bytes([size])
    else:
        data = size.to_bytes((size.bit_length() + 7) // 8, "big")
        length = bytes([0x80 | len(data)]) + data
    return bytes([tag]) + length + contents


def sequence(*parts):
    return tlv(0x30, *parts)


def explicit(number, *parts):
    return tlv(0xa0 | number, *parts)


def integer(number):
    magnitude = number if number >= 0 else ~number
    return tlv(0x02, number.to_bytes(magnitude.bit_length() // 8 + 1, "big", signed=True))


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    data = b""
    for arc in [40 * arcs[0] + arcs[1], *arcs[2:]]:
        groups = [arc & 0x7f]
        while arc := arc >> 7:
            groups.insert(0, 0x80 | (arc & 0x7f))
        data += bytes(groups)
    return tlv(0x06, data)


def octet_string(data):
    return tlv(0x04, data)


def bit_string(data, unused=0):
    return tlv(0x03, bytes([unused]), data)


def generalized_time(moment):
    return tlv(0x18, moment.strftime("%Y%m%d%H%M%SZ").encode())


def name(common_name, tag=0x0c):
    return sequence(tlv(0x31, sequence(oid("2.5.4.3"), tlv(tag, common_name.encode()))))


def extension(dotted, value, critical=False):
    return sequence(oid(dotted), tlv(0x01, b"\xff") if critical else b"", octet_string(value))


class Key:
    """A key pair with the way it signs."""

    def __init__(self, private, algorithm, sign):
        self.private, self.algorithm, self._sign = private, algorithm, sign
        self.spki = private.public_key().public_bytes(serialization.Encoding.DER,
                                                      serialization.PublicFormat.SubjectPublicKeyInfo)
        self.bits = contents(children(self.spki)[1])[1:]    # without the number of unused bits

    def sign(self, message):
        return self._sign(self.private, message)

    def with_scheme(self, scheme):
        return Key(self.private, *SCHEMES[scheme][1:])


def header_size(der):
    return 2 if der[1] < 0x80 else 2 + (der[1] & 0x7f)


def whole_size(der):
    length = der[1] if der[1] < 0x80 else int.from_bytes(der[2:header_size(der)], "big")
    return header_size(der) + length


def contents(der):
    return der[header_size(der):]


def children(der):
    """The values in a constructed one."""
    rest, found = contents(der), []
    while rest:
        found.append(rest[:whole_size(rest)])
        rest = rest[whole_size(rest):]
    return found


def rsa_pkcs1(hash_name):
    arcs = {"sha1": 5, "sha224": 14, "sha256": 11, "sha384": 12, "sha512": 13}
    return (sequence(oid(f"1.2.840.113549.1.1.{arcs[hash_name]}"), NULL),
            lambda key, message: key.sign(message, padding.PKCS1v15(), HASHES[hash_name]()))


def rsa_pss(hash_name, salt):
    hash_algorithm = sequence(oid(HASH_OIDS[hash_name]), NULL)
    fields = b"" if hash_name == "sha1" else (
        explicit(0, hash_algorithm) + explicit(1, sequence(oid("1.2.840.113549.1.1.8"), hash_algorithm)))
    fields += b"" if salt == 20 else explicit(2, integer(salt))
    scheme = padding.PSS(padding.MGF1(HASHES[hash_name]()), salt)
    return (sequence(oid("1.2.840.113549.1.1.10"), sequence(fields)),
            lambda key, message: key.sign(message, scheme, HASHES[hash_name]()))


def ecdsa(hash_name):
    dotted = {"sha1": "1.2.840.10045.4.1", "sha224": "1.2.840.10045.4.3.1", "sha256": "1.2.840.10045.4.3.2",
              "sha384": "1.2.840.10045.4.3.3", "sha512": "1.2.840.10045.4.3.4"}[hash_name]
    return sequence(oid(dotted)), lambda key, message: key.sign(message, ec.ECDSA(HASHES[hash_name]()))


def dsa_with(hash_name):
    dotted = {"sha1": "1.2.840.10040.4.3", "sha224": "2.16.840.1.101.3.4.3.1",
              "sha256": "2.16.840.1.101.3.4.3.2"}[hash_name]
    return sequence(oid(dotted)), lambda key, message: key.sign(message, HASHES[hash_name]())


def eddsa(dotted):
    return sequence(oid(dotted)), lambda key, message: key.sign(message)


# The kind of key, AlgorithmIdentifier, how it signs.
SCHEMES = {
    **{f"rsa-{one}": ("rsa", *rsa_pkcs1(one)) for one in ("sha1", "sha224", "sha256", "sha384", "sha512")},
    **{f"pss-{one}-{salt}": ("rsa", *rsa_pss(one, salt))
       for one, salt in (("sha1", 20), ("sha256", 32), ("sha384", 48), ("sha512", 64), ("sha256", 0))},
    **{f"ecdsa-p256-{one}": ("p256", *ecdsa(one)) for one in ("sha1", "sha224", "sha256", "sha384", "sha512")},
    "ecdsa-p384-sha384": ("p384", *ecdsa("sha384")),
    "ecdsa-p521-sha512": ("p521", *ecdsa("sha512")),
    "ecdsa-brainpool256-sha256": ("brainpool256", *ecdsa("sha256")),
    "ecdsa-secp256k1-sha256": ("secp256k1", *ecdsa("sha256")),
    "dsa-sha1": ("dsa", *dsa_with("sha1")),
    "dsa-sha256": ("dsa", *dsa_with("sha256")),
    "ed25519": ("ed25519", *eddsa("1.3.101.112")),
    "ed448": ("ed448", *eddsa("1.3.101.113")),
}
GENERATORS = {
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
    "p256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "p384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "p521": lambda: ec.generate_private_key(ec.SECP521R1()),
    "brainpool256": lambda: ec.generate_private_key(ec.BrainpoolP256R1()),
    "secp256k1": lambda: ec.generate_private_key(ec.SECP256K1()),
    "dsa": lambda: dsa.generate_private_key(2048),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
    "ed448": ed448.Ed448PrivateKey.generate,
}


def new_key(scheme):
    return Key(GENERATORS[SCHEMES[scheme][0]](), *SCHEMES[scheme][1:])


def key_usage(*bits):
    byte = sum(0x80 >> bit for bit in bits)
    return extension("2.5.29.15", bit_string(bytes([byte]), 7 - max(bits)), True)


def purposes(*dotted, critical=False):
    return extension("2.5.29.37", sequence(*map(oid, dotted)), critical)


class Certificate(NamedTuple):
    der: bytes
    subject: bytes      # Name
    key: Key

    def pem(self):
        return ssl_pem("CERTIFICATE", self.der)


def ssl_pem(label, der):
    text = base64.encodebytes(der).decode()
    return f"-----BEGIN {label}-----\n{text}-----END {label}-----\n"


def certificate(subject, key, issuer_name, issuer_key, serial, begin, end, extensions=(), *,
                inner_algorithm=None, damage=False, unused_bits=0, version=2, unique_ids=b""):
    """`issuer_name` need not be that of whose key signs."""
    tbs = sequence(
        explicit(0, integer(version)), serial if isinstance(serial, bytes) else integer(serial),
        inner_algorithm or issuer_key.algorithm, issuer_name,
        sequence(generalized_time(begin) if begin.year >= 2050 else utc_time(begin),
                 generalized_time(end) if end.year >= 2050 else utc_time(end)),
        subject, key.spki, unique_ids, explicit(3, sequence(*extensions)) if extensions else b"")
    signature = damaged(issuer_key.sign(tbs)) if damage else issuer_key.sign(tbs)
    return Certificate(sequence(tbs, issuer_key.algorithm, bit_string(signature, unused_bits)), subject, key)


def utc_time(moment):
    return tlv(0x17, moment.strftime("%y%m%d%H%M%SZ").encode())


def damaged(signature):
    """One bit is another: of the number, not of the framing that some signatures have."""
    at = len(signature) // 3
    return signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1:]


def cert_id(issuer, serial, hash_name="sha1", *, name_hash=None, key_hash=None, parameters=NULL, hash_oid=None):
    digest = hashlib.new(hash_name.replace("sha3-", "sha3_"), usedforsecurity=False)
    by_name, by_key = digest.copy(), digest
    by_name.update(issuer.subject)
    by_key.update(issuer.key.bits)
    return sequence(sequence(oid(hash_oid or HASH_OIDS[hash_name]), parameters),
                    octet_string(by_name.digest() if name_hash is None else name_hash),
                    octet_string(by_key.digest() if key_hash is None else key_hash),
                    serial if isinstance(serial, bytes) else integer(serial))


GOOD = tlv(0x80)
UNKNOWN = tlv(0x82)


def revoked(moment, reason=None):
    return tlv(0xa1, generalized_time(moment),
               b"" if reason is None else explicit(0, tlv(0x0a, bytes([reason]))))


def single(cert, status, this_update, next_update=None, extensions=()):
    return sequence(cert, status, generalized_time(this_update),
                    b"" if next_update is None else explicit(0, generalized_time(next_update)),
                    explicit(1, sequence(*extensions)) if extensions else b"")


def by_name(certificate_or_name):
    return explicit(1, getattr(certificate_or_name, "subject", certificate_or_name))


def by_key(key):
    return explicit(2, octet_string(hashlib.sha1(key.bits, usedforsecurity=False).digest()))


def response(responder_id, produced_at, singles, key, certificates=(), extensions=(), *,
             damage=False, unused_bits=0, signed=None):
    """`signed`: other bytes that are signed in place of the ResponseData."""
    tbs = sequence(responder_id, generalized_time(produced_at), sequence(*singles),
                   explicit(1, sequence(*extensions)) if extensions else b"")
    signature = key.sign(tbs if signed is None else signed)
    basic = sequence(tbs, key.algorithm, bit_string(damaged(signature) if damage else signature, unused_bits),
                     explicit(0, sequence(*certificates)) if certificates else b"")
    return sequence(tlv(0x0a, b"\0"), explicit(0, sequence(oid("1.3.6.1.5.5.7.48.1.1"), octet_string(basic))))


def unsuccessful(status):
    return sequence(tlv(0x0a, bytes([status])))


def nonce(data, bare=False):
    return extension(NONCE, data if bare else octet_string(data))


def request(cert, extensions=()):
    return sequence(sequence(sequence(sequence(cert)),
                             explicit(2, sequence(*extensions)) if extensions else b""))
