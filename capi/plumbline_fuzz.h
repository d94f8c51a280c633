/* A fuzz target in one header: it holds a parser to what RFC 9110 and RFC 9112 permit its role.
 *
 *   #include <plumbline_fuzz.h>
 *
 *   void plumbline_fuzz_observe(const uint8_t *octets, size_t size, plumbline_observation *observed) {
 *     struct my_parser parser;
 *     plumbline_observation_set_outcome(observed, my_parse(&parser, octets, size) ? PLUMBLINE_ACCEPT :
 * PLUMBLINE_REJECT);
 *   }
 *
 *   clang -fsanitize=fuzzer,address target.c my_parser.c -lplumbline
 *
 * Each input is the octets of one direction of a connection. The function tells what the parser made of them: of what
 * it does not set nothing is known, and that agrees with anything. The target aborts where the observation violates the
 * standard, says why on standard error, and names the class of the finding; and where an observation contradicts
 * itself.
 *
 * Define before the header is included, in one file of the target:
 *   PLUMBLINE_FUZZ_KIND         PLUMBLINE_REQUEST (the default) or PLUMBLINE_RESPONSE
 *   PLUMBLINE_FUZZ_ROLE         a plumbline_role; the default is the kind's
 *   PLUMBLINE_FUZZ_END          1: nothing follows the octets (0)
 *   PLUMBLINE_FUZZ_OVER_STRICT  1: it also aborts where the parser refuses what has to be accepted (0)
 *
 * The environment variable PLUMBLINE_BASELINE names a file of classes that are known, a line each, as
 * `plumbline check --write-baseline` writes it; those pass. */
#ifndef PLUMBLINE_FUZZ_H_
#define PLUMBLINE_FUZZ_H_

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <plumbline.h>

#ifndef PLUMBLINE_FUZZ_KIND
#define PLUMBLINE_FUZZ_KIND PLUMBLINE_REQUEST
#endif
#ifndef PLUMBLINE_FUZZ_ROLE
#define PLUMBLINE_FUZZ_ROLE PLUMBLINE_DEFAULT_ROLE
#endif
#ifndef PLUMBLINE_FUZZ_END
#define PLUMBLINE_FUZZ_END 0
#endif
#ifndef PLUMBLINE_FUZZ_OVER_STRICT
#define PLUMBLINE_FUZZ_OVER_STRICT 0
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The target's own. `observed` is empty, and is the target's until the function returns. */
void plumbline_fuzz_observe(const uint8_t* octets, size_t size, plumbline_observation* observed);

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

/* The class of a judgement, as `plumbline check` names it: verdict, clause or sentence, aspect. */
static void plumbline_fuzz_class(const plumbline_judgement* judged, char* text, size_t size) {
  plumbline_string what = plumbline_judgement_clause(judged);
  const plumbline_string aspect = plumbline_aspect_name(plumbline_judgement_aspect(judged));
  if (what.data == NULL || strchr(what.data, '-') == NULL) {
    what = plumbline_sentence_id(plumbline_judgement_by(judged, 0));
  }
  snprintf(text, size, "%s %s %s", plumbline_verdict_name(plumbline_judgement_verdict(judged)).data,
           what.data == NULL ? "-" : what.data, aspect.data == NULL ? "-" : aspect.data);
}

/* Whether the baseline has the class. A baseline that cannot be read ends the target: it would hide nothing. */
static int plumbline_fuzz_is_known(const char* name) {
  const char* const path = getenv("PLUMBLINE_BASELINE");
  char line[256];
  int known = 0;
  FILE* file;
  if (path == NULL || *path == '\0') return 0;
  file = fopen(path, "r");
  if (file == NULL) {
    fprintf(stderr, "plumbline: cannot read the baseline %s: set PLUMBLINE_BASELINE to a file that is there\n", path);
    exit(1);
  }
  while (!known && fgets(line, sizeof line, file) != NULL) {
    line[strcspn(line, "\r\n")] = '\0';
    known = strcmp(line, name) == 0;
  }
  fclose(file);
  return known;
}

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  plumbline_question question = PLUMBLINE_QUESTION_INIT;
  plumbline_observation* observed = plumbline_observation_new();
  plumbline_judgement* judged;
  plumbline_verdict verdict;
  char name[256];
  if (observed == NULL) return 0; /* out of memory */
  question.kind = PLUMBLINE_FUZZ_KIND;
  question.role = PLUMBLINE_FUZZ_ROLE;
  question.eof = PLUMBLINE_FUZZ_END;
  question.octets = (const char*)data;
  question.octets_length = size;
  plumbline_fuzz_observe(data, size, observed);
  judged = plumbline_judge(&question, observed);
  plumbline_observation_free(observed);
  if (judged == NULL) return 0;
  if (plumbline_judgement_error(judged).data != NULL) {
    fprintf(stderr, "plumbline: the observation is none: %s\n", plumbline_judgement_error(judged).data);
    abort();
  }
  verdict = plumbline_judgement_verdict(judged);
  if (verdict == PLUMBLINE_VIOLATES || (PLUMBLINE_FUZZ_OVER_STRICT && verdict == PLUMBLINE_OVER_STRICT)) {
    plumbline_fuzz_class(judged, name, sizeof name);
    if (!plumbline_fuzz_is_known(name)) {
      const plumbline_string sentence = plumbline_sentence_text(plumbline_judgement_by(judged, 0));
      fprintf(stderr, "plumbline: %s, at octet %llu: %s\n  %s\n", name,
              (unsigned long long)plumbline_judgement_offset(judged), plumbline_judgement_why(judged).data,
              sentence.data == NULL ? "" : sentence.data);
      abort();
    }
  }
  plumbline_judgement_free(judged);
  return 0;
}

#ifdef __cplusplus
}
#endif

#endif /* PLUMBLINE_FUZZ_H_ */
