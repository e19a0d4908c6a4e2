// What Java's PKIX checker says of a certificate, by a responder or a response: AskOcsp URL|FILE CERTIFICATE ISSUER
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

class AskOcsp {
  public static void main(String[] arguments) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    X509Certificate leaf =
        (X509Certificate) factory.generateCertificate(Files.newInputStream(Path.of(arguments[1])));
    X509Certificate issuer =
        (X509Certificate) factory.generateCertificate(Files.newInputStream(Path.of(arguments[2])));
    CertPathValidator validator = CertPathValidator.getInstance("PKIX");
    PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
    if (arguments[0].startsWith("http:")) {
      checker.setOcspResponder(URI.create(arguments[0]));
    } else {
      checker.setOcspResponses(Map.of(leaf, Files.readAllBytes(Path.of(arguments[0]))));
    }
    checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
    parameters.addCertPathChecker(checker);
    try {
      validator.validate(factory.generateCertPath(List.of(leaf)), parameters);
      System.out.println("good");
    } catch (CertPathValidatorException exception) {
      Throwable cause = exception;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      boolean isRevoked = cause instanceof CertificateRevokedException;
      System.out.println(isRevoked ? "revoked" : cause.getMessage());
    }
  }
}
