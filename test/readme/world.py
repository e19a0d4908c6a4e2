"""The files that the documents and the examples of --help speak of, and the responder that leaf.pem names.

ca.pem ca.key           a CA
leaf.pem other.pem      certificates of it, with the serial numbers 0x1001 and 0x1002; revoked.pem, 0x1003
chain.pem               leaf.pem and ca.pem
index.txt               what `openssl ca` knows of them
ocsp.pem ocsp.key       a responder that the CA has authorised
request.der             a request about leaf.pem with a nonce, and response.der, the answer
responses/              answers about leaf.pem and other.pem
sites/                  the same, each in a folder with the certificate and its issuer
signed.pdf              holds the first of them
staples/                site.pem, as HAProxy has it, with site.pem.ocsp and site.pem.issuer; shop.der beside shop.pem
access.log              a line of a web server's log with a request by GET
answer.http             an answer as curl -si prints it
capture.pcap            the same, captured
"""

import datetime
import pathlib
import struct
import subprocess
import urllib.request

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

NOW = datetime.datetime.utcnow().replace(microsecond=0)
PEM = serialization.Encoding.PEM


def certificate(name, key, serial, issuer, extensions):
    """`issuer` is the certificate and the key of the CA, or None for itself."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer[0].subject if issuer else subject)
               .public_key(key.public_key()).serial_number(serial)
               .not_valid_before(NOW - datetime.timedelta(days=1)).not_valid_after(NOW + datetime.timedelta(days=60)))
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, is_critical)
    return builder.sign(issuer[1] if issuer else key, hashes.SHA256())


def subject_key(key):
    return x509.SubjectKeyIdentifier.from_public_key(key.public_key())


def key_usage(**those):
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{name: those.get(name, False) for name in names})


def key_pem(key):
    return key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def pcap(payload):
    """A capture of one TCP segment over Ethernet and IPv4."""
    tcp = struct.pack("!HHIIBBHHH", 80, 40000, 1, 1, 5 << 4, 0x18, 65535, 0, 0) + payload
    host = bytes((127, 0, 0, 1))
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 1, 0, 64, 6, 0, host, host)
    frame = bytes(12) + b"\x08\x00" + ip + tcp
    return (struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1) +
            struct.pack("<IIII", int(NOW.timestamp()), 0, len(frame), len(frame)) + frame)


class World:
    """Makes the files in a folder. The responder runs until close()."""

    def __init__(self, folder, ocspan):
        self.folder, self.ocspan = pathlib.Path(folder), ocspan
        for name in ("responses", "staples"):
            (self.folder / name).mkdir(parents=True)
        keys = {name: ec.generate_private_key(ec.SECP256R1()) for name in ("ca", "ocsp", "leaf")}
        is_ca = (x509.BasicConstraints(True, None), True)
        ca = certificate("Example CA", keys["ca"], 1, None, [is_ca, (subject_key(keys["ca"]), False)])
        issuer = (ca, keys["ca"])
        by_ca = (x509.AuthorityKeyIdentifier.from_issuer_public_key(keys["ca"].public_key()), False)
        responder = certificate("Example OCSP", keys["ocsp"], x509.random_serial_number(), issuer, [
            (key_usage(digital_signature=True), True), (subject_key(keys["ocsp"]), False), by_ca,
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False), (x509.OCSPNoCheck(), False)])
        for name, made in (("ca", ca), ("ocsp", responder)):
            self.write(f"{name}.pem", made.public_bytes(PEM))
            self.write(f"{name}.key", key_pem(keys[name]))
        expires = NOW + datetime.timedelta(days=60)
        known = (("V", "", 1001, "www.example.com"), ("V", "", 1002, "shop.example.com"),
                 ("R", f"{NOW:%y%m%d%H%M%SZ},keyCompromise", 1003, "old.example.com"))
        self.write("index.txt", "".join(f"{state}\t{expires:%y%m%d%H%M%SZ}\t{when}\t{serial}\tunknown\t/CN={host}\n"
                                        for state, when, serial, host in known).encode())
        self.server = subprocess.Popen(  # pylint: disable=consider-using-with # close() ends it
            [ocspan, "serve", "--issuer", "ca.pem", "--responder", "ocsp.pem", "--key", "ocsp.key",
             "--index", "index.txt"], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            self.url = self.server.stdout.readline().split()[-1]
            access = x509.AuthorityInformationAccess([x509.AccessDescription(
                AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(self.url))])
            for name, host, serial in (("leaf", "www", 0x1001), ("other", "shop", 0x1002), ("revoked", "old", 0x1003)):
                made = certificate(f"{host}.example.com", keys["leaf"], serial, issuer, [(access, False)])
                self.write(f"{name}.pem", made.public_bytes(PEM))
            self.write("chain.pem", self.read("leaf.pem") + self.read("ca.pem"))
            self.make_messages(key_pem(keys["leaf"]))
        except BaseException:
            self.close()
            raise

    def make_messages(self, leaf_key):
        request = self.ask("leaf.pem", "--nonce", "random")
        self.write("request.der", request)
        response, header = self.post(request)
        self.write("response.der", response)
        self.write("answer.http", header + response)
        self.write("capture.pcap", pcap(header + response))
        by_serial = {}
        for name, serial in (("leaf", "1001"), ("other", "1002")):
            by_serial[serial] = self.post(self.ask(f"{name}.pem"))[0]
            self.write(f"responses/{serial}.der", by_serial[serial])
            (self.folder / "sites" / name).mkdir(parents=True)
            self.write(f"sites/{name}/issuer.pem", self.read("ca.pem"))
            self.write(f"sites/{name}/certificate.pem", self.read(f"{name}.pem"))
            self.write(f"sites/{name}/response.der", by_serial[serial])
        self.write("signed.pdf", b"%PDF-1.7\n".ljust(1234) + by_serial["1001"])
        self.write("staples/site.pem", self.read("leaf.pem") + leaf_key)
        self.write("staples/site.pem.issuer", self.read("ca.pem"))
        self.write("staples/site.pem.ocsp", by_serial["1001"])
        self.write("staples/shop.pem", self.read("other.pem") + self.read("ca.pem"))
        self.write("staples/shop.der", by_serial["1002"])
        path = self.ask("leaf.pem", "--get").decode().strip()[len(self.url) - 1:]
        line = f'192.0.2.1 - - [{NOW:%d/%b/%Y:%H:%M:%S} +0000] "GET {path} HTTP/1.1" 200 975\n'
        self.write("access.log", line.encode())

    def write(self, name, content):
        (self.folder / name).write_bytes(content)

    def read(self, name):
        return (self.folder / name).read_bytes()

    def ask(self, name, *options):
        return subprocess.check_output([self.ocspan, "create-request", "--issuer", "ca.pem", "--cert", name, *options],
                                       cwd=self.folder)

    def post(self, request):
        """The response, and the header that came before it."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(urllib.request.Request(
                self.url, request, {"Content-Type": "application/ocsp-request"}), timeout=20) as answer:
            fields = "".join(f"{key}: {value}\r\n" for key, value in answer.getheaders())
            return answer.read(), f"HTTP/1.1 {answer.status} OK\r\n{fields}\r\n".encode()

    def close(self):
        self.server.terminate()
        self.server.wait(20)
        self.server.stdout.close()
