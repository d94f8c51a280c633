/* Memory runs out at every allocation there is, once only or from then on: the library returns NULL or
 * PLUMBLINE_NO_MEMORY, leaks nothing, leaves what it was given as it was, and goes on afterwards. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plumbline.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
#define SANITIZED
#endif

#ifdef SANITIZED

int main(void) {
  puts("left out: malloc() is another's here");
  return 77;
}

#else

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* memory, size_t size);
void __libc_free(void* memory);

static long left = -1; /* allocations that succeed before one fails; -1: none fails */
static int for_good;   /* and those after it */
static int failed;     /* one has */
static long live;      /* allocations that are not freed */

static int fails(void) {
  if (left < 0) return 0;
  if (left > 0) {
    --left;
    return 0;
  }
  if (!for_good) left = -1;
  failed = 1;
  return 1;
}

void* malloc(size_t size) {
  void* memory = fails() ? NULL : __libc_malloc(size);
  live += memory != NULL;
  return memory;
}
void* calloc(size_t count, size_t size) {
  void* memory = fails() ? NULL : __libc_calloc(count, size);
  live += memory != NULL;
  return memory;
}
void* realloc(void* memory, size_t size) {
  void* other = fails() ? NULL : __libc_realloc(memory, size);
  live += other != NULL && memory == NULL;
  return other;
}
void free(void* memory) {
  live -= memory != NULL;
  __libc_free(memory);
}

static int failures = 0;
static void check(int condition, const char* what, long allocation) {
  if (condition) return;
  fprintf(stderr, "%s, where allocation %ld fails\n", what, allocation);
  ++failures;
}

static const char octets[] =
    "\r\nPOST http://example.com/a/long/target?of=more HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n"
    "Connection: X-Something-Of-Some-Length\nX-Something-Of-Some-Length: 1\n folded\n\n"
    "3\nabc\n0\nTrailer-Of-Some-Length: t\n\nGET / HTTP/1.1\r\nHost : a\r\n\r\n";
static const char valid[] =
    "POST http://example.com/a/long/target?of=more HTTP/1.1\r\nHost: example.com\r\nTransfer-Encoding: chunked\r\n"
    "Connection: X-Something-Of-Some-Length\r\nX-Something-Of-Some-Length: 1\r\n\r\n"
    "3\r\nabc\r\n0\r\nTrailer-Of-Some-Length: t\r\n\r\nPUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nso far";

/* Each does one call and says whether there was memory for it. */
static int parse_once(void) {
  plumbline_question question = PLUMBLINE_QUESTION_INIT;
  plumbline_result* result;
  int done;
  question.kind = PLUMBLINE_REQUEST;
  question.octets = valid;
  question.octets_length = strlen(valid);
  result = plumbline_parse(&question);
  done = result != NULL;
  if (done && plumbline_result_message_count(result) != 1) check(0, "another answer", -1);
  plumbline_result_free(result);
  return done;
}

static plumbline_observation* observed;
static int judge_once(void) {
  plumbline_question question = PLUMBLINE_QUESTION_INIT;
  plumbline_judgement* judgement;
  int done;
  question.kind = PLUMBLINE_REQUEST;
  question.octets = octets;
  question.octets_length = strlen(octets);
  judgement = plumbline_judge(&question, observed);
  done = judgement != NULL;
  if (done && plumbline_judgement_verdict(judgement) == 0) check(0, "no verdict", -1);
  plumbline_judgement_free(judgement);
  return done;
}

static int ask_nothing_once(void) {
  plumbline_judgement* judgement = plumbline_judge(NULL, NULL); /* an error is words, which need memory */
  const int done = judgement != NULL;
  if (done && plumbline_judgement_error(judgement).length == 0) check(0, "no error", -1);
  plumbline_judgement_free(judgement);
  return done;
}

static int observe_once(void) {
  static const char name[] = "A-Name-That-Is-Too-Long-To-Be-Held-In-Place";
  plumbline_observation* own = plumbline_observation_new();
  plumbline_string names[2];
  plumbline_field fields[2];
  int status;
  if (own == NULL) return 0;
  names[0].data = names[1].data = name;
  names[0].length = names[1].length = strlen(name);
  fields[0].name = fields[0].value = fields[1].name = fields[1].value = names[0];
  status = plumbline_observation_set_message_count(own, 2);
  if (status == PLUMBLINE_OK) status = plumbline_observation_set_message_count(own, 5);
  if (status == PLUMBLINE_OK) status = plumbline_observation_set_target(own, 4, name, strlen(name));
  if (status == PLUMBLINE_OK) status = plumbline_observation_set_fields(own, 4, fields, 2);
  if (status == PLUMBLINE_OK) status = plumbline_observation_set_removed(own, 4, names, 2);
  if (status == PLUMBLINE_OK) status = plumbline_observation_set_hidden(own, names, 2);
  if (status == PLUMBLINE_OK) status = plumbline_observation_set_replies(own, &status, 1);
  if (status != PLUMBLINE_OK && status != PLUMBLINE_NO_MEMORY) check(0, "another status", -1);
  plumbline_observation_free(own);
  return status == PLUMBLINE_OK;
}

static void run_out(int (*once)(void), const char* name, long at_least) {
  for (for_good = 0; for_good < 2; ++for_good) {
    long allocation = 0;
    int done = once(); /* what is made once for all is made now */
    check(done, "it does not even succeed with memory", -1);
    /* A sort may do without memory: then the call succeeds all the same. */
    for (failed = 1; failed && allocation < 100000; ++allocation) {
      const long before = live;
      failed = 0;
      left = allocation;
      done = once();
      left = -1;
      check(live == before, "a leak", allocation);
      check(done || failed, "it fails without a reason", allocation);
    }
    check(allocation > at_least, "too few allocations to have tested something", allocation);
    check(once(), "it does not recover", allocation);
    printf("%s: each of %ld allocations failed %s\n", name, allocation - 1, for_good ? "for good" : "once");
  }
}

int main(void) {
  observed = plumbline_observation_new();
  plumbline_observation_set_outcome(observed, PLUMBLINE_REJECT);
  run_out(parse_once, "parse", 20);
  run_out(judge_once, "judge", 100);
  run_out(ask_nothing_once, "no question", 2);
  run_out(observe_once, "observe", 10);
  plumbline_observation_free(observed);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
