/* Asks and verifies by the C interface: ask RESPONSE ISSUER.pem CERTIFICATE.pem REQUEST. The response is about that
 * certificate, the request a plain one for one certificate. The cryptography is played: it knows the right answers. */
#include <ocspan/ocspan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned checks, failures;
#define CHECK(condition)                                     \
  do {                                                       \
    ++checks;                                                \
    if (!(condition)) {                                      \
      ++failures;                                            \
      printf("%s:%d: %s\n", __FILE__, __LINE__, #condition); \
    }                                                        \
  } while (0)

static bool same(ocspan_bytes a, ocspan_bytes b) { return a.size == b.size && memcmp(a.data, b.data, a.size) == 0; }

static ocspan_bytes read_file(const char* path, uint8_t* buffer, size_t size) {
  ocspan_bytes content = {buffer, 0};
  FILE* file = fopen(path, "rb");
  if (file == NULL) {
    exit(2);
  }
  content.size = fread(buffer, 1, size, file);
  fclose(file);
  return content;
}

/* What the played cryptography knows. */
typedef struct world {
  const ocspan_certificate* issuer;
  ocspan_cert_id answered;
  const ocspan_response* response;
  int answer; /* of the verifier, for the signature that holds */
  unsigned verified;
} world;

static int compute_hash(void* context, ocspan_hash hash, ocspan_bytes data, uint8_t* out, size_t out_size) {
  const world* known = context;
  ocspan_bytes result;
  if (same(data, known->issuer->subject)) {
    result = known->answered.issuer_name_hash;
  } else if (same(data, known->issuer->subject_public_key_info.bits)) {
    result = known->answered.issuer_key_hash;
  } else {
    return 0;
  }
  if (hash != OCSPAN_HASH_SHA1 || result.size != out_size) {
    return -1;
  }
  memcpy(out, result.data, out_size);
  return 1;
}

static int verify_signature(void* context, const ocspan_algorithm* algorithm, const ocspan_public_key* key,
                            ocspan_bytes message, ocspan_bytes signature) {
  world* known = context;
  ++known->verified;
  return same(algorithm->oid, known->response->signature_algorithm.oid) &&
                 same(key->der, known->issuer->subject_public_key_info.der) &&
                 same(message, known->response->tbs_response_data) && same(signature, known->response->signature)
             ? known->answer
             : 0;
}

static ocspan_time after(ocspan_time time, int64_t seconds) {
  ocspan_time result;
  CHECK(ocspan_time_from_unix(ocspan_time_to_unix(time) + seconds, &result).code == OCSPAN_ERROR_NONE);
  return result;
}

static void check_verify(world* known, const ocspan_certificate* certificate) {
  const ocspan_hasher hasher = {compute_hash, known};
  const ocspan_verifier verifier = {verify_signature, known};
  const ocspan_hasher no_hasher = {NULL, NULL};
  const ocspan_verifier no_verifier = {NULL, NULL};
  const ocspan_response* response = known->response;
  ocspan_response broken = *response;
  ocspan_question question = {0};
  ocspan_policy policy = ocspan_default_policy(response->produced_at);
  ocspan_verify_progress progress = {{0}, 0};
  ocspan_response basic;
  ocspan_bytes basic_der;
  ocspan_bytes many[OCSPAN_MAX_CERTIFICATES + 1];
  size_t i;
  ocspan_verification result;

  question.certificate = certificate;
  question.issuer = known->issuer;

  CHECK(policy.clock_skew == 300 && policy.max_age_without_next_update == 86400 && !policy.has_max_age);
  known->answer = 1;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_UNTRUSTED && result.step == OCSPAN_STEP_CERTIFICATE_BAD_SIGNATURE);
  CHECK(result.input == OCSPAN_INPUT_CERTIFICATE && result.offset < certificate->der.size);
  CHECK(!policy.certificate_is_validated && !policy.require_next_update && policy.attested.month == 0);
  policy.certificate_is_validated = true;
  known->verified = 0;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_GOOD && result.step == OCSPAN_STEP_NONE);
  CHECK(result.signed_by == OCSPAN_SIGNED_BY_ISSUER && known->verified == 1);
  CHECK(result.this_update.month != 0 && result.usable_until.month != 0 && result.revocation_time.month == 0);

  question.certificate = NULL;
  question.asked = &known->answered;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_GOOD);

  for (known->answer = -1; known->answer <= 2; ++known->answer) { /* nothing but 1 is a yes */
    CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
    CHECK((result.verdict == OCSPAN_VERDICT_GOOD) == (known->answer == 1));
  }
  /* Each other answer has a step of its own; one that is not known yet may come later. */
  known->answer = OCSPAN_SIGNATURE_UNSUPPORTED;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.step == OCSPAN_STEP_UNSUPPORTED_SIGNATURE_ALGORITHM && result.input == OCSPAN_INPUT_RESPONSE);
  known->answer = OCSPAN_SIGNATURE_WEAK;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.step == OCSPAN_STEP_WEAK_SIGNATURE_ALGORITHM);
  for (known->answer = 250; known->answer <= 260; ++known->answer) { /* of which 257 has the low byte of a yes */
    CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
    CHECK(result.step == OCSPAN_STEP_BAD_SIGNATURE);
  }
  known->answer = OCSPAN_SIGNATURE_PENDING;
  CHECK(ocspan_resume_verify(response, &question, &policy, &verifier, &hasher, &progress, &result).code ==
        OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_UNTRUSTED && result.step == OCSPAN_STEP_SIGNATURE_PENDING);
  CHECK(progress.count == 0);
  known->answer = OCSPAN_SIGNATURE_VALID;
  CHECK(ocspan_resume_verify(response, &question, &policy, &verifier, &hasher, &progress, &result).code ==
        OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_GOOD && progress.count == 1);
  known->answer = OCSPAN_SIGNATURE_INVALID; /* it is not asked again */
  known->verified = 0;
  CHECK(ocspan_resume_verify(response, &question, &policy, &verifier, &hasher, &progress, &result).code ==
        OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_GOOD && known->verified == 0);
  known->answer = OCSPAN_SIGNATURE_VALID;

  /* A BasicOCSPResponse alone: its bytes begin before those that are signed, and end where the response does. */
  basic_der.data = response->tbs_response_data.data - 4;
  basic_der.size = (size_t)(response->der.data + response->der.size - basic_der.data);
  CHECK(ocspan_load_basic_response(basic_der, OCSPAN_TOLERATE_NONE, &basic).code == OCSPAN_ERROR_NONE);
  CHECK(basic.is_basic && basic.response_status == OCSPAN_RESPONSE_SUCCESSFUL && same(basic.der, basic_der));
  CHECK(same(basic.response_type, response->response_type) && same(basic.signature, response->signature));
  CHECK(ocspan_verify(&basic, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_GOOD);
  CHECK(ocspan_load_basic_response(response->der, OCSPAN_TOLERATE_NONE, &basic).code != OCSPAN_ERROR_NONE);
  CHECK(basic.der.data == NULL && !basic.is_basic);

  /* Responders that are trusted, and more certificates: no more than there is room for. */
  for (i = 0; i <= OCSPAN_MAX_CERTIFICATES; ++i) {
    many[i] = certificate->der;
  }
  question.trusted = many;
  question.certificates = many;
  question.trusted_count = question.certificate_count = OCSPAN_MAX_CERTIFICATES;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_GOOD && result.signed_by == OCSPAN_SIGNED_BY_ISSUER);
  question.trusted_count += 1;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_TOO_MANY);
  question.trusted_count = 0;
  question.certificate_count += 1;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_TOO_MANY);
  CHECK(result.verdict == OCSPAN_VERDICT_UNTRUSTED);
  question.certificate_count = 0;

  known->answer = 0;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_UNTRUSTED && result.step == OCSPAN_STEP_BAD_SIGNATURE);
  CHECK(strcmp(ocspan_step_name(result.step), "bad_signature") == 0 && ocspan_step_message(result.step)[0] != '\0');
  known->answer = 1;

  policy.at.year = (uint16_t)(policy.at.year - 1);
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_UNTRUSTED && result.step == OCSPAN_STEP_PRODUCED_IN_FUTURE);
  policy.at = response->produced_at;

  question.nonce = known->answered.issuer_key_hash;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_UNTRUSTED && result.step == OCSPAN_STEP_NONCE_MISSING);
  policy.accept_missing_nonce = true;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_GOOD && result.nonce == OCSPAN_NONCE_MISSING);

  question.nonce.data = NULL;
  policy.at = after(result.this_update, 301);
  policy.has_max_age = true;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_UNTRUSTED && result.step == OCSPAN_STEP_TOO_OLD);
  policy.max_age = 1;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_NONE);
  CHECK(result.verdict == OCSPAN_VERDICT_GOOD);
  policy.has_max_age = false;

  broken.der.size -= 1;
  CHECK(ocspan_verify(&broken, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_TRUNCATED);
  CHECK(result.verdict == OCSPAN_VERDICT_UNTRUSTED);

  /* Nothing is verified without cryptography. */
  CHECK(ocspan_verify(response, &question, &policy, NULL, &hasher, &result).code == OCSPAN_ERROR_MISSING);
  CHECK(result.verdict == OCSPAN_VERDICT_UNTRUSTED);
  CHECK(ocspan_verify(response, &question, &policy, &no_verifier, &hasher, &result).code == OCSPAN_ERROR_MISSING);
  CHECK(ocspan_verify(response, &question, &policy, &verifier, NULL, &result).code == OCSPAN_ERROR_MISSING);
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &no_hasher, &result).code == OCSPAN_ERROR_MISSING);
  question.asked = NULL;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_MISSING);
  question.asked = &known->answered;
  question.issuer = NULL;
  CHECK(ocspan_verify(response, &question, &policy, &verifier, &hasher, &result).code == OCSPAN_ERROR_MISSING);
}

/* The issuer's certificate may encode its name otherwise than the certificate: it is the latter that is hashed. */
static void check_issuer_name(world* known, const ocspan_certificate* certificate) {
  const ocspan_hasher hasher = {compute_hash, known};
  static uint8_t renamed[1024];
  ocspan_certificate issuer = *known->issuer;
  ocspan_certificate nobody = {0};
  ocspan_hashes hashes;
  ocspan_cert_id id;
  const ocspan_bytes subject = issuer.subject;
  size_t i;

  CHECK(ocspan_names_match(certificate->issuer, subject) && !ocspan_names_match(certificate->subject, subject));
  CHECK(!ocspan_names_match(nobody.subject, nobody.subject));
  memcpy(renamed, subject.data, subject.size);
  for (i = 0; i + 6 < subject.size; ++i) {
    if (memcmp(renamed + i, "Ocspan", 6) == 0) {
      renamed[i] = 'o';
    }
  }
  issuer.subject.data = renamed;
  CHECK(!same(issuer.subject, subject) && ocspan_names_match(issuer.subject, subject));
  CHECK(ocspan_make_cert_id(certificate->serial_number, &issuer, OCSPAN_HASH_SHA1, &hasher, &hashes, &id).code ==
        OCSPAN_ERROR_UNSUPPORTED_ALGORITHM); /* the hasher knows the certificate's encoding alone */
  CHECK(ocspan_make_cert_id_of(certificate, &issuer, OCSPAN_HASH_SHA1, &hasher, &hashes, &id).code ==
        OCSPAN_ERROR_NONE);
  CHECK(ocspan_cert_id_equal(&id, &known->answered));
  CHECK(ocspan_make_cert_id_of(&nobody, &issuer, OCSPAN_HASH_SHA1, &hasher, &hashes, &id).code == OCSPAN_ERROR_MISSING);
  CHECK(ocspan_make_cert_id_of(certificate, &nobody, OCSPAN_HASH_SHA1, &hasher, &hashes, &id).code ==
        OCSPAN_ERROR_MISSING);
}

static void check_cert_id(world* known, const ocspan_certificate* certificate) {
  const ocspan_hasher hasher = {compute_hash, known};
  const ocspan_certificate nobody = {0};
  ocspan_hashes hashes;
  ocspan_cert_id id;
  ocspan_cert_id other = known->answered;

  CHECK(ocspan_make_cert_id(certificate->serial_number, known->issuer, OCSPAN_HASH_SHA1, &hasher, &hashes, &id).code ==
        OCSPAN_ERROR_NONE);
  CHECK(ocspan_cert_id_equal(&id, &known->answered));
  {
    const ocspan_algorithm sha1 = ocspan_hash_algorithm(OCSPAN_HASH_SHA1);
    CHECK(same(sha1.oid, id.hash_algorithm.oid) && same(sha1.parameters, id.hash_algorithm.parameters));
    CHECK(ocspan_hash_algorithm(200).oid.data == NULL);
  }
  check_issuer_name(known, certificate);
  other.hash_algorithm.parameters.data = NULL;
  other.hash_algorithm.parameters.size = 0;
  CHECK(ocspan_cert_id_equal(&id, &other));
  other.hash_algorithm.parameters.data = (const uint8_t*)"\x30\x85"; /* no value, which is not the same as none */
  other.hash_algorithm.parameters.size = 2;
  CHECK(!ocspan_cert_id_equal(&id, &other) && !ocspan_cert_id_equal(&other, &other));
  other = known->answered;
  other.serial_number.size -= 1;
  CHECK(!ocspan_cert_id_equal(&id, &other));
  CHECK(
      ocspan_make_cert_id(certificate->serial_number, known->issuer, OCSPAN_HASH_SHA256, &hasher, &hashes, &id).code ==
      OCSPAN_ERROR_UNSUPPORTED_ALGORITHM);
  CHECK(ocspan_make_cert_id(certificate->serial_number, known->issuer, OCSPAN_HASH_MD5, &hasher, &hashes, &id).code ==
        OCSPAN_ERROR_UNSUPPORTED_ALGORITHM);
  CHECK(ocspan_make_cert_id(certificate->serial_number, known->issuer, 200, &hasher, &hashes, &id).code ==
        OCSPAN_ERROR_UNSUPPORTED_ALGORITHM);
  CHECK(ocspan_make_cert_id(certificate->serial_number, known->issuer, OCSPAN_HASH_SHA1, NULL, &hashes, &id).code ==
        OCSPAN_ERROR_MISSING);
  CHECK(ocspan_make_cert_id(nobody.serial_number, known->issuer, OCSPAN_HASH_SHA1, &hasher, &hashes, &id).code ==
        OCSPAN_ERROR_MISSING);
  CHECK(id.serial_number.data == NULL && id.issuer_key_hash.data == NULL);
  CHECK(ocspan_make_cert_id((ocspan_bytes){certificate->serial_number.data, 1}, known->issuer, OCSPAN_HASH_SHA1,
                            &hasher, &hashes, &id)
            .code == OCSPAN_ERROR_NONE);
  CHECK(ocspan_make_cert_id((ocspan_bytes){certificate->serial_number.data, 0}, known->issuer, OCSPAN_HASH_SHA1,
                            &hasher, &hashes, &id)
            .code == OCSPAN_ERROR_MISSING);
  CHECK(ocspan_make_cert_id(certificate->serial_number, &nobody, OCSPAN_HASH_SHA1, &hasher, &hashes, &id).code ==
        OCSPAN_ERROR_MISSING);
}

static void check_build(ocspan_bytes original) {
  uint8_t out[4096], decoded[4096];
  char url[8192];
  size_t size;
  size_t written;
  ocspan_request request;
  ocspan_single_request one;
  ocspan_list rest;
  ocspan_error error;
  ocspan_request_fields fields = {0};
  ocspan_extension extensions[9] = {{{NULL, 0}, false, {NULL, 0}}};
  const ocspan_bytes nonce = {(const uint8_t*)"0123456789abcdef", 16};
  ocspan_bytes found;

  CHECK(ocspan_load_request(original, OCSPAN_TOLERATE_NONE, &request).code == OCSPAN_ERROR_NONE);
  rest = request.requests;
  CHECK(ocspan_next_request(&rest, &one));
  CHECK(ocspan_build_request(&fields, out, sizeof out, &written).code == OCSPAN_ERROR_MISSING && written == 0);
  fields.cert_ids = &one.cert_id;
  CHECK(ocspan_build_request(&fields, out, sizeof out, &written).code == OCSPAN_ERROR_MISSING && written == 0);
  fields.cert_id_count = 1;
  for (size = 0; size <= original.size; ++size) {
    error = ocspan_build_request(&fields, out, size, &written);
    if (size < original.size) {
      CHECK(error.code == OCSPAN_ERROR_NO_SPACE && error.offset == original.size && written == 0);
    }
  }
  CHECK(error.code == OCSPAN_ERROR_NONE && written == original.size && memcmp(out, original.data, written) == 0);

  fields.nonce.data = NULL; /* something is wanted, and nothing is there */
  fields.nonce.size = 16;
  CHECK(ocspan_build_request(&fields, out, sizeof out, &written).code != OCSPAN_ERROR_NONE && written == 0);
  fields.nonce = nonce;
  CHECK(ocspan_build_request(&fields, out, sizeof out, &written).code == OCSPAN_ERROR_NONE);
  {
    const ocspan_bytes with_nonce = {out, written};
    CHECK(ocspan_load_request(with_nonce, OCSPAN_TOLERATE_NONE, &request).code == OCSPAN_ERROR_NONE);
    CHECK(ocspan_find_nonce(request.extensions, &found).code == OCSPAN_ERROR_NONE && same(found, nonce));
    rest = request.extensions;
    CHECK(ocspan_next_extension(&rest, &extensions[0]));
    CHECK(ocspan_get_url("http://r/", 9, with_nonce, url, sizeof url, &written).code == OCSPAN_ERROR_NONE);
    CHECK(written > 9 && memcmp(url, "http://r/M", 10) == 0);
    CHECK(ocspan_decode_get_path(url + 9, written - 9, decoded, sizeof decoded, &found).code == OCSPAN_ERROR_NONE);
    CHECK(found.data == decoded && same(found, with_nonce));
    error = ocspan_decode_get_path(url + 9, written - 9, decoded, with_nonce.size - 1, &found);
    CHECK(error.code == OCSPAN_ERROR_NO_SPACE && error.offset == with_nonce.size && found.data == NULL);
    error = ocspan_decode_get_path("MDA?", 4, decoded, sizeof decoded, &found);
    CHECK(error.code == OCSPAN_ERROR_BAD_BASE64 && error.offset == 3 && found.data == NULL);
    CHECK(ocspan_get_url("http://r/", 9, with_nonce, NULL, 0, &written).code == OCSPAN_ERROR_NO_SPACE);
  }
  fields.extensions = extensions;
  fields.extension_count = 1;
  CHECK(ocspan_build_request(&fields, NULL, 0, &written).code == OCSPAN_ERROR_DUPLICATE);
  fields.extension_count = 2; /* the second has no type */
  fields.nonce.data = NULL;
  fields.nonce.size = 0;
  CHECK(ocspan_build_request(&fields, NULL, 0, &written).code == OCSPAN_ERROR_MISSING);
  fields.extension_count = 0;
  fields.nonce.data = nonce.data;
  CHECK(ocspan_build_request(&fields, NULL, 0, &written).code == OCSPAN_ERROR_WRONG_LENGTH);
  fields.nonce.data = NULL;
  one.cert_id.issuer_key_hash.size -= 1;
  error = ocspan_build_request(&fields, NULL, 0, &written);
  CHECK(error.code == OCSPAN_ERROR_WRONG_LENGTH && error.field == OCSPAN_FIELD_ISSUER_KEY_HASH);
}

/* Extensions of which there are two, or whose value is none of their type. */
static void check_extensions(const ocspan_certificate* certificate) {
  static const uint8_t access[] =
      "\x30\x0e\x06\x08\x2b\x06\x01\x05\x05\x07\x01\x01\x04\x02\x30\x00"
      "\x30\x0e\x06\x08\x2b\x06\x01\x05\x05\x07\x01\x01\x04\x02\x30\x00";
  static const uint8_t nonces[] =
      "\x30\x0f\x06\x09\x2b\x06\x01\x05\x05\x07\x30\x01\x02\x04\x02\x04\x00"
      "\x30\x0f\x06\x09\x2b\x06\x01\x05\x05\x07\x30\x01\x02\x04\x02\x04\x00";
  ocspan_certificate other = *certificate;
  ocspan_list list = {{nonces, sizeof nonces - 1}};
  ocspan_bytes found = certificate->der;
  other.extensions.rest.data = access;
  other.extensions.rest.size = (sizeof access - 1) / 2;
  CHECK(ocspan_certificate_ocsp_url(&other, OCSPAN_TOLERATE_NONE, &found).code == OCSPAN_ERROR_EMPTY_LIST);
  CHECK(found.data == NULL);
  other.extensions.rest.size = sizeof access - 1;
  found = certificate->der;
  CHECK(ocspan_certificate_ocsp_url(&other, OCSPAN_TOLERATE_NONE, &found).code == OCSPAN_ERROR_DUPLICATE);
  CHECK(found.data == NULL);
  found = certificate->der;
  CHECK(ocspan_find_nonce(list, &found).code == OCSPAN_ERROR_DUPLICATE && found.data == NULL);
}

/* A response that has a status alone. */
static void check_status(void) {
  const ocspan_bytes der = {(const uint8_t*)"\x30\x03\x0a\x01\x06", 5};
  ocspan_response response;
  CHECK(ocspan_load_response(der, OCSPAN_TOLERATE_NONE, &response).code == OCSPAN_ERROR_NONE);
  CHECK(response.response_status == OCSPAN_RESPONSE_UNAUTHORIZED && same(response.der, der));
  CHECK(response.response_type.data == NULL && response.responses.rest.data == NULL);
}

/* Views that were never filled, and values that are none. */
static void check_nothing(void) {
  ocspan_list list = {{NULL, 0}};
  ocspan_extension extension;
  ocspan_single_response single;
  ocspan_bytes bytes = {NULL, 0};
  const ocspan_bytes garbage = {(const uint8_t*)"\x30\x85", 2};
  const ocspan_time no_time = {0, 0, 0, 0, 0, 0};
  ocspan_time time = {1, 1, 1, 1, 1, 1};
  char text[32];
  size_t written = 1;
  bool found = true;

  CHECK(!ocspan_next_extension(&list, &extension) && !ocspan_next_single_response(&list, &single));
  list.rest.size = 17; /* of nothing */
  CHECK(!ocspan_next_extension(&list, &extension) && list.rest.size == 0);
  CHECK(ocspan_find_extension(list, garbage, &found, &extension).code == OCSPAN_ERROR_NONE && !found);
  CHECK(ocspan_find_nonce(list, &bytes).code == OCSPAN_ERROR_NONE && bytes.data == NULL);
  list.rest = garbage;
  CHECK(!ocspan_next_extension(&list, &extension) && list.rest.size == 0);
  CHECK(ocspan_name_text(garbage, text, sizeof text, &written).code != OCSPAN_ERROR_NONE && written == 0);
  CHECK(ocspan_time_text(no_time, text, sizeof text, &written).code == OCSPAN_ERROR_TIME_VALUE);
  CHECK(ocspan_time_from_unix(INT64_MAX, &time).code == OCSPAN_ERROR_TIME_VALUE && time.month == 0);
  CHECK(strcmp(ocspan_error_name(255), "") == 0 && strcmp(ocspan_error_message(255), "") == 0);
  CHECK(strcmp(ocspan_field_name(255), "") == 0 && strcmp(ocspan_response_status_name(4), "") == 0);
  CHECK(strcmp(ocspan_error_name(OCSPAN_ERROR_NO_SPACE), "no_space") == 0);
  CHECK(strcmp(ocspan_field_name(OCSPAN_FIELD_SERIAL_NUMBER), "serialNumber") == 0);
  CHECK(strcmp(ocspan_hash_name(OCSPAN_HASH_SHA256), "sha256") == 0);
  CHECK(strcmp(ocspan_verdict_name(OCSPAN_VERDICT_REVOKED), "revoked") == 0 && ocspan_verdict_name(9)[0] == '\0');
  CHECK(ocspan_signed_by_name(OCSPAN_SIGNED_BY_NOBODY)[0] == '\0' && ocspan_signed_by_name(9)[0] == '\0');
  CHECK(ocspan_nonce_check_name(9)[0] == '\0' && ocspan_verify_input_name(9)[0] == '\0');
  CHECK(strlen(ocspan_error_message(OCSPAN_ERROR_TRUNCATED)) > 5);
  CHECK(sizeof(ocspan_error) == 8);
  CHECK(ocspan_version() == OCSPAN_VERSION);
}

/* What stood where loading fails. */
static void check_error_details(void) {
  const ocspan_bytes wrong = {(const uint8_t*)"\x02\x01\x05", 3}, cut = {(const uint8_t*)"\x30\x05\x0a\x01", 4};
  const ocspan_bytes good = {(const uint8_t*)"\x30\x03\x0a\x01\x06", 5},
                     status = {(const uint8_t*)"\x30\x03\x0a\x01\x07", 5};
  const char* const text = "not the tag that belongs here: SEQUENCE (30) expected, INTEGER (02) found";
  char buffer[100];
  size_t written = 0;
  ocspan_error_detail detail = ocspan_request_error_detail(wrong, OCSPAN_TOLERATE_NONE);

  CHECK(detail.error.code == OCSPAN_ERROR_WRONG_TAG && detail.error.field == OCSPAN_FIELD_OCSP_REQUEST);
  CHECK(detail.expected == 0x30 && detail.found.data == wrong.data && detail.found.size == 1 && detail.missing == 0);
  CHECK(ocspan_error_explanation(&detail, buffer, sizeof buffer, &written).code == OCSPAN_ERROR_NONE);
  CHECK(written == strlen(text) && memcmp(buffer, text, written) == 0);
  CHECK(ocspan_error_explanation(&detail, NULL, 0, &written).offset == strlen(text));
  detail = ocspan_certificate_error_detail(cut, OCSPAN_TOLERATE_NONE);
  CHECK(detail.error.code == OCSPAN_ERROR_TRUNCATED && detail.error.field == OCSPAN_FIELD_CERTIFICATE);
  CHECK(detail.missing == 3 && detail.found.size == 0);
  detail = ocspan_response_error_detail(status, OCSPAN_TOLERATE_NONE);
  CHECK(detail.error.code == OCSPAN_ERROR_UNDEFINED_VALUE && detail.found.size == 1 && detail.found.data[0] == 7);
  detail = ocspan_response_error_detail(good, OCSPAN_TOLERATE_NONE);
  CHECK(detail.error.code == OCSPAN_ERROR_NONE && detail.found.data == NULL);
  memset(&detail, 0, sizeof detail);
  CHECK(ocspan_error_explanation(&detail, buffer, sizeof buffer, &written).code == OCSPAN_ERROR_NONE);
}

/* What TLS has around responses and requests for them. */
static void check_stapling(void) {
  const ocspan_bytes message = {(const uint8_t*)"\x16\x00\x00\x09\x01\x00\x00\x05\x30\x03\x0a\x01\x06", 13};
  const ocspan_bytes body = {message.data + 4, 9}, response = {message.data + 8, 5}, nothing = {NULL, 0};
  const ocspan_bytes one = {(const uint8_t*)"\x01\x00\x0d\x00\x05\xa2\x03\x04\x01\x33\x00\x04\xa1\x02\x30\x00"
                                            "\x00\x0a\x30\x08\x30\x06\x06\x02\x2a\x03\x04\x00",
                            28};
  const ocspan_bytes cut = {one.data, one.size - 1};
  ocspan_status_request request;
  ocspan_responder_id id;
  ocspan_extension extension;
  ocspan_bytes found = body;
  ocspan_error error;
  uint8_t out[16];
  size_t written = 0;

  CHECK(ocspan_load_certificate_status(body, false, &found).code == OCSPAN_ERROR_NONE && found.data == response.data);
  CHECK(same(found, response));
  CHECK(ocspan_load_certificate_status(message, true, &found).code == OCSPAN_ERROR_NONE && same(found, response));
  error = ocspan_load_certificate_status(message, false, &found);
  CHECK(error.code == OCSPAN_ERROR_UNSUPPORTED_STATUS_TYPE && error.field == OCSPAN_FIELD_STATUS_TYPE);
  CHECK(found.data == NULL);
  error = ocspan_load_certificate_status(body, true, &found);
  CHECK(error.code == OCSPAN_ERROR_WRONG_TAG && error.field == OCSPAN_FIELD_CERTIFICATE_STATUS);

  CHECK(ocspan_write_certificate_status(response, true, out, sizeof out, &written).code == OCSPAN_ERROR_NONE);
  CHECK(written == message.size && memcmp(out, message.data, written) == 0);
  CHECK(ocspan_write_certificate_status(response, false, out, sizeof out, &written).code == OCSPAN_ERROR_NONE);
  CHECK(written == body.size && memcmp(out, body.data, written) == 0);
  error = ocspan_write_certificate_status(response, false, NULL, 0, &written);
  CHECK(error.code == OCSPAN_ERROR_NO_SPACE && error.offset == body.size && written == 0);
  CHECK(ocspan_write_certificate_status(nothing, false, out, sizeof out, &written).code == OCSPAN_ERROR_MISSING);

  error = ocspan_load_status_request(cut, OCSPAN_TOLERATE_NONE, &request);
  CHECK(error.code == OCSPAN_ERROR_TRUNCATED && error.offset == 18 && request.responder_ids.rest.data == NULL);
  CHECK(ocspan_load_status_request(one, OCSPAN_TOLERATE_NONE, &request).code == OCSPAN_ERROR_NONE);
  CHECK(ocspan_next_responder_id(&request.responder_ids, &id));
  CHECK(id.name.data == NULL && id.key_hash.size == 1 && id.key_hash.data[0] == 0x33);
  CHECK(ocspan_next_responder_id(&request.responder_ids, &id));
  CHECK(id.name.size == 2 && id.name.data == one.data + 14 && id.key_hash.data == NULL);
  CHECK(!ocspan_next_responder_id(&request.responder_ids, &id) && id.name.data == NULL);
  CHECK(ocspan_next_extension(&request.extensions, &extension) && extension.oid.size == 2);
  CHECK(!ocspan_next_extension(&request.extensions, &extension));
}

/* The events of a message, all or some of them; and of one that is refused. */
static void check_events(ocspan_bytes response) {
  const ocspan_bytes cut = {(const uint8_t*)"\x30\x03\x0a\x01\x07", 5};
  static ocspan_event events[1000];
  ocspan_event first[2];
  size_t count = 0, some = 0, i, covered = 0;
  CHECK(ocspan_events(OCSPAN_FIELD_OCSP_RESPONSE, response, OCSPAN_TOLERATE_NONE, events, 1000, &count).code ==
        OCSPAN_ERROR_NONE);
  CHECK(count > 50 && count < 1000);
  for (i = 0; i < count; ++i) {
    CHECK(events[i].offset == covered);
    covered += events[i].header + (i + 1 < count && events[i + 1].depth > events[i].depth ? 0 : events[i].length);
  }
  CHECK(covered == response.size);
  CHECK(events[0].field == OCSPAN_FIELD_OCSP_RESPONSE && events[0].tag == 0x30 && events[0].depth == 0);
  CHECK(events[0].index == OCSPAN_NO_INDEX && events[1].field == OCSPAN_FIELD_RESPONSE_STATUS);
  CHECK(ocspan_events(OCSPAN_FIELD_OCSP_RESPONSE, response, OCSPAN_TOLERATE_NONE, first, 2, &some).code ==
        OCSPAN_ERROR_NONE);
  CHECK(some == count && memcmp(first, events, sizeof first) == 0);
  CHECK(ocspan_events(OCSPAN_FIELD_OCSP_RESPONSE, cut, OCSPAN_TOLERATE_NONE, NULL, 0, &count).code ==
        OCSPAN_ERROR_UNDEFINED_VALUE);
  CHECK(count == 2);
  CHECK(ocspan_events(OCSPAN_FIELD_OCSP_REQUEST, response, OCSPAN_TOLERATE_NONE, NULL, 0, &count).code ==
        OCSPAN_ERROR_WRONG_TAG);
  CHECK(ocspan_events(OCSPAN_FIELD_CERTIFICATE, response, OCSPAN_TOLERATE_NONE, NULL, 0, &count).field ==
        OCSPAN_FIELD_TBS_CERTIFICATE);
  CHECK(ocspan_events(OCSPAN_FIELD_BASIC_OCSP_RESPONSE, response, OCSPAN_TOLERATE_NONE, NULL, 0, &count).field ==
        OCSPAN_FIELD_TBS_RESPONSE_DATA);
  CHECK(ocspan_events(OCSPAN_FIELD_CERTS, response, OCSPAN_TOLERATE_NONE, NULL, 0, &count).code ==
            OCSPAN_ERROR_UNDEFINED_VALUE &&
        count == 0);
}

int main(int argc, char** argv) {
  static uint8_t response_der[1 << 16], request_der[1 << 16], pem[2][1 << 16], der[2][1 << 16];
  ocspan_certificate certificates[2];
  ocspan_response response;
  ocspan_single_response single;
  ocspan_list rest;
  world known = {0};
  int i;
  if (argc != 5) {
    return 2;
  }
  CHECK(ocspan_load_response(read_file(argv[1], response_der, sizeof response_der), OCSPAN_TOLERATE_NONE, &response)
            .code == OCSPAN_ERROR_NONE);
  for (i = 0; i < 2; ++i) {
    const ocspan_bytes text = read_file(argv[2 + i], pem[i], sizeof pem[i]);
    CHECK(ocspan_load_pem_certificate((const char*)text.data, text.size, OCSPAN_TOLERATE_NONE, der[i], 8,
                                      &certificates[i])
              .code == OCSPAN_ERROR_NO_SPACE);
    CHECK(ocspan_load_pem_certificate((const char*)text.data, text.size, OCSPAN_TOLERATE_NONE, der[i], sizeof der[i],
                                      &certificates[i])
              .code == OCSPAN_ERROR_NONE);
  }
  rest = response.responses;
  CHECK(ocspan_next_single_response(&rest, &single));
  known.issuer = &certificates[0];
  known.response = &response;
  known.answer = 1;
  known.answered = single.cert_id;
  CHECK(same(single.cert_id.serial_number, certificates[1].serial_number));
  check_verify(&known, &certificates[1]);
  check_cert_id(&known, &certificates[1]);
  check_build(read_file(argv[4], request_der, sizeof request_der));
  check_extensions(&certificates[1]);
  check_status();
  check_stapling();
  check_nothing();
  check_error_details();
  check_events(response.der);
  printf("%u passed, %u failed\n", checks - failures, failures);
  return failures != 0;
}
