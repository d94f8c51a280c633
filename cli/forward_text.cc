#include "cli/forward_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/base64.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/excerpt.h"

namespace plumbline::cli {
namespace {

using oracle::BasisInfo;
using oracle::Change;
using oracle::Fate;
using oracle::ForwardedMessage;
using oracle::NextHop;

constexpr size_t kForwardOffsetColumns = 8;
constexpr size_t kForwardShownLines = 4;  // of content

bool ToHttp1(const oracle::ForwardSettings& settings) { return settings.next_hop <= NextHop::kHttp11; }

size_t LineColumns() { return PageColumns() - kForwardOffsetColumns - 4; }

void WriteSentLine(uint64_t offset, absl::string_view line, Output& out) {
  out.Write(absl::StrCat(out.Paint(Style::kFaint, absl::StrCat(PadLeft(offset, kForwardOffsetColumns), " | ")),
                         EscapeShort(line, LineColumns()), "\n"));
}

// Line by line, the octets after the head by their first lines.
void WriteSentOctets(absl::string_view octets, Output& out) {
  const size_t empty = octets.find("\r\n\r\n");
  const size_t body = empty == absl::string_view::npos ? octets.size() : empty + 4;
  size_t lines = 0;
  for (size_t at = 0; at < octets.size();) {
    if (at >= body && lines++ == kForwardShownLines) {
      return out.Write(absl::StrCat(std::string(kForwardOffsetColumns, ' '), " | and ",
                                    Count(octets.size() - at, "more octet"), "\n"));
    }
    const size_t end = std::min(octets.find('\n', at), octets.size() - 1) + 1;
    WriteSentLine(at, octets.substr(at, end - at), out);
    at = end;
  }
}

void WriteSentList(const oracle::ListMessage& list, Output& out) {
  uint64_t number = 0;
  for (const reading::Field& field : list.fields) {
    WriteSentLine(number++, absl::StrCat(field.name, ": ", field.value), out);
  }
  if (!list.content.empty()) {
    out.Write(absl::StrCat(std::string(kForwardOffsetColumns, ' '), " | content of ",
                           Count(list.content.size(), "octet"), ": ", EscapeShort(list.content, LineColumns() - 30),
                           "\n"));
  }
  for (const reading::Field& field : list.trailers) {
    WriteSentLine(number++, absl::StrCat(field.name, ": ", field.value, "  (trailer)"), out);
  }
}

std::string ForwardCitation(const BasisInfo& info) {
  const std::string document = info.rfc == 0 ? "the draft" : absl::StrCat("RFC ", info.rfc);
  return absl::StrCat(document, ", section ", info.section, "; ", Name(info.level), " [", info.id, "]");
}

// The sentence stands once on a page.
void WriteChange(const Change& change, bool list, std::vector<std::string>& told, Output& out) {
  const BasisInfo info = Info(change.basis);
  const std::string where = absl::StrCat("  ", list ? "field " : "octet ", change.offset);
  const std::string pad(where.size() < kTextIndent ? kTextIndent - where.size() : 1, ' ');
  std::vector<std::string> lines = WrapLines(Escape(change.what), PageColumns() - kTextIndent);
  out.Write(absl::StrCat(where, pad, lines.empty() ? "" : lines[0], "\n"));
  for (size_t i = 1; i < lines.size(); ++i) out.Write(absl::StrCat(std::string(kTextIndent, ' '), lines[i], "\n"));
  const std::string id(info.id);
  if (std::find(told.begin(), told.end(), id) == told.end()) {
    out.Write(Wrap(info.text, kTextIndent));
    told.push_back(id);
  }
  out.Write(out.Paint(Style::kFaint, Wrap(ForwardCitation(info), kTextIndent)));
}

std::string FateText(const oracle::ForwardSettings& settings, const ForwardedMessage& message, Output& out) {
  switch (message.fate) {
    case Fate::kSent:
      return out.Paint(Style::kGood, "sent on");
    case Fate::kNotSent:
      return out.Paint(Style::kNote, "not sent on");
    case Fate::kAnswered:
      return out.Paint(Style::kNote, "not forwarded: the intermediary answers itself");
    case Fate::kIncomplete:
      return out.Paint(Style::kBad, "incomplete: it is not made a complete message");
    case Fate::kRefused:
      break;
  }
  if (message.status == 0) return out.Paint(Style::kBad, "not processed, and not answered");
  const bool request = settings.kind == MessageKind::kRequest;
  return absl::StrCat(out.Paint(Style::kBad, "refused"), ": the client is sent ", message.status,
                      request ? "" : " in its place");
}

Json ChangeJson(const Change& change) {
  const BasisInfo info = Info(change.basis);
  return {{"rule", Text(info.id)},           {"rfc", info.rfc},         {"section", Text(info.section)},
          {"level", Text(Name(info.level))}, {"offset", change.offset}, {"what", Text(change.what)}};
}

Json ListMessageJson(const oracle::ListMessage& list) {
  return {{"version", Text(Name(list.version))},
          {"fields", FieldsJson(list.fields)},
          {"content", EncodeBase64(list.content)},
          {"trailers", FieldsJson(list.trailers)}};
}

}  // namespace

void WriteForwardedPage(const oracle::ForwardSettings& settings, const oracle::Forwarded& forwarded, bool list,
                        Output& out) {
  std::vector<std::string> told;
  size_t number = 0;
  for (const ForwardedMessage& message : forwarded.messages) {
    out.Write(absl::StrCat("\n", out.Paint(Style::kHeading, absl::StrCat("message ", ++number)), ": ",
                           FateText(settings, message, out), "\n"));
    if (message.fate != Fate::kSent) {
      WriteChange(message.why, list, told, out);
      continue;
    }
    out.Write("\n");
    ToHttp1(settings) ? WriteSentOctets(message.octets, out) : WriteSentList(message.list, out);
    out.Write(message.changes.empty() ? "\nnothing is changed\n" : "\nchanges\n");
    for (const Change& change : message.changes) WriteChange(change, list, told, out);
  }
  if (forwarded.tunnel_from) {
    out.Write(absl::StrCat("\nfrom octet ", *forwarded.tunnel_from, " on: a tunnel's, if there is one\n"));
  }
}

Json ForwardedJson(const oracle::ForwardSettings& settings, const oracle::Forwarded& forwarded) {
  Json messages = Json::array();
  for (const ForwardedMessage& message : forwarded.messages) {
    const bool sent = message.fate == Fate::kSent;
    Json changes = Json::array();
    for (const Change& change : message.changes) changes.push_back(ChangeJson(change));
    messages.push_back({{"fate", Text(Name(message.fate))},
                        {"begin", message.begin},
                        {"end", message.end},
                        {"octets", sent && ToHttp1(settings) ? Json(EncodeBase64(message.octets)) : Json()},
                        {"list", sent && !ToHttp1(settings) ? ListMessageJson(message.list) : Json()},
                        {"changes", changes},
                        {"status", message.status == 0 ? Json() : Json(message.status)},
                        {"why", sent ? Json() : ChangeJson(message.why)}});
  }
  return {{"kind", Text(Name(settings.kind))},
          {"next_hop", Text(Name(settings.next_hop))},
          {"messages", messages},
          {"tunnel_from", forwarded.tunnel_from ? Json(*forwarded.tunnel_from) : Json()}};
}

void WriteForwardedOctets(const oracle::ForwardSettings& settings, const oracle::Forwarded& forwarded, Output& out) {
  for (const ForwardedMessage& message : forwarded.messages) {
    if (message.fate != Fate::kSent) continue;
    if (ToHttp1(settings)) {
      out.Write(message.octets);
      continue;
    }
    for (const reading::Field& field : message.list.fields)
      out.Write(absl::StrCat(field.name, ": ", field.value, "\n"));
    if (!message.list.trailers.empty()) out.Write("\n");
    for (const reading::Field& field : message.list.trailers) {
      out.Write(absl::StrCat(field.name, ": ", field.value, "\n"));
    }
  }
}

}  // namespace plumbline::cli
