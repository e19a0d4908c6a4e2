/* The line protocol of the corpus, for harnesses in C and C++: see testdata/limbo/README.md. A harness defines
 * answer_case(); what is owned or decoded lives until that has returned. Functions that return a cJSON make a value to
 * be put into another one. */
#ifndef LIMBO_H
#define LIMBO_H

#include <cjson/cJSON.h>
#include <stdarg.h>
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

static struct {
  void* object;
  void (*release)(void*);
} limbo_owned[256]; /* what the case at hand needs */
static size_t limbo_owned_count;

/* Releases the object, which may be NULL, when the case has been answered; returns it. */
static void* limbo_own(void (*release)(void*), void* object) {
  if (limbo_owned_count == sizeof limbo_owned / sizeof *limbo_owned) {
    fputs("too many objects\n", stderr);
    exit(1);
  }
  limbo_owned[limbo_owned_count].object = object;
  limbo_owned[limbo_owned_count++].release = release;
  return object;
}

/* The same of a TYPE*, by TYPE_free(). */
#define LIMBO_OWN(TYPE, object) ((TYPE*)limbo_own((void (*)(void*))TYPE##_free, object))

static inline void* limbo_allocate(size_t size) {
  void* const memory = malloc(size);
  if (memory == NULL) {
    fputs("out of memory\n", stderr);
    exit(1);
  }
  return limbo_own(free, memory);
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
  out.data = (unsigned char*)limbo_allocate(strlen(base64) + 1);
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
  const limbo_bytes none = {NULL, 0};
  return cJSON_IsString(member) ? limbo_decode(member->valuestring) : none;
}

static inline const cJSON* limbo_get(const cJSON* object, const char* name) {
  return cJSON_GetObjectItemCaseSensitive(object, name);
}

static inline const char* limbo_text(const cJSON* object, const char* name) {
  return cJSON_GetStringValue(limbo_get(object, name));
}

/* The number of a member, or what it is if there is none. */
static inline double limbo_number(const cJSON* object, const char* name, double otherwise) {
  const cJSON* const member = limbo_get(object, name);
  return member == NULL ? otherwise : member->valuedouble;
}

/* The strings of a list, and NULL behind them. */
static inline char** limbo_texts(const cJSON* list) {
  char** const texts = (char**)limbo_allocate(((size_t)cJSON_GetArraySize(list) + 1) * sizeof *texts);
  char** end = texts;
  const cJSON* one;
  cJSON_ArrayForEach(one, list) {
    *end++ = one->valuestring;
  }
  *end = NULL;
  return texts;
}

/* Whether an object has one of these members; the last is NULL. */
static inline int limbo_has_any(const cJSON* object, ...) {
  const char* name;
  int found = 0;
  va_list names;
  va_start(names, object);
  while ((name = va_arg(names, const char*)) != NULL) {
    found |= cJSON_HasObjectItem(object, name);
  }
  va_end(names);
  return found;
}

/* Adds a member; a value that is NULL is left out. */
static inline void limbo_put(cJSON* object, const char* name, cJSON* value) {
  if (value != NULL) {
    cJSON_AddItemToObject(object, name, value);
  }
}

/* An object of these members, each a name and a value as for limbo_put(); the last name is NULL. */
static inline cJSON* limbo_object(const char* name, ...) {
  cJSON* const out = cJSON_CreateObject();
  va_list members;
  va_start(members, name);
  for (; name != NULL; name = va_arg(members, const char*)) {
    limbo_put(out, name, va_arg(members, cJSON*));
  }
  va_end(members);
  return out;
}

/* NULL is null. */
static inline cJSON* limbo_string(const char* text) {
  return text == NULL ? cJSON_CreateNull() : cJSON_CreateString(text);
}

/* NULL for what no case compares, as it is large. */
static inline cJSON* limbo_hex(const void* data, size_t size) {
  static char text[(4u << 20) + 1];
  size_t i;
  if (2 * size >= sizeof text) {
    return NULL;
  }
  for (i = 0; i < size; ++i) {
    sprintf(text + 2 * i, "%02x", ((const unsigned char*)data)[i]);
  }
  text[2 * size] = '\0';
  return cJSON_CreateString(text);
}

static inline cJSON* limbo_base64(const unsigned char* data, size_t size) {
  char* const text = (char*)limbo_allocate(size / 3 * 4 + 5);
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
  return cJSON_CreateString(text);
}

/* "20350101000000Z" as "2035-01-01T00:00:00Z"; what has another form as it is. */
static inline cJSON* limbo_generalized_time(const char* text, size_t size) {
  char out[64];
  const char* const s = text;
  if (size == 15) {
    sprintf(out, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s, s + 4, s + 6, s + 8, s + 10, s + 12);
  } else {
    sprintf(out, "%.*s", (int)(size < 63 ? size : 63), s);
  }
  return cJSON_CreateString(out);
}

static inline cJSON* limbo_unix_time(time_t seconds) {
  char out[64];
  struct tm parts;
  const struct tm* const utc = gmtime_r(&seconds, &parts);
  const int is_time = utc != NULL && strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", utc) != 0;
  return is_time ? cJSON_CreateString(out) : NULL;
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
  limbo_put(answer, "verdict", limbo_string(verdict));
  limbo_put(answer, "detail", detail == NULL ? NULL : limbo_string(detail));
}

/* Accepts it, or has that verdict, with what is shown of it. */
static inline void limbo_show(cJSON* answer, const char* verdict, cJSON* fields) {
  limbo_verdict(answer, verdict, NULL);
  limbo_put(answer, "fields", fields);
}

static inline void limbo_refuse(cJSON* answer, const char* op, const char* detail) {
  limbo_verdict(answer, strncmp(op, "verify", 6) == 0 ? "untrusted" : "reject", detail);
}

/* What a harness says of itself in its first line; lists are words with a space between them. */
typedef struct limbo_hello {
  const char* peer;
  const char* version;
  const char* clock;
  const char* ops;
  const char* features;
  const char* hashes;
  const char* signatures;
} limbo_hello;

static cJSON* limbo_words(const char* words) {
  cJSON* const list = cJSON_CreateArray();
  char* const copy = (char*)limbo_allocate(strlen(words) + 1);
  const char* word;
  for (word = strtok(strcpy(copy, words), " "); word != NULL; word = strtok(NULL, " ")) {
    cJSON_AddItemToArray(list, cJSON_CreateString(word));
  }
  return list;
}

static cJSON* limbo_answer(const cJSON* question, const limbo_hello* hello) {
  const char* const op = limbo_text(question, "op");
  cJSON* answer;
  struct timespec begin, end;
  if (op == NULL) {
    return limbo_object("peer", limbo_string(hello->peer), "version", limbo_string(hello->version), "clock",
                        limbo_string(hello->clock), "ops", limbo_words(hello->ops), "features",
                        limbo_words(hello->features), "hashes", limbo_words(hello->hashes), "signatures",
                        limbo_words(hello->signatures), NULL);
  }
  answer = limbo_object("id", limbo_string(limbo_text(question, "id")), NULL);
  clock_gettime(CLOCK_MONOTONIC, &begin);
  answer_case(op, question, limbo_get(question, "inputs"), answer);
  clock_gettime(CLOCK_MONOTONIC, &end);
  limbo_put(answer, "ns",
            cJSON_CreateNumber((double)(end.tv_sec - begin.tv_sec) * 1e9 + (double)(end.tv_nsec - begin.tv_nsec)));
  return answer;
}

/* Answers each line of standard input until its end; what main() returns. */
static int limbo_main(limbo_hello hello) {
  char* line = NULL;
  size_t capacity = 0;
  while (getline(&line, &capacity, stdin) > 0) {
    cJSON* const question = cJSON_Parse(line);
    cJSON* const answer = limbo_answer(question, &hello);
    char* const text = cJSON_PrintUnformatted(answer);
    puts(text);
    fflush(stdout);
    cJSON_free(text);
    cJSON_Delete(answer);
    cJSON_Delete(question);
    while (limbo_owned_count > 0) {
      --limbo_owned_count;
      limbo_owned[limbo_owned_count].release(limbo_owned[limbo_owned_count].object);
    }
  }
  return 0;
}

#ifdef __cplusplus
}
#endif

#endif
