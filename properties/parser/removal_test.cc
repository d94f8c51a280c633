// Law: the removal set. What an intermediary removes from a message before it forwards it, headers
// and trailers, is as a literal transcription of RFC 9110, section 7.6.1, has it: for each
// connection option the fields of that name, Connection itself, and the fields known to require
// removal. Only the header section's Connection field nominates.
#include "properties/law.h"

#include "parser/fields/hop_by_hop.h"
#include "properties/generators/basic.h"
#include "properties/generators/odd.h"
#include "properties/show.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::EqualsIgnoringCase;
using witness::SlowBodyLength;
using witness::SlowRemovalSet;
using witness::TrimOws;

namespace gen = rc::gen;

rc::Gen<std::string> FieldName() {
  return gen::mapcat(OneOfTexts({"X-A", "X-B", "TE", "Keep-Alive", "Upgrade", "Proxy-Connection", "Connection", "Close",
                                 "Proxy-Connectio", "T", "Via", "Trailer", "Accept", "Upgrades"}),
                     CaseChanged);
}

rc::Gen<std::string> Nomination() {
  return gen::mapcat(gen::mapcat(Repeat(0, 3,
                                        OneOfTexts({"x-a", "x-b", "accept", "close", "te", "host", "connection",
                                                    "keep-alive", "content-length", "via", "x"})),
                                 RecipientList),
                     CaseChanged);
}

SlowFields SomeFields(size_t max) {
  SlowFields fields;
  const size_t count = *InRange<size_t>(0, max + 1);
  for (size_t i = 0; i < count; ++i) {
    const std::string name = *FieldName();
    const std::string value = EqualsIgnoringCase(name, "connection") ? *Nomination() : "v";
    AddLine(fields, name, TrimOws(value));
  }
  return fields;
}

OddMessage WithTrailers() {
  OddMessage message;
  message.slow.kind = *Sometimes(2) ? MessageKind::kRequest : MessageKind::kResponse;
  message.slow.method = "GET";
  message.slow.status = message.slow.is_request() ? 0 : 200;
  message.slow.recipient = Recipient::kIntermediary;
  message.slow.headers = SomeFields(5);
  if (message.slow.is_request()) message.slow.headers.push_back({"Host", "a"});
  message.slow.headers.push_back({"Transfer-Encoding", "chunked"});
  message.slow.trailers = SomeFields(4);
  return message;
}

std::vector<std::string> SlowNames(const SlowMessage& message) {
  std::vector<std::string> names;
  for (absl::string_view name : SlowRemovalSet(message, SlowBodyLength(message).framing)) names.emplace_back(name);
  return names;
}

std::string ChunkedMessage(const OddMessage& message) {
  std::string octets = message.Head() + "0\r\n";
  for (const FieldLine& field : message.slow.trailers) {
    absl::StrAppend(&octets, field.name, ": ", field.value, "\r\n");
  }
  return octets + "\r\n";
}

LAW(Removal, AsSection761HasIt, ()) {
  const OddMessage message = *gen::exec(WithTrailers);
  const std::string octets = ChunkedMessage(message);
  StreamOptions options;
  options.recipient = Recipient::kIntermediary;
  const Interpretation read = ParseStream(message.slow.kind, octets, options);
  RC_ASSERT(read.messages.size() == 1u);
  std::vector<std::string> removed;
  for (absl::string_view name : read.messages[0].removed) removed.emplace_back(name);
  RC_ASSERT(removed == SlowNames(message.slow));
}

LAW(Removal, OfHeadersAlone, ()) {
  OddMessage message = *gen::exec(WithTrailers);
  message.slow.trailers.clear();
  const HeadReading reading = ReadHead(message);
  RC_ASSERT(Text(reading.outcome) == "complete");
  RC_ASSERT(reading.removed == SlowNames(message.slow));
}

TEST(Removal, StandardConnectionFields) {
  for (const char* name : {"Proxy-Connection", "Keep-Alive", "TE", "Transfer-Encoding", "Upgrade", "te", "uPGRADE"}) {
    EXPECT_TRUE(IsStandardConnectionField(name)) << name;
  }
  for (const char* name :
       {"Connection", "Trailer", "Via", "Proxy-Authenticate", "Content-Length", "Upgrad", "", "TEA"}) {
    EXPECT_FALSE(IsStandardConnectionField(name)) << name;
  }
}

}  // namespace
}  // namespace plumbline::properties
