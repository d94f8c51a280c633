"""What a browser let its page see, beside what its model says of the same octets.

Compared are: whether there is a response or an error; status, reason and fields as fetch() shows them; the body; whether
the browser waited for the server to close; and how many of the next requests came on the same connection.

Not compared, because it cannot be seen: the version, interim responses, trailers, the lines that a joined field came in, Set-Cookie,
where a response failed and with which error, and of a redirect anything but that it is one; one whose target is not a URL
fails, which is not modelled. What else fetch() does to a response is done to the model's word too (`shown`):
  chromium   has 16 bits for the status
  firefox    trims CR and LF off values, shows no field with CR or LF within, and no reason of a response of version 2
  webkitgtk  shows no field whose name is not a token, and octets from 80 to FF mangled: a run of them counts as one sign
"""

import base64
import json
import re
import subprocess

HIDDEN = {"set-cookie", "set-cookie2"}  # fetch() shows them to nobody
REDIRECTS = (301, 302, 303, 307, 308)
MARGIN = 700  # milliseconds: nearer than that to its limit an idle connection may be reused or not


def questions(case):
    """What the model is asked: with the connection open, where the server leaves it open, and closed."""
    asked = {"kind": "response", "octets": base64.b64encode(case["octets"]).decode(), "methods": [case["method"]],
             "reads": case["reads"], "scheme": "https" if case["https"] else "http",
             "port": (443 if case["https"] else 80) if case["default_port"] else 8000}
    return [dict(asked, eof=eof) for eof in ((False, True) if case["hold"] else (True,))]


def ask(plumbline, model, cases):
    """The model's answers to each case, in the order of questions()."""
    asked = [questions(case) for case in cases]
    text = "".join(json.dumps(question) + "\n" for some in asked for question in some)
    done = subprocess.run([plumbline, "parse", "--as", model], input=text, capture_output=True, text=True, check=True)
    lines = iter(done.stdout.split("\n"))  # U+0085 ends no line of JSON
    return [[json.loads(next(lines)) for _ in some] for some in asked]


TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def joined(fields):
    """By name in lower case, values joined, some hidden."""
    shown = {}
    for name, value in fields:
        shown.setdefault(name.lower(), []).append(value)
    return sorted([name, ", ".join(values)] for name, values in shown.items() if name not in HIDDEN)


def shown(browser, response):
    """(status, reason, fields) of what the model says, as a page is shown them."""
    status, reason, fields = response["status"], response["reason"], joined(response["fields"])
    if browser == "chromium":
        status %= 1 << 16
    elif browser == "firefox":
        fields = [[name, value.strip(" \t\r\n")] for name, value in fields]
        fields = [field for field in fields if not re.search("[\r\n]", field[1])]
        reason = "" if response["version"] == "HTTP/2.0" else reason
    else:
        fields = [field for field in fields if TOKEN.fullmatch(field[0])]
    return status, mangled(browser, reason), [[mangled(browser, part) for part in field] for field in fields]


def mangled(browser, text):
    return re.sub("[^\x00-\x7f]+", "\xff", text) if browser == "webkitgtk" else text


def message(answer):
    """The final response, or None."""
    final = [one for one in answer["messages"] if one["status"] // 100 != 1 or one["status"] == 101]
    return final[-1] if final else None


def expected_again(case, response):
    if not response["reusable"]:
        return 0
    limit = response["idle_timeout"]
    if limit is not None and case["idle"] > 0 and abs(case["idle"] - limit) < MARGIN:
        return None
    if limit is not None and case["idle"] >= limit:
        return 0
    most = response["max_requests"]
    return case["probes"] if most is None else min(case["probes"], most)


def is_redirect(response):
    return response["status"] in REDIRECTS and any(name.lower() == "location" for name, _ in response["fields"])


def compare(browser, case, seen, answers):
    """The list of (aspect, the model's word, the browser's), empty where they agree. A string where nothing can be said:
    "unknown", or "redirect"."""
    if any(answer["verdict"] == "unknown" or answer["unknown"] for answer in answers):
        return "unknown"
    waits = case["hold"] and answers[0]["verdict"] == "need-more"
    answer = answers[-1] if waits else answers[0]
    accepted = answer["verdict"] == "accept"
    succeeded = "fails" not in seen
    if accepted and not succeeded and is_redirect(message(answer)):
        return "redirect"
    if accepted != succeeded:
        return [("outcome", answer["error"] or message(answer)["status"], seen.get("status", seen.get("fails", "redirect")))]
    found = []

    def hold(aspect, said, saw):
        if said != saw:
            found.append((aspect, said, saw))
    if case["hold"] and not seen.get("redirect"):
        hold("waits", waits, seen["waited"])
    if not accepted:
        return found
    response = message(answer)
    if seen.get("redirect"):
        hold("status", response["status"] in REDIRECTS or response["status"], True)
        return found
    status, reason, fields = shown(browser, response)
    hold("status", status, seen["status"])
    hold("reason", reason, mangled(browser, seen["reason"]))
    hold("fields", fields, [[mangled(browser, part) for part in field] for field in seen["fields"]])
    hold("body", response["body"], seen["body"])
    if case["hold"] and not waits and not seen["waited"]:
        again = expected_again(case, response)
        hold("again", again, seen["again"] if again is not None else None)
    return found
