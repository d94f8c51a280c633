#include "properties/notes.h"

#include "properties/generators_basic.h"
#include "properties/generators_fields.h"
#include "properties/show.h"

namespace plumbline::properties {

void showValue(const Noted& noted, std::ostream& os) {
  os << Name(noted.kind) << " " << Escape(noted.octets) << " answering " << noted.method << ", to note at " << noted.offset;
}

void PrintTo(const NoteSample& sample, std::ostream* os) { *os << sample.name; }

namespace {

// Fields with nothing to note.
std::string Plain() {
  std::string lines;
  for (const std::string& value : *Repeat(0, 2, FieldContent())) {
    lines += *OneOfTexts({"X", "Accept", "Date", "X-Via"}) + ": " + value + "\r\n";
  }
  return lines;
}

// A message's head before and behind `line`, in which what is to note stands at `place`.
Noted Around(MessageKind kind, const std::string& start, const std::string& line, size_t place, const std::string& body) {
  Noted noted;
  noted.kind = kind;
  noted.octets = start + "\r\n" + Plain();
  noted.offset = noted.octets.size() + place;
  noted.octets += line + "\r\n" + Plain() + "\r\n" + body;
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

struct Value {
  const char* text;
  size_t place;  // where it leaves its grammar
};

// The field with its connection option, where it has one; sometimes over two lines of which the last is wrong.
Noted WrongValue(const std::string& field, const std::string& option, std::vector<Value> values,
                 Noted (*in)(const std::string& line, size_t place) = InEither) {
  const Value value = *OneOfThese(values);
  std::string before;
  if (!option.empty()) before = "Connection: " + *CaseChanged(option) + "\r\n";
  if (*Sometimes(3)) before += field + ": " + *OneOfTexts({"", ",", " , "}) + "\r\n" + Plain();
  before += *CaseChanged(field) + ":" + *OneOfTexts({" ", "", "\t "});
  // A value that breaks off is broken by the comma between the lines, unless a quoted-string or comment goes on.
  const std::string text = value.text;
  const bool may_go_on = text.find_first_of("\"(") != std::string::npos;
  const std::string behind = may_go_on || *Sometimes(2) ? "" : "\r\n" + Plain() + field + ": a, b";
  return in(before + text + behind, before.size() + value.place);
}

Noted OfName(const std::string& before, const std::string& line) { return InEither(before + line, before.size()); }

}  // namespace

std::vector<NoteSample> FieldValueNotes() {
  return {
      {Clause::kKeepAliveSyntax, "no Keep-Alive",
       [] {
         return WrongValue("Keep-Alive", "keep-alive", {{"=5", 0}, {"a b", 2}, {"a=b c", 4}, {"a=", 2}, {"a=;", 2}, {"a=\"b", 4},
                                                        {"a, b;c", 4}, {"\"a\"", 0}, {"timeout=5 x", 10}, {"a=\"b\"c", 5}, {"a=\"b\\", 5}});
       }},
      {Clause::kKeepAliveTimeout, "no timeout",
       [] {
         return WrongValue("Keep-Alive", "keep-alive", {{"timeout", 7}, {"timeout=", 8}, {"timeout=x", 8}, {"timeout=5s", 9},
                                                        {"timeout=\"5\"", 8}, {"max=1, timeout=-5", 15}, {"timeout, a", 7}, {"Timeout=5.0", 9}});
       }},
      {Clause::kKeepAliveTimeoutOverflow, "a timeout too large",
       [] { return WrongValue("Keep-Alive", "keep-alive", {{"timeout=18446744073709551616", 27}, {"a, timeout=99999999999999999999", 30}}); }},
      {Clause::kKeepAliveMax, "no max",
       [] { return WrongValue("Keep-Alive", "keep-alive", {{"max", 3}, {"max=", 4}, {"max=1a", 5}, {"timeout=5, max=+1", 15}}); }},
      {Clause::kKeepAliveMaxOverflow, "a max too large",
       [] { return WrongValue("Keep-Alive", "keep-alive", {{"max=18446744073709551616", 23}}); }},
      {Clause::kTeSyntax, "no TE",
       [] {
         return WrongValue("TE", "te", {{"gzip;q", 6}, {"gzip q=1", 5}, {";q=1", 0}, {"a, b=c", 4}, {"gzip;q=", 7}, {"a;b=\"c", 6}, {"gzip;", 5}});
       }},
      {Clause::kTeChunked, "chunked in TE",
       [] { return WrongValue("TE", "te", {{"chunked", 0}, {"trailers, Chunked", 10}, {"gzip;q=1,chunked;q=0.5", 9}, {",chunked,chunked", 1}}, InRequest); }},
      {Clause::kTrailerSyntax, "no Trailer", [] { return WrongValue("Trailer", "", {{"a b", 2}, {"a, :", 3}, {"a;b", 1}, {"\"a\"", 0}}); }},
      {Clause::kUpgradeSyntax, "no Upgrade",
       [] { return WrongValue("Upgrade", "upgrade", {{"a/", 2}, {"/1", 0}, {"a/b/c", 3}, {"a b", 2}, {"a, b/,c", 5}}); }},
      {Clause::kViaSyntax, "no Via",
       [] {
         return WrongValue("Via", "", {{"1.1", 3}, {"1.1 a b", 6}, {"HTTP/ a", 5}, {"1.1 a:b", 6}, {"1.1 a (b", 8}, {"1.1 a (b)) ", 9},
                                       {"/1.1 a", 0}, {"1.1 a (\\", 8}, {"1.1, a", 3}, {"1.1 a(b)", 5}, {"1/1/1 a", 3}, {"1.1 a (b) (c)", 10}});
       }},
  };
}

namespace {

Noted NotForBodiless(const char* field, const char* value) {
  const std::string status = *OneOfTexts({"204", "100 ", "199", "204"});
  Noted noted = Around(MessageKind::kResponse, "HTTP/1.1 " + status.substr(0, 3) + " ", std::string(field) + ": " + value, 0, "");
  // The final response that an interim one announces.
  if (status[0] == '1') noted.octets += "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n";
  return noted;
}

Noted NotForTunnel(const char* field, const char* value) {
  Noted noted = Around(MessageKind::kResponse, "HTTP/1.1 200 ", std::string(field) + ": " + value, 0, "");
  noted.method = "CONNECT";
  return noted;
}

// A number that is none, where rule 1 of RFC 9112, section 6.3 ends the message.
Noted UnusedLength() {
  const Value value = *OneOfThese<Value>({{"x", 0}, {"1x", 1}, {"1, 2", 3}, {"7,7", 1}, {"+1", 0}});
  const bool head = *Sometimes(2);
  const std::string start = head ? "HTTP/1.1 200 OK" : "HTTP/1.1 304 ";
  const std::string before = "Content-Length: ";
  Noted noted = Around(MessageKind::kResponse, start, before + value.text, before.size() + value.place, "");
  if (head) noted.method = "HEAD";
  return noted;
}

Noted UnknownCoding() {
  const std::string before = *CaseChanged("Transfer-Encoding") + ": " + *OneOfTexts({"", "gzip, ", "X-GZIP,\t"});
  Noted noted = InRequest(before + *OneOfTexts({"x, chunked", "identity,chunked", "chunke;a=\"b,c\" , Chunked"}), before.size());
  noted.octets += "0\r\n\r\n";
  return noted;
}

Noted ContentOfConnect() {
  const bool chunked = *Sometimes(2);
  const std::string line = chunked ? "Transfer-Encoding: chunked" : "Content-Length: 2";
  return Around(MessageKind::kRequest, "CONNECT a:1 HTTP/1.1\r\nHost: a:1", line, 0, chunked ? "0\r\n\r\n" : "ab");
}

Noted NoUpgrade() {
  const std::string status = *OneOfTexts({"101", "426"});
  Noted noted = Around(MessageKind::kResponse, "HTTP/1.1 " + status + " ", status == "101" ? "Upgraded: x" : "Content-Length: 0", 0, "");
  noted.offset = 9;
  return noted;
}

Noted NotInTrailers() {
  const std::string name = *OneOfTexts({"Content-Length", "transfer-encoding", "Host", "Connection", "Trailer", "TE", "Cache-Control",
                                        "Authorization", "Set-Cookie", "Content-Type", "Content-Encoding", "Range", "Expect", "Age"});
  Noted noted = InRequest("Transfer-Encoding: chunked", 0);
  noted.octets += "1\r\na\r\n0\r\n" + Plain();
  noted.offset = noted.octets.size();
  noted.octets += *CaseChanged(name) + ": x\r\n" + Plain() + "\r\n";
  return noted;
}

Noted EndToEndOption() {
  const std::string before = *CaseChanged("Connection") + ":" + *Ows() + *OneOfTexts({"", "x, ", ",", "te,\tx ,"});
  const std::string option = *CaseChanged(*OneOfTexts({"Cache-Control", "host", "content-length", "Date", "etag", "authorization", "accept"}));
  return InEither(before + option + *OneOfTexts({"", ", x", ","}), before.size());
}

Noted HostIgnored() {
  const std::string host = *OneOfTexts({"b", "a:81", "", "A:080", "a.", "[::1]"});
  const std::string start = "GET http://a:80/ HTTP/1.1";
  Noted noted = Around(MessageKind::kRequest, start, "Host: " + host, 6, "");
  if (host.empty()) noted.offset = noted.octets.find("Host: ") + 6;
  return noted;
}

}  // namespace

std::vector<NoteSample> MessageNotes() {
  return {
      {Clause::kKeepAliveWithoutOption, "Keep-Alive without its option",
       [] { return OfName(*OneOfTexts({"", "Connection: x, keep-alive1\r\n"}), *CaseChanged("Keep-Alive") + ": timeout=x"); }},
      {Clause::kUpgradeInHttp10, "Upgrade in HTTP/1.0",
       [] { return Around(MessageKind::kRequest, "GET / HTTP/1.0", "Upgrade: a\r\nConnection: upgrade", 0, ""); }},
      {Clause::kFieldWithoutOption, "TE or Upgrade without its option", [] { return OfName("", *OneOfTexts({"TE: gzip", "uPGRADE: a/1"})); }},
      {Clause::kEndToEndOption, "a field for all as an option", EndToEndOption},
      {Clause::kProxyConnection, "Proxy-Connection", [] { return OfName("", *OneOfTexts({"Proxy-Connection: keep-alive", "proxy-connection: ;;"})); }},
      {Clause::kCloseFieldName, "a field named Close", [] { return OfName("", *CaseChanged("Close") + ": x"); }},
      {Clause::kHostIgnored, "a Host other than the target's", HostIgnored},
      {Clause::kBothLengths, "both lengths",
       [] {
         const std::string before = "Transfer-Encoding: chunked\r\n";
         Noted noted = OfName(before, "Content-Length: 5");
         if (noted.kind == MessageKind::kResponse) noted = InRequest(before + "Content-Length: 5", before.size());
         noted.octets += "0\r\n\r\n";
         return noted;
       }},
      {Clause::kChunkedTwice, "chunked twice",
       [] {
         Noted noted = InRequest("Transfer-Encoding: chunked, gzip\r\ntransfer-encoding: Chunked,chunked", 53);
         noted.octets += "0\r\n\r\n";
         return noted;
       }},
      {Clause::kTransferEncodingInHttp10, "Transfer-Encoding in HTTP/1.0",
       [] { return Around(MessageKind::kRequest, "POST / HTTP/1.0", "Transfer-Encoding: chunked", 0, "0\r\n\r\n"); }},
      {Clause::kTransferEncodingForbidden, "Transfer-Encoding in 1xx or 204", [] { return NotForBodiless("Transfer-Encoding", "chunked"); }},
      {Clause::kTransferEncodingForbidden, "Transfer-Encoding in 2xx to CONNECT", [] { return NotForTunnel("Transfer-Encoding", "chunked"); }},
      {Clause::kContentLengthForbidden, "Content-Length in 1xx or 204", [] { return NotForBodiless("Content-Length", "0"); }},
      {Clause::kContentLengthForbidden, "Content-Length in 2xx to CONNECT", [] { return NotForTunnel("Content-Length", "7"); }},
      {Clause::kContentLengthUnused, "no number where none is used", UnusedLength},
      {Clause::kUnknownTransferCoding, "an unknown transfer coding", UnknownCoding},
      {Clause::kConnectContent, "content of CONNECT", ContentOfConnect},
      {Clause::kUpgradeMissing, "no Upgrade in 101 or 426", NoUpgrade},
      {Clause::kTrailerField, "a field that does not belong in trailers", NotInTrailers},
      {Clause::kStatusOutOfRange, "a status code outside 100 to 599",
       [] {
         const int status = *rc::gen::oneOf(InRange(600, 1000), InRange(0, 100));
         const std::string start = "HTTP/1.1 " + std::to_string(1000 + status).substr(1) + " ";
         Noted noted = Around(MessageKind::kResponse, start, "Content-Length: 0", 0, "");
         noted.offset = 9;
         return noted;
       }},
  };
}

}  // namespace plumbline::properties
