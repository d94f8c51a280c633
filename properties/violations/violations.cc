#include "properties/violations/violations.h"

#include "properties/generators/basic.h"
#include "properties/generators/fields.h"
#include "properties/generators/start_line.h"
#include "properties/generators/uri.h"

namespace plumbline::properties {

const std::string kAlnum = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const std::string kTchars = kAlnum + "!#$%&'*+-.^_`|~";
const std::string kUnreservedSubDelims = kAlnum + "-._~!$&'()*+,;=";

Broken Request(const std::string& before, char bad) { return RequestAt(before, bad, before.size()); }

Broken RequestAt(const std::string& before, char bad, size_t place) {
  Broken broken;
  broken.octets = before + bad;
  broken.offset = before.size();
  broken.place = place;
  return broken;
}

Broken Response(const std::string& before, char bad) {
  Broken broken = Request(before, bad);
  broken.kind = MessageKind::kResponse;
  return broken;
}

void PrintTo(const Violation& violation, std::ostream* os) { *os << violation.name; }

std::vector<Violation> AllViolations() {
  std::vector<Violation> all;
  for (const auto& list : {StartLineViolations(), TargetViolations(), HostViolations(), FieldLineViolations(),
                           FramingViolations(), ChunkedViolations(), StreamViolations(), LimitViolations()}) {
    all.insert(all.end(), list.begin(), list.end());
  }
  return all;
}

rc::Gen<char> OctetNotIn(absl::string_view set) {
  // Printable ones first, so that a counterexample shrinks to one.
  std::vector<char> rest;
  for (int octet = 0x21; octet < 0x121; ++octet) {
    const char c = static_cast<char>(octet & 0xff);
    if (set.find(c) == absl::string_view::npos) rest.push_back(c);
  }
  // What delimits something somewhere comes up more often.
  std::vector<char> delimiters;
  for (char c : std::string(" \t\r\n:,;\"/@?#%[]=\\\x0b\x7f\x80\xff") + '\0') {
    if (set.find(c) == absl::string_view::npos) delimiters.push_back(c);
  }
  if (delimiters.empty()) return OneOfThese<char>(rest);
  return rc::gen::oneOf(OneOfThese<char>(rest), OneOfThese<char>(delimiters));
}

std::string SomeMethod() {
  const std::string method = *Method();
  return method == "CONNECT" || method == "OPTIONS" || method == "HEAD" ? method + "1" : method;
}

std::string SomeRequestLine() {
  const std::string method = SomeMethod();
  return method + " " + (*TargetFor(method)).octets + " HTTP/1.1\r\n";
}

std::string SomeStatusLine() {
  const int status = *OneOfThese<int>({200, 404, 500, 206, 305});
  return MakeStatusLine(MakeVersion(*OneOfThese<int>({1, 0, 2})), status, *ReasonPhrase()).octets + "\r\n";
}

std::string SomeFieldLines() {
  std::string lines;
  for (const FieldSpec& field : *Repeat(0, 2, OrdinaryField())) lines += field.Octets() + "\r\n";
  return lines;
}

std::string SomeRequestFields() {
  const std::string host = *CaseChanged("Host") + ":" + *Ows() + (*HostValue()).octets + *Ows() + "\r\n";
  return SomeRequestLine() + SomeFieldLines() + host + SomeFieldLines();
}

std::string SomeResponseFields() { return SomeStatusLine() + SomeFieldLines(); }

}  // namespace plumbline::properties
