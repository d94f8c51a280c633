// Violations of the chunked transfer coding, RFC 9112, section 7.1.
#include "properties/generators/chunked.h"
#include "properties/generators/basic.h"
#include "properties/generators/numbers.h"
#include "properties/violations/violations.h"

namespace plumbline::properties {
namespace {

const std::string kHexdigits = "0123456789abcdefABCDEF";

// A message up to where a chunk begins.
std::string Chunks() {
  std::string octets = SomeRequestFields() + "Transfer-Encoding: chunked\r\n\r\n";
  for (const std::string& data : *Repeat<std::string>(0, 2, AnyOctets(1, 9))) {
    octets += *ChunkSizeText(data.size()) + (*ChunkExt()).octets + "\r\n" + data + "\r\n";
  }
  return octets;
}

std::string Size() { return *ChunkSizeText(*InRange<uint64_t>(0, 300)); }

// A chunk-ext up to here, and the octets with which it could go on.
struct Viable {
  std::string text;
  std::string next;
};

Broken WrongExt() {
  const std::string ws = " \t";
  const std::vector<Viable> exts = {
      {" ", ws + ";"},
      {"\t ", ws + ";"},
      {";", kTchars + ws},
      {"; ", kTchars + ws},
      {";a", kTchars + ws + ";=\r"},
      {";a ", ws + ";="},
      {";a=", kTchars + ws + "\""},
      {";a = ", kTchars + ws + "\""},
      {";a=b", kTchars + ws + ";\r"},
      {";a=b ", ws + ";"},
      {";a=\"b\"", ws + ";\r"},
      {";a=\"b;\\\"\" ", ws + ";"},
      {";a=b;", kTchars + ws},
      {" ; a ; b", kTchars + ws + ";=\r"},
      {";a=" + *QuotedString(), ws + ";\r"},
  };
  const Viable ext = *OneOfThese(exts);
  return Request(Chunks() + Size() + ext.text, *OctetNotIn(ext.next));
}

// qdtext = HTAB / SP / %x21 / %x23-5B / %x5D-7E / obs-text; quoted-pair = "\" ( HTAB / SP / VCHAR /
// obs-text )
Broken WrongQuotedString() {
  const char bad = *OneOfThese<char>({'\r', '\n', '\0', '\x7f', '\x01', '\x08', '\x0b', '\x1f'});
  const std::string text = *OneOfTexts({"", "b", " \t", "\\\"", "\xff", ";=,"});
  return Request(Chunks() + Size() + ";a=\"" + text + *Optional(rc::gen::just(std::string("\\"))), bad);
}

Broken SizeTooLarge() {
  if (*Sometimes(2)) {
    const std::string digits = *rc::gen::mapcat(NumberBeyond64Bits(), [](Wide n) { return Numeral(n, 16); });
    const size_t last = DigitBeyond(digits, 16);
    return Request(Chunks() + digits.substr(0, last), digits[last]);
  }
  const std::string digits = *CaseChanged(*OneOfTexts({"ffffffffffffffff", "1000000000000000", "8000000000000000"}));
  return Request(Chunks() + *OneOfTexts({"", "0", "0000"}) + digits, *Hexdig());
}

std::string ChunkAndData() {
  const std::string data = *AnyOctets(1, 9);
  return Chunks() + *ChunkSizeText(data.size()) + "\r\n" + data;
}

}  // namespace

std::vector<Violation> ChunkedViolations() {
  return {
      {Clause::kChunkSize, "no chunk-size", [] { return Request(Chunks(), *OctetNotIn(kHexdigits)); }},
      {Clause::kChunkSize, "no hexadecimal digit in a chunk-size",
       [] { return Request(Chunks() + Size(), *OctetNotIn(kHexdigits + "; \t\r")); }},
      {Clause::kLimitChunkSize, "a chunk-size beyond 64 bits", SizeTooLarge},
      {Clause::kChunkExt, "no chunk-ext", WrongExt},
      {Clause::kChunkExtQuotedString, "no quoted-string in a chunk-ext", WrongQuotedString},
      {Clause::kBareCr, "CR without LF after a chunk-size",
       [] { return Request(Chunks() + Size() + "\r", *OctetNotIn("\n")); }},
      {Clause::kBareCr, "CR without LF after a chunk-ext",
       [] { return Request(Chunks() + Size() + (*ChunkExt()).octets + "\r", *OctetNotIn("\n")); }},
      {Clause::kChunkDataEnd, "no CR after chunk-data", [] { return Request(ChunkAndData(), *OctetNotIn("\r")); }},
      {Clause::kChunkDataEnd, "no LF after chunk-data",
       [] { return Request(ChunkAndData() + "\r", *OctetNotIn("\n")); }},
  };
}

}  // namespace plumbline::properties
