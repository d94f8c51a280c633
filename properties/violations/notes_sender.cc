// Notes on what a sender must not send, or must, and what a recipient lives with.
#include "properties/generators/basic.h"
#include "properties/generators/fields.h"
#include "properties/violations/notes.h"

namespace plumbline::properties {
namespace {

// Noted at the first octet after the head.
Noted AtContent(Noted noted) {
  noted.offset = noted.octets.find("\r\n\r\n") + 4;
  return noted;
}

// A head and its content in one of the ways to frame it. `to_close`: the end of the connection
// does.
Noted WithContent(MessageKind kind, const std::string& start, bool to_close) {
  const std::string content = *OneOfTexts({"a", "hi", "\r\n", " ,"});
  const int framing = *InRange(0, to_close ? 3 : 2);
  Noted noted;
  if (framing == 0) {
    const std::string line = "Content-Length: " + std::to_string(content.size());
    return AtContent(Around(kind, start, line, 0, content));
  }
  if (framing == 1) {
    const std::string size = std::to_string(content.size()) + *OneOfTexts({"", ";a", ";a=b"});
    noted = AtContent(Around(kind, start, "Transfer-Encoding: chunked", 0, size + "\r\n" + content + "\r\n0\r\n\r\n"));
    noted.offset += size.size() + 2;
    return noted;
  }
  noted = AtContent(Around(kind, start, "X: y", 0, content));
  noted.until_close = true;
  return noted;
}

Noted Repeated() {
  const std::string name =
      *OneOfTexts({"Age", "Content-Location", "Content-Range", "Content-Type", "ETag", "Expires", "From",
                   "If-Modified-Since", "If-Unmodified-Since", "Last-Modified", "Location", "Max-Forwards",
                   "MIME-Version", "Referer", "Retry-After", "Server", "User-Agent"});
  const std::string first = *CaseChanged(name) + ": a\r\n" + Plain();
  const std::string third = *Sometimes(2) ? "\r\n" + name + ":" : "";
  return InEither(first + *CaseChanged(name) + ":" + *Ows() + *OneOfTexts({"a", "b", ""}) + third, first.size());
}

Noted RepeatedInTrailers() {
  Noted noted = InRequest("Transfer-Encoding: chunked\r\nETag: a", 0);
  noted.octets += "0\r\nEtag: \"b\"\r\n";
  noted.offset = noted.octets.size();
  noted.octets += "ETag: \"b\"\r\n\r\n";
  return noted;
}

// A field with a list in which an element is empty at `place`, over several lines perhaps.
Noted Empty() {
  const NoteValue value = *OneOfThese<NoteValue>({{",", 0},
                                                  {",x", 0},
                                                  {"x,", 2},
                                                  {"x,,x", 2},
                                                  {"x, ,\tx", 3},
                                                  {"x,x , ,,", 6},
                                                  {"x\r\n@:", 5},
                                                  {"\r\n@: x", 0},
                                                  {"\r\n@:", 0},
                                                  {"x,\r\n@: x", 2},
                                                  {"x\r\n@: ,x", 6}});
  struct EmptyField {
    const char* name;
    const char* member;
  };
  const EmptyField field = *OneOfThese<EmptyField>(
      {{"Connection", "x"}, {"TE", "a;b=\",,\""}, {"Trailer", "x"}, {"Upgrade", "x/1"}, {"Via", "1 x (,,\\)( ,))"}});
  std::string before;
  if (std::string(field.name) == "TE" || std::string(field.name) == "Upgrade")
    before = std::string("Connection: ") + field.name + "\r\n";
  before += *CaseChanged(field.name) + ":" + *OneOfTexts({"", " "});
  std::string text;
  size_t place = 0;
  for (size_t i = 0; value.text[i] != 0; ++i) {
    if (i == value.place) place = text.size();
    const std::string octet(1, value.text[i]);
    text += octet == "x" ? field.member : octet == "@" ? field.name : octet;
  }
  if (value.text[value.place] == 0) place = text.size();
  return InEither(before + text, before.size() + place);
}

Noted EmptyCoding() {
  const NoteValue value =
      *OneOfThese<NoteValue>({{",chunked", 0}, {"chunked,", 8}, {"gzip,,chunked", 5}, {"gzip , , chunked", 7}});
  const std::string before = *CaseChanged("Transfer-Encoding") + ":";
  Noted noted = InRequest(before + value.text, before.size() + value.place);
  noted.octets += "0\r\n\r\n";
  return noted;
}

Noted BadWhitespaceInChunk() {
  const NoteValue ext = *OneOfThese<NoteValue>({{" ;x", 0},
                                                {";\tx", 1},
                                                {";x =y", 2},
                                                {";x= y", 3},
                                                {";x=\" \\\" \" ;y", 9},
                                                {";x=\"\\\\\";\ty", 8},
                                                {"\t; x = y", 0}});
  Noted noted = InRequest("Transfer-Encoding: chunked", 0);
  noted.octets += *OneOfTexts({"", "1;a=\" \"\r\na\r\n"});
  noted.octets += *Sometimes(2) ? "1" : "0";
  const bool last = noted.octets.back() == '0';
  noted.offset = noted.octets.size() + ext.place;
  noted.octets += std::string(ext.text) + (last ? "\r\n\r\n" : "\r\na\r\n0 ;b\r\n\r\n");
  return noted;
}

Noted BadWhitespaceInCoding() {
  const NoteValue value = *OneOfThese<NoteValue>(
      {{"x;a =b", 3}, {"x;a= b", 4}, {"x ; a\t =\tb", 5}, {"y, x;a=\" = \";b =c", 14}, {"x;a=b;c= \"d\"", 8}});
  const bool te = *Sometimes(2);
  const std::string before = te ? "Connection: te\r\nTE:" : "Transfer-Encoding:";
  if (te) return InRequest(before + value.text, before.size() + value.place);
  // In a response, where a coding that is not registered is not noted.
  Noted noted = Around(MessageKind::kResponse, "HTTP/1.1 200 OK", before + value.text + " , chunked",
                       before.size() + value.place, "0\r\n\r\n");
  return noted;
}

Noted WithoutOption(const std::string& line, std::vector<Clause> also) {
  Noted noted = OfName(*OneOfTexts({"", "Connection: x, te1, upgrades, keep\r\n"}), line);
  noted.also = std::move(also);
  return noted;
}

Noted Expectation(const std::string& start, const std::string& framing, const std::string& body) {
  const std::string before = *CaseChanged("Expect") + ":" + *Ows() + *OneOfTexts({"", "x, ", "a=\"100-continue,\","});
  return Around(MessageKind::kRequest, start,
                before + *CaseChanged("100-continue") + *OneOfTexts({"", ", 100-continue"}) + framing, before.size(),
                body);
}

Noted Lacking(const std::string& status, const std::string& line) {
  Noted noted = Around(MessageKind::kResponse, "HTTP/1.1 " + status + " ", line + "Content-Length: 0", 0, "");
  noted.offset = 9;
  return noted;
}

}  // namespace

std::vector<NoteSample> SenderNotes() {
  return {
      {Clause::kRepeatedField, "a singleton in several lines", Repeated},
      {Clause::kRepeatedField, "a singleton in several lines of trailers", RepeatedInTrailers},
      {Clause::kEmptyElement, "an empty list element", Empty},
      {Clause::kEmptyElement, "an empty transfer coding", EmptyCoding},
      {Clause::kBadWhitespace, "BWS in a chunk extension", BadWhitespaceInChunk},
      {Clause::kBadWhitespace, "BWS in a transfer coding", BadWhitespaceInCoding},
      {Clause::kFieldNotListed, "Keep-Alive without its option",
       [] { return WithoutOption("Keep-Alive: timeout=5", {Clause::kKeepAliveWithoutOption}); }},
      {Clause::kTeWithoutOption, "TE without its option",
       [] { return WithoutOption("TE: trailers", {Clause::kFieldWithoutOption}); }},
      {Clause::kUpgradeWithoutOption, "Upgrade without its option",
       [] { return WithoutOption("Upgrade: a/1", {Clause::kFieldWithoutOption}); }},
      {Clause::kUpgradeWithoutOption, "Upgrade without its option in HTTP 1.0",
       [] {
         Noted noted = Around(MessageKind::kRequest, "GET / HTTP/1.0", "Upgrade: a", 0, "");
         noted.also = {Clause::kUpgradeInHttp10};
         return noted;
       }},
      {Clause::kHostDiffers, "a Host other than the target's",
       [] {
         Noted noted = Around(MessageKind::kRequest, "GET http://a:80/ HTTP/1.1", "Host: b", 6, "");
         noted.also = {Clause::kHostIgnored};
         return noted;
       }},
      {Clause::kLengthBesideCoding, "a length beside a coding",
       [] {
         Noted noted =
             Around(MessageKind::kResponse, "HTTP/1.1 304 ", "Transfer-Encoding: chunked\r\nContent-Length: 5", 28, "");
         return noted;
       }},
      {Clause::kOptionsContentType, "content of OPTIONS without its type",
       [] { return WithContent(MessageKind::kRequest, "OPTIONS / HTTP/1.1\r\nHost: a", false); }},
      {Clause::kTraceContent, "content of TRACE",
       [] { return WithContent(MessageKind::kRequest, "TRACE / HTTP/1.1\r\nHost: a", false); }},
      {Clause::kResetContent, "content of a 205",
       [] { return WithContent(MessageKind::kResponse, "HTTP/1.1 205 Reset Content", true); }},
      {Clause::kExpectWithoutContent, "100-continue without content",
       [] { return Expectation("PUT / HTTP/1.1\r\nHost: a", "", ""); }},
      {Clause::kExpectInHttp10, "100-continue in HTTP 1.0",
       [] { return Expectation("PUT / HTTP/1.0", "\r\nContent-Length: 1", "a"); }},
      {Clause::kIfRangeWithoutRange, "If-Range without Range",
       [] { return InRequest(*CaseChanged("If-Range") + ": \"a\"", 0); }},
      {Clause::kIfRangeWeak, "a weak If-Range", [] { return InRequest("Range: bytes=0-0\r\nIf-Range: W/\"a\"", 28); }},
      {Clause::kContentRangeMissing, "a 206 without Content-Range",
       [] {
         return Lacking("206",
                        *OneOfTexts({"", "Content-Type: text/plain\r\n", "Content-Type: multipart/byterangesx\r\n",
                                     "Content-Type: a/b;c=multipart/byteranges\r\n"}));
       }},
      {Clause::kChallengeMissing, "a 401 without a challenge",
       [] {
         return Lacking("401", *OneOfTexts({"", "WWW-Authenticate:\r\n", "Proxy-Authenticate: Basic\r\n",
                                            "WWW-Authenticate: ,\r\nwww-authenticate: ,\r\n"}));
       }},
      {Clause::kAllowMissing, "a 405 without Allow",
       [] {
         return Lacking("405", *OneOfTexts({"", "X-Allow: GET\r\n"}));
       }},
      {Clause::kProxyChallengeMissing, "a 407 without a challenge",
       [] {
         return Lacking("407", *OneOfTexts({"", "WWW-Authenticate: Basic\r\n", "Proxy-Authenticate:\r\n"}));
       }},
  };
}

}  // namespace plumbline::properties
