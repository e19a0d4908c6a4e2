import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JDK's own PKIX provider: a path of the certificate alone, with the issuer as anchor and the response stapled. */
final class Jdk {
  private static X509Certificate certificate(byte[] der) throws Exception {
    return (X509Certificate) CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der));
  }

  private static void verify(byte[] message, JsonObject inputs, JsonObject answer) throws Exception {
    if (!inputs.has("certificate") || inputs.has("nonce") || inputs.has("policy") || inputs.has("extra_certificates")) {
      Limbo.verdict(answer, "skip", "needs a certificate; its nonce is its own; has no policy, no other certificates");
      return;
    }
    X509Certificate asked = certificate(Limbo.bytes(inputs, "certificate"));
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(asked));
    CertPathValidator validator = CertPathValidator.getInstance("PKIX");
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(certificate(Limbo.bytes(inputs, "issuer")), null)));
    PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
    checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.ONLY_END_ENTITY,
        PKIXRevocationChecker.Option.NO_FALLBACK));
    checker.setOcspResponses(Map.of(asked, message));
    parameters.addCertPathChecker(checker);
    parameters.setDate(Limbo.date(inputs, "time"));
    try {
      validator.validate(path, parameters);
      Limbo.verdict(answer, "good", null);
    } catch (CertPathValidatorException error) {
      if (error.getCause() instanceof CertificateRevokedException) {
        CertificateRevokedException revoked = (CertificateRevokedException) error.getCause();
        JsonObject fields = Limbo.object(answer, "fields");
        fields.add("revocationTime", Limbo.time(revoked.getRevocationDate()));
        Limbo.verdict(answer, "revoked", null);
      } else if (error.getReason() == CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS
          && String.valueOf(error.getMessage()).contains("status is unknown")) {
        Limbo.verdict(answer, "unknown", error.getMessage());
      } else {
        Limbo.verdict(answer, "untrusted", error.getMessage());
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    Limbo.run("jdk", Runtime.version().toString(), List.of("multi", "time-input", "pss", "eddsa", "sha256-certid"),
        Map.of("verify", Jdk::verify));
  }
}
