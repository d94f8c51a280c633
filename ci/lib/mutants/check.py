"""The checks that ci/check_mutants states, over every mutant of ROOT/parser."""

import sys
from collections import Counter
from pathlib import Path

from mutants import mutation
from mutants.cpp_tokens import OPENING, tokens_of
from mutants.equivalents import EQUIVALENTS, Equivalents

# A piece of code in which what must not be changed stands beside what must be: (operator, before, after) of each.
SAMPLE = r"""
#define SIZE 3  // 3 < 4
// if (a < b) return true;
/* '\t' && false */
static_assert(sizeof(int) == 4, "4 < 5");
template <typename T, int N = 1>
void Use(std::vector<Array<T, 4>>&& values, char (&text)[8]);
bool Is(int c) {
  char name[12] = {};
  if (!At(c)) return c <= '\t';
  if (const auto found = Find(c)) return R::NeedMore();
  State state = State::kDigit;
  return Contains("ab", c) && Is(octets::kDigit, c);
}
"""
CHANGES = [
    ("check", "!At(c)", "false"), ("check", "!At(c)", "true"), ("check", "!", ""),
    ("relation", "<=", "<"), ("class", r"'\t'", "' '"),
    ("check", "", "; false"), ("check", "", "; true"), ("branch", "NeedMore()", "Error({})"),
    ("class", '"ab"', '"b"'), ("class", '"ab"', '"a"'), ("branch", "&&", "||"),
    ("class", "kDigit", "kHexdig"), ("class", "kDigit", "kAlpha")]


def sample_complaints():
    made = [(operator, SAMPLE[begin:end], after)
            for operator, begin, end, after in mutation.File(Path("sample.cc"), SAMPLE, {}).changes()]
    for change in sorted(set(CHANGES) - set(made)):
        yield f"the sample lacks the mutant {change}"
    for change in sorted((Counter(made) - Counter(CHANGES)).keys()):
        yield f"the sample has a mutant too many: {change}"


def brackets(tokens):
    """How many of each bracket are open after these tokens."""
    count = Counter(token.text for token in tokens if token.kind == "mark")
    return [count[opening] - count[OPENING[opening]] for opening in OPENING]


def mutant_complaints(mutants, texts):
    for place, number in Counter(mutant.id for mutant in mutants).items():
        if number > 1:
            yield f"{place}: {number} mutants have this id"
    for operator in mutation.OPERATORS:
        if all(mutant.operator != operator for mutant in mutants):
            yield f"no mutant by the operator {operator}"
    for mutant in mutants:
        lines = mutation.changed_lines(mutant, texts[mutant.file])
        was, becomes = (tokens_of("\n".join(each)) for each in lines)
        if [token.text for token in was] == [token.text for token in becomes]:
            yield f"{mutant.id}: changes no token"
        if brackets(was) != brackets(becomes):
            yield f"{mutant.id}: leaves a bracket open"


def choice_complaints(mutants):
    chosen = mutation.choose(mutants, 60, 1)
    if len({mutant.id for mutant in chosen}) != 60:
        yield f"the choice of 60 has {len(chosen)} mutants"
    if chosen != mutation.choose(list(mutants), 60, 1):
        yield "the choice of one seed differs from one time to the next"
    if chosen == mutation.choose(mutants, 60, 2):
        yield "two seeds choose the same mutants"
    if {mutant.operator for mutant in chosen} != set(mutation.OPERATORS):
        yield "the choice of 60 lacks an operator"
    files = len({mutant.file for mutant in chosen})
    if files < 20:
        yield f"the choice of 60 is of {files} files only"


def main():
    root = Path(sys.argv[1])
    mutants = mutation.all_mutants(root)
    texts = {mutant.file: (root / mutant.file).read_text() for mutant in mutants}
    equivalents = Equivalents(root / EQUIVALENTS)
    defects = [*sample_complaints(), *mutant_complaints(mutants, texts), *choice_complaints(mutants),
               *equivalents.stale(mutants, texts)]
    for defect in defects:
        print(defect)
    equivalent = sum(len(entry.becomes) for entry in equivalents.entries)
    print(f"{len(mutants)} mutants of {len(texts)} files, {equivalent} of them equivalent, "
          f"{len(defects)} defects")
    return 1 if defects else 0


if __name__ == "__main__":
    sys.exit(main())
