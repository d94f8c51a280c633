#include "cli/permitted_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/excerpt.h"

namespace plumbline::cli {
namespace {

using oracle::PermittedEnd;
using oracle::PermittedReading;
using oracle::Verdict;

constexpr size_t kShownReadings = 6;
constexpr size_t kShownMessages = 4;
constexpr size_t kShownSentences = 6;
constexpr size_t kShownText = 40;
constexpr size_t kVerdictColumns = 15;

std::string Cite(const oracle::SentenceInfo& info) {
  return absl::StrCat("RFC ", info.rfc, ", section ", info.section, "; ", Name(info.level), " [", info.id, "]");
}

// The sentences, each once, with the octets that they are about. Those in `told` stand further up with their text.
void WriteCited(const std::vector<oracle::Cited>& by, std::vector<oracle::Sentence>& told, Output& out) {
  std::vector<oracle::Sentence> shown;
  for (const oracle::Cited& cited : by) {
    if (std::find(shown.begin(), shown.end(), cited.sentence) != shown.end()) continue;
    if (shown.size() == kShownSentences) return out.Write(Wrap("and more", kTextIndent));
    shown.push_back(cited.sentence);
    std::vector<uint64_t> offsets;
    for (const oracle::Cited& other : by) {
      if (other.sentence == cited.sentence) offsets.push_back(other.offset);
    }
    const bool many = offsets.size() > kShownSentences;
    if (many) offsets.resize(kShownSentences);
    const oracle::SentenceInfo& info = oracle::Info(cited.sentence);
    const bool is_told = std::find(told.begin(), told.end(), cited.sentence) != told.end();
    if (!is_told) out.Write(Wrap(info.text, kTextIndent));
    told.push_back(cited.sentence);
    out.Write(out.Paint(
        Style::kFaint,
        Wrap(absl::StrCat(Cite(info), ", at octet ", absl::StrJoin(offsets, ", "), many ? "…" : ""), kTextIndent)));
  }
}

std::string DutyText(const oracle::Duty& duty) {
  switch (duty.kind) {
    case oracle::DutyKind::kRespond:
      return absl::StrCat("respond with ", duty.status);
    case oracle::DutyKind::kClose:
      return "close the connection";
    case oracle::DutyKind::kDiscard:
      return "discard the message";
    case oracle::DutyKind::kIncomplete:
      return "record the message as incomplete";
    case oracle::DutyKind::kReplace:
      return "forward what was put in the place of the octets, not the octets";
    case oracle::DutyKind::kRemoveContentLength:
      break;
  }
  return "remove Content-Length before forwarding";
}

void WriteDuties(const std::vector<oracle::Duty>& duties, Output& out) {
  std::vector<std::string> texts;
  for (const oracle::Duty& duty : duties) {
    const oracle::SentenceInfo& info = oracle::Info(duty.sentence);
    std::string text = absl::StrCat(DutyText(duty), " (", Name(info.level), ", ", info.id, ")");
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
  }
  if (!texts.empty()) out.Write(Wrap(absl::StrCat("to do: ", absl::StrJoin(texts, "; ")), kTextIndent));
}

std::string MessageText(const oracle::PermittedMessage& message) {
  const reading::Message& read = message.reading;
  std::string out;
  if (read.start) {
    out = message.kind == MessageKind::kRequest
              ? absl::StrCat(EscapeShort(read.start->method, kShownText), " ",
                             EscapeShort(read.start->target, kShownText))
              : absl::StrCat(read.start->status, " ", EscapeShort(read.start->reason, kShownText));
  }
  if (read.framing) {
    absl::StrAppend(&out, ", body ", Name(read.framing->kind));
    if (read.content) absl::StrAppend(&out, " of ", Count(read.content->size(), "octet"));
  }
  for (const auto& patch : message.patches) {
    if (patch.trailer || !read.fields) continue;
    const reading::Field& field = (*read.fields)[patch.field];
    absl::StrAppend(&out, ", ", EscapeShort(field.name, kShownText), ": ", EscapeShort(field.value, kShownText));
    break;
  }
  if (message.refused) absl::StrAppend(&out, ", refused [", Info(message.refused->clause).id, "]");
  return out;
}

std::string EndText(const PermittedReading& reading) {
  switch (reading.end) {
    case PermittedEnd::kComplete:
      return "";
    case PermittedEnd::kNeedMore:
      return "more octets are awaited";
    case PermittedEnd::kTunnel:
      return "then a tunnel";
    case PermittedEnd::kRefused:
      return absl::StrCat("refused at octet ", reading.error.offset, " [", Info(reading.error.clause).id, "]");
    case PermittedEnd::kAnything:
      break;
  }
  return absl::StrCat("what is made of the octets from ", reading.not_judged_from, " on is the reader's own");
}

// Its verdict in a column, and text beside it.
void WriteBeside(Verdict verdict, absl::string_view text, Output& out) {
  std::string head = absl::StrCat("  ", out.Paint(StyleOf(verdict), oracle::Name(verdict)));
  head.append(kVerdictColumns - std::min(kVerdictColumns, oracle::Name(verdict).size()), ' ');
  const std::vector<std::string> lines = WrapLines(text, PageColumns() - kTextIndent);
  out.Write(absl::StrCat(head, lines[0], "\n"));
  for (size_t i = 1; i < lines.size(); ++i) out.Write(absl::StrCat(std::string(kTextIndent, ' '), lines[i], "\n"));
}

void WriteReading(const oracle::Question& question, const PermittedReading& reading,
                  std::vector<oracle::Sentence>& told, Output& out) {
  const oracle::Judgement way = oracle::WayOf(question, reading);
  const bool refuses = reading.end == PermittedEnd::kRefused;
  std::vector<std::string> parts;
  if (refuses && reading.message_count == 0) {
    parts.push_back(absl::StrCat("refuse the message at octet ", reading.error.offset));
  } else if (reading.end == PermittedEnd::kAnything && reading.message_count == 0) {
    parts.push_back("go on in a way of its own");
  } else {
    size_t shown = 0;
    for (const auto& message : reading.messages()) {
      if (shown++ == kShownMessages) {
        parts.push_back("…");
        break;
      }
      parts.push_back(MessageText(*message));
    }
    if (reading.end == PermittedEnd::kNeedMore && reading.open) parts.push_back(MessageText(*reading.open));
    if (std::string end = EndText(reading); !end.empty()) parts.push_back(std::move(end));
    if (parts.empty()) parts.push_back("nothing");
    parts[0] = absl::StrCat("read: ", parts[0]);
  }
  WriteBeside(reading.verdict, absl::StrJoin(parts, "; "), out);
  WriteCited(way.by, told, out);
  WriteDuties(way.duties, out);
}

// What the intermediary sent on, by the rules that it does not keep.
void WriteBrokenRules(const std::vector<oracle::BrokenRule>& broken, Output& out) {
  if (broken.empty()) return;
  out.Write(absl::StrCat(out.Paint(Style::kHeading, "what was sent on"), "\n"));
  for (const oracle::BrokenRule& rule : broken) {
    const oracle::ForwardingInfo& info = oracle::Info(rule.rule);
    WriteBeside(rule.verdict, EscapeControls(rule.why), out);
    out.Write(Wrap(info.text, kTextIndent));
    std::string cited = absl::StrCat("RFC ", info.rfc, ", section ", info.section, "; ", Name(info.level), " [",
                                     info.id, "], at octet ", rule.offset);
    if (rule.forwarded_offset) absl::StrAppend(&cited, ", sent at ", *rule.forwarded_offset);
    if (rule.forwarded > 0) absl::StrAppend(&cited, " of number ", rule.forwarded);
    out.Write(out.Paint(Style::kFaint, Wrap(cited, kTextIndent)));
  }
}

}  // namespace

Style StyleOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kConforms:
    case Verdict::kAllowed:
      return Style::kGood;
    case Verdict::kUndecided:
    case Verdict::kRecovers:
    case Verdict::kDiscouraged:
      return Style::kNote;
    case Verdict::kOverStrict:
    case Verdict::kViolates:
      break;
  }
  return Style::kBad;
}

absl::string_view InWords(oracle::Reader reader) {
  switch (reader) {
    case oracle::Reader::kOrigin:
      return "an origin server";
    case oracle::Reader::kProxy:
      return "a proxy";
    case oracle::Reader::kGateway:
      return "a gateway";
    case oracle::Reader::kIntermediary:
      return "an intermediary";
    case oracle::Reader::kUserAgent:
      break;
  }
  return "a user agent";
}

void WritePermittedText(const oracle::Question& question, Output& out) {
  const oracle::Permitted permitted = oracle::Permit(question);
  out.Write(absl::StrCat(
      "\n", out.Paint(Style::kHeading, absl::StrCat("what ", InWords(question.reader), " may make of it")), "\n"));
  // Of those that refuse, and of those that go on in a way of their own, the one that does so first says enough.
  std::vector<const PermittedReading*> shown;
  for (const PermittedReading& reading : permitted.readings) {
    const bool ends = reading.end == PermittedEnd::kRefused || reading.end == PermittedEnd::kAnything;
    const auto earlier = [&](const PermittedReading& other) {
      return other.end == reading.end && other.step_count < reading.step_count;
    };
    if (!ends || std::none_of(permitted.readings.begin(), permitted.readings.end(), earlier)) shown.push_back(&reading);
  }
  if (shown.size() > kShownReadings) shown.resize(kShownReadings);
  std::vector<oracle::Sentence> told;
  for (const PermittedReading* reading : shown) WriteReading(question, *reading, told, out);
  if (shown.size() < permitted.readings.size()) {
    out.Write(absl::StrCat("  and ", Count(permitted.readings.size() - shown.size(), "other"),
                           ": plumbline judge lists them\n"));
  }
  if (permitted.too_many) out.Write("  and more ways than are followed\n");
}

void WriteJudgementText(const oracle::Question& question, const oracle::Judgement& judged, Output& out) {
  out.Write(absl::StrCat("\n", out.Paint(StyleOf(judged.verdict), oracle::Name(judged.verdict)), ": as ",
                         InWords(question.reader), "; ", judged.why, "\n"));
  if (judged.aspect || !judged.clause.empty()) {
    std::vector<std::string> facts;
    if (judged.aspect) facts.push_back(absl::StrCat("in its ", reading::Name(*judged.aspect)));
    if (!judged.clause.empty()) facts.push_back(absl::StrCat("[", judged.clause, "]"));
    out.Write(absl::StrCat("  ", absl::StrJoin(facts, " "), "\n"));
  }
  if (judged.offset && *judged.offset <= question.octets.size()) {
    out.Write("\n");
    WriteExcerpt({0, question.octets}, {*judged.offset, "", StyleOf(judged.verdict)}, 1, out);
    out.Write("\n");
  }
  std::vector<oracle::Sentence> told;
  WriteCited(judged.by, told, out);
  for (const oracle::Gap gap : judged.gaps) {
    const oracle::GapInfo& info = oracle::Info(gap);
    out.Write(Wrap(absl::StrCat("gap ", info.id, ": ", info.title, ". One side: ", info.one_side,
                                " The other: ", info.other_side, " Here: ", info.ruling),
                   kTextIndent));
  }
  WriteDuties(judged.duties, out);
  if (judged.not_judged_from)
    out.Write(Wrap(absl::StrCat("not judged: what was made of the octets from ", *judged.not_judged_from, " on"),
                   kTextIndent));
  const bool told_more = !told.empty() || !judged.gaps.empty() || !judged.duties.empty() || judged.not_judged_from;
  if (told_more && !judged.forwarding.empty()) out.Write("\n");
  WriteBrokenRules(judged.forwarding, out);
}

}  // namespace plumbline::cli
