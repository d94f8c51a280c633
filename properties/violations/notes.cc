#include "properties/violations/notes.h"

#include <algorithm>

#include "properties/generators/basic.h"
#include "properties/generators/fields.h"
#include "properties/show.h"

namespace plumbline::properties {

void showValue(const Noted& noted, std::ostream& os) {
  os << Name(noted.kind) << " " << Escape(noted.octets) << " answering " << noted.method << ", to note at "
     << noted.offset;
}

void PrintTo(const NoteSample& sample, std::ostream* os) { *os << sample.name; }

std::string Plain() {
  std::string lines;
  for (const std::string& value : *Repeat(0, 2, FieldContent())) {
    lines += *OneOfTexts({"X", "Accept", "Server-Timing", "X-Via"}) + ": " + value + "\r\n";
  }
  return lines;
}

Noted Around(MessageKind kind, const std::string& start, const std::string& line, size_t place,
             const std::string& body) {
  const size_t end = std::min(start.find("\r\n"), start.size());
  const std::string needed = end == start.size() ? "" : start.substr(end + 2) + "\r\n";
  const bool first = *Sometimes(2);
  Noted noted;
  noted.kind = kind;
  noted.octets = start.substr(0, end) + "\r\n" + (first ? needed : "") + Plain();
  noted.offset = noted.octets.size() + place;
  noted.octets += line + "\r\n" + Plain() + (first ? "" : needed) + "\r\n" + body;
  return noted;
}

Noted InRequest(const std::string& line, size_t place) {
  return Around(MessageKind::kRequest, "GET / HTTP/1.1\r\nHost: a", line, place, "");
}
Noted InResponse(const std::string& line, size_t place) {
  return Around(MessageKind::kResponse, "HTTP/1.1 404 \r\nContent-Length: 1", line, place, "x");
}
Noted InEither(const std::string& line, size_t place) {
  return *Sometimes(2) ? InRequest(line, place) : InResponse(line, place);
}

Noted OfName(const std::string& before, const std::string& line) { return InEither(before + line, before.size()); }

namespace {

// The field with its connection option, where it has one; sometimes over two lines of which the
// last is wrong.
Noted WrongValue(const std::string& field, const std::string& option, std::vector<NoteValue> values,
                 Noted (*in)(const std::string& line, size_t place) = InEither) {
  const NoteValue value = *OneOfThese(values);
  std::string before;
  if (!option.empty()) before = "Connection: " + *CaseChanged(option) + "\r\n";
  if (*Sometimes(3)) before += field + ": " + *OneOfTexts({"", ",", " , "}) + "\r\n" + Plain();
  before += *CaseChanged(field) + ":" + *OneOfTexts({" ", "", "\t "});
  // A value that breaks off is broken by the comma between the lines, unless a quoted-string or
  // comment goes on.
  const std::string text = value.text;
  const bool may_go_on = text.find_first_of("\"(") != std::string::npos;
  const std::string after = may_go_on || *Sometimes(2) ? "" : "\r\n" + Plain() + field + ": a, b";
  return in(before + text + after, before.size() + value.place);
}

}  // namespace

std::vector<NoteSample> FieldValueNotes() {
  return {
      {Clause::kKeepAliveSyntax, "no Keep-Alive",
       [] {
         return WrongValue("Keep-Alive", "keep-alive",
                           {{"=5", 0},
                            {"a b", 2},
                            {"a=b c", 4},
                            {"a=", 2},
                            {"a=;", 2},
                            {"a=\"b", 4},
                            {"a, b;c", 4},
                            {"\"a\"", 0},
                            {"timeout=5 x", 10},
                            {"a=\"b\"c", 5},
                            {"a=\"b\\", 5}});
       }},
      {Clause::kKeepAliveTimeout, "no timeout",
       [] {
         return WrongValue("Keep-Alive", "keep-alive",
                           {{"timeout", 7},
                            {"timeout=", 8},
                            {"timeout=x", 8},
                            {"timeout=5s", 9},
                            {"timeout=\"5\"", 8},
                            {"max=1, timeout=-5", 15},
                            {"timeout, a", 7},
                            {"Timeout=5.0", 9}});
       }},
      {Clause::kKeepAliveTimeoutOverflow, "a timeout too large",
       [] {
         return WrongValue("Keep-Alive", "keep-alive",
                           {{"timeout=18446744073709551616", 27}, {"a, timeout=99999999999999999999", 30}});
       }},
      {Clause::kKeepAliveMax, "no max",
       [] {
         return WrongValue("Keep-Alive", "keep-alive",
                           {{"max", 3}, {"max=", 4}, {"max=1a", 5}, {"timeout=5, max=+1", 15}});
       }},
      {Clause::kKeepAliveMaxOverflow, "a max too large",
       [] {
         return WrongValue("Keep-Alive", "keep-alive", {{"max=18446744073709551616", 23}});
       }},
      {Clause::kTeSyntax, "no TE",
       [] {
         return WrongValue("TE", "te",
                           {{"gzip;q", 6},
                            {"gzip q=1", 5},
                            {";q=1", 0},
                            {"a, b=c", 4},
                            {"gzip;q=", 7},
                            {"a;b=\"c", 6},
                            {"gzip;", 5}});
       }},
      {Clause::kTeChunked, "chunked in TE",
       [] {
         const NoteValue value = *OneOfThese<NoteValue>(
             {{"chunked", 0}, {"trailers, Chunked", 10}, {"gzip;q=1,chunked;q=0.5", 9}, {"a,chunked,chunked", 2}});
         const std::string before =
             "Connection: te\r\n" + *OneOfTexts({"", "te: trailers, gzip\r\nX: y\r\n"}) + *CaseChanged("TE") + ":";
         return InRequest(before + value.text, before.size() + value.place);
       }},
      {Clause::kTrailerSyntax, "no Trailer",
       [] {
         return WrongValue("Trailer", "", {{"a b", 2}, {"a, :", 3}, {"a;b", 1}, {"\"a\"", 0}});
       }},
      {Clause::kUpgradeSyntax, "no Upgrade",
       [] {
         return WrongValue("Upgrade", "upgrade", {{"a/", 2}, {"/1", 0}, {"a/b/c", 3}, {"a b", 2}, {"a, b/,c", 5}});
       }},
      {Clause::kViaSyntax, "no Via",
       [] {
         return WrongValue("Via", "",
                           {{"1.1", 3},
                            {"1.1 a b", 6},
                            {"HTTP/ a", 5},
                            {"1.1 a:b", 6},
                            {"1.1 a (b", 8},
                            {"1.1 a (b)) ", 9},
                            {"/1.1 a", 0},
                            {"1.1 a (\\", 8},
                            {"1.1, a", 3},
                            {"1.1 a(b)", 5},
                            {"1/1/1 a", 3},
                            {"1.1 a (b) (c)", 10}});
       }},
  };
}

}  // namespace plumbline::properties
