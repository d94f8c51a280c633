// What the targets of the models share: the exchange that an input implies, the law, and how often each class of
// divergence occurred.
#ifndef PLUMBLINE_FUZZ_SUPPORT_MODELS_H_
#define PLUMBLINE_FUZZ_SUPPORT_MODELS_H_

#include <cstddef>
#include <vector>

#include "fuzz/support.h"
#include "models/model.h"

namespace plumbline::fuzz {

// What a browser knows besides the octets, chosen by the octets.
struct ExchangeChoices {
  explicit ExchangeChoices(const Input& input);
  ExchangeChoices(const ExchangeChoices&) = delete;  // exchange.reads views reads_
  ExchangeChoices& operator=(const ExchangeChoices&) = delete;

  models::Exchange exchange;

 private:
  std::vector<size_t> reads_;
};

// The model agrees with the strict parser, or the divergence has a name (oracle/divergence/divergence.h). Counts the
// classes, and prints the counts when the process ends, one line per class, if it had thousands of inputs.
void CheckModel(const models::Model& model, const Input& input);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_MODELS_H_
