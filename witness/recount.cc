#include "witness/recount.h"

#include <algorithm>
#include <cstdint>

#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

constexpr absl::string_view kCrlf("\r\n", 2);

// The line that begins at `pos`, without its CRLF; `pos` moves after it.
absl::string_view TakeLine(absl::string_view octets, size_t& pos) {
  const size_t end = std::min(octets.find(kCrlf, pos), octets.size());
  const absl::string_view line = octets.substr(pos, end - pos);
  pos = std::min(end + 2, octets.size());
  return line;
}

// Field lines up to and with the empty line.
std::vector<FieldLine> TakeFields(absl::string_view octets, size_t& pos) {
  std::vector<FieldLine> fields;
  fields.reserve(8);
  while (pos < octets.size()) {
    const absl::string_view line = TakeLine(octets, pos);
    if (line.empty()) break;
    const size_t colon = std::min(line.find(':'), line.size() - 1);
    fields.push_back({line.substr(0, colon), TrimOws(line.substr(colon + 1))});
  }
  return fields;
}

int StatusOf(absl::string_view status_line) {  // HTTP/1.1 200 OK
  int status = 0;
  for (const char digit : status_line.substr(9, 3)) status = status * 10 + (digit - '0');
  return status;
}

// The number that the digits in front spell; the largest there is, if 64 bits are too few for it.
uint64_t Number(absl::string_view text, unsigned base) {
  constexpr absl::string_view kDigits = "0123456789abcdef";
  constexpr uint64_t kLargest = ~uint64_t{0};
  uint64_t value = 0;
  for (const char octet : text) {
    const char lower = octet >= 'A' && octet <= 'F' ? static_cast<char>(octet + ('a' - 'A')) : octet;
    const size_t digit = kDigits.substr(0, base).find(lower);
    if (digit == absl::string_view::npos) break;
    if (value > (kLargest - digit) / base) return kLargest;
    value = value * base + digit;
  }
  return value;
}

RecountedBody RecountBody(absl::string_view octets, const Framing& framing) {
  RecountedBody body;
  if (framing.kind == FramingKind::kChunked) return RecountChunked(octets);
  if (framing.kind == FramingKind::kLength) {
    body.size = static_cast<size_t>(std::min<uint64_t>(framing.length, octets.size()));
    body.whole = framing.length <= octets.size();
  }
  if (framing.kind == FramingKind::kNone) body.whole = true;
  if (framing.kind == FramingKind::kClose) body.size = octets.size();
  body.content = std::string(octets.substr(0, body.size));
  return body;
}

}  // namespace

RecountedBody RecountChunked(absl::string_view octets) {
  RecountedBody body;
  size_t pos = 0;
  bool last = false;
  while (pos < octets.size()) {
    const absl::string_view line = TakeLine(octets, pos);
    const uint64_t size = Number(line, 16);
    const absl::string_view digits = line.substr(0, line.find_first_not_of("0123456789abcdefABCDEF"));
    body.overflow = body.overflow || digits.size() > 16 + std::min(digits.find_first_not_of('0'), digits.size());
    last = size == 0;
    if (last) break;
    const absl::string_view data = octets.substr(pos, static_cast<size_t>(size));
    if (octets.substr(pos + data.size(), 2) != kCrlf) return body;
    body.content.append(data.data(), data.size());
    pos += data.size() + 2;
  }
  body.trailers = TakeFields(octets, pos);
  body.size = pos;
  const absl::string_view read = octets.substr(0, pos);
  body.whole = last && read.size() >= 4 && read.substr(read.size() - 4) == "\r\n\r\n";
  return body;
}

Recount RecountMessage(absl::string_view octets, const Reader& reader) {
  Recount recount;
  SlowMessage& message = recount.message;
  size_t pos = 0;
  recount.start_line = TakeLine(octets, pos);
  message.kind = reader.kind;
  message.recipient = reader.recipient;
  message.method = reader.method;
  message.headers = TakeFields(octets, pos);
  recount.head_size = pos;
  const bool response = reader.kind == MessageKind::kResponse;
  if (response) message.status = StatusOf(recount.start_line);
  message.minor = recount.start_line[response ? 7 : recount.start_line.size() - 1] - '0';
  const SlowFraming framing = SlowBodyLength(message);
  recount.error = framing.error;
  recount.framing = framing.framing;
  recount.body = RecountBody(octets.substr(pos), recount.framing);
  message.trailers = recount.body.trailers;
  recount.persistence = SlowDecidePersistence(message, recount.framing);
  recount.removed = SlowRemovalSet(message, recount.framing);
  return recount;
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
