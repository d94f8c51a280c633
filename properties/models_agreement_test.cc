// Law: what the strict parser accepts, every model reads the same way, except for named classes: those in which a
// browser misreads valid octets.
//
// A witness for each class shows that it is no empty excuse.
#include "properties/law.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "models/model.h"
#include "parser/stream.h"
#include "properties/generators_basic.h"
#include "properties/generators_message.h"
#include "properties/models_classes.h"
#include "properties/models_support.h"
#include "properties/show.h"
#include "properties/strings.h"

namespace plumbline::properties {
namespace {

using models::Ending;
using models::Model;
using models::Reading;

Reading ReadStrict(const Model& model, const StrictResponse& strict) {
  models::Exchange exchange;
  exchange.octets = strict.octets;
  exchange.method = strict.method;
  exchange.end_of_input = strict.until_close;
  return model.read(exchange);
}

// All values of each name as one, in lower case and without the whitespace of lists.
template <typename Fields>
std::map<std::string, std::string> ByName(const Fields& fields) {
  std::map<std::string, std::string> by_name;
  for (const auto& field : fields) {
    const std::string name = Lower(std::string(field.name));
    const bool again = by_name.count(name) > 0;
    absl::StrAppend(&by_name[name], again ? ", " : "", field.value);
  }
  return by_name;
}

// The aspects in which the reading is another.
unsigned Differences(const StrictResponse& strict, const Reading& reading) {
  const Message& message = strict.message;
  if (reading.ending != Ending::kComplete) return kOtherResponse;
  unsigned differences = 0;
  const models::Head& head = *reading.head;
  const bool http11 = message.response.version.minor > 0;
  if (head.status != message.response.status || head.version.major != 1 || head.version.minor != (http11 ? 1 : 0) ||
      Trim(head.reason) != Trim(std::string(message.response.reason)) || !reading.informational.empty()) {
    differences |= kOtherResponse;
  }
  if (ByName(head.fields) != ByName(message.fields)) differences |= kOtherFields;
  if (reading.framing != message.framing.kind || reading.length != message.framing.length ||
      reading.body != message.body || reading.consumed != message.size) {
    differences |= kOtherFraming;
  }
  if (reading.persists != message.persistence.persists) differences |= kOtherPersistence;
  return differences;
}

std::string ShowDifference(const Model& model, const StrictResponse& strict, const Reading& reading) {
  return absl::StrCat(model.name, " reads ", Escape(strict.octets), " to ", strict.method, " as\n", Text(reading),
                      "and the strict parser as\n", Text(strict.message));
}

LAW(ModelAgreement, ValidResponsesAreReadAsTheyAreMeant, ()) {
  const MessageSample sample = *AnyFinalResponse(Lasts::kAnyhow);
  const std::vector<StrictResponse> all = ReadStrictly(sample.octets, sample.method, sample.until_close);
  RC_ASSERT(all.size() == 1u);
  const StrictResponse& strict = all[0];
  for (const Model& model : models::Models()) {
    if (!model.knows_persistence) continue;  // Safari: most is not known
    const Reading reading = ReadStrict(model, strict);
    unsigned differences = Differences(strict, reading);
    for (const MisreadClass& one : MisreadClasses()) {
      if (one.may_apply(model, strict)) differences &= ~one.aspects;
    }
    if (differences == 0) continue;
    RC_LOG() << differences << ": " << ShowDifference(model, strict, reading);
    RC_ASSERT(differences == 0);
  }
}

TEST(ModelAgreement, EveryClassHasAWitness) {
  for (const MisreadClass& one : MisreadClasses()) {
    SCOPED_TRACE(one.name);
    const Model* model = models::FindModel(one.model);
    ASSERT_NE(model, nullptr);
    // Where the body goes on until the close, the witness ends with it.
    std::vector<StrictResponse> all = ReadStrictly(one.witness, one.method, false);
    if (all.empty()) all = ReadStrictly(one.witness, one.method, true);
    ASSERT_EQ(all.size(), 1u) << "not valid";
    EXPECT_TRUE(one.may_apply(*model, all[0]));
    const Reading reading = ReadStrict(*model, all[0]);
    EXPECT_NE(Differences(all[0], reading) & one.aspects, 0u) << ShowDifference(*model, all[0], reading);
  }
}

// What Safari is known to read of valid responses, it reads as they are meant.
LAW(ModelAgreement, SafariReadsPlainResponses, ()) {
  const std::string body = *AnyOctets(0, 20);
  const std::string status = *OneOfTexts({"200", "404", "299", "500"});
  const bool until_close = *Sometimes(2);
  const std::string length = until_close ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n";
  const std::string octets = "HTTP/1.1 " + status + " OK\r\nX: " + *FieldContent() + "\r\n" + length + "\r\n" + body;
  const std::vector<StrictResponse> all = ReadStrictly(octets, "GET", until_close);
  RC_ASSERT(all.size() == 1u);
  const Model& safari = *models::FindModel("safari");
  RC_ASSERT((Differences(all[0], ReadStrict(safari, all[0])) & ~kOtherPersistence) == 0u);
}

}  // namespace
}  // namespace plumbline::properties
