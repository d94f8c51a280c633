// What an intermediary was seen to send on, and which rules of forwarding.def it does not keep: a part of judge.h.
#ifndef PLUMBLINE_ORACLE_FORWARDED_H_
#define PLUMBLINE_ORACLE_FORWARDED_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "oracle/forwarding.h"
#include "parser/field_list.h"
#include "reading/reading.h"

namespace plumbline::oracle {

enum class Verdict : uint8_t;
enum class Gap : uint8_t;

// The octets of one connection, or one message of HTTP/2 or HTTP/3.
struct SentOn {
  std::string octets;          // of HTTP/1.1, where there is no list
  std::optional<bool> closed;  // of octets: whether the intermediary closed the connection after them

  std::optional<FieldListVersion> version;  // there is a list: the header section
  std::vector<reading::Field> fields;
  std::optional<std::string> body;  // beside the list: the content
  std::optional<std::vector<reading::Field>> trailers;
};

// The version of HTTP that somebody speaks.
enum class HttpVersion : uint8_t { kHttp10, kHttp11, kHttp2, kHttp3 };
absl::string_view Name(HttpVersion version);  // "HTTP/1.0", …
std::optional<HttpVersion> FindHttpVersion(absl::string_view name);

// To whom a request is sent on.
enum class NextRecipient : uint8_t { kOrigin, kProxy };
absl::string_view Name(NextRecipient hop);  // "origin", "proxy"
std::optional<NextRecipient> FindNextRecipient(absl::string_view name);

// A rule that is not kept by what was sent on. `verdict` is what that comes to: kAllowed, where a sentence permits it
// under a condition that is not known; kUndecided, with its gap; kDiscouraged; or kViolates.
struct BrokenRule {
  ForwardingRule rule{};
  Verdict verdict{};
  std::string clause;                        // the id of the parser's clause that says what is wrong; may be empty
  uint64_t offset = 0;                       // received: the octet that the rule is about
  size_t forwarded = 0;                      // which of Observation::forwarded
  std::optional<uint64_t> forwarded_offset;  // its octet, or of a list the field, counted from 0
  std::optional<Gap> gap;
  std::string why;  // in words
};

// How the judge takes a rule: the rows of forwarded.def.
struct ForwardedInfo {
  ForwardingRule rule;
  reading::Aspect aspect;
  absl::string_view not_judged;  // why what is sent on does not show it; empty: it is judged
};
const ForwardedInfo& HowJudged(ForwardingRule rule);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_FORWARDED_H_
