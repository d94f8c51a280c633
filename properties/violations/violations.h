// One-clause violations: octets that are a viable prefix of a valid message up to one octet, which
// breaks exactly one clause.
//
// What precedes the octet is generated valid; what follows it is arbitrary, since no later octet
// can matter.
#ifndef PLUMBLINE_PROPERTIES_VIOLATIONS_VIOLATIONS_H_
#define PLUMBLINE_PROPERTIES_VIOLATIONS_VIOLATIONS_H_

#include <rapidcheck.h>

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/clause.h"
#include "parser/limits.h"
#include "parser/message.h"

namespace plumbline::properties {

struct Broken {
  MessageKind kind = MessageKind::kRequest;
  std::string octets;                // up to and including the octet that decides
  size_t offset = 0;                 // of the octet that decides
  size_t place = 0;                  // of the octets that the clause speaks of
  bool end_of_input = false;         // the end of the input decides, after the octets
  bool first_on_connection = false;  // no message may precede it
  std::vector<std::string> methods;  // that these octets answer; a GET if empty
  Limits limits;
};

// The octet `bad` after `before` decides, and is what is wrong.
Broken Request(const std::string& before, char bad);
Broken Response(const std::string& before, char bad);
// The same, where what is wrong begins at `place`.
Broken RequestAt(const std::string& before, char bad, size_t place);

struct Violation {
  Clause clause;
  const char* name;  // what is wrong, in words
  Broken (*make)();  // to be called in gen::exec or a law
};

// For the test's framework.
void PrintTo(const Violation& violation, std::ostream* os);

std::vector<Violation> StartLineViolations();  // RFC 9112, sections 2.2, 2.3, 3, 3.1 and 4
std::vector<Violation> TargetViolations();     // RFC 9112, section 3.2, and RFC 3986
std::vector<Violation> HostViolations();       // RFC 9112, section 3.2
std::vector<Violation> FieldLineViolations();  // RFC 9112, section 5, and RFC 9110, section 5
std::vector<Violation> FramingViolations();    // RFC 9112, section 6, and RFC 9110, sections 7.6.1 and 8.6
std::vector<Violation> ChunkedViolations();    // RFC 9112, section 7.1
std::vector<Violation> StreamViolations();     // RFC 9112, sections 8 and 9
std::vector<Violation> LimitViolations();      // parser/limits.h

// All of these.
std::vector<Violation> AllViolations();

// --- for the files that make them ---

// Any octet but these.
rc::Gen<char> OctetNotIn(absl::string_view set);
extern const std::string kTchars;               // tchar
extern const std::string kAlnum;                // ALPHA / DIGIT
extern const std::string kUnreservedSubDelims;  // RFC 3986

// A method other than CONNECT, OPTIONS and HEAD.
std::string SomeMethod();
// "GET /x HTTP/1.1" CRLF, with a method that says nothing about the target's form but has no
// CONNECT in it.
std::string SomeRequestLine();
std::string SomeStatusLine();  // of a final response that may have a body
// None to two ordinary field lines, each with CRLF.
std::string SomeFieldLines();
// A request-line and field lines with Host among them, or a status-line and field lines.
std::string SomeRequestFields();
std::string SomeResponseFields();

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_VIOLATIONS_VIOLATIONS_H_
