#include "witness/judge.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "witness/escape.h"
#include "witness/judge_rewrites.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

using End = JudgedReading::End;

// Octets as rewritten so far, and how they came about.
struct Way {
  std::string octets;
  std::vector<size_t> received;  // where each of them stands in what was received
  LfIs lf = LfIs::kNotYetKnown;
  size_t messages = 0;  // before which `dropped` empty lines were ignored
  size_t dropped = 0;
  bool in_words = false;
  Grade grade = Grade::kConforms;

  auto Key() const { return std::tie(octets, received, lf, messages, dropped); }
};

class Search {
 public:
  Search(absl::string_view octets, MessageKind kind, JudgedReader reader, const StrictlyRead& read)
      : octets_(octets), kind_(kind), reader_(reader), read_(read) {}

  void From(const Way& way) {
    const auto [seen, is_new] = seen_.emplace(way.Key(), way.grade);
    if (!is_new && seen->second <= way.grade) return;
    seen->second = way.grade;
    const Interpretation strict = read_(way.octets);
    JudgedReading reading;
    reading.grade = way.grade;
    reading.in_words = way.in_words;
    for (const Message& message : strict.messages) {
      reading.messages.push_back(Judged(message, way, static_cast<size_t>(message.offset + message.size)));
    }
    reading.end = strict.tunnel                          ? End::kTunnel
                  : strict.verdict == Outcome::kError    ? End::kRefused
                  : strict.verdict == Outcome::kNeedMore ? End::kNeedMore
                                                         : End::kComplete;
    if (strict.partial) reading.open = Judged(*strict.partial, way, std::nullopt);
    if (reading.end != End::kRefused) return Add(std::move(reading));
    const size_t error = static_cast<size_t>(strict.error.offset);
    reading.refused_at = error < way.octets.size() ? way.received[error] : octets_.size();
    std::optional<HeadFault> fault = FirstHeadFault(way.octets, static_cast<size_t>(strict.consumed), kind_);
    // What comes before it is wrong, and no sentence here helps with it.
    if (fault && error < fault->seen) fault.reset();
    if (!fault) {
      // Any Content-Length is valid, RFC 9110, section 8.6, and a recipient may limit what it takes, section 17.5.
      if (strict.error.clause == Clause::kLimitContentLength) reading.grade = std::max(reading.grade, Grade::kAllowed);
      return Add(std::move(reading));
    }
    const size_t dropped = way.messages == strict.messages.size() ? way.dropped : 0;
    reading.grade = std::max(reading.grade, GradeOfRefusing(*fault, reader_, dropped));
    Add(std::move(reading));
    for (const Rewriting& rewriting : Rewritings(way.octets, *fault, kind_, reader_, way.lf, dropped)) {
      Way next = After(way, rewriting);
      next.in_words = way.in_words || fault->kind == HeadFault::Kind::kWords;
      next.messages = strict.messages.size();
      next.dropped = dropped + (rewriting.put.empty() && IsEmptyLine(*fault) ? 1 : 0);
      if (next.octets != way.octets) From(next);
    }
  }

  std::vector<JudgedReading> Found() && {
    std::vector<JudgedReading> found;
    for (auto& [text, reading] : found_) found.push_back(std::move(reading));
    return found;
  }

 private:
  static bool IsEmptyLine(const HeadFault& fault) {
    return fault.kind == HeadFault::Kind::kEmptyLine || fault.kind == HeadFault::Kind::kEmptyLineByLf;
  }

  // What is put for octets stands where they begin, a line's end where theirs stood.
  static Way After(const Way& way, const Rewriting& rewriting) {
    Way next = way;
    next.octets.replace(rewriting.at, rewriting.end - rewriting.at, rewriting.put);
    std::vector<size_t> put(rewriting.put.size(), way.received[rewriting.at]);
    if (rewriting.put == "\r\n") {
      put.front() = way.received[std::max(rewriting.at, rewriting.end - std::min<size_t>(rewriting.end, 2))];
      put.back() = way.received[rewriting.end - 1];
    }
    const auto begin = next.received.begin() + static_cast<std::ptrdiff_t>(rewriting.at);
    const auto end = next.received.begin() + static_cast<std::ptrdiff_t>(rewriting.end);
    next.received.insert(next.received.erase(begin, end), put.begin(), put.end());
    next.lf = rewriting.lf;
    next.grade = std::max(way.grade, rewriting.grade);
    return next;
  }

  void Add(JudgedReading reading) {
    const std::string text = absl::StrCat(Text(reading), reading.in_words ? " in words" : "");
    const auto found = found_.find(text);
    if (found == found_.end()) {
      found_.emplace(text, std::move(reading));
    } else if (reading.grade < found->second.grade) {
      found->second = std::move(reading);
    }
  }

  // The value with the control characters that were received, for which obs-text was put.
  std::string ValueOf(absl::string_view value, const Way& way) const {
    std::string received(value);
    for (size_t i = 0; i < value.size(); ++i) {
      const char octet = octets_[way.received[static_cast<size_t>(value.data() - way.octets.data()) + i]];
      if (value[i] == '\xff') received[i] = octet;
    }
    return received;
  }

  std::vector<std::pair<std::string, std::string>> Fields(const std::vector<FieldLine>& lines, const Way& way) const {
    std::vector<std::pair<std::string, std::string>> fields;
    for (const FieldLine& line : lines) fields.emplace_back(std::string(line.name), ValueOf(line.value, way));
    return fields;
  }

  // `end` is after it, of a message that is whole.
  JudgedMessage Judged(const Message& message, const Way& way, std::optional<size_t> end) const {
    JudgedMessage judged;
    const auto http = [](const Version& version) {
      return absl::StrCat("HTTP/", int{version.major}, ".", int{version.minor});
    };
    judged.start =
        message.kind == MessageKind::kRequest
            ? absl::StrCat(message.request.method, " ", message.request.target.text, " ", http(message.request.version))
            : absl::StrCat(http(message.response.version), " ", message.response.status, " ", message.response.reason);
    judged.framing = message.framing.kind;
    if (message.framing.kind == FramingKind::kLength) judged.length = message.framing.length;
    judged.body = message.body;
    if (!end) return judged;
    judged.end = way.received[*end - 1] + 1;
    judged.fields = Fields(message.fields, way);
    judged.trailers = Fields(message.trailers, way);
    judged.persists = message.persistence.persists;
    return judged;
  }

  absl::string_view octets_;
  MessageKind kind_;
  JudgedReader reader_;
  const StrictlyRead& read_;
  std::map<std::tuple<std::string, std::vector<size_t>, LfIs, size_t, size_t>, Grade> seen_;
  std::map<std::string, JudgedReading> found_;
};

std::string TextOfFields(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string text;
  for (const auto& [name, value] : fields) absl::StrAppend(&text, "(", Escape(name), ": ", Escape(value), ")");
  return text;
}

}  // namespace

std::string Text(const JudgedMessage& message) {
  // How many octets of whitespace stand between words is nobody's: RFC 9112, sections 3 and 4.
  const std::string start =
      absl::StrJoin(absl::StrSplit(message.start, absl::ByAnyChar(" \t"), absl::SkipEmpty()), " ");
  std::string text =
      absl::StrCat("[", Escape(start), " ", TextOfFields(message.fields), " framing ",
                   static_cast<int>(message.framing), " ", message.length, " body ", Escape(message.body), " trailers ",
                   TextOfFields(message.trailers), message.persists ? " persists" : " closes");
  if (message.end) absl::StrAppend(&text, " to ", *message.end);
  return text + "]";
}

std::string Text(const JudgedReading& reading) {
  std::string text;
  for (const JudgedMessage& message : reading.messages) text += Text(message);
  switch (reading.end) {
    case End::kComplete:
      return text + " complete";
    case End::kNeedMore:
      return absl::StrCat(text, " need more", reading.open ? Text(*reading.open) : "");
    case End::kRefused:
      return absl::StrCat(text, " refused at ", reading.refused_at);
    case End::kTunnel:
      return text + " tunnel";
  }
  return text;
}

std::vector<JudgedReading> PermittedReadings(absl::string_view octets, MessageKind kind, JudgedReader reader,
                                             const StrictlyRead& read) {
  Way way;
  way.octets = std::string(octets);
  way.received.resize(octets.size());
  std::iota(way.received.begin(), way.received.end(), size_t{0});
  Search search(octets, kind, reader, read);
  search.From(way);
  return std::move(search).Found();
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
