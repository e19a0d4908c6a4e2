/* Prints what the C interface reads in a message, one field on each line: dump response|request|certificate FILE...
 * "KIND FILE" begins each. interface_test.py compares it with what the command says. */
#include <ocspan/ocspan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef ocspan_error (*write_bytes_text)(ocspan_bytes value, char* out, size_t size, size_t* written);

static void print_hex(const char* key, ocspan_bytes bytes) {
  size_t i;
  printf("%s ", key);
  if (bytes.data == NULL) {
    printf("null");
  }
  for (i = 0; i < bytes.size; ++i) {
    printf("%02x", bytes.data[i]);
  }
  printf("\n");
}

/* What a function writes: first its size is asked for, then it gets that much. */
static void print_text(const char* key, write_bytes_text write, ocspan_bytes value) {
  size_t written = 0;
  char* text;
  ocspan_error error = write(value, NULL, 0, &written);
  if (error.code == OCSPAN_ERROR_TOO_LONG_FOR_DECIMAL) {
    printf("%s null\n", key);
    return;
  }
  if (error.code == OCSPAN_ERROR_NONE) {
    printf("%s \n", key);
    return;
  }
  text = malloc(error.offset);
  if (error.code != OCSPAN_ERROR_NO_SPACE || text == NULL) {
    exit(3);
  }
  error = write(value, text, error.offset, &written);
  printf("%s %.*s\n", key, (int)written, text);
  free(text);
  if (error.code != OCSPAN_ERROR_NONE) {
    exit(3);
  }
}

static void print_time(const char* key, ocspan_time time) {
  char text[20];
  size_t written;
  ocspan_time again;
  if (time.month == 0) {
    printf("%s null\n", key);
    return;
  }
  if (ocspan_time_text(time, text, sizeof text, &written).code != OCSPAN_ERROR_NONE ||
      ocspan_time_from_unix(ocspan_time_to_unix(time), &again).code != OCSPAN_ERROR_NONE ||
      again.second != time.second || again.year != time.year) {
    exit(3);
  }
  printf("%s %.*s\n", key, (int)written, text);
}

static void print_oid(const char* key, ocspan_bytes oid) {
  size_t size;
  const char* name = ocspan_oid_name(oid, &size);
  print_text(key, ocspan_oid_text, oid);
  printf("name %.*s\n", (int)size, name);
}

static void print_algorithm(const char* key, ocspan_algorithm algorithm) {
  print_oid(key, algorithm.oid);
  print_hex("parameters", algorithm.parameters);
}

static void print_cert_id(ocspan_cert_id id) {
  print_oid("hashAlgorithm", id.hash_algorithm.oid);
  print_hex("issuerNameHash", id.issuer_name_hash);
  print_hex("issuerKeyHash", id.issuer_key_hash);
  print_text("serialNumber", ocspan_integer_text, id.serial_number);
  print_hex("serialNumberHex", id.serial_number);
  if (!ocspan_cert_id_equal(&id, &id)) {
    exit(3);
  }
}

static void print_extensions(ocspan_list extensions) {
  ocspan_list rest = extensions;
  ocspan_extension extension;
  ocspan_extension found;
  ocspan_bytes nonce;
  bool is_there;
  while (ocspan_next_extension(&rest, &extension)) {
    ocspan_error error = ocspan_find_extension(extensions, extension.oid, &is_there, &found);
    print_oid("extension", extension.oid);
    printf("critical %s\n", extension.critical ? "true" : "false");
    print_hex("value", extension.value);
    if (error.code == OCSPAN_ERROR_NONE && (!is_there || found.value.data != extension.value.data)) {
      exit(3);
    }
  }
  if (ocspan_find_nonce(extensions, &nonce).code == OCSPAN_ERROR_NONE && nonce.data != NULL) {
    print_hex("nonce", nonce);
  }
}

static void print_certificates(ocspan_list certificates) {
  ocspan_bytes der;
  while (ocspan_next_certificate(&certificates, &der)) {
    print_hex("certificate", der);
  }
}

static void print_response(const ocspan_response* response) {
  ocspan_list rest = response->responses;
  ocspan_single_response single;
  printf("responseStatus %s\n", ocspan_response_status_name(response->response_status));
  if (response->response_status != OCSPAN_RESPONSE_SUCCESSFUL) {
    return;
  }
  print_oid("responseType", response->response_type);
  printf("version %u\n", response->version);
  print_hex("byNameDer", response->responder_name);
  if (response->responder_name.data != NULL) {
    print_text("byName", ocspan_name_text, response->responder_name);
  }
  print_hex("byKey", response->responder_key_hash);
  print_time("producedAt", response->produced_at);
  while (ocspan_next_single_response(&rest, &single)) {
    print_cert_id(single.cert_id);
    printf("certStatus %s\n", ocspan_cert_status_name(single.cert_status));
    print_time("revocationTime", single.revocation_time);
    printf("revocationReason %s\n",
           single.has_revocation_reason ? ocspan_reason_name(single.revocation_reason) : "null");
    print_time("thisUpdate", single.this_update);
    print_time("nextUpdate", single.next_update);
    print_extensions(single.single_extensions);
  }
  print_extensions(response->extensions);
  print_algorithm("signatureAlgorithm", response->signature_algorithm);
  print_hex("signature", response->signature);
  print_hex("tbsResponseData", response->tbs_response_data);
  print_certificates(response->certificates);
}

static void print_request(const ocspan_request* request) {
  ocspan_list rest = request->requests;
  ocspan_single_request one;
  printf("version %u\n", request->version);
  print_hex("requestorName", request->requestor_name);
  while (ocspan_next_request(&rest, &one)) {
    print_cert_id(one.cert_id);
    print_extensions(one.extensions);
  }
  print_extensions(request->extensions);
  if (request->signature.data != NULL) {
    print_algorithm("algorithm", request->signature_algorithm);
    print_hex("signature", request->signature);
    print_certificates(request->certificates);
  }
}

static void print_certificate(const ocspan_certificate* certificate) {
  ocspan_bytes url;
  printf("version %u\n", certificate->version);
  print_text("serialNumber", ocspan_integer_text, certificate->serial_number);
  print_algorithm("signatureAlgorithm", certificate->signature_algorithm);
  print_text("issuer", ocspan_name_text, certificate->issuer);
  print_time("notBefore", certificate->not_before);
  print_time("notAfter", certificate->not_after);
  print_text("subject", ocspan_name_text, certificate->subject);
  print_algorithm("keyAlgorithm", certificate->subject_public_key_info.algorithm);
  print_hex("der", certificate->subject_public_key_info.der);
  print_hex("publicKey", certificate->subject_public_key_info.bits);
  print_extensions(certificate->extensions);
  if (ocspan_certificate_ocsp_url(certificate, OCSPAN_TOLERATE_NONE, &url).code == OCSPAN_ERROR_NONE) {
    printf("ocspUrl %.*s\n", url.data == NULL ? 4 : (int)url.size, url.data == NULL ? "null" : (const char*)url.data);
  }
  if (ocspan_certificate_ca_issuers_url(certificate, OCSPAN_TOLERATE_NONE, &url).code == OCSPAN_ERROR_NONE) {
    printf("caIssuersUrl %.*s\n", url.data == NULL ? 4 : (int)url.size,
           url.data == NULL ? "null" : (const char*)url.data);
  }
  print_hex("issuerUniqueID", certificate->issuer_unique_id);
  print_hex("subjectUniqueID", certificate->subject_unique_id);
  print_algorithm("tbsSignatureAlgorithm", certificate->tbs_signature_algorithm);
  print_hex("signature", certificate->signature);
  print_hex("tbsCertificate", certificate->tbs_certificate);
}

/* Prints the message, or the error. */
static void dump(const char* kind, ocspan_bytes der) {
  char path[512];
  size_t written = 0;
  ocspan_error error;
  ocspan_response response;
  ocspan_request request;
  ocspan_certificate certificate;
  switch (kind[2]) {
    case 's':
      error = ocspan_load_response(der, OCSPAN_TOLERATE_NONE, &response);
      (void)ocspan_response_error_path(der, OCSPAN_TOLERATE_NONE, path, sizeof path, &written);
      break;
    case 'q':
      error = ocspan_load_request(der, OCSPAN_TOLERATE_NONE, &request);
      (void)ocspan_request_error_path(der, OCSPAN_TOLERATE_NONE, path, sizeof path, &written);
      break;
    default:
      error = ocspan_load_certificate(der, OCSPAN_TOLERATE_NONE, &certificate);
      (void)ocspan_certificate_error_path(der, OCSPAN_TOLERATE_NONE, path, sizeof path, &written);
      break;
  }
  if (error.code != OCSPAN_ERROR_NONE) {
    printf("error %s %u %.*s %s\n", ocspan_error_name(error.code), (unsigned)error.offset, (int)written, path,
           ocspan_error_message(error.code));
  } else if (kind[2] == 's') {
    print_response(&response);
  } else if (kind[2] == 'q') {
    print_request(&request);
  } else {
    print_certificate(&certificate);
  }
}

int main(int argc, char** argv) {
  int i;
  if (argc < 3 || strlen(argv[1]) < 3) {
    return 2;
  }
  for (i = 2; i < argc; ++i) {
    static uint8_t content[1 << 20];
    FILE* file = fopen(argv[i], "rb");
    ocspan_bytes der = {content, 0};
    if (file == NULL) {
      return 2;
    }
    der.size = fread(content, 1, sizeof content, file);
    fclose(file);
    printf("%s %s\n", argv[1], argv[i]);
    dump(argv[1], der);
  }
  return 0;
}
