// The strict parser's reading of the octets that a model reads: what Classify compares with.
//
// This file stands beside the models, not among them: no model includes it or anything of the
// parser but values.
#ifndef PLUMBLINE_MODELS_STRICT_H_
#define PLUMBLINE_MODELS_STRICT_H_

#include <cstddef>
#include <optional>

#include "models/model.h"
#include "parser/stream.h"

namespace plumbline::models {

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

StrictReading ReadStrictly(const Exchange& exchange);

}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_STRICT_H_
