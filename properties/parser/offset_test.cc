// Law: the error offset is minimal and final (docs/choices.md, 6). Where octets are rejected at an
// offset, what precedes it is not: it needs more or is complete. With the octet at the offset it is
// rejected with exactly that clause, offset and place, whatever follows, and for ever after.
//
// For streams, and for every production with a function of its own.
#include "properties/law.h"

#include "parser/chunked.h"
#include "parser/field_line.h"
#include "parser/request_line.h"
#include "parser/status_line.h"
#include "parser/stream.h"
#include "properties/generators/basic.h"
#include "properties/generators/chunked.h"
#include "properties/generators/fields.h"
#include "properties/generators/mutation.h"
#include "properties/generators/start_line.h"
#include "properties/generators/uri.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::Lower;

namespace gen = rc::gen;

Input OpenInput() {
  Input input = *gen::oneOf(MutatedInput(), MutatedInput(), WordsInput());
  input.options.end_of_input = false;
  return input;
}

LAW(Offset, OfStreamsIsMinimal, ()) {
  const Input input = OpenInput();
  const Ending whole = EndingOf(input.octets, input.options);
  if (whole.event != Event::kError) {
    const size_t size = *InRange<size_t>(0, input.octets.size() + 1);
    RC_ASSERT(EndingOf(input.octets.substr(0, size), input.options).event != Event::kError);
    return;
  }
  const auto offset = static_cast<size_t>(whole.error.offset);
  RC_ASSERT(offset < input.octets.size());
  RC_ASSERT(whole.error.place <= whole.error.offset);
  RC_ASSERT(EndingOf(input.octets.substr(0, offset), input.options).event != Event::kError);
  RC_ASSERT(Text(EndingOf(input.octets.substr(0, offset + 1), input.options).error) == Text(whole.error));
  const std::string other = input.octets.substr(0, offset + 1) + *AnyOctets(0, 8);
  RC_ASSERT(Text(EndingOf(other, input.options).error) == Text(whole.error));
}

// Known not to go on, the same octets are rejected where they were, or where they end.
LAW(Offset, OfIncompleteStreamsIsTheirEnd, ()) {
  Input input = OpenInput();
  const Ending open = EndingOf(input.octets, input.options);
  input.options.end_of_input = true;
  const Ending closed = EndingOf(input.octets, input.options);
  if (open.event == Event::kError) {
    RC_ASSERT(Text(closed.error) == Text(open.error));
  } else if (closed.event == Event::kError) {
    const uint64_t end = input.octets.size();
    const Clause clause = closed.error.clause;
    RC_ASSERT(clause == Clause::kIncompleteMessage || clause == Clause::kIncompleteLength);
    RC_ASSERT(Text(closed.error) == Text(ParseError{clause, end, end}));
  } else if (open.event == Event::kTunnel || closed.event != Event::kTunnel) {
    RC_ASSERT(closed.event == (open.event == Event::kTunnel ? Event::kTunnel : Event::kEndOfInput));
  } else {  // after an upgrade, a start-line that breaks off is none (stream_test)
    RC_ASSERT(closed.position < input.octets.size());
    RC_ASSERT(Lower(input.octets).find("upgrade") != std::string::npos);
  }
}

LAW(Offset, ErrorsAreSticky, ()) {
  const Input input = OpenInput();
  Decoder decoder(input.options.decoder);
  for (const std::string& method : input.options.methods) decoder.AddRequest(method);
  absl::string_view rest = input.octets;
  Step step;
  do {
    step = decoder.Next(rest);
    rest.remove_prefix(step.consumed);
  } while (step.event != Event::kError && step.event != Event::kNeedMore && step.event != Event::kTunnel);
  RC_PRE(step.event == Event::kError);
  const std::string error = Text(decoder.error());
  const uint64_t position = decoder.position();
  for (const char* more : {"", "\r\n", "GET / HTTP/1.1\r\nHost:\r\n\r\n"}) {
    const Step again = decoder.Next(more, more[0] == '\0');
    RC_ASSERT(again.event == Event::kError);
    RC_ASSERT(again.consumed == 0u);
    RC_ASSERT(Text(decoder.error()) == error);
    RC_ASSERT(decoder.position() == position);
  }
}

// The law for one production's function.
template <typename Parse>
void CheckMinimal(const std::string& octets, Parse parse) {
  const ExactCopy copy(octets);
  const auto whole = parse(copy.view());
  if (whole.complete()) RC_ASSERT(whole.consumed() == octets.size());
  if (whole.outcome() != Outcome::kError) {
    const ExactCopy prefix(octets.substr(0, *InRange<size_t>(0, octets.size() + 1)));
    RC_ASSERT(Text(parse(prefix.view()).outcome()) != "error");
    return;
  }
  const auto offset = static_cast<size_t>(whole.error().offset);
  RC_ASSERT(offset < octets.size());
  RC_ASSERT(whole.error().place <= whole.error().offset);
  const ExactCopy before(octets.substr(0, offset));
  RC_ASSERT(Text(parse(before.view()).outcome()) != "error");
  const ExactCopy with(octets.substr(0, offset + 1));
  RC_ASSERT(Text(parse(with.view())) == Text(whole.error()));
}

template <typename T>
rc::Gen<std::string> OctetsOf(const rc::Gen<Sample<T>>& sample) {
  return gen::map(sample, [](const Sample<T>& value) { return value.octets; });
}

const std::string kOctetsOfLists = ",;= \t\"\\a1x/()\x7f";

LAW(Offset, OfMethod, ()) { CheckMinimal(*MutatedText(Method(), "A a:\r"), ParseMethod); }
LAW(Offset, OfHttpVersion, ()) { CheckMinimal(*MutatedText(OctetsOf(AnyVersion()), "HTTP/10. 2"), ParseHttpVersion); }
LAW(Offset, OfRequestTarget, ()) {
  const std::string method = *Method();
  const auto parse = [method](absl::string_view octets) { return ParseRequestTarget(method, octets); };
  CheckMinimal(*MutatedText(OctetsOf(TargetFor(method)), ":/?@%[]*1a. "), parse);
}
LAW(Offset, OfRequestLine, ()) {
  CheckMinimal(*MutatedText(OctetsOf(AnyRequestLine()), " /HTP1.\r\n:@[]%"),
               [](absl::string_view octets) { return ParseRequestLine(octets); });
}
LAW(Offset, OfStatusLine, ()) {
  CheckMinimal(*MutatedText(OctetsOf(AnyStatusLine()), " /HTP1.\r\n"),
               [](absl::string_view octets) { return ParseStatusLine(octets); });
}
LAW(Offset, OfFieldLine, ()) {
  CheckMinimal(*MutatedText(OctetsOf(AnyFieldLine()), ": \t\r\n"),
               [](absl::string_view octets) { return ParseFieldLine(octets); });
}

// A law for each field whose value the parser reads.
std::string OctetsOfValue(Field field) {
  if (field == Field::kHost) return ":[]%.v1a/@";
  return field == Field::kContentLength ? "0189," : kOctetsOfLists;
}
TEST(Offset, OfEachValueThatIsRead){
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax)                          \
  {                                                                                                              \
    SCOPED_TRACE(name);                                                                                          \
    CheckLaw([] { CheckMinimal(*MutatedText(OctetsOf(id##Value()), OctetsOfValue(Field::k##id)), Parse##id); }); \
  }
#include "parser/fields/fields.def"
}

LAW(Offset, OfChunkExt, ()) {
  CheckMinimal(*MutatedText(OctetsOf(ChunkExt()), kOctetsOfLists), ParseChunkExt);
}
LAW(Offset, OfChunkedBody, ()) {
  const std::string octets = *MutatedText(OctetsOf(AnyChunkedBody()), kOctetsOfLists + "\r\n0");
  const auto parse = [](absl::string_view text) { return ParseChunkedBody(text); };
  RC_PRE(!parse(octets).complete());  // what follows the body is not looked at
  CheckMinimal(octets, parse);
}

}  // namespace
}  // namespace plumbline::properties
