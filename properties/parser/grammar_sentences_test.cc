// Laws over sentences and near misses that are drawn from the grammar, not from generators of the parser's values:
//
//   a sentence keeps its meaning when it is written and read again;
//   a list that a sender generates means the same with all that a recipient has to ignore in it (RFC 9110, section
//   5.6.1.2), and over several field lines (section 5.2).
#include "properties/law.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parser/field_line.h"
#include "parser/request_line.h"
#include "parser/serialize.h"
#include "parser/status_line.h"
#include "parser/stream.h"
#include "properties/generators/basic.h"
#include "properties/generators/grammar.h"
#include "properties/generators/sample.h"
#include "properties/parser/write.h"

namespace plumbline::properties {
namespace {

using grammar::Automaton;
using grammar::State;
using grammar::Word;

// -- round trip --------------------------------------------------------------------------------

// What an entry point makes of octets: the text of the value and its canonical octets, of a complete one.
struct Meaning {
  std::string text;
  std::string canonical;
};
using Reader = std::function<std::optional<Meaning>(absl::string_view)>;

template <typename Parse, typename Write>
Reader ReaderOf(Parse parse, Write write) {
  return [parse, write](absl::string_view octets) -> std::optional<Meaning> {
    const ExactCopy copy(octets);
    const auto result = parse(copy.view());
    if (!result.complete() || result.consumed() != octets.size()) return std::nullopt;
    return Meaning{Text(*result), write(*result)};
  };
}

std::string WriteBody(const ChunkedBody& body) {
  std::string octets;
  if (!body.content.empty()) SerializeChunk(body.content, "", octets);
  SerializeLastChunk(body.trailers, octets);
  return octets;
}

struct Written {
  std::string rule;
  Reader read;
  bool keeps_all = true;  // the canonical octets have all that is in the value's text
  bool is_list = false;
};

const std::vector<Written>& WrittenRules() {
  const auto get = [](absl::string_view octets) { return ParseRequestTarget("GET", octets); };
  const auto request_line = [](absl::string_view octets) { return ParseRequestLine(octets); };
  const auto status_line = [](absl::string_view octets) { return ParseStatusLine(octets); };
  const auto field_line = [](absl::string_view octets) { return ParseFieldLine(octets); };
  const auto body = [](absl::string_view octets) { return ParseChunkedBody(octets); };
  const auto write = [](const auto& value) { return WriteValue(value); };
  static const auto& rules = *new std::vector<Written>{
// Of codings, parameters are read, and not kept.
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax) \
  {rule, ReaderOf(Parse##id, write), true, FieldShape::shape == FieldShape::kList},
#include "parser/fields/fields.def"
      {"RFC9112/HTTP-version", ReaderOf(ParseHttpVersion, Write<Version>)},
      {"RFC9112/request-target", ReaderOf(get, Write<RequestTarget>)},
      {"RFC9112/request-line", ReaderOf(request_line, Write<RequestLine>)},
      {"RFC9112/status-line", ReaderOf(status_line, Write<StatusLine>)},
      {"RFC9112/field-line", ReaderOf(field_line, Write<FieldLine>)},
      // The division into chunks and the extensions are not kept.
      {"prose/small-chunked-body", ReaderOf(body, WriteBody), false},
  };
  return rules;
}

// A law for each rule.
template <typename Law>
void ForEachRule(Law law, bool lists_alone = false) {
  for (const Written& rule : WrittenRules()) {
    if (lists_alone && !rule.is_list) continue;
    SCOPED_TRACE(rule.rule);
    CheckLaw([&law, &rule] { law(rule); });
  }
}

void MeansTheSameWrittenAndReadAgain(const Written& rule) {
  const std::string sentence = *GrammarSentence(StrictAutomaton(rule.rule)).as(rule.rule);
  const auto meaning = rule.read(sentence);
  RC_ASSERT(meaning.has_value());
  const auto again = rule.read(meaning->canonical);
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->canonical == meaning->canonical);
  RC_ASSERT(!rule.keeps_all || again->text == meaning->text);
}
TEST(GrammarSentences, MeanTheSameWrittenAndReadAgain) { ForEachRule(MeansTheSameWrittenAndReadAgain); }

// -- the generators themselves -----------------------------------------------------------------

// The value and all its shrinks, down to some depth and breadth, by `check`.
template <typename T, typename Check>
void CheckShrinks(const rc::Shrinkable<T>& shrinkable, int depth, Check check) {
  check(shrinkable.value());
  if (depth == 0) return;
  auto shrinks = shrinkable.shrinks();
  for (int i = 0; i < 5; ++i) {
    const auto next = shrinks.next();
    if (!next) return;
    CheckShrinks(*next, depth - 1, check);
  }
}

rc::Random AnyRandom() { return rc::Random(*rc::gen::arbitrary<uint64_t>()); }

void DrawsSentencesAndTheirShrinks(const Written& rule) {
  const Automaton& automaton = StrictAutomaton(rule.rule);
  const rc::Shrinkable<std::string> drawn = GrammarSentence(automaton)(AnyRandom(), 100);
  const size_t size = drawn.value().size();
  RC_ASSERT(size <= 24);  // every rule here has one as short
  CheckShrinks(drawn, 3, [&](const std::string& sentence) {
    RC_ASSERT(automaton.Accepts(sentence));
    RC_ASSERT(sentence.size() <= size);
  });
}

void DrawsNearMissesAndTheirShrinks(const Written& rule) {
  const Automaton& automaton = StrictAutomaton(rule.rule);
  CheckShrinks(GrammarNearMiss(automaton)(AnyRandom(), 100), 3, [&](const BrokenSentence& broken) {
    const grammar::Reading reading = automaton.Read(broken.octets);
    RC_ASSERT(reading.word == (broken.rejected ? Word::kReject : Word::kNeedMore));
    RC_ASSERT(reading.offset == broken.octets.size() - (broken.rejected ? 1 : 0));
    RC_ASSERT(broken.rejected || broken.tail.empty());
  });
}

TEST(GrammarGenerators, DrawSentencesAndNearMisses) {
  ForEachRule(DrawsSentencesAndTheirShrinks);
  ForEachRule(DrawsNearMissesAndTheirShrinks);
}

// -- lists -------------------------------------------------------------------------------------

// The commas between elements lead where one at the front of the value leads; those in a quoted-string or a comment do
// not.
std::vector<size_t> ListCommas(const Automaton& recipients, const std::string& value) {
  const State after = recipients.Next(Automaton::kStart, ',');
  std::vector<size_t> commas;
  State state = Automaton::kStart;
  for (size_t i = 0; i < value.size(); ++i) {
    state = recipients.Next(state, static_cast<uint8_t>(value[i]));
    if (value[i] == ',' && state == after) commas.push_back(i);
  }
  return commas;
}

// RFC 9110, section 5.6.1.2: "A recipient MUST parse and ignore a reasonable number of empty list elements".
void MeansTheSameWithEmptyElements(const Written& list) {
  const std::string generated = *GrammarSentence(SendersAutomaton(list.rule)).as(list.rule);
  const auto meaning = list.read(generated);
  RC_PRE(meaning.has_value());  // else prose is stricter than the ABNF: 2068-19.7.1.1 for Keep-Alive
  std::string value = generated;
  const rc::Gen<std::string> nothing = OneOfTexts({",", ",,", " ,", ", ", "\t, ,\t", ",\t\t,, ,"});
  std::vector<size_t> commas = ListCommas(StrictAutomaton(list.rule), generated);
  for (auto comma = commas.rbegin(); comma != commas.rend(); ++comma) value.replace(*comma, 1, *nothing);
  if (*Sometimes(2)) value.insert(0, *nothing);
  if (*Sometimes(2)) value += *nothing;
  RC_ASSERT(StrictAutomaton(list.rule).Read(value).word != Word::kReject);
  if (!StrictAutomaton(list.rule).Accepts(value)) value += ",";  // whitespace at the end is the field line's
  const auto varied = list.read(value);
  RC_ASSERT(varied.has_value());
  RC_ASSERT(varied->text == meaning->text);
  RC_ASSERT(varied->canonical == meaning->canonical);
}

TEST(GrammarLists, EmptyElementsMeanNothing) { ForEachRule(MeansTheSameWithEmptyElements, /*lists_alone=*/true); }

// RFC 9110, section 5.2: the values of several lines are one list.
LAW(GrammarLists, SeveralLinesAreOneList, ()) {
  const std::string value = *GrammarSentence(SendersAutomaton("RFC9110/Connection"));
  const auto meaning = ReaderOf(ParseConnection, Write<ConnectionOptions>)(value);
  RC_ASSERT(meaning.has_value());
  std::string lines = "Connection: ";
  for (const char octet : value) lines += octet == ',' && *Sometimes(2) ? "\r\ncONNECTION:" : std::string(1, octet);
  const std::string octets = "HTTP/1.1 200 OK\r\n" + lines + "\r\n\r\n";
  const auto head = ParseResponseHead(octets);
  RC_ASSERT(head.complete());
  RC_ASSERT(Text(ConnectionOptionsOf(head->fields)) == meaning->text);
}

}  // namespace
}  // namespace plumbline::properties
