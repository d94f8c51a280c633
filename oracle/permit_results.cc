// The reading that a way ends with.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "oracle/explorer.h"

namespace plumbline::oracle {
namespace {

constexpr size_t kMostBegun = 64;

size_t FinalResponses(const Trail& trail) {
  return static_cast<size_t>(std::count_if(trail.messages.begin(), trail.messages.end(), [](const auto& message) {
    return message->reading.start->status >= 200 || message->reading.start->status < 100;
  }));
}

// Whether a reader that looks at whole heads, or at whole lines of a body, has not come to the error.
bool HeadIsOpen(Way& way, const Stop& stop) {
  const absl::string_view octets = way.source.octets();
  if (stop.at.in_message()) {
    return octets.find('\n', std::min<size_t>(stop.error.offset, octets.size())) == absl::string_view::npos;
  }
  const size_t begin = stop.at.message_begin();
  const bool lf_ends = way.lf == LfMode::kEndsLines || way.lf == LfMode::kMixed;
  if (!way.empty_line_to_end || octets.size() - *way.empty_line_to_end < begin) {
    way.empty_line_to_end = octets.size() - std::min(octets.find("\n\r\n", begin), octets.size());
  }
  return *way.empty_line_to_end == 0 && (!lf_ends || octets.find("\n\n", begin) == absl::string_view::npos);
}

// What the lines of a head say, though it has an error.
void TellLines(const Way& way, const Stop& stop, PermittedReading& reading) {
  reading.begun = OpenMessage(way, stop);
  const absl::string_view octets = way.source.octets();
  const size_t begin = stop.at.message_begin();
  const size_t head_end = std::min(octets.find("\n\r\n", begin), octets.size());
  const bool both = !FieldsAt(octets, begin, head_end, "transfer-encoding").empty() &&
                    !FieldsAt(octets, begin, head_end, "content-length").empty();
  if (both) reading.closes = PersistenceRule::kBothLengths;
  if (!reading.begun->reading.fields) return;
  for (const reading::Field& field : *reading.begun->reading.fields) {
    if (!absl::EqualsIgnoreCase(field.name, "connection")) continue;
    for (const absl::string_view option : absl::StrSplit(field.value, ',')) {
      const bool close = absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(option), "close");
      if (close) reading.closes = PersistenceRule::kCloseOption;
    }
  }
}

// What can be made of lines as field names: the words before their colons.
std::vector<std::string> NamesIn(absl::string_view octets) {
  std::vector<std::string> names;
  for (const absl::string_view line : absl::StrSplit(octets, '\n')) {
    const absl::string_view name = line.substr(0, line.find(':'));
    names.push_back(absl::AsciiStrToLower(absl::StripAsciiWhitespace(name)));
    for (const absl::string_view word : absl::StrSplit(name, absl::ByAnyChar(" \t\r"), absl::SkipEmpty())) {
      names.push_back(absl::AsciiStrToLower(word));
    }
  }
  return names;
}

std::vector<std::string> WordsIn(const Way& way, const Stop& stop) {
  const absl::string_view rest = way.source.octets().substr(stop.at.message_begin());
  const absl::string_view line = rest.substr(0, rest.find('\n'));
  return absl::StrSplit(line, absl::ByAnyChar(" \t\v\f\r"), absl::SkipEmpty());
}

}  // namespace

PermittedReading& Explorer::AddResult(const Way& way, const Stop& stop, PermittedEnd end, Verdict verdict) {
  PermittedReading reading;
  reading.verdict = verdict;
  reading.end = end;
  reading.error = stop.error;
  reading.trail = way.trail;
  reading.message_count = way.trail->messages.size();
  reading.step_count = way.trail->steps.size();
  reading.extra_discarded = way.extra_discarded;
  reading.to_be_refused = way.refused.has_value();
  reading.at_boundary = stop.at.decoder().at_message_boundary() && !stop.at.decoder().awaiting_final_response();
  reading.awaits_more = way.empty_line_dropped;
  reading.open = partial_;
  reading.awaits_response = question_.end_of_input && question_.kind == MessageKind::kResponse && !partial_ &&
                            FinalResponses(*way.trail) < (question_.methods ? question_.methods->size() : 1);
  out_.readings.push_back(std::move(reading));
  return out_.readings.back();
}

void Explorer::AddRefusal(Way& way, const Stop& stop, const Refused& refused, Verdict verdict) {
  PermittedReading& reading = AddResult(way, stop, PermittedEnd::kRefused, verdict);
  reading.error.offset = way.source.Received(stop.error.offset);
  reading.error.place = way.source.Received(stop.error.place);
  reading.refused = way.refused && way.refused->status_is_must ? *way.refused : refused;
  if (!way.head_is_open || stop.at.in_message()) way.head_is_open = HeadIsOpen(way, stop);
  reading.head_is_open = *way.head_is_open;
  // What lines there are decides which other statuses a server may have; of many errors the first ones say enough.
  if (!stop.at.in_message() && out_.readings.size() < kMostBegun) TellLines(way, stop, reading);
}

void Explorer::AddOpenEnd(Way& way, const Stop& stop, const Refused& refused, const GoingOnRow& going, bool beside) {
  const Verdict verdict = std::max(way.verdict, going.verdict);
  if (way.open_verdict && *way.open_verdict <= verdict) return;  // the one before agrees with all of this one
  way.open_verdict = verdict;
  if (stop.at.in_message() && partial_ == nullptr) Gather(way);
  PermittedReading& reading = AddResult(way, stop, PermittedEnd::kAnything, verdict);
  reading.error.offset = way.source.Received(stop.error.offset);
  reading.error.place = way.source.Received(stop.error.place);
  reading.not_judged_from = reading.error.offset;
  reading.refused = refused;
  reading.going_on.assign(going.sentences.all().begin(), going.sentences.all().end());
  reading.gap = going.gap;
  reading.beside_permission = beside;
  if (stop.at.in_message()) return;
  TellLines(way, stop, reading);
  if (beside && !reading.begun->reading.start) reading.words = WordsIn(way, stop);
  const absl::string_view octets = way.source.octets();
  const size_t begin = stop.at.message_begin();
  switch (stop.error.clause) {
    case Clause::kTransferEncodingSyntax:
    case Clause::kChunkedParameter:
    case Clause::kCompressionParameter:
      reading.coding_counts = true;
      break;
    default:
      reading.coding_counts = !FieldsAt(octets, begin, stop.error.offset, "transfer-encoding").empty();
      break;
  }
  // The start-line has no name.
  const size_t fields = std::min(octets.find('\n', begin), octets.size());
  const size_t head_end = std::min(octets.find("\n\r\n", begin), octets.size());
  if (way.bare_cr) reading.names = NamesIn(octets.substr(fields, head_end - fields));
}

}  // namespace plumbline::oracle
