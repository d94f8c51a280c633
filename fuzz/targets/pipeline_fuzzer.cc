// The law: messages of one connection do not change each other's meaning. After another message, octets have the same
// messages, verdict, clause and places, shifted; and a stream that is complete and persists can come twice.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/support.h"
#include "fuzz/support_stream.h"
#include "witness/difference.h"

namespace plumbline::fuzz {
namespace {

// `both` is the interpretation of `shift` octets, which have `before` messages, and the octets of `alone`.
void CheckShifted(const Input& input, const Interpretation& alone, const Interpretation& both, size_t before,
                  size_t shift) {
  ParseError shifted = alone.error;
  shifted.offset += shift;
  shifted.place += shift;
  const bool error = alone.verdict == Outcome::kError;
  PLUMBLINE_LAW(input, both.verdict == alone.verdict || input.size() == 0, "a message before changes no verdict");
  PLUMBLINE_LAW(input, !error || both.error == shifted, "a message before shifts an error");
  PLUMBLINE_LAW(input, both.consumed == alone.consumed + shift, "a message before shifts what is consumed");
  PLUMBLINE_LAW(input, both.tunnel == alone.tunnel, "a message before opens no tunnel");
  PLUMBLINE_LAW(input, both.messages.size() == alone.messages.size() + before, "a message before hides no message");
  for (size_t i = 0; i < alone.messages.size(); ++i) {
    const std::string difference = witness::Difference(alone.messages[i], both.messages[i + before]);
    PLUMBLINE_LAW(input, difference.empty(), ("a message before changes no " + difference).c_str());
  }
}

// A message that has something which the next one must not inherit; within the tight limits.
std::string FirstMessage(MessageKind kind, const Input& input, const StreamOptions& options) {
  Choices choices(input);
  for (int used = 0; used < 3; ++used) choices.Below(1);  // by StreamChoices
  const std::string chunked = "Transfer-Encoding: chunked\r\n\r\n1;a=bc\r\nx\r\n0;d\r\nT: 1\r\n\r\n";
  const size_t choice = choices.Below(3);
  if (kind == MessageKind::kResponse) {
    if (choice == 0) return "HTTP/1.1 200 \r\n" + chunked;
    if (choice == 1) return "HTTP/1.0 200 \r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx";
    return "HTTP/1.1 204 \r\n\r\n";
  }
  if (choice == 0) return "PUT / HTTP/1.1\r\nHost: a\r\n" + chunked;
  // Of HTTP/1.0 an intermediary does not keep the connection.
  const std::string version = options.recipient == Recipient::kIntermediary ? "HTTP/1.1" : "HTTP/1.0";
  if (choice == 1) return "GET / " + version + "\r\nHost: a\r\nConnection: keep-alive, upgrade\r\n\r\n";
  return "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
}

void CheckPipeline(MessageKind kind, const Input& input) {
  const StreamChoices choices(kind, input);
  const Interpretation alone = ParseStream(kind, input, choices.options);

  const std::string first = FirstMessage(kind, input, choices.options);
  StreamOptions options = choices.options;
  std::vector<absl::string_view> methods = {"GET"};
  if (options.methods) {
    methods.insert(methods.end(), options.methods->begin(), options.methods->end());
    options.methods = methods;
  }
  const Octets after(first + std::string(input.view()));
  CheckShifted(input, alone, ParseStream(kind, after, options), 1, first.size());

  if (alone.verdict != Outcome::kComplete || alone.tunnel || input.size() == 0) return;
  if (!alone.messages.back().persistence.persists || options.methods) return;
  const Octets twice(std::string(input.view()) + std::string(input.view()));
  CheckShifted(input, alone, ParseStream(kind, twice, options), alone.messages.size(), input.size());
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const plumbline::fuzz::Input input(data, size);
  plumbline::fuzz::CheckPipeline(plumbline::MessageKind::kRequest, input);
  plumbline::fuzz::CheckPipeline(plumbline::MessageKind::kResponse, input);
  return 0;
}
