#include "witness/exchange_text.h"

#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {

std::string Text(const SlowConnection& connection) {
  ConnectionText text;
  const auto add = [&](absl::string_view lead, const SlowSpan& span) {
    const bool error = span.has_head && span.recount.error.has_value();
    ConnectionText::OfMessage of{span.begin, {}, error, {}, span.recount.persistence};
    if (span.complete) of.end = span.end;
    if (span.has_head && !error) of.framing = span.recount.framing;
    text.Message(lead, of);
  };
  for (size_t i = 0; i < connection.exchanges().size(); ++i) {
    const SlowExchange& exchange = connection.exchanges()[i];
    add("request", exchange.request);
    for (const SlowSpan& interim : exchange.interim) add("  interim", interim);
    if (exchange.final) add("  final", *exchange.final);
    text.Decision(connection.Decision(exchange), connection.Retry(i));
  }
  for (const SlowSentence& one : connection.found()) text.Found(one.id, one.exchange, one.of_client, one.offset);
  return text.Finish();
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
