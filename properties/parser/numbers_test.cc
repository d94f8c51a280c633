// Law: numbers are what their digits spell. A length, a chunk-size, a port, a parameter has that
// value and no other, however many bits it needs and however many zeros stand in front; where 64
// bits do not hold it, the digit that is one too many decides. Nobody takes a number for another
// that is equal to it modulo 2^8, 2^16, 2^31, 2^32 or 2^64. RFC 9110, section 8.6: "a recipient
// MUST anticipate potentially large decimal numerals and prevent parsing errors due to integer
// conversion overflows"; RFC 9112, section 7.1, of chunk-size the same.
#include "properties/law.h"

#include "parser/fields/content_length.h"
#include "parser/fields/keep_alive.h"
#include "parser/fields/via.h"
#include "parser/request_line.h"
#include "parser/stream.h"
#include "properties/generators/basic.h"
#include "properties/generators/numbers.h"
#include "properties/parser/delivery.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

namespace gen = rc::gen;

constexpr char kRequest[] = "POST / HTTP/1.1\r\nHost: a\r\n";
constexpr char kResponse[] = "HTTP/1.1 200 OK\r\n";

// A message that announces `announced` octets and has `sent` of them.
struct Announced {
  uint64_t announced = 0;
  size_t sent = 0;
  std::string head;
  DeliveryOptions options;
};

void showValue(const Announced& message, std::ostream& os) {
  os << Escape(message.head) << " and " << message.sent << " octets";
}

Announced AnyAnnounced(bool chunked) {
  Announced message;
  message.announced = *NumberOf64Bits();
  const auto small = static_cast<size_t>(std::min<uint64_t>(message.announced, 300));
  message.sent = *gen::oneOf(InRange<size_t>(0, 50), gen::just(small), gen::just(small == 0 ? small : small - 1),
                             gen::just(small + 1));
  const bool request = *Sometimes(2);
  message.options.decoder.kind = request ? MessageKind::kRequest : MessageKind::kResponse;
  message.options.decoder.recipient = DefaultRecipient(message.options.decoder.kind);
  message.head = request ? kRequest : kResponse;
  if (chunked) {
    message.head +=
        "Transfer-Encoding: chunked\r\n\r\n" + *gen::mapcat(Numeral(message.announced, 16), CaseChanged) + "\r\n";
  } else {
    message.head += "Content-Length: " + *Numeral(message.announced) + "\r\n\r\n";
  }
  return message;
}

LAW(Numbers, OfContentLength, ()) {
  const Announced message = *gen::exec([] { return AnyAnnounced(false); });
  const std::string octets = message.head + std::string(message.sent, 'x');
  const bool whole = message.sent >= message.announced;
  const uint64_t end = message.head.size() + std::min<uint64_t>(message.sent, message.announced);
  Decoder decoder(message.options.decoder);
  RC_ASSERT(decoder.Next(octets).event == Event::kHead);
  RC_ASSERT(decoder.framing().length == message.announced);
  const size_t size = static_cast<size_t>(std::min<uint64_t>(end, octets.size()));
  const Ending ending = EndingOf(octets.substr(0, size), message.options);
  RC_ASSERT(ending.event == Event::kNeedMore);
  RC_ASSERT(ending.position == end);
  RC_ASSERT(ending.at_boundary == whole);
  DeliveryOptions closed = message.options;
  closed.end_of_input = true;
  const Ending last = EndingOf(octets.substr(0, size), closed, {message.head.size()});
  RC_ASSERT(last.event == (whole ? Event::kEndOfInput : Event::kError));
  if (!whole) RC_ASSERT(Text(last.error) == Text(ParseError{Clause::kIncompleteLength, end, end}));
}

LAW(Numbers, OfAChunkSize, ()) {
  const Announced message = *gen::exec([] { return AnyAnnounced(true); });
  RC_PRE(message.announced > 0u);
  const std::string octets = message.head + std::string(message.sent, 'x');
  Decoder decoder(message.options.decoder);
  absl::string_view rest = octets;
  Step step = decoder.Next(rest);
  rest.remove_prefix(step.consumed);
  step = decoder.Next(rest);
  RC_ASSERT(step.event == Event::kChunk);
  RC_ASSERT(step.chunk_size == message.announced);
  const Ending ending = EndingOf(octets, message.options);
  if (message.sent <= message.announced) {
    RC_ASSERT(ending.event == Event::kNeedMore);
    RC_ASSERT(ending.position == octets.size());
    RC_ASSERT(!ending.at_boundary);
  } else {  // an octet where CR has to be
    const uint64_t end = message.head.size() + message.announced;
    RC_ASSERT(Text(ending.error) == Text(ParseError{Clause::kChunkDataEnd, end, end}));
  }
  if (message.sent != message.announced) return;
  const Ending next = EndingOf(octets + "\r\n0\r\n\r\n", message.options);
  RC_ASSERT(next.event == Event::kNeedMore);
  RC_ASSERT(next.at_boundary);
}

// A single value: its number, or the digit that is one too many.
LAW(Numbers, OfAContentLengthValue, ()) {
  const std::string digits = *BoundaryNumeral();
  const auto parsed = ParseContentLength(digits);
  const size_t beyond = DigitBeyond(digits);
  RC_ASSERT(parsed.complete() == (beyond == std::string::npos));
  if (parsed.complete()) {
    RC_ASSERT(*parsed == absl::Uint128Low64(ToNumber(digits)));
  } else {
    RC_ASSERT(Text(parsed.error()) == Text(ParseError{Clause::kLimitContentLength, beyond, beyond}));
  }
}

// Two numbers, in a list or in two lines: different unless their digits are, zeros in front apart.
LAW(Numbers, OfTwoContentLengths, ()) {
  const auto [number, other] = *CongruentNumbers();
  const bool same = *Sometimes(4);
  const std::string one = *Numeral(number), two = *Numeral(same ? number : other);
  const bool list = *Sometimes(2);
  const std::string octets =
      std::string(kResponse) + "Content-Length: " + one + (list ? ", " : "\r\nContent-Length: ") + two + "\r\n\r\n";
  const auto read = ParseResponseHead(octets);
  RC_ASSERT(read.outcome() == Outcome::kError);
  RC_ASSERT(ClauseName(read.error().clause) ==
            ClauseName(same ? Clause::kContentLengthList : Clause::kContentLengthDiffers));
}

LAW(Numbers, OfAChunkSizeBeyond64Bits, ()) {
  const std::string digits = *gen::mapcat(BoundaryNumeral(16), CaseChanged);
  const auto body = ParseChunkedBody(digits + "\r\n");
  const size_t beyond = DigitBeyond(digits, 16);
  RC_ASSERT((body.outcome() == Outcome::kError) == (beyond != std::string::npos));
  if (beyond == std::string::npos) return;
  RC_ASSERT(Text(body.error()) == Text(ParseError{Clause::kLimitChunkSize, beyond, beyond}));
}

LAW(Numbers, OfKeepAlive, ()) {
  const bool timeout = *Sometimes(2);
  const std::string name = timeout ? "timeout=" : "max=";
  const std::string digits = *BoundaryNumeral();
  const auto parsed = ParseKeepAlive(name + digits);
  const size_t beyond = DigitBeyond(digits);
  if (beyond == std::string::npos) {
    RC_ASSERT(parsed.complete());
    const std::optional<uint64_t> value = timeout ? parsed->timeout : parsed->max;
    RC_ASSERT(value == absl::Uint128Low64(ToNumber(digits)));
    return;
  }
  const uint64_t at = name.size() + beyond;
  const Clause clause = timeout ? Clause::kKeepAliveTimeoutOverflow : Clause::kKeepAliveMaxOverflow;
  RC_ASSERT(Text(parsed.error()) == Text(ParseError{clause, at, at}));
}

// RFC 9110, section 9.3.6: "A server MUST reject a CONNECT request that targets an empty or invalid
// port number". The port of any other authority is digits.
LAW(Numbers, OfAPort, ()) {
  const std::string digits = *BoundaryNumeral();
  const size_t beyond = DigitBeyond(digits, 10, 65535);
  const auto connect = ParseRequestTarget("CONNECT", "a:" + digits);
  RC_ASSERT(connect.complete() == (beyond == std::string::npos));
  if (!connect.complete()) {
    RC_ASSERT(Text(connect.error()) == Text(ParseError{Clause::kConnectPort, 2 + beyond, 2 + beyond}));
  }
  const std::string target = "http://a:" + digits;
  const auto get = ParseRequestTarget("GET", target);
  RC_ASSERT(get.complete());
  RC_ASSERT(std::string(get->authority.port) == digits);
  const std::string member = "1.1 a:" + digits;
  const auto via = ParseVia(member);
  RC_ASSERT(via.complete());
  RC_ASSERT(std::string((*via)[0].port) == digits);
}

// An IPv4address has no octet above 255; what looks like one is a name.
TEST(Numbers, OfAnIpv4Address) {
  for (int number = 0; number < 1300; ++number) {
    const std::string text = std::to_string(number);
    for (const std::string& host : {text + ".0.0.1", "0." + text + ".0.1", "0.0." + text + ".1", "0.0.1." + text}) {
      EXPECT_EQ(SplitHostPort(host).kind, number < 256 ? HostKind::kIpv4 : HostKind::kRegName);
      EXPECT_EQ(ParseHostPort("[::" + host + "]").complete(), number < 256) << host;
    }
  }
}

// Every status code is the number that it is, and three digits.
TEST(Numbers, OfEveryStatusCode) {
  for (int status = 0; status < 1000; ++status) {
    const std::string digits = std::to_string(1000 + status).substr(1);
    const std::string octets = "HTTP/1.1 " + digits + " \r\nContent-Length: 5\r\n\r\n";
    const auto read = ParseResponseHead(octets);
    ASSERT_TRUE(read.complete()) << octets;
    EXPECT_EQ(read->line.status, status);
    const bool none = status / 100 == 1 || status == 204 || status == 304;
    EXPECT_EQ(read->framing.rule, none ? 1 : 6) << status;
  }
}

// Bodies of many sizes, in pieces of many sizes.
TEST(Numbers, OfLongBodies) {
  for (const size_t size : {255u, 256u, 257u, 65535u, 65536u, 65537u, 131072u + 3}) {
    const std::string body(size, 'x');
    const std::string length = kRequest + ("Content-Length: " + ToDigits(size)) + "\r\n\r\n" + body;
    const std::string chunk = std::string(kRequest) + "Transfer-Encoding: chunked\r\n\r\n" + ToDigits(size, 16) +
                              "\r\n" + body + "\r\n0\r\n\r\n";
    for (const std::string& octets : {length, chunk}) {
      const Interpretation read = ParseRequestStream(octets + kRequest + "\r\n");
      ASSERT_EQ(read.messages.size(), 2u) << size;
      EXPECT_EQ(read.messages[0].body.size(), size);
      EXPECT_EQ(read.messages[1].offset, octets.size());
      DeliveryOptions options;
      std::vector<size_t> cuts;
      for (size_t cut = 257; cut < octets.size(); cut += 257) cuts.push_back(cut);
      EXPECT_EQ(EndingOf(octets, options, cuts).position, octets.size());
    }
  }
}

// The generators and helpers themselves.
LAW(Numbers, AsTheyAreWritten, ()) {
  const Wide number = *BoundaryNumber();
  for (const unsigned base : {10u, 16u}) {
    const std::string digits = *Numeral(number, base);
    RC_ASSERT(ToNumber(digits, base) == number);
    const size_t beyond = DigitBeyond(digits, base);
    RC_ASSERT((beyond == std::string::npos) == (absl::Uint128High64(number) == 0u));
    if (beyond != std::string::npos) RC_ASSERT(absl::Uint128High64(ToNumber(digits.substr(0, beyond), base)) == 0u);
  }
  const auto [one, other] = *CongruentNumbers();
  RC_ASSERT(one != other);
  RC_ASSERT(((one ^ other) & 0xff) == 0u);
}

}  // namespace
}  // namespace plumbline::properties
