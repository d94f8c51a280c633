// Law: a message means the same after others. RFC 9110, section 3.3: "each request message's
// semantics can be understood in isolation". What the others had of trailers, chunk extensions,
// options, protocols or interim responses is theirs. (That their limits are theirs is in
// limits_test.)
#include "properties/law.h"

#include "properties/generators/basic.h"
#include "properties/generators/message.h"

namespace plumbline::properties {
namespace {

LAW(StreamLaw, AMessageMeansTheSameAfterOthers, ()) {
  const bool request = *Sometimes(2);
  const auto any = [request](Lasts lasts) { return request ? AnyRequest(lasts) : AnyFinalResponse(lasts); };
  const MessageSample last = *any(Lasts::kAnyhow);
  StreamSample alone, after;
  alone.kind = after.kind = request ? MessageKind::kRequest : MessageKind::kResponse;
  alone.octets = last.octets;
  alone.methods = {last.method};
  size_t before = 0;
  for (size_t left = *InRange<size_t>(1, 4); left > 0; --left) {
    const MessageSample earlier = *any(Lasts::kPersists);
    if (!request && *Sometimes(3)) {
      after.octets += (*AnyInterimResponse(earlier.method)).octets;
      ++before;
    }
    after.octets += earlier.octets;
    after.methods.push_back(earlier.method);
    ++before;
  }
  const size_t offset = after.octets.size();
  after.octets += last.octets;
  after.methods.push_back(last.method);
  const Interpretation one = ParseSample(alone, alone.octets, last.until_close);
  const Interpretation many = ParseSample(after, after.octets, last.until_close);
  RC_ASSERT(many.messages.size() == before + 1);
  RC_ASSERT(many.tunnel == one.tunnel);
  const Message& expected = one.messages.back();
  const Message& message = many.messages.back();
  RC_ASSERT(message.offset == offset);
  RC_ASSERT(message.size == expected.size);
  RC_ASSERT(Text(message.fields) == Text(expected.fields));
  RC_ASSERT(Text(message.trailers) == Text(expected.trailers));
  RC_ASSERT(Escape(message.body) == Escape(expected.body));
  RC_ASSERT(Text(message.framing) == Text(expected.framing));
  RC_ASSERT(Text(message.persistence) == Text(expected.persistence));
  RC_ASSERT(message.removed == expected.removed);
  RC_ASSERT(message.findings.size() == expected.findings.size());
  for (size_t i = 0; i < message.findings.size(); ++i) {
    RC_ASSERT(ClauseName(message.findings[i].clause) == ClauseName(expected.findings[i].clause));
    RC_ASSERT(message.findings[i].offset == expected.findings[i].offset + offset);
  }
}

// Only the last request's Upgrade counts for what follows it.
TEST(Stream, AnUpgradeIsOfItsRequestAlone) {
  const std::string upgrade = "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: b\r\nConnection: upgrade\r\n\r\n";
  const std::string plain = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const std::string& between : {plain, plain + plain}) {
    const std::string octets = upgrade + between;
    const Interpretation read = ParseRequestStream(octets + "\x16\x03");
    EXPECT_EQ(read.verdict, Outcome::kError);
    EXPECT_FALSE(read.tunnel);
    EXPECT_EQ(read.error.offset, octets.size());
    EXPECT_TRUE(ParseRequestStream(octets + upgrade + "\x16\x03").tunnel);
  }
}

}  // namespace
}  // namespace plumbline::properties
