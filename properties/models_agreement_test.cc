// Laws of the divergence classes (models/divergence.def). What the strict parser accepts, every model reads the same
// way, except for named classes: those in which a browser misreads or refuses valid octets. And whatever the octets,
// no reading is unexplained: where a model takes for a response what is none, a class says which behaviour it is.
//
// corpus/divergences/ has witnesses, which show that no class is an empty excuse.
#include "properties/law.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "models/divergence.h"
#include "models/model.h"
#include "models/strict.h"
#include "properties/generators_basic.h"
#include "properties/generators_exchange.h"
#include "properties/generators_message.h"
#include "properties/models_support.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

using models::Classification;
using models::Classify;
using models::Exchange;
using models::Model;
using models::Reading;
using models::ReadStrictly;
using models::StrictReading;
using Verdict = Classification::Verdict;

std::string Show(const Model& model, const Exchange& exchange, const StrictReading& strict, const Reading& reading,
                 const Classification& found) {
  return absl::StrCat(model.name, " reads ", Escape(std::string(exchange.octets)), " to ",
                      std::string(exchange.method), " as\n", Text(reading), "and the strict parser as\n",
                      Text(strict.interpretation), "differs ", found.differs, "\n");
}

void CheckExplained(const Exchange& exchange, const StrictReading& strict) {
  for (const Model& model : models::Models()) {
    const Reading reading = model.read(exchange);
    const Classification found = Classify(model, exchange, strict, reading);
    if (found.verdict != Verdict::kUnexplained) continue;
    RC_LOG() << Show(model, exchange, strict, reading, found);
    RC_FAIL("unexplained");
  }
}

LAW(ModelAgreement, ValidResponsesAreReadAsTheyAreMeant, ()) {
  const MessageSample sample = *AnyFinalResponse(Lasts::kAnyhow);
  Exchange exchange;
  exchange.octets = sample.octets;
  exchange.method = sample.method;
  exchange.end_of_input = sample.until_close;
  const StrictReading strict = ReadStrictly(exchange);
  RC_ASSERT(strict.interpretation.verdict == Outcome::kComplete);
  RC_ASSERT(strict.response() != nullptr);
  CheckExplained(exchange, strict);
}

LAW(ModelAgreement, AnyReadingIsExplained, ()) {
  const ExchangeSample sample = *AnyExchange();
  const Exchange exchange = sample.Get();
  CheckExplained(exchange, ReadStrictly(exchange));
}

// What Safari is known to read of valid responses, it reads as they are meant.
LAW(ModelAgreement, SafariReadsPlainResponses, ()) {
  const std::string body = *AnyOctets(0, 20);
  const std::string status = *OneOfTexts({"200", "404", "299", "500"});
  const bool until_close = *Sometimes(2);
  const std::string length = until_close ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n";
  const std::string octets = "HTTP/1.1 " + status + " OK\r\nX: " + *FieldContent() + "\r\n" + length + "\r\n" + body;
  Exchange exchange;
  exchange.octets = octets;
  exchange.end_of_input = until_close;
  const Model& safari = *models::FindModel("safari");
  const Classification found = Classify(safari, exchange, ReadStrictly(exchange), safari.read(exchange));
  RC_ASSERT(found.verdict == Verdict::kAgrees);
}

}  // namespace
}  // namespace plumbline::properties
