// RFC 9113, sections 8.1 to 8.6, and RFC 9114, sections 4.1 to 4.5 and 10.3, sentence by sentence: each looks at the
// whole list for itself. Octets and values are held against the ABNF of grammar/; nothing of parser/ is asked.
#include <algorithm>
#include <functional>
#include <map>

#include "properties/generators/field_lists.h"
#include "properties/strings.h"

namespace plumbline::properties {
namespace {

constexpr size_t kNone = std::string::npos;

size_t FirstOf(const std::string& text, const std::function<bool(unsigned char)>& is) {
  const auto found = std::find_if(text.begin(), text.end(), [&](char c) { return is(static_cast<unsigned char>(c)); });
  return found == text.end() ? kNone : static_cast<size_t>(found - text.begin());
}

bool IsWhitespace(char c) { return c == ' ' || c == '\t'; }

// When something is decided: with a field's name, its value, or after the last field.
enum Stage { kNameOctets, kNameRole, kValueOctets, kValueRole, kEnd };

class Reader {
 public:
  explicit Reader(const FieldList& list) : list_(list), h2_(list.version == FieldListVersion::kHttp2) {}

  std::vector<FieldListError> Read() {
    Names();
    ConnectionSpecific();
    PseudoHeaderPlaces();
    ValueOctets();
    PseudoHeaderValues();
    if (list_.kind == FieldListKind::kResponse && !Has(":status")) {
      Missing(h2_ ? Clause::kH2StatusMissing : Clause::kH3StatusMissing, ":status");
    }
    if (list_.kind == FieldListKind::kRequest) {
      Te();
      Host();
      ContentLength();
      Valid(":method") == "CONNECT" ? Connect() : Request();
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.first < b.first; });
    std::vector<FieldListError> errors;
    for (const Found& found : found_) errors.push_back(found.second);
    return errors;
  }

 private:
  using Found = std::pair<std::pair<size_t, Stage>, FieldListError>;

  const std::string& Name(size_t i) const { return list_.fields[i].first; }
  const std::string& Value(size_t i) const { return list_.fields[i].second; }
  size_t size() const { return list_.fields.size(); }
  bool IsPseudo(size_t i) const { return Name(i).substr(0, 1) == ":"; }

  void Add(Stage stage, size_t i, Clause clause, FieldPart part, size_t offset) {
    found_.push_back({{stage == kEnd ? size() : i, stage}, {clause, part, i, offset, {}}});
  }
  void Missing(Clause clause, const char* name) {
    found_.push_back({{size(), kEnd}, {clause, FieldPart::kList, size(), 0, name}});
  }
  bool HasAt(size_t i, Stage stage) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Found& found) {
      return found.first == std::pair(i, stage) && Info(found.second.clause).effect == Effect::kReject;
    });
  }

  // The first pseudo-header field of this name that belongs in such a list.
  size_t Find(const std::string& name) const {
    if ((name == ":status") != (list_.kind == FieldListKind::kResponse)) return kNone;
    for (size_t i = 0; i < size() && list_.kind != FieldListKind::kTrailers; ++i) {
      if (Name(i) == name) return i;
    }
    return kNone;
  }
  bool Has(const std::string& name) const { return Find(name) != kNone; }
  // Its value, if that is valid; else NUL, which no valid value is.
  std::string Valid(const std::string& name) const {
    const size_t i = Find(name);
    if (i == kNone || HasAt(i, kValueOctets) || HasAt(i, kValueRole)) return std::string(1, '\0');
    return Value(i);
  }
  bool IsValid(const std::string& name) const { return Valid(name) != std::string(1, '\0'); }
  bool IsHttp() const { return SameName(Valid(":scheme"), "http") || SameName(Valid(":scheme"), "https"); }

  // 9113 8.2.1, the first two bullets and the second paragraph; 9114 4.2 and 10.3.
  void Names() {
    for (size_t i = 0; i < size(); ++i) {
      const std::string& name = Name(i);
      const bool single_colon = IsPseudo(i) && name.substr(0, 2) != "::";
      const bool pseudo = h2_ ? single_colon : IsPseudo(i);
      const std::string rest = IsPseudo(i) ? name.substr(1) : name;
      const size_t skipped = name.size() - rest.size();
      std::map<size_t, Clause> wrong;
      const auto add = [&](size_t at, Clause clause) {
        if (at != kNone) wrong.try_emplace(at + skipped, clause);
      };
      add(FirstOf(rest, [](unsigned char c) { return c >= 0x41 && c <= 0x5a; }),
          h2_ ? Clause::kH2NameUppercase : Clause::kH3NameUppercase);
      if (h2_) {
        add(FirstOf(rest, [](unsigned char c) { return c <= 0x20 || c >= 0x7f; }), Clause::kH2NameOctet);
        if (!pseudo) add(rest.find(':'), Clause::kH2NameColon);
      }
      if (!pseudo) add(SlowWrong("regular-name", rest), h2_ ? Clause::kH2FieldName : Clause::kH3FieldName);
      if (!wrong.empty()) Add(kNameOctets, i, wrong.begin()->second, FieldPart::kName, wrong.begin()->first);
    }
  }

  // 9113 8.2.2; 9114 4.1 and 4.2, with the list of 9110 7.6.1.
  void ConnectionSpecific() {
    for (size_t i = 0; i < size(); ++i) {
      const std::string name = Lower(Name(i));
      const auto wrong = [&](Clause clause) { Add(kNameRole, i, clause, FieldPart::kName, 0); };
      if (name == "te" && list_.kind != FieldListKind::kRequest) wrong(h2_ ? Clause::kH2Te : Clause::kH3Te);
      if (name == "transfer-encoding") wrong(h2_ ? Clause::kH2ConnectionSpecific : Clause::kH3TransferEncoding);
      if (name == "connection" || name == "proxy-connection" || name == "keep-alive" || name == "upgrade") {
        wrong(h2_ ? Clause::kH2ConnectionSpecific : Clause::kH3ConnectionSpecific);
      }
    }
  }

  // 9113 8.1 and 8.3; 9114 4.3, 4.3.1 and 4.3.2. One of these at most is said of a field.
  void PseudoHeaderPlaces() {
    const std::vector<std::string> of_requests = {":method", ":scheme", ":authority", ":path"};
    size_t regular = 0;
    for (size_t i = 0; i < size(); ++i) {
      if (!IsPseudo(i)) ++regular;
      if (!IsPseudo(i)) continue;
      const auto wrong = [&](Clause h2, Clause h3) { Add(kNameRole, i, h2_ ? h2 : h3, FieldPart::kName, 0); };
      const std::string& name = Name(i);
      const bool for_requests = std::count(of_requests.begin(), of_requests.end(), name) != 0;
      if (list_.kind == FieldListKind::kTrailers) {
        wrong(Clause::kH2TrailerPseudoHeader, Clause::kH3TrailerPseudoHeader);
      } else if (regular > 0) {
        wrong(Clause::kH2PseudoLate, Clause::kH3PseudoLate);
      } else if (!for_requests && name != ":status") {
        if (!HasAt(i, kNameOctets)) wrong(Clause::kH2PseudoUndefined, Clause::kH3PseudoUndefined);
      } else if (for_requests != (list_.kind == FieldListKind::kRequest)) {
        wrong(Clause::kH2PseudoContext, Clause::kH3PseudoContext);
      } else if (Find(name) != i) {
        wrong(Clause::kH2PseudoRepeated, name == ":status"      ? Clause::kH3StatusRepeated
                                         : name == ":authority" ? Clause::kH3AuthorityRepeated
                                                                : Clause::kH3PseudoRepeated);
      }
    }
  }

  // 9113 8.2.1, the last two bullets and the second paragraph; 9114 10.3, and 9110 5.5 for whitespace.
  void ValueOctets() {
    for (size_t i = 0; i < size(); ++i) {
      const std::string& value = Value(i);
      std::map<size_t, Clause> wrong;
      const auto add = [&](size_t at, Clause clause) {
        if (at != kNone) wrong.try_emplace(at, clause);
      };
      if (h2_) add(FirstOf(value, [](unsigned char c) { return c == 0 || c == 10 || c == 13; }), Clause::kH2ValueOctet);
      add(SlowWrong("value-octets", value), h2_ ? Clause::kH2FieldValue : Clause::kH3FieldValue);
      size_t whitespace = kNone;
      if (!value.empty() && IsWhitespace(value.back())) whitespace = value.size() - 1;
      if (!value.empty() && IsWhitespace(value.front())) whitespace = 0;
      if (h2_) add(whitespace, Clause::kH2ValueWhitespace);
      if (!h2_ && whitespace != kNone) {
        Add(kValueOctets, i, Clause::kValueWhitespace, FieldPart::kValue, whitespace);
      }
      if (!wrong.empty()) Add(kValueOctets, i, wrong.begin()->second, FieldPart::kValue, wrong.begin()->first);
    }
  }

  // 9113 8.3 ("invalid pseudo-header fields"), 8.3.1, 8.3.2 and 8.6; 9114 4.3, 4.3.1, 4.3.2 and 4.5; 9110 15.
  void PseudoHeaderValues() {
    const auto check = [&](const std::string& name, const std::string& rule, Clause h2, Clause h3) {
      const size_t i = Find(name);
      if (i == kNone || HasAt(i, kValueOctets)) return;
      const size_t wrong = SlowWrong(rule, Value(i));
      if (wrong != kNone) Add(kValueRole, i, h2_ ? h2 : h3, FieldPart::kValue, wrong);
    };
    check(":method", "method", Clause::kH2Method, Clause::kH3Method);
    check(":scheme", "scheme", Clause::kH2Scheme, Clause::kH3Scheme);
    check(":path", "path", Clause::kH2Path, Clause::kH3Path);
    check(":status", "status", Clause::kH2Status, Clause::kH3Status);
    const bool at_sign = Has(":authority") && Value(Find(":authority")).find('@') != kNone;
    check(":authority", at_sign ? "authority" : "host-and-port", Clause::kH2Authority, Clause::kH3Authority);
    if (IsValid(":status")) {
      const int code = std::stoi(Valid(":status"));
      const auto note = [&](Clause clause) { Add(kValueRole, Find(":status"), clause, FieldPart::kValue, 0); };
      if (code == 101) note(h2_ ? Clause::kH2SwitchingProtocols : Clause::kH3SwitchingProtocols);
      if (code < 100 || code > 599) note(Clause::kStatusOutOfRange);
    }
    const std::string path = Valid(":path");
    if (!h2_ && path.substr(0, 1) == "/" && SlowWrong("absolute-path", path) != kNone) {
      Add(kValueRole, Find(":path"), Clause::kH3PathAbsolute, FieldPart::kValue, SlowWrong("absolute-path", path));
    }
  }

  // "It MUST NOT contain any value other than trailers."
  void Te() {
    for (size_t i = 0; i < size(); ++i) {
      if (!SameName(Name(i), "te") || HasAt(i, kValueOctets)) continue;
      const size_t wrong = SlowWrong("te", Trim(Value(i)));
      if (wrong != kNone) {
        Add(kValueRole, i, h2_ ? Clause::kH2Te : Clause::kH3Te, FieldPart::kValue, wrong + Skipped(i));
      }
    }
  }

  // The value that the lines of this name up to field `last` are together: 9110 5.2, with the comma SP of 5.3.
  std::string Combined(const std::string& name, size_t last) const {
    std::string combined;
    bool any = false;
    for (size_t i = 0; i <= last; ++i) {
      if (!SameName(Name(i), name)) continue;
      combined += (any ? ", " : "") + Trim(Value(i));
      any = true;
    }
    return combined;
  }
  bool IsFirst(const std::string& name, size_t field) const {
    return std::none_of(list_.fields.begin(), list_.fields.begin() + static_cast<std::ptrdiff_t>(field),
                        [&](const auto& each) { return SameName(each.first, name); });
  }
  size_t Skipped(size_t i) const { return std::min(Value(i).find_first_not_of(" \t"), Value(i).size()); }

  // 9113 8.3.1: "a Host header field that identifies an entity that differs"; 9114 4.3.1: "the same value". What stands
  // before :authority or :scheme is not compared with it. Without :authority: 9110 7.2.
  void Host() {
    for (size_t i = 0; i < size(); ++i) {
      if (!SameName(Name(i), "host") || HasAt(i, kValueOctets)) continue;
      const auto wrong = [&](Clause clause, size_t offset = 0) {
        Add(kValueRole, i, clause, FieldPart::kValue, offset);
      };
      const std::string host = Combined("host", i);
      const bool is_host = SlowWrong("host", host) == kNone;
      const bool knows_scheme = IsValid(":scheme") && Find(":scheme") < i;
      const std::string scheme = knows_scheme ? Valid(":scheme") : "";
      if (!h2_ && Trim(Value(i)).empty() && knows_scheme && IsHttp()) {
        wrong(Clause::kH3AuthorityEmpty);
      } else if (!Has(":authority") || Find(":authority") > i) {
        if (!is_host) wrong(Clause::kListHost, Skipped(i) + (IsFirst("host", i) ? SlowWrong("host", host) : 0));
      } else if (IsValid(":authority")) {
        const std::string authority = Valid(":authority");
        const std::string entity = authority.substr(authority.find('@') + 1);
        if (!h2_ && host != authority && knows_scheme && IsHttp()) wrong(Clause::kH3HostDiffers);
        // "CONNECT www.example.com:80" with "Host: www.example.com" is the example of 9112 3.2.3.
        const bool connect = Valid(":method") == "CONNECT" && Find(":method") < i;
        const std::string without_port = entity.substr(0, entity.rfind(':'));
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
      if (!SameName(Name(i), "content-length") || HasAt(i, kValueOctets)) continue;
      if (connect && Find(":method") < i) continue;
      const std::string combined = Combined("content-length", i);
      const size_t wrong = SlowWrong("content-length", combined);
      if (wrong == kNone) continue;
      std::vector<std::string> members;
      for (const std::string& each : Split(combined, ',')) {
        const std::string member = Trim(each);
        if (!member.empty())
          members.push_back(member.substr(std::min(member.find_first_not_of('0'), member.size() - 1)));
      }
      const bool same = members.size() > 1 && IsDigits(members[0]) &&
                        std::count(members.begin(), members.end(), members[0]) == static_cast<long>(members.size());
      Add(kValueRole, i,
          same  ? Clause::kContentLengthList
          : h2_ ? Clause::kH2ContentLength
                : Clause::kH3ContentLength,
          FieldPart::kValue, Skipped(i) + (IsFirst("content-length", i) ? wrong : 0));
    }
  }

  // 9113 8.5; 9114 4.4.
  void Connect() {
    for (const char* name : {":scheme", ":path"}) {
      if (Has(name)) Add(kEnd, Find(name), h2_ ? Clause::kH2Connect : Clause::kH3Connect, FieldPart::kName, 0);
    }
    const Clause clause = h2_ ? Clause::kH2ConnectAuthority : Clause::kH3ConnectAuthority;
    if (!Has(":authority")) return Missing(clause, ":authority");
    if (!IsValid(":authority")) return;
    const std::string authority = Valid(":authority");
    size_t wrong = SlowWrong("host-with-port", authority);
    if (wrong == kNone) {
      const size_t port = authority.rfind(':') + 1;
      if (port == authority.size()) wrong = port;  // 9110 9.3.6: an empty port number, or one that is none
      for (size_t end = port; end < authority.size() && wrong == kNone; ++end) {
        if (std::stoull(authority.substr(port, end + 1 - port)) > 65535) wrong = end;
      }
    }
    if (wrong != kNone) Add(kEnd, Find(":authority"), clause, FieldPart::kValue, wrong);
  }

  // 9113 8.3.1; 9114 4.3.1.
  void Request() {
    for (const char* name : {":method", ":scheme", ":path"}) {
      if (!Has(name)) Missing(h2_ ? Clause::kH2PseudoMissing : Clause::kH3PseudoMissing, name);
    }
    const size_t path = Find(":path");
    if (Valid(":path") == "*" && IsValid(":method") && Valid(":method") != "OPTIONS") {
      Add(kEnd, path, h2_ ? Clause::kH2Path : Clause::kH3Path, FieldPart::kValue, 0);
    }
    if (!IsHttp()) return;
    if (Valid(":path").empty()) {
      Add(kEnd, path, h2_ ? Clause::kH2PathEmpty : Clause::kH3PathEmpty, FieldPart::kValue, 0);
    }
    const bool host = std::any_of(list_.fields.begin(), list_.fields.end(), [&](const auto& field) {
      return SameName(field.first, "host") && (!h2_ || !Trim(field.second).empty());
    });
    if (!Has(":authority") && !host) {
      Missing(h2_ ? Clause::kH2AuthorityMissing : Clause::kH3AuthorityMissing, ":authority");
    }
    if (!IsValid(":authority")) return;
    const std::string authority = Valid(":authority");
    const size_t at_sign = authority.find('@');
    const size_t entity = at_sign == kNone ? 0 : at_sign + 1;
    const auto wrong = [&](Clause clause, size_t offset) {
      Add(kEnd, Find(":authority"), clause, FieldPart::kValue, offset);
    };
    if (at_sign != kNone) wrong(h2_ ? Clause::kH2Userinfo : Clause::kH3Userinfo, at_sign);
    if (!h2_ && authority.empty()) {
      wrong(Clause::kH3AuthorityEmpty, 0);
    } else if (authority.size() == entity || authority[entity] == ':') {
      wrong(Clause::kHttpEmptyHost, entity);
    }
  }

  const FieldList& list_;
  const bool h2_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<FieldListError> SlowErrors(const FieldList& list) { return Reader(list).Read(); }

}  // namespace plumbline::properties
