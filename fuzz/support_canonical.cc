#include "fuzz/support_canonical.h"

#include "absl/types/span.h"
#include "fuzz/support.h"
#include "parser/serialize.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

void AppendMessage(const Message& message, std::string& out) {
  if (message.kind == MessageKind::kRequest) {
    Serialize(message.request, out);
  } else {
    Serialize(message.response, out);
  }
  out += "\r\n";
  Serialize(absl::MakeConstSpan(message.fields), out);
  out += "\r\n";
  if (message.framing.kind != FramingKind::kChunked) {
    out += message.body;
    return;
  }
  if (!message.body.empty()) SerializeChunk(message.body, "", out);
  SerializeLastChunk(absl::MakeConstSpan(message.trailers), out);
}

}  // namespace

std::string Canonical(const Interpretation& interpretation) {
  std::string out;
  for (const Message& message : interpretation.messages) AppendMessage(message, out);
  return out;
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
