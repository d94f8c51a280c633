// Law: a persistent connection, request by request. Whatever the client asks and the server answers
// in whatever order and pieces, each final response is read as the answer to the oldest unanswered
// request (RFC 9112, section 9.2), interim ones as part of that answer, and octets without a
// request are rejected at the first.
//
// A stateful test: the model is a queue of methods.
#include "properties/law.h"

#include <rapidcheck/state.h>

#include <deque>
#include <string>

#include "parser/decoder.h"
#include "properties/generators_basic.h"
#include "properties/sample.h"

namespace plumbline::properties {
namespace {

struct Model {
  std::deque<std::string> outstanding;
  bool asked = false;  // a request was announced; responses before that answer a GET each
  bool over = false;
};

struct Connection {
  Decoder decoder{{MessageKind::kResponse}};

  // The next event but kNeedMore over these octets, which come in pieces.
  Event Next(std::string& octets, size_t piece) {
    for (size_t end = std::min(piece, octets.size());; end = std::min(end + piece, octets.size())) {
      const ExactCopy copy(absl::string_view(octets).substr(0, end));
      const Step step = decoder.Next(copy.view());
      if (step.event == Event::kNeedMore && end < octets.size()) continue;
      octets.erase(0, step.consumed);
      return step.event;
    }
  }
};

using Command = rc::state::Command<Model, Connection>;

struct Ask : Command {
  std::string method = *OneOfTexts({"GET", "HEAD", "POST", "head"});

  void checkPreconditions(const Model& model) const override {
    RC_PRE(!model.over);
  }
  void apply(Model& model) const override {
    model.outstanding.push_back(method);
    model.asked = true;
  }
  void run(const Model&, Connection& connection) const override {
    connection.decoder.AddRequest(method);
  }
  void show(std::ostream& os) const override { os << "ask " << method; }
};

struct Answer : Command {
  bool interim = *Sometimes(4);
  size_t piece = *OneOfThese<size_t>({100, 1, 3, 20});

  void checkPreconditions(const Model& model) const override {
    RC_PRE(!model.over && (!model.asked || !model.outstanding.empty()));
  }
  void apply(Model& model) const override {
    if (model.asked) model.outstanding.pop_front();
  }
  void run(const Model& model, Connection& connection) const override {
    const bool head = model.asked && model.outstanding.front() == "HEAD";
    std::string octets = interim ? "HTTP/1.1 103 \r\n\r\n" : "";
    octets += "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
    if (!head) octets += "abc";
    if (interim) {
      RC_ASSERT(connection.Next(octets, piece) == Event::kHead);
      RC_ASSERT(connection.Next(octets, piece) == Event::kMessageEnd);
      RC_ASSERT(connection.decoder.awaiting_final_response());
    }
    RC_ASSERT(connection.Next(octets, piece) == Event::kHead);
    RC_ASSERT(static_cast<int>(connection.decoder.framing().rule) == (head ? 1 : 6));
    Event event = connection.Next(octets, piece);
    while (event == Event::kData) event = connection.Next(octets, piece);
    RC_ASSERT(event == Event::kMessageEnd);
    RC_ASSERT(octets.empty());
    RC_ASSERT(connection.decoder.at_message_boundary());
    RC_ASSERT(!connection.decoder.awaiting_final_response());
  }
  void show(std::ostream& os) const override {
    os << (interim ? "interim and final " : "") << "answer by " << piece;
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
    RC_ASSERT(Text(connection.decoder.error()) ==
              Text(ParseError{Clause::kNoOutstandingRequest, position, position}));
  }
  void show(std::ostream& os) const override { os << "octets without a request"; }
};

LAW(ConnectionLaw, AnswersInTheOrderAsked, ()) {
  Connection connection;
  rc::state::check(Model(), connection,
                   rc::state::gen::execOneOfWithArgs<Ask, Answer, Answer, Ask, Unasked>());
}

}  // namespace
}  // namespace plumbline::properties
