#include "properties/generators/mutation.h"

#include <algorithm>
#include <set>

#include "properties/generators/basic.h"
#include "properties/generators/numbers.h"

namespace plumbline::properties {

namespace gen = rc::gen;

void showValue(const Input& input, std::ostream& os) {
  os << Name(input.options.decoder.kind) << " stream " << Escape(input.octets) << " for "
     << Name(input.options.decoder.recipient) << " answering " << TextOfList(input.options.methods)
     << (input.options.end_of_input ? " and no more" : "");
}

Input ToInput(const StreamSample& stream) {
  Input input;
  input.octets = stream.octets;
  input.options.decoder.kind = stream.kind;
  input.options.decoder.recipient = DefaultRecipient(stream.kind);
  input.options.methods = stream.methods;
  return input;
}

namespace {

std::string Word() {
  return *gen::oneOf(
      OneOfTexts({"\r\n", " ", ":", "\n", "\r", "\r\n\r\n", "\t", ",", ";", "\"", "=", "0", "1", "%", "/", "*"}),
      OneOfTexts({"GET", "CONNECT", "OPTIONS", "HTTP/1.1", "HTTP/1.0", "200", "101", "http://", "Host", "a:1"}),
      OneOfTexts({"Content-Length: ", "Transfer-Encoding: ", "Connection: ", "chunked", "close", "keep-alive"}),
      AnyOctets(1, 1), BoundaryNumeral(*OneOfThese<unsigned>({10, 16})));
}

// A number in the octets becomes another one, mostly one that is equal to it modulo 2^width.
void ChangeNumber(std::string& octets, size_t at) {
  constexpr char kDigits[] = "0123456789";
  const size_t begin = octets.find_first_of(kDigits, at);
  if (begin == std::string::npos) return;
  const size_t end = std::min(octets.find_first_not_of(kDigits, begin), octets.size());
  const unsigned base = *OneOfThese<unsigned>({10, 16});
  std::string digits = *BoundaryNumeral(base);
  if (end - begin < 19 && *Sometimes(2)) {
    const int width = *OneOfThese<int>({8, 16, 31, 32, 64});
    digits =
        ToDigits(ToNumber(octets.substr(begin, end - begin), base) + (Wide(*InRange<uint64_t>(1, 4)) << width), base);
  }
  octets.replace(begin, end - begin, digits);
}

void Mutate(std::string& octets) {
  const size_t at = *InRange<size_t>(0, octets.size() + 1);
  switch (*InRange(0, 6)) {
    case 0:
      if (at < octets.size()) octets[at] = *gen::oneOf(AnyOctet(), TellingOctet());
      break;
    case 1:
      octets.insert(at, Word());
      break;
    case 2:
      octets.erase(at, *InRange<size_t>(1, 4));
      break;
    case 4:
      ChangeNumber(octets, at);
      break;
    case 3: {  // a piece again
      const size_t size = *InRange<size_t>(1, 30);
      octets.insert(at, octets.substr(at, size));
      break;
    }
    default: {  // a line again
      const size_t begin = octets.rfind('\n', at);
      const size_t end = octets.find('\n', at);
      if (begin == std::string::npos || end == std::string::npos || begin >= end) break;
      octets.insert(end + 1, octets.substr(begin + 1, end - begin));
      break;
    }
  }
}

}  // namespace

rc::Gen<Input> ValidInput() { return gen::map(AnyStream(), ToInput); }

rc::Gen<Input> MutatedInput() {
  return gen::exec([] {
    Input input = *ValidInput();
    const int count = *InRange(1, 4);
    for (int i = 0; i < count; ++i) Mutate(input.octets);
    input.options.end_of_input = *Sometimes(3);
    if (*Sometimes(3)) input.options.methods.clear();
    if (*Sometimes(3)) input.options.decoder.recipient = Recipient::kIntermediary;
    return input;
  });
}

rc::Gen<Input> WordsInput() {
  return gen::exec([] {
    Input input;
    const bool request = *Sometimes(2);
    input.options.decoder.kind = request ? MessageKind::kRequest : MessageKind::kResponse;
    input.octets = request ? "GET / HTTP/1.1\r\nHost:\r\n" : "HTTP/1.1 200 \r\n";
    if (*Sometimes(3)) input.octets.clear();
    const int count = *InRange(0, 12);
    for (int i = 0; i < count; ++i) input.octets += Word();
    input.options.end_of_input = *Sometimes(3);
    return input;
  });
}

rc::Gen<Input> AnyInput() {
  return gen::oneOf(ValidInput(), MutatedInput(), MutatedInput(), MutatedInput(), WordsInput());
}

rc::Gen<std::string> MutatedText(rc::Gen<std::string> text, std::string alphabet) {
  return gen::exec([text = std::move(text), alphabet = std::move(alphabet)] {
    std::string octets = *text;
    const int count = *InRange(0, 4);
    for (int i = 0; i < count; ++i) {
      const size_t at = *InRange<size_t>(0, octets.size() + 1);
      const char octet = *gen::oneOf(OctetOf(alphabet), OctetOf(alphabet), AnyOctet(), TellingOctet());
      const int change = *InRange(0, 3);
      if (change == 0 && at < octets.size()) octets[at] = octet;
      if (change == 1) octets.insert(at, 1, octet);
      if (change == 2 && at < octets.size()) octets.erase(at, 1);
    }
    return octets;
  });
}

rc::Gen<std::vector<size_t>> Cuts(size_t size) {
  return gen::map(Repeat(0, 5, InRange<size_t>(0, size + 1)), [](const std::vector<size_t>& offsets) {
    const std::set<size_t> sorted(offsets.begin(), offsets.end());
    return std::vector<size_t>(sorted.begin(), sorted.end());
  });
}

}  // namespace plumbline::properties
