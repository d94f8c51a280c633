// Law: round trip. For every production with a value type:
//
//   octets -> value            parsing a valid sample gives the value it was made of, and takes all
//   of its octets; value -> octets -> value   parsing what Serialize writes for the value gives the
//   value back; octets -> value -> octets -> value   so does what it writes for the value that was
//   parsed, and it writes the same; prefix                     every proper prefix of a valid
//   sample needs more or is complete: never an error.
//
// Productions of RFC 9112 sections 2.3, 3, 4, 5, 6.1, 7.1 and RFC 9110 sections 5 to 8 and 10.1.4,
// each recipient's rule (RFC 9110, section 5.6.1.2) on the way in, the sender's on the way out.
#include "properties/law.h"

#include "parser/chunked.h"
#include "parser/field_line.h"
#include "parser/request_line.h"
#include "parser/serialize.h"
#include "parser/status_line.h"
#include "parser/stream.h"
#include "properties/generators/basic.h"
#include "properties/generators/chunked.h"
#include "properties/generators/fields.h"
#include "properties/generators/start_line.h"
#include "properties/generators/uri.h"
#include "properties/parser/write.h"
#include "witness/uri.h"

namespace plumbline::properties {
namespace {

namespace gen = rc::gen;

// The law for `parse`, from octets to Result<T>, and `write`, from T to octets.
template <typename T, typename Parse, typename Write>
void CheckRoundTrip(const Sample<T>& sample, Parse parse, Write write) {
  const ExactCopy octets(sample.octets);
  const auto parsed = parse(octets.view());
  RC_ASSERT(Text(parsed) == CompleteText(sample.value, sample.octets.size()));

  const ExactCopy written(write(sample.value));
  const auto reparsed = parse(written.view());
  RC_ASSERT(reparsed.complete());
  RC_ASSERT(reparsed.consumed() == written.view().size());
  RC_ASSERT(write(reparsed.value()) == std::string(written.view()));
  RC_ASSERT(write(parsed.value()) == std::string(written.view()));

  for (size_t size = 0; size < sample.octets.size(); ++size) {
    const ExactCopy prefix(absl::string_view(sample.octets).substr(0, size));
    RC_ASSERT(Text(parse(prefix.view()).outcome()) != "error");
  }
}

// The value is in the octets in full: it comes back as it was.
template <typename T, typename Parse, typename Write>
void CheckFullRoundTrip(const Sample<T>& sample, Parse parse, Write write) {
  CheckRoundTrip(sample, parse, write);
  const std::string written = write(sample.value);
  RC_ASSERT(Text(parse(written)) == CompleteText(sample.value, written.size()));
}

LAW(RoundTrip, Method, ()) {
  const std::string method = *Method();
  const auto parsed = ParseMethod(method);
  RC_ASSERT(Text(parsed) == CompleteText(absl::string_view(method), method.size()));
}

LAW(RoundTrip, HttpVersion, ()) { CheckFullRoundTrip(*AnyVersion(), ParseHttpVersion, Write<Version>); }

LAW(RoundTrip, RequestTarget, ()) {
  const std::string method = *Method();
  const auto parse = [method](absl::string_view octets) { return ParseRequestTarget(method, octets); };
  const Sample<plumbline::RequestTarget> target = *TargetFor(method);
  CheckFullRoundTrip(target, parse, Write<plumbline::RequestTarget>);
  RC_ASSERT(witness::WrongInTarget(method, target.value) == nullptr);
}

LAW(RoundTrip, RequestLine, ()) {
  CheckFullRoundTrip(
      *AnyRequestLine(), [](absl::string_view octets) { return ParseRequestLine(octets); },
      Write<plumbline::RequestLine>);
}

LAW(RoundTrip, StatusLine, ()) {
  CheckFullRoundTrip(
      *AnyStatusLine(), [](absl::string_view octets) { return ParseStatusLine(octets); }, Write<plumbline::StatusLine>);
}

LAW(RoundTrip, FieldLine, ()) {
  CheckFullRoundTrip(
      *AnyFieldLine(), [](absl::string_view octets) { return ParseFieldLine(octets); }, Write<plumbline::FieldLine>);
}

// A law for each field whose value the parser reads, by its name. Of codings, parameters are matched but not kept: the
// names come back.
TEST(RoundTrip, OfEachValueThatIsRead){
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax)                            \
  {                                                                                                                \
    SCOPED_TRACE(name);                                                                                            \
    CheckLaw(                                                                                                      \
        [] { CheckFullRoundTrip(*id##Value(), Parse##id, [](const auto& value) { return WriteValue(value); }); }); \
  }
#include "parser/fields/fields.def"
}

// A sender MUST NOT generate empty list elements, RFC 9110, section 5.6.1.1: a recipient would not
// notice them.
TEST(Serialize, WritesListsAsASenderMay) {
  const absl::string_view members[] = {"a", "b", "c"};
  for (const auto& [size, list] : {std::pair(0, ""), std::pair(1, "a"), std::pair(3, "a, b, c")}) {
    std::string octets;
    SerializeList(absl::MakeConstSpan(members, size), octets);
    EXPECT_EQ(octets, list);
  }
}

std::string WriteChunkExt(const std::vector<ChunkExtension>& extensions) {
  std::string octets;
  for (const ChunkExtension& extension : extensions) {
    octets += ";" + std::string(extension.name);
    if (extension.has_value) octets += "=" + std::string(extension.value);
  }
  return octets;
}

LAW(RoundTrip, ChunkExt, ()) { CheckFullRoundTrip(*ChunkExt(), ParseChunkExt, WriteChunkExt); }

// The whole content in one chunk with the first extension: the division into chunks says nothing
// (RFC 9112, section 7.1).
LAW(RoundTrip, ChunkedBody, ()) {
  CheckRoundTrip(
      *AnyChunkedBody(), [](absl::string_view octets) { return ParseChunkedBody(octets); },
      [](const plumbline::ChunkedBody& body) {
        std::string octets;
        if (!body.content.empty()) SerializeChunk(body.content, "", octets);
        SerializeLastChunk(body.trailers, octets);
        return octets;
      });
}

// Chunk by chunk, with extensions.
LAW(RoundTrip, Chunks, ()) {
  plumbline::ChunkedBody body;
  std::string octets;
  for (const std::string& data : *Repeat<std::string>(0, 3, AnyOctets(1, 40))) {
    const std::string ext = WriteChunkExt((*ChunkExt()).value);
    SerializeChunk(data, ext, octets);
    body.content += data;
    body.chunk_exts.push_back(Intern(ext));
  }
  body.chunk_exts.push_back("");
  for (const FieldSpec& field : *Repeat(0, 3, OrdinaryField())) body.trailers.push_back(field.Value());
  SerializeLastChunk(body.trailers, octets);
  RC_ASSERT(Text(ParseChunkedBody(octets)) == CompleteText(body, octets.size()));
}

LAW(RoundTrip, FieldSection, ()) {
  std::vector<FieldLine> fields;
  for (const FieldSpec& field : *Repeat(0, 4, OrdinaryField())) fields.push_back(field.Value());
  std::string octets = "HTTP/1.1 200 OK\r\n";
  Serialize(absl::MakeConstSpan(fields), octets);
  octets += "\r\n";
  const auto head = ParseResponseHead(octets);
  RC_ASSERT(head.complete());
  RC_ASSERT(Text(head->fields) == Text(fields));
}

// What a quoted-string stands for, and back (RFC 9110, section 5.6.4).
LAW(RoundTrip, QuotedString, ()) {
  const std::string text = *RepeatOctets(0, 10, gen::oneOf(FieldVchar(), OctetOf(" \t\"\\")));
  std::string quoted;
  SerializeQuotedString(text, quoted);
  RC_ASSERT(Escape(UnquoteQuotedString(quoted)) == Escape(text));
  const auto ext = ParseChunkExt(";a=" + quoted);
  RC_ASSERT(Text(ext.outcome()) == "complete");

  // A backslash before any other octet quotes that octet.
  const std::string sample = *QuotedString();
  std::string again;
  SerializeQuotedString(UnquoteQuotedString(sample), again);
  RC_ASSERT(Escape(UnquoteQuotedString(again)) == Escape(UnquoteQuotedString(sample)));
}

}  // namespace
}  // namespace plumbline::properties
