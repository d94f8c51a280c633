#include "cli/page.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/clause_text.h"
#include "cli/deciding_octet.h"
#include "cli/escape.h"
#include "cli/excerpt.h"
#include "cli/removed.h"
#include "cli/rules.h"
#include "parser/fields/keep_alive.h"

namespace plumbline::cli {
namespace {

constexpr size_t kNameColumns = 15;

// The part of the context from the message that the stream ended in.
Extent Context(const Ending& ending) {
  Extent context{ending.context_offset, ending.context};
  if (ending.message_offset > context.offset) {
    const uint64_t skip = std::min<uint64_t>(ending.message_offset - context.offset, context.octets.size());
    context.octets.remove_prefix(static_cast<size_t>(skip));
    context.offset += skip;
  }
  return context;
}

}  // namespace

void Page::OnHead(const Message& message, const Extent& head) {
  out_.Write("\n");
  out_.Write(out_.Paint(Style::kHeading, absl::StrCat("message ", messages_ + 1, ": ", Name(message.kind))));
  out_.Write(absl::StrCat(" at octet ", message.offset, "\n\n"));
  listing_.Title();
  listing_.Head(message, head);
  in_chunk_ = false;
  content_first_.clear();
  noted_line_.clear();
}

void Page::OnChunkLine(const Extent& line, absl::string_view ext, uint64_t size, bool noted) {
  FlushData(/*complete=*/true);
  listing_.ChunkLine(line, ext, size);
  in_chunk_ = true;
  if (!noted) return;
  noted_line_offset_ = line.offset;
  noted_line_.assign(line.octets.data(), line.octets.size());
}

void Page::OnData(const Extent& data) {
  if (data_size_ == 0) data_offset_ = data.offset;
  data_size_ += data.octets.size();
  if (content_first_.empty()) {
    content_offset_ = data.offset;
    content_first_ = std::string(data.octets.substr(0, Listing::Columns()));
  }
  if (data_first_.size() <= Listing::Columns()) {
    absl::StrAppend(&data_first_, data.octets.substr(0, Listing::Columns() + 1 - data_first_.size()));
  }
}

// `complete`: the CRLF after chunk-data was there.
void Page::FlushData(bool complete) {
  if (data_size_ == 0) return;
  listing_.Data(in_chunk_, data_offset_, data_first_, data_size_);
  if (in_chunk_ && complete) listing_.ChunkDataEnd(data_offset_ + data_size_);
  data_size_ = 0;
  data_first_.clear();
}

void Page::OnTrailers(const std::vector<FieldLine>& trailers, const Extent& section) {
  listing_.TrailerSection(trailers, section);
}

void Page::Fact(absl::string_view name, absl::string_view value, absl::string_view id) {
  std::string line = absl::StrCat("  ", out_.Paint(Style::kHeading, name));
  line.append(kNameColumns - std::min(kNameColumns, name.size()), ' ');
  absl::StrAppend(&line, value);
  if (!id.empty()) absl::StrAppend(&line, out_.Paint(Style::kFaint, absl::StrCat("  [", id, "]")));
  out_.Write(line + "\n");
}

void Page::Explanation(absl::string_view text) { out_.Write(Wrap(text, kTextIndent)); }

void Page::OnMessageEnd(const Message& message, const FieldSection& fields, const Extent& head,
                        const Extent& trailers) {
  FlushData(/*complete=*/true);
  ++messages_;
  out_.Write("\n");
  std::string framing(Name(message.framing.kind));
  if (message.framing.kind == FramingKind::kLength) {
    absl::StrAppend(&framing, ", ", Count(message.framing.length, "octet"));
  }
  Fact("framing", framing, FramingRuleName(message.framing.rule));
  const RuleText length = FramingRuleText(message.framing);
  Explanation(absl::StrCat(length.citation, ": ", length.sentence));

  Fact("persistence", message.persistence.persists ? "persist" : "close", Name(message.persistence.rule));
  const RuleText persistence = PersistenceRuleText(message.persistence.rule);
  Explanation(absl::StrCat(persistence.citation, ": ", persistence.sentence));

  RemovalSetFact(message, fields);
  KeepAliveFact(fields, message.findings);
  for (const Finding& finding : message.findings) Note(finding, head, trailers);
}

void Page::RemovalSetFact(const Message& message, const FieldSection& fields) {
  if (message.removed.empty()) return Fact("removal set", "nothing");
  bool first = true;
  for (const RemovedNames& part : RemovedBySentence(message.removed, fields, message.framing)) {
    Fact(first ? "removal set" : "", EscapeShort(absl::StrJoin(part.names, ", "), 4 * Listing::Columns()));
    Explanation(part.why);
    first = false;
  }
}

void Page::KeepAliveFact(const FieldSection& fields, const std::vector<Finding>& findings) {
  std::vector<absl::string_view> values;
  for (const FieldLine line : fields) {
    if (absl::EqualsIgnoreCase(line.name, "Keep-Alive")) values.push_back(line.value);
  }
  if (values.empty()) return;
  if (!KeepAliveIsMeant(fields)) {
    Fact("Keep-Alive", "ignored");
    return Explanation("RFC 2068, section 19.7.1.1: the keep-alive connection option is not there.");
  }
  const std::string value = absl::StrJoin(values, ", ");
  const Result<KeepAlive> keep_alive = ParseKeepAlive(value);
  if (!keep_alive.complete()) {
    const Finding* refusal = KeepAliveRefusal(findings);
    return Fact("Keep-Alive", "not used: this clause refuses the whole field",
                refusal == nullptr ? "" : Info(refusal->clause).id);
  }
  std::vector<std::string> parts;
  if (keep_alive->timeout) parts.push_back(absl::StrCat("timeout ", Count(*keep_alive->timeout, "second")));
  if (keep_alive->max) parts.push_back(absl::StrCat("max ", Count(*keep_alive->max, "request")));
  for (const KeepAliveParameter& parameter : keep_alive->parameters) {
    if (absl::EqualsIgnoreCase(parameter.name, "timeout") || absl::EqualsIgnoreCase(parameter.name, "max")) continue;
    parts.push_back(absl::StrCat("extension ", EscapeShort(parameter.name, Listing::Columns())));
  }
  Fact("Keep-Alive", parts.empty() ? "no parameters" : absl::StrJoin(parts, ", "));
  Explanation("RFC 2068, section 19.7.1.1: meant, since the keep-alive connection option is there.");
}

void Page::ClauseText(Clause clause) {
  const ClauseInfo& info = Info(clause);
  // A user agent answers nothing; an intermediary puts a 502 in the place of a response (RFC 9112, section 6.3, rule
  // 5).
  const bool rejects_response = kind_ == MessageKind::kResponse && info.effect == Effect::kReject && info.status != 0;
  int status = kind_ == MessageKind::kRequest ? info.status : 0;
  if (rejects_response && recipient_ == Recipient::kIntermediary) status = 502;
  WriteClauseText(clause, status, out_);
}

void Page::Note(const Finding& finding, const Extent& head, const Extent& trailers) {
  Fact("note", absl::StrCat("at octet ", finding.offset), Info(finding.clause).id);
  WriteExcerpt(OctetsAround(finding.offset, head, trailers), {finding.offset, "", Style::kNote}, 0, out_);
  ClauseText(finding.clause);
}

Extent Page::OctetsAround(uint64_t offset, const Extent& head, const Extent& trailers) const {
  const Extent content{content_offset_, content_first_};
  const Extent noted_line{noted_line_offset_, noted_line_};
  for (const Extent& extent : {head, content, noted_line}) {
    if (offset >= extent.offset && offset < extent.end()) return extent;
  }
  return trailers;
}

void Page::Error(const Ending& ending) {
  const ParseError& error = ending.error;
  const Extent context = Context(ending);
  out_.Write(absl::StrCat(out_.Paint(Style::kBad, absl::StrCat("rejected at octet ", error.offset)), "  [",
                          Info(error.clause).id, "]\n\n"));
  std::string remark(error.offset == ending.read ? "the input ends here" : DecidingOctet(error, context));
  const bool two_places = error.place != error.offset && error.place >= context.offset;
  if (two_places) {
    WriteExcerpt(context, {error.place, absl::StrCat("octet ", error.place, " is meant")}, 2, out_);
    remark = absl::StrCat("decided at octet ", error.offset, remark.empty() ? "" : ", ", remark);
  }
  WriteExcerpt(context, {error.offset, remark}, two_places ? 0 : 2, out_);
  out_.Write("\n");
  ClauseText(error.clause);
}

void Page::Missing(const Ending& ending) {
  absl::string_view what;
  switch (ending.reading) {
    case Reading::kNothing:
      if (!ending.awaiting_final_response) return;
      what = "after an interim response; the final one has not come";
      break;
    case Reading::kStartLine:
      what = "in the start-line";
      break;
    case Reading::kHeaderSection:
      what = "in the header section; the empty line that ends it is missing";
      break;
    case Reading::kBody:
      what = "in the message body";
      break;
    case Reading::kBodyUntilClose:
      what = "in a body that goes on until the connection closes";
      break;
    case Reading::kChunkLine:
      what = "before the next chunk's size is complete";
      break;
    case Reading::kChunkData:
      what = "in chunk-data";
      break;
    case Reading::kChunkDataEnd:
      what = "before the CRLF after chunk-data";
      break;
    case Reading::kTrailerSection:
      what = "in the trailer section; the empty line that ends it is missing";
      break;
  }
  std::string line = absl::StrCat("the octets end ", what);
  if (ending.missing) {
    absl::StrAppend(&line, "; ", Count(*ending.missing, "octet"), " of it ", *ending.missing == 1 ? "is" : "are",
                    " missing");
  }
  out_.Write(Wrap(line, 2));
}

void Page::End(const Ending& ending, bool end_of_input, absl::string_view hint,
               const std::function<void()>& after_error) {
  FlushData(/*complete=*/ending.reading == Reading::kChunkLine);
  out_.Write("\n");
  const std::string complete = ending.messages == 0 ? "no complete message"
                                                    : absl::StrCat(Count(ending.messages, "complete message"), " in ",
                                                                   Count(ending.consumed, "octet"));
  switch (ending.verdict) {
    case Outcome::kError:
      Error(ending);
      if (ending.error.offset == ending.read) {
        out_.Write("\n");
        Missing(ending);
      }
      after_error();
      out_.Write(absl::StrCat("\n", out_.Paint(Style::kBad, "reject"), ": ", complete, " before the error\n"));
      if (!hint.empty()) out_.Write(absl::StrCat(out_.Paint(Style::kNote, "hint"), ": ", hint, "\n"));
      return;
    case Outcome::kNeedMore:
      WriteExcerpt(Context(ending), {ending.read, "the octets end here", Style::kNote}, 2, out_);
      out_.Write("\n");
      Missing(ending);
      out_.Write(absl::StrCat("\n", out_.Paint(Style::kNote, "need more"), ": ", complete, " before that\n"));
      return;
    case Outcome::kComplete:
      break;
  }
  if (ending.tunnel) {
    out_.Write(absl::StrCat("  from octet ", ending.consumed, " on: a tunnel or another protocol, not judged\n"));
  } else if (ending.awaiting_final_response) {
    out_.Write("  the last response is interim: its final response has not come\n");
  }
  const absl::string_view more = end_of_input || ending.tunnel ? "" : "; more may follow";
  out_.Write(absl::StrCat(out_.Paint(Style::kGood, "accept"), ": ", complete, more, "\n"));
}

}  // namespace plumbline::cli
