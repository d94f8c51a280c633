// Content, and the wait for leave to send it: RFC 9110, sections 6.4, 9.3, 10.1.1 and 15.3.6.
#include "parser/findings_finder.h"
#include "parser/octets.h"

namespace plumbline {

void BodyFacts::AddContent(uint64_t offset, absl::string_view octets) {
  if (!content && !octets.empty()) content = offset;
}

// Content where there is to be none. The octets of it are what counts: RFC 9110, section 6.4.1, has
// content "of zero length" in messages that are framed to have some.
void Finder::Content() {
  if (input_.body.bad_whitespace) Note(Clause::kBadWhitespace, *input_.body.bad_whitespace);
  if (!input_.body.content) return;
  const uint64_t offset = *input_.body.content;
  if (status() == 205) Note(Clause::kResetContent, offset);
  if (method() == "TRACE") Note(Clause::kTraceContent, offset);
  if (method() == "CONNECT") Note(Clause::kConnectContent, offset);
  if (method() == "OPTIONS" && IndexOf("content-type") == kNone) Note(Clause::kOptionsContentType, offset);
}

// A Content-Length, be it zero, and a Transfer-Encoding signal a message body (RFC 9112, section
// 6): only without both is it certain that the request does not include content.
void Finder::Expect() {
  if (!request() || IndexOf("expect") == kNone) return;
  const bool none = IndexOf("content-length") == kNone && IndexOf("transfer-encoding") == kNone;
  const CombinedValue value = Combine("expect");
  for (absl::string_view member : ListMembers(value.text)) {
    member = octets::TrimWhitespace(member);
    if (!absl::EqualsIgnoreCase(member, "100-continue")) continue;
    if (http10()) Note(Clause::kExpectInHttp10, value.Locate(member));
    if (none) Note(Clause::kExpectWithoutContent, value.Locate(member));
    return;
  }
}

}  // namespace plumbline
