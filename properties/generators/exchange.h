// Exchanges for models/: responses that are valid, that were, and what never was one, with everything else that a
// browser knows of them.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_EXCHANGE_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_EXCHANGE_H_

#include <rapidcheck.h>

#include <cstddef>
#include <string>
#include <vector>

#include "models/model.h"

namespace plumbline::properties {

struct ExchangeSample {
  std::string octets;
  std::string method = "GET";
  std::vector<size_t> reads;
  bool https = false;
  bool default_port = false;
  bool reused = false;
  bool after_no_content = false;
  bool end_of_input = false;

  // Its views point into this sample.
  models::Exchange Get() const;
};
void showValue(const ExchangeSample& sample, std::ostream& os);

rc::Gen<ExchangeSample> AnyExchange();

// Octets as a careless server may send them: lines, numbers and words in all the shapes that some browser takes.
rc::Gen<std::string> CarelessResponse();

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_EXCHANGE_H_
