#include "oracle/divergence/strict.h"

#include <limits>
#include <string>

#include "absl/strings/string_view.h"
#include "reading/interpretation.h"

namespace plumbline::oracle {
namespace {

// Limits are the strict parser's parameter, and no difference of a browser's.
Limits NoLimits() {
  Limits limits;
  for (size_t* limit : {&limits.method, &limits.request_target, &limits.reason_phrase, &limits.field_line,
                        &limits.field_count, &limits.section, &limits.chunk_line}) {
    *limit = Limits::kLargest;
  }
  limits.chunk_ext_total = std::numeric_limits<uint64_t>::max();
  return limits;
}

bool IsInterim(const Message& message) { return message.response.status / 100 == 1 && message.response.status != 101; }

// The lines of `octets` that are whole, read as the head that they would be if no other came. For HEAD no field frames
// a body, and so none can fail to.
std::optional<ResponseHead> ReadLinesSoFar(absl::string_view octets, const Limits& limits) {
  const size_t last = octets.rfind("\r\n");
  if (last == absl::string_view::npos) return std::nullopt;
  const std::string head = std::string(octets.substr(0, last)) + "\r\n\r\n";
  const Result<ResponseHead> result = ParseResponseHead(head, "HEAD", Recipient::kUserAgent, limits);
  if (!result.complete()) return std::nullopt;
  ResponseHead so_far = *result;
  so_far.fields.set_octets(octets);
  so_far.line.reason =
      octets.substr(static_cast<size_t>(result->line.reason.data() - head.data()), result->line.reason.size());
  return so_far;
}

}  // namespace

StrictReading ReadStrictly(const models::Exchange& exchange) {
  StreamOptions options;
  options.recipient = Recipient::kUserAgent;
  options.limits = NoLimits();
  options.end_of_input = exchange.end_of_input;
  options.methods = absl::Span<const absl::string_view>(&exchange.method, 1);
  StrictReading strict;
  strict.interpretation = ParseResponseStream(exchange.octets, options);
  for (const Message& message : strict.interpretation.messages) {
    if (!IsInterim(message)) break;
    ++strict.informational;
    strict.begin = static_cast<size_t>(message.offset + message.size);
  }
  const Result<ResponseHead> head =
      ParseResponseHead(exchange.octets.substr(strict.begin), exchange.method, Recipient::kUserAgent, options.limits);
  if (head.complete() && head->line.status / 100 == 1 && head->line.status != 101) return strict;
  if (head.complete()) {
    strict.head = *head;
    strict.body = strict.begin + head.consumed();
  } else if (strict.interpretation.verdict == Outcome::kNeedMore) {
    strict.head_so_far = ReadLinesSoFar(exchange.octets.substr(strict.begin), options.limits);
  }
  return strict;
}

reading::Reading Normal(const StrictReading& strict) {
  reading::Reading normal = reading::Of(strict.interpretation);
  normal.open.reset();
  if (strict.head && strict.response() == nullptr) normal.open = reading::Of(*strict.head);
  return normal;
}

}  // namespace plumbline::oracle
