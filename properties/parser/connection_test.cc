// Law: a persistent connection, request by request. Whatever the client asks and the server answers
// in whatever order and pieces, each final response is read as the answer to the oldest unanswered
// request (RFC 9112, section 9.2), interim ones as part of that answer, and octets without a
// request are rejected at the first. Further requests may be sent at any time, also while an answer
// is read.
//
// A stateful test: the model is a queue of methods.
#include "properties/law.h"

#include <rapidcheck/state.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <string>

#include "parser/decoder.h"
#include "properties/generators/basic.h"
#include "properties/generators/sample.h"

namespace plumbline::properties {
namespace {

struct Model {
  std::deque<std::string> outstanding;
  bool asked = false;  // a request was announced; responses before that answer a GET each
  bool over = false;
};

struct Connection {
  Decoder decoder{{MessageKind::kResponse}};
  std::string data;      // of the events since it was cleared
  std::string trailers;  // of the last kTrailers

  // The next event but kNeedMore over these octets, which come in pieces.
  Event Next(std::string& octets, size_t piece) {
    for (size_t end = 0;;) {
      end = std::min(end + piece, octets.size());
      const ExactCopy copy(absl::string_view(octets).substr(0, end));
      const Step step = decoder.Next(copy.view());
      octets.erase(0, step.consumed);
      end -= step.consumed;
      if (step.event == Event::kData) data.append(step.data.data(), step.data.size());
      if (step.event == Event::kTrailers) trailers = Text(decoder.trailers());
      if (step.event != Event::kNeedMore || end == octets.size()) return step.event;
    }
  }
};

using Command = rc::state::Command<Model, Connection>;

// One request, or so many at once that their methods are no longer held inline.
struct Ask : Command {
  std::string method = *OneOfTexts({"GET", "HEAD", "POST", "head", "CONNECT"});
  size_t count = *OneOfThese<size_t>({1, 1, 1, 2, 15, 17});

  void checkPreconditions(const Model& model) const override { RC_PRE(!model.over); }
  void apply(Model& model) const override {
    model.outstanding.insert(model.outstanding.end(), count, method);
    model.asked = true;
  }
  void run(const Model&, Connection& connection) const override {
    for (size_t i = 0; i < count; ++i) connection.decoder.AddRequest(method);
  }
  void show(std::ostream& os) const override { os << "ask " << method << " times " << count; }
};

// An answer and how it is framed: its octets, the rule of section 6.3, its trailer section.
struct Shape {
  const char* head;
  const char* body;
  int rule;
  const char* trailers;
};
constexpr Shape kShapes[] = {
    {"200 OK\r\nContent-Length: 3\r\n\r\n", "abc", 6, nullptr},
    {"200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "2;a=b\r\nab\r\n1 ;c\r\nc\r\n0;d\r\nT: 1\r\nU: 2\r\n\r\n", 4,
     "T1U2"},
    {"404 No\r\nTransfer-Encoding: chunked\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n", 4, ""},
    {"204 No Content\r\n\r\n", "", 1, nullptr},
    {"304 Not Modified\r\nContent-Length: 3\r\n\r\n", "", 1, nullptr},
};

struct Answer : Command {
  int interim = *OneOfThese<int>({0, 0, 0, 1, 2, 20});
  Shape shape = *OneOfThese<Shape>({std::begin(kShapes), std::end(kShapes)});
  std::string late = *OneOfTexts({"", "", "GET", "HEAD"});  // asked while this answer is read
  size_t piece = *OneOfThese<size_t>({100, 1, 3, 20});

  void checkPreconditions(const Model& model) const override {
    RC_PRE(!model.over && (!model.asked || !model.outstanding.empty()));
  }
  void apply(Model& model) const override {
    if (!model.asked) return;
    model.outstanding.pop_front();
    if (!late.empty()) model.outstanding.push_back(late);
  }
  void run(const Model& model, Connection& connection) const override {
    const std::string method = model.asked ? model.outstanding.front() : "GET";
    Decoder& decoder = connection.decoder;
    std::string octets;
    for (int i = 0; i < interim; ++i) octets += "HTTP/1.1 103 \r\n\r\n";
    // A 2xx to CONNECT would be a tunnel.
    const Shape& answer = method == "CONNECT" ? kShapes[2] : shape;
    octets += std::string("HTTP/1.1 ") + answer.head;
    if (method != "HEAD") octets += answer.body;
    for (int i = 0; i < interim; ++i) {
      RC_ASSERT(connection.Next(octets, piece) == Event::kHead);
      RC_ASSERT(connection.Next(octets, piece) == Event::kMessageEnd);
      RC_ASSERT(decoder.awaiting_final_response());
    }
    const bool asks = model.asked && !late.empty();
    if (asks && interim > 0) decoder.AddRequest(late);
    RC_ASSERT(connection.Next(octets, piece) == Event::kHead);
    if (asks && interim == 0) decoder.AddRequest(late);
    RC_ASSERT(static_cast<int>(decoder.framing().rule) == (method == "HEAD" ? 1 : answer.rule));
    CheckBody(connection, octets, method == "HEAD" ? nullptr : answer.trailers, method == "HEAD" || answer.rule == 1);
    RC_ASSERT(octets.empty());
    RC_ASSERT(decoder.at_message_boundary());
    RC_ASSERT(!decoder.awaiting_final_response());
  }
  void CheckBody(Connection& connection, std::string& octets, const char* trailers, bool none) const {
    connection.data.clear();
    connection.trailers.clear();
    Event event = connection.Next(octets, piece);
    while (event == Event::kData || event == Event::kChunk || event == Event::kTrailers)
      event = connection.Next(octets, piece);
    RC_ASSERT(event == Event::kMessageEnd);
    RC_ASSERT(connection.data == (none ? "" : "abc"));
    std::string names;  // and values, of the trailer section's text
    for (const char c : connection.trailers) {
      if (isalnum(static_cast<unsigned char>(c)) != 0) names += c;
    }
    RC_ASSERT(names == (trailers == nullptr ? "" : trailers));
  }
  void show(std::ostream& os) const override {
    os << interim << " interim and a final answer " << shape.head << " by " << piece
       << (late.empty() ? "" : ", and ask ") << late;
  }
};

struct Unasked : Command {
  void checkPreconditions(const Model& model) const override {
    RC_PRE(!model.over && model.asked && model.outstanding.empty());
  }
  void apply(Model& model) const override { model.over = true; }
  void run(const Model&, Connection& connection) const override {
    const uint64_t position = connection.decoder.position();
    std::string octets = "HTTP/1.1 200 OK\r\n";
    RC_ASSERT(connection.Next(octets, 1) == Event::kError);
    RC_ASSERT(Text(connection.decoder.error()) == Text(ParseError{Clause::kNoOutstandingRequest, position, position}));
  }
  void show(std::ostream& os) const override { os << "octets without a request"; }
};

LAW(ConnectionLaw, AnswersInTheOrderAsked, ()) {
  Connection connection;
  rc::state::check(Model(), connection, rc::state::gen::execOneOfWithArgs<Ask, Answer, Answer, Ask, Unasked>());
}

}  // namespace
}  // namespace plumbline::properties
