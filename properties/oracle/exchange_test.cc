// Law: a connection, event by event. Whatever client and server send, in whatever pieces and order, and however they
// close, ConnectionReader reads after each event what the slow reading makes of all events so far: the same exchanges,
// decisions, retries and findings. And: any split of one side's octets gives the same reading.
//
// A stateful test: the model is the list of events, with as much as is needed to go on with valid octets.
#include "properties/law.h"

#include <rapidcheck/state.h>

#include <deque>
#include <iterator>
#include <string>
#include <vector>

#include "oracle/exchange.h"
#include "properties/generators/basic.h"
#include "properties/show.h"
#include "witness/exchange.h"
#include "witness/exchange_text.h"

namespace plumbline::properties {
namespace {

using oracle::ConnectionEventKind;
using oracle::ConnectionReader;
using oracle::Side;
using witness::SlowEvent;

std::string Text(const oracle::ConnectionReading& reading) { return witness::TextOfReading(reading); }

oracle::ConnectionEvent ToEvent(const SlowEvent& event) {
  return {event.client ? Side::kClient : Side::kServer, static_cast<ConnectionEventKind>(event.kind), event.octets, {}};
}

std::string Shown(const std::vector<SlowEvent>& events) {
  std::string all;
  for (const SlowEvent& event : events) {
    all += std::string(event.client ? "client " : "server ") +
           (event.kind == SlowEvent::Kind::kOctets
                ? Escape(event.octets)
                : std::string(oracle::Name(static_cast<ConnectionEventKind>(event.kind)))) +
           "\n";
  }
  return all;
}

struct Model {
  std::vector<SlowEvent> events;
  std::string client_rest;  // of the message that has begun
  std::string server_rest;
  std::deque<std::string> outstanding;  // methods of requests whose final response has not begun
  bool held = false;                    // after CONNECT or Upgrade, unanswered
  bool bodiless = false;                // the last response
  bool client_ended = false;
  bool server_ended = false;
  bool client_over = false;  // nothing is judged any more
  bool server_over = false;
  bool until_close = false;  // the response that has begun
};

struct RequestShape {
  const char* method;
  const char* octets;
  bool held = false;
  bool faulty = false;
};
const RequestShape kRequests[] = {
    {"GET", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"GET", "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"},
    {"HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"POST", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"},
    {"PUT", "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nT: u\r\n\r\n"},
    {"PUT", "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"POST", "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc"},
    {"GET", "GET / HTTP/1.0\r\n\r\n"},
    {"GET", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"},
    {"PUT", "PUT / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"DELETE", "DELETE / HTTP/1.0\r\nConnection: keep-alive, close\r\nContent-Length: 1\r\n\r\nx"},
    {"GET", "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: IRC/6, rta\r\n\r\n", true},
    {"POST",
     "POST / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: irc/6\r\nExpect: 100-continue\r\n"
     "Content-Length: 1\r\n\r\nx",
     true},
    {"GET", "GET / HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: irc/6\r\n\r\n", true},
    {"CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", true},
    {"PUT", "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", false, true},
};

struct ResponseShape {
  const char* head;
  const char* body;
  bool bodiless = false;
  bool until_close = false;
  bool faulty = false;
};
const ResponseShape kFinals[] = {
    {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", "abc"},
    {"HTTP/1.1 204 \r\n\r\n", "", true},
    {"HTTP/1.1 204 \r\nConnection: close\r\n\r\n", "", true},
    {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\n", "abc"},
    {"HTTP/1.1 304 \r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\n", "", true},
    {"HTTP/1.1 404 \r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n0\r\n\r\n"},
    {"HTTP/1.0 200 \r\nContent-Length: 1\r\n\r\n", "x"},
    {"HTTP/1.0 200 \r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\n", "x"},
    {"HTTP/1.0 200 \r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n", "0\r\n\r\n"},
    {"HTTP/1.1 400 \r\nContent-Length: 0\r\n\r\n", ""},
    {"HTTP/1.1 413 \r\nContent-Length: 0\r\n\r\n", ""},
    {"HTTP/1.1 408 \r\nConnection: close\r\nContent-Length: 0\r\n\r\n", ""},
    {"HTTP/1.1 200 \r\n\r\n", "until", false, true},
    {"HTTP/1.1 200 \r\nContent-Length: x\r\n\r\n", "", false, false, true},
};
const char* const kInterims[] = {"HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 \r\nConnection: close\r\n\r\n"};
const char* const kSwitches[] = {"HTTP/1.1 101 \r\nConnection: upgrade\r\nUpgrade: irc/6\r\n\r\n",
                                 "HTTP/1.1 101 \r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n",
                                 "HTTP/1.1 101 \r\nConnection: upgrade\r\nUpgrade: IRC, http/1.1\r\n\r\n",
                                 "HTTP/1.1 101 \r\nConnection: upgrade\r\nUpgrade: rta, HTTP/1.1\r\n\r\n",
                                 "HTTP/1.1 101 \r\nConnection: upgrade\r\nUpgrade:\r\n\r\n",
                                 "HTTP/1.1 101 \r\n\r\n"};

const char* const kTunnels[] = {"HTTP/1.1 200 \r\n\r\n", "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n"};

using Command = rc::state::Command<Model, ConnectionReader>;

// Adds events; then both readings are the same.
struct Step : Command {
  virtual std::vector<SlowEvent> Events(const Model& model) const = 0;
  void Add(Model& model) const {
    for (const SlowEvent& event : Events(model)) model.events.push_back(event);
  }
  void run(const Model& model, ConnectionReader& reader) const override {
    std::vector<SlowEvent> events = model.events;
    for (const SlowEvent& event : Events(model)) {
      reader.Add(ToEvent(event));
      events.push_back(event);
    }
    const std::string expected = witness::Text(witness::SlowConnection(events));
    const std::string found = Text(reader.Finish());
    if (found != expected) RC_FAIL(Shown(events) + "slow:\n" + expected + "fast:\n" + found);
  }
  void show(std::ostream& os) const override { os << "step"; }
};

// Cuts octets in two; `cut` in hundredths, 100: whole.
std::string Front(const std::string& octets, size_t cut) { return octets.substr(0, (octets.size() * cut + 99) / 100); }

struct Send : Step {
  RequestShape shape = *OneOfThese<RequestShape>({std::begin(kRequests), std::end(kRequests)});
  size_t cut = *OneOfThese<size_t>({100, 100, 100, 100, 90, 60, 20});
  bool crlf = *Sometimes(12);

  void checkPreconditions(const Model& model) const override {
    RC_PRE(!model.client_ended && !model.client_over && !model.held && model.client_rest.empty());
    // What a response to a request that is not whole is depends on the method.
    RC_PRE(cut == 100 || (!shape.held && !shape.faulty && shape.method != std::string("HEAD")));
  }
  std::vector<SlowEvent> Events(const Model&) const override {
    return {{true, SlowEvent::Kind::kOctets, (crlf ? "\r\n" : "") + Front(shape.octets, cut)}};
  }
  void apply(Model& model) const override {
    Add(model);
    model.client_rest = std::string(shape.octets).substr(Front(shape.octets, cut).size());
    model.outstanding.push_back(shape.method);
    model.held = shape.held;
    model.client_over = shape.faulty;
  }
};

struct SendRest : Step {
  size_t cut = *OneOfThese<size_t>({100, 100, 50});

  void checkPreconditions(const Model& model) const override {
    RC_PRE(!model.client_ended && !model.client_rest.empty());
  }
  std::vector<SlowEvent> Events(const Model& model) const override {
    return {{true, SlowEvent::Kind::kOctets, Front(model.client_rest, cut)}};
  }
  void apply(Model& model) const override {
    Add(model);
    model.client_rest = model.client_rest.substr(Front(model.client_rest, cut).size());
  }
};

struct Answer : Step {
  ResponseShape shape = *OneOfThese<ResponseShape>({std::begin(kFinals), std::end(kFinals)});
  size_t interims = *OneOfThese<size_t>({0, 0, 0, 1, 2});
  bool final = *Sometimes(6) ? false : true;
  size_t cut = *OneOfThese<size_t>({100, 100, 100, 90, 40});
  size_t switching = *InRange<size_t>(0, 7);

  // 101, where nothing is pipelined after the request.
  bool Switches(const Model& model) const {
    return model.held && model.outstanding.size() == 1 && model.outstanding[0] != "CONNECT" && switching < 6;
  }
  std::string Whole(const Model& model) const {
    std::string octets;
    for (size_t i = 0; i < interims; ++i) octets += kInterims[i];
    if (!final) return octets;
    if (Switches(model)) return octets + kSwitches[switching];
    if (model.outstanding[0] == "CONNECT") return octets + (switching < 4 ? kTunnels[switching % 2] : kFinals[9].head);
    return octets + shape.head + (model.outstanding[0] == "HEAD" ? "" : shape.body);
  }
  void checkPreconditions(const Model& model) const override {
    RC_PRE(!model.server_ended && !model.server_over && !model.until_close && model.server_rest.empty() &&
           !model.outstanding.empty());
    RC_PRE(final || interims > 0);
    // The octet that makes a length invalid is not the last of its head.
    RC_PRE(cut == 100 || !shape.faulty);
  }
  std::vector<SlowEvent> Events(const Model& model) const override {
    const std::string whole = Whole(model);
    return {{false, SlowEvent::Kind::kOctets, final ? Front(whole, cut) : whole}};
  }
  void apply(Model& model) const override {
    const std::string whole = Whole(model);
    const std::string method = model.outstanding[0];
    const bool switches = final && (Switches(model) || (method == "CONNECT" && switching < 4));
    Add(model);
    model.bodiless = true;
    if (!final) return;
    model.server_rest = whole.substr(Front(whole, cut).size());
    model.outstanding.pop_front();
    const bool plain = method != "CONNECT" && !switches;
    model.bodiless = method == "HEAD" || (plain && shape.bodiless);
    model.server_over = switches || (plain && shape.faulty && method != "HEAD");
    model.until_close = plain && shape.until_close && method != "HEAD";
    if (switches) model.client_over = true;
    if (model.held && model.outstanding.empty() && model.server_rest.empty()) model.held = false;
  }
};

struct AnswerRest : Step {
  size_t cut = *OneOfThese<size_t>({100, 100, 50});

  void checkPreconditions(const Model& model) const override {
    RC_PRE(!model.server_ended && !model.server_rest.empty());
  }
  std::vector<SlowEvent> Events(const Model& model) const override {
    return {{false, SlowEvent::Kind::kOctets, Front(model.server_rest, cut)}};
  }
  void apply(Model& model) const override {
    Add(model);
    model.server_rest = model.server_rest.substr(Front(model.server_rest, cut).size());
    if (model.held && model.outstanding.empty() && model.server_rest.empty()) model.held = false;
  }
};

// What belongs to no request.
struct Extra : Step {
  std::string octets =
      *OneOfTexts({"\r\n", "\r\n\r\n", "hi", "HTTP/1.1 204 \r\n\r\n", "HTTP/1.1 408 \r\nContent-Length: 0\r\n\r\n",
                   "HTTP/1.1 20", "HTTP/1.1 40", "HTTP/1.1", "HTTP/1.1 103 \r\n\r\n"});

  void checkPreconditions(const Model& model) const override {
    RC_PRE(!model.server_ended && !model.server_over && !model.until_close && model.server_rest.empty());
    RC_PRE(model.outstanding.empty() || (octets == "hi" && model.bodiless));
  }
  std::vector<SlowEvent> Events(const Model&) const override { return {{false, SlowEvent::Kind::kOctets, octets}}; }
  void apply(Model& model) const override {
    Add(model);
    if (octets[0] != '\r') model.server_over = true;
  }
};

struct End : Step {
  bool client = *Sometimes(2);
  SlowEvent::Kind kind = *OneOfThese<SlowEvent::Kind>(
      {SlowEvent::Kind::kHalfClose, SlowEvent::Kind::kClose, SlowEvent::Kind::kReset, SlowEvent::Kind::kOpen});

  void checkPreconditions(const Model& model) const override {
    RC_PRE(!(client ? model.client_ended : model.server_ended));
  }
  std::vector<SlowEvent> Events(const Model&) const override { return {{client, kind, ""}}; }
  void apply(Model& model) const override {
    Add(model);
    if (kind != SlowEvent::Kind::kOpen) (client ? model.client_ended : model.server_ended) = true;
  }
};

LAW(Exchange, IsWhatTheSlowReadingMakesOfAllEvents, ()) {
  ConnectionReader reader;
  rc::state::check(Model(), reader,
                   rc::state::gen::execOneOfWithArgs<Send, Send, SendRest, SendRest, Answer, Answer, Answer, AnswerRest,
                                                     AnswerRest, Extra, End>());
}

// Octets of any kind, each side's in pieces.
LAW(Exchange, IsTheSameForAnySplit, ()) {
  const auto octets = *Repeat<std::string>(
      0, 8,
      OneOfTexts({"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "HEAD / HTTP/1.0\r\n\r\n", "\r\n", "hi", "HTTP/1.1 ",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi",
                  "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", "HTTP/1.1 101 \r\nUpgrade: a\r\n\r\n",
                  "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: a\r\n\r\n", "HTTP/1.1 204 \r\n\r\n",
                  "HTTP/1.1 100 \r\n\r\n", "HTTP/1.0 200 \r\n\r\n",
                  "HTTP/1.1 200 \r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"}));
  ConnectionReader whole;
  ConnectionReader split;
  for (const std::string& piece : octets) {
    const Side side = *Sometimes(2) ? Side::kClient : Side::kServer;
    whole.Add({side, ConnectionEventKind::kOctets, piece, {}});
    for (size_t begin = 0; begin < piece.size();) {
      const size_t size = *InRange<size_t>(1, piece.size() - begin + 1);
      split.Add({side, ConnectionEventKind::kOctets, absl::string_view(piece).substr(begin, size), {}});
      begin += size;
    }
    RC_ASSERT(Text(whole.Finish()) == Text(split.Finish()));
  }
  if (*Sometimes(2)) {
    const Side side = *Sometimes(2) ? Side::kClient : Side::kServer;
    for (ConnectionReader* reader : {&whole, &split}) reader->Add({side, ConnectionEventKind::kClose, "", {}});
  }
  RC_ASSERT(Text(whole.Finish()) == Text(split.Finish()));
}

}  // namespace
}  // namespace plumbline::properties
