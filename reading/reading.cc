#include "reading/reading.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace plumbline::reading {
namespace {

using Fields = std::vector<Field>;

bool SameLines(const Fields& a, const Fields& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Field& x, const Field& y) { return x.name == y.name && x.value == y.value; });
}

// RFC 9110, section 5.3: the values of one name as one, names in lower case. Where a recipient joins lines itself, it
// does so with a comma, or with LF, which no value has.
std::map<std::string, std::string> Combined(const Fields& fields) {
  std::map<std::string, std::string> by_name;
  for (const Field& field : fields) {
    std::string value = field.value;
    for (size_t at = 0; (at = value.find('\n', at)) != std::string::npos;) value.replace(at, 1, ", ");
    const auto [known, is_new] = by_name.emplace(absl::AsciiStrToLower(field.name), value);
    if (!is_new) absl::StrAppend(&known->second, known->first == "content-type" ? "," : ", ", value);
  }
  return by_name;
}

Parts CompareFields(const Fields& a, const Fields& b, Part values) {
  if (SameLines(a, b)) return 0;
  return Combined(a) == Combined(b) ? kSpelling : values | kSpelling;
}

Parts CompareStart(const StartLine& a, const StartLine& b) {
  const auto control = [](const StartLine& start) {
    return std::make_tuple(start.http09, start.version.major, start.version.minor > 0, start.status);
  };
  Parts parts = control(a) == control(b) && a.method == b.method && a.target == b.target ? 0u : kControl;
  if (absl::StripAsciiWhitespace(a.reason) != absl::StripAsciiWhitespace(b.reason)) parts |= kReason;
  if (a.version.minor != b.version.minor || a.reason != b.reason) parts |= kSpelling;
  return parts;
}

Parts CompareFraming(const Framing& a, const Framing& b) {
  const auto is_empty = [](const Framing& framing) {
    return framing.kind == FramingKind::kNone || (framing.kind == FramingKind::kLength && framing.length == 0);
  };
  const Parts spelling = a.kind == b.kind ? 0u : kSpelling;
  if (is_empty(a) && is_empty(b)) return spelling;
  const bool same = a.kind == b.kind && (a.kind != FramingKind::kLength || a.length == b.length);
  return same ? 0u : kDelimiting | spelling;
}

Parts ComparePersistence(const Persistence& a, const Persistence& b) {
  Parts parts = a.persists == b.persists ? 0u : kPersists;
  if (a.idle_milliseconds != b.idle_milliseconds || a.requests != b.requests) parts |= kLimits;
  return parts;
}

// Whether both have a value, and it is another.
template <typename T>
bool Differ(const std::optional<T>& a, const std::optional<T>& b) {
  return a && b && *a != *b;
}

}  // namespace

Parts Compare(const Message& a, const Message& b) {
  Parts parts = 0;
  if (a.start && b.start) parts |= CompareStart(*a.start, *b.start);
  if (a.fields && b.fields) parts |= CompareFields(*a.fields, *b.fields, kValues);
  if (a.framing && b.framing) parts |= CompareFraming(*a.framing, *b.framing);
  if (Differ(a.content, b.content) || Differ(a.content_size, b.content_size) || Differ(a.end, b.end)) parts |= kContent;
  if (a.trailers && b.trailers) parts |= CompareFields(*a.trailers, *b.trailers, kTrailers);
  if (a.persistence && b.persistence) parts |= ComparePersistence(*a.persistence, *b.persistence);
  if (Differ(a.removed, b.removed)) parts |= kRemoved;
  return parts;
}

Parts Compare(const Reading& a, const Reading& b) {
  const bool same_shape = a.messages.size() == b.messages.size() && a.open.has_value() == b.open.has_value();
  Parts parts = a.ending == b.ending && same_shape ? 0u : kEnding;
  const size_t both = std::min(a.messages.size(), b.messages.size());
  for (size_t i = 0; i < both; ++i) parts |= Compare(a.messages[i], b.messages[i]);
  if (same_shape && a.open) parts |= Compare(*a.open, *b.open);
  return parts;
}

std::optional<Aspect> FirstAspect(Parts parts) {
  if ((parts & kEnding) != 0) return Aspect::kOutcome;
  if ((parts & (kDelimiting | kContent)) != 0) return Aspect::kFraming;
  if ((parts & (kPersists | kLimits)) != 0) return Aspect::kPersistence;
  if ((parts & kRemoved) != 0) return Aspect::kHopByHop;
  if ((parts & (kControl | kValues | kTrailers)) != 0) return Aspect::kSemantics;
  if (parts != 0) return Aspect::kSyntax;
  return std::nullopt;
}

absl::string_view Name(Aspect aspect) {
  switch (aspect) {
    case Aspect::kOutcome:
      return "outcome";
    case Aspect::kFraming:
      return "framing";
    case Aspect::kPersistence:
      return "persistence";
    case Aspect::kHopByHop:
      return "hop-by-hop";
    case Aspect::kSemantics:
      return "semantics";
    case Aspect::kSyntax:
      break;
  }
  return "syntax";
}

}  // namespace plumbline::reading
