#include "oracle/match.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "oracle/features.h"
#include "oracle/same.h"
#include "parser/fields/field.h"
#include "parser/serialize.h"

namespace plumbline::oracle {
namespace {

using Patched = PermittedMessage::Patch;
using reading::Aspect;

// What differs, from the first that is looked at to the last.
enum Depth { kStart = 1, kControl = 2, kFields = 3, kFraming = 4, kBody = 5, kTrailers = 6, kRest = 7 };

struct Named {
  FieldValue value;
  std::vector<const Patched*> patches;  // kAnyValue and kAlternative
  size_t first_line = 0;                // in the section
};
using Section = std::map<std::string, Named>;

Section ByName(const std::vector<reading::Field>& fields) {
  Section out;
  for (size_t i = 0; i < fields.size(); ++i) {
    Named& named = out[absl::AsciiStrToLower(fields[i].name)];
    if (named.value.lines.empty()) named.first_line = i;
    named.value.lines.emplace_back(StripOws(fields[i].value));
  }
  return out;
}

Section ByName(const std::vector<reading::Field>& fields, const PermittedMessage& message, bool trailer) {
  Section out = ByName(fields);
  std::map<std::string, size_t> seen;
  size_t field = 0;
  size_t line = 0;
  for (const Patched& patch : message.patches) {  // in the order of their fields
    if (patch.trailer != trailer) continue;
    for (; field <= patch.field; ++field) line = seen[absl::AsciiStrToLower(fields[field].name)]++;
    Named& named = out[absl::AsciiStrToLower(fields[patch.field].name)];
    if (patch.kind == Patched::Kind::kFold) {
      named.value.folds.push_back({line, patch.at});
    } else {
      named.patches.push_back(&patch);
    }
  }
  return out;
}

class Matcher {
 public:
  Matcher(const PermittedMessage& permitted, const ObservedMessage& observed, const std::vector<std::string>& hidden,
          Extent extent, bool forwards)
      : permitted_(permitted), observed_(observed), hidden_(hidden), extent_(extent), forwards_(forwards) {}

  Match Compare() {
    Start();
    if (out_.agrees) Fields();
    if (out_.agrees && extent_ != Extent::kLines) Framing();
    if (out_.agrees && extent_ == Extent::kWhole) Trailers();
    if (out_.agrees && extent_ != Extent::kLines) Persists();
    if (out_.agrees && extent_ == Extent::kWhole && forwards_) Removed();
    return std::move(out_);
  }

 private:
  void Differ(Depth depth, Aspect aspect, absl::string_view clause, Sentence sentence, std::string what) {
    out_.agrees = false;
    out_.depth = depth;
    out_.aspect = aspect;
    out_.clause = std::string(clause);
    out_.sentence = sentence;
    out_.what = std::move(what);
    out_.offset = depth >= kFraming ? permitted_.body : permitted_.begin;
  }
  // Of a field: where its first line is.
  void DifferInField(Aspect aspect, const Named* named, std::string what) {
    Differ(kFields, aspect, "9112-5-field-line", Sentence::kInterpret, std::move(what));
    if (named != nullptr && named->first_line < permitted_.lines.size())
      out_.offset = permitted_.lines[named->first_line];
  }
  void Worsen(Verdict verdict, Sentence sentence, std::optional<Gap> gap = std::nullopt) {
    out_.verdict = std::max(out_.verdict, verdict);
    out_.steps.push_back({sentence, permitted_.begin, gap});
  }

  void Start() {
    if (!permitted_.reading.start) return;
    const reading::StartLine& start = *permitted_.reading.start;
    if (observed_.method && *observed_.method != start.method) {
      return Differ(kStart, Aspect::kSemantics, "9112-3.1-method", Sentence::kInterpret, "the method is another");
    }
    if (observed_.target && !SameTarget(start.target, *observed_.target, start.method == "OPTIONS")) {
      return Differ(kStart, Aspect::kSemantics, "9112-3.2-request-target", Sentence::kInterpret,
                    "the request-target is another");
    }
    if (observed_.target_uri && !permitted_.target_uri.empty() &&
        !SameUri(permitted_.target_uri, *observed_.target_uri, start.method == "OPTIONS")) {
      return Differ(kStart, Aspect::kSemantics, "9112-3.3-target-uri", Sentence::kInterpret,
                    "the target URI is another");
    }
    if (observed_.status && *observed_.status != start.status && !IsTakenFor5xx(start.status)) {
      return Differ(kStart, Aspect::kSemantics, "9112-4-status-code", Sentence::kInterpret,
                    "the status code is another");
    }
    if (observed_.version) {
      const std::string version = Serialized(start.version);
      if (*observed_.version != version && !(*observed_.version == "HTTP/1.1" && start.version.minor > 1)) {
        return Differ(kControl, Aspect::kSyntax, "9112-2.3-http-version", Sentence::kInterpret,
                      "the version is another");
      }
    }
    // What a reason-phrase says is ignored (RFC 9112, section 4), but no CR of it goes on.
    if (observed_.reason && absl::StrContains(*observed_.reason, '\r')) {
      Differ(kControl, Aspect::kSyntax, "9112-2.2-bare-cr", Sentence::kBareCr, "the reason-phrase has a CR");
    }
  }
  // RFC 9110, section 15, of a status code that is none.
  bool IsTakenFor5xx(int status) const {
    return (status < 100 || status > 599) && *observed_.status >= 500 && *observed_.status <= 599;
  }

  void Fields() {
    if (!observed_.fields || !permitted_.reading.fields) return;
    const Section permitted = ByName(*permitted_.reading.fields, permitted_, false);
    const Section observed = ByName(*observed_.fields);
    for (const auto& [name, named] : permitted) {
      const auto shown = observed.find(name);
      if (shown == observed.end()) {
        Missing(name, named);
      } else {
        Shown(name, named, shown->second);
      }
      if (!out_.agrees) return;
    }
    if (extent_ == Extent::kLines) return;  // what comes after the error is not known
    for (const auto& [name, named] : observed) {
      if (permitted.count(name) > 0) continue;
      if (!IsTrailer(name)) return DifferInField(Aspect::kSyntax, nullptr, absl::StrCat("there is no field ", name));
      return Differ(kFields, Aspect::kSemantics, "9110-6.5.1-trailer-field", Sentence::kTrailersMerged,
                    absl::StrCat("the trailer field ", name, " is in the header section"));
    }
  }

  bool IsTrailer(const std::string& name) const {
    const auto& trailers = permitted_.reading.trailers;
    return trailers && std::any_of(trailers->begin(), trailers->end(), [&](const reading::Field& field) {
             return absl::EqualsIgnoreCase(field.name, name);
           });
  }

  // An implementation that has used up a field need not show it: what Connection names, the length that does not count,
  // the Host beside a target that has one. Others it may not know.
  void Missing(const std::string& name, const Named& named) {
    const auto& removed = permitted_.reading.removed;
    const bool hidden = std::any_of(hidden_.begin(), hidden_.end(),
                                    [&](const std::string& one) { return absl::EqualsIgnoreCase(one, name); });
    if (hidden || (removed && std::find(removed->begin(), removed->end(), name) != removed->end())) return;
    if (name == "host" && !permitted_.target_authority.empty()) return;
    if (!FindField(name)) return Worsen(Verdict::kAllowed, Sentence::kUnknownIgnored);
    DifferInField(Aspect::kSemantics, &named, absl::StrCat("the field ", name, " is missing"));
  }

  void Shown(const std::string& name, const Named& named, const Named& shown) {
    for (const Patched* patch : named.patches) {
      if (patch->kind == Patched::Kind::kAnyValue) return;
      if (absl::StrJoin(shown.value.lines, ", ") == patch->value) return;
    }
    if (name == "host" && !permitted_.target_authority.empty() && shown.value.lines.size() == 1 &&
        absl::EqualsIgnoreCase(shown.value.lines[0], permitted_.target_authority)) {
      return;
    }
    const std::optional<Field> known = FindField(name);
    const bool singleton = known && Info(*known).shape == FieldShape::kSingleton;
    // RFC 6265 has one Cookie line, and lines of it are joined so: RFC 9113, section 8.2.3.
    if (name == "cookie" && named.value.lines != shown.value.lines &&
        absl::StrJoin(named.value.lines, "; ") == absl::StrJoin(shown.value.lines, "; ")) {
      return Worsen(Verdict::kRecovers, Sentence::kRecover);
    }
    const ValueMatch match = SameValue(named.value, shown.value.lines, singleton, name == "set-cookie");
    // After an error further lines of the name are not known: what is permitted is how the value begins.
    const bool begins = extent_ == Extent::kLines && BeginsSo(named.value, shown.value.lines);
    if (begins) return;
    if (!match.same) return DifferInField(Aspect::kSyntax, &named, absl::StrCat("the value of ", name, " is another"));
    if (match.verdict != Verdict::kConforms) Worsen(match.verdict, match.sentence, match.gap);
  }

  static bool BeginsSo(const FieldValue& value, std::vector<std::string> shown) {
    const bool as_one =
        absl::StartsWith(absl::StrJoin(shown, ", "), absl::StrCat(absl::StrJoin(value.lines, ", "), ","));
    if (as_one || shown.size() <= value.lines.size()) return as_one;
    shown.resize(value.lines.size());
    return SameValue(value, shown, false, false).same;
  }

  void Framing() {
    const reading::Message& message = permitted_.reading;
    // RFC 9110, section 9.3.6, against RFC 9112, section 6: gap G04.
    if (Has(permitted_, Feature::kConnectWithLength)) {
      if (observed_.framing || observed_.body) Worsen(Verdict::kUndecided, Sentence::kConnectContent, Gap::kG04);
      return;
    }
    if (observed_.framing && message.framing && !SameFraming(*message.framing)) {
      return Differ(
          kFraming, Aspect::kFraming, FramingClauseOf(permitted_), FramingSentenceOf(permitted_),
          absl::StrCat("the framing is ", Name(message.framing->kind), " and not ", Name(*observed_.framing)));
    }
    if (extent_ != Extent::kWhole || !observed_.body || !message.content || *observed_.body == *message.content) return;
    if (Has(permitted_, Feature::kUnknownCoding)) return Worsen(Verdict::kAllowed, Sentence::kDecoded);
    if (IsChunkedTwice(permitted_)) return Worsen(Verdict::kUndecided, Sentence::kMustChunked, Gap::kG21);
    Differ(kBody, Aspect::kFraming, FramingClauseOf(permitted_), FramingSentenceOf(permitted_),
           absl::StrCat("the content of ", message.content->size(), " octets is another, of ", observed_.body->size()));
    const auto first =
        std::mismatch(message.content->begin(), message.content->end(), observed_.body->begin(), observed_.body->end())
            .first;
    if (message.framing && message.framing->kind != FramingKind::kChunked) {
      out_.offset += static_cast<uint64_t>(first - message.content->begin());
    }
  }

  bool SameFraming(const plumbline::Framing& framing) const {
    const bool empty =
        framing.kind == FramingKind::kNone || (framing.kind == FramingKind::kLength && framing.length == 0);
    const bool shows_empty = *observed_.framing == FramingKind::kNone ||
                             (*observed_.framing == FramingKind::kLength && observed_.length.value_or(1) == 0);
    if (empty && shows_empty) return true;
    if (framing.kind != *observed_.framing) return false;
    return framing.kind != FramingKind::kLength || !observed_.length || *observed_.length == framing.length;
  }

  void Trailers() {
    if (!observed_.trailers || !permitted_.reading.trailers) return;
    const Section permitted = ByName(*permitted_.reading.trailers, permitted_, true);
    const Section observed = ByName(*observed_.trailers);
    for (const auto& [name, named] : observed) {
      const auto known = permitted.find(name);
      const ValueMatch match = known == permitted.end()
                                   ? ValueMatch{false, Verdict::kConforms, Sentence::kInterpret, {}}
                                   : SameValue(known->second.value, named.value.lines, false, false);
      if (!match.same) {
        return Differ(kTrailers, Aspect::kSemantics, "9112-7.1.2-trailer-section", Sentence::kInterpret,
                      absl::StrCat("the trailer field ", name, " is another"));
      }
      if (match.verdict != Verdict::kConforms) Worsen(match.verdict, match.sentence, match.gap);
    }
    if (observed.size() < permitted.size()) Worsen(Verdict::kAllowed, Sentence::kTrailersDropped);
  }

  void Persists() {
    if (!observed_.persists.value_or(false) || permitted_.persists) return;
    Differ(kRest, Aspect::kPersistence, Name(permitted_.persistence_rule),
           SentenceOf(permitted_.persistence_rule, permitted_.kind), "the connection does not persist");
  }

  void Removed() {
    if (!observed_.removed || !permitted_.reading.removed) return;
    const auto shown = [&](const std::string& name) {
      return std::any_of(observed_.removed->begin(), observed_.removed->end(),
                         [&](const std::string& one) { return absl::EqualsIgnoreCase(one, name); });
    };
    for (const std::string& name : *permitted_.reading.removed) {
      if (shown(name)) continue;
      if (IsStandardHopByHop(permitted_, name)) {
        Worsen(Verdict::kDiscouraged, Sentence::kStandardRemoved);
        continue;
      }
      return Differ(kRest, Aspect::kHopByHop, "9110-7.6.1-connection", Sentence::kConnection,
                    absl::StrCat("the field ", name, " is not removed"));
    }
    for (const std::string& name : *observed_.removed) {
      const auto& removed = *permitted_.reading.removed;
      if (std::find(removed.begin(), removed.end(), absl::AsciiStrToLower(name)) == removed.end()) {
        Worsen(Verdict::kAllowed, Sentence::kBlocked);
        return;
      }
    }
  }

  const PermittedMessage& permitted_;
  const ObservedMessage& observed_;
  const std::vector<std::string>& hidden_;
  const Extent extent_;
  const bool forwards_;
  Match out_;
};

// Whether a field name is one that can be made of the lines.
bool IsName(const reading::Field& field, const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), absl::AsciiStrToLower(field.name)) != names.end();
}

}  // namespace

Match MatchMessage(const PermittedMessage& permitted, const ObservedMessage& observed,
                   const std::vector<std::string>& hidden, Extent extent, bool forwards) {
  return Matcher(permitted, observed, hidden, extent, forwards).Compare();
}

Match MatchRecovered(const ObservedMessage& observed, const std::optional<std::vector<std::string>>& names,
                     uint64_t offset) {
  Match out;
  out.offset = offset;
  out.depth = kControl;
  const auto differ = [&](Sentence sentence, absl::string_view clause, absl::string_view what) {
    out.agrees = false;
    out.sentence = sentence;
    out.clause = std::string(clause);
    out.what = std::string(what);
    return out;
  };
  for (const auto& text : {observed.method, observed.target, observed.target_uri, observed.reason}) {
    if (text && absl::StrContains(*text, '\r')) return differ(Sentence::kBareCr, "9112-2.2-bare-cr", "a CR is kept");
  }
  if (!observed.fields) return out;
  for (const reading::Field& field : *observed.fields) {
    if (absl::StrContains(field.name, '\r')) return differ(Sentence::kBareCr, "9112-2.2-bare-cr", "a CR is kept");
    for (const char octet : {'\r', '\n', '\0'}) {
      if (!absl::StrContains(field.value, octet)) continue;
      return differ(Sentence::kCrLfNul, octet == '\0' ? "9110-5.5-nul" : "9112-2.2-bare-cr",
                    "CR, LF or NUL is kept in a field value");
    }
    if (names && !IsName(field, *names)) {
      return differ(Sentence::kBareCr, "9112-2.2-bare-cr",
                    absl::StrCat("with SP for the bare CR there is no field ", field.name));
    }
  }
  return out;
}

Sentence SentenceOf(PersistenceRule rule, MessageKind kind) {
  switch (rule) {
    case PersistenceRule::kCloseOption:
      return kind == MessageKind::kRequest ? Sentence::kCloseServer : Sentence::kCloseClient;
    case PersistenceRule::kNotSelfDefinedLength:
      return Sentence::kSelfDefined;
    case PersistenceRule::kHttp10TransferEncoding:
      return Sentence::kHttp10Coding;
    case PersistenceRule::kBothLengths:
      return Sentence::kBothLengthsClose;
    case PersistenceRule::kTunnel:
      return Sentence::kConnectTunnel;
    case PersistenceRule::kHttp11:
    case PersistenceRule::kHttp10KeepAlive:
      return Sentence::kPersists;
    case PersistenceRule::kOtherwise:
    case PersistenceRule::kSwitched:
      break;
  }
  return Sentence::kOtherwiseCloses;
}

}  // namespace plumbline::oracle
