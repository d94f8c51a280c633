// Law: message body length. For any header section, however odd its Transfer-Encoding and
// Content-Length, the parser frames the message as a literal transcription of RFC 9112,
// section 6.3, does, by the same item, or rejects it with the clause that the transcription names.
// (Rules for lists of Content-Length: RFC 9110, section 8.6.)
#include "properties/law.h"

#include "parser/body_length.h"
#include "properties/generators/basic.h"
#include "properties/generators/message.h"
#include "properties/generators/odd.h"

namespace plumbline::properties {
namespace {

using witness::SlowBodyLength;

namespace gen = rc::gen;

void CheckFraming(const OddMessage& message, const SlowFraming& slow) {
  const HeadReading reading = ReadHead(message);
  if (slow.error) {
    RC_ASSERT(Text(reading.outcome) == "error");
    RC_ASSERT(ClauseName(reading.error.clause) == ClauseName(*slow.error));
    return;
  }
  RC_ASSERT(Text(reading.outcome) == "complete");
  RC_ASSERT(Text(reading.framing) == Text(slow.framing));
  RC_ASSERT(reading.framing.length == slow.framing.length);
}

// What the kinds are called, where they are printed.
TEST(Framing, KindsHaveNames) {
  EXPECT_EQ(Name(FramingKind::kNone), "none");
  EXPECT_EQ(Name(FramingKind::kLength), "length");
  EXPECT_EQ(Name(FramingKind::kChunked), "chunked");
  EXPECT_EQ(Name(FramingKind::kClose), "close");
}

LAW(Framing, AsSection63HasIt, ()) {
  const OddMessage message = *AnyOddMessage(OddFields::kFraming);
  CheckFraming(message, SlowBodyLength(message.slow));
}

LAW(Framing, OfMessagesThatCanBeFramed, ()) {
  const OddMessage message = *AnyOddMessage(OddFields::kValidConnection);
  CheckFraming(message, SlowBodyLength(message.slow));
}

// What only the whole section can decide is decided at the CR of the empty line, and no later octet
// matters. What the grammar of Transfer-Encoding decides is decided before it.
LAW(Framing, IsDecidedWithTheHeaderSection, ()) {
  const OddMessage message = *AnyOddMessage(OddFields::kFraming);
  const SlowFraming slow = SlowBodyLength(message.slow);
  RC_PRE(slow.error.has_value());
  const HeadReading reading = ReadHead(message);
  const uint64_t empty_line = message.Head().size() - 2;
  RC_ASSERT(reading.error.offset <= empty_line);
  const bool by_section = *slow.error != Clause::kTransferEncodingSyntax && *slow.error != Clause::kChunkedParameter &&
                          *slow.error != Clause::kCompressionParameter;
  if (by_section) {
    RC_ASSERT(reading.error.offset == empty_line);
    RC_ASSERT(reading.error.place < empty_line);
  }
}

// The body of a message that is framed by length is that many octets, of one that is chunked is its
// chunks'.
LAW(Framing, DelimitsTheBody, ()) {
  const StreamSample stream = *AnyStream();
  const Interpretation read = ParseSample(stream, stream.octets, stream.until_close);
  RC_ASSERT(read.messages.size() == stream.messages.size());
  for (size_t i = 0; i < read.messages.size(); ++i) {
    const Message& message = read.messages[i];
    if (message.framing.kind == FramingKind::kLength) RC_ASSERT(message.body.size() == message.framing.length);
    if (message.framing.kind == FramingKind::kNone) RC_ASSERT(message.body.empty());
    RC_ASSERT(Escape(message.body) == Escape(stream.messages[i].body));
    SlowMessage slow;
    slow.kind = message.kind;
    slow.status = message.response.status;
    slow.headers = message.fields;
    if (slow.is_request()) RC_ASSERT(Text(SlowBodyLength(slow).framing) == Text(message.framing));
  }
}

// DecideBodyLength for every input that it can have: as the transcription of the same message.
TEST(Framing, EveryInputOfDecideBodyLength) {
  for (int status = 0; status < 1000; ++status) {
    for (const char* method : {"GET", "HEAD", "CONNECT"}) {
      for (const char* codings : {"", "gzip", "chunked"}) {
        for (const char* length : {"", "42", "x"}) {
          SlowMessage slow;
          slow.kind = status == 0 ? MessageKind::kRequest : MessageKind::kResponse;
          slow.status = status;
          slow.method = method;
          if (*codings != '\0') slow.headers.push_back({"Transfer-Encoding", codings});
          if (*length != '\0') slow.headers.push_back({"Content-Length", length});
          BodyLengthInput input;
          input.kind = slow.kind;
          input.status = status;
          input.answered = ToAnsweredMethod(method);
          input.has_transfer_encoding = *codings != '\0';
          input.chunked_is_final = *codings == 'c';
          if (*length != '\0') AddContentLength(length, 0, absl::string_view(length).size(), input.content_length);
          const BodyLengthDecision decision = DecideBodyLength(input);
          const SlowFraming expected = SlowBodyLength(slow);
          ASSERT_EQ(decision.error, expected.error) << status << method << codings;
          if (decision.error) continue;
          ASSERT_EQ(Text(decision.framing), Text(expected.framing)) << status << method << codings << length;
        }
      }
    }
  }
}

}  // namespace
}  // namespace plumbline::properties
