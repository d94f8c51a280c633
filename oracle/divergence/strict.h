// The strict parser's reading of the octets that a model reads: what Classify compares with.
//
// No model includes it, or anything of the parser but values.
#ifndef PLUMBLINE_ORACLE_DIVERGENCE_STRICT_H_
#define PLUMBLINE_ORACLE_DIVERGENCE_STRICT_H_

#include <cstddef>
#include <optional>

#include "models/model.h"
#include "parser/stream.h"
#include "reading/reading.h"

namespace plumbline::oracle {

// What the standard makes of an exchange. Its views point into the exchange's octets.
struct StrictReading {
  Interpretation interpretation;  // of one request's answer; no limits
  size_t informational = 0;       // interim responses: the first of interpretation.messages
  size_t begin = 0;               // where the response after them begins
  // Its head, if that is complete and valid, whatever follows; and where its body begins.
  std::optional<ResponseHead> head;
  size_t body = 0;
  // Where the octets end inside the head, its status line and the field lines that have come: no framing.
  std::optional<ResponseHead> head_so_far;
  // The response as a whole, if it is complete; null else. Octets after it may have been rejected
  // all the same.
  const Message* response() const {
    return interpretation.messages.size() > informational ? &interpretation.messages.back() : nullptr;
  }
};

StrictReading ReadStrictly(const models::Exchange& exchange);

// In the form that all recipients share: the final response is whole, or open where its head alone is known.
reading::Reading Normal(const StrictReading& strict);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_DIVERGENCE_STRICT_H_
