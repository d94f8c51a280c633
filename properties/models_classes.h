// The classes of valid responses that a browser misreads, seen from the strict reading alone. docs/models.md lists
// them.
#ifndef PLUMBLINE_PROPERTIES_MODELS_CLASSES_H_
#define PLUMBLINE_PROPERTIES_MODELS_CLASSES_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "models/model.h"
#include "parser/stream.h"

namespace plumbline::properties {

// What a reading can get wrong.
enum Misread : unsigned {
  kOtherResponse = 1,  // there is none, or it is another
  kOtherFields = 2,
  kOtherFraming = 4,  // with the body, and where the response ends
  kOtherPersistence = 8,
  kOtherInAll = kOtherResponse | kOtherFields | kOtherFraming | kOtherPersistence,
};

// A valid response, with what the classes look at.
struct StrictResponse {
  std::string octets;
  std::string method;
  bool until_close = false;
  Message message;

  int status() const { return message.response.status; }
  bool http10() const { return message.response.version.minor == 0; }
  std::vector<std::string> Values(const std::string& name) const;
  bool Has(const std::string& name) const { return !Values(name).empty(); }
  // Whether the list that all fields of the name make has the member, which is in lower case.
  bool Lists(const std::string& name, const std::string& member) const;
  std::string Head() const;
  std::vector<std::string> LinesBehindHead() const;
};

// None if the octets are no single valid response to the method. Its views point into its octets.
std::vector<StrictResponse> ReadStrictly(const std::string& octets, const std::string& method, bool until_close);

struct MisreadClass {
  const char* name;
  unsigned aspects;
  bool (*may_apply)(const models::Model&, const StrictResponse&);
  const char* model;    // of the witness
  const char* method;   // of the witness
  const char* witness;  // valid octets that the model misreads
};

absl::Span<const MisreadClass> MisreadClasses();

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_MODELS_CLASSES_H_
