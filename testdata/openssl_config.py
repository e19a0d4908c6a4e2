"""What the PKIs of generate.py and of test/peers/pki.py have in common: kinds of keys, and the configuration of openssl."""

KEY_OPTIONS = {
    "rsa": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    "ec": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    "ed": ["-algorithm", "ED25519"],
}

CONFIG = """
[req]
distinguished_name = dn
string_mask = {mask}
[dn]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, digitalSignature, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[responder]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
authorityKeyIdentifier = keyid
[leaf]
{leaf}"""


def config(mask, leaf):
    """A configuration file: the string mask of names, and the extensions of leaf certificates, with further sections."""
    return CONFIG.format(mask=mask, leaf=leaf)
