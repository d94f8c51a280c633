// Law: Keep-Alive. RFC 2068, section 19.7.1.1, and draft-thomson-hybi-http-timeout, section 2:
// `timeout` and `max` are digits, kept as numbers; what is not a digit, or too large, is a clause of
// its own at its octet; all other parameters are kept. The field is meant only where the keep-alive
// connection option is present.
#include "properties/law.h"

#include "parser/fields/keep_alive.h"
#include "properties/generators/basic.h"
#include "properties/generators/fields.h"
#include "witness/strings.h"

namespace plumbline::properties {
namespace {

using witness::Lower;

namespace gen = rc::gen;

struct Typed {
  std::string name;
  Clause syntax;
  Clause overflow;
};

Typed AnyTyped() {
  if (*Sometimes(2)) return {*CaseChanged("timeout"), Clause::kKeepAliveTimeout, Clause::kKeepAliveTimeoutOverflow};
  return {*CaseChanged("max"), Clause::kKeepAliveMax, Clause::kKeepAliveMaxOverflow};
}

// Other parameters and a comma, or nothing.
std::string Before() {
  const std::string list = (*KeepAliveValue()).octets;
  return list.empty() || list.back() == ',' ? list : list + ", ";
}

std::string NameAndEquals(const Typed& typed) { return typed.name + *Ows() + "=" + *Ows(); }

void CheckError(const std::string& octets, Clause clause, size_t offset) {
  RC_ASSERT(Text(ParseKeepAlive(octets)) == Text(ParseError{clause, offset, offset}));
}

LAW(KeepAliveLaw, DigitsAlone, ()) {
  const Typed typed = AnyTyped();
  const std::string before = Before() + NameAndEquals(typed);
  const std::string digits = *Digits(0, 4);
  // Whitespace may stand before the digits and after them, a comma after them.
  const std::string good = digits.empty() ? "0123456789 \t" : "0123456789 \t,";
  const char bad = *gen::suchThat(AnyOctet(), [good](char c) { return good.find(c) == std::string::npos; });
  CheckError(before + digits + bad + *AnyOctets(0, 4), typed.syntax, before.size() + digits.size());
}

LAW(KeepAliveLaw, NumbersBeyond64Bits, ()) {
  const Typed typed = AnyTyped();
  const std::string before = Before() + NameAndEquals(typed) + *OneOfTexts({"", "0", "000"});
  const std::string number = *OneOfTexts({"18446744073709551616", "18446744073709551620", "20000000000000000000",
                                          "184467440737095516150", "99999999999999999999"});
  const size_t offset = before.size() + (number.size() == 21 ? 20 : 19);
  CheckError(before + number + *OneOfTexts({"", ", a", "0", "x"}), typed.overflow, offset);
}

LAW(KeepAliveLaw, ANumberIsNeeded, ()) {
  const Typed typed = AnyTyped();
  const std::string before = Before();
  RC_ASSERT(Text(ParseKeepAlive(before + typed.name)) == "need more");
  RC_ASSERT(Text(ParseKeepAlive(before + NameAndEquals(typed))) == "need more");
  const std::string alone = before + typed.name + *Ows();
  CheckError(alone + "," + *AnyOctets(0, 3), typed.syntax, alone.size());
  CheckError(alone + ";", typed.syntax, alone.size());
}

LAW(KeepAliveLaw, TheFirstOfEachCounts, ()) {
  const auto numbers = *Repeat<uint64_t>(1, 4, gen::resize(rc::kNominalSize, gen::arbitrary<uint64_t>()));
  std::string octets;
  for (uint64_t number : numbers) {
    octets += (octets.empty() ? "" : ", ") + *CaseChanged("max") + "=" + std::to_string(number);
  }
  const auto parsed = ParseKeepAlive(octets);
  RC_ASSERT(parsed.complete());
  RC_ASSERT(parsed->max.has_value());
  RC_ASSERT(*parsed->max == numbers[0]);
  RC_ASSERT(!parsed->timeout.has_value());
  RC_ASSERT(parsed->parameters.size() == numbers.size());
}

// What decides nothing is kept: names in other case, values in quotes, parameters without a value.
LAW(KeepAliveLaw, ExtensionsAreKept, ()) {
  const Sample<KeepAlive> sample = *KeepAliveValue();
  const auto parsed = ParseKeepAlive(sample.octets);
  RC_ASSERT(parsed.complete());
  RC_ASSERT(Text(parsed->parameters) == Text(sample.value.parameters));
  RC_ASSERT(parsed->timeout == sample.value.timeout);
  RC_ASSERT(parsed->max == sample.value.max);
}

LAW(KeepAliveLaw, IsMeantOnlyWithTheOption, ()) {
  const auto options =
      *Repeat<std::string>(0, 3, gen::oneOf(ConnectionOption(), CaseChanged("keep-alive"), CaseChanged("close")));
  std::string octets = "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\n";
  bool meant = false;
  for (const std::string& option : options) {
    octets += "Connection: " + option + "\r\n";
    meant = meant || Lower(option) == "keep-alive";
  }
  const Interpretation read = ParseResponseStream(octets + "Content-Length: 0\r\n\r\n");
  const std::string whole = octets + "\r\n";
  const auto head = ParseResponseHead(whole);
  RC_ASSERT(head.complete());
  RC_ASSERT(KeepAliveIsMeant(head->fields) == meant);
  RC_ASSERT(read.messages.size() == 1u);
  int notes = 0;
  for (const Finding& finding : read.messages[0].findings)
    notes += finding.clause == Clause::kKeepAliveWithoutOption ? 1 : 0;
  RC_ASSERT(notes == (meant ? 0 : 1));
}

}  // namespace
}  // namespace plumbline::properties
