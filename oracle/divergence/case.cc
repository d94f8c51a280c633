#include "oracle/divergence/case.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace plumbline::oracle {

using models::Field;
using models::Head;

uint64_t ChunkSizeOf(absl::string_view line) {
  uint64_t size = 0;
  for (size_t i = 0; i < line.size() && absl::ascii_isxdigit(static_cast<uint8_t>(line[i])); ++i) {
    if (size > UINT64_MAX >> 4) return UINT64_MAX;
    const char digit = absl::ascii_tolower(static_cast<uint8_t>(line[i]));
    size = size * 16 + static_cast<uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  }
  return size;
}

Values StrictHead::ValuesOf(absl::string_view name) const {
  Values values;
  for (const FieldLine& field : fields) {
    if (absl::EqualsIgnoreCase(field.name, name)) values.push_back(field.value);
  }
  return values;
}

std::vector<std::string> StrictHead::Members(absl::string_view name) const {
  std::vector<std::string> members;
  for (const absl::string_view value : ValuesOf(name)) {
    bool quoted = false;
    size_t begin = 0;
    for (size_t i = 0; i <= value.size(); ++i) {
      if (i == value.size() || (value[i] == ',' && !quoted)) {
        const absl::string_view member = absl::StripAsciiWhitespace(value.substr(begin, i - begin));
        if (!member.empty()) members.push_back(absl::AsciiStrToLower(member));
        begin = i + 1;
      } else if (value[i] == '"') {
        quoted = !quoted;
      } else if (value[i] == '\\' && quoted && i + 1 < value.size()) {
        ++i;
      }
    }
  }
  return members;
}

bool StrictHead::Lists(absl::string_view name, absl::string_view member) const {
  const std::vector<std::string> members = Members(name);
  return std::find(members.begin(), members.end(), member) != members.end();
}

namespace {

StrictHead ToStrictHead(const ResponseHead& response) {
  StrictHead head;
  head.line = response.line;
  for (const FieldLine field : response.fields) head.fields.push_back(field);
  head.framing = response.framing.kind;
  return head;
}

}  // namespace

Values ValuesOf(const Head& head, absl::string_view name) {
  Values values;
  for (const Field& field : head.fields) {
    if (absl::EqualsIgnoreCase(field.name, name)) values.push_back(field.value);
  }
  return values;
}

StrictHead DivergenceCase::Final() const { return has_head() ? ToStrictHead(*strict.head) : StrictHead(); }

std::vector<StrictHead> DivergenceCase::Heads() const {
  std::vector<StrictHead> heads;
  for (size_t i = 0; i < strict.informational; ++i) {
    const Message& message = strict.interpretation.messages[i];
    heads.push_back({message.response, message.fields, message.framing.kind});
  }
  if (has_head()) heads.push_back(Final());
  if (strict.head_so_far) heads.push_back(ToStrictHead(*strict.head_so_far));
  return heads;
}

bool DivergenceCase::AnyChunkLine(const std::function<bool(absl::string_view line)>& is_so) const {
  absl::string_view rest = framing() == FramingKind::kChunked ? Body() : absl::string_view();
  while (!rest.empty()) {
    const size_t end = std::min(rest.find("\r\n"), rest.size());
    const absl::string_view line = rest.substr(0, end);
    if (is_so(line)) return true;
    const uint64_t size = ChunkSizeOf(line);
    if (size == 0 || end + 2 >= rest.size() || size > rest.size() - end - 2) return false;
    rest.remove_prefix(end + 2 + static_cast<size_t>(size));
    if (!absl::StartsWith(rest, "\r\n")) return false;
    rest.remove_prefix(2);
  }
  return false;
}

bool DivergenceCase::Rejects(std::initializer_list<Clause> clauses) const {
  if (strict.interpretation.verdict != Outcome::kError || strict.response() != nullptr) return false;
  return std::find(clauses.begin(), clauses.end(), clause()) != clauses.end();
}

const Head* DivergenceCase::Taken() const {
  if (reading.informational.size() > strict.informational) return &reading.informational[strict.informational];
  return reading.head ? &*reading.head : nullptr;
}

int DivergenceCase::OctetAt(size_t at) const {
  return at < exchange.octets.size() ? static_cast<uint8_t>(exchange.octets[at]) : -1;
}

absl::string_view DivergenceCase::Before() const {
  const absl::string_view all = exchange.octets.substr(0, offset());
  const size_t line_feed = all.rfind('\n');
  return line_feed == absl::string_view::npos ? all : all.substr(line_feed + 1);
}

absl::string_view DivergenceCase::From() const {
  const absl::string_view rest = exchange.octets.substr(std::min(offset(), exchange.octets.size()));
  return rest.substr(0, rest.find('\n'));
}

absl::string_view DivergenceCase::Line() const {
  return exchange.octets.substr(offset() - Before().size(), Before().size() + From().size());
}

bool DivergenceCase::in_trailers() const {
  if (!in_body()) return false;
  return AnyChunkLine([this](absl::string_view line) {
    const size_t end = static_cast<size_t>(line.data() - exchange.octets.data()) + line.size() + 2;
    return !line.empty() && ChunkSizeOf(line) == 0 && end <= offset();
  });
}

}  // namespace plumbline::oracle
