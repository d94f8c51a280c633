#include "oracle/match.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "oracle/features.h"

namespace plumbline::oracle {
namespace {

using Patch = PermittedMessage::Patch;

// What differs, from the first that is looked at to the last.
enum Depth { kStart = 1, kControl = 2, kFields = 3, kFraming = 4, kBody = 5, kTrailers = 6, kRest = 7 };

bool IsHex(char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); }

// RFC 3986, section 6.2.2: hexadecimal digits in upper case, unreserved characters not encoded.
std::string NormalTarget(absl::string_view target) {
  std::string out;
  for (size_t i = 0; i < target.size(); ++i) {
    if (target[i] != '%' || i + 2 >= target.size() || !IsHex(target[i + 1]) || !IsHex(target[i + 2])) {
      out += target[i];
      continue;
    }
    const auto digit = [](char c) {
      return absl::ascii_isdigit(static_cast<unsigned char>(c)) ? c - '0' : (c | 0x20) - 'a' + 10;
    };
    const char octet = static_cast<char>(digit(target[i + 1]) * 16 + digit(target[i + 2]));
    if (absl::ascii_isalnum(static_cast<unsigned char>(octet)) || absl::StrContains("-._~", octet)) {
      out += octet;
    } else {
      absl::StrAppend(&out, "%", absl::AsciiStrToUpper(target.substr(i + 1, 2)));
    }
    i += 2;
  }
  return out;
}

absl::string_view PathOf(absl::string_view target) {
  const size_t scheme = target.find("://");
  if (scheme == absl::string_view::npos) return target;
  const size_t path = target.find_first_of("/?", scheme + 3);
  return path == absl::string_view::npos ? absl::string_view("/") : target.substr(path);
}

class Matcher {
 public:
  Matcher(const PermittedMessage& permitted, const ObservedMessage& observed, const std::vector<std::string>& hidden,
          bool whole)
      : permitted_(permitted), observed_(observed), hidden_(hidden), whole_(whole) {}

  Match Compare() {
    Start();
    if (out_.agrees) Fields();
    if (out_.agrees && whole_) Framing();
    if (out_.agrees && whole_) Trailers();
    if (out_.agrees && whole_) Rest();
    return std::move(out_);
  }

 private:
  void Differ(Depth depth, reading::Aspect aspect, absl::string_view clause, std::string what) {
    out_.agrees = false;
    out_.depth = depth;
    out_.aspect = aspect;
    out_.clause = std::string(clause);
    out_.what = std::move(what);
    out_.offset = depth >= kFraming ? permitted_.body : permitted_.begin;
  }
  // The same of a field: where its first line is.
  void DifferInField(reading::Aspect aspect, const std::string& name, std::string what) {
    Differ(kFields, aspect, "9112-5-field-line", std::move(what));
    for (size_t i = 0; i < permitted_.lines.size(); ++i) {
      if (!absl::EqualsIgnoreCase((*permitted_.reading.fields)[i].name, name)) continue;
      out_.offset = permitted_.lines[i];
      return;
    }
  }
  void Worsen(Verdict verdict, Sentence sentence, std::optional<Gap> gap = std::nullopt) {
    out_.verdict = std::max(out_.verdict, verdict);
    out_.steps.push_back({sentence, permitted_.begin, gap});
  }

  void Start() {
    if (!permitted_.reading.start) return;
    const reading::StartLine& start = *permitted_.reading.start;
    if (observed_.method && *observed_.method != start.method) {
      return Differ(kStart, reading::Aspect::kSemantics, "9112-3.1-method", "the method is another");
    }
    if (observed_.target && !SameTarget(start.target, *observed_.target)) {
      return Differ(kStart, reading::Aspect::kSemantics, "9112-3.2-request-target", "the request-target is another");
    }
    if (observed_.target_uri && whole_ && !SameUri(permitted_.target_uri, *observed_.target_uri)) {
      return Differ(kStart, reading::Aspect::kSemantics, "9112-3.3-target-uri", "the target URI is another");
    }
    if (observed_.status && *observed_.status != start.status) {
      const bool valid = start.status >= 100 && start.status <= 599;
      if (valid || *observed_.status < 500 || *observed_.status > 599) {
        return Differ(kStart, reading::Aspect::kSemantics, "9112-4-status-code", "the status code is another");
      }
    }
    if (observed_.version) {
      const std::string version = absl::StrCat("HTTP/", int{start.version.major}, ".", int{start.version.minor});
      if (*observed_.version != version && !(*observed_.version == "HTTP/1.1" && start.version.minor > 1)) {
        return Differ(kControl, reading::Aspect::kSyntax, "9112-2.3-http-version", "the version is another");
      }
    }
    if (observed_.reason && absl::StripAsciiWhitespace(*observed_.reason) != absl::StripAsciiWhitespace(start.reason) &&
        absl::StrContains(*observed_.reason, '\r')) {
      Differ(kControl, reading::Aspect::kSyntax, "9112-4-reason-phrase", "the reason-phrase has a CR");
    }
  }

  bool SameTarget(absl::string_view permitted, const std::string& observed) {
    if (permitted == observed) return true;
    // What a server shows of the target may be the path alone, and normalised: RFC 9110, section 4.2.3.
    return NormalTarget(permitted) == NormalTarget(observed) ||
           (absl::StrContains(permitted, "://") && NormalTarget(PathOf(permitted)) == NormalTarget(observed));
  }
  static bool SameUri(absl::string_view permitted, const std::string& observed) {
    if (permitted == observed) return true;
    const std::string a = NormalTarget(permitted);
    const std::string b = NormalTarget(observed);
    const auto without_scheme = [](absl::string_view uri) {
      const size_t at = uri.find("://");
      return at == absl::string_view::npos ? uri : uri.substr(at + 3);
    };
    const auto with_path = [](absl::string_view uri) {
      return absl::StrContains(uri, '/') ? std::string(uri) : absl::StrCat(uri, "/");
    };
    return with_path(without_scheme(a)) == with_path(without_scheme(b));
  }

  struct Value {
    std::vector<std::string> lines;
    std::vector<const Patch*> patches;
    std::vector<size_t> patch_lines;
  };
  using Values = std::map<std::string, Value>;

  static Values ByName(const std::vector<reading::Field>& fields) {
    Values out;
    for (const reading::Field& field : fields) {
      out[absl::AsciiStrToLower(field.name)].lines.emplace_back(absl::StripAsciiWhitespace(field.value));
    }
    return out;
  }

  void Fields() {
    if (!observed_.fields || !permitted_.reading.fields) return;
    Values permitted = ByName(*permitted_.reading.fields);
    for (const Patch& patch : permitted_.patches) {
      if (patch.trailer) continue;
      const std::string name = absl::AsciiStrToLower((*permitted_.reading.fields)[patch.field].name);
      size_t line = 0;
      for (size_t i = 0; i < patch.field; ++i) {
        if (absl::EqualsIgnoreCase((*permitted_.reading.fields)[i].name, name)) ++line;
      }
      permitted[name].patches.push_back(&patch);
      permitted[name].patch_lines.push_back(line);
    }
    const Values observed = ByName(*observed_.fields);
    for (const auto& [name, value] : permitted) {
      const auto shown = observed.find(name);
      if (shown == observed.end()) {
        if (!IsHidden(name) && !MayBeMissing(name)) {
          return DifferInField(reading::Aspect::kSemantics, name, absl::StrCat("the field ", name, " is missing"));
        }
      } else if (!SameValue(value, shown->second)) {
        return DifferInField(reading::Aspect::kSyntax, name, absl::StrCat("the value of ", name, " is another"));
      }
    }
    if (!whole_) return;  // what comes after the error is not known
    for (const auto& [name, value] : observed) {
      if (permitted.count(name) > 0) continue;
      const bool trailer =
          permitted_.reading.trailers &&
          std::any_of(permitted_.reading.trailers->begin(), permitted_.reading.trailers->end(),
                      [&n = name](const reading::Field& field) { return absl::EqualsIgnoreCase(field.name, n); });
      if (!trailer) {
        return DifferInField(reading::Aspect::kSyntax, name, absl::StrCat("there is no field ", name));
      }
      Differ(kFields, reading::Aspect::kSemantics, "9110-6.5.1-trailer-field",
             absl::StrCat("the trailer field ", name, " is in the header section"));
      out_.sentence = Sentence::kTrailersMerged;
      return;
    }
  }

  bool IsHidden(const std::string& name) const {
    return std::any_of(hidden_.begin(), hidden_.end(),
                       [&](const std::string& one) { return absl::EqualsIgnoreCase(one, name); });
  }
  // An implementation that has used up a field need not show it: what Connection names, and the length that does not
  // count.
  bool MayBeMissing(const std::string& name) const {
    const auto& removed = permitted_.reading.removed;
    return removed && std::find(removed->begin(), removed->end(), name) != removed->end();
  }

  bool SameValue(const Value& permitted, const Value& observed) {
    for (const Patch* patch : permitted.patches) {
      if (patch->kind == Patch::Kind::kAnyValue) return true;
      if (patch->kind == Patch::Kind::kAlternative && absl::StrJoin(observed.lines, ", ") == patch->value) return true;
    }
    if (permitted.patches.empty()) {
      if (permitted.lines == observed.lines) return true;
      // RFC 9110, section 5.3: several lines are one value, with commas and whitespace after them.
      const std::string shown = absl::StrJoin(observed.lines, ", ");
      return shown == absl::StrJoin(permitted.lines, ", ") || shown == absl::StrJoin(permitted.lines, ",");
    }
    return SamePatched(permitted, absl::StrJoin(observed.lines, ", "));
  }

  // Octet by octet, with SPs for each fold, and the control characters that were received.
  bool SamePatched(const Value& permitted, absl::string_view observed) {
    size_t at = 0;
    bool kept_tab = false;
    for (size_t line = 0; line < permitted.lines.size(); ++line) {
      if (line > 0) {
        if (!absl::StartsWith(observed.substr(at), ",")) return false;
        ++at;
        if (at < observed.size() && observed[at] == ' ') ++at;
      }
      const std::string& value = permitted.lines[line];
      for (size_t i = 0; i < value.size(); ++i) {
        char octet = value[i];
        bool fold = false;
        for (size_t p = 0; p < permitted.patches.size(); ++p) {
          const Patch& patch = *permitted.patches[p];
          if (permitted.patch_lines[p] != line || patch.at != i) continue;
          if (patch.kind == Patch::Kind::kOctet) octet = patch.octet;
          fold = fold || patch.kind == Patch::Kind::kFold;
        }
        if (fold) {
          const size_t begin = at;
          while (at < observed.size() && (observed[at] == ' ' || observed[at] == '\t')) {
            kept_tab = kept_tab || observed[at] == '\t';
            ++at;
          }
          if (at == begin) return false;
          continue;
        }
        if (at >= observed.size() || observed[at] != octet) return false;
        ++at;
      }
    }
    if (at != observed.size()) return false;
    if (kept_tab) Worsen(Verdict::kRecovers, Sentence::kRecover, Gap::kG27);
    return true;
  }

  void Framing() {
    const reading::Message& message = permitted_.reading;
    const auto clause = [&] { return FramingClauseOf(permitted_); };
    if (observed_.framing && message.framing && !SameFraming(*message.framing)) {
      return Differ(
          kFraming, reading::Aspect::kFraming, clause(),
          absl::StrCat("the framing is ", Name(message.framing->kind), " and not ", Name(*observed_.framing)));
    }
    if (!observed_.body || !message.content) return;
    if (IsChunkedTwice(permitted_)) {
      if (*observed_.body != *message.content) Worsen(Verdict::kUndecided, Sentence::kMustChunked, Gap::kG21);
    } else if (*observed_.body != *message.content) {
      Differ(
          kBody, reading::Aspect::kFraming, clause(),
          absl::StrCat("the content has ", message.content->size(), " octets and not these ", observed_.body->size()));
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
    const Values permitted = ByName(*permitted_.reading.trailers);
    const Values observed = ByName(*observed_.trailers);
    for (const auto& [name, value] : observed) {
      const auto known = permitted.find(name);
      if (known == permitted.end() || !SameValue(known->second, value)) {
        return Differ(kTrailers, reading::Aspect::kSemantics, "9112-7.1.2-trailer-section",
                      absl::StrCat("the trailer field ", name, " is another"));
      }
    }
    if (observed.size() < permitted.size()) Worsen(Verdict::kAllowed, Sentence::kTrailersDropped);
  }

  void Rest() {
    if (observed_.persists.value_or(false) && !permitted_.persists) {
      Differ(kRest, reading::Aspect::kPersistence, Name(permitted_.persistence_rule),
             "the connection does not persist");
      out_.sentence = SentenceOf(permitted_.persistence_rule, permitted_.kind);
      return;
    }
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
      Differ(kRest, reading::Aspect::kHopByHop, "9110-7.6.1-connection",
             absl::StrCat("the field ", name, " is not removed"));
      out_.sentence = Sentence::kConnection;
      return;
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
  const bool whole_;
  Match out_;
};

}  // namespace

Match MatchMessage(const PermittedMessage& permitted, const ObservedMessage& observed,
                   const std::vector<std::string>& hidden, bool whole) {
  return Matcher(permitted, observed, hidden, whole).Compare();
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
