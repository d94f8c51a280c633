#include "fuzz/support_recount.h"

#include <algorithm>
#include <iterator>

#include "fuzz/support.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

constexpr absl::string_view kCrlf("\r\n", 2);

bool HasField(const std::vector<FieldLine>& fields, absl::string_view name) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const FieldLine& field) { return EqualsIgnoringCase(field.name, name); });
}

bool Contains(const std::vector<absl::string_view>& names, absl::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](absl::string_view each) { return EqualsIgnoringCase(each, name); });
}

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

bool ChunkedIsFinal(const std::string& transfer_encoding) {
  const std::vector<absl::string_view> codings = RecountList(transfer_encoding);
  return !codings.empty() && EqualsIgnoringCase(codings.back(), "chunked");
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

// RFC 9112, section 6.3, item by item.
Framing RecountFraming(const std::vector<FieldLine>& fields, int status, const Reader& reader) {
  const bool response = reader.kind == MessageKind::kResponse;
  if (response && (reader.method == "HEAD" || status / 100 == 1 || status == 204 || status == 304)) {
    return {FramingKind::kNone, 1, 0};
  }
  if (response && reader.method == "CONNECT" && status / 100 == 2) return {FramingKind::kNone, 2, 0};
  const bool length = HasField(fields, "Content-Length");
  if (HasField(fields, "Transfer-Encoding")) {
    const bool chunked = ChunkedIsFinal(CombinedValue(fields, "Transfer-Encoding"));
    if (!chunked) return {FramingKind::kClose, 4, 0};
    return {FramingKind::kChunked, static_cast<uint8_t>(length ? 3 : 4), 0};
  }
  if (length) return {FramingKind::kLength, 6, Number(CombinedValue(fields, "Content-Length"), 10)};
  if (!response) return {FramingKind::kNone, 7, 0};
  return {FramingKind::kClose, 8, 0};
}

// RFC 9112, section 9.3, and the sentences of docs/choices.md, choice 22, that come before it.
Persistence RecountPersistence(const Recount& message, const std::vector<absl::string_view>& options, int status,
                               char minor, const Reader& reader) {
  const bool response = reader.kind == MessageKind::kResponse;
  const bool transfer_encoding = HasField(message.fields, "Transfer-Encoding");
  if (response && reader.method == "CONNECT" && status / 100 == 2) return {false, PersistenceRule::kTunnel};
  if (response && status == 101) return {false, PersistenceRule::kSwitched};
  if (Contains(options, "close")) return {false, PersistenceRule::kCloseOption};
  if (minor == '0' && transfer_encoding) return {false, PersistenceRule::kHttp10TransferEncoding};
  if (!response && transfer_encoding && HasField(message.fields, "Content-Length")) {
    return {false, PersistenceRule::kBothLengths};
  }
  const bool may_honor = response || reader.recipient != Recipient::kIntermediary;
  const bool keep_alive = Contains(options, "keep-alive") && may_honor;
  if (minor == '0' && !keep_alive) return {false, PersistenceRule::kOtherwise};
  if (message.framing.kind == FramingKind::kClose) return {false, PersistenceRule::kNotSelfDefinedLength};
  return {true, minor == '0' ? PersistenceRule::kHttp10KeepAlive : PersistenceRule::kHttp11};
}

bool IsConnectionSpecific(absl::string_view name) {
  constexpr absl::string_view kNames[] = {"Connection", "Proxy-Connection",  "Keep-Alive",
                                          "TE",         "Transfer-Encoding", "Upgrade"};
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [&](absl::string_view each) { return EqualsIgnoringCase(each, name); });
}

// RFC 9110, section 7.6.1; RFC 9112, section 6.3, rule 3.
std::vector<absl::string_view> RecountRemoved(const Recount& message, const std::vector<absl::string_view>& options) {
  std::vector<absl::string_view> removed;
  const bool both = HasField(message.fields, "Content-Length") && HasField(message.fields, "Transfer-Encoding") &&
                    message.framing.kind != FramingKind::kNone;
  for (const auto* section : {&message.fields, &message.body.trailers}) {
    for (const FieldLine& field : *section) {
      const bool length = both && EqualsIgnoringCase(field.name, "Content-Length");
      const bool goes = length || IsConnectionSpecific(field.name) || Contains(options, field.name);
      if (goes && !Contains(removed, field.name)) removed.push_back(field.name);
    }
  }
  return removed;
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

std::vector<absl::string_view> RecountList(absl::string_view value) {
  std::vector<absl::string_view> members;
  size_t begin = 0;
  bool quoted = false;
  for (size_t i = 0; i <= value.size(); ++i) {
    if (i + 1 < value.size() && quoted && value[i] == '\\') {
      ++i;
    } else if (i < value.size() && value[i] == '"') {
      quoted = !quoted;
    } else if (i == value.size() || (value[i] == ',' && !quoted)) {
      const absl::string_view member = TrimOws(value.substr(begin, i - begin));
      if (!member.empty()) members.push_back(member);
      begin = i + 1;
    }
  }
  return members;
}

bool HasMember(const std::string& list, absl::string_view member) { return Contains(RecountList(list), member); }

bool SameLines(const std::vector<FieldLine>& a, const std::vector<FieldLine>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const FieldLine& x, const FieldLine& y) { return x.name == y.name && x.value == y.value; });
}

std::string CombinedValue(const std::vector<FieldLine>& fields, absl::string_view name) {
  std::string combined;
  for (const FieldLine& field : fields) {
    if (!EqualsIgnoringCase(field.name, name)) continue;
    if (!combined.empty()) combined += ',';
    combined.append(field.value.data(), field.value.size());
  }
  return combined;
}

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
  Recount message;
  size_t pos = 0;
  message.start_line = TakeLine(octets, pos);
  message.fields = TakeFields(octets, pos);
  message.head_size = pos;
  const bool response = reader.kind == MessageKind::kResponse;
  const int status = response ? StatusOf(message.start_line) : 0;
  const char minor = message.start_line[response ? 7 : message.start_line.size() - 1];
  message.framing = RecountFraming(message.fields, status, reader);
  message.body = RecountBody(octets.substr(pos), message.framing);
  const std::string connection = CombinedValue(message.fields, "Connection");
  const std::vector<absl::string_view> options = RecountList(connection);
  message.persistence = RecountPersistence(message, options, status, minor, reader);
  message.removed = RecountRemoved(message, options);
  return message;
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
