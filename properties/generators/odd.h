// Messages whose heads are well-formed while the fields that decide framing, persistence and
// forwarding have odd values: repeated, empty, listed, in any case, in conflict. What they mean is
// left to the witnesses.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_ODD_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_ODD_H_

#include <rapidcheck.h>

#include <string>

#include "parser/stream.h"
#include "witness/framing.h"

namespace plumbline::properties {

using witness::SlowFields;
using witness::SlowFraming;
using witness::SlowMessage;

struct OddMessage {
  SlowMessage slow;  // whose views are of octets that live as long as the program

  // Start-line, header section and empty line.
  std::string Head() const;
};
void showValue(const OddMessage& message, std::ostream& os);

enum class OddFields { kFraming, kValidConnection };  // may fail to frame; always framed, with Connection options

// One more line, of copies.
void AddLine(SlowFields& fields, absl::string_view name, absl::string_view value);

rc::Gen<OddMessage> AnyOddMessage(OddFields fields);

// The head read by the parser: the outcome as text, with framing and persistence where it is
// complete.
struct HeadReading {
  Outcome outcome = Outcome::kNeedMore;
  ParseError error;
  Framing framing;
  Persistence persistence;
  std::vector<std::string> options;  // of Connection, in lower case
  std::vector<std::string> removed;
};
HeadReading ReadHead(const OddMessage& message);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_ODD_H_
