// The case corpus: corpus/cases/<rfc>-<section>-<production>/<fact>.http with its expected verdict
// beside it in <fact>.json. corpus/README.md says what the keys mean.
#ifndef PLUMBLINE_PROPERTIES_CORPUS_CORPUS_SUPPORT_H_
#define PLUMBLINE_PROPERTIES_CORPUS_CORPUS_SUPPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"
#include "parser/result.h"
#include "parser/stream.h"

namespace plumbline::properties {

struct CorpusCase {
  std::string name;  // "9112-3.1-method/empty"
  std::string octets;
  nlohmann::json expected;  // as the file states it

  MessageKind kind() const;
  Recipient recipient() const;
  bool end_of_input() const { return expected.value("eof", false); }
  // Without a value, every response answers a GET.
  std::optional<std::vector<std::string>> methods() const;
  Limits limits() const;
};

// Of all cases, in order; empty if there is no corpus.
std::vector<std::string> CorpusCaseNames();
CorpusCase ReadCorpusCase(const std::string& name);

// What the parser says of `octets` as the case wants them read, in the shape of the case's JSON but
// with every key present. The octets are parsed from an allocation of exactly their size. Octets
// above 0x7F in strings are the code points U+0080 to U+00FF.
nlohmann::json Observe(const CorpusCase& one, absl::string_view octets);

// One line a fact that `observed` lacks: what the case states, and what it states by leaving a key
// out.
std::vector<std::string> Differences(const CorpusCase& one, const nlohmann::json& observed);

// How a stream ended.
struct StreamEnd {
  Outcome verdict = Outcome::kNeedMore;
  ParseError error;
  uint64_t consumed = 0;  // octets of the complete messages
  std::string body;       // of all messages

  friend bool operator==(const StreamEnd& a, const StreamEnd& b) {
    return a.verdict == b.verdict && a.error == b.error && a.consumed == b.consumed && a.body == b.body;
  }
};

// Whole, in one call from an allocation of exactly the octets' size.
StreamEnd ReadWhole(const CorpusCase& one, absl::string_view octets, bool end_of_input);
// Through the decoder, one octet more a call; each call from an allocation of exactly the
// unconsumed octets.
StreamEnd ReadOctetByOctet(const CorpusCase& one, absl::string_view octets, bool end_of_input);

std::string Describe(const StreamEnd& end);

// The octets escaped, with a caret under the one at `offset`, about 32 octets on either side.
std::string Caret(absl::string_view octets, uint64_t offset);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_CORPUS_CORPUS_SUPPORT_H_
