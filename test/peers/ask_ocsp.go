// What golang.org/x/crypto/ocsp says of a certificate: ask_ocsp URL CERTIFICATE ISSUER
package main

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"os"

	"golang.org/x/crypto/ocsp"
)

func load(path string) *x509.Certificate {
	content, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	block, _ := pem.Decode(content)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		panic(err)
	}
	return certificate
}

func main() {
	certificate, issuer := load(os.Args[2]), load(os.Args[3])
	request, err := ocsp.CreateRequest(certificate, issuer, nil)
	if err != nil {
		panic(err)
	}
	answer, err := http.Post(os.Args[1], "application/ocsp-request", bytes.NewReader(request))
	if err != nil {
		panic(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		panic(err)
	}
	response, err := ocsp.ParseResponseForCert(body, certificate, issuer)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(map[int]string{ocsp.Good: "good", ocsp.Revoked: "revoked", ocsp.Unknown: "unknown"}[response.Status])
}
