// RFC 9113, sections 8.1 to 8.6, and RFC 9114, sections 4.1 to 4.5, sentence by sentence: each looks at the whole list
// for itself.
#include "witness/field_list.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "witness/field_list_found.h"
#include "witness/strings.h"
#include "witness/uncovered.h"
#include "witness/uri.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

constexpr size_t kNone = absl::string_view::npos;
constexpr absl::string_view kNotValid("\0", 1);  // which no valid value is

class ListReader {
 public:
  ListReader(FieldListVersion version, FieldListKind kind, const std::vector<FieldLine>& fields, WrongInRule wrong)
      : version_(version), kind_(kind), fields_(fields), wrong_(wrong), h2_(version == FieldListVersion::kHttp2) {}

  std::vector<FieldListError> Read() {
    for (size_t i = 0; i < size(); ++i) FindInField(version_, kind_, fields_[i], i, wrong_, found_);
    PseudoHeaderPlaces();
    PseudoHeaderValues();
    if (kind_ == FieldListKind::kResponse && !Has(":status")) {
      Missing(h2_ ? Clause::kH2StatusMissing : Clause::kH3StatusMissing, ":status");
    }
    if (kind_ == FieldListKind::kRequest) {
      Host();
      ContentLength();
      Valid(":method") == "CONNECT" ? Connect() : Request();
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return a.field != b.field ? a.field < b.field : a.stage < b.stage;
    });
    std::vector<FieldListError> errors;
    for (const Found& found : found_) errors.push_back(found.error);
    return errors;
  }

 private:
  absl::string_view Name(size_t i) const { return fields_[i].name; }
  absl::string_view Value(size_t i) const { return fields_[i].value; }
  size_t size() const { return fields_.size(); }
  bool IsPseudo(size_t i) const { return Name(i).substr(0, 1) == ":"; }

  void Add(Stage stage, size_t i, Clause clause, FieldPart part, size_t offset) {
    found_.push_back({stage == Stage::kEnd ? size() : i, stage, {clause, part, i, offset, {}}});
  }
  void Missing(Clause clause, absl::string_view name) {
    found_.push_back({size(), Stage::kEnd, {clause, FieldPart::kList, size(), 0, name}});
  }
  bool HasAt(size_t i, Stage stage) const { return witness::HasAt(found_, i, stage); }

  // The first pseudo-header field of this name that belongs in such a list.
  size_t Find(absl::string_view name) const {
    if ((name == ":status") != (kind_ == FieldListKind::kResponse)) return kNone;
    for (size_t i = 0; i < size() && kind_ != FieldListKind::kTrailers; ++i) {
      if (Name(i) == name) return i;
    }
    return kNone;
  }
  bool Has(absl::string_view name) const { return Find(name) != kNone; }
  // Its value, if that is valid.
  absl::string_view Valid(absl::string_view name) const {
    const size_t i = Find(name);
    if (i == kNone || HasAt(i, Stage::kValueOctets) || HasAt(i, Stage::kValueRole)) return kNotValid;
    return Value(i);
  }
  bool IsValid(absl::string_view name) const { return Valid(name) != kNotValid; }
  bool IsHttp() const {
    return EqualsIgnoringCase(Valid(":scheme"), "http") || EqualsIgnoringCase(Valid(":scheme"), "https");
  }

  // 9113 8.1 and 8.3; 9114 4.3, 4.3.1 and 4.3.2. One of these at most is said of a field.
  void PseudoHeaderPlaces() {
    size_t regular = 0;
    for (size_t i = 0; i < size(); ++i) {
      if (!IsPseudo(i)) ++regular;
      if (!IsPseudo(i)) continue;
      const auto wrong = [&](Clause h2, Clause h3) { Add(Stage::kNameRole, i, h2_ ? h2 : h3, FieldPart::kName, 0); };
      const absl::string_view name = Name(i);
      const bool for_requests = name == ":method" || name == ":scheme" || name == ":authority" || name == ":path";
      if (kind_ == FieldListKind::kTrailers) {
        wrong(Clause::kH2TrailerPseudoHeader, Clause::kH3TrailerPseudoHeader);
      } else if (regular > 0) {
        wrong(Clause::kH2PseudoLate, Clause::kH3PseudoLate);
      } else if (!for_requests && name != ":status") {
        if (!HasAt(i, Stage::kNameOctets)) wrong(Clause::kH2PseudoUndefined, Clause::kH3PseudoUndefined);
      } else if (for_requests != (kind_ == FieldListKind::kRequest)) {
        wrong(Clause::kH2PseudoContext, Clause::kH3PseudoContext);
      } else if (Find(name) != i) {
        wrong(Clause::kH2PseudoRepeated, name == ":status"      ? Clause::kH3StatusRepeated
                                         : name == ":authority" ? Clause::kH3AuthorityRepeated
                                                                : Clause::kH3PseudoRepeated);
      }
    }
  }

  // 9113 8.3 ("invalid pseudo-header fields"), 8.3.1, 8.3.2 and 8.6; 9114 4.3, 4.3.1, 4.3.2 and 4.5; 9110 15.
  void PseudoHeaderValues() {
    const auto check = [&](absl::string_view name, absl::string_view rule, Clause h2, Clause h3) {
      const size_t i = Find(name);
      if (i == kNone || HasAt(i, Stage::kValueOctets)) return;
      const size_t wrong = wrong_(rule, Value(i));
      if (wrong != kNone) Add(Stage::kValueRole, i, h2_ ? h2 : h3, FieldPart::kValue, wrong);
    };
    check(":method", "method", Clause::kH2Method, Clause::kH3Method);
    check(":scheme", "scheme", Clause::kH2Scheme, Clause::kH3Scheme);
    check(":path", "path", Clause::kH2Path, Clause::kH3Path);
    check(":status", "status", Clause::kH2Status, Clause::kH3Status);
    const bool at_sign = Has(":authority") && Value(Find(":authority")).find('@') != kNone;
    check(":authority", at_sign ? "authority" : "host-and-port", Clause::kH2Authority, Clause::kH3Authority);
    if (IsValid(":status")) {
      const int code = std::stoi(std::string(Valid(":status")));
      const auto note = [&](Clause clause) { Add(Stage::kValueRole, Find(":status"), clause, FieldPart::kValue, 0); };
      if (code == 101) note(h2_ ? Clause::kH2SwitchingProtocols : Clause::kH3SwitchingProtocols);
      if (code < 100 || code > 599) note(Clause::kStatusOutOfRange);
    }
    const absl::string_view path = Valid(":path");
    if (!h2_ && path.substr(0, 1) == "/" && wrong_("absolute-path", path) != kNone) {
      Add(Stage::kValueRole, Find(":path"), Clause::kH3PathAbsolute, FieldPart::kValue, wrong_("absolute-path", path));
    }
  }

  // The value that the lines of this name up to field `last` are together: 9110 5.2, with the comma SP of 5.3.
  std::string Combined(absl::string_view name, size_t last) const {
    std::string combined;
    bool any = false;
    for (size_t i = 0; i <= last; ++i) {
      if (!EqualsIgnoringCase(Name(i), name)) continue;
      combined += (any ? ", " : "") + std::string(TrimOws(Value(i)));
      any = true;
    }
    return combined;
  }
  bool IsFirst(absl::string_view name, size_t field) const {
    return std::none_of(fields_.begin(), fields_.begin() + static_cast<std::ptrdiff_t>(field),
                        [&](const FieldLine& each) { return EqualsIgnoringCase(each.name, name); });
  }
  size_t Skipped(size_t i) const { return std::min(Value(i).find_first_not_of(" \t"), Value(i).size()); }

  // 9113 8.3.1: "a Host header field that identifies an entity that differs"; 9114 4.3.1: "the same value". What stands
  // before :authority or :scheme is not compared with it. Without :authority: 9110 7.2.
  void Host() {
    for (size_t i = 0; i < size(); ++i) {
      if (!EqualsIgnoringCase(Name(i), "host") || HasAt(i, Stage::kValueOctets)) continue;
      const auto wrong = [&](Clause clause, size_t offset = 0) {
        Add(Stage::kValueRole, i, clause, FieldPart::kValue, offset);
      };
      const std::string host = Combined("host", i);
      const bool is_host = wrong_("host", host) == kNone;
      const bool knows_scheme = IsValid(":scheme") && Find(":scheme") < i;
      const absl::string_view scheme = knows_scheme ? Valid(":scheme") : "";
      if (!h2_ && TrimOws(Value(i)).empty() && knows_scheme && IsHttp()) {
        wrong(Clause::kH3AuthorityEmpty);
      } else if (!Has(":authority") || Find(":authority") > i) {
        if (!is_host) wrong(Clause::kListHost, Skipped(i) + (IsFirst("host", i) ? wrong_("host", host) : 0));
      } else if (IsValid(":authority")) {
        const absl::string_view authority = Valid(":authority");
        const absl::string_view entity = authority.substr(authority.find('@') + 1);
        if (!h2_ && host != authority && knows_scheme && IsHttp()) wrong(Clause::kH3HostDiffers);
        // "CONNECT www.example.com:80" with "Host: www.example.com" is the example of 9112 3.2.3.
        const bool connect = Valid(":method") == "CONNECT" && Find(":method") < i;
        const absl::string_view without_port = entity.substr(0, entity.rfind(':'));
        if (h2_ && connect && is_host && SlowNormalEntity(host, "") == SlowNormalEntity(without_port, "")) continue;
        if (h2_ && (!is_host || SlowNormalEntity(host, scheme) != SlowNormalEntity(entity, scheme))) {
          wrong(Clause::kH2HostDiffers);
        }
      }
    }
  }

  // 9113 8.1.1; 9114 4.1.2, for a request that may have content: a value that is the sum of no lengths. Of the same
  // number in a list 9110 8.6 says that it may be rejected.
  void ContentLength() {
    const bool connect = Valid(":method") == "CONNECT";
    for (size_t i = 0; i < size(); ++i) {
      if (!EqualsIgnoringCase(Name(i), "content-length") || HasAt(i, Stage::kValueOctets)) continue;
      if (connect && Find(":method") < i) continue;
      const std::string combined = Combined("content-length", i);
      const size_t wrong = wrong_("content-length", combined);
      if (wrong == kNone) continue;
      std::vector<absl::string_view> members;
      for (const absl::string_view each : Split(combined, ',')) {
        const absl::string_view member = TrimOws(each);
        if (!member.empty()) members.push_back(WithoutLeadingZeros(member));
      }
      const bool same = members.size() > 1 && IsDigits(members[0]) &&
                        std::count(members.begin(), members.end(), members[0]) == static_cast<long>(members.size());
      Add(Stage::kValueRole, i,
          same  ? Clause::kContentLengthList
          : h2_ ? Clause::kH2ContentLength
                : Clause::kH3ContentLength,
          FieldPart::kValue, Skipped(i) + (IsFirst("content-length", i) ? wrong : 0));
    }
  }

  // 9113 8.5; 9114 4.4.
  void Connect() {
    for (const char* name : {":scheme", ":path"}) {
      if (Has(name)) Add(Stage::kEnd, Find(name), h2_ ? Clause::kH2Connect : Clause::kH3Connect, FieldPart::kName, 0);
    }
    const Clause clause = h2_ ? Clause::kH2ConnectAuthority : Clause::kH3ConnectAuthority;
    if (!Has(":authority")) return Missing(clause, ":authority");
    if (!IsValid(":authority")) return;
    const absl::string_view authority = Valid(":authority");
    size_t wrong = wrong_("host-with-port", authority);
    if (wrong == kNone) {
      const size_t port = authority.rfind(':') + 1;
      if (port == authority.size()) wrong = port;  // 9110 9.3.6: an empty port number, or one that is none
      for (size_t end = port; end < authority.size() && wrong == kNone; ++end) {
        if (std::stoull(std::string(authority.substr(port, end + 1 - port))) > 65535) wrong = end;
      }
    }
    if (wrong != kNone) Add(Stage::kEnd, Find(":authority"), clause, FieldPart::kValue, wrong);
  }

  // 9113 8.3.1; 9114 4.3.1.
  void Request() {
    for (const char* name : {":method", ":scheme", ":path"}) {
      if (!Has(name)) Missing(h2_ ? Clause::kH2PseudoMissing : Clause::kH3PseudoMissing, name);
    }
    const size_t path = Find(":path");
    if (Valid(":path") == "*" && IsValid(":method") && Valid(":method") != "OPTIONS") {
      Add(Stage::kEnd, path, h2_ ? Clause::kH2Path : Clause::kH3Path, FieldPart::kValue, 0);
    }
    if (!IsHttp()) return;
    if (Valid(":path").empty()) {
      Add(Stage::kEnd, path, h2_ ? Clause::kH2PathEmpty : Clause::kH3PathEmpty, FieldPart::kValue, 0);
    }
    const bool host = std::any_of(fields_.begin(), fields_.end(), [&](const FieldLine& field) {
      return EqualsIgnoringCase(field.name, "host") && (!h2_ || !TrimOws(field.value).empty());
    });
    if (!Has(":authority") && !host) {
      Missing(h2_ ? Clause::kH2AuthorityMissing : Clause::kH3AuthorityMissing, ":authority");
    }
    if (!IsValid(":authority")) return;
    const absl::string_view authority = Valid(":authority");
    const size_t at_sign = authority.find('@');
    const size_t entity = at_sign == kNone ? 0 : at_sign + 1;
    const auto wrong = [&](Clause clause, size_t offset) {
      Add(Stage::kEnd, Find(":authority"), clause, FieldPart::kValue, offset);
    };
    if (at_sign != kNone) wrong(h2_ ? Clause::kH2Userinfo : Clause::kH3Userinfo, at_sign);
    if (!h2_ && authority.empty()) {
      wrong(Clause::kH3AuthorityEmpty, 0);
    } else if (authority.size() == entity || authority[entity] == ':') {
      wrong(Clause::kHttpEmptyHost, entity);
    }
  }

  const FieldListVersion version_;
  const FieldListKind kind_;
  const std::vector<FieldLine>& fields_;
  const WrongInRule wrong_;
  const bool h2_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<FieldListError> SlowErrors(FieldListVersion version, FieldListKind kind,
                                       const std::vector<FieldLine>& fields, WrongInRule wrong) {
  return ListReader(version, kind, fields, wrong).Read();
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
