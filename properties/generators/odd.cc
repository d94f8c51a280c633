#include "properties/generators/odd.h"

#include "parser/fields/connection.h"
#include "parser/fields/hop_by_hop.h"
#include "properties/generators/basic.h"
#include "properties/generators/fields.h"
#include "properties/generators/message.h"
#include "properties/generators/numbers.h"
#include "witness/strings.h"

namespace plumbline::properties {

using witness::Lower;
using witness::TrimOws;

namespace gen = rc::gen;
using TextGen = rc::Gen<std::string>;

std::string OddMessage::Head() const {
  std::string octets;
  if (slow.is_request()) {
    octets = absl::StrCat(slow.method, slow.method == "CONNECT" ? " a:1" : " /", " HTTP/1.", slow.minor);
  } else {
    octets = "HTTP/1." + std::to_string(slow.minor) + " " + std::to_string(1000 + slow.status).substr(1) + " ";
  }
  octets += "\r\n";
  for (const FieldLine& field : slow.headers) absl::StrAppend(&octets, field.name, ": ", field.value, "\r\n");
  return octets + "\r\n";
}

void showValue(const OddMessage& message, std::ostream& os) {
  os << Escape(message.Head()) << " for " << Name(message.slow.recipient);
  if (!message.slow.is_request()) os << " answering " << message.slow.method;
  for (const FieldLine& field : message.slow.trailers) {
    os << "\ntrailer " << field.name << ": " << field.value;
  }
}

namespace {

TextGen OddLength() {
  return gen::oneOf(
      OneOfTexts({"0", "42", "42", "042", "43", "0042", "", "42,42", "42, 42", "42,43", "42,", ",42", ",", "42, ,042"}),
      OneOfTexts({"18446744073709551615", "18446744073709551616", "018446744073709551615", "99999999999999999999999",
                  "18446744073709551616, 1", "-1", "+42", "4 2", "0x10", "42;a=b", "\"42\"", "42.0", "4\t2", "42,x",
                  "x"}),
      BoundaryNumeral());
}

TextGen OddCodings() {
  const TextGen whole = OneOfTexts({"chunked",
                                    "",
                                    ",",
                                    "gzip, chunked",
                                    "chunked, gzip",
                                    "chunked, chunked",
                                    "chunked,",
                                    ", ,chunked",
                                    "identity",
                                    "chunked;a=b",
                                    "chunked ;",
                                    "gzip;a=b, chunked",
                                    "x;a=b, chunked",
                                    "x;a=\"b, chunked\"",
                                    "x;a=\"b, chunked",
                                    "x;a=\"\\\"\", chunked",
                                    "chun ked",
                                    "chunked chunked",
                                    "\"chunked\"",
                                    "x; a = b ,chunked",
                                    "x;a",
                                    "x;a=",
                                    "x;",
                                    "x;=b",
                                    "chunked\t",
                                    "xchunked",
                                    "chunkedx",
                                    "x-gzip ; q=1",
                                    "x;a=\"b\"c, chunked",
                                    "x;a=b;c=\"d;e\",chunked"});
  const TextGen coding = gen::oneOf(OneOfTexts({"chunked", "gzip", "x;a=b", "x;a=\"1,\\\"2\"", "", "Deflate"}),
                                    gen::mapcat(OneOfTexts({"chunked", "gzip"}), LongerToken));
  const TextGen list = gen::mapcat(ListOfSize(3, coding), RecipientList);
  return gen::mapcat(gen::oneOf(whole, list), CaseChanged);
}

TextGen OddConnection() {
  return gen::mapcat(
      ListOfSize(3, gen::oneOf(OneOfTexts({"close", "keep-alive", "te", "x", "keep-alivex", "xclose", "closed",
                                           "transfer-encoding", "host", "a", "upgrade", "connection"}),
                               gen::mapcat(OneOfTexts({"close", "keep-alive"}), LongerToken), Token(4))),
      [](const std::vector<std::string>& options) { return gen::mapcat(RecipientList(options), CaseChanged); });
}

TextGen SomeName() {
  return gen::mapcat(
      OneOfTexts({"X", "A", "TE", "Upgrade", "Keep-Alive", "Proxy-Connection", "Closed", "Trailer", "Via"}),
      CaseChanged);
}

void Add(SlowFields& fields, const std::string& name, const TextGen& value) {
  const std::string text = *value;
  const size_t at = *InRange<size_t>(0, fields.size() + 1);
  fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(at), {Intern(*CaseChanged(name)), Intern(TrimOws(text))});
}

// None, one or two lines with this name.
void AddSome(SlowFields& fields, const std::string& name, const TextGen& value) {
  const int count = *OneOfThese<int>({0, 1, 0, 1, 2});
  for (int i = 0; i < count; ++i) Add(fields, name, value);
}

}  // namespace

void AddLine(SlowFields& fields, absl::string_view name, absl::string_view value) {
  fields.push_back({Intern(name), Intern(value)});
}

rc::Gen<OddMessage> AnyOddMessage(OddFields fields) {
  return gen::exec([fields] {
    OddMessage message;
    SlowMessage& slow = message.slow;
    const bool odd = fields == OddFields::kFraming;
    slow.kind = *Sometimes(2) ? MessageKind::kRequest : MessageKind::kResponse;
    slow.minor = *OneOfThese<int>({1, 0, 1, 0, 2, 9});
    slow.method = Intern(*OneOfTexts({"GET", "HEAD", "CONNECT", "POST", "head", "Connect"}));
    slow.status = *gen::oneOf(OneOfThese<int>({200, 204, 304, 100, 101, 199, 299, 300, 205, 206}), InRange(0, 1000));
    if (slow.is_request()) slow.status = 0;
    slow.recipient = *Sometimes(2)       ? Recipient::kIntermediary
                     : slow.is_request() ? Recipient::kOrigin
                                         : Recipient::kUserAgent;
    AddSome(slow.headers, "Connection", OddConnection());
    const TextGen codings = OneOfTexts({"chunked", "gzip, chunked", "x;a=\"b,c\", Chunked,"});
    AddSome(slow.headers, "Transfer-Encoding", odd ? OddCodings() : codings);
    if (odd && *Sometimes(4)) {  // the same to whoever has too few bits
      const auto [number, other] = *CongruentNumbers();
      const std::string one = *Numeral(number), two = *Numeral(other);
      const bool list = *Sometimes(2);
      Add(slow.headers, "Content-Length", gen::just(list ? one + ", " + two : one));
      if (!list) Add(slow.headers, "Content-Length", gen::just(two));
    } else if (odd) {
      AddSome(slow.headers, "Content-Length", OddLength());
    } else if (*Sometimes(3)) {
      Add(slow.headers, "Content-Length", OneOfTexts({"0", "42", "007"}));
    }
    const int others = *InRange(0, 3);
    for (int i = 0; i < others; ++i) Add(slow.headers, *SomeName(), FieldContent());
    if (slow.is_request()) Add(slow.headers, "Host", gen::just(std::string("a")));
    return message;
  });
}

HeadReading ReadHead(const OddMessage& message) {
  HeadReading reading;
  const std::string octets = message.Head();
  const auto take = [&reading](const auto& result) {
    reading.outcome = result.outcome();
    reading.error = result.error();
    if (!result.complete()) return;
    reading.framing = result->framing;
    reading.persistence = result->persistence;
    for (absl::string_view option : ConnectionOptionsOf(result->fields).names) {
      reading.options.push_back(Lower(std::string(option)));
    }
    for (absl::string_view name : RemovalSet(result->fields, result->framing, nullptr))
      reading.removed.emplace_back(name);
  };
  if (message.slow.is_request()) {
    take(ParseRequestHead(octets, message.slow.recipient));
  } else {
    take(ParseResponseHead(octets, message.slow.method, message.slow.recipient));
  }
  return reading;
}

}  // namespace plumbline::properties
