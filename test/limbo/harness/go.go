// golang.org/x/crypto/ocsp. ParseResponseForCert decides, and then the times, which it leaves to its caller.
package main

import (
	"crypto"
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"crypto/x509"
	"math/big"
	"runtime"

	"golang.org/x/crypto/ocsp"
)

var version string // of the package: see peers.toml

var (
	statuses = map[int]string{ocsp.Good: "good", ocsp.Revoked: "revoked", ocsp.Unknown: "unknown"}
	reasons  = []string{"unspecified", "keyCompromise", "cACompromise", "affiliationChanged", "superseded",
		"cessationOfOperation", "certificateHold", "", "removeFromCRL", "privilegeWithdrawn", "aACompromise"}
	responseStatuses = map[ocsp.ResponseStatus]string{ocsp.Malformed: "malformedRequest",
		ocsp.InternalError: "internalError", ocsp.TryLater: "tryLater", ocsp.SignatureRequired: "sigRequired",
		ocsp.Unauthorized: "unauthorized"}
	hashes = map[crypto.Hash]string{crypto.SHA1: "1.3.14.3.2.26", crypto.SHA256: "2.16.840.1.101.3.4.2.1",
		crypto.SHA384: "2.16.840.1.101.3.4.2.2", crypto.SHA512: "2.16.840.1.101.3.4.2.3"}
)

// What it shows of the one answer that it has found.
func single(r *ocsp.Response) object {
	out := object{"certStatus": statuses[r.Status], "thisUpdate": timestamp(r.ThisUpdate),
		"nextUpdate": timestamp(r.NextUpdate), "revocationTime": timestamp(r.RevokedAt),
		"certId": object{"serialNumberHex": twosComplement(r.SerialNumber), "hashAlgorithm": object{"oid": hashes[r.IssuerHash]}}}
	if r.Status == ocsp.Revoked && r.RevocationReason > 0 && r.RevocationReason < len(reasons) {
		out["revocationReason"] = reasons[r.RevocationReason] // 0 stands for none, too
	}
	extensions := []object{}
	for _, e := range r.Extensions {
		extensions = append(extensions, object{"oid": e.Id.String(), "critical": e.Critical, "value": hex(e.Value)})
	}
	out["extensions"] = extensions
	return out
}

func parseResponse(q question) object {
	r, err := ocsp.ParseResponse(q.Input, nil)
	if status, ok := err.(ocsp.ResponseError); ok {
		return accept(object{"responseStatus": responseStatuses[status.Status], "basic": nil})
	}
	if err != nil {
		return reject(err)
	}
	responder := object{}
	if r.ResponderKeyHash != nil {
		responder["byKey"] = hex(r.ResponderKeyHash)
	} else {
		responder["byNameDer"] = hex(r.RawResponderName)
	}
	return accept(object{"responseStatus": "successful", "basic": object{"responderId": responder,
		"producedAt": timestamp(r.ProducedAt), "responses": []object{single(r)}, "signature": hex(r.Signature)}})
}

func parseRequest(q question) object {
	r, err := ocsp.ParseRequest(q.Input)
	if err != nil {
		return reject(err)
	}
	return accept(object{"requests": []object{{"certId": object{"serialNumberHex": twosComplement(r.SerialNumber),
		"issuerNameHash": hex(r.IssuerNameHash), "issuerKeyHash": hex(r.IssuerKeyHash)}}}})
}

func verify(q question) object {
	if q.Inputs.Certificate == nil || q.Inputs.Nonce != nil || q.Inputs.Policy != nil || q.Inputs.Extra != nil {
		return skip("needs a certificate; shows no nonce; has no policy, no other certificates")
	}
	issuer, err := x509.ParseCertificate(q.Inputs.Issuer)
	if err != nil {
		return skip("crypto/x509: " + err.Error())
	}
	certificate, err := x509.ParseCertificate(q.Inputs.Certificate)
	if err != nil {
		return skip("crypto/x509: " + err.Error())
	}
	r, err := ocsp.ParseResponseForCert(q.Input, certificate, issuer)
	now := q.Inputs.Time
	switch {
	case err != nil:
		return untrusted(err.Error())
	case now.Before(r.ThisUpdate), !r.NextUpdate.IsZero() && now.After(r.NextUpdate):
		return untrusted("outside ThisUpdate and NextUpdate")
	}
	return object{"verdict": statuses[r.Status], "fields": single(r)}
}

// CreateRequest wants the certificate, of which it uses the serial number alone.
func buildRequest(q question) object {
	issuer, err := x509.ParseCertificate(q.Inputs.Issuer)
	if err != nil || len(q.Inputs.Serials) != 1 || q.Inputs.Nonce != nil || q.Inputs.Name != "" ||
		q.Inputs.Acceptable != nil {
		return skip("one CertID, of an issuer, and no more")
	}
	serial, _ := new(big.Int).SetString(q.Inputs.Serials[0], 10)
	hash := map[string]crypto.Hash{"": 0, "sha1": crypto.SHA1, "sha256": crypto.SHA256}[q.Inputs.Hash]
	der, err := ocsp.CreateRequest(&x509.Certificate{SerialNumber: serial}, issuer, &ocsp.RequestOptions{Hash: hash})
	if err != nil {
		return reject(err)
	}
	return accept(object{"der": der})
}

func main() {
	run(object{"peer": "go", "version": "x/crypto " + version + ", " + runtime.Version(), "clock": "input",
		"features": []string{"time-input", "eddsa", "sha256-certid"}, "hashes": []string{"sha1", "sha256"},
		"signatures": []string{"rsa", "ecdsa"}},
		map[string]func(question) object{"parse_response": parseResponse, "parse_request": parseRequest,
			"verify": verify, "build_request": buildRequest})
}
