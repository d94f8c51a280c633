// What a message has that a refusal may rest on, or for which nobody may refuse it: refusals.def, must_accept.def.
#ifndef PLUMBLINE_ORACLE_FEATURES_H_
#define PLUMBLINE_ORACLE_FEATURES_H_

#include <optional>
#include <string>

#include "oracle/judge.h"
#include "oracle/tables.h"

namespace plumbline::oracle {

// Why a refusal of a message that is valid is what it is.
struct RefusalFound {
  Verdict verdict = Verdict::kConforms;
  Sentence sentence{};
  std::optional<Gap> gap;
  std::string id;  // of the row; may be empty
  std::string text;
};

// Of a valid message that the parser itself refused.
RefusalFound WhyParserRefused(const PermittedMessage& message, uint8_t reader);
// Of a valid request that is answered with a status for which IsRefusal() holds.
RefusalFound WhyAnswered(const PermittedMessage& message, uint8_t reader, int status);

// Whether a reply with this status may be a refusal of the message, and not the answer of a resource.
bool IsRefusal(int status);

bool Has(const PermittedMessage& message, Feature feature);
bool IsChunkedTwice(const PermittedMessage& message);
// Whether the removal of this field is a SHOULD alone: RFC 9110, section 7.6.1.
bool IsStandardHopByHop(const PermittedMessage& message, const std::string& name);
// The clause or rule by which the message is framed.
std::string FramingClauseOf(const PermittedMessage& message);
Sentence FramingSentenceOf(const PermittedMessage& message);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_FEATURES_H_
