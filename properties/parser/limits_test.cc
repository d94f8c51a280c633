// Law: limits are exact (parser/limits.h). A message passes where every limit is just what the
// message needs, and is rejected with the limit's own clause where one of them is one less: RFC
// 9112, sections 3 and 7.1.1, and RFC 9110, sections 2.3 and 5.4. (That the offset is the first
// octet too many is in violation_test.)
//
// What a message needs is measured here, on strings.
#include "properties/law.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "properties/generators/basic.h"
#include "properties/generators/message.h"
#include "properties/parser/delivery.h"

namespace plumbline::properties {
namespace {

namespace gen = rc::gen;

struct Needs {
  size_t method = 0, request_target = 0, reason_phrase = 0;
  size_t field_line = 0, field_count = 0, section = 0;
  size_t chunk_line = 0, chunk_ext_total = 0;
};

// Measures lines up to and with the empty one, from `at`; returns the offset after it.
size_t MeasureSection(const std::string& octets, size_t at, bool start_line, Needs& needs) {
  size_t lines = 0;
  const size_t begin = at;
  for (bool first = start_line;; first = false) {
    const size_t end = octets.find("\r\n", at);
    const size_t size = end - at;
    at = end + 2;
    if (size == 0) break;
    if (first) continue;
    ++lines;
    needs.field_line = std::max(needs.field_line, size);
  }
  needs.field_count = std::max(needs.field_count, lines);
  needs.section = std::max(needs.section, at - begin);
  return at;
}

void MeasureChunks(const std::string& octets, size_t at, Needs& needs) {
  for (;;) {
    const std::string line = octets.substr(at, octets.find("\r\n", at) - at);
    const size_t digits = std::min(line.find_first_not_of("0123456789abcdefABCDEF"), line.size());
    const size_t size = std::stoul(line.substr(0, digits), nullptr, 16);
    needs.chunk_line = std::max(needs.chunk_line, line.size());
    needs.chunk_ext_total += line.size() - digits;
    at += line.size() + 2;
    if (size == 0) break;
    at += size + 2;
  }
  MeasureSection(octets, at, false, needs);
}

Needs Measure(const MessageSample& message) {
  Needs needs;
  const Message& value = message.value;
  if (value.kind == MessageKind::kRequest) {
    needs.method = value.request.method.size();
    needs.request_target = value.request.target.text.size();
  } else {
    needs.reason_phrase = value.response.reason.size();
  }
  const size_t body = MeasureSection(message.octets, 0, true, needs);
  if (value.framing.kind == FramingKind::kChunked) MeasureChunks(message.octets, body, needs);
  return needs;
}

Limits ToLimits(const Needs& needs) {
  Limits limits;
  limits.method = needs.method;
  limits.request_target = needs.request_target;
  limits.reason_phrase = needs.reason_phrase;
  limits.field_line = needs.field_line;
  limits.field_count = needs.field_count;
  limits.section = needs.section;
  limits.chunk_line = needs.chunk_line;
  limits.chunk_ext_total = needs.chunk_ext_total;
  return limits;
}

Ending Decode(const MessageSample& message, const Limits& limits) {
  DeliveryOptions options;
  options.decoder.kind = message.value.kind;
  options.decoder.recipient = DefaultRecipient(message.value.kind);
  options.decoder.limits = limits;
  options.methods = {message.method};
  options.end_of_input = message.until_close;
  return EndingOf(message.octets, options);
}

MessageSample AnyMessage() { return *gen::oneOf(AnyRequest(Lasts::kAnyhow), AnyFinalResponse(Lasts::kAnyhow)); }

LAW(LimitsLaw, JustEnough, ()) {
  const MessageSample message = *gen::exec(AnyMessage);
  const Ending ending = Decode(message, ToLimits(Measure(message)));
  RC_ASSERT(ending.event != Event::kError);
  RC_ASSERT(ending.position == message.octets.size());
}

bool EndsInChunkSize(const MessageSample& message, uint64_t offset) {
  const size_t end = static_cast<size_t>(offset);
  const size_t line = message.octets.rfind('\n', end - 1) + 1;
  return message.octets.find_first_not_of("0123456789abcdefABCDEF", line) > end;
}

// RFC 9110, section 5.4, and RFC 9112, section 7.1.1, speak of requests, and of their header
// sections; what lies elsewhere is under RFC 9110, section 17.5.
Clause ClauseOfLimit(Clause clause, const MessageSample& message, uint64_t offset) {
  const bool response = message.value.kind == MessageKind::kResponse;
  const bool elsewhere = response || offset >= message.head_size;
  if (clause == Clause::kLimitFieldLine && elsewhere) return Clause::kLimitFieldLineElsewhere;
  if (clause == Clause::kLimitFieldCount && elsewhere) return Clause::kLimitFieldCountElsewhere;
  if (clause == Clause::kLimitSection && elsewhere) return Clause::kLimitSectionElsewhere;
  if (clause == Clause::kLimitChunkLine && (response || EndsInChunkSize(message, offset)))
    return Clause::kLimitChunkLineElsewhere;
  if (clause == Clause::kLimitChunkExtTotal && response) return Clause::kLimitChunkExtTotalOfResponse;
  return clause;
}

// Each limit is one of each message, or of each section: what a message used up is there again for
// the next one.
LAW(LimitsLaw, JustEnoughForEachOfSeveral, ()) {
  const bool request = *Sometimes(2);
  const auto one = request ? AnyRequest(Lasts::kPersists) : AnyFinalResponse(Lasts::kPersists);
  const MessageSample first = *one, second = *one;
  const Needs a = Measure(first), b = Measure(second);
  Needs needs;
  needs.method = std::max(a.method, b.method);
  needs.request_target = std::max(a.request_target, b.request_target);
  needs.reason_phrase = std::max(a.reason_phrase, b.reason_phrase);
  needs.field_line = std::max(a.field_line, b.field_line);
  needs.field_count = std::max(a.field_count, b.field_count);
  needs.section = std::max(a.section, b.section);
  needs.chunk_line = std::max(a.chunk_line, b.chunk_line);
  needs.chunk_ext_total = std::max(a.chunk_ext_total, b.chunk_ext_total);
  DeliveryOptions options;
  options.decoder.kind = first.value.kind;
  options.decoder.recipient = DefaultRecipient(first.value.kind);
  options.decoder.limits = ToLimits(needs);
  std::string octets;
  for (const MessageSample* message : {&first, &second, &first, &second}) {
    octets += message->octets;
    options.methods.push_back(message->method);
  }
  const std::vector<size_t> cuts = *Sometimes(2) ? EveryOctet(octets) : std::vector<size_t>();
  const Ending ending = EndingOf(octets, options, cuts);
  RC_ASSERT(ending.event == Event::kNeedMore);
  RC_ASSERT(ending.position == octets.size());
}

LAW(LimitsLaw, OneLess, ()) {
  const MessageSample message = *gen::exec(AnyMessage);
  const Needs needs = Measure(message);
  struct Limit {
    Clause clause;
    size_t need;
    void (*set)(Limits&, size_t);
  };
  std::vector<Limit> limits = {
      {Clause::kLimitMethod, needs.method, [](Limits& to, size_t n) { to.method = n; }},
      {Clause::kLimitRequestTarget, needs.request_target, [](Limits& to, size_t n) { to.request_target = n; }},
      {Clause::kLimitReasonPhrase, needs.reason_phrase, [](Limits& to, size_t n) { to.reason_phrase = n; }},
      {Clause::kLimitFieldLine, needs.field_line, [](Limits& to, size_t n) { to.field_line = n; }},
      {Clause::kLimitFieldCount, needs.field_count, [](Limits& to, size_t n) { to.field_count = n; }},
      {Clause::kLimitSection, needs.section, [](Limits& to, size_t n) { to.section = n; }},
      {Clause::kLimitChunkLine, needs.chunk_line, [](Limits& to, size_t n) { to.chunk_line = n; }},
      {Clause::kLimitChunkExtTotal, needs.chunk_ext_total, [](Limits& to, size_t n) { to.chunk_ext_total = n; }},
  };
  limits.erase(std::remove_if(limits.begin(), limits.end(), [](const Limit& limit) { return limit.need == 0; }),
               limits.end());
  for (const Limit& limit : limits) {
    Limits less;
    limit.set(less, limit.need - 1);
    const Ending ending = Decode(message, less);
    RC_ASSERT(ending.event == Event::kError);
    RC_ASSERT(ClauseName(ending.error.clause) == ClauseName(ClauseOfLimit(limit.clause, message, ending.error.offset)));
    RC_ASSERT(ending.error.place <= ending.error.offset);
    RC_ASSERT(ending.error.offset < message.octets.size());
  }
}

// Sizes that no octets reach are not a limit, and no arithmetic on them goes wrong.
LAW(LimitsLaw, None, ()) {
  const MessageSample message = *gen::exec(AnyMessage);
  Needs needs;
  const size_t most = *OneOfThese<size_t>({SIZE_MAX, SIZE_MAX - 1, size_t{1} << 63, size_t{1} << 32, size_t{1} << 31});
  needs.method = needs.request_target = needs.reason_phrase = most;
  needs.field_line = needs.field_count = needs.section = most;
  needs.chunk_line = needs.chunk_ext_total = most;
  const Ending ending = Decode(message, ToLimits(needs));
  RC_ASSERT(ending.event != Event::kError);
  RC_ASSERT(ending.position == message.octets.size());
}

// RFC 9112, section 3: "It is RECOMMENDED that all HTTP senders and recipients support, at a
// minimum, request-line lengths of 8000 octets."
TEST(Limits, AdmitARequestLineOf8000Octets) {
  const std::string line = "GET /" + std::string(8000 - 14, 'a') + " HTTP/1.1";
  ASSERT_GE(line.size(), 8000u);
  EXPECT_TRUE(ParseRequestHead(line + "\r\nHost: a\r\n\r\n").complete());
}

// Limits without bound do not wrap around: they count as the largest.
TEST(Limits, AreCapped) {
  constexpr size_t kAll = static_cast<size_t>(-1);
  Limits limits;
  for (size_t* limit : {&limits.method, &limits.request_target, &limits.reason_phrase, &limits.field_line,
                        &limits.field_count, &limits.section, &limits.chunk_line}) {
    *limit = kAll;
  }
  limits.chunk_ext_total = kAll;
  EXPECT_TRUE(ParseRequestHead("GET / HTTP/1.1\r\nHost: a\r\n\r\n", Recipient::kOrigin, limits).complete());
  EXPECT_TRUE(ParseResponseHead("HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "GET", Recipient::kUserAgent, limits).complete());
  EXPECT_TRUE(ParseRequestLine("GET / HTTP/1.1", limits).complete());
  EXPECT_TRUE(ParseStatusLine("HTTP/1.1 200 OK", limits).complete());
  EXPECT_TRUE(ParseFieldLine("A: b", limits).complete());
  EXPECT_TRUE(ParseChunkedBody("1;a=b\r\nx\r\n0\r\n\r\n", limits).complete());
}

// What a caller gets who sets nothing; a change is one that users should hear of.
TEST(Limits, AreTheseByDefault) {
  const Limits limits;
  EXPECT_EQ(limits.method, 256u);
  EXPECT_EQ(limits.request_target, 65536u);
  EXPECT_EQ(limits.reason_phrase, 8192u);
  EXPECT_EQ(limits.field_line, 65536u);
  EXPECT_EQ(limits.field_count, 1024u);
  EXPECT_EQ(limits.section, 262144u);
  EXPECT_EQ(limits.chunk_line, 16384u);
  EXPECT_EQ(limits.chunk_ext_total, 65536u);
  EXPECT_EQ(Limits::kLargest, 2147483648u);
}

// docs/limits.md says so.
TEST(Limits, StandInTheirPage) {
  const Limits limits;
  const std::map<std::string, size_t> numbers = {{"method", limits.method},
                                                 {"request_target", limits.request_target},
                                                 {"reason_phrase", limits.reason_phrase},
                                                 {"field_line", limits.field_line},
                                                 {"field_count", limits.field_count},
                                                 {"section", limits.section},
                                                 {"chunk_line", limits.chunk_line},
                                                 {"chunk_ext_total", limits.chunk_ext_total}};
  std::ifstream page(PLUMBLINE_SOURCE_DIR "/docs/limits.md");
  std::map<std::string, size_t> shown;
  std::string text;
  for (std::string line; std::getline(page, line); text += line + "\n") {
    const std::vector<std::string> cells = absl::StrSplit(line, " | ");
    if (line.rfind("| `", 0) != 0 || cells.size() != 4) continue;
    shown[cells[0].substr(3, cells[0].size() - 4)] = std::stoul(cells[1]);
  }
  EXPECT_EQ(shown, numbers);
  for (const ClauseInfo& info : AllClauses()) {
    if (!absl::EndsWith(info.id, "-limit")) continue;
    EXPECT_NE(text.find(std::string(info.id)), std::string::npos) << info.id;
  }
}

// A chunked body alone has the same limits as within its message.
TEST(Limits, OfAChunkedBodyAlone) {
  const absl::string_view body = "1;a=b\r\nx\r\n0;c\r\n\r\n";
  Limits limits;
  limits.chunk_ext_total = 6;
  EXPECT_TRUE(ParseChunkedBody(body, limits).complete());
  limits.chunk_ext_total = 5;
  EXPECT_EQ(Text(ParseChunkedBody(body, limits)), Text(ParseError{Clause::kLimitChunkExtTotal, 12, 11}));
}

// A limit is reached, not read beyond: of endless octets no more than the limit are asked for.
TEST(Limits, RefuseWithoutTheRest) {
  Decoder decoder({MessageKind::kRequest});
  const Limits limits;
  const std::string octets = "GET /" + std::string(limits.request_target, 'a');
  const Step step = decoder.Next(octets);
  EXPECT_EQ(step.event, Event::kError);
  EXPECT_EQ(decoder.error().clause, Clause::kLimitRequestTarget);
  EXPECT_EQ(decoder.error().offset, 4 + limits.request_target);
}

}  // namespace
}  // namespace plumbline::properties
