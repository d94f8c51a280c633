// Framing on its way: one length, the codings of the body that is sent, and nothing where there is no content.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "oracle/forward_work.h"
#include "parser/field_list_values.h"

namespace plumbline::oracle {
namespace {

constexpr absl::string_view kLength = "Content-Length";
constexpr absl::string_view kCoding = "Transfer-Encoding";

}  // namespace

// What came with a list that has none, and the trailers that HTTP/1.1 cannot send then.
void ForwardWork::DropContent() {
  if (!carried_.has_no_content()) return;
  if (!carried_.content.empty()) {
    Note(ForwardingRule::kNoContentToSend, carried_.body,
         absl::StrCat("the content of ", carried_.content.size(), " octets is not sent"));
    carried_.content.clear();
  }
  if (!to_http1()) return;
  for (const CarriedField& field : carried_.trailers) {
    Note(ForwardingRule::kNoContentToSend, field.offset,
         absl::StrCat("the trailer field ", field.name, " is not sent: no chunked content is before it"));
  }
  carried_.trailers.clear();
}

// HEAD and 304: Content-Length tells of what is not there.
void ForwardWork::SettleLengthWithoutContent() {
  if (carried_.has_coding) {
    Remove(kLength, ForwardingRule::kOneOfBothLengths);
    return Remove(kCoding, KnownToGo());
  }
  LengthList lengths;
  for (const CarriedField& field : carried_.fields) {
    if (absl::EqualsIgnoreCase(field.name, kLength)) lengths.Add(field.value);
  }
  if (lengths.lines == 0) return;
  const bool valid = lengths.count > 0 && lengths.equal;
  if (!valid) return Remove(kLength, ForwardingRule::kLengthIsCorrect, "its value is no number");
  if (lengths.lines == 1 && lengths.count == 1 && !absl::StrContains(Find(kLength)->value, ",")) return;
  Set(kLength, lengths.first.empty() ? "0" : std::string(lengths.first), ForwardingRule::kLengthIsCorrect);
}

// The number of octets, but for one line that has it already, with zeros before it or without.
void ForwardWork::SetLength(ForwardingRule rule) {
  LengthList lengths;
  for (const CarriedField& field : carried_.fields) {
    if (absl::EqualsIgnoreCase(field.name, kLength)) lengths.Add(field.value);
  }
  const std::string size = absl::StrCat(carried_.content.size());
  const bool same = lengths.lines == 1 && lengths.count == 1 && lengths.first == (size == "0" ? "" : size);
  if (!same || absl::StrContains(Find(kLength)->value, ",")) Set(kLength, size, rule);
}

// The codings that are left on the content: only HTTP/1.1 can name them.
bool ForwardWork::SettleCodings() {
  const CarriedField* const field = Find(kCoding);
  const uint64_t at = field == nullptr ? carried_.head_end : field->offset;
  if (!carried_.codings_are_known) {
    return Stop(Fate::kRefused, ForwardingRule::kCodingsNamed, at, "Transfer-Encoding does not tell the codings", 502);
  }
  if (carried_.codings.empty()) return true;
  const std::string names = absl::StrJoin(carried_.codings, ", ");
  if (settings_.next_hop != NextHop::kHttp11) {
    return Stop(Fate::kRefused, ForwardingRule::kCodingsNamed, at,
                absl::StrCat("the coding ", names, " would have to be taken off for ", Name(settings_.next_hop)),
                carried_.request ? 501 : 502);
  }
  for (const std::string& coding : carried_.codings) {
    if (!absl::EqualsIgnoreCase(coding, "chunked")) continue;
    return Stop(Fate::kRefused, ForwardingRule::kCodingsNamed, at, "a body that was chunked more than once",
                carried_.request ? 501 : 502);
  }
  return true;
}

bool ForwardWork::SettleFraming() {
  if (carried_.lengths_are_barred()) {
    Remove(kCoding, ForwardingRule::kNoLengthWithoutContent);
    Remove(kLength, ForwardingRule::kNoLengthWithoutContent);
    return true;
  }
  if (carried_.has_no_content()) {
    SettleLengthWithoutContent();
    return true;
  }
  if (!SettleCodings()) return false;
  const bool coded = carried_.has_coding;
  if (coded) Remove(kLength, ForwardingRule::kOneOfBothLengths, "Transfer-Encoding overrides it");
  if (!to_http1()) {
    Remove(kCoding, KnownToGo());
    if (Find(kLength) != nullptr) SetLength(ForwardingRule::kLengthIsCorrect);
    return true;
  }

  const bool from_list = carried_.from != kHttp1Hop;
  const bool unknown_length = from_list ? Find(kLength) == nullptr && !carried_.content.empty()
                                        : coded || carried_.framing == FramingKind::kClose;
  const bool has_trailers = from_list && !carried_.trailers.empty();
  ForwardingRule rule = ForwardingRule::kToHttp1Framed;
  if (!from_list) rule = ForwardingRule::kLengthIsCorrect;
  if (carried_.framing == FramingKind::kClose) rule = ForwardingRule::kCloseDelimitedReframed;
  chunked_ = !to_http10() && (unknown_length || has_trailers);
  if (chunked_) {
    Remove(kLength, rule);
    std::vector<std::string> codings = carried_.codings;
    codings.emplace_back("chunked");
    Set(kCoding, absl::StrJoin(codings, ", "), from_list || !coded ? rule : ForwardingRule::kCodingsNamed);
    return true;
  }
  if (coded) {
    rule = carried_.request ? ForwardingRule::kNoCodingToHttp10Server : ForwardingRule::kNoCodingToHttp10Client;
    Remove(kCoding, rule);
  }
  // A request without content needs no length, and one that came with a length keeps it.
  const bool needs_length = !carried_.request || !carried_.content.empty() || carried_.framing != FramingKind::kNone;
  if (needs_length || Find(kLength) != nullptr) SetLength(rule);
  return true;
}

}  // namespace plumbline::oracle
