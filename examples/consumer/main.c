/* Asks an installed libplumbline what a request means, and whether a server may take it. */
#include <plumbline.h>
#include <stdio.h>
#include <string.h>

static int failed(const char* what) {
  fprintf(stderr, "%s\n", what);
  return 1;
}

int main(void) {
  static const char octets[] = "GET /where HTTP/1.1\nHost: www.example.org\n\n"; /* LF alone */
  plumbline_question question = PLUMBLINE_QUESTION_INIT;
  plumbline_result* result;
  plumbline_observation* observed;
  plumbline_judgement* judged;

  question.kind = PLUMBLINE_REQUEST;
  question.octets = octets;
  question.octets_length = strlen(octets);
  result = plumbline_parse(&question);
  if (plumbline_result_outcome(result) != PLUMBLINE_REJECT) return failed("it is not rejected");
  printf("rejected at octet %d by %s\n", (int)plumbline_result_offset(result), plumbline_result_clause(result).data);
  plumbline_result_free(result);

  observed = plumbline_observation_new();
  if (plumbline_observation_set_outcome(observed, PLUMBLINE_ACCEPT) != PLUMBLINE_OK) return failed("out of memory");
  judged = plumbline_judge(&question, observed);
  if (plumbline_judgement_verdict(judged) != PLUMBLINE_ALLOWED) return failed("it is not allowed");
  printf("a server that accepts it: %s, by \"%s\"\n", plumbline_verdict_name(PLUMBLINE_ALLOWED).data,
         plumbline_sentence_text(plumbline_judgement_by(judged, 0)).data);
  plumbline_judgement_free(judged);
  plumbline_observation_free(observed);
  return 0;
}
