// Law: persistence. Whether the connection persists after a message, and by which rule, is as a
// literal transcription of RFC 9112, section 9.3 (with 6.1, 6.3 rule 2 and RFC 9110,
// section 15.2.2) has it: for DecidePersistence, for the decoder, and for what the decoder then
// does with octets that follow.
#include "properties/law.h"

#include <algorithm>

#include "parser/persistence.h"
#include "properties/generators/basic.h"
#include "properties/generators/mutation.h"
#include "properties/generators/odd.h"
#include "properties/parser/delivery.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::Lower;
using witness::SlowBodyLength;
using witness::SlowDecidePersistence;

Persistence SlowReading(const SlowMessage& message) {
  return SlowDecidePersistence(message, SlowBodyLength(message).framing);
}

std::string Expected(const SlowMessage& message) { return Text(SlowReading(message)); }

// What the rules are called, where they are printed.
TEST(Persistence, RulesHaveNames) {
  EXPECT_EQ(Name(PersistenceRule::kCloseOption), "9112-9.3-r1");
  EXPECT_EQ(Name(PersistenceRule::kHttp11), "9112-9.3-r2");
  EXPECT_EQ(Name(PersistenceRule::kHttp10KeepAlive), "9112-9.3-r3");
  EXPECT_EQ(Name(PersistenceRule::kOtherwise), "9112-9.3-r4");
  EXPECT_EQ(Name(PersistenceRule::kNotSelfDefinedLength), "9112-9.3-self-defined-length");
  EXPECT_EQ(Name(PersistenceRule::kHttp10TransferEncoding), "9112-6.1-http10");
  EXPECT_EQ(Name(PersistenceRule::kBothLengths), "9112-6.1-both-lengths");
  EXPECT_EQ(Name(PersistenceRule::kTunnel), "9112-6.3-r2");
  EXPECT_EQ(Name(PersistenceRule::kSwitched), "9110-15.2.2");
}

LAW(Persistence, AsSection93HasIt, ()) {
  const OddMessage message = *AnyOddMessage(OddFields::kValidConnection);
  const HeadReading reading = ReadHead(message);
  RC_PRE(!SlowBodyLength(message.slow).error);
  RC_ASSERT(Text(reading.outcome) == "complete");
  RC_ASSERT(Text(reading.persistence) == Expected(message.slow));
}

LAW(Persistence, WithOddFraming, ()) {
  const OddMessage message = *AnyOddMessage(OddFields::kFraming);
  RC_PRE(!SlowBodyLength(message.slow).error);
  const HeadReading reading = ReadHead(message);
  RC_ASSERT(Text(reading.outcome) == "complete");
  RC_ASSERT(Text(reading.persistence) == Expected(message.slow));
}

// DecidePersistence for every input that it can have.
TEST(Persistence, EveryInputOfDecidePersistence) {
  for (int status : {0, 100, 101, 199, 200, 204, 299, 300, 304, 500, 999}) {
    for (const char* method : {"GET", "HEAD", "CONNECT"}) {
      for (int minor : {0, 1, 2, 9}) {
        for (unsigned bits = 0; bits < 32; ++bits) {
          SlowMessage slow;
          slow.kind = status == 0 ? MessageKind::kRequest : MessageKind::kResponse;
          slow.status = status;
          slow.method = method;
          slow.minor = minor;
          slow.recipient = (bits & 1) != 0 ? Recipient::kIntermediary : DefaultRecipient(slow.kind);
          if ((bits & 2) != 0) slow.headers.push_back({"Connection", "close"});
          if ((bits & 4) != 0) slow.headers.push_back({"Connection", "x, Keep-Alive"});
          if ((bits & 8) != 0) slow.headers.push_back({"Transfer-Encoding", "chunked"});
          if ((bits & 16) != 0) slow.headers.push_back({"Content-Length", "1"});
          PersistenceInput input;
          input.kind = slow.kind;
          input.recipient = slow.recipient;
          input.version.minor = static_cast<uint8_t>(minor);
          input.status = status;
          input.answered = ToAnsweredMethod(method);
          input.close_option = (bits & 2) != 0;
          input.keep_alive_option = (bits & 4) != 0;
          input.has_transfer_encoding = (bits & 8) != 0;
          input.has_content_length = (bits & 16) != 0;
          input.framing =
              SlowBodyLength(slow).framing.kind == FramingKind::kClose ? FramingKind::kClose : FramingKind::kNone;
          ASSERT_EQ(Text(DecidePersistence(input)), Expected(slow))
              << status << " " << method << " minor " << minor << " bits " << bits;
        }
      }
    }
  }
}

// The octets of a message without body, for which the whole message is its head.
OddMessage WithoutBody(OddMessage message) {
  SlowFields kept;
  for (const FieldLine& field : message.slow.headers) {
    const bool frames = Lower(field.name) == "transfer-encoding" || Lower(field.name) == "content-length";
    if (!frames) kept.push_back(field);
  }
  if (!message.slow.is_request()) kept.push_back({"Content-Length", "0"});
  message.slow.headers = kept;
  return message;
}

bool AsksForUpgrade(const SlowMessage& message) {
  return message.is_request() && message.minor > 0 && witness::AskForUpgrade(message.headers);
}

// What follows a message that ends the connection is rejected at its first octet (requests: 9.6
// after a close option, 9.3 otherwise; responses: 6.3), or at the LF that makes it a request, where
// it might be another protocol's; what follows one that does not is the next message; after a
// tunnel nothing is judged.
LAW(Persistence, DecidesWhatMayFollow, ()) {
  const OddMessage message = WithoutBody(*AnyOddMessage(OddFields::kValidConnection));
  const SlowMessage& slow = message.slow;
  const std::string head = message.Head();
  const bool interim = !slow.is_request() && slow.status / 100 == 1;
  const bool tunnel = (slow.is_request() && slow.method == "CONNECT") || slow.status == 101 ||
                      (!slow.is_request() && slow.method == "CONNECT" && slow.status / 100 == 2);
  DeliveryOptions options;
  options.decoder.kind = slow.kind;
  options.decoder.recipient = slow.recipient;
  if (!slow.is_request()) options.methods = {std::string(slow.method), "GET"};
  const std::string next =
      slow.is_request() ? "GET / HTTP/1.1\r\nHost:\r\n\r\n" : "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n";

  const Ending alone = EndingOf(head, options);
  RC_ASSERT(alone.event == (tunnel ? Event::kTunnel : Event::kNeedMore));
  RC_ASSERT(alone.position == head.size());
  const Ending ending = EndingOf(head + next, options);
  const Persistence persistence = SlowReading(slow);
  if (tunnel) {
    RC_ASSERT(ending.event == Event::kTunnel);
    RC_ASSERT(ending.position == head.size());
  } else if (persistence.persists || interim) {
    RC_ASSERT(ending.event == Event::kNeedMore);
    RC_ASSERT(ending.position == head.size() + next.size());
  } else {
    const bool close = persistence.rule == PersistenceRule::kCloseOption;
    const Clause clause = !slow.is_request() ? Clause::kExtraData
                          : close            ? Clause::kAfterClose
                                             : Clause::kNotPersistent;
    RC_ASSERT(ending.event == Event::kError);
    const uint64_t offset = head.size() + (AsksForUpgrade(slow) ? next.find('\n') : 0);
    RC_ASSERT(Text(ending.error) == Text(ParseError{clause, offset, head.size()}));
  }
}

}  // namespace
}  // namespace plumbline::properties
