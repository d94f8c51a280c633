"""The library in $LIBPLUMBLINE, from ctypes: questions and answers as docs/parse.md and docs/judge.md have them, with
octets as bytes."""

import base64
import ctypes
import os
import re
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint64, c_void_p

ABSENT = 2**64 - 1
HEADER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "plumbline.h")


class String(ctypes.Structure):
    _fields_ = [("data", POINTER(ctypes.c_char)), ("length", c_size_t)]


class Field(ctypes.Structure):
    _fields_ = [("name", String), ("value", String)]


class Question(ctypes.Structure):
    _fields_ = [
        ("size", c_size_t),
        ("kind", c_int),
        ("role", c_int),
        ("octets", c_char_p),
        ("octets_length", c_size_t),
        ("methods", POINTER(String)),
        ("methods_length", c_size_t),
        ("has_methods", c_int),
        ("eof", c_int),
    ]


# What the header calls it, and what ctypes does. Other types are pointers to handles or enumerations.
TYPES = {"void": None, "int": c_int, "size_t": c_size_t, "uint64_t": c_uint64, "const char *": c_char_p,
         "const int *": POINTER(c_int), "plumbline_string": String, "plumbline_field": Field,
         "const plumbline_string *": POINTER(String), "const plumbline_field *": POINTER(Field)}


def type_of(text):
    text = re.sub(r"\s*\*\s*$", " *", text.strip())
    return TYPES.get(text, c_void_p if text.endswith("*") else c_int)


def load(path):
    """The library, each function with the types that its declaration has."""
    library = ctypes.CDLL(path)
    with open(HEADER) as header:
        text = re.sub(r"/\*.*?\*/", "", header.read(), flags=re.DOTALL)
    for returned, name, arguments in re.findall(r"PLUMBLINE_API ([^;(]*?)(plumbline_\w+)\(([^)]*)\)", text):
        function = getattr(library, name)
        function.restype = type_of(returned)
        named = [] if arguments.strip() == "void" else arguments.split(",")
        function.argtypes = [type_of(re.sub(r"\w+\s*$", "", " ".join(one.split()))) for one in named]
    return library


LIBRARY = load(os.environ["LIBPLUMBLINE"])
KINDS = {"request": 1, "response": 2}
ROLES = {None: 0, "origin": 1, "intermediary": 2, "user-agent": 3, "proxy": 4, "gateway": 5}
OUTCOMES = {"accept": 1, "need-more": 2, "reject": 3}
FRAMINGS = {"none": 1, "length": 2, "chunked": 3, "close": 4}
CONNECTIONS = {"open": 1, "closed": 2, "persisted": 3}


def octets_of(string):
    """bytes, or None where it is absent."""
    if not string.data:
        assert string.length == 0
        return None
    octets = ctypes.string_at(string.data, string.length + 1)
    assert octets[-1] == 0, octets
    return octets[:-1]


def string_of(string):
    octets = octets_of(string)
    return None if octets is None else octets.decode("latin-1")


def number_of(number):
    return None if number == ABSENT else number


def ask(function, *arguments):
    """plumbline_KIND_… of a handle."""
    return getattr(LIBRARY, "plumbline_" + function)(*arguments)


def text_of(function, *arguments):
    return string_of(ask(function, *arguments))


def string_from(text):
    octets = text.encode("latin-1")
    return String(ctypes.cast(ctypes.create_string_buffer(octets, max(len(octets), 1)), POINTER(ctypes.c_char)),
                  len(octets))


def strings_from(texts):
    return (String * len(texts))(*map(string_from, texts))


def fields_from(pairs):
    return (Field * len(pairs))(*[Field(string_from(name), string_from(value)) for name, value in pairs])


def question_from(asked):
    question = Question(ctypes.sizeof(Question), KINDS[asked["kind"]], ROLES[asked.get("role")])
    question.octets, question.octets_length = asked["octets"], len(asked["octets"])
    if asked.get("methods") is not None:
        question.methods, question.methods_length = strings_from(asked["methods"]), len(asked["methods"])
        question.has_methods = 1
    question.eof = asked.get("eof", False)
    return question


def listed(kind, handle, name, of):
    count = ask(f"{kind}_{name}_count", handle)
    return [of(index) for index in range(count)]


def clause_of(name):
    """rfc, section and level of a clause."""
    clause = ask("find_clause", name.encode(), len(name))
    return {"rfc": ask("clause_rfc", clause) or None, "section": text_of("clause_section", clause),
            "level": text_of("clause_level", clause)}


def message_of(message, complete):
    def lines(name):
        def pair(index):
            field = ask(f"message_{name}", message, index)
            return [string_of(field.name), string_of(field.value)]
        return listed("message", message, name, pair)

    def finding(index):
        name = text_of("message_finding", message, index)
        clause = clause_of(name)
        return {"clause": name, "offset": ask("message_finding_offset", message, index), "rfc": clause["rfc"],
                "section": clause["section"], "level": clause["level"]}

    status = ask("message_status", message)
    removed = listed("message", message, "removed", lambda index: text_of("message_removed", message, index))
    answer = {
        "kind": {1: "request", 2: "response"}[ask("message_kind", message)],
        "method": text_of("message_method", message),
        "target": text_of("message_target", message),
        "target_form": text_of("target_form_name", ask("message_target_form", message)),
        "version": text_of("message_version", message),
        "status": None if status == -1 else status,
        "reason": text_of("message_reason", message),
        "fields": lines("field"),
        "framing": {"kind": text_of("framing_name", ask("message_framing", message)),
                    "rule": text_of("message_framing_rule", message),
                    "length": number_of(ask("message_length", message))},
        "body": base64.b64encode(octets_of(ask("message_body", message))).decode(),
        "trailers": lines("trailer"),
        "persist": {"decision": "persist" if ask("message_persists", message) else "close",
                    "rule": text_of("message_persistence_rule", message)},
        "removed": removed,
        "findings": listed("message", message, "finding", finding),
    }
    if not complete:
        assert [answer[name] for name in ("trailers", "removed", "findings")] == [[], [], []]
        answer.update(trailers=None, removed=None, findings=None)
    return answer


def parse(asked):
    """The answer of `plumbline parse`, without its id."""
    result = LIBRARY.plumbline_parse(byref(question_from(asked)))
    assert result
    try:
        if ask("result_error", result).data:
            return {"error": text_of("result_error", result)}
        clause = text_of("result_clause", result)
        cited = clause_of(clause) if clause else {"rfc": None, "section": None}
        partial = ask("result_partial", result)
        messages = range(ask("result_message_count", result))
        return {
            "verdict": text_of("outcome_name", ask("result_outcome", result)),
            "consumed": ask("result_consumed", result),
            "offset": number_of(ask("result_offset", result)),
            "place": number_of(ask("result_place", result)),
            "clause": clause,
            "rfc": cited["rfc"],
            "section": cited["section"],
            "tunnel": bool(ask("result_tunnel", result)),
            "messages": [message_of(ask("result_message", result, index), True) for index in messages],
            "partial": message_of(partial, False) if partial else None,
        }
    finally:
        LIBRARY.plumbline_result_free(result)


def set_member(observation, index, name, value):
    def set_to(member, *arguments):
        assert ask(f"observation_set_{member}", observation, index, *arguments) == 0, (member, arguments)

    if name in ("method", "target", "target_uri", "version", "reason"):
        set_to(name, value.encode("latin-1"), len(value))
    elif name == "body":
        octets = base64.b64decode(value)
        set_to(name, octets, len(octets))
    elif name == "status":
        set_to(name, value)
    elif name in ("fields", "trailers"):
        set_to(name, fields_from(value), len(value))
    elif name == "removed":
        set_to(name, strings_from(value), len(value))
    elif name == "persist":
        set_to("persists", value["decision"] == "persist")
    elif name == "framing":
        kind = value if isinstance(value, str) else value["kind"]
        set_to(name, FRAMINGS[kind])
        if kind != value and "length" in value:
            set_to("length", value["length"])
    else:
        raise KeyError(name)


def observation_from(observed):
    observation = LIBRARY.plumbline_observation_new()

    def set_to(member, *arguments):
        assert ask(f"observation_set_{member}", observation, *arguments) == 0, (member, arguments)

    if "outcome" in observed:
        set_to("outcome", OUTCOMES[observed["outcome"]])
    if "connection" in observed:
        set_to("connection", CONNECTIONS[observed["connection"]])
    if "replies" in observed:
        set_to("replies", (c_int * len(observed["replies"]))(*observed["replies"]), len(observed["replies"]))
    if "hidden" in observed:
        set_to("hidden", strings_from(observed["hidden"]), len(observed["hidden"]))
    if "messages" in observed:
        set_to("message_count", len(observed["messages"]))
        for index, message in enumerate(observed["messages"]):
            for name, value in message.items():
                set_member(observation, index, name, value)
    return observation


def judge(asked):
    """The answer of `plumbline judge`, without its id."""
    observation = observation_from(asked["observed"])
    judgement = LIBRARY.plumbline_judge(byref(question_from(asked)), observation)
    LIBRARY.plumbline_observation_free(observation)
    assert judgement

    def cited(index):
        sentence = ask("judgement_by", judgement, index)
        return {"sentence": text_of("sentence_id", sentence), "rfc": ask("sentence_rfc", sentence),
                "section": text_of("sentence_section", sentence), "level": text_of("sentence_level", sentence),
                "offset": ask("judgement_by_offset", judgement, index)}

    def duty(index):
        sentence = ask("judgement_duty_sentence", judgement, index)
        return {"duty": text_of("duty_name", ask("judgement_duty", judgement, index)),
                "status": ask("judgement_duty_status", judgement, index) or None,
                "sentence": text_of("sentence_id", sentence), "level": text_of("sentence_level", sentence),
                "offset": ask("judgement_duty_offset", judgement, index)}

    try:
        if ask("judgement_error", judgement).data:
            return {"error": text_of("judgement_error", judgement)}
        gaps = listed("judgement", judgement, "gap",
                      lambda index: text_of("gap_id", ask("judgement_gap", judgement, index)))
        return {
            "verdict": text_of("verdict_name", ask("judgement_verdict", judgement)),
            "aspect": text_of("aspect_name", ask("judgement_aspect", judgement)),
            "offset": number_of(ask("judgement_offset", judgement)),
            "clause": text_of("judgement_clause", judgement),
            "by": listed("judgement", judgement, "by", cited),
            "gap": gaps[0] if gaps else None,
            "duties": listed("judgement", judgement, "duty", duty),
            "why": text_of("judgement_why", judgement),
            "not_judged_from": number_of(ask("judgement_not_judged_from", judgement)),
        }
    finally:
        LIBRARY.plumbline_judgement_free(judgement)
