// The fields that go to all recipients: RFC 9110, sections 5.1, 5.3, 6.6.1 and 7.7.
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "oracle/forwarded_checker.h"
#include "oracle/same.h"
#include "parser/fields/field.h"

namespace plumbline::oracle {
namespace {

// About the endpoints, the state of the resource, and the representation.
enum class About : uint8_t { kNothing, kEndpoint, kContent };
About AboutOf(plumbline::Field field) {
  switch (field) {
    case plumbline::Field::kServer:
    case plumbline::Field::kUserAgent:
    case plumbline::Field::kFrom:
    case plumbline::Field::kAllow:
    case plumbline::Field::kRetryAfter:
      return About::kEndpoint;
    case plumbline::Field::kEtag:
    case plumbline::Field::kLastModified:
    case plumbline::Field::kContentType:
    case plumbline::Field::kContentEncoding:
    case plumbline::Field::kContentLanguage:
    case plumbline::Field::kContentLocation:
    case plumbline::Field::kContentRange:
      return About::kContent;
    default:
      return About::kNothing;
  }
}

std::vector<std::string> ValuesOf(const std::vector<reading::Field>& fields, absl::string_view name) {
  std::vector<std::string> out;
  for (const size_t line : LinesNamed(fields, name)) out.emplace_back(StripOws(fields[line].value));
  return out;
}

template <typename T>
std::vector<T> Sorted(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  return values;
}

}  // namespace

void ForwardedChecker::OtherFields(const Pair& pair) {
  if (IsProxy()) {
    const std::vector<std::string> options = OptionsOf(pair.in_fields()).names;
    std::vector<std::string> names;
    for (const reading::Field& field : pair.in_fields()) {
      std::string name = absl::AsciiStrToLower(field.name);
      const auto is_name = [&](const std::string& other) { return other == name; };
      if (std::any_of(names.begin(), names.end(), is_name) || std::any_of(options.begin(), options.end(), is_name))
        continue;
      names.push_back(name);
      OneField(pair, name);
    }
  }
  if (!IsRequest()) Date(pair);
}

void ForwardedChecker::OneField(const Pair& pair, const std::string& name) {
  const std::optional<plumbline::Field> known = FindField(name);
  if (known && (Info(*known).traits & (traits::kConnectionSpecific | traits::kRemoved)) != 0) return;
  if (name == "host" || name == "content-length" || name == "via" || name == "max-forwards" || name == "trailer")
    return;
  FieldValue received;
  received.lines = ValuesOf(pair.in_fields(), name);
  for (const PermittedMessage::Patch& patch : pair.in.patches) {
    if (patch.trailer || patch.field >= pair.in_fields().size()) continue;
    if (!absl::EqualsIgnoreCase(pair.in_fields()[patch.field].name, name)) continue;
    if (patch.kind != PermittedMessage::Patch::Kind::kFold) return;  // any value, or another
    const std::vector<size_t> lines = LinesNamed(pair.in_fields(), name);
    const auto line = static_cast<size_t>(std::find(lines.begin(), lines.end(), patch.field) - lines.begin());
    received.folds.push_back({line, patch.at});
  }
  const std::vector<std::string> sent = ValuesOf(pair.out_fields(), name);
  const std::string joined = absl::StrJoin(sent, ", ");
  if (!sent.empty()) {
    if (SameValue(received, sent, known && Info(*known).shape == FieldShape::kSingleton, name == "set-cookie").same)
      return;
    if (name == "cookie" && absl::StrJoin(received.lines, "; ") == absl::StrJoin(sent, "; ")) return;
    const std::vector<std::string> members = MembersOf(absl::StrJoin(received.lines, ","));
    const std::vector<std::string> others = MembersOf(joined);
    if (members == others) return;
    const bool shuffled = (received.lines.size() > 1 && Sorted(received.lines) == Sorted(sent)) ||
                          (members.size() > 1 && Sorted(members) == Sorted(others));
    if (shuffled) {
      return AddAt(
          name, {ForwardingRule::kOrderKept, absl::StrCat("the values of ", name, " are sent in another order")}, pair);
    }
    // Appended to, as by who knows the field.
    const bool appended = others.size() > members.size() && std::equal(members.begin(), members.end(), others.begin());
    if (appended && !known) return;
  }
  const absl::string_view what = sent.empty() ? " is not sent on" : " is sent with another value";
  if (!known) {
    Broken broken{ForwardingRule::kUnrecognisedForwarded, absl::StrCat("the field ", name, what)};
    const auto& blocked = observed_.blocked;
    const bool is_blocked = blocked && std::any_of(blocked->begin(), blocked->end(), [&](const std::string& one) {
                              return absl::EqualsIgnoreCase(one, name);
                            });
    if (is_blocked || !blocked) {
      broken.verdict = Verdict::kAllowed;
      absl::StrAppend(&broken.why,
                      is_blocked ? ": the proxy is configured so" : ": only if the proxy is configured so");
    }
    return AddAt(name, std::move(broken), pair);
  }
  const About about = AboutOf(*known);
  if (about == About::kNothing || (about == About::kContent && content_differs_)) return;
  AddAt(name, {ForwardingRule::kFieldsKept, absl::StrCat("the field ", name, what)}, pair);
}

void ForwardedChecker::Date(const Pair& pair) {
  if (!observed_.clock) return;  // an interim response is a response message, too
  if (!LinesNamed(pair.in_fields(), "date").empty() || !LinesNamed(pair.out_fields(), "date").empty()) return;
  AddAt("date", {ForwardingRule::kDateAppended, "the response came without Date, and is sent on without"}, pair);
}

}  // namespace plumbline::oracle
