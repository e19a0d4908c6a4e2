"""The keys of the corpus, derived from their names: they are public, and the same each time.

Signatures are the same each time, too: PKCS #1 and EdDSA are so by themselves, ECDSA has its nonce by RFC 6979, and the
salt of PSS is a hash of what is signed.
"""

import functools
import hashlib
import hmac
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa, utils

sys.path.append(str(Path(__file__).resolve().parents[2] / "test/peers"))

import ocsp_forge as forge

CURVES = {"p256": ec.SECP256R1(), "p384": ec.SECP384R1()}
ORDERS = {
    "p256": 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551,
    "p384": 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973
}
SMALL_PRIMES = [n for n in range(3, 2000) if all(n % m for m in range(2, int(n ** 0.5) + 1))]


def stream(name, size):
    """As many bytes as are asked for, of no meaning."""
    return hashlib.shake_256(f"ocsp-limbo {name}".encode()).digest(size)


def prime(name, bits):
    candidate = int.from_bytes(stream(name, bits // 8), "big") | 3 << (bits - 2) | 1
    while not (all(candidate % small for small in SMALL_PRIMES) and candidate % 65537 != 1
               and all(pow(base, candidate - 1, candidate) == 1 for base in (2, 3, 5, 7))):
        candidate += 2
    return candidate


def make_rsa(name):
    p, q = prime(f"{name} p", 1024), prime(f"{name} q", 1024)
    d = pow(65537, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q),
                                    rsa.RSAPublicNumbers(65537, p * q))
    return numbers.private_key()


def make_ec(name, kind):
    size = ORDERS[kind].bit_length() // 8
    return ec.derive_private_key(int.from_bytes(stream(name, size), "big") % (ORDERS[kind] - 1) + 1, CURVES[kind])


MAKERS = {
    "rsa": make_rsa, "p256": lambda name: make_ec(name, "p256"), "p384": lambda name: make_ec(name, "p384"),
    "ed25519": lambda name: ed25519.Ed25519PrivateKey.from_private_bytes(stream(name, 32)),
    "ed448": lambda name: ed448.Ed448PrivateKey.from_private_bytes(stream(name, 57)),
}
MADE = {}


def private_key(kind, name):
    if (kind, name) not in MADE:
        MADE[kind, name] = MAKERS[kind](f"{kind} {name}")
    return MADE[kind, name]


def sign_ecdsa(kind, hash_name):
    """RFC 6979 3.2, for hashes as long as the order."""
    order, size = ORDERS[kind], ORDERS[kind].bit_length() // 8

    def sign(key, message):
        digest = hashlib.new(hash_name, message).digest()
        secret = key.private_numbers().private_value
        number = int.from_bytes(digest, "big") % order
        seed = secret.to_bytes(size, "big") + number.to_bytes(size, "big")
        mac = functools.partial(hmac.digest, digest=hash_name)
        k, v = bytes(len(digest)), b"\1" * len(digest)
        for step in (b"\0", b"\1"):
            k = mac(k, v + step + seed)
            v = mac(k, v)
        while True:
            v = mac(k, v)
            nonce = int.from_bytes(v, "big")
            if 0 < nonce < order:
                r = ec.derive_private_key(nonce, CURVES[kind]).public_key().public_numbers().x % order
                s = pow(nonce, -1, order) * (number + r * secret) % order
                if r and s:
                    return utils.encode_dss_signature(r, s)
            k = mac(k, v + b"\0")
            v = mac(k, v)

    return sign


def sign_pss(hash_name):
    """RFC 8017 8.1.1, for keys of 2048 bits and salts as long as the hash."""
    def sign(key, message):
        numbers = key.private_numbers()
        salt = hashlib.new(hash_name, b"salt" + message).digest()
        digest = hashlib.new(hash_name, bytes(8) + hashlib.new(hash_name, message).digest() + salt).digest()
        block = bytes(256 - 2 * len(salt) - 2) + b"\1" + salt
        mask, counter = b"", 0
        while len(mask) < len(block):
            mask += hashlib.new(hash_name, digest + counter.to_bytes(4, "big")).digest()
            counter += 1
        masked = bytes(a ^ b for a, b in zip(block, mask))
        encoded = bytes([masked[0] & 0x7f]) + masked[1:] + digest + b"\xbc"
        modulus = numbers.public_numbers.n
        return pow(int.from_bytes(encoded, "big"), numbers.d, modulus).to_bytes(256, "big")

    return sign


def key(scheme, name):
    """A key pair that signs by one of forge.SCHEMES."""
    kind, algorithm, sign = forge.SCHEMES[scheme]
    if scheme.startswith("ecdsa"):
        sign = sign_ecdsa(kind, scheme.rpartition("-")[2])
    elif scheme.startswith("pss"):
        sign = sign_pss(scheme.split("-")[1])
    made = forge.Key(private_key(kind, name), algorithm, sign)
    if scheme.startswith(("ecdsa", "pss")):
        check(made, scheme)
    return made


def check(made, scheme):
    """Raises InvalidSignature unless what was written here is what python3-cryptography verifies."""
    signature, public = made.sign(b"tried"), made.private.public_key()
    hash_algorithm = forge.HASHES[scheme.split("-")[1 if scheme.startswith("pss") else 2]]()
    if scheme.startswith("pss"):
        scheme = padding.PSS(padding.MGF1(hash_algorithm), hash_algorithm.digest_size)
        public.verify(signature, b"tried", scheme, hash_algorithm)
    else:
        public.verify(signature, b"tried", ec.ECDSA(hash_algorithm))


def all_pem():
    """Of the keys that were made: NAME.KIND.pem and what it holds."""
    for (kind, name), private in sorted(MADE.items()):
        yield f"{name}.{kind}.pem", private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                                          serialization.NoEncryption())
