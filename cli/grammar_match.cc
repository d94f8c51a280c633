// plumbline grammar PRODUCTION --match FILE: a sentence, or the octet that decides and what is expected there.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/arguments.h"
#include "cli/escape.h"
#include "cli/excerpt.h"
#include "cli/exit_code.h"
#include "cli/grammar.h"
#include "cli/input.h"
#include "grammar/describe.h"

namespace plumbline::cli {
namespace {

using grammar::Expectation;
using grammar::Expectations;
using grammar::Word;

constexpr size_t kLongestInput = 16 << 20;  // octets
constexpr size_t kMostRows = 12;            // of what is expected
constexpr size_t kMatchIndent = 16;
constexpr size_t kColumns = 100;

// One row of what is expected: terminals that the same chain of rules leads to.
struct Row {
  std::vector<std::string> terminals;
  std::vector<std::string> rules;
};

std::vector<Row> Rows(const Expectations& expectations) {
  std::vector<Row> rows;
  for (const Expectation& expectation : expectations.expected) {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Row& other) { return other.rules == expectation.rules; });
    if (row == rows.end()) {
      rows.push_back({{expectation.terminal}, expectation.rules});
    } else {
      row->terminals.push_back(expectation.terminal);
    }
  }
  return rows;
}

// Words with `between` them, in lines of at most kColumns, the later ones indented.
std::string Wrapped(const std::vector<std::string>& words, absl::string_view between, size_t indent) {
  std::string out, line(indent, ' ');
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string word = absl::StrCat(words[i], i + 1 < words.size() ? between : "");
    if (line.size() + word.size() > kColumns && line.size() > indent) {
      absl::StrAppend(&out, absl::string_view(line).substr(0, line.find_last_not_of(' ') + 1), "\n");
      line.assign(indent, ' ');
    }
    absl::StrAppend(&line, word);
  }
  return absl::StrCat(out, line, "\n");
}

void WriteExpectations(const Expectations& expectations, Output& out) {
  const std::vector<Row> rows = Rows(expectations);
  for (size_t i = 0; i < rows.size() && i < kMostRows; ++i) {
    std::string terms = Wrapped(rows[i].terminals, " / ", kMatchIndent);
    if (i == 0) terms.replace(0, 10, "  expected");
    out.Write(terms);
    const std::vector<std::string> inner(rows[i].rules.rbegin(), rows[i].rules.rend() - 1);
    if (inner.empty()) continue;
    out.Write(out.Paint(Style::kFaint, Wrapped(inner, ", ", kMatchIndent + 5).replace(kMatchIndent + 2, 2, "in")));
  }
  if (rows.size() > kMostRows) {
    out.Write(absl::StrCat(std::string(kMatchIndent, ' '), "and more, in ", rows.size() - kMostRows,
                           " other places; --json has them all\n"));
  }
  if (expectations.may_end) {
    out.Write(absl::StrCat(rows.empty() ? "  expected      " : std::string(kMatchIndent, ' '),
                           "or nothing more: the octets before are a sentence\n"));
  }
}

struct Match {
  grammar::CompileOptions options;  // with the depth that the octets need
  grammar::Reading reading;
  Expectations expectations;
  bool too_deep = false;  // one more nesting would have gone on at the octet that decided
};

Match MatchOctets(grammar::RuleRef rule, const std::string& octets, const GrammarSettings& settings) {
  const grammar::RuleBook& book = grammar::RuleBook::Standard();
  const bool recursive = IsRecursive(rule);
  Match match;
  match.options = settings.compile;
  while (true) {
    match.reading = Compile(book, rule, match.options).Read(octets);
    const std::string_view before = std::string_view(octets).substr(0, match.reading.offset);
    match.expectations = ExpectedAfter(book, rule, before, match.options);
    match.too_deep = false;
    if (match.reading.word != Word::kReject || !recursive) return match;
    grammar::CompileOptions deeper = match.options;
    ++deeper.depth;
    match.too_deep =
        ExpectedAfter(book, rule, before, deeper).octets()[static_cast<uint8_t>(octets[match.reading.offset])];
    if (!match.too_deep || settings.depth_chosen || match.options.depth == kDeepest) return match;
    match.options = deeper;
  }
}

Json MatchJson(grammar::RuleRef rule, const Match& match) {
  Json expected = Json::array();
  for (const Expectation& expectation : match.expectations.expected) {
    expected.push_back({{"terminal", expectation.terminal}, {"rules", expectation.rules}});
  }
  const bool rejected = match.reading.word == Word::kReject;
  return {{"production", rule.rule->name},
          {"document", rule.document->name},
          {"section", rule.rule->section},
          {"lists", std::string(ListName(match.options))},
          {"depth", match.options.depth},
          {"verdict", std::string(WordName(match.reading.word))},
          {"offset", rejected ? Json(match.reading.offset) : Json()},
          {"may_end", match.expectations.may_end},
          {"expected", std::move(expected)}};
}

std::string Octets(size_t count) {
  return count == 0 ? "the empty string" : count == 1 ? "the octet" : absl::StrCat("the ", count, " octets");
}

void WriteMatch(grammar::RuleRef rule, absl::string_view octets, const Match& match, Output& out) {
  const grammar::Reading& reading = match.reading;
  const std::string production = absl::StrCat(rule.rule->name, " (", Citation(rule), ")");
  if (reading.word == Word::kAccept) {
    out.Write(
        absl::StrCat(out.Paint(Style::kGood, "accept"), ": ", production, " matches ", Octets(octets.size()), "\n"));
    return;
  }
  const bool rejected = reading.word == Word::kReject;
  const Style style = rejected ? Style::kBad : Style::kNote;
  if (rejected) out.Write(out.Paint(style, absl::StrCat("rejected at octet ", reading.offset)) + "\n\n");
  WriteExcerpt({0, octets}, {reading.offset, rejected ? "" : "the octets end here", style}, 2, out);
  out.Write("\n");
  WriteExpectations(match.expectations, out);
  const bool line_feed = rejected && reading.offset + 1 == octets.size() && octets[reading.offset] == '\n';
  if (match.too_deep) {
    out.Write(absl::StrCat("\n  Rules within themselves were followed to depth ", match.options.depth,
                           ": here the ABNF nests deeper.\n"));
  }
  if (line_feed) out.Write("\n  The last octet is a line feed: printf writes none, where echo does.\n");
  out.Write(absl::StrCat("\n", out.Paint(style, rejected ? "reject" : "need more"), ": ", production,
                         rejected ? " does not match\n" : " begins so and is not complete\n"));
}

}  // namespace

int MatchProduction(grammar::RuleRef rule, const GrammarSettings& settings) {
  Input input(settings.file);
  if (input.IsTerminal()) Complain("reading octets from the terminal; Ctrl-D ends them");
  std::string octets;
  while (input.Read(octets) && octets.size() <= kLongestInput) {
  }
  if (!input.error().empty()) {
    Complain(input.error());
    return kCannotRead;
  }
  const std::string source = settings.file == "-" ? "standard input" : settings.file;
  if (octets.size() > kLongestInput) {
    Complain(absl::StrCat(source, ": more than ", kLongestInput, " octets; --match reads no more"));
    return kCannotRead;
  }
  const Match match = MatchOctets(rule, octets, settings);
  if (match.too_deep && !settings.depth_chosen) {
    Complain(absl::StrCat(source, ": ", rule.rule->name, " nests deeper than ", match.options.depth, " at octet ",
                          match.reading.offset, "; --match reads no deeper"));
    return kCannotRead;
  }
  Output out(settings.json ? ColorMode::kNever : settings.color);
  if (settings.json) {
    out.Write(JsonLine(MatchJson(rule, match)));
  } else {
    WriteMatch(rule, octets, match, out);
  }
  switch (match.reading.word) {
    case Word::kAccept:
      return out.Finish(kAccepted);
    case Word::kNeedMore:
      return out.Finish(kNeedMore);
    case Word::kReject:
      break;
  }
  return out.Finish(kRejected);
}

}  // namespace plumbline::cli
