/* The C ABI of Plumbline: what do these octets mean by RFC 9112, and may this recipient conclude that?
 *
 *   #include <plumbline.h>
 *
 *   plumbline_question question = PLUMBLINE_QUESTION_INIT;
 *   question.kind = PLUMBLINE_REQUEST;
 *   question.octets = octets;
 *   question.octets_length = length;
 *
 *   plumbline_result *result = plumbline_parse(&question);
 *   if (result == NULL) abort();  // out of memory
 *   if (plumbline_result_outcome(result) == PLUMBLINE_REJECT) {
 *     printf("%s at octet %llu\n", plumbline_result_clause(result).data,
 *            (unsigned long long)plumbline_result_offset(result));
 *   }
 *   plumbline_result_free(result);
 *
 *   plumbline_observation *observed = plumbline_observation_new();
 *   plumbline_observation_set_outcome(observed, PLUMBLINE_ACCEPT);
 *   plumbline_judgement *judged = plumbline_judge(&question, observed);
 *   puts(plumbline_verdict_name(plumbline_judgement_verdict(judged)).data);
 *   plumbline_judgement_free(judged);
 *   plumbline_observation_free(observed);
 *
 * Lifetimes. What a function named ..._new, plumbline_parse() or plumbline_judge() returns is the caller's, who gives
 * it to the ..._free() of its type. Everything that an accessor returns lives as long as the handle that it was asked
 * of; what is asked of no handle (names, clauses, sentences, gaps, the version) lives as long as the library is loaded.
 * Nothing that the caller gave is kept: octets, methods and strings may go as soon as the call returns.
 *
 * Strings have a pointer and a length; they may hold any octet, NUL too. Every string that is returned has a NUL after
 * its last octet. One that is absent has the pointer NULL and the length 0, one that is empty has another pointer.
 * Wherever a pointer and a length are given, the pointer may be NULL if the length is 0.
 *
 * Null. Every accessor and every ..._free() takes a null handle. An accessor answers of it, and of an index that is too
 * large, as of what is absent: an absent string, PLUMBLINE_ABSENT, NULL, 0.
 *
 * Errors. plumbline_parse(), plumbline_judge() and plumbline_observation_new() return NULL if memory is out, and for no
 * other reason. A question that is none (a kind that there is not, a null pointer with a length) makes a handle whose
 * ..._error() says why, and of which all else is absent. No exception leaves the library, and it never ends the
 * process.
 *
 * Threads. The library holds nothing that changes. A handle may be read by several threads at once; an observation may
 * be changed by one alone.
 *
 * What may change. Within one SONAME functions, values at the end of an enumeration and members at the end of
 * plumbline_question may come; take a value that you do not know for "something else". docs/parse.md and docs/judge.md
 * say what the members mean, docs/c-abi.md how to link. */
#ifndef PLUMBLINE_H_
#define PLUMBLINE_H_

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define PLUMBLINE_API __attribute__((visibility("default")))
#else
#define PLUMBLINE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Values ---------------------------------------------------------------------------------------------------- */

/* A number that does not apply, or that is not known. */
#define PLUMBLINE_ABSENT UINT64_MAX

typedef struct plumbline_string {
  const char* data;
  size_t length;
} plumbline_string;

typedef struct plumbline_field {
  plumbline_string name;
  plumbline_string value; /* without the whitespace around it */
} plumbline_field;

/* Enumerations are of type int, so that a value of a later library is a value, too. In a question and an answer 0 is
 * the default, or says that the value is absent. */

/* What the octets are. */
typedef int plumbline_kind;
enum { PLUMBLINE_REQUEST = 1, PLUMBLINE_RESPONSE = 2 };

/* Who reads. Requests have no user agent, and responses no origin server. The default is the origin server of requests
 * and the user agent of responses. plumbline_parse() does not tell proxy from gateway: it takes an intermediary.
 * plumbline_judge() takes all; there PLUMBLINE_INTERMEDIARY says that it is not known which of the two it is. */
typedef int plumbline_role;
enum {
  PLUMBLINE_DEFAULT_ROLE = 0,
  PLUMBLINE_ORIGIN = 1,
  PLUMBLINE_INTERMEDIARY = 2,
  PLUMBLINE_USER_AGENT = 3,
  PLUMBLINE_PROXY = 4,
  PLUMBLINE_GATEWAY = 5
};

typedef int plumbline_outcome;
enum { PLUMBLINE_ACCEPT = 1, PLUMBLINE_NEED_MORE = 2, PLUMBLINE_REJECT = 3 };

/* How the body is delimited, RFC 9112, section 6.3. */
typedef int plumbline_framing;
enum {
  PLUMBLINE_FRAMING_NONE = 1,
  PLUMBLINE_FRAMING_LENGTH = 2,
  PLUMBLINE_FRAMING_CHUNKED = 3,
  PLUMBLINE_FRAMING_CLOSE = 4
};

/* The forms of request-target, RFC 9112, section 3.2. */
typedef int plumbline_target_form;
enum {
  PLUMBLINE_ORIGIN_FORM = 1,
  PLUMBLINE_ABSOLUTE_FORM = 2,
  PLUMBLINE_AUTHORITY_FORM = 3,
  PLUMBLINE_ASTERISK_FORM = 4
};

/* Of a judgement, best first. A later library may put a new one at the end, which is then not the worst. */
typedef int plumbline_verdict;
enum {
  PLUMBLINE_CONFORMS = 1,    /* the strict reading, or what a MUST or SHOULD obliges the role to do */
  PLUMBLINE_ALLOWED = 2,     /* a specific sentence permits it */
  PLUMBLINE_UNDECIDED = 3,   /* the standard is silent or contradicts itself */
  PLUMBLINE_RECOVERS = 4,    /* RFC 9110, section 2.4, alone permits it */
  PLUMBLINE_DISCOURAGED = 5, /* against a SHOULD */
  PLUMBLINE_OVER_STRICT = 6, /* refuses what must be accepted, and no sentence licenses the refusal */
  PLUMBLINE_VIOLATES = 7     /* no permitted reading agrees */
};

/* In what an observation first differs from the readings. */
typedef int plumbline_aspect;
enum {
  PLUMBLINE_ASPECT_OUTCOME = 1,
  PLUMBLINE_ASPECT_FRAMING = 2,
  PLUMBLINE_ASPECT_PERSISTENCE = 3,
  PLUMBLINE_ASPECT_HOP_BY_HOP = 4,
  PLUMBLINE_ASPECT_SEMANTICS = 5,
  PLUMBLINE_ASPECT_SYNTAX = 6
};

/* What was seen of the connection. */
typedef int plumbline_connection;
enum {
  PLUMBLINE_CONNECTION_OPEN = 1,     /* not closed when the observation ended */
  PLUMBLINE_CONNECTION_CLOSED = 2,   /* closed */
  PLUMBLINE_CONNECTION_PERSISTED = 3 /* used, or waiting, for a further message */
};

/* What the role has to do besides. */
typedef int plumbline_duty;
enum {
  PLUMBLINE_DUTY_RESPOND = 1,               /* with the status */
  PLUMBLINE_DUTY_CLOSE = 2,                 /* the connection, after the response */
  PLUMBLINE_DUTY_DISCARD = 3,               /* the message */
  PLUMBLINE_DUTY_RECORD_INCOMPLETE = 4,     /* record the message as incomplete */
  PLUMBLINE_DUTY_REPLACE = 5,               /* forward only what was replaced */
  PLUMBLINE_DUTY_REMOVE_CONTENT_LENGTH = 6, /* before forwarding */
};

/* The names that docs/parse.md and docs/judge.md have for these values: "need-more", "over-strict". Absent for a value
 * that there is not. */
PLUMBLINE_API plumbline_string plumbline_outcome_name(plumbline_outcome outcome);
PLUMBLINE_API plumbline_string plumbline_framing_name(plumbline_framing framing);
PLUMBLINE_API plumbline_string plumbline_target_form_name(plumbline_target_form form);
PLUMBLINE_API plumbline_string plumbline_verdict_name(plumbline_verdict verdict);
PLUMBLINE_API plumbline_string plumbline_aspect_name(plumbline_aspect aspect);
PLUMBLINE_API plumbline_string plumbline_duty_name(plumbline_duty duty);

/* The version of the library that is loaded, "0.1.0", and of the contract that it keeps. */
#define PLUMBLINE_CONTRACT 1
PLUMBLINE_API plumbline_string plumbline_version(void);
PLUMBLINE_API int plumbline_contract(void);

/* ---- A question ------------------------------------------------------------------------------------------------ */

/* Begin with PLUMBLINE_QUESTION_INIT, which sets `size`: by it the library knows which members the caller has. Members
 * that the caller does not have are 0. Members that the library does not have must be 0. */
typedef struct plumbline_question {
  size_t size; /* sizeof(plumbline_question) */
  plumbline_kind kind;
  plumbline_role role;
  const char* octets; /* of one direction of a connection, from its first */
  size_t octets_length;
  /* Of responses: the methods that they answer, in order; they count only if `has_methods` is not 0, else every
   * response answers a GET. None of them: no request is outstanding. Of requests they mean nothing. */
  const plumbline_string* methods;
  size_t methods_length; /* how many */
  int has_methods;
  int eof; /* not 0: nothing follows the octets, the connection was closed after them */
} plumbline_question;

#define PLUMBLINE_QUESTION_INIT \
  { sizeof(plumbline_question), 0, PLUMBLINE_DEFAULT_ROLE, NULL, 0, NULL, 0, 0, 0 }

/* ---- Parsing: docs/parse.md ------------------------------------------------------------------------------------ */

typedef struct plumbline_result plumbline_result;
typedef struct plumbline_message plumbline_message;

/* What the octets mean. NULL: out of memory. */
PLUMBLINE_API plumbline_result* plumbline_parse(const plumbline_question* question);
PLUMBLINE_API void plumbline_result_free(plumbline_result* result);

/* Why the question is none, in words that may change; absent if it is one. */
PLUMBLINE_API plumbline_string plumbline_result_error(const plumbline_result* result);
PLUMBLINE_API plumbline_outcome plumbline_result_outcome(const plumbline_result* result);
/* Octets of the complete messages. */
PLUMBLINE_API uint64_t plumbline_result_consumed(const plumbline_result* result);
/* Of a reject: the octet that decided, where the octets begin that the clause speaks of, and the clause's id. */
PLUMBLINE_API uint64_t plumbline_result_offset(const plumbline_result* result);
PLUMBLINE_API uint64_t plumbline_result_place(const plumbline_result* result);
PLUMBLINE_API plumbline_string plumbline_result_clause(const plumbline_result* result);
/* 1: what follows the octets that are consumed is not judged. */
PLUMBLINE_API int plumbline_result_tunnel(const plumbline_result* result);
/* The complete messages, those before an error too; then the one in which the octets end (PLUMBLINE_NEED_MORE), if its
 * head is complete. Messages are the result's. */
PLUMBLINE_API size_t plumbline_result_message_count(const plumbline_result* result);
PLUMBLINE_API const plumbline_message* plumbline_result_message(const plumbline_result* result, size_t index);
PLUMBLINE_API const plumbline_message* plumbline_result_partial(const plumbline_result* result);

/* A message. Of the partial one the size is absent and the body is what came so far; it has no trailers, no removed
 * names and no findings, since octets to come decide them. */
PLUMBLINE_API plumbline_kind plumbline_message_kind(const plumbline_message* message);
PLUMBLINE_API uint64_t plumbline_message_offset(const plumbline_message* message); /* of its first octet */
PLUMBLINE_API uint64_t plumbline_message_size(const plumbline_message* message);   /* octets, first to last */
PLUMBLINE_API plumbline_string plumbline_message_method(const plumbline_message* message);
PLUMBLINE_API plumbline_string plumbline_message_target(const plumbline_message* message);
PLUMBLINE_API plumbline_target_form plumbline_message_target_form(const plumbline_message* message);
PLUMBLINE_API plumbline_string plumbline_message_version(const plumbline_message* message); /* "HTTP/1.1" */
PLUMBLINE_API int plumbline_message_status(const plumbline_message* message);               /* of a request -1 */
PLUMBLINE_API plumbline_string plumbline_message_reason(const plumbline_message* message);
/* The lines of the header section, in order. */
PLUMBLINE_API size_t plumbline_message_field_count(const plumbline_message* message);
PLUMBLINE_API plumbline_field plumbline_message_field(const plumbline_message* message, size_t index);
PLUMBLINE_API plumbline_framing plumbline_message_framing(const plumbline_message* message);
PLUMBLINE_API plumbline_string plumbline_message_framing_rule(const plumbline_message* message); /* "9112-6.3-r7" */
PLUMBLINE_API uint64_t plumbline_message_length(const plumbline_message* message); /* of PLUMBLINE_FRAMING_LENGTH */
/* The content, the chunked coding removed and no other. */
PLUMBLINE_API plumbline_string plumbline_message_body(const plumbline_message* message);
PLUMBLINE_API size_t plumbline_message_trailer_count(const plumbline_message* message);
PLUMBLINE_API plumbline_field plumbline_message_trailer(const plumbline_message* message, size_t index);
/* Whether the connection persists after the message, 1 or 0, and the rule that decided. */
PLUMBLINE_API int plumbline_message_persists(const plumbline_message* message);
PLUMBLINE_API plumbline_string plumbline_message_persistence_rule(const plumbline_message* message);
/* The names of the fields that an intermediary removes, in lower case. */
PLUMBLINE_API size_t plumbline_message_removed_count(const plumbline_message* message);
PLUMBLINE_API plumbline_string plumbline_message_removed(const plumbline_message* message, size_t index);
/* Clauses that the message does not follow though they do not reject it: the id, and the octet. */
PLUMBLINE_API size_t plumbline_message_finding_count(const plumbline_message* message);
PLUMBLINE_API plumbline_string plumbline_message_finding(const plumbline_message* message, size_t index);
PLUMBLINE_API uint64_t plumbline_message_finding_offset(const plumbline_message* message, size_t index);

/* ---- Observations: docs/judge.md ------------------------------------------------------------------------------- */

/* What is known of what an implementation made of the octets. What is not set is not known. */
typedef struct plumbline_observation plumbline_observation;

/* What a setter returns. If it is not PLUMBLINE_OK, the observation is what it was before. */
typedef int plumbline_status;
enum {
  PLUMBLINE_OK = 0,
  PLUMBLINE_NO_MEMORY = 1,
  PLUMBLINE_INVALID = 2 /* a null handle, a null pointer with a length, a value or an index that there is not */
};

/* Nothing is known. NULL: out of memory. */
PLUMBLINE_API plumbline_observation* plumbline_observation_new(void);
PLUMBLINE_API void plumbline_observation_free(plumbline_observation* observation);
/* Forgets everything that was set. */
PLUMBLINE_API void plumbline_observation_clear(plumbline_observation* observation);

PLUMBLINE_API plumbline_status plumbline_observation_set_outcome(plumbline_observation* observation,
                                                                 plumbline_outcome outcome);
/* Final status codes that were sent, in order; with `count` 0: none was. */
PLUMBLINE_API plumbline_status plumbline_observation_set_replies(plumbline_observation* observation,
                                                                 const int* statuses, size_t count);
PLUMBLINE_API plumbline_status plumbline_observation_set_connection(plumbline_observation* observation,
                                                                    plumbline_connection connection);
/* Names of fields that the implementation cannot show. */
PLUMBLINE_API plumbline_status plumbline_observation_set_hidden(plumbline_observation* observation,
                                                                const plumbline_string* names, size_t count);
/* How many messages it accepted: with an outcome these are all, without one the first. Until this is set, nothing is
 * known of messages; then of each message that is new, nothing else. Messages beyond `count` go. */
PLUMBLINE_API plumbline_status plumbline_observation_set_message_count(plumbline_observation* observation,
                                                                       size_t count);

/* Of the message at `index`, which is less than the count. */
PLUMBLINE_API plumbline_status plumbline_observation_set_method(plumbline_observation* observation, size_t index,
                                                                const char* method, size_t length);
PLUMBLINE_API plumbline_status plumbline_observation_set_target(plumbline_observation* observation, size_t index,
                                                                const char* target, size_t length);
/* RFC 9112, section 3.3. */
PLUMBLINE_API plumbline_status plumbline_observation_set_target_uri(plumbline_observation* observation, size_t index,
                                                                    const char* uri, size_t length);
PLUMBLINE_API plumbline_status plumbline_observation_set_version(plumbline_observation* observation, size_t index,
                                                                 const char* version, size_t length);
PLUMBLINE_API plumbline_status plumbline_observation_set_status(plumbline_observation* observation, size_t index,
                                                                int status);
PLUMBLINE_API plumbline_status plumbline_observation_set_reason(plumbline_observation* observation, size_t index,
                                                                const char* reason, size_t length);
PLUMBLINE_API plumbline_status plumbline_observation_set_fields(plumbline_observation* observation, size_t index,
                                                                const plumbline_field* fields, size_t count);
PLUMBLINE_API plumbline_status plumbline_observation_set_framing(plumbline_observation* observation, size_t index,
                                                                 plumbline_framing framing);
/* Of PLUMBLINE_FRAMING_LENGTH. */
PLUMBLINE_API plumbline_status plumbline_observation_set_length(plumbline_observation* observation, size_t index,
                                                                uint64_t octets);
PLUMBLINE_API plumbline_status plumbline_observation_set_body(plumbline_observation* observation, size_t index,
                                                              const char* body, size_t length);
PLUMBLINE_API plumbline_status plumbline_observation_set_trailers(plumbline_observation* observation, size_t index,
                                                                  const plumbline_field* trailers, size_t count);
PLUMBLINE_API plumbline_status plumbline_observation_set_persists(plumbline_observation* observation, size_t index,
                                                                  int persists);
/* Names of fields that are not forwarded. */
PLUMBLINE_API plumbline_status plumbline_observation_set_removed(plumbline_observation* observation, size_t index,
                                                                 const plumbline_string* names, size_t count);

/* ---- Clauses, sentences, gaps ---------------------------------------------------------------------------------- */

/* A clause of the parser, or a sentence by which the judge decides; a gap of the standard. All are constant. */
typedef struct plumbline_clause plumbline_clause;
typedef struct plumbline_sentence plumbline_sentence;
typedef struct plumbline_gap plumbline_gap;

/* The one with this id; NULL if there is none. */
PLUMBLINE_API const plumbline_clause* plumbline_find_clause(const char* id, size_t length);
PLUMBLINE_API const plumbline_sentence* plumbline_find_sentence(const char* id, size_t length);
PLUMBLINE_API const plumbline_gap* plumbline_find_gap(const char* id, size_t length);
/* All of them, from index 0; NULL after the last. An index is not stable, an id is. */
PLUMBLINE_API const plumbline_clause* plumbline_clause_at(size_t index);
PLUMBLINE_API const plumbline_sentence* plumbline_sentence_at(size_t index);
PLUMBLINE_API const plumbline_gap* plumbline_gap_at(size_t index);

PLUMBLINE_API plumbline_string plumbline_clause_id(const plumbline_clause* clause);
PLUMBLINE_API int plumbline_clause_rfc(const plumbline_clause* clause); /* 0: it is in no RFC */
PLUMBLINE_API plumbline_string plumbline_clause_section(const plumbline_clause* clause);
PLUMBLINE_API plumbline_string plumbline_clause_level(const plumbline_clause* clause); /* "MUST", …, "grammar" */
PLUMBLINE_API plumbline_string plumbline_clause_binds(const plumbline_clause* clause); /* "recipient", "server", … */
PLUMBLINE_API int plumbline_clause_rejects(const plumbline_clause* clause);            /* 0: it is noted */
PLUMBLINE_API int plumbline_clause_status(const plumbline_clause* clause); /* what a server would answer; 0: none */
PLUMBLINE_API plumbline_string plumbline_clause_text(const plumbline_clause* clause); /* the sentence, in our words */

PLUMBLINE_API plumbline_string plumbline_sentence_id(const plumbline_sentence* sentence);
PLUMBLINE_API int plumbline_sentence_rfc(const plumbline_sentence* sentence);
PLUMBLINE_API plumbline_string plumbline_sentence_section(const plumbline_sentence* sentence);
PLUMBLINE_API plumbline_string plumbline_sentence_level(const plumbline_sentence* sentence);
PLUMBLINE_API plumbline_string plumbline_sentence_binds(const plumbline_sentence* sentence);
PLUMBLINE_API plumbline_string plumbline_sentence_text(const plumbline_sentence* sentence);

PLUMBLINE_API plumbline_string plumbline_gap_id(const plumbline_gap* gap); /* "G04" */
PLUMBLINE_API plumbline_string plumbline_gap_title(const plumbline_gap* gap);
PLUMBLINE_API plumbline_string plumbline_gap_one_side(const plumbline_gap* gap);
PLUMBLINE_API plumbline_string plumbline_gap_other_side(const plumbline_gap* gap);
PLUMBLINE_API plumbline_string plumbline_gap_ruling(const plumbline_gap* gap); /* what the judge says */

/* ---- Judging: docs/judge.md ------------------------------------------------------------------------------------ */

typedef struct plumbline_judgement plumbline_judgement;

/* May the role of the question conclude that? A null observation is one of which nothing is known. An observation that
 * contradicts itself, or the question, is an error of the judgement. NULL: out of memory. */
PLUMBLINE_API plumbline_judgement* plumbline_judge(const plumbline_question* question,
                                                   const plumbline_observation* observation);
PLUMBLINE_API void plumbline_judgement_free(plumbline_judgement* judgement);

/* Why nothing was judged, in words that may change; absent if it was. */
PLUMBLINE_API plumbline_string plumbline_judgement_error(const plumbline_judgement* judgement);
PLUMBLINE_API plumbline_verdict plumbline_judgement_verdict(const plumbline_judgement* judgement);
/* Of the first difference; where a reading agrees, of where it leaves the strict one. Each may be absent (0). */
PLUMBLINE_API plumbline_aspect plumbline_judgement_aspect(const plumbline_judgement* judgement);
PLUMBLINE_API uint64_t plumbline_judgement_offset(const plumbline_judgement* judgement);
/* What decides there: the id of a clause, which plumbline_find_clause() has, or of a rule of framing or persistence
 * ("9112-6.3-r6"), which it has not. */
PLUMBLINE_API plumbline_string plumbline_judgement_clause(const plumbline_judgement* judgement);
/* The way: sentences in the order of their octets. */
PLUMBLINE_API size_t plumbline_judgement_by_count(const plumbline_judgement* judgement);
PLUMBLINE_API const plumbline_sentence* plumbline_judgement_by(const plumbline_judgement* judgement, size_t index);
PLUMBLINE_API uint64_t plumbline_judgement_by_offset(const plumbline_judgement* judgement, size_t index);
/* The gaps that the way meets, whatever the verdict. */
PLUMBLINE_API size_t plumbline_judgement_gap_count(const plumbline_judgement* judgement);
PLUMBLINE_API const plumbline_gap* plumbline_judgement_gap(const plumbline_judgement* judgement, size_t index);
/* What the role has to do besides, each by a sentence; the status is that of PLUMBLINE_DUTY_RESPOND, else 0. */
PLUMBLINE_API size_t plumbline_judgement_duty_count(const plumbline_judgement* judgement);
PLUMBLINE_API plumbline_duty plumbline_judgement_duty(const plumbline_judgement* judgement, size_t index);
PLUMBLINE_API int plumbline_judgement_duty_status(const plumbline_judgement* judgement, size_t index);
PLUMBLINE_API const plumbline_sentence* plumbline_judgement_duty_sentence(const plumbline_judgement* judgement,
                                                                          size_t index);
PLUMBLINE_API uint64_t plumbline_judgement_duty_offset(const plumbline_judgement* judgement, size_t index);
/* One sentence for people, which may change. */
PLUMBLINE_API plumbline_string plumbline_judgement_why(const plumbline_judgement* judgement);
/* From this octet on nothing was compared; absent if all was. */
PLUMBLINE_API uint64_t plumbline_judgement_not_judged_from(const plumbline_judgement* judgement);

#ifdef __cplusplus
}
#endif

#endif /* PLUMBLINE_H_ */
