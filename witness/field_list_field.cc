// Each field of a field list by itself.
#include <algorithm>

#include "witness/field_list.h"
#include "witness/field_list_found.h"
#include "witness/strings.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

constexpr size_t kNowhere = absl::string_view::npos;

template <typename Is>
size_t FirstOf(absl::string_view text, Is is) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (is(static_cast<unsigned char>(text[i]))) return i;
  }
  return kNowhere;
}

// Of several clauses the one that an earlier octet breaks; of two at one octet the first that is asked.
struct Earliest {
  size_t at = kNowhere;
  Clause clause{};

  void Add(size_t octet, Clause its) {
    if (octet < at) *this = {octet, its};
  }
};

class FieldReader {
 public:
  FieldReader(FieldListVersion version, FieldListKind kind, FieldLine field, size_t index, WrongInRule wrong,
              std::vector<Found>& found)
      : h2_(version == FieldListVersion::kHttp2),
        kind_(kind),
        field_(field),
        index_(index),
        wrong_(wrong),
        found_(found) {}

  void Read() {
    NameOctets();
    ConnectionSpecific();
    ValueOctets();
    if (kind_ == FieldListKind::kRequest && EqualsIgnoringCase(field_.name, "te")) Te();
  }

 private:
  void Add(Stage stage, Clause clause, FieldPart part, size_t offset) {
    found_.push_back({index_, stage, {clause, part, index_, offset, {}}});
  }

  // 9113 8.2.1, the first two bullets and the second paragraph; 9114 4.2 and 10.3.
  void NameOctets() {
    const absl::string_view name = field_.name;
    const bool colon = name.substr(0, 1) == ":";
    const bool pseudo = colon && (!h2_ || name.substr(0, 2) != "::");
    const size_t skipped = colon ? 1 : 0;
    const absl::string_view rest = name.substr(skipped);
    Earliest first;
    first.Add(FirstOf(rest, [](unsigned char c) { return c >= 0x41 && c <= 0x5a; }),
              h2_ ? Clause::kH2NameUppercase : Clause::kH3NameUppercase);
    if (h2_) {
      first.Add(FirstOf(rest, [](unsigned char c) { return c <= 0x20 || c >= 0x7f; }), Clause::kH2NameOctet);
      if (!pseudo) first.Add(rest.find(':'), Clause::kH2NameColon);
    }
    if (!pseudo) first.Add(wrong_("regular-name", rest), h2_ ? Clause::kH2FieldName : Clause::kH3FieldName);
    if (first.at != kNowhere) Add(Stage::kNameOctets, first.clause, FieldPart::kName, first.at + skipped);
  }

  // 9113 8.2.2; 9114 4.1 and 4.2, with the list of 9110 7.6.1.
  void ConnectionSpecific() {
    const auto is = [&](absl::string_view name) { return EqualsIgnoringCase(field_.name, name); };
    const auto wrong = [&](Clause clause) { Add(Stage::kNameRole, clause, FieldPart::kName, 0); };
    if (is("te") && kind_ != FieldListKind::kRequest) wrong(h2_ ? Clause::kH2Te : Clause::kH3Te);
    if (is("transfer-encoding")) wrong(h2_ ? Clause::kH2ConnectionSpecific : Clause::kH3TransferEncoding);
    if (is("connection") || is("proxy-connection") || is("keep-alive") || is("upgrade")) {
      wrong(h2_ ? Clause::kH2ConnectionSpecific : Clause::kH3ConnectionSpecific);
    }
  }

  // 9113 8.2.1, the last two bullets and the second paragraph; 9114 10.3, and 9110 5.5 for whitespace.
  void ValueOctets() {
    const absl::string_view value = field_.value;
    Earliest first;
    if (h2_) {
      first.Add(FirstOf(value, [](unsigned char c) { return c == 0 || c == 10 || c == 13; }), Clause::kH2ValueOctet);
    }
    first.Add(wrong_("value-octets", value), h2_ ? Clause::kH2FieldValue : Clause::kH3FieldValue);
    size_t whitespace = kNowhere;
    if (!value.empty() && IsOws(value.back())) whitespace = value.size() - 1;
    if (!value.empty() && IsOws(value.front())) whitespace = 0;
    if (h2_) first.Add(whitespace, Clause::kH2ValueWhitespace);
    if (!h2_ && whitespace != kNowhere) {
      Add(Stage::kValueOctets, Clause::kValueWhitespace, FieldPart::kValue, whitespace);
    }
    if (first.at != kNowhere) Add(Stage::kValueOctets, first.clause, FieldPart::kValue, first.at);
  }

  // "It MUST NOT contain any value other than trailers."
  void Te() {
    if (HasAt(found_, index_, Stage::kValueOctets)) return;
    const absl::string_view value = TrimOws(field_.value);
    const size_t wrong = wrong_("te", value);
    if (wrong == kNowhere) return;
    const size_t skipped = std::min(field_.value.find_first_not_of(" \t"), field_.value.size());
    Add(Stage::kValueRole, h2_ ? Clause::kH2Te : Clause::kH3Te, FieldPart::kValue, wrong + skipped);
  }

  const bool h2_;
  const FieldListKind kind_;
  const FieldLine field_;
  const size_t index_;
  const WrongInRule wrong_;
  std::vector<Found>& found_;
};

// te = #"trailers", by the recipient's list rule.
size_t WrongInTe(absl::string_view text) {
  bool between = true;  // no member since the last comma
  for (size_t i = 0; i < text.size();) {
    if (text[i] == ',' || IsOws(text[i])) {
      between = between || text[i] == ',';
      ++i;
      continue;
    }
    if (!between) return i;
    for (const char letter : absl::string_view("trailers")) {
      if (i == text.size() || (text[i] | 0x20) != letter) return i;
      ++i;
    }
    between = false;
  }
  return kNowhere;
}

}  // namespace

bool HasAt(const std::vector<Found>& found, size_t field, Stage stage) {
  return std::any_of(found.begin(), found.end(), [&](const Found& each) {
    return each.field == field && each.stage == stage && Info(each.error.clause).effect == Effect::kReject;
  });
}

void FindInField(FieldListVersion version, FieldListKind kind, FieldLine field, size_t index, WrongInRule wrong,
                 std::vector<Found>& found) {
  FieldReader(version, kind, field, index, wrong, found).Read();
}

size_t WrongInRegularRule(absl::string_view rule, absl::string_view text) {
  if (rule == "te") return WrongInTe(text);
  if (rule == "value-octets") {
    return FirstOf(text, [](unsigned char c) { return !IsVisibleOrBlank(static_cast<char>(c)); });
  }
  const size_t wrong = FirstOf(text, [](unsigned char c) { return !IsTchar(static_cast<char>(c)); });
  return text.empty() ? 0 : wrong;
}

std::vector<FieldListError> SlowErrorsOfField(FieldListVersion version, FieldListKind kind, FieldLine field,
                                              WrongInRule wrong) {
  std::vector<Found> found;
  FindInField(version, kind, field, 0, wrong, found);
  std::vector<FieldListError> errors;
  for (const Found& each : found) errors.push_back(each.error);
  return errors;
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
