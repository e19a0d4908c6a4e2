"""What docs/errors.md says of each error code and verify step beside its text in include/ocspan/words.h: what usually
causes it, and what to do. errors_doc.py makes the page, and wants an entry for every row.
"""

SENDER = "Tell whoever wrote the message: it is not what X.690 allows."
AGAIN = "Get the message again, and compare its size with what was sent."

# What is wrong with a message: the code, the cause, what to do.
CODES = {
    "missing": ("A field that is not OPTIONAL is left out; or the input is empty.",
                "Look at the byte: it is where the field would stand. Of an empty input, ask where it came from: a"
                " failed download, `openssl ocsp` without `-respout`."),
    "truncated": ("A download that broke off, a buffer that was too small, a copy that stopped at a 00 byte.",
                  f"{AGAIN} The error says how many bytes are missing."),
    "trailing_data": ("Two messages in one file, a line break behind DER, a buffer that is larger than the message; or"
                      " a length inside that is too small.",
                      "At the end of the input, cut the file there, or use `load_der_ocsp_response_prefix()`. Inside,"
                      " the field named has more in it than its type knows."),
    "wrong_tag": ("Another kind of message: a request in place of a response, a PKCS#7, a CRL; or an unusual encoder.",
                  "The error says what was wanted and what stands there; if it is another message, it says which verb"
                  " reads that."),
    "high_tag": ("Not DER of OCSP at all: no field there has a tag number above 30.",
                 "Look what the file is: `file`, `xxd | head`."),
    "bad_high_tag": ("An encoder that writes small tag numbers in the long form.", SENDER),
    "reserved_tag": ("Zero bytes where a value should be: padding, or a buffer that was not filled.",
                     f"{AGAIN} Else: the tag UNIVERSAL 0 must not be used (X.680 8.4)."),
    "indefinite_length": ("BER in place of DER, as some Java and Windows software streams it.",
                          "Have it encoded as DER; `openssl asn1parse` reads BER, and shows what it holds."),
    "length_not_minimal": ("An encoder that reserves a fixed number of length bytes.", SENDER),
    "reserved_length": ("Damaged bytes: ff is no length (X.690 8.1.3.5).", AGAIN),
    "bad_boolean": ("01 for TRUE, as BER allows.", "DER wants ff (X.690 11.1). " + SENDER),
    "integer_empty": ("An encoder that writes zero as no bytes at all.", "Zero is 02 01 00 (X.690 8.3.1). " + SENDER),
    "integer_not_minimal": ("A serial number or a status that was padded to a fixed length.",
                            "Of a serial number, `--tolerate integer_not_minimal` reads it. " + SENDER),
    "undefined_value": ("A responseStatus, CRLReason or flag of a later or private standard; status 4 and reason 7 are"
                        " used by nobody.", "Compare with the RFC that defines the field."),
    "bad_oid": ("Damaged bytes, or a name where an OBJECT IDENTIFIER should stand.", SENDER),
    "bad_bit_string": ("An encoder that forgets the first byte, the number of unused bits, or leaves these set.",
                       SENDER),
    "null_content": ("good or unknown with something in it, or parameters that are NULL and not empty.", SENDER),
    "bad_string": ("Latin-1 in a UTF8String, or UTF-16 with half a character.",
                   "The certificate or the responder has to be issued anew: names are signed."),
    "time_form": ("A time zone, a fraction of a second or no seconds: what `strftime` and locales make.",
                  "`--tolerate time_forms` reads fractions and missing seconds (RFC 5280 4.1.2.5.2)."),
    "time_value": ("31 April, hour 24, second 60.", "Look at the clock and the arithmetic of whoever wrote it."),
    "explicit_default": ("`version v1` or `critical FALSE` written out: macOS, Botan and some responders do.",
                         "`--tolerate explicit_default` reads it (X.690 11.5)."),
    "unsorted_set": ("A name with several attributes in one RDN, in the order in which they were typed.",
                     "`--tolerate unsorted_set` reads it (X.690 11.6)."),
    "empty_rdn": ("A name that was built from an empty form.", "RFC 5280 4.1.2.4 wants an attribute. " + SENDER),
    "empty_extensions": ("An encoder that writes its empty list of extensions.",
                         "`--tolerate empty_extensions` reads it; the field should be left out (RFC 5280 4.1)."),
    "empty_list": ("An extension of which RFC 5280 wants at least one entry, without any.", SENDER),
    "bad_sct_list": ("Signed certificate timestamps whose lengths do not fit, or that lack their OCTET STRING.",
                     "Compare with RFC 6962 3.3: a list of TLS inside an OCTET STRING inside extnValue."),
    "unsupported_version": ("A version other than v1, which no RFC defines; in certificates, other than v1 to v3.",
                            "Most often damaged bytes, or another message."),
    "unsupported_response_type": ("A response that is not a BasicOCSPResponse: nobody has published another type.",
                                  "Ask the responder for id-pkix-ocsp-basic."),
    "response_bytes_missing": ("A responder that says successful and nothing else.",
                               "There is no answer in it: treat it as internalError."),
    "response_bytes_in_error": ("A responder that fills in its usual answer beside an error status.",
                                "`--tolerate response_bytes_in_error` reads it; the status counts (RFC 6960 4.2.1)."),
    "not_single": ("An accessor for the only answer or question was called on a message with none or several.",
                   "Iterate over `responses()` or `requests()`."),
    "duplicate": ("Two extensions of one type, or one that is added to a builder twice.",
                  "No RFC says which counts, so none is given; look through the list."),
    "unsupported_algorithm": ("A hash that the hasher does not compute, MD5 in a CertID to be written, or an OBJECT"
                              " IDENTIFIER that the library has no name for.",
                              "Choose SHA-1 or SHA-256, or give a hasher that knows more."),
    "wrong_length": ("A nonce that has not 1 to 128 bytes, or a hash that is not as long as its algorithm makes it.",
                     "RFC 9654 2.1 for nonces; hash with the algorithm that is named."),
    "not_revoked": ("A revocation time or reason was given for a certificate that is good or unknown.",
                    "Set `certificate_status` to revoked, or leave them out."),
    "time_range": ("A year that GeneralizedTime and RFC 5280 do not write.", "Look where the time comes from."),
    "time_order": ("nextUpdate lies before thisUpdate.", "Look which of both was computed wrong."),
    "signing_failed": ("The signer returned nothing or more than there was room for: no key, a wrong PIN, a busy HSM.",
                       "Ask the signer; the builder knows no more."),
    "too_many": ("More entries or extensions than the builder has room for.",
                 "Give the builder storage of your own: its last template argument."),
    "input_too_long": ("An input of 4 GiB or more.", "No message is that long: look for it with `ocspan find`."),
    "too_long_for_decimal": ("A number or an arc of more than 256 bytes.", "Show it as hexadecimal."),
    "no_space": ("The buffer for what is written is too small; or an empty one, to ask for the size.",
                 "The offset is the size that is needed."),
    "no_pem_block": ("DER, or PEM with another label.",
                     "`load_der_x509_certificate()` for DER; look at the BEGIN line."),
    "bad_pem": ("A text that was cut off, or without its line breaks at the dashes.", "Copy the whole block."),
    "bad_base64": ("A character that is not base64 inside a block: a quote of an e-mail, a damaged copy.",
                   "The offset is that of the character."),
    "unsupported_status_type": ("ocsp_multi (RFC 6961), or bytes that are no CertificateStatus.",
                                "Look which message of TLS the bytes are."),
}

# Codes that no message of the corpus has, and commands that show them.
SHOWN_BY = {
    "high_tag": "printf '30031f1f00' | ocspan response -",
    "empty_list": "echo 3031302f302d302b3010300706052b0e03021a04000400020101a0173015301306092b0601050507300107040630"
                  "0430003000 | ocspan request -",
}

# Codes that no message has: what answers with them.
OF_CALLERS = {
    "not_single": "`OCSPResponse::single_response()` and those that forward to it answer so.",
    "duplicate": "`Extensions::find()` and the builders answer so.",
    "unsupported_algorithm": "`signature_hash_algorithm()` and the builders answer so.",
    "wrong_length": "`OCSPRequestBuilder` and `OCSPResponseBuilder` answer so.",
    "not_revoked": "`OCSPResponseBuilder` answers so.",
    "time_range": "`OCSPResponseBuilder` answers so.",
    "time_order": "`OCSPResponseBuilder` answers so.",
    "signing_failed": "`sign()` of both builders answers so.",
    "too_many": "the builders answer so.",
    "input_too_long": "what loads a message answers so.",
    "too_long_for_decimal": "`Integer::to_decimal()` answers so, and what writes an OBJECT IDENTIFIER as text.",
    "no_space": "everything that writes into a buffer answers so.",
    "no_pem_block": "`load_pem_x509_certificate()` and `PemReader` answer so; the command says `not_der`.",
    "bad_pem": "`load_pem_x509_certificate()` and `PemReader` answer so; the command says `not_der`.",
    "bad_base64": "`load_pem_x509_certificate()` and `PemReader` answer so; the command says `not_der`.",
    "unsupported_status_type": "`load_tls_certificate_status()` answers so.",
}

# The command's own codes: when it says so, and what to do.
OF_THE_COMMAND = {
    "not_der": ("The input is none of the forms that are read, or is damaged in its form: an HTML page, base64 with a"
                " wrong character, a PKCS#12.",
                "It says what the input looks like; [forms](reference/forms.md) has what is read.",
                "printf '<html>' | ocspan response -"),
    "unreadable": ("The file is not there, is a folder, or may not be read.", "The reason is the system's.",
                   "ocspan response no-such-file"),
    "too_large": ("The file or line has more than `--max-size` bytes, 64 MiB unless that is given.",
                  "Look into large files by `ocspan find`, or raise `--max-size`.",
                  "ocspan response --max-size 10 testdata/openssl/resp-good.der"),
    "several_messages": ("A line for `--batch` holds several messages.", "Give it as a file.", ""),
    "wrong_usage": ("`ocspan lint --responder` or `--request` beside a message that they do not go with.",
                    "Leave the option out.",
                    "ocspan lint --request testdata/openssl/req-sha1.der testdata/openssl/req-sha1.der"),
}

# Why a response may not be trusted: the cause, what to do.
STEPS = {
    "not_successful": ("unauthorized: the responder does not know the CA or the certificate; tryLater and"
                       " internalError: it is down; malformedRequest: it does not read the request, often its SHA-256.",
                       "Ask again later, or with `--hash sha1`; of unauthorized, compare the URL with the"
                       " certificate's."),
    "wrong_issuer": ("`--issuer` is not the certificate's: the root in place of the intermediate, or its successor.",
                     "Take the issuer from the chain that the server sends; a bundle will do."),
    "unsupported_hash": ("The answer's CertID is by a hash that nobody computes here, such as MD5.",
                         "Ask with SHA-1 or SHA-256."),
    "no_answer": ("A cached response of another certificate, a renewed certificate, or a CA whose key has changed.",
                  "Compare serial number and both hashes: `ocspan response` shows them."),
    "certificate_bad_signature": ("A certificate of another CA of the same name: a test CA that was made again.",
                                  "Take the issuer by its key: subjectKeyIdentifier and authorityKeyIdentifier."),
    "no_signer": ("The responder leaves out its certificate, or the CA that signs is not the one given.",
                  "Give its certificate by `--certs`, or trust it by `--responder`."),
    "signer_not_issued_by_issuer": ("The responder's certificate is from another CA: a shared responder, which only"
                                    " local configuration can trust (RFC 6960 4.2.2.2).",
                                    "If you trust it, `--responder FILE`; else the CA has to delegate."),
    "signer_not_for_ocsp": ("A server's or a user's certificate signs.",
                            "The CA has to issue one with id-kp-OCSPSigning."),
    "signer_key_usage": ("keyUsage that is for certificates or encryption alone.",
                         "The responder's certificate has to be issued anew (RFC 5280 4.2.1.3)."),
    "signer_critical_extension": ("A private extension that was marked critical.",
                                  "It means that who does not know it must not go on (RFC 5280 4.2)."),
    "signer_not_yet_valid": ("The clock is wrong, here or at the CA.",
                             "Compare clocks; `--at` asks about another time."),
    "signer_expired": ("A response from an archive or a cache, or a responder whose certificate was not renewed.",
                       "Of an old response, `--at` is the time of then, `--attested` what a time stamp proves."),
    "signer_bad_signature": ("The CA has a new key under its old name, or the certificate is forged.",
                             "Take the issuer by its key."),
    "unsupported_signature_algorithm": ("The algorithm is not in the verifier, or it is for another kind of key.",
                                        "Look at signatureAlgorithm; a verifier of your own may know it."),
    "weak_signature_algorithm": ("SHA-1, or RSA below 2048 bits: old CAs and devices.",
                                 "`--accept-weak`, if it has to be."),
    "bad_signature": ("Bytes have changed on the way, another key has signed, or the response is forged.",
                      "Get it again; if it stays so, tell the CA."),
    "too_many_signers": ("More than 16 certificates in the response could be the signer's.",
                         "The responder should send its own certificate alone."),
    "signature_pending": ("The verifier has not answered yet: this is no failure.", "Call again when it has."),
    "critical_extension": ("A critical extension in the response that is not among the policy's.",
                           "Find out what it wants, then name it in `VerifyPolicy`; do not pass over it."),
    "produced_in_future": ("Clocks differ by more than five minutes.", "Set the clock, or raise `clock_skew`."),
    "not_yet_valid": ("Clocks differ, or the response was made in advance.", "Wait, or compare clocks."),
    "update_order": ("A responder that computes nextUpdate wrong.", "Tell the CA."),
    "next_update_missing": ("The responder does not say until when its answer holds, and the policy wants to know"
                            " (RFC 9919 5).", "Leave out `--require-next-update`, or tell the CA."),
    "expired": ("A cache or a staple that was not renewed; a responder that has stopped signing; a wrong clock.",
                "Ask the responder again; look at the job that fetches staples."),
    "too_old": ("Without nextUpdate an answer holds for a day here; with it, `--max-age` was given.",
                "Ask again, or set `--max-age`."),
    "outside_attested_time": ("The answer is about another time than the one that the time stamp proves.",
                              "Look for a response of that time; see [archives](howto/archive.md)."),
    "nonce_missing": ("The responder signs in advance, and answers no nonce.",
                      "Ask without one, or give `--accept-missing-nonce`; RFC 9919 3.2.1 lets it leave out the nonce."),
    "nonce_different": ("The answer is of another request: a cache, or a replay.", "Ask again; nonce and cache exclude"
                        " each other."),
}
