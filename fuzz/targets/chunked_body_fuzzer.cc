// The law: a chunked body is what its chunk-size lines say. The parser and a naive reading agree on content, trailers,
// size, and whether it is all there; what follows the body changes nothing; the chunk extensions are extensions by
// themselves; in a request the body means the same, error and all; and one canonical chunk with the same trailers has
// the same content.

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/types/span.h"
#include "fuzz/support.h"
#include "fuzz/support_error.h"
#include "fuzz/support_grammar.h"
#include "fuzz/support_values.h"
#include "parser/chunked.h"
#include "parser/serialize.h"
#include "parser/stream.h"
#include "witness/recount.h"

namespace plumbline::fuzz {
namespace {

void CheckInRequest(const Input& input, const Result<ChunkedBody>& body) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
  const size_t size = body.complete() ? body.consumed() : input.size();
  const Octets request(head + std::string(input.view().substr(0, size)));
  const Interpretation stream = ParseRequestStream(request);
  PLUMBLINE_LAW(input, stream.verdict == body.outcome(), "a body has the same outcome in a request");
  if (body.outcome() == Outcome::kError) {
    ParseError shifted = body.error();
    shifted.offset += head.size();
    shifted.place += head.size();
    PLUMBLINE_LAW(input, stream.error == shifted, "a body has the same error in a request");
  }
  if (!body.complete()) return;
  PLUMBLINE_LAW(input, stream.messages[0].body == body->content, "a body has the same content in a request");
  PLUMBLINE_LAW(input, witness::SameLines(stream.messages[0].trailers, body->trailers), "and the same trailers");
}

void CheckCanonicalBody(const Input& input, const ChunkedBody& body) {
  std::string canonical;
  if (!body.content.empty()) SerializeChunk(body.content, "", canonical);
  SerializeLastChunk(absl::MakeConstSpan(body.trailers), canonical);
  const Octets octets(canonical);
  const Result<ChunkedBody> again = ParseChunkedBody(octets, WideLimits());
  PLUMBLINE_LAW(input, again.complete() && again.consumed() == octets.size(), "canonical octets are accepted");
  PLUMBLINE_LAW(input, again->content == body.content, "canonical octets have the same content");
  PLUMBLINE_LAW(input, witness::SameLines(again->trailers, body.trailers), "canonical octets have the same trailers");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline;  // NOLINT: the target's own scope
  const fuzz::Input input(data, size);
  const Result<ChunkedBody> body = ParseChunkedBody(input);
  fuzz::CheckInRequest(input, body);
  if (body.outcome() == Outcome::kError) {
    fuzz::CheckError(input, body.error());
    return 0;
  }
  const witness::RecountedBody recount = witness::RecountChunked(input);
  PLUMBLINE_LAW(input, !recount.overflow, "9112-7.1: a chunk-size that 64 bits do not hold is rejected");
  PLUMBLINE_LAW(input, body.complete() == recount.whole, "9112-7.1: the body is complete where it ends");
  if (!body.complete()) return 0;
  PLUMBLINE_LAW(input, body->content == recount.content, "9112-7.1: the content is the chunk data");
  PLUMBLINE_LAW(input, body.consumed() == recount.size, "9112-7.1: the body ends at the empty line");
  PLUMBLINE_LAW(input, witness::SameLines(body->trailers, recount.trailers), "9112-7.1.2: the trailers");
  PLUMBLINE_LAW(input, !body->chunk_exts.empty(), "9112-7.1: there is a last chunk");
  for (const absl::string_view ext : body->chunk_exts) {
    PLUMBLINE_LAW(input, fuzz::PointsInto(ext, input), "views point into the caller's octets");
    const auto parsed = fuzz::CheckProduction(fuzz::Octets(ext), ParseChunkExt);
    PLUMBLINE_LAW(input, parsed.complete() && fuzz::IsChunkExt(ext), "9112-7.1.1: a chunk's extensions are chunk-ext");
  }
  const fuzz::Octets alone(input.view().substr(0, body.consumed()));
  const Result<ChunkedBody> again = ParseChunkedBody(alone);
  PLUMBLINE_LAW(input, again.complete() && again.consumed() == alone.size(), "what follows the body changes nothing");
  fuzz::CheckCanonicalBody(input, *body);
  return 0;
}
