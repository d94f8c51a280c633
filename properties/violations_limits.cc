// Violations of the limits (parser/limits.h): the octet that decides is the first one too many.
#include "properties/generators_basic.h"
#include "properties/generators_chunked.h"
#include "properties/generators_fields.h"
#include "properties/generators_uri.h"
#include "properties/violations.h"

namespace plumbline::properties {
namespace {

Broken LongMethod() {
  const std::string method = *Token(20);
  Broken broken = RequestAt(method, *Tchar(), 0);
  broken.limits.method = method.size();
  return broken;
}

Broken LongTarget() {
  const std::string before = SomeMethod() + " ";
  const std::string target = "/" + *RepeatOctets(0, 20, OctetOf(kUnreservedSubDelims + "/?"));
  Broken broken = RequestAt(before + target, *OctetOf(kUnreservedSubDelims), before.size());
  broken.limits.request_target = target.size();
  return broken;
}

Broken LongReason() {
  const std::string before = "HTTP/1.1 200 ";
  const std::string reason = *RepeatOctets(0, 20, rc::gen::oneOf(FieldVchar(), OctetOf(" \t")));
  Broken broken =
      RequestAt(before + reason, *rc::gen::oneOf(FieldVchar(), OctetOf(" \t")), before.size());
  broken.kind = MessageKind::kResponse;
  broken.limits.reason_phrase = reason.size();
  return broken;
}

// Of name, colon, value or whitespace: the last one of a field line's octets that are one too many.
Broken LongFieldLine() {
  const std::string before =
      *Sometimes(2) ? "GET / HTTP/1.1\r\nHost:\r\n"
                    : "GET / HTTP/1.1\r\nHost:\r\nTransfer-Encoding:chunked\r\n\r\n0\r\n";
  const std::string line =
      "X-Some-Field-Name-Longer-Than:" + *Ows() + "some value \xff" + *Ows() + " ";
  const size_t limit = *InRange<size_t>(26, line.size());
  Broken broken = RequestAt(before + line.substr(0, limit), line[limit], before.size());
  broken.limits.field_line = limit;
  return broken;
}

// A field that the parser itself reads is no exception.
Broken LongKnownFieldLine() {
  const std::string before = "GET / HTTP/1.0\r\n";
  const std::string line =
      *OneOfTexts({"Host: some.name.example", "Connection: close, keep-alive",
                   "Content-Length: 00000000000007", "Transfer-Encoding: gzip, chunked"});
  const size_t limit = *InRange<size_t>(line.find(':') + 1, line.size());
  Broken broken = RequestAt(before + line.substr(0, limit), line[limit], before.size());
  broken.limits.field_line = limit;
  return broken;
}

Broken ManyFields() {
  const size_t count = *InRange<size_t>(0, 5);
  const bool trailers = count > 1 && *Sometimes(2);
  std::string before = trailers
                           ? "GET / HTTP/1.1\r\nHost:\r\nTransfer-Encoding:chunked\r\n\r\n0\r\n"
                           : "HTTP/1.1 200 \r\n";
  for (size_t i = 0; i < count; ++i) before += (*OrdinaryField()).Octets() + "\r\n";
  Broken broken = Request(before, *Tchar());
  if (!trailers) broken.kind = MessageKind::kResponse;
  broken.limits.field_count = count;
  return broken;
}

// The octet behind `limit` ones of a section, wherever that is; the section begins at `begin`.
Broken LongSection() {
  const bool trailers = *Sometimes(2);
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

std::string Chunked() { return "POST / HTTP/1.1\r\nHost:\r\nTransfer-Encoding:chunked\r\n\r\n"; }

Broken LongChunkLine() {
  const std::string line =
      "0000000000a" + *OneOfTexts({"0", "; a", ";abc=def;g", " \t;a=\"bcdef\\\"\"; "}) + "bbbbb";
  const size_t limit = *InRange<size_t>(0, line.size());
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
      {Clause::kLimitFieldLine, "a long field line", [] { return Alone(LongFieldLine()); }},
      {Clause::kLimitFieldLine, "a long field line that decides the message",
       [] { return Alone(LongKnownFieldLine()); }},
      {Clause::kLimitFieldCount, "many fields", [] { return Alone(ManyFields()); }},
      {Clause::kLimitSection, "a long section", [] { return Alone(LongSection()); }},
      {Clause::kLimitChunkLine, "a long chunk-size line", [] { return Alone(LongChunkLine()); }},
      {Clause::kLimitChunkExtTotal, "long extensions in all",
       [] { return Alone(LongChunkExtTotal()); }},
  };
}

}  // namespace plumbline::properties
