// Law: persistence. Whether the connection persists after a message, and by which rule, is as a
// literal transcription of RFC 9112, section 9.3 (with 6.1, 6.3 rule 2 and RFC 9110,
// section 15.2.2) has it: for DecidePersistence, for the decoder, and for what the decoder then
// does with octets that follow.
#include "properties/law.h"

#include <algorithm>

#include "parser/persistence.h"
#include "properties/parser/delivery.h"
#include "properties/generators/basic.h"
#include "properties/generators/mutation.h"
#include "properties/generators/odd.h"
#include "properties/strings.h"

namespace plumbline::properties {
namespace {

std::string Expected(const SlowMessage& message) {
  const SlowPersistence slow = SlowDecidePersistence(message);
  return absl::StrCat("{", slow.persists ? "persist" : "close", " by ", slow.rule, "}");
}

LAW(Persistence, AsSection93HasIt, ()) {
  const OddMessage message = *AnyOddMessage(OddFields::kValidConnection);
  const HeadReading reading = ReadHead(message);
  RC_PRE(SlowBodyLength(message.slow).error.empty());
  RC_ASSERT(Text(reading.outcome) == "complete");
  RC_ASSERT(Text(reading.persistence) == Expected(message.slow));
}

LAW(Persistence, WithOddFraming, ()) {
  const OddMessage message = *AnyOddMessage(OddFields::kFraming);
  RC_PRE(SlowBodyLength(message.slow).error.empty());
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
          slow.is_request = status == 0;
          slow.status = status;
          slow.method = method;
          slow.minor = minor;
          slow.by_proxy = (bits & 1) != 0;
          if ((bits & 2) != 0) slow.headers.emplace_back("Connection", "close");
          if ((bits & 4) != 0) slow.headers.emplace_back("Connection", "x, Keep-Alive");
          if ((bits & 8) != 0) slow.headers.emplace_back("Transfer-Encoding", "chunked");
          if ((bits & 16) != 0) slow.headers.emplace_back("Content-Length", "1");
          PersistenceInput input;
          input.kind = slow.is_request ? MessageKind::kRequest : MessageKind::kResponse;
          input.recipient = slow.by_proxy ? Recipient::kIntermediary : DefaultRecipient(input.kind);
          input.version.minor = static_cast<uint8_t>(minor);
          input.status = status;
          input.answered = ToAnsweredMethod(method);
          input.close_option = (bits & 2) != 0;
          input.keep_alive_option = (bits & 4) != 0;
          input.has_transfer_encoding = (bits & 8) != 0;
          input.has_content_length = (bits & 16) != 0;
          input.framing =
              SlowBodyLength(slow).kind == "close" ? FramingKind::kClose : FramingKind::kNone;
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
  for (const auto& field : message.slow.headers) {
    const bool frames =
        Lower(field.first) == "transfer-encoding" || Lower(field.first) == "content-length";
    if (!frames) kept.push_back(field);
  }
  if (!message.slow.is_request) kept.emplace_back("Content-Length", "0");
  message.slow.headers = kept;
  return message;
}

// RFC 9110, section 7.8: a request with Upgrade, which is a list of protocols, and its option.
bool AsksForUpgrade(const SlowMessage& message) {
  const std::vector<std::string> options = SlowConnectionOptions(message.headers);
  if (!message.is_request || message.minor == 0) return false;
  if (std::find(options.begin(), options.end(), "upgrade") == options.end()) return false;
  std::string combined;
  for (const std::string& value : SlowValues(message.headers, "Upgrade")) combined += value + ",";
  const std::vector<std::string> protocols = ListElements(combined);
  return !protocols.empty() &&
         std::all_of(protocols.begin(), protocols.end(), [](const std::string& protocol) {
           const std::vector<std::string> parts = Split(protocol, '/');
           return parts.size() <= 2 && std::all_of(parts.begin(), parts.end(), IsToken);
         });
}

// What follows a message that ends the connection is rejected at its first octet (requests: 9.6
// after a close option, 9.3 otherwise; responses: 6.3), or at the LF that makes it a request, where
// it might be another protocol's; what follows one that does not is the next message; after a
// tunnel nothing is judged.
LAW(Persistence, DecidesWhatMayFollow, ()) {
  const OddMessage message = WithoutBody(*AnyOddMessage(OddFields::kValidConnection));
  const SlowMessage& slow = message.slow;
  const std::string head = message.Head();
  const bool interim = !slow.is_request && slow.status / 100 == 1;
  const bool tunnel = (slow.is_request && slow.method == "CONNECT") || slow.status == 101 ||
                      (!slow.is_request && slow.method == "CONNECT" && slow.status / 100 == 2);
  DeliveryOptions options;
  options.decoder.kind = slow.is_request ? MessageKind::kRequest : MessageKind::kResponse;
  options.decoder.recipient = message.recipient;
  if (!slow.is_request) options.methods = {slow.method, "GET"};
  const std::string next = slow.is_request ? "GET / HTTP/1.1\r\nHost:\r\n\r\n"
                                           : "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n";

  const Ending alone = EndingOf(head, options);
  RC_ASSERT(alone.event == (tunnel ? Event::kTunnel : Event::kNeedMore));
  RC_ASSERT(alone.position == head.size());
  const Ending ending = EndingOf(head + next, options);
  const SlowPersistence persistence = SlowDecidePersistence(slow);
  if (tunnel) {
    RC_ASSERT(ending.event == Event::kTunnel);
    RC_ASSERT(ending.position == head.size());
  } else if (persistence.persists || interim) {
    RC_ASSERT(ending.event == Event::kNeedMore);
    RC_ASSERT(ending.position == head.size() + next.size());
  } else {
    const Clause clause = !slow.is_request                    ? Clause::kExtraData
                          : persistence.rule == "9112-9.3-r1" ? Clause::kAfterClose
                                                              : Clause::kNotPersistent;
    RC_ASSERT(ending.event == Event::kError);
    const uint64_t offset = head.size() + (AsksForUpgrade(slow) ? next.find('\n') : 0);
    RC_ASSERT(Text(ending.error) == Text(ParseError{clause, offset, head.size()}));
  }
}

}  // namespace
}  // namespace plumbline::properties
