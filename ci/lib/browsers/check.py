"""Holds the models to what browsers were seen to do, and docs/fidelity.md to the figures. Called by ci/check_browsers."""

import sys
from pathlib import Path

from browsers import compare, record
from browsers.cases import Generator, digest, half_of

FEWEST_CASES = 1800  # a few less than ci/browsers shows where nothing else is asked
GOAL = 99  # percent of the held-out cases, in each browser


def cases_are_sound(recorded):
    for case, seen in recorded:
        if digest(case) != case["id"] or half_of(case) != case["half"]:
            yield f"case {case['id']}: its id or its half is not that of its octets"
        if set(seen) != set(record.MODELS):
            yield f"case {case['id']}: not seen in every browser"
    if len({case["id"] for case, _ in recorded}) < FEWEST_CASES:
        yield f"fewer than {FEWEST_CASES} cases"


def generator_repeats(root, plumbline):
    first, second = (Generator(root, plumbline, 7).all(90) for _ in range(2))
    if first != second:
        yield "the same seed gives other cases"


def comparison_notices(plumbline, recorded):
    """A browser that shows another status, another body, or an error has to be noticed, in every case."""
    cases = [case for case, _ in recorded]
    for browser, model in record.MODELS.items():
        for (case, seen), answers in zip(recorded, compare.ask(plumbline, model, cases)):
            one = seen[browser]
            if compare.compare(browser, case, one, answers) or "status" not in one:
                continue
            wrong = {"fails": "yes", "waited": one["waited"], "again": 0}
            for other in (dict(one, status=one["status"] + 1), dict(one, body=one["body"] + "aGk="), wrong):
                found = compare.compare(browser, case, other, answers)
                if not found:
                    yield f"case {case['id']}: another answer of {browser} goes unnoticed"


def models_agree(root, tallied):
    used = set()
    for tally in tallied:
        for case, found, reason in tally.differing:
            used.add((tally.browser, case["id"]))
            if reason is None:
                said = "; ".join(f"{aspect}: the model says {said!r}, seen was {saw!r}" for aspect, said, saw in found)
                yield f"{tally.browser}, case {case['id']} ({case['half']}, {case['source']}): {said}"
        if tally.share("held-out") < GOAL:
            yield f"{tally.browser}: the model agrees with {tally.share('held-out'):.1f} % of the held-out cases"
    for browser, case in sorted(set(record.explanations(root)) - used):
        yield f"{browser}, case {case}: is explained in corpus/browsers/explained.json, and agrees"


def page_says(root, tallied):
    page = (root / "docs/fidelity.md").read_text(encoding="utf-8")
    for line in record.markdown(tallied).split("\n"):
        if line not in page:
            yield f"docs/fidelity.md has no line: {line}"


def main():
    root, plumbline = Path(sys.argv[1]), sys.argv[2]
    _, recorded = record.load(root / "corpus/browsers/seen.jsonl")
    cases = [case for case, _ in recorded]
    seen_of = {browser: {case["id"]: seen[browser] for case, seen in recorded} for browser in record.MODELS}
    tallied = record.tallies(plumbline, root, cases, seen_of)
    problems = list(cases_are_sound(recorded)) + list(generator_repeats(root, plumbline))
    problems += list(comparison_notices(plumbline, recorded)) + list(models_agree(root, tallied)) + list(page_says(root, tallied))
    for problem in problems:
        print(problem)
    print(f"{len(cases)} cases seen in {len(seen_of)} browsers, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
