// Lengths, transfer codings, content and trailers: RFC 9112, sections 6 to 8; RFC 9110, sections 6.4, 6.5, 7.7 and 8.6.
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "oracle/forwarded_checker.h"
#include "oracle/same.h"
#include "parser/fields/content_length.h"

namespace plumbline::oracle {
namespace {

bool IsNumeral(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

// The codings besides chunked, in lower case.
std::string OtherCodings(const std::vector<reading::Field>& fields) {
  std::vector<std::string> out = MembersOf(CombinedValue(fields, "transfer-encoding").value_or(""));
  for (std::string& coding : out) coding = absl::AsciiStrToLower(coding);
  out.erase(std::remove(out.begin(), out.end(), "chunked"), out.end());
  return absl::StrJoin(out, ",");
}

bool ForbidsTransform(const std::vector<reading::Field>& fields) {
  return HasMember(CombinedValue(fields, "cache-control"), "no-transform");
}

}  // namespace

// Of a message that was sent, whatever came.
void ForwardedChecker::LengthsOfSent(const SentMessage& out) {
  const Fields& fields = *out.reading.fields;
  const bool length = !LinesNamed(fields, "content-length").empty();
  const bool coding = !LinesNamed(fields, "transfer-encoding").empty();
  if (length && coding && !out.is_list())
    Add({ForwardingRule::kOneOfBothLengths, "Content-Length and Transfer-Encoding are both sent"}, out);
  if (IsRequest()) return;
  const int status = out.reading.start->status;
  const bool tunnel = out.reading.framing && out.reading.framing->rule == 2;
  const bool none = (status >= 100 && status < 200) || status == 204 || tunnel;
  if (none && (length || coding)) {
    Add({ForwardingRule::kNoLengthWithoutContent,
         absl::StrCat(length ? "Content-Length" : "Transfer-Encoding", " is sent in a response that has no content")},
        out);
  }
  if (coding && observed_.downstream == HttpVersion::kHttp10)
    Add({ForwardingRule::kNoCodingToHttp10Client, "Transfer-Encoding is sent to a client of HTTP/1.0"}, out);
  if (out.reading.framing && out.reading.framing->kind == FramingKind::kClose && out.closed == false) {
    Add({ForwardingRule::kCloseDelimitedReframed, "the body ends with the connection, which is not closed"}, out);
  }
}

// Content-Length is right for what came, and for what is sent.
void ForwardedChecker::Lengths(const Pair& pair) {
  const std::vector<size_t> lines = LinesNamed(pair.out_fields(), "content-length");
  if (lines.empty()) return;
  const auto wrong = [&](std::string why) {
    AddAt("content-length", {ForwardingRule::kLengthIsCorrect, std::move(why)}, pair);
  };
  const std::string sent = *CombinedValue(pair.out_fields(), "content-length");
  if (lines.size() > 1 || !IsNumeral(sent)) return;  // a fault of grammar
  const auto& framing = pair.out.reading.framing;
  const absl::string_view digits = SignificantDigits(sent);
  const auto& in_framing = pair.in.reading.framing;
  if ((framing && framing->rule == 1) ||
      (in_framing && in_framing->rule == 1)) {  // of HEAD or 304: of another response
    const std::optional<std::string> received = CombinedValue(pair.in_fields(), "content-length");
    const bool other = received && IsNumeral(*received) && SignificantDigits(*received) != digits;
    if (other) wrong(absl::StrCat("Content-Length came as ", *received, " and is sent as ", sent));
    return;
  }
  if (pair.out.cut_off && pair.in_complete)
    return wrong("the connection was closed before as many octets were sent as Content-Length says");
  if (!pair.in_complete || !pair.in.reading.content || !pair.out.reading.content) return;
  const std::string& content = *pair.in.reading.content;
  const bool as_sent = digits == SignificantDigits(absl::StrCat(pair.out.reading.content->size()));
  const bool as_received = digits == SignificantDigits(absl::StrCat(content.size()));
  if (pair.out.is_list() ? !as_sent : !as_received && *pair.out.reading.content == content)
    wrong(absl::StrCat("Content-Length is sent as ", sent, ", and the content has ", content.size(), " octets"));
}

void ForwardedChecker::Content(const Pair& pair) {
  content_differs_ = false;
  if (!pair.in.reading.content || !pair.out.reading.content) return;
  const std::string codings_in = OtherCodings(pair.in_fields());
  const std::string codings_out = OtherCodings(pair.out_fields());
  const std::string& in = *pair.in.reading.content;
  const std::string& out = *pair.out.reading.content;
  if (IsRequest() && pair.out_start().method == "TRACE") {
    if (out.empty()) return;
    return Add({ForwardingRule::kNoContentOfTrace, "the request TRACE is sent with content"}, pair.in.body,
               pair.out.forwarded, pair.out.is_list() ? std::nullopt : std::make_optional(pair.out.body));
  }
  if (!pair.out.is_list() && codings_in != codings_out && in == out && !in.empty()) {
    return AddAt(
        "transfer-encoding",
        {ForwardingRule::kCodingsNamed, "the body is sent with the codings with which it came, and others are named"},
        pair);
  }
  if (codings_in != codings_out) return;  // what is under them is not known
  // As far as both have come.
  const bool same = pair.in_complete && pair.out.complete ? in == out
                    : pair.in_complete                    ? absl::StartsWith(in, out)
                                                          : absl::StartsWith(in, out) || absl::StartsWith(out, in);
  const bool encoding =
      CombinedValue(pair.in_fields(), "content-encoding") != CombinedValue(pair.out_fields(), "content-encoding");
  content_differs_ = !same;
  if (same && !encoding) return;
  if (!IsRequest() && ForbidsTransform(pair.in_fields())) {
    const auto cache_control = LinesNamed(pair.in_fields(), "cache-control");
    return Add({ForwardingRule::kNoTransform, absl::StrCat(same ? "Content-Encoding" : "the content",
                                                           " is changed, and Cache-Control says no-transform")},
               pair, cache_control.front(), std::nullopt);
  }
  if (same) return;
  // RFC 9110, section 7.7: a proxy may transform content.
  Broken broken{
      ForwardingRule::kContentKept,
      absl::StrCat("the content of ", in.size(), " octets is sent as other content of ", out.size(), ": transformed"),
      Verdict::kAllowed};
  Add(std::move(broken), pair.in.body, pair.out.forwarded,
      pair.out.is_list() ? std::nullopt : std::make_optional(pair.out.body));
}

// A trailer field in the header section: RFC 9110, section 6.5.1.
void ForwardedChecker::Trailers(const Pair& pair) {
  if (!pair.in.reading.trailers) return;
  for (const reading::Field& trailer : *pair.in.reading.trailers) {
    const std::vector<std::string> members = MembersOf(trailer.value);
    const std::vector<std::string> had = MembersOf(CombinedValue(pair.in_fields(), trailer.name).value_or(""));
    const auto was_there = [&](const std::string& member) {
      return std::find(had.begin(), had.end(), member) != had.end();
    };
    const bool had_name = !LinesNamed(pair.in_fields(), trailer.name).empty();
    if (had_name && std::all_of(members.begin(), members.end(), was_there)) continue;
    for (const size_t line : LinesNamed(pair.out_fields(), trailer.name)) {
      const std::vector<std::string> sent = MembersOf(pair.out_fields()[line].value);
      const bool all = std::all_of(members.begin(), members.end(), [&](const std::string& member) {
        return std::find(sent.begin(), sent.end(), member) != sent.end();
      });
      if (!all || members.empty() != sent.empty()) continue;
      Broken broken{
          ForwardingRule::kTrailersApart,
          absl::StrCat("the trailer field ", absl::AsciiStrToLower(trailer.name), " is sent in the header section"),
          {},
          {},
          "9110-6.5.1-trailer-field"};
      Add(std::move(broken), pair.in.body, pair.out.forwarded,
          line < pair.out.lines.size() ? std::make_optional(pair.out.lines[line]) : std::nullopt);
      break;
    }
  }
}

// What came incomplete, and for certain does not go on.
void ForwardedChecker::Completeness(const Pair& pair) {
  const bool broken_off = !pair.in_complete && reading_.end == PermittedEnd::kRefused;
  if (!broken_off || pair.out.is_list() || !pair.out.complete) return;
  const auto& framing = pair.out.reading.framing;
  if (!framing || framing->kind == FramingKind::kNone) return;
  Broken broken{ForwardingRule::kIncompleteStaysIncomplete,
                "the message came incomplete, and is sent as a complete one", Verdict::kUndecided, Gap::kG29};
  Add(std::move(broken), reading_.refused.offset, pair.out.forwarded, pair.out.body);
}

}  // namespace plumbline::oracle
