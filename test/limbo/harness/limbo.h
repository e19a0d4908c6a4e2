/* The line protocol of the corpus, for harnesses in C and C++: see testdata/limbo/README.md. A harness defines
 * answer_case(); what is kept or decoded lives until that has returned. */
#ifndef LIMBO_H
#define LIMBO_H

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How many elements of a list are shown: a case that measures the peer must not measure JSON. */
#define LIMBO_MOST 1000

typedef struct limbo_bytes {
  unsigned char* data;
  size_t size;
} limbo_bytes;

/* Makes the answer's verdict and all else of it. */
static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer);

static void* limbo_kept[64]; /* memory of the case at hand */
static size_t limbo_kept_count;

static void* limbo_keep(void* memory) {
  if (memory == NULL || limbo_kept_count == sizeof limbo_kept / sizeof *limbo_kept) {
    fputs("out of memory\n", stderr);
    exit(1);
  }
  return limbo_kept[limbo_kept_count++] = memory;
}

static const char limbo_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static limbo_bytes limbo_decode(const char* base64) {
  unsigned char values[256] = {0};
  limbo_bytes out = {NULL, 0};
  unsigned bits = 0;
  int count = 0, i;
  for (i = 0; i < 64; ++i) {
    values[(unsigned char)limbo_alphabet[i]] = (unsigned char)i;
  }
  out.data = (unsigned char*)limbo_keep(malloc(strlen(base64) + 1));
  for (; *base64 != '\0' && *base64 != '='; ++base64) {
    bits = bits << 6 | values[(unsigned char)*base64];
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.data[out.size++] = (unsigned char)(bits >> count);
    }
  }
  return out;
}

/* The bytes of a member; data is NULL if there is none. */
static inline limbo_bytes limbo_member(const cJSON* object, const char* name) {
  const cJSON* const member = cJSON_GetObjectItemCaseSensitive(object, name);
  limbo_bytes none = {NULL, 0};
  return cJSON_IsString(member) ? limbo_decode(member->valuestring) : none;
}

static inline const char* limbo_text(const cJSON* object, const char* name) {
  return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

/* Leaves out what no case compares for its size. */
static inline void limbo_put_hex(cJSON* object, const char* name, const void* data, size_t size) {
  char* const text = (char*)malloc(2 * size + 1);
  size_t i;
  if (text != NULL && size < 2u << 20) {
    text[0] = '\0';
    for (i = 0; i < size; ++i) {
      sprintf(text + 2 * i, "%02x", ((const unsigned char*)data)[i]);
    }
    cJSON_AddStringToObject(object, name, text);
  }
  free(text);
}

static inline void limbo_add_hex(cJSON* array, const void* data, size_t size) {
  cJSON* const holder = cJSON_CreateObject();
  limbo_put_hex(holder, "hex", data, size);
  cJSON_AddItemToArray(array, cJSON_DetachItemFromObject(holder, "hex"));
  cJSON_Delete(holder);
}

static inline void limbo_put_base64(cJSON* object, const char* name, const unsigned char* data, size_t size) {
  char* const text = (char*)limbo_keep(malloc(size / 3 * 4 + 5));
  char* end = text;
  size_t i;
  for (i = 0; i < size; i += 3) {
    const unsigned bits = (unsigned)data[i] << 16 | (i + 1 < size ? (unsigned)data[i + 1] << 8 : 0) |
                          (i + 2 < size ? (unsigned)data[i + 2] : 0);
    *end++ = limbo_alphabet[bits >> 18];
    *end++ = limbo_alphabet[bits >> 12 & 63];
    *end++ = i + 1 < size ? limbo_alphabet[bits >> 6 & 63] : '=';
    *end++ = i + 2 < size ? limbo_alphabet[bits & 63] : '=';
  }
  *end = '\0';
  cJSON_AddStringToObject(object, name, text);
}

/* "20350101000000Z" as "2035-01-01T00:00:00Z"; what has another form as it is. */
static inline void limbo_put_generalized_time(cJSON* object, const char* name, const char* text, size_t size) {
  char out[64];
  const char* const s = text;
  if (size == 15) {
    sprintf(out, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s, s + 4, s + 6, s + 8, s + 10, s + 12);
  } else {
    sprintf(out, "%.*s", (int)(size < 63 ? size : 63), s);
  }
  cJSON_AddStringToObject(object, name, out);
}

static inline void limbo_put_unix_time(cJSON* object, const char* name, time_t seconds) {
  char out[64];
  struct tm parts;
  if (gmtime_r(&seconds, &parts) != NULL && strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", &parts) != 0) {
    cJSON_AddStringToObject(object, name, out);
  }
}

static inline void limbo_put_text(cJSON* object, const char* name, const char* text) {
  if (text == NULL) {
    cJSON_AddNullToObject(object, name);
  } else {
    cJSON_AddStringToObject(object, name, text);
  }
}

/* A CRLReason by its number (RFC 5280 5.3.1); NULL for those that are not defined. */
static inline const char* limbo_reason(long number) {
  static const char* const names[] = {"unspecified", "keyCompromise", "cACompromise", "affiliationChanged",
                                      "superseded", "cessationOfOperation", "certificateHold", NULL, "removeFromCRL",
                                      "privilegeWithdrawn", "aACompromise"};
  return number >= 0 && number < 11 ? names[number] : NULL;
}

/* A responseStatus by its number (RFC 6960 4.2.1); NULL for those that are not defined. */
static inline const char* limbo_status(long number) {
  static const char* const names[] = {"successful", "malformedRequest", "internalError", "tryLater",
                                      NULL, "sigRequired", "unauthorized"};
  return number >= 0 && number < 7 ? names[number] : NULL;
}

/* A CertID. serial: two's complement, big-endian. */
static inline void limbo_put_cert_id(cJSON* object, const char* hash, const void* name, size_t name_size,
                                     const void* key, size_t key_size, const void* serial, size_t serial_size) {
  cJSON* const out = cJSON_AddObjectToObject(object, "certId");
  if (hash != NULL) {
    cJSON_AddStringToObject(cJSON_AddObjectToObject(out, "hashAlgorithm"), "oid", hash);
  }
  limbo_put_hex(out, "issuerNameHash", name, name_size);
  limbo_put_hex(out, "issuerKeyHash", key, key_size);
  limbo_put_hex(out, "serialNumberHex", serial, serial_size);
}

static inline time_t limbo_time(const char* text) {
  struct tm parts;
  memset(&parts, 0, sizeof parts);
  sscanf(text, "%d-%d-%dT%d:%d:%d", &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &parts.tm_hour, &parts.tm_min,
         &parts.tm_sec);
  parts.tm_year -= 1900;
  parts.tm_mon -= 1;
  return timegm(&parts);
}

static inline void limbo_verdict(cJSON* answer, const char* verdict, const char* detail) {
  cJSON_AddStringToObject(answer, "verdict", verdict);
  if (detail != NULL) {
    cJSON_AddStringToObject(answer, "detail", detail);
  }
}

static inline void limbo_refuse(cJSON* answer, const char* op, const char* detail) {
  limbo_verdict(answer, strncmp(op, "verify", 6) == 0 ? "untrusted" : "reject", detail);
}

/* hello: the members that a harness's first line has, as JSON. */
static int limbo_main(const char* hello) {
  char* line = NULL;
  size_t capacity = 0;
  while (getline(&line, &capacity, stdin) > 0) {
    cJSON* const question = cJSON_Parse(line);
    const char* const op = limbo_text(question, "op");
    char* text;
    if (op == NULL) {
      puts(hello);
    } else {
      cJSON* const answer = cJSON_CreateObject();
      struct timespec begin, end;
      cJSON_AddStringToObject(answer, "id", limbo_text(question, "id"));
      clock_gettime(CLOCK_MONOTONIC, &begin);
      answer_case(op, question, cJSON_GetObjectItemCaseSensitive(question, "inputs"), answer);
      clock_gettime(CLOCK_MONOTONIC, &end);
      cJSON_AddNumberToObject(answer, "ns", (double)(end.tv_sec - begin.tv_sec) * 1e9 + (double)(end.tv_nsec - begin.tv_nsec));
      text = cJSON_PrintUnformatted(answer);
      puts(text);
      cJSON_free(text);
      cJSON_Delete(answer);
    }
    fflush(stdout);
    cJSON_Delete(question);
    while (limbo_kept_count > 0) {
      free(limbo_kept[--limbo_kept_count]);
    }
  }
  return 0;
}

#ifdef __cplusplus
}
#endif

#endif
