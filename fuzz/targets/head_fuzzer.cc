// The law: a head is the head of its stream, whoever reads it. ParseRequestHead and ParseResponseHead give the outcome,
// the error and the values that the decoder gives for the first message; every recipient gets the same head and the
// same framing; and persistence differs between recipients only where RFC 9112, section 9.3, item 3 speaks of proxies.

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/support.h"
#include "fuzz/support_show.h"
#include "parser/decoder.h"
#include "parser/serialize.h"
#include "parser/stream.h"

namespace plumbline::fuzz {
namespace {

// Start-line, field lines and framing, without the persistence.
template <typename Line>
std::string ShowHead(const Line& line, const FieldSection& fields, const Framing& framing) {
  std::string out;
  Serialize(line, out);
  for (const FieldLine field : fields) out += "\n" + Show(field);
  for (const uint64_t number : {uint64_t{framing.rule}, static_cast<uint64_t>(framing.kind), framing.length}) {
    out += "\n" + std::to_string(number);
  }
  return out;
}

template <typename Head>
void CheckHead(const Input& input, const Result<Head>& head, const Result<Head>& other, MessageKind kind,
               absl::string_view method) {
  Decoder decoder({kind});
  decoder.AddRequest(method);
  const Step step = decoder.Next(input);
  const bool error = head.outcome() == Outcome::kError;
  PLUMBLINE_LAW(input, head.complete() == (step.event == Event::kHead), "a head is complete if its stream has one");
  PLUMBLINE_LAW(input, error == (step.event == Event::kError), "a head is rejected if its stream is");
  PLUMBLINE_LAW(input, !error || head.error() == decoder.error(), "a head has the error of its stream");
  PLUMBLINE_LAW(input, head.outcome() == other.outcome(), "9112: the grammar is the same for every recipient");
  PLUMBLINE_LAW(input, !error || head.error() == other.error(), "9112: the grammar is the same for every recipient");
  if (!head.complete()) return;
  PLUMBLINE_LAW(input, head.consumed() == step.consumed, "a head has the size that its stream says");
  const std::string shown = ShowHead(head->line, head->fields, head->framing);
  const std::string decoded = kind == MessageKind::kRequest
                                  ? ShowHead(decoder.request_line(), decoder.fields(), decoder.framing())
                                  : ShowHead(decoder.status_line(), decoder.fields(), decoder.framing());
  PLUMBLINE_LAW(input, shown == decoded, "a head has the values that its stream has");
  PLUMBLINE_LAW(input, shown == ShowHead(other->line, other->fields, other->framing), "the same for every recipient");
  PLUMBLINE_LAW(input, head->persistence.rule == decoder.persistence().rule, "9112-9.3: the rule that decides");
  const bool item3 = kind == MessageKind::kRequest && head->persistence.rule == PersistenceRule::kHttp10KeepAlive;
  PLUMBLINE_LAW(input, (head->persistence.rule == other->persistence.rule) == !item3, "9112-9.3, item 3: proxies");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline;  // NOLINT: the target's own scope
  const fuzz::Input input(data, size);
  const Result<RequestHead> request = ParseRequestHead(input);
  const Result<RequestHead> proxied = ParseRequestHead(input, Recipient::kIntermediary);
  fuzz::CheckHead(input, request, proxied, MessageKind::kRequest, "GET");
  for (const absl::string_view method : {"GET", "HEAD", "CONNECT"}) {
    const Result<ResponseHead> response = ParseResponseHead(input, method);
    const Result<ResponseHead> forwarded = ParseResponseHead(input, method, Recipient::kIntermediary);
    fuzz::CheckHead(input, response, forwarded, MessageKind::kResponse, method);
  }
  return 0;
}
