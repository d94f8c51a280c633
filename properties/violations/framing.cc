// Violations of RFC 9112, section 6 (Transfer-Encoding, Content-Length, message body length), and
// of Connection.
#include "properties/generators/basic.h"
#include "properties/generators/chunked.h"
#include "properties/generators/fields.h"
#include "properties/generators/numbers.h"
#include "properties/violations/violations.h"

namespace plumbline::properties {
namespace {

// A head up to a field line that `kind` may have here.
Broken InHead(const std::string& line, char bad) {
  if (*Sometimes(2)) return Request(SomeRequestFields() + line, bad);
  return Response(SomeResponseFields() + line, bad);
}

std::string TransferEncoding() { return *CaseChanged("Transfer-Encoding") + ":" + *Ows(); }
std::string ContentLength() { return *CaseChanged("Content-Length") + ":" + *Ows(); }

// Nothing that a sender of field lines could not write in a value at all: that is the field line's
// to reject.
rc::Gen<char> ValueOctetNotIn(const std::string& set) {
  std::string controls(1, '\x7f');
  for (char c = 0; c < 0x20; ++c) {
    if (c != '\t') controls += c;
  }
  return OctetNotIn(set + controls);
}

Broken WrongTransferEncoding() {
  struct ViableCoding {
    std::string text;
    std::string next;
  };
  const std::string ws = " \t";
  const std::vector<ViableCoding> values = {
      {"", kTchars + ws + ",\r"},
      {"gzip ,", kTchars + ws + ",\r"},
      {"chunked", kTchars + ws + ",;\r"},
      {"chunked ", ws + ",;\r"},
      {"x", kTchars + ws + ",;\r"},
      {"x;", kTchars + ws},
      {"x; a", kTchars + ws + "="},
      {"x; a\t", ws + "="},
      {"x;a=", kTchars + ws + "\""},
      {"x;a =\t", kTchars + ws + "\""},
      {"x;a=b", kTchars + ws + ",;\r"},
      {"x;a=b ", ws + ",;\r"},
      {"x;a=" + *QuotedString(), ws + ",;\r"},
      {"x;a=\"b\\\"\" ", ws + ",;\r"},
  };
  const ViableCoding value = *OneOfThese(values);
  return InHead(TransferEncoding() + value.text, *ValueOctetNotIn(value.next));
}

// At its CR at the latest: a comma cannot complete it, so neither can a further field line.
Broken UnfinishedParameter() {
  const std::string value = *OneOfTexts({"x;", "x ; ", "x;a", "x;a ", "x;a=", "x;a= ", "chunked, x;a=b;"});
  return InHead(TransferEncoding() + value, '\r');
}

// A quoted-string might go on in a further field line: the end of the section decides.
Broken OpenQuotedString() {
  const bool request = *Sometimes(2);
  std::string before = (request ? SomeRequestFields() : SomeResponseFields()) + TransferEncoding();
  std::string value = *OneOfTexts({"x;a=\"b", "x;a=\"b\\", "x;a=\"b, chunked"});
  if (*Sometimes(2)) {
    before += value + "\r\n" + SomeFieldLines() + TransferEncoding();
    value = *OneOfTexts({"chunked", "b, c", "\\\"", ";"});
  }
  const size_t place = before.size();
  before += value + "\r\n" + SomeFieldLines();
  Broken broken = RequestAt(before, '\r', place);
  broken.kind = request ? MessageKind::kRequest : MessageKind::kResponse;
  return broken;
}

Broken ChunkedNotFinal() {
  std::string before = SomeRequestFields();
  if (*Sometimes(2)) before += TransferEncoding() + *OneOfTexts({"chunked", "gzip", ""}) + "\r\n";
  if (*Sometimes(2)) before += ContentLength() + "5\r\n";
  before += TransferEncoding();
  const size_t place = before.size();
  const std::string value = *OneOfTexts({"gzip", "chunked, gzip", "x;a=b", "chunked1", "xchunked", ",identity,"});
  return RequestAt(before + value + "\r\n" + SomeFieldLines(), '\r', place);
}

// Content-Length lines whose fault is that of `values`, decided at the CR of the empty line.
// `place` counts from the first octet of the last value.
Broken WrongLength(const std::vector<std::string>& values, size_t place) {
  const bool request = *Sometimes(2);
  std::string before = request ? SomeRequestFields() : SomeResponseFields();
  size_t last = 0;
  for (const std::string& value : values) {
    before += ContentLength();
    last = before.size();
    before += value + (value.empty() ? "" : *Ows()) + "\r\n" + SomeFieldLines();
  }
  Broken broken = RequestAt(before, '\r', last + place);
  broken.kind = request ? MessageKind::kRequest : MessageKind::kResponse;
  return broken;
}

Broken NoNumber() {
  const auto [value, place] = *OneOfThese<std::pair<std::string, size_t>>({
      {"x", 0},
      {"-1", 0},
      {"+1", 0},
      {"1x", 1},
      {"4 2", 1},
      {"0x1", 1},
      {"1.0", 1},
      {"1;a", 1},
      {"\"1\"", 0},
      {"", 0},
      {",", 0},
      {", ,", 0},
      {"42, x", 4},
      {"42, 42, 4x", 9},
      {"x, 42", 0},
      {"42,43x", 5},
  });
  return WrongLength({value}, place);
}

std::string Number() { return std::to_string(*InRange(1, 100000)); }

// Of the same value to whoever has too few bits.
Broken CongruentLengths() {
  const auto [number, other] = *CongruentNumbers();
  const std::string one = *Numeral(number), two = *Numeral(other);
  if (*Sometimes(2)) return WrongLength({one, two}, 0);
  return WrongLength({one + ", " + two}, one.size() + 2);
}

Broken DifferentNumbers() {
  if (*Sometimes(2)) return CongruentLengths();
  // Numbers differ however long they are, and however many zeros they begin with.
  const std::string number = Number() + *OneOfTexts({"", "", std::string(40, '0').c_str()});
  const std::string other = *Optional(rc::gen::just(std::string("0"))) + number + *RepeatOctets(1, 1, Digit());
  if (*Sometimes(2)) return WrongLength({number, other}, 0);
  return WrongLength({number + ", " + other}, number.size() + 2);
}

Broken TheSameNumberAgain() {
  const std::string number = Number();
  switch (*InRange(0, 4)) {
    case 0:
      return WrongLength({number, number}, 0);
    case 1:
      return WrongLength({number, "0" + number}, 0);
    case 2:
      return WrongLength({number + ", " + number}, number.size());  // the comma
    default:
      return WrongLength({number + ",," + number}, number.size());
  }
}

Broken OneNumberInAList() {
  const std::string number = Number();
  switch (*InRange(0, 4)) {
    case 0:
      return WrongLength({number, ""}, 0);
    case 1:
      return WrongLength({"", number}, 0);
    case 2:
      return WrongLength({", " + number}, 0);  // the comma
    default:
      return WrongLength({number + " ,"}, number.size() + 1);
  }
}

Broken TooLarge() {
  if (*Sometimes(2)) {
    const std::string digits = *rc::gen::mapcat(NumberBeyond64Bits(), [](Wide n) { return Numeral(n); });
    return WrongLength({digits}, DigitBeyond(digits));
  }
  const auto [value, place] = *OneOfThese<std::pair<std::string, size_t>>({
      {"18446744073709551616", 19},
      {"18446744073709551620", 19},
      {"18446744073709551700", 19},
      {"184467440737095516150", 20},
      {"00018446744073709551616", 22},
      {"99999999999999999999", 19},
  });
  return WrongLength({value}, place);
}

Broken WrongConnection() {
  const std::string before = *CaseChanged("Connection") + ":" + *Ows();
  switch (*InRange(0, 3)) {
    case 0:
      return InHead(before + *Optional(rc::gen::just(std::string(", "))), *ValueOctetNotIn(kTchars + " \t,\r"));
    case 1:
      return InHead(before + *Token(), *ValueOctetNotIn(kTchars + " \t,\r"));
    default:
      return InHead(before + *Token() + *Rws(), *ValueOctetNotIn(" \t,\r"));
  }
}

std::string Compression() { return *CaseChanged(*OneOfTexts({"gzip", "x-gzip", "deflate", "compress", "x-compress"})); }

}  // namespace

std::vector<Violation> FramingViolations() {
  return {
      {Clause::kTransferEncodingSyntax, "no Transfer-Encoding", WrongTransferEncoding},
      {Clause::kTransferEncodingSyntax, "an unfinished parameter", UnfinishedParameter},
      {Clause::kTransferEncodingSyntax, "an open quoted-string", OpenQuotedString},
      {Clause::kChunkedParameter, "a parameter on chunked",
       [] {
         return InHead(TransferEncoding() + *OneOfTexts({"", "gzip,"}) + *CaseChanged("chunked") + *Ows(), ';');
       }},
      {Clause::kCompressionParameter, "a parameter on a compression coding",
       [] {
         return InHead(TransferEncoding() + *OneOfTexts({"", "x;a=b ,"}) + Compression() + *Ows(), ';');
       }},
      {Clause::kChunkedNotFinal, "a request whose final coding is not chunked", ChunkedNotFinal},
      {Clause::kContentLengthInvalid, "a Content-Length that is not a number", NoNumber},
      {Clause::kContentLengthDiffers, "different numbers", DifferentNumbers},
      {Clause::kContentLengthList, "the same number again", TheSameNumberAgain},
      {Clause::kContentLengthEmptyMember, "one number in a list", OneNumberInAList},
      {Clause::kLimitContentLength, "a number beyond 64 bits", TooLarge},
      {Clause::kConnectionOption, "no token in Connection", WrongConnection},
  };
}

}  // namespace plumbline::properties
