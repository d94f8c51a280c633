// Violations of the limits (parser/limits.h): the octet that decides is the first one too many.
#include "properties/generators/basic.h"
#include "properties/generators/chunked.h"
#include "properties/generators/fields.h"
#include "properties/generators/numbers.h"
#include "properties/generators/uri.h"
#include "properties/violations/violations.h"

namespace plumbline::properties {
namespace {

// A limit: small, or where eight bits are no longer enough.
size_t SomeLimit() { return *rc::gen::oneOf(InRange<size_t>(1, 21), OneOfThese<size_t>({255, 256, 257, 300})); }

Broken LongMethod() {
  const std::string method = *RepeatOctets(1, 1, Tchar()) + std::string(SomeLimit() - 1, 'm');
  Broken broken = RequestAt(method, *Tchar(), 0);
  broken.limits.method = method.size();
  return broken;
}

Broken LongTarget() {
  const std::string before = SomeMethod() + " ";
  const std::string target =
      "/" + *RepeatOctets(0, 20, OctetOf(kUnreservedSubDelims + "/?")) + std::string(SomeLimit() - 1, 'a');
  Broken broken = RequestAt(before + target, *OctetOf(kUnreservedSubDelims), before.size());
  broken.limits.request_target = target.size();
  return broken;
}

Broken LongReason() {
  const std::string before = "HTTP/1.1 200 ";
  const std::string reason =
      *RepeatOctets(0, 20, rc::gen::oneOf(FieldVchar(), OctetOf(" \t"))) + std::string(SomeLimit() - 1, ' ');
  Broken broken = RequestAt(before + reason, *rc::gen::oneOf(FieldVchar(), OctetOf(" \t")), before.size());
  broken.kind = MessageKind::kResponse;
  broken.limits.reason_phrase = reason.size();
  return broken;
}

// Where a section begins that has field lines: after the start-line, or after the last chunk.
constexpr char kStartOfRequest[] = "GET / HTTP/1.1\r\nHost:\r\n";
constexpr char kResponse[] = "HTTP/1.1 200 \r\n";
constexpr char kTrailers[] = "GET / HTTP/1.1\r\nHost:\r\nTransfer-Encoding:chunked\r\n\r\n0\r\n";

// Of name, colon, value or whitespace: the last one of a field line's octets that are one too many.
Broken LongFieldLine(const std::string& before) {
  const std::string line = "X-Some-Field-Name-Longer-Than:" + *Ows() + "some value \xff" + *Ows() + " ";
  const size_t limit = *InRange<size_t>(26, line.size());
  Broken broken = RequestAt(before + line.substr(0, limit), line[limit], before.size());
  broken.limits.field_line = limit;
  if (before == kResponse) broken.kind = MessageKind::kResponse;
  return broken;
}

// A field that the parser itself reads is no exception.
Broken LongKnownFieldLine() {
  const std::string before = "GET / HTTP/1.0\r\n";
  const std::string line = *OneOfTexts({"Host: some.name.example", "Connection: close, keep-alive",
                                        "Content-Length: 00000000000007", "Transfer-Encoding: gzip, chunked"});
  const size_t limit = *InRange<size_t>(line.find(':') + 1, line.size());
  Broken broken = RequestAt(before + line.substr(0, limit), line[limit], before.size());
  broken.limits.field_line = limit;
  return broken;
}

Broken ManyFields(std::string before) {
  const bool response = before == kResponse;
  const bool request = before == kStartOfRequest;
  const size_t min = before == kTrailers ? 2 : 0;
  size_t count =
      *rc::gen::oneOf(InRange<size_t>(min, 5), InRange<size_t>(min, 5), OneOfThese<size_t>({63, 64, 65, 256}));
  for (size_t i = 0; i < count; ++i) before += (i < 5 ? (*OrdinaryField()).Octets() : std::string("X:")) + "\r\n";
  if (request) ++count;  // Host
  Broken broken = Request(before, *Tchar());
  if (response) broken.kind = MessageKind::kResponse;
  broken.limits.field_count = count;
  return broken;
}

// The octet after `limit` ones of a section, wherever that is; the section begins at `begin`.
Broken LongSection(bool trailers) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string begin = trailers ? head + "0\r\n" : "";
  const std::string section = trailers ? "Some-Trailer: with a value\r\nAnother-One: with another, "
                                         "longer value than that\r\n\r\n"
                                       : head;
  const size_t limit = *InRange<size_t>(trailers ? head.size() : 0, section.size());
  Broken broken = RequestAt(begin + section.substr(0, limit), section[limit], begin.size());
  broken.limits.section = limit;
  return broken;
}

// The section of a response.
Broken LongResponseHead() {
  const std::string head = "HTTP/1.1 200 OK\r\nSome-Field: with a value\r\n\r\n";
  const size_t limit = *InRange<size_t>(0, head.size());
  Broken broken = RequestAt(head.substr(0, limit), head[limit], 0);
  broken.kind = MessageKind::kResponse;
  broken.limits.section = limit;
  return broken;
}

std::string Chunked() { return "POST / HTTP/1.1\r\nHost:\r\nTransfer-Encoding:chunked\r\n\r\n"; }

// The same chunks in a response.
Broken InResponse(Broken broken) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding:chunked\r\n\r\n";
  broken.kind = MessageKind::kResponse;
  broken.octets.replace(0, Chunked().size(), head);
  broken.offset += head.size() - Chunked().size();
  broken.place += head.size() - Chunked().size();
  return broken;
}

// With the limit where its size is, or after it.
Broken LongChunkLine(bool in_size) {
  const std::string size = "0000000000a";
  const std::string line = size + *OneOfTexts({"; a", ";abc=def;g", " \t;a=\"bcdef\\\"\"; "}) + "bbbbb";
  const size_t limit = in_size ? *InRange<size_t>(0, size.size()) : *InRange<size_t>(size.size(), line.size());
  Broken broken = RequestAt(Chunked() + line.substr(0, limit), line[limit], Chunked().size());
  broken.limits.chunk_line = limit;
  return broken;
}

// All extensions of a message, each from its first octet (whitespace or ";") to its CR.
Broken LongChunkExtTotal() {
  std::string before = Chunked();
  size_t total = 0;
  for (const Sample<std::vector<ChunkExtension>>& ext : *Repeat(0, 3, ChunkExt())) {
    before += "1" + ext.octets + "\r\nx\r\n";
    total += ext.octets.size();
  }
  before += *OneOfTexts({"0", "000", "10"});
  const std::string ext = *OneOfTexts({";", " ;a", ";a=b;cc", ";a=\"bcd\""});
  const size_t more = *InRange<size_t>(0, ext.size());
  Broken broken = RequestAt(before + ext.substr(0, more), ext[more], before.size());
  broken.limits.chunk_ext_total = total + more;
  return broken;
}

Broken Alone(Broken broken) {
  broken.first_on_connection = true;  // what precedes would have to keep within the limits too
  return broken;
}

}  // namespace

std::vector<Violation> LimitViolations() {
  return {
      {Clause::kLimitMethod, "a long method", [] { return Alone(LongMethod()); }},
      {Clause::kLimitRequestTarget, "a long request-target", [] { return Alone(LongTarget()); }},
      {Clause::kLimitReasonPhrase, "a long reason-phrase", [] { return Alone(LongReason()); }},
      {Clause::kLimitFieldLine, "a long field line", [] { return Alone(LongFieldLine(kStartOfRequest)); }},
      {Clause::kLimitFieldLineElsewhere, "a long field line of a response",
       [] { return Alone(LongFieldLine(kResponse)); }},
      {Clause::kLimitFieldLineElsewhere, "a long trailer field line", [] { return Alone(LongFieldLine(kTrailers)); }},
      {Clause::kLimitFieldLine, "a long field line that decides the message",
       [] { return Alone(LongKnownFieldLine()); }},
      {Clause::kLimitFieldCount, "many fields", [] { return Alone(ManyFields(kStartOfRequest)); }},
      {Clause::kLimitFieldCountElsewhere, "many fields of a response", [] { return Alone(ManyFields(kResponse)); }},
      {Clause::kLimitFieldCountElsewhere, "many trailer fields", [] { return Alone(ManyFields(kTrailers)); }},
      {Clause::kLimitSection, "a long section", [] { return Alone(LongSection(false)); }},
      {Clause::kLimitSectionElsewhere, "a long trailer section", [] { return Alone(LongSection(true)); }},
      {Clause::kLimitSectionElsewhere, "a long head of a response", [] { return Alone(LongResponseHead()); }},
      {Clause::kLimitChunkLine, "a long chunk-size line", [] { return Alone(LongChunkLine(false)); }},
      {Clause::kLimitChunkLineElsewhere, "a long chunk-size", [] { return Alone(LongChunkLine(true)); }},
      {Clause::kLimitChunkLineElsewhere, "a long chunk-size line of a response",
       [] { return Alone(InResponse(LongChunkLine(*Sometimes(2)))); }},
      {Clause::kLimitChunkExtTotal, "long extensions in all", [] { return Alone(LongChunkExtTotal()); }},
      {Clause::kLimitChunkExtTotalOfResponse, "long extensions in all of a response",
       [] { return Alone(InResponse(LongChunkExtTotal())); }},
  };
}

}  // namespace plumbline::properties
