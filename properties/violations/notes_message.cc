// Notes on messages: what their fields mean together.
#include "properties/generators/basic.h"
#include "properties/generators/fields.h"
#include "properties/violations/notes.h"

namespace plumbline::properties {
namespace {

Noted NotForBodiless(const char* field, const char* value) {
  const std::string status = *OneOfTexts({"204", "100 ", "199", "204"});
  Noted noted =
      Around(MessageKind::kResponse, "HTTP/1.1 " + status.substr(0, 3) + " ", std::string(field) + ": " + value, 0, "");
  // The final response that an interim one announces.
  if (status[0] == '1') noted.octets += "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n";
  return noted;
}

Noted NotForTunnel(const char* field, const char* value) {
  Noted noted = Around(MessageKind::kResponse, "HTTP/1.1 200 ", std::string(field) + ": " + value, 0, "");
  noted.method = "CONNECT";
  return noted;
}

// No 1*DIGIT, where rule 1 of RFC 9112, section 6.3 ends the message. A second field line begins
// with a list's comma.
Noted UnusedLength() {
  const NoteValue value = *OneOfThese<NoteValue>({{"x", 0}, {"1x", 1}, {"1, 2", 1}, {"7,7", 1}, {"+1", 0}, {"", 0}});
  const bool head = *Sometimes(2);
  const bool second = *Sometimes(2);
  const std::string name = "content-length: ";
  const std::string before = second ? "Content-Length: 7\r\nA: b\r\n" + name : "Content-Length:";
  const size_t place = before.size() + (second ? 0 : value.place);
  Noted noted =
      Around(MessageKind::kResponse, head ? "HTTP/1.1 200 OK" : "HTTP/1.1 304 ", before + value.text, place, "");
  if (second) noted.besides = {{Clause::kRepeatedField, noted.offset - name.size()}};
  if (head) noted.method = "HEAD";
  return noted;
}

Noted UnknownCoding() {
  const std::string before = *CaseChanged("Transfer-Encoding") + ": " + *OneOfTexts({"", "gzip, ", "X-GZIP,\t"});
  Noted noted =
      InRequest(before + *OneOfTexts({"x, chunked", "identity,chunked", "chunke;a=\"b,c\" , Chunked"}), before.size());
  noted.octets += "0\r\n\r\n";
  return noted;
}

Noted ContentOfConnect() {
  const bool chunked = *Sometimes(2);
  const std::string line =
      chunked ? *OneOfTexts({"Transfer-Encoding: chunked", "TRANSFER-ENCODING: Chunked"}) : "Content-Length: 02";
  Noted noted = Around(MessageKind::kRequest, "CONNECT a:1 HTTP/1.1\r\nHost: a:1", line, 0,
                       chunked ? "2\r\nab\r\n0\r\n\r\n" : "ab");
  noted.offset = noted.octets.find("ab", noted.octets.find("\r\n\r\n"));
  return noted;
}

Noted NoUpgrade() {
  const std::string status = *OneOfTexts({"101", "426"});
  Noted noted = Around(MessageKind::kResponse, "HTTP/1.1 " + status + " ",
                       status == "101" ? "Upgraded: x" : "Content-Length: 0", 0, "");
  noted.offset = 9;
  return noted;
}

Noted NotInTrailers() {
  const std::string name =
      *OneOfTexts({"Content-Length", "transfer-encoding", "Host", "Connection", "Trailer", "TE", "Cache-Control",
                   "Authorization", "Set-Cookie", "Content-Type", "Content-Encoding", "Range", "Expect", "Age"});
  Noted noted = InRequest("Transfer-Encoding: chunked", 0);
  noted.octets += "1\r\na\r\n0\r\n" + Plain();
  noted.offset = noted.octets.size();
  noted.octets += *CaseChanged(name) + ": x\r\n" + Plain() + "\r\n";
  return noted;
}

Noted EndToEndOption() {
  const std::string before = *CaseChanged("Connection") + ":" + *Ows() + *OneOfTexts({"", "x, ", "te,\tx ,"});
  const std::string option =
      *CaseChanged(*OneOfTexts({"Cache-Control", "host", "content-length", "Date", "etag", "authorization", "accept"}));
  return InEither(before + option + *OneOfTexts({"", ", x"}), before.size());
}

Noted HostIgnored() {
  const std::string host = *OneOfTexts({"b", "a:81", "", "A:080", "a.", "[::1]"});
  const std::string start = "GET http://a:80/ HTTP/1.1";
  Noted noted = Around(MessageKind::kRequest, start, "Host: " + host, 6, "");
  if (host.empty()) noted.offset = noted.octets.find("Host: ") + 6;
  noted.also = {Clause::kHostDiffers};
  return noted;
}

}  // namespace

std::vector<NoteSample> MessageNotes() {
  return {
      {Clause::kKeepAliveWithoutOption, "Keep-Alive without its option",
       [] {
         Noted noted =
             OfName(*OneOfTexts({"", "Connection: x, keep-alive1\r\n"}), *CaseChanged("Keep-Alive") + ": timeout=x");
         noted.also = {Clause::kFieldNotListed};
         return noted;
       }},
      {Clause::kUpgradeInHttp10, "Upgrade in HTTP/1.0",
       [] { return Around(MessageKind::kRequest, "GET / HTTP/1.0", "Upgrade: a\r\nConnection: upgrade", 0, ""); }},
      {Clause::kFieldWithoutOption, "TE or Upgrade without its option",
       [] {
         const bool te = *Sometimes(2);
         Noted noted = OfName("", te ? "TE: gzip" : "uPGRADE: a/1");
         noted.also = {te ? Clause::kTeWithoutOption : Clause::kUpgradeWithoutOption};
         return noted;
       }},
      {Clause::kEndToEndOption, "a field for all as an option", EndToEndOption},
      {Clause::kProxyConnection, "Proxy-Connection",
       [] {
         return OfName("", *OneOfTexts({"Proxy-Connection: keep-alive", "proxy-connection: ;;"}));
       }},
      {Clause::kCloseFieldName, "a field named Close", [] { return OfName("", *CaseChanged("Close") + ": x"); }},
      {Clause::kHostIgnored, "a Host other than the target's", HostIgnored},
      {Clause::kBothLengths, "both lengths",
       [] {
         const std::string before = "Transfer-Encoding: chunked\r\n";
         Noted noted = OfName(before, "Content-Length: 5");
         if (noted.kind == MessageKind::kResponse) noted = InRequest(before + "Content-Length: 5", before.size());
         noted.octets += "0\r\n\r\n";
         noted.also = {Clause::kLengthBesideCoding};
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
      {Clause::kTransferEncodingForbidden, "Transfer-Encoding in 1xx or 204",
       [] { return NotForBodiless("Transfer-Encoding", "chunked"); }},
      {Clause::kTransferEncodingForbidden, "Transfer-Encoding in 2xx to CONNECT",
       [] { return NotForTunnel("Transfer-Encoding", "chunked"); }},
      {Clause::kContentLengthForbidden, "Content-Length in 1xx or 204",
       [] { return NotForBodiless("Content-Length", "0"); }},
      {Clause::kContentLengthForbidden, "Content-Length in 2xx to CONNECT",
       [] { return NotForTunnel("Content-Length", "7"); }},
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
