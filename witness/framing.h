// The slow oracles: literal transcriptions of the RFCs' prose, on strings. They include nothing of
// the parser and share no code with it, and are for tests only.
#ifndef PLUMBLINE_WITNESS_FRAMING_H_
#define PLUMBLINE_WITNESS_FRAMING_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::properties {

using SlowFields =
    std::vector<std::pair<std::string, std::string>>;  // name, value without whitespace around it

struct SlowMessage {
  bool is_request = true;
  int minor = 1;          // of HTTP/1.x
  int status = 0;         // responses
  std::string method;     // of this request, or of the request that the response answers
  bool by_proxy = false;  // the recipient is a proxy
  SlowFields headers;
  SlowFields trailers;
};

// The values of all field lines with this name, in order.
std::vector<std::string> SlowValues(const SlowFields& fields, const std::string& name);
bool SlowHas(const SlowFields& fields, const std::string& name);
// The options of the Connection header field, in lower case (RFC 9110, section 7.6.1).
std::vector<std::string> SlowConnectionOptions(const SlowFields& headers);

// RFC 9112, section 6.3.
struct SlowFraming {
  std::string error;  // the enumerator of the clause that forbids it, or ""
  std::string kind;   // "none", "length", "chunked", "close"
  int rule = 0;       // the item that fired
  uint64_t length = 0;
};
SlowFraming SlowBodyLength(const SlowMessage& message);

// RFC 9112, section 9.3, for a message that SlowBodyLength has framed.
struct SlowPersistence {
  bool persists = false;
  std::string rule;  // as Name(PersistenceRule) has it
};
SlowPersistence SlowDecidePersistence(const SlowMessage& message);

// RFC 9110, section 7.6.1: the names of the fields that an intermediary removes, as first received.
std::vector<std::string> SlowRemovalSet(const SlowMessage& message);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_WITNESS_FRAMING_H_
