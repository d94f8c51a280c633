// Streams that were valid and are no longer, or not necessarily: for laws that hold for any octets.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_MUTATION_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_MUTATION_H_

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "properties/generators/message.h"
#include "properties/parser/delivery.h"

namespace plumbline::properties {

// Octets with what a decoder has to be told about them.
struct Input {
  std::string octets;
  DeliveryOptions options;
};
void showValue(const Input& input, std::ostream& os);

Input ToInput(const StreamSample& stream);

// A valid stream as it is.
rc::Gen<Input> ValidInput();
// A valid stream in which a few octets were replaced, inserted or taken out, or lines doubled or
// swapped.
rc::Gen<Input> MutatedInput();
// The octets are put together from the words of the protocol.
rc::Gen<Input> WordsInput();
// Any of these.
rc::Gen<Input> AnyInput();

// The texts with up to three octets replaced, inserted or taken out, rather for such as stand in
// `alphabet`.
rc::Gen<std::string> MutatedText(rc::Gen<std::string> text, std::string alphabet);

// Ascending offsets within `size` octets.
rc::Gen<std::vector<size_t>> Cuts(size_t size);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_MUTATION_H_
