// Laws of the models: they read any octets, each octet once, and take nothing back that they have decided.
#include "properties/law.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "models/connection.h"
#include "models/field_list.h"
#include "models/model.h"
#include "properties/generators/basic.h"
#include "properties/generators/exchange.h"
#include "properties/generators/mutation.h"
#include "properties/generators/sample.h"
#include "properties/models/models_support.h"

namespace plumbline::properties {
namespace {

using models::Ending;
using models::Exchange;
using models::Model;
using models::Reading;

// From an allocation of exactly the octets' size.
Reading ReadExactly(const Model& model, Exchange exchange) {
  const ExactCopy copy(exchange.octets);
  exchange.octets = copy.view();
  return model.read(exchange);
}

LAW(ModelLaw, AnyOctetsHaveAReading, ()) {
  const ExchangeSample sample = *AnyExchange();
  for (const Model& model : models::Models()) {
    const Reading reading = ReadExactly(model, sample.Get());
    const bool complete = reading.ending == Ending::kComplete;
    const size_t gone = reading.consumed + reading.dropped;
    RC_ASSERT(gone <= sample.octets.size());
    RC_ASSERT(reading.ending != Ending::kWaiting || !sample.end_of_input);
    RC_ASSERT((reading.ending == Ending::kFailed) == !reading.error.empty());
    RC_ASSERT(reading.ending != Ending::kUnknown || !reading.unknown.empty());
    RC_ASSERT(!complete || reading.head.has_value());
    RC_ASSERT(!reading.persists || (complete && model.knows_persistence));
    RC_ASSERT(!reading.reusable || (reading.persists && !sample.end_of_input && gone == sample.octets.size()));
    RC_ASSERT(reading.body.size() <= sample.octets.size());
    const bool bounded = reading.framing == FramingKind::kLength && complete && !sample.end_of_input;
    RC_ASSERT(!bounded || reading.body.size() >= reading.length);
    RC_ASSERT(Text(ReadExactly(model, sample.Get())) == Text(reading));
  }
}

// What an exchange has become does not change when more comes in a later read: a head that was read stays, the body
// grows, and every ending but kWaiting is the end.
LAW(ModelLaw, MoreOctetsTakeNothingBack, ()) {
  ExchangeSample sample = *AnyExchange();
  sample.end_of_input = false;
  const size_t size = *InRange<size_t>(0, sample.octets.size() + 1);
  sample.reads = {size};
  for (const Model& model : models::Models()) {
    Exchange exchange = sample.Get();
    Reading after = ReadExactly(model, exchange);
    exchange.octets = exchange.octets.substr(0, size);
    Reading before = ReadExactly(model, exchange);
    if (before.ending != Ending::kWaiting) {
      before.reusable = after.reusable = false;
      RC_ASSERT(Text(before) == Text(after));
      continue;
    }
    RC_ASSERT(before.informational.size() <= after.informational.size());
    after.informational.resize(before.informational.size());
    if (before.head) {
      RC_ASSERT(after.head.has_value());
      RC_ASSERT(after.body.substr(0, before.body.size()) == before.body);
      after.body = before.body;
    }
    Reading heads_before;
    Reading heads_after;
    heads_before.informational = before.informational;
    heads_after.informational = after.informational;
    heads_before.head = before.head;
    if (before.head) heads_after.head = after.head;
    RC_ASSERT(Text(heads_before) == Text(heads_after));
  }
}

bool HasBareCr(const std::string& octets) {
  for (size_t i = 0; i + 1 < octets.size(); ++i) {
    if (octets[i] == '\r' && octets[i + 1] != '\n') return true;
  }
  return false;
}

// Where a reading may depend on the reads: docs/models.md, "Reads". Long chunk lines, the fifth place, are not
// generated.
bool DependsOnReads(const Model& model, const ExchangeSample& sample, const Reading& whole) {
  if (model.client == models::Client::kChromium)
    return whole.framing == FramingKind::kChunked && HasBareCr(sample.octets);
  if (model.client != models::Client::kFirefox) return false;
  const bool starts_at_once = absl::string_view(sample.octets).substr(0, 7) == "HTTP/1.";
  const bool has_length = whole.framing == FramingKind::kLength || whole.framing == FramingKind::kNone;
  const bool soft_length = has_length && !whole.persists;
  return HasBareCr(sample.octets) || !starts_at_once || soft_length || whole.dropped > 0;
}

LAW(ModelLaw, ReadsDoNotMatterElsewhere, ()) {
  ExchangeSample sample = *AnyExchange();
  sample.after_no_content = false;
  sample.reads.clear();
  for (const Model& model : models::Models()) {
    const Reading whole = ReadExactly(model, sample.Get());
    if (DependsOnReads(model, sample, whole)) continue;
    std::vector<size_t> reads(sample.octets.size(), 1);
    for (int i = 0; i < 2; ++i) {
      Exchange exchange = sample.Get();
      exchange.reads = reads;
      Reading pieces = ReadExactly(model, exchange);
      // A body that failed: what was decoded in the same read may be lost with it.
      if (pieces.ending == Ending::kFailed) pieces.body = whole.body;
      if (pieces.ending == Ending::kFailed) pieces.consumed = whole.consumed;
      RC_ASSERT(Text(pieces) == Text(whole));
      reads = *Repeat<size_t>(1, 6, InRange<size_t>(0, 30));
    }
  }
}

// Each response of a connection is read as it would be on its own, if the reads end where the responses end.
LAW(ModelLaw, ResponsesOfOneConnectionAreReadInTurn, ()) {
  constexpr char kResponse[] = "HTTP/1.1 200 OK\r\nContent-Length: ";
  const std::vector<std::string> bodies = *Repeat<std::string>(1, 4, AnyOctets(0, 20));
  std::string octets;
  std::vector<size_t> reads;
  for (const std::string& body : bodies) {
    const std::string one = kResponse + std::to_string(body.size()) + "\r\n\r\n" + body;
    octets += one;
    reads.push_back(one.size());
  }
  const bool in_one_read = *Sometimes(2);
  models::Connection connection;
  connection.octets = octets;
  if (!in_one_read) connection.reads = reads;
  for (const Model& model : models::Models()) {
    const std::vector<Reading> readings = ReadConnection(model, connection);
    // What comes in the same read was not asked for: it is nobody's, and costs the connection.
    RC_ASSERT(readings.size() == (in_one_read || !model.knows_persistence ? 1 : bodies.size()));
    for (size_t i = 0; i < readings.size(); ++i) RC_ASSERT(readings[i].body == bodies[i]);
    const bool drops = model.client == models::Client::kFirefox;  // and lives on
    RC_ASSERT(readings.back().reusable == (model.knows_persistence && (!in_one_read || bodies.size() == 1 || drops)));
  }
}

LAW(ModelLaw, AnyFieldListHasAReading, ()) {
  std::vector<models::Field> fields;
  if (*Sometimes(2)) fields.push_back({":status", *OneOfTexts({"200", "101", "103", "204", "2000", ""})});
  const int count = *InRange(0, 5);
  for (int i = 0; i < count; ++i) {
    fields.push_back({*rc::gen::oneOf(OneOfTexts({"connection", "te", "upgrade", "content-length", ":path", "Host"}),
                                      AnyOctets(0, 5)),
                      *rc::gen::oneOf(OneOfTexts({"trailers", "close", "5"}), AnyOctets(0, 5))});
  }
  for (const models::FieldListModel& model : models::FieldListModels()) {
    for (const auto protocol : {models::Protocol::kHttp2, models::Protocol::kHttp3}) {
      const models::FieldListReading reading = model.read(protocol, fields);
      RC_ASSERT(reading.ending != Ending::kWaiting);
      RC_ASSERT((reading.ending == Ending::kFailed) == !reading.error.empty());
      RC_ASSERT(reading.ending != Ending::kUnknown || !reading.unknown.empty());
      RC_ASSERT(reading.fields.size() + reading.dropped.size() <= fields.size());
      RC_ASSERT(reading.ending != Ending::kFailed || reading.fields.empty());
    }
  }
}

// What Chromium 156 was seen to do: docs/models.md, A.6. A response is what is sent at once, or piece by piece.
TEST(ModelTest, ChromiumLimitsALineThatGoesOverTheEndOfAPiece) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string end = "\r\nhi\r\n0\r\n\r\n";
  const auto line = [](size_t size) { return "2;a=" + std::string(size - 4, 'x'); };
  // Up to this octet a head and a chunk.
  const auto up_to = [&](size_t octets) {
    const std::string size = "f00\r\n";
    std::string text = head + size + std::string(0xf00, 'y') + "\r\n";
    const size_t more = octets - text.size();
    text.insert(text.find("\r\n\r\n"), "\r\nb:" + std::string(more - 4, 'z'));
    return text;
  };
  const std::string trailer = head + "2\r\nhi\r\n0\r\n";
  const std::string interim = "HTTP/1.1 103 Early\r\nb:" + std::string(2000 - 26, 'z') + "\r\n\r\n";
  // One chunk whose data ends at this octet with a CR that is none of them.
  const auto cr_at = [&](size_t octets) {
    const size_t size = octets - head.size() - 7 - 1;
    return head + absl::StrCat(absl::Hex(size, absl::kZeroPad5)) + "\r\n" + std::string(size, 'y') + "\r\r\n0\r\n\r\n";
  };
  struct Seen {
    std::vector<std::string> sent;
    bool fails;
  };
  const Seen seen[] = {
      {{head + line(16384) + end}, false},
      {{head + line(16385) + end}, true},
      {{head + line(20000) + end}, true},
      {{trailer + "a:" + std::string(16382, 'x') + "\r\n\r\n"}, false},
      {{trailer + "a:" + std::string(16383, 'x') + "\r\n\r\n"}, true},
      {{head, line(65534) + end}, false},
      {{head, line(65535) + end}, true},
      {{head, line(10000), std::string(10000, 'x') + end}, true},
      {{head, line(8192), std::string(8192, 'x') + end}, false},
      {{head, line(8192), std::string(8193, 'x') + end}, true},
      {{head, line(16384), end}, false},
      {{head, line(16384) + "\r", end.substr(1)}, false},
      {{head, line(16385), end}, true},
      {{up_to(4095) + line(20000) + end}, true},
      {{up_to(4096) + line(20000) + end}, false},
      {{up_to(4097) + line(20000) + end}, false},
      {{interim, up_to(4095) + line(20000) + end}, true},
      {{interim, up_to(4096) + line(20000) + end}, false},
      {{interim + up_to(4096) + line(20000) + end}, false},
      {{cr_at(4095)}, true},
      {{cr_at(4096)}, false},
      {{cr_at(4096 + 65535)}, true},
      {{cr_at(4096 + 65536)}, false},
      {{trailer, "a:" + std::string(9000, 'x') + "\r\nb:" + std::string(9000, 'y'), "y\r\n\r\n"}, false},
  };
  for (const Seen& one : seen) {
    std::string octets;
    std::vector<size_t> reads;
    for (const std::string& sent : one.sent) {
      octets += sent;
      reads.push_back(sent.size());
    }
    Exchange exchange;
    exchange.octets = octets;
    exchange.end_of_input = false;
    exchange.reads = reads;
    const Reading reading = models::FindModel("chromium")->read(exchange);
    EXPECT_EQ(reading.error, one.fails ? "ERR_INVALID_CHUNKED_ENCODING" : "") << &one - seen;
    EXPECT_EQ(reading.ending, one.fails ? Ending::kFailed : Ending::kComplete) << &one - seen;
  }
}

// Heads as long as the browsers take them and long bodies, of the lines that a careless search would read again and
// again: milliseconds, where a time that grows with the square would be a minute.
TEST(ModelTest, LongInputTakesNoTime) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  constexpr size_t kHead = 250 * 1024;
  constexpr size_t kBody = 4 * 1024 * 1024;
  struct Kind {
    std::string begin;
    std::string again;
    size_t size;
  };
  std::vector<Kind> kinds = {{head, "a\n", kHead},
                             {head, "a:b\n", kHead},
                             {head, "Content-Length: 5\n", kHead},
                             {head, "a:b\n b\n", kHead},
                             {head + "a: ", ",", kHead},
                             {head + "Connection: ", "x,", kHead},
                             {chunked, "1\r\na\r\n", kBody},
                             {chunked + "0\r\n", "a", kBody},
                             {chunked + "0\r\n", "a\r\n", kBody},
                             {"HTTP/1.1 100 \n\n", "HTTP/1.1 100 \n\n", kBody}};
  Kind different{head, "", 0};
  for (size_t i = 0; different.begin.size() < kHead; ++i) different.begin += "a" + std::to_string(i) + ":b\n";
  kinds.push_back(different);
  for (const Kind& kind : kinds) {
    std::string octets = kind.begin;
    while (octets.size() < kind.size) octets += kind.again;
    octets += "\r\n\r\n";
    for (const Model& model : models::Models()) {
      Exchange exchange;
      exchange.octets = octets;
      const auto begin = std::chrono::steady_clock::now();
      EXPECT_LE(model.read(exchange).consumed, octets.size());
      EXPECT_LE(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10))
          << model.name << " with " << kind.begin.substr(0, 40) << kind.again;
    }
  }
}

}  // namespace
}  // namespace plumbline::properties
