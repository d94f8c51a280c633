/* Everything that plumbline.h declares, from C99: what it answers, lengths of 0, null, errors. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plumbline.h"

static int failures = 0;

#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                     \
    }                                                                 \
  } while (0)

/* With the NUL that stands after every string. */
static int is(plumbline_string text, const char* wanted) {
  return text.data != NULL && text.length == strlen(wanted) && memcmp(text.data, wanted, text.length + 1) == 0;
}
static int is_absent(plumbline_string text) { return text.data == NULL && text.length == 0; }
static plumbline_string string_of(const char* text) {
  plumbline_string string;
  string.data = text;
  string.length = strlen(text);
  return string;
}
static plumbline_field field_of(const char* name, const char* value) {
  plumbline_field field;
  field.name = string_of(name);
  field.value = string_of(value);
  return field;
}
static plumbline_question question_of(plumbline_kind kind, const char* octets) {
  plumbline_question question = PLUMBLINE_QUESTION_INIT;
  question.kind = kind;
  question.octets = octets;
  question.octets_length = octets == NULL ? 0 : strlen(octets);
  return question;
}

static void test_version_and_names(void) {
  CHECK(is(plumbline_version(), PLUMBLINE_TEST_VERSION));
  CHECK(plumbline_contract() == PLUMBLINE_CONTRACT);
  CHECK(is(plumbline_outcome_name(PLUMBLINE_ACCEPT), "accept"));
  CHECK(is(plumbline_outcome_name(PLUMBLINE_NEED_MORE), "need-more"));
  CHECK(is(plumbline_outcome_name(PLUMBLINE_REJECT), "reject"));
  CHECK(is(plumbline_framing_name(PLUMBLINE_FRAMING_NONE), "none"));
  CHECK(is(plumbline_framing_name(PLUMBLINE_FRAMING_LENGTH), "length"));
  CHECK(is(plumbline_framing_name(PLUMBLINE_FRAMING_CHUNKED), "chunked"));
  CHECK(is(plumbline_framing_name(PLUMBLINE_FRAMING_CLOSE), "close"));
  CHECK(is(plumbline_target_form_name(PLUMBLINE_ORIGIN_FORM), "origin-form"));
  CHECK(is(plumbline_target_form_name(PLUMBLINE_ABSOLUTE_FORM), "absolute-form"));
  CHECK(is(plumbline_target_form_name(PLUMBLINE_AUTHORITY_FORM), "authority-form"));
  CHECK(is(plumbline_target_form_name(PLUMBLINE_ASTERISK_FORM), "asterisk-form"));
  CHECK(is(plumbline_verdict_name(PLUMBLINE_CONFORMS), "conforms"));
  CHECK(is(plumbline_verdict_name(PLUMBLINE_ALLOWED), "allowed"));
  CHECK(is(plumbline_verdict_name(PLUMBLINE_UNDECIDED), "undecided"));
  CHECK(is(plumbline_verdict_name(PLUMBLINE_RECOVERS), "recovers"));
  CHECK(is(plumbline_verdict_name(PLUMBLINE_DISCOURAGED), "discouraged"));
  CHECK(is(plumbline_verdict_name(PLUMBLINE_OVER_STRICT), "over-strict"));
  CHECK(is(plumbline_verdict_name(PLUMBLINE_VIOLATES), "violates"));
  CHECK(is(plumbline_aspect_name(PLUMBLINE_ASPECT_OUTCOME), "outcome"));
  CHECK(is(plumbline_aspect_name(PLUMBLINE_ASPECT_FRAMING), "framing"));
  CHECK(is(plumbline_aspect_name(PLUMBLINE_ASPECT_PERSISTENCE), "persistence"));
  CHECK(is(plumbline_aspect_name(PLUMBLINE_ASPECT_HOP_BY_HOP), "hop-by-hop"));
  CHECK(is(plumbline_aspect_name(PLUMBLINE_ASPECT_SEMANTICS), "semantics"));
  CHECK(is(plumbline_aspect_name(PLUMBLINE_ASPECT_SYNTAX), "syntax"));
  CHECK(is(plumbline_duty_name(PLUMBLINE_DUTY_RESPOND), "respond"));
  CHECK(is(plumbline_duty_name(PLUMBLINE_DUTY_CLOSE), "close"));
  CHECK(is(plumbline_duty_name(PLUMBLINE_DUTY_DISCARD), "discard"));
  CHECK(is(plumbline_duty_name(PLUMBLINE_DUTY_RECORD_INCOMPLETE), "record-incomplete"));
  CHECK(is(plumbline_duty_name(PLUMBLINE_DUTY_REPLACE), "replace"));
  CHECK(is(plumbline_duty_name(PLUMBLINE_DUTY_REMOVE_CONTENT_LENGTH), "remove-content-length"));
  {
    const int none[] = {INT_MIN, -1, 0, 8, 256, INT_MAX};
    size_t i;
    for (i = 0; i < sizeof none / sizeof none[0]; ++i) {
      CHECK(is_absent(plumbline_outcome_name(none[i])));
      CHECK(is_absent(plumbline_framing_name(none[i])));
      CHECK(is_absent(plumbline_target_form_name(none[i])));
      CHECK(is_absent(plumbline_verdict_name(none[i])));
      CHECK(is_absent(plumbline_aspect_name(none[i])));
      CHECK(is_absent(plumbline_duty_name(none[i])));
    }
  }
}

/* What is asked of a null message, and of an index that is too large, is absent. */
static void check_no_message(const plumbline_message* message) {
  CHECK(message == NULL);
  CHECK(plumbline_message_kind(message) == 0);
  CHECK(plumbline_message_offset(message) == PLUMBLINE_ABSENT);
  CHECK(plumbline_message_size(message) == PLUMBLINE_ABSENT);
  CHECK(is_absent(plumbline_message_method(message)));
  CHECK(is_absent(plumbline_message_target(message)));
  CHECK(plumbline_message_target_form(message) == 0);
  CHECK(is_absent(plumbline_message_version(message)));
  CHECK(plumbline_message_status(message) == -1);
  CHECK(is_absent(plumbline_message_reason(message)));
  CHECK(plumbline_message_field_count(message) == 0);
  CHECK(is_absent(plumbline_message_field(message, 0).name));
  CHECK(plumbline_message_framing(message) == 0);
  CHECK(is_absent(plumbline_message_framing_rule(message)));
  CHECK(plumbline_message_length(message) == PLUMBLINE_ABSENT);
  CHECK(is_absent(plumbline_message_body(message)));
  CHECK(plumbline_message_trailer_count(message) == 0);
  CHECK(is_absent(plumbline_message_trailer(message, 0).value));
  CHECK(plumbline_message_persists(message) == 0);
  CHECK(is_absent(plumbline_message_persistence_rule(message)));
  CHECK(plumbline_message_removed_count(message) == 0);
  CHECK(is_absent(plumbline_message_removed(message, 0)));
  CHECK(plumbline_message_finding_count(message) == 0);
  CHECK(is_absent(plumbline_message_finding(message, 0)));
  CHECK(plumbline_message_finding_offset(message, 0) == PLUMBLINE_ABSENT);
}

/* A result, or none, that says nothing but, perhaps, why. */
static void check_no_answer(const plumbline_result* result) {
  CHECK(plumbline_result_outcome(result) == 0);
  CHECK(plumbline_result_consumed(result) == PLUMBLINE_ABSENT);
  CHECK(plumbline_result_offset(result) == PLUMBLINE_ABSENT);
  CHECK(plumbline_result_place(result) == PLUMBLINE_ABSENT);
  CHECK(is_absent(plumbline_result_clause(result)));
  CHECK(plumbline_result_tunnel(result) == 0);
  CHECK(plumbline_result_message_count(result) == 0);
  check_no_message(plumbline_result_message(result, 0));
  check_no_message(plumbline_result_partial(result));
}

static void check_no_judgement(const plumbline_judgement* judgement) {
  CHECK(plumbline_judgement_verdict(judgement) == 0);
  CHECK(plumbline_judgement_aspect(judgement) == 0);
  CHECK(plumbline_judgement_offset(judgement) == PLUMBLINE_ABSENT);
  CHECK(is_absent(plumbline_judgement_clause(judgement)));
  CHECK(plumbline_judgement_by_count(judgement) == 0);
  CHECK(plumbline_judgement_by(judgement, 0) == NULL);
  CHECK(plumbline_judgement_by_offset(judgement, 0) == PLUMBLINE_ABSENT);
  CHECK(plumbline_judgement_gap_count(judgement) == 0);
  CHECK(plumbline_judgement_gap(judgement, 0) == NULL);
  CHECK(plumbline_judgement_duty_count(judgement) == 0);
  CHECK(plumbline_judgement_duty(judgement, 0) == 0);
  CHECK(plumbline_judgement_duty_status(judgement, 0) == 0);
  CHECK(plumbline_judgement_duty_sentence(judgement, 0) == NULL);
  CHECK(plumbline_judgement_duty_offset(judgement, 0) == PLUMBLINE_ABSENT);
  CHECK(is_absent(plumbline_judgement_why(judgement)));
  CHECK(plumbline_judgement_not_judged_from(judgement) == PLUMBLINE_ABSENT);
}

static void test_null_handles(void) {
  check_no_answer(NULL);
  CHECK(is_absent(plumbline_result_error(NULL)));
  check_no_judgement(NULL);
  CHECK(is_absent(plumbline_judgement_error(NULL)));
  plumbline_result_free(NULL);
  plumbline_judgement_free(NULL);
  plumbline_observation_free(NULL);
  plumbline_observation_clear(NULL);
}

static void test_a_request(void) {
  /* Kept nowhere else: the answer may not point into it. */
  char octets[] =
      "POST /a?b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: X-Y\r\nX-Y:\r\n\r\n"
      "3\r\na\0c\r\n0\r\nTrailer-Name: t\r\n\r\n";
  plumbline_question question = question_of(PLUMBLINE_REQUEST, octets);
  plumbline_result* result;
  const plumbline_message* message;
  question.octets_length = sizeof octets - 1;
  result = plumbline_parse(&question);
  memset(octets, '#', sizeof octets);
  CHECK(result != NULL);
  CHECK(is_absent(plumbline_result_error(result)));
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_ACCEPT);
  CHECK(plumbline_result_consumed(result) == sizeof octets - 1);
  CHECK(plumbline_result_offset(result) == PLUMBLINE_ABSENT);
  CHECK(plumbline_result_place(result) == PLUMBLINE_ABSENT);
  CHECK(is_absent(plumbline_result_clause(result)));
  CHECK(plumbline_result_tunnel(result) == 0);
  CHECK(plumbline_result_message_count(result) == 1);
  check_no_message(plumbline_result_message(result, 1));
  check_no_message(plumbline_result_message(result, (size_t)-1));
  check_no_message(plumbline_result_partial(result));

  message = plumbline_result_message(result, 0);
  CHECK(plumbline_message_kind(message) == PLUMBLINE_REQUEST);
  CHECK(plumbline_message_offset(message) == 0);
  CHECK(plumbline_message_size(message) == sizeof octets - 1);
  CHECK(is(plumbline_message_method(message), "POST"));
  CHECK(is(plumbline_message_target(message), "/a?b"));
  CHECK(plumbline_message_target_form(message) == PLUMBLINE_ORIGIN_FORM);
  CHECK(is(plumbline_message_version(message), "HTTP/1.1"));
  CHECK(plumbline_message_status(message) == -1);
  CHECK(is_absent(plumbline_message_reason(message)));
  CHECK(plumbline_message_field_count(message) == 4);
  CHECK(is(plumbline_message_field(message, 1).name, "Transfer-Encoding"));
  CHECK(is(plumbline_message_field(message, 1).value, "chunked"));
  CHECK(is(plumbline_message_field(message, 3).value, "")); /* empty, not absent */
  CHECK(is_absent(plumbline_message_field(message, 4).name));
  CHECK(plumbline_message_framing(message) == PLUMBLINE_FRAMING_CHUNKED);
  CHECK(is(plumbline_message_framing_rule(message), "9112-6.3-r4"));
  CHECK(plumbline_message_length(message) == PLUMBLINE_ABSENT);
  CHECK(plumbline_message_body(message).length == 3);
  CHECK(memcmp(plumbline_message_body(message).data, "a\0c", 4) == 0);
  CHECK(plumbline_message_trailer_count(message) == 1);
  CHECK(is(plumbline_message_trailer(message, 0).name, "Trailer-Name"));
  CHECK(is_absent(plumbline_message_trailer(message, 1).name));
  CHECK(plumbline_message_persists(message) == 1);
  CHECK(is(plumbline_message_persistence_rule(message), "9112-9.3-r2"));
  CHECK(plumbline_message_removed_count(message) >= 2);
  CHECK(is(plumbline_message_removed(message, 0), "connection") || is(plumbline_message_removed(message, 0), "x-y") ||
        is(plumbline_message_removed(message, 0), "transfer-encoding"));
  CHECK(is_absent(plumbline_message_removed(message, 100)));
  plumbline_result_free(result);
}

static void test_a_response(void) {
  static const char octets[] = "HTTP/1.0 404 \r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi";
  plumbline_question question = question_of(PLUMBLINE_RESPONSE, "HTTP/1.0 404 \r\nContent-Length: 2\r\n\r\nhi");
  plumbline_result* result = plumbline_parse(&question);
  const plumbline_message* message = plumbline_result_message(result, 0);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_ACCEPT);
  CHECK(plumbline_message_kind(message) == PLUMBLINE_RESPONSE);
  CHECK(is_absent(plumbline_message_method(message)));
  CHECK(is_absent(plumbline_message_target(message)));
  CHECK(plumbline_message_target_form(message) == 0);
  CHECK(is(plumbline_message_version(message), "HTTP/1.0"));
  CHECK(plumbline_message_status(message) == 404);
  CHECK(is(plumbline_message_reason(message), ""));
  CHECK(plumbline_message_framing(message) == PLUMBLINE_FRAMING_LENGTH);
  CHECK(plumbline_message_length(message) == 2);
  CHECK(is(plumbline_message_body(message), "hi"));
  CHECK(plumbline_message_persists(message) == 0);
  CHECK(is(plumbline_message_persistence_rule(message), "9112-9.3-r4"));
  plumbline_result_free(result);

  /* A length that is sent twice is noted, or rejected: by a clause, at an octet. */
  question = question_of(PLUMBLINE_RESPONSE, octets);
  result = plumbline_parse(&question);
  message = plumbline_result_message(result, 0);
  if (plumbline_result_outcome(result) == PLUMBLINE_ACCEPT) {
    CHECK(plumbline_message_finding_count(message) >= 1);
    CHECK(plumbline_message_finding_offset(message, 0) < sizeof octets);
    CHECK(plumbline_find_clause(plumbline_message_finding(message, 0).data,
                                plumbline_message_finding(message, 0).length) != NULL);
  } else {
    CHECK(plumbline_result_offset(result) < sizeof octets);
  }
  plumbline_result_free(result);
}

static void test_ends(void) {
  plumbline_question question = question_of(PLUMBLINE_REQUEST, "GET / HTTP/1.1\r\nHost : a\r\n\r\n");
  plumbline_result* result = plumbline_parse(&question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_REJECT);
  CHECK(plumbline_result_consumed(result) == 0);
  CHECK(plumbline_result_offset(result) == 20);
  CHECK(plumbline_result_place(result) == 20);
  CHECK(is(plumbline_result_clause(result), "9112-5.1-space-before-colon"));
  check_no_message(plumbline_result_partial(result));
  plumbline_result_free(result);

  question = question_of(PLUMBLINE_REQUEST,
                         "GET / HTTP/1.1\r\nHost: a\r\n\r\nPUT / HTTP/1.1\r\nHost: a\r\n"
                         "Content-Length: 5\r\n\r\nab");
  result = plumbline_parse(&question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_NEED_MORE);
  CHECK(plumbline_result_consumed(result) == 27);
  CHECK(plumbline_result_message_count(result) == 1);
  CHECK(plumbline_message_offset(plumbline_result_partial(result)) == 27);
  CHECK(plumbline_message_size(plumbline_result_partial(result)) == PLUMBLINE_ABSENT);
  CHECK(is(plumbline_message_method(plumbline_result_partial(result)), "PUT"));
  CHECK(is(plumbline_message_body(plumbline_result_partial(result)), "ab"));
  plumbline_result_free(result);

  question.eof = 1;
  result = plumbline_parse(&question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_REJECT);
  plumbline_result_free(result);

  question = question_of(PLUMBLINE_REQUEST, "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n\026\003\001");
  result = plumbline_parse(&question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_ACCEPT);
  CHECK(plumbline_result_tunnel(result) == 1);
  CHECK(plumbline_message_target_form(plumbline_result_message(result, 0)) == PLUMBLINE_AUTHORITY_FORM);
  plumbline_result_free(result);
}

static void test_methods_and_roles(void) {
  static const char head_only[] = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
  char method[] = {'H', 'E', 'A', 'D', '!'}; /* no NUL */
  plumbline_string methods[1];
  plumbline_question question = question_of(PLUMBLINE_RESPONSE, head_only);
  plumbline_judgement* judgement;
  plumbline_result* result = plumbline_parse(&question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_NEED_MORE);
  plumbline_result_free(result);

  methods[0].data = method;
  methods[0].length = 4;
  question.methods = methods;
  question.methods_length = 1;
  question.has_methods = 1;
  result = plumbline_parse(&question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_ACCEPT);
  CHECK(is(plumbline_message_framing_rule(plumbline_result_message(result, 0)), "9112-6.3-r1"));
  plumbline_result_free(result);

  question.methods = NULL; /* none: no request is outstanding */
  question.methods_length = 0;
  result = plumbline_parse(&question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_REJECT);
  CHECK(plumbline_result_offset(result) == 0);
  plumbline_result_free(result);
  judgement = plumbline_judge(&question, NULL);
  CHECK(plumbline_judgement_verdict(judgement) == PLUMBLINE_CONFORMS);
  plumbline_judgement_free(judgement);

  /* RFC 9112, section 9.3, item 3: a proxy does not persist with a client of HTTP/1.0. */
  question = question_of(PLUMBLINE_REQUEST, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  result = plumbline_parse(&question);
  CHECK(plumbline_message_persists(plumbline_result_message(result, 0)) == 1);
  plumbline_result_free(result);
  question.role = PLUMBLINE_INTERMEDIARY;
  result = plumbline_parse(&question);
  CHECK(plumbline_message_persists(plumbline_result_message(result, 0)) == 0);
  plumbline_result_free(result);
}

static void test_lengths_of_zero(void) {
  plumbline_question question = question_of(PLUMBLINE_REQUEST, NULL);
  plumbline_string method = {NULL, 0};
  plumbline_result* result = plumbline_parse(&question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_NEED_MORE);
  CHECK(plumbline_result_consumed(result) == 0);
  plumbline_result_free(result);
  question.eof = 1;
  result = plumbline_parse(&question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_ACCEPT);
  CHECK(plumbline_result_message_count(result) == 0);
  plumbline_result_free(result);

  question = question_of(PLUMBLINE_RESPONSE, "");
  question.methods = &method; /* one method, which is empty */
  question.methods_length = 1;
  question.has_methods = 1;
  result = plumbline_parse(&question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_NEED_MORE);
  plumbline_result_free(result);

  CHECK(plumbline_find_clause(NULL, 0) == NULL);
  CHECK(plumbline_find_sentence("", 0) == NULL);
  CHECK(plumbline_find_gap(NULL, 0) == NULL);
}

/* Both functions refuse the question, in words. */
static void check_no_question(const plumbline_question* question) {
  plumbline_result* result = plumbline_parse(question);
  plumbline_judgement* judgement = plumbline_judge(question, NULL);
  CHECK(result != NULL && judgement != NULL);
  CHECK(plumbline_result_error(result).length > 0);
  CHECK(plumbline_judgement_error(judgement).length > 0);
  CHECK(strlen(plumbline_result_error(result).data) == plumbline_result_error(result).length);
  check_no_answer(result);
  check_no_judgement(judgement);
  plumbline_result_free(result);
  plumbline_judgement_free(judgement);
}

static void test_no_questions(void) {
  static const plumbline_string null_with_length = {NULL, 1};
  plumbline_question question;
  size_t i;
  const int kinds[] = {INT_MIN, -1, 0, 3, INT_MAX};
  const int roles[] = {INT_MIN, -1, 6, INT_MAX};
  check_no_question(NULL);
  for (i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
    question = question_of(kinds[i], "");
    check_no_question(&question);
  }
  for (i = 0; i < sizeof roles / sizeof roles[0]; ++i) {
    question = question_of(PLUMBLINE_REQUEST, "");
    question.role = roles[i];
    check_no_question(&question);
  }
  question = question_of(PLUMBLINE_REQUEST, "");
  question.role = PLUMBLINE_USER_AGENT;
  check_no_question(&question);
  question = question_of(PLUMBLINE_RESPONSE, "");
  question.role = PLUMBLINE_ORIGIN;
  check_no_question(&question);

  question = question_of(PLUMBLINE_REQUEST, NULL);
  question.octets_length = 1;
  check_no_question(&question);
  question = question_of(PLUMBLINE_REQUEST, "");
  question.octets_length = (size_t)-1;
  check_no_question(&question);

  question = question_of(PLUMBLINE_RESPONSE, "");
  question.methods = &null_with_length;
  question.methods_length = 1;
  check_no_question(&question); /* has_methods is 0 */
  question.has_methods = 1;
  check_no_question(&question);
  question.methods = NULL;
  check_no_question(&question);
}

static void test_sizes_of_questions(void) {
  struct {
    plumbline_question question;
    int of_a_later_header;
  } later;
  plumbline_result* result;
  plumbline_question question = question_of(PLUMBLINE_REQUEST, "");
  question.size = 0;
  check_no_question(&question);
  question.size = sizeof question - 1;
  check_no_question(&question);
  question.size = (size_t)-1;
  check_no_question(&question);

  memset(&later, 0, sizeof later);
  later.question = question_of(PLUMBLINE_REQUEST, "");
  later.question.size = sizeof later;
  result = plumbline_parse(&later.question);
  CHECK(plumbline_result_outcome(result) == PLUMBLINE_NEED_MORE);
  plumbline_result_free(result);
  later.of_a_later_header = 1;
  check_no_question(&later.question);
}

static void test_proxies_and_gateways_judge_only(void) {
  plumbline_question question = question_of(PLUMBLINE_REQUEST, "");
  int role;
  for (role = PLUMBLINE_PROXY; role <= PLUMBLINE_GATEWAY; ++role) {
    plumbline_result* result;
    plumbline_judgement* judgement;
    question.role = role;
    result = plumbline_parse(&question);
    judgement = plumbline_judge(&question, NULL);
    CHECK(plumbline_result_error(result).length > 0);
    check_no_answer(result);
    CHECK(is_absent(plumbline_judgement_error(judgement)));
    CHECK(plumbline_judgement_verdict(judgement) == PLUMBLINE_CONFORMS);
    plumbline_result_free(result);
    plumbline_judgement_free(judgement);
  }
}

static plumbline_verdict verdict_as(plumbline_role role, plumbline_kind kind, const char* octets,
                                    const plumbline_observation* observed) {
  plumbline_question question = question_of(kind, octets);
  plumbline_judgement* judgement;
  plumbline_verdict verdict;
  question.role = role;
  judgement = plumbline_judge(&question, observed);
  verdict = plumbline_judgement_verdict(judgement);
  CHECK(plumbline_judgement_why(judgement).data != NULL || plumbline_judgement_error(judgement).data != NULL);
  plumbline_judgement_free(judgement);
  return verdict;
}

static plumbline_verdict verdict_of(plumbline_kind kind, const char* octets, const plumbline_observation* observed) {
  const plumbline_question defaults = PLUMBLINE_QUESTION_INIT;
  return verdict_as(defaults.role, kind, octets, observed);
}

static void test_a_judgement(void) {
  static const char octets[] = "GET / HTTP/1.1\nHost: a\n\n"; /* RFC 9112, section 2.2: MAY */
  static const char plain[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  plumbline_question question = question_of(PLUMBLINE_REQUEST, octets);
  plumbline_observation* observed = plumbline_observation_new();
  plumbline_judgement* judgement;
  CHECK(observed != NULL);
  CHECK(plumbline_observation_set_outcome(observed, PLUMBLINE_ACCEPT) == PLUMBLINE_OK);
  judgement = plumbline_judge(&question, observed);
  CHECK(is_absent(plumbline_judgement_error(judgement)));
  CHECK(plumbline_judgement_verdict(judgement) == PLUMBLINE_ALLOWED);
  CHECK(plumbline_judgement_by_count(judgement) >= 1);
  CHECK(is(plumbline_sentence_id(plumbline_judgement_by(judgement, 0)), "2.2-lf"));
  CHECK(plumbline_judgement_by_offset(judgement, 0) == 14);
  CHECK(plumbline_judgement_by(judgement, 0) == plumbline_find_sentence("2.2-lf", 6));
  CHECK(plumbline_judgement_by(judgement, 1000) == NULL);
  CHECK(plumbline_judgement_not_judged_from(judgement) == PLUMBLINE_ABSENT);
  plumbline_judgement_free(judgement);

  /* Refused, a request has a duty, and the length of another message is a difference. */
  question = question_of(PLUMBLINE_REQUEST, "GET / HTTP/1.1\r\nHost : a\r\n\r\n");
  judgement = plumbline_judge(&question, observed);
  CHECK(plumbline_judgement_verdict(judgement) == PLUMBLINE_VIOLATES);
  CHECK(plumbline_judgement_aspect(judgement) != 0);
  CHECK(plumbline_judgement_offset(judgement) == 20);
  CHECK(is(plumbline_judgement_clause(judgement), "9112-5.1-space-before-colon"));
  plumbline_judgement_free(judgement);
  plumbline_observation_clear(observed);
  CHECK(plumbline_observation_set_outcome(observed, PLUMBLINE_REJECT) == PLUMBLINE_OK);
  judgement = plumbline_judge(&question, observed);
  CHECK(plumbline_judgement_verdict(judgement) == PLUMBLINE_CONFORMS);
  CHECK(plumbline_judgement_duty_count(judgement) >= 1);
  CHECK(plumbline_judgement_duty(judgement, 0) == PLUMBLINE_DUTY_RESPOND);
  CHECK(plumbline_judgement_duty_status(judgement, 0) == 400);
  CHECK(plumbline_sentence_rfc(plumbline_judgement_duty_sentence(judgement, 0)) == 9112);
  CHECK(plumbline_judgement_duty_offset(judgement, 0) < 28);
  CHECK(plumbline_judgement_duty(judgement, 1000) == 0);
  CHECK(plumbline_judgement_duty_sentence(judgement, 1000) == NULL);
  plumbline_judgement_free(judgement);

  /* Nothing known, and known to have nothing, are two observations. */
  plumbline_observation_clear(observed);
  CHECK(verdict_of(PLUMBLINE_REQUEST, plain, NULL) == PLUMBLINE_CONFORMS);
  CHECK(verdict_of(PLUMBLINE_REQUEST, plain, observed) == PLUMBLINE_CONFORMS);
  CHECK(plumbline_observation_set_outcome(observed, PLUMBLINE_ACCEPT) == PLUMBLINE_OK);
  CHECK(plumbline_observation_set_message_count(observed, 0) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_REQUEST, plain, observed) == PLUMBLINE_VIOLATES);
  CHECK(plumbline_observation_set_message_count(observed, 1) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_REQUEST, plain, observed) == PLUMBLINE_CONFORMS);
  plumbline_observation_free(observed);
}

/* RFC 9112, section 3.2: a repeated Host beside a target in absolute-form is where the standard contradicts itself. */
static void test_a_gap(void) {
  plumbline_question question = question_of(PLUMBLINE_REQUEST, "GET http://a/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
  plumbline_observation* observed = plumbline_observation_new();
  plumbline_judgement* judgement;
  CHECK(plumbline_observation_set_outcome(observed, PLUMBLINE_ACCEPT) == PLUMBLINE_OK);
  judgement = plumbline_judge(&question, observed);
  CHECK(plumbline_judgement_verdict(judgement) == PLUMBLINE_UNDECIDED);
  CHECK(plumbline_judgement_gap_count(judgement) >= 1);
  CHECK(is(plumbline_gap_id(plumbline_judgement_gap(judgement, 0)), "G06"));
  CHECK(plumbline_judgement_gap(judgement, 1000) == NULL);
  plumbline_judgement_free(judgement);
  plumbline_observation_free(observed);
}

/* Each member of a message: what was read conforms, something else violates. */
static void test_members_of_a_request(void) {
  static const char octets[] =
      "PUT /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: X-Y\r\nX-Y: 1\r\n\r\n"
      "2\r\nhi\r\n0\r\nT: t\r\n\r\n";
  const plumbline_field fields[] = {field_of("host", "a"), field_of("transfer-encoding", "chunked"),
                                    field_of("connection", "X-Y"), field_of("x-y", "1")};
  const plumbline_field trailer = field_of("T", "t");
  const plumbline_string removed[] = {string_of("Connection"), string_of("X-Y"), string_of("Transfer-Encoding")};
  const plumbline_string hidden = string_of("host");
  plumbline_observation* o = plumbline_observation_new();
#define AGREES(call) CHECK((call) == PLUMBLINE_OK && verdict_of(PLUMBLINE_REQUEST, octets, o) == PLUMBLINE_CONFORMS)
#define DIFFERS(call) CHECK((call) == PLUMBLINE_OK && verdict_of(PLUMBLINE_REQUEST, octets, o) == PLUMBLINE_VIOLATES)
  AGREES(plumbline_observation_set_outcome(o, PLUMBLINE_ACCEPT));
  DIFFERS(plumbline_observation_set_message_count(o, 2));
  AGREES(plumbline_observation_set_message_count(o, 1));
  DIFFERS(plumbline_observation_set_method(o, 0, "POST", 4));
  AGREES(plumbline_observation_set_method(o, 0, "PUT!", 3));
  DIFFERS(plumbline_observation_set_target(o, 0, "/b", 2));
  AGREES(plumbline_observation_set_target(o, 0, "/a", 2));
  DIFFERS(plumbline_observation_set_target_uri(o, 0, "http://b/a", 10));
  AGREES(plumbline_observation_set_target_uri(o, 0, "http://a/a", 10));
  DIFFERS(plumbline_observation_set_version(o, 0, "HTTP/1.0", 8));
  AGREES(plumbline_observation_set_version(o, 0, "HTTP/1.1", 8));
  DIFFERS(plumbline_observation_set_fields(o, 0, NULL, 0));
  AGREES(plumbline_observation_set_fields(o, 0, fields, 4));
  DIFFERS(plumbline_observation_set_framing(o, 0, PLUMBLINE_FRAMING_CLOSE));
  AGREES(plumbline_observation_set_framing(o, 0, PLUMBLINE_FRAMING_CHUNKED));
  DIFFERS(plumbline_observation_set_body(o, 0, NULL, 0));
  AGREES(plumbline_observation_set_body(o, 0, "hi", 2));
  DIFFERS(plumbline_observation_set_trailers(o, 0, fields, 1));
  AGREES(plumbline_observation_set_trailers(o, 0, &trailer, 1));
  AGREES(plumbline_observation_set_persists(o, 0, 1));
  /* RFC 9110, section 7.6.1: removing is an intermediary's duty. */
  AGREES(plumbline_observation_set_removed(o, 0, NULL, 0));
  CHECK(verdict_as(PLUMBLINE_PROXY, PLUMBLINE_REQUEST, octets, o) == PLUMBLINE_VIOLATES);
  AGREES(plumbline_observation_set_removed(o, 0, removed, 3));
  DIFFERS(plumbline_observation_set_fields(o, 0, fields + 1, 3)); /* no Host */
  AGREES(plumbline_observation_set_hidden(o, &hidden, 1));
  DIFFERS(plumbline_observation_set_hidden(o, NULL, 0));
#undef AGREES
#undef DIFFERS
  plumbline_observation_free(o);
}

static void test_replies_and_connection(void) {
  static const char octets[] = "GET / HTTP/1.1\r\nHost : a\r\n\r\n";
  const int accepted = 200, refused = 400, interim = 100;
  plumbline_question question = question_of(PLUMBLINE_REQUEST, octets);
  plumbline_observation* o = plumbline_observation_new();
  plumbline_judgement* judgement;
  CHECK(plumbline_observation_set_replies(o, &accepted, 1) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_REQUEST, octets, o) == PLUMBLINE_VIOLATES);
  CHECK(plumbline_observation_set_replies(o, &refused, 1) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_REQUEST, octets, o) == PLUMBLINE_CONFORMS);
  CHECK(plumbline_observation_set_replies(o, NULL, 0) == PLUMBLINE_OK);
  plumbline_observation_clear(o);

  CHECK(plumbline_observation_set_connection(o, PLUMBLINE_CONNECTION_PERSISTED) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_RESPONSE, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", o) ==
        PLUMBLINE_VIOLATES);
  CHECK(plumbline_observation_set_connection(o, PLUMBLINE_CONNECTION_CLOSED) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_RESPONSE, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", o) ==
        PLUMBLINE_CONFORMS);
  CHECK(plumbline_observation_set_connection(o, PLUMBLINE_CONNECTION_OPEN) == PLUMBLINE_OK);

  plumbline_observation_clear(o);
  CHECK(plumbline_observation_set_message_count(o, 1) == PLUMBLINE_OK);
  CHECK(plumbline_observation_set_persists(o, 0, 1) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_REQUEST, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", o) ==
        PLUMBLINE_VIOLATES);
  CHECK(plumbline_observation_set_persists(o, 0, 0) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_REQUEST, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", o) ==
        PLUMBLINE_CONFORMS);
  plumbline_observation_clear(o);

  /* A contradiction is an error of the judgement. */
  CHECK(plumbline_observation_set_replies(o, &interim, 1) == PLUMBLINE_OK);
  judgement = plumbline_judge(&question, o);
  CHECK(plumbline_judgement_error(judgement).length > 0);
  check_no_judgement(judgement);
  plumbline_judgement_free(judgement);
  plumbline_observation_free(o);
}

static void test_members_of_a_response(void) {
  static const char octets[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
  plumbline_question question = question_of(PLUMBLINE_RESPONSE, octets);
  plumbline_observation* o = plumbline_observation_new();
  plumbline_judgement* judgement;
  CHECK(plumbline_observation_set_message_count(o, 1) == PLUMBLINE_OK);
  CHECK(plumbline_observation_set_status(o, 0, 404) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_RESPONSE, octets, o) == PLUMBLINE_VIOLATES);
  CHECK(plumbline_observation_set_status(o, 0, 200) == PLUMBLINE_OK);
  CHECK(plumbline_observation_set_reason(o, 0, "OK", 2) == PLUMBLINE_OK);
  CHECK(plumbline_observation_set_framing(o, 0, PLUMBLINE_FRAMING_LENGTH) == PLUMBLINE_OK);
  CHECK(plumbline_observation_set_length(o, 0, 3) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_RESPONSE, octets, o) == PLUMBLINE_VIOLATES);
  CHECK(plumbline_observation_set_length(o, 0, 2) == PLUMBLINE_OK);
  CHECK(verdict_of(PLUMBLINE_RESPONSE, octets, o) == PLUMBLINE_CONFORMS);
  CHECK(plumbline_observation_set_method(o, 0, "GET", 3) == PLUMBLINE_OK); /* a response has none */
  judgement = plumbline_judge(&question, o);
  CHECK(plumbline_judgement_error(judgement).length > 0);
  check_no_judgement(judgement);
  plumbline_judgement_free(judgement);
  plumbline_observation_free(o);
}

static void test_setters_refuse(void) {
  static const char octets[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const plumbline_string null_with_length = {NULL, 1};
  plumbline_field field = field_of("a", "b");
  plumbline_observation* o = plumbline_observation_new();
  CHECK(plumbline_observation_set_outcome(NULL, PLUMBLINE_ACCEPT) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_message_count(NULL, 1) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_method(NULL, 0, "GET", 3) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_outcome(o, 0) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_outcome(o, 4) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_connection(o, 0) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_replies(o, NULL, 1) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_hidden(o, NULL, 1) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_hidden(o, &null_with_length, 1) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_method(o, 0, "GET", 3) == PLUMBLINE_INVALID); /* no message yet */
  CHECK(plumbline_observation_set_message_count(o, 1) == PLUMBLINE_OK);
  CHECK(plumbline_observation_set_method(o, 1, "GET", 3) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_method(o, 0, NULL, 3) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_method(o, 0, "GET", (size_t)-1) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_status(o, 1, 200) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_framing(o, 0, 0) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_fields(o, 0, NULL, 1) == PLUMBLINE_INVALID);
  field.value = null_with_length;
  CHECK(plumbline_observation_set_trailers(o, 0, &field, 1) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_removed(o, 0, &null_with_length, 1) == PLUMBLINE_INVALID);
  CHECK(plumbline_observation_set_message_count(o, (size_t)-1) == PLUMBLINE_NO_MEMORY);
  CHECK(plumbline_observation_set_message_count(o, 1) == PLUMBLINE_OK);
  /* Nothing of that has been set. */
  CHECK(verdict_of(PLUMBLINE_REQUEST, octets, o) == PLUMBLINE_CONFORMS);
  plumbline_observation_free(o);
}

static void test_tables(void) {
  const plumbline_clause* clause = plumbline_find_clause("9112-2.2-bare-lf-and-more", 16);
  const plumbline_sentence* sentence = plumbline_find_sentence("2.2-lf", 6);
  const plumbline_gap* gap = plumbline_find_gap("G06", 3);
  size_t i;
  CHECK(is(plumbline_clause_id(clause), "9112-2.2-bare-lf"));
  CHECK(plumbline_clause_rfc(clause) == 9112);
  CHECK(is(plumbline_clause_section(clause), "2.2"));
  CHECK(is(plumbline_clause_level(clause), "grammar"));
  CHECK(is(plumbline_clause_binds(clause), "recipient"));
  CHECK(plumbline_clause_rejects(clause) == 1);
  CHECK(plumbline_clause_status(clause) == 400);
  CHECK(strstr(plumbline_clause_text(clause).data, "CRLF") != NULL);
  CHECK(is(plumbline_sentence_id(sentence), "2.2-lf"));
  CHECK(plumbline_sentence_rfc(sentence) == 9112);
  CHECK(is(plumbline_sentence_section(sentence), "2.2"));
  CHECK(is(plumbline_sentence_level(sentence), "MAY"));
  CHECK(is(plumbline_sentence_binds(sentence), "recipient"));
  CHECK(strstr(plumbline_sentence_text(sentence).data, "LF") != NULL);
  CHECK(is(plumbline_gap_id(gap), "G06"));
  CHECK(strstr(plumbline_gap_title(gap).data, "Host") != NULL);
  CHECK(plumbline_gap_one_side(gap).length > 0);
  CHECK(plumbline_gap_other_side(gap).length > 0);
  CHECK(plumbline_gap_ruling(gap).length > 0);

  CHECK(plumbline_find_clause("G06", 3) == NULL);
  CHECK(plumbline_find_sentence("2.2-l", 5) == NULL);
  CHECK(plumbline_find_gap(NULL, 3) == NULL);
  for (i = 0; plumbline_clause_at(i) != NULL; ++i) {
    const plumbline_string id = plumbline_clause_id(plumbline_clause_at(i));
    CHECK(plumbline_find_clause(id.data, id.length) == plumbline_clause_at(i));
    CHECK(strlen(plumbline_clause_text(plumbline_clause_at(i)).data) ==
          plumbline_clause_text(plumbline_clause_at(i)).length);
  }
  CHECK(i > 100);
  for (i = 0; plumbline_sentence_at(i) != NULL; ++i) {
    const plumbline_string id = plumbline_sentence_id(plumbline_sentence_at(i));
    CHECK(plumbline_find_sentence(id.data, id.length) == plumbline_sentence_at(i));
  }
  CHECK(i > 50);
  for (i = 0; plumbline_gap_at(i) != NULL; ++i) {
    const plumbline_string id = plumbline_gap_id(plumbline_gap_at(i));
    CHECK(plumbline_find_gap(id.data, id.length) == plumbline_gap_at(i));
  }
  CHECK(i > 30);
  CHECK(plumbline_clause_at((size_t)-1) == NULL);

  CHECK(is_absent(plumbline_clause_id(NULL)) && is_absent(plumbline_clause_section(NULL)));
  CHECK(is_absent(plumbline_clause_level(NULL)) && is_absent(plumbline_clause_binds(NULL)));
  CHECK(is_absent(plumbline_clause_text(NULL)) && plumbline_clause_rfc(NULL) == 0);
  CHECK(plumbline_clause_rejects(NULL) == 0 && plumbline_clause_status(NULL) == 0);
  CHECK(is_absent(plumbline_sentence_id(NULL)) && is_absent(plumbline_sentence_section(NULL)));
  CHECK(is_absent(plumbline_sentence_level(NULL)) && is_absent(plumbline_sentence_binds(NULL)));
  CHECK(is_absent(plumbline_sentence_text(NULL)) && plumbline_sentence_rfc(NULL) == 0);
  CHECK(is_absent(plumbline_gap_id(NULL)) && is_absent(plumbline_gap_title(NULL)));
  CHECK(is_absent(plumbline_gap_one_side(NULL)) && is_absent(plumbline_gap_other_side(NULL)));
  CHECK(is_absent(plumbline_gap_ruling(NULL)));
}

int main(void) {
  test_version_and_names();
  test_null_handles();
  test_a_request();
  test_a_response();
  test_ends();
  test_methods_and_roles();
  test_lengths_of_zero();
  test_no_questions();
  test_sizes_of_questions();
  test_proxies_and_gateways_judge_only();
  test_a_judgement();
  test_a_gap();
  test_members_of_a_request();
  test_replies_and_connection();
  test_members_of_a_response();
  test_setters_refuse();
  test_tables();
  if (failures != 0) fprintf(stderr, "%d checks failed\n", failures);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
