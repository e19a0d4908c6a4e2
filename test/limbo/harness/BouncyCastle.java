import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;

/** BouncyCastle. It reads, and asks for a request; whom to trust is its caller's to decide, so it verifies nothing here. */
final class BouncyCastle {
  private static void certId(CertificateID id, JsonObject parent) {
    JsonObject out = Limbo.object(parent, "certId");
    Limbo.object(out, "hashAlgorithm").addProperty("oid", id.getHashAlgOID().getId());
    out.addProperty("issuerNameHash", Limbo.hex(id.getIssuerNameHash()));
    out.addProperty("issuerKeyHash", Limbo.hex(id.getIssuerKeyHash()));
    out.addProperty("serialNumberHex", Limbo.hex(id.getSerialNumber().toByteArray()));
  }

  /** By OBJECT IDENTIFIER: the holder has no list of its own in which one may stand twice. */
  private static void extensions(List<?> oids, java.util.function.Function<ASN1ObjectIdentifier, Extension> find,
      JsonObject parent) {
    JsonArray out = Limbo.array(parent, "extensions");
    for (Object oid : oids.subList(0, Math.min(oids.size(), Limbo.MOST))) {
      Extension extension = find.apply((ASN1ObjectIdentifier) oid);
      JsonObject one = new JsonObject();
      one.addProperty("oid", extension.getExtnId().getId());
      one.addProperty("critical", extension.isCritical());
      one.addProperty("value", Limbo.hex(extension.getExtnValue().getOctets()));
      out.add(one);
    }
  }

  private static JsonObject single(SingleResp response) {
    JsonObject out = new JsonObject();
    certId(response.getCertID(), out);
    CertificateStatus status = response.getCertStatus();
    RevokedStatus revoked = status instanceof RevokedStatus ? (RevokedStatus) status : null;
    out.addProperty("certStatus", status == CertificateStatus.GOOD ? "good" : revoked != null ? "revoked" : "unknown");
    out.add("revocationTime", Limbo.time(revoked == null ? null : revoked.getRevocationTime()));
    out.addProperty("revocationReason",
        revoked != null && revoked.hasRevocationReason() ? Limbo.REASONS[revoked.getRevocationReason()] : null);
    out.add("thisUpdate", Limbo.time(response.getThisUpdate()));
    out.add("nextUpdate", Limbo.time(response.getNextUpdate()));
    extensions(response.getExtensionOIDs(), response::getExtension, out);
    return out;
  }

  private static void parseResponse(byte[] message, JsonObject inputs, JsonObject answer) throws Exception {
    OCSPResp response = new OCSPResp(message);
    JsonObject fields = new JsonObject();
    fields.addProperty("responseStatus", Limbo.STATUSES[response.getStatus()]);
    if (response.getStatus() == OCSPResp.SUCCESSFUL) {
      BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
      if (basic == null) {
        throw new IllegalArgumentException("no responseBytes");
      }
      JsonObject out = Limbo.object(fields, "basic");
      out.addProperty("version", basic.getVersion());
      ResponderID id = basic.getResponderId().toASN1Primitive();
      JsonObject responder = Limbo.object(out, "responderId");
      if (id.getKeyHash() != null) {
        responder.addProperty("byKey", Limbo.hex(id.getKeyHash()));
      } else {
        responder.addProperty("byNameDer", Limbo.hex(id.getName().getEncoded()));
      }
      out.add("producedAt", Limbo.time(basic.getProducedAt()));
      JsonArray responses = Limbo.array(out, "responses");
      Arrays.stream(basic.getResponses()).limit(Limbo.MOST).forEach(one -> responses.add(single(one)));
      extensions(basic.getExtensionOIDs(), basic::getExtension, out);
      Limbo.object(out, "signatureAlgorithm").addProperty("oid", basic.getSignatureAlgOID().getId());
      out.addProperty("signature", Limbo.hex(basic.getSignature()));
      JsonArray certificates = Limbo.array(out, "certificates");
      for (X509CertificateHolder one : Arrays.copyOf(basic.getCerts(), Math.min(basic.getCerts().length, Limbo.MOST))) {
        certificates.add(Limbo.hex(one.getEncoded()));
      }
    } else {
      fields.add("basic", JsonNull.INSTANCE);
    }
    answer.add("fields", fields);
    Limbo.verdict(answer, "accept", null);
  }

  private static void parseRequest(byte[] message, JsonObject inputs, JsonObject answer) throws Exception {
    OCSPReq request = new OCSPReq(message);
    JsonObject fields = new JsonObject();
    fields.addProperty("version", request.getVersionNumber());
    JsonArray requests = Limbo.array(fields, "requests");
    for (Req one : Arrays.copyOf(request.getRequestList(), Math.min(request.getRequestList().length, Limbo.MOST))) {
      JsonObject out = new JsonObject();
      certId(one.getCertID(), out);
      requests.add(out);
    }
    extensions(request.getExtensionOIDs(), request::getExtension, fields);
    answer.add("fields", fields);
    Limbo.verdict(answer, "accept", null);
  }

  private static void buildRequest(byte[] message, JsonObject inputs, JsonObject answer) throws Exception {
    if (!inputs.has("issuer") || inputs.has("acceptable_responses") || inputs.has("responder_url")) {
      Limbo.verdict(answer, "skip", "of an issuer, with a nonce at most");
      return;
    }
    boolean sha1 = inputs.has("hash") && inputs.get("hash").getAsString().equals("sha1");
    AlgorithmIdentifier hash = sha1 ? CertificateID.HASH_SHA1
        : new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    X509CertificateHolder issuer = new X509CertificateHolder(Limbo.bytes(inputs, "issuer"));
    OCSPReqBuilder builder = new OCSPReqBuilder();
    for (var serial : inputs.getAsJsonArray("serials")) {
      builder.addRequest(new CertificateID(new BcDigestCalculatorProvider().get(hash), issuer,
          new BigInteger(serial.getAsString())));
    }
    if (inputs.has("nonce")) {
      builder.setRequestExtensions(new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false,
          new org.bouncycastle.asn1.DEROctetString(Limbo.bytes(inputs, "nonce")).getEncoded())));
    }
    if (inputs.has("requestor_name")) {
      builder.setRequestorName(X500Name.getInstance(Limbo.bytes(inputs, "requestor_name")));
    }
    JsonObject fields = Limbo.object(answer, "fields");
    fields.addProperty("der", Base64.getEncoder().encodeToString(builder.build().getEncoded()));
    Limbo.verdict(answer, "accept", null);
  }

  public static void main(String[] arguments) throws Exception {
    String version = String.valueOf(new org.bouncycastle.jce.provider.BouncyCastleProvider().getVersionStr());
    Limbo.run("bouncycastle", version, List.of("multi", "signed-request", "nonce", "pss", "eddsa", "ml-dsa",
        "sha256-certid"), Map.of("parse_response", BouncyCastle::parseResponse, "parse_request",
        BouncyCastle::parseRequest, "build_request", BouncyCastle::buildRequest));
  }
}
