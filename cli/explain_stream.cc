#include "cli/explain_stream.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/exit_code.h"
#include "cli/hint.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/judge_question.h"
#include "cli/page.h"
#include "cli/permitted_text.h"
#include "cli/walk.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kResponseBegin = "HTTP/";

// Reads until it is known whether the octets begin as a response's do, or as something else than HTTP/1.x.
MessageKind Detect(Input& input, std::string& buffer) {
  const auto undecided = [&] {
    return (buffer.size() < kResponseBegin.size() && absl::StartsWith(kResponseBegin, buffer)) ||
           MayBeginSomethingElse(buffer);
  };
  while (undecided() && input.Read(buffer)) {
  }
  return absl::StartsWith(buffer, kResponseBegin) ? MessageKind::kResponse : MessageKind::kRequest;
}

void WriteHeading(const std::string& shown, const ExplainSettings& settings, const DecoderOptions& options, bool first,
                  Output& out) {
  const bool request = options.kind == MessageKind::kRequest;
  const absl::string_view reader = options.recipient == Recipient::kOrigin         ? "an origin server"
                                   : options.recipient == Recipient::kIntermediary ? "an intermediary"
                                                                                   : "a user agent";
  if (!first) out.Write("\n\n");
  out.Write(out.Paint(Style::kHeading, shown));
  out.Write(absl::StrCat(": ", Name(options.kind), "s, as ", reader, " reads them"));
  if (!settings.kind) out.Write(request ? " (they do not begin with HTTP/)" : " (they begin with HTTP/)");
  out.Write("\n");
}

// One line: the verdict, what is complete, how many notes.
void WriteSummary(const std::string& shown, const Ending& ending, Output& out) {
  std::string verdict = out.Paint(Style::kGood, "accept");
  if (ending.verdict == Outcome::kNeedMore) verdict = out.Paint(Style::kNote, "need more");
  if (ending.verdict == Outcome::kError) {
    verdict = absl::StrCat(out.Paint(Style::kBad, "reject"), " at octet ", ending.error.offset, " [",
                           Info(ending.error.clause).id, "]");
  }
  out.Write(absl::StrCat(out.Paint(Style::kHeading, shown), ": ", verdict, "; ",
                         Count(ending.messages, "complete message"), " in ", Count(ending.consumed, "octet"),
                         ending.tunnel ? ", then a tunnel" : "", ", ", Count(ending.notes, "note"), "\n"));
}

int ExitCodeOf(const Ending& ending, bool notes_fail) {
  switch (ending.verdict) {
    case Outcome::kComplete:
      return notes_fail && ending.notes > 0 ? kRejected : kAccepted;
    case Outcome::kNeedMore:
      return notes_fail && ending.notes > 0 ? kRejected : kNeedMore;
    case Outcome::kError:
      break;
  }
  return kRejected;
}

WalkOptions WalkOptionsOf(const ExplainSettings& settings, MessageKind detected) {
  WalkOptions options;
  options.decoder.kind = settings.kind.value_or(detected);
  options.decoder.recipient = settings.recipient.value_or(DefaultRecipient(options.decoder.kind));
  options.methods = settings.methods;
  options.end_of_input = settings.end_of_input;
  return options;
}

// Returns the exit status of a judgement on what the file says.
int JudgeObserved(const std::string& file, const oracle::Question& question, Output& out) {
  std::string text;
  constexpr size_t kLargest = 16 << 20;
  std::string error =
      ReadWhole(file, kLargest, "an observation from the terminal", "an observation has up to 16 MiB", text);
  oracle::Observation observed;
  if (error.empty()) error = ReadObservation(absl::string_view(text), observed);
  if (error.empty()) error = oracle::Contradiction(question, observed);
  if (!error.empty()) {
    out.Flush();
    Complain(absl::StrCat(file == "-" ? "standard input" : file, ": ", error));
    return kCannotRead;
  }
  const oracle::Judgement judgement = oracle::Judge(question, observed);
  WriteJudgementText(question, judgement, out);
  return judgement.verdict >= oracle::Verdict::kOverStrict ? kRejected : kAccepted;
}

// What is judged beside the page: the first octets, as far as they are kept.
constexpr size_t kMostJudged = 1 << 20;

struct Judged {
  std::string octets;
  std::vector<absl::string_view> methods;
  oracle::Question question;
};

// Reads on where the walk ended, so that what follows an error is judged with it.
void ReadOn(Input& input, const ExplainSettings& settings, const WalkOptions& options, Judged& judged) {
  std::string rest;
  bool ended = false;
  while (!ended && !input.IsTerminal() && judged.octets.size() < kMostJudged) {
    rest.clear();
    ended = !input.Read(rest);
  }
  oracle::Question& question = judged.question;
  question.octets = judged.octets;
  question.kind = options.decoder.kind;
  question.reader = settings.reader.value_or(question.kind == MessageKind::kRequest ? oracle::Reader::kOrigin
                                                                                    : oracle::Reader::kUserAgent);
  question.end_of_input = ended && settings.end_of_input;
  if (settings.methods.empty()) return;
  judged.methods.assign(settings.methods.begin(), settings.methods.end());
  question.methods = judged.methods;
}

}  // namespace

int ExplainStream(const std::string& name, const ExplainSettings& settings, bool first, Output& out) {
  Input input(name);
  Judged judged;
  if (settings.shows == Shows::kPage) input.Keep(&judged.octets, kMostJudged);
  if (input.IsTerminal()) Complain("reading octets from the terminal; Ctrl-D ends them");
  std::string buffer;
  const WalkOptions options = WalkOptionsOf(settings, Detect(input, buffer));
  if (!input.error().empty()) {
    Complain(input.error());
    return kCannotRead;
  }
  if (buffer.empty()) {
    Complain(absl::StrCat(name == "-" ? "standard input" : name, ": no octets"));
    return kCannotRead;
  }

  const std::string first_octets = buffer;
  const HintInput hint_input{options.decoder.kind, first_octets, !settings.methods.empty()};
  const std::string shown = name == "-" ? "standard input" : EscapeControls(name);
  Ending ending;
  if (settings.shows == Shows::kJson) {
    JsonCollector collector;
    ending = Walk(input, std::move(buffer), options, collector);
    const std::string hint = HintOf(hint_input, ending);
    if (input.error().empty()) {
      collector.WriteAnswer(JsonText(name), ending, {{"hint", hint.empty() ? Json() : Json(hint)}}, out);
      out.Write("\n");
    }
  } else if (settings.shows == Shows::kPage) {
    WriteHeading(shown, settings, options.decoder, first, out);
    Page page(out, options.decoder.kind, options.decoder.recipient);
    ending = Walk(input, std::move(buffer), options, page);
    if (input.error().empty()) {
      const bool rejected = ending.verdict == Outcome::kError && ending.error.offset < kMostJudged;
      const bool observed = !settings.observed.empty();
      if (rejected || observed) ReadOn(input, settings, options, judged);
      page.End(ending, settings.end_of_input, HintOf(hint_input, ending), [&] {
        if (rejected && !observed) WritePermittedText(judged.question, out);
      });
      if (observed) return JudgeObserved(settings.observed, judged.question, out);
    }
  } else {
    Visitor nothing;
    ending = Walk(input, std::move(buffer), options, nothing);
    if (settings.shows == Shows::kSummary && input.error().empty()) WriteSummary(shown, ending, out);
  }
  if (input.error().empty()) return ExitCodeOf(ending, settings.notes_fail);
  out.Flush();
  Complain(input.error());
  return kCannotRead;
}

}  // namespace plumbline::cli
