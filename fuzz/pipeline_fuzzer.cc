// The law: messages of one connection do not change each other's meaning. Behind another message, octets have the same
// messages, verdict, clause and places, shifted; and a stream that is complete and persists can come twice.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/support.h"
#include "fuzz/support_canonical.h"
#include "fuzz/support_stream.h"

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
    const std::string difference = Difference(alone.messages[i], both.messages[i + before]);
    PLUMBLINE_LAW(input, difference.empty(), ("a message before changes no " + difference).c_str());
  }
}

void CheckPipeline(MessageKind kind, const Input& input) {
  const StreamChoices choices(kind, input);
  const Interpretation alone = ParseStream(kind, input, choices.options);

  const bool request = kind == MessageKind::kRequest;
  const std::string first =
      request ? "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx" : "HTTP/1.1 204 \r\n\r\n";
  StreamOptions options = choices.options;
  std::vector<absl::string_view> methods = {"GET"};
  if (options.methods) {
    methods.insert(methods.end(), options.methods->begin(), options.methods->end());
    options.methods = methods;
  }
  const Octets behind(first + std::string(input.view()));
  CheckShifted(input, alone, ParseStream(kind, behind, options), 1, first.size());

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
