#include "cli/hint.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/clause_text.h"

namespace plumbline::cli {
namespace {

// What other octets begin with; '?' in `known` stands for any octet.
struct Signature {
  absl::string_view octets;
  absl::string_view known;
  absl::string_view hint;
};

#define PLUMBLINE_OCTETS(literal) absl::string_view(literal, sizeof(literal) - 1)

constexpr absl::string_view kTls =
    "this is a TLS record: the HTTP is encrypted in it; give explain the octets after decryption";
constexpr absl::string_view kHttp2 = "these are HTTP/2 frames: decode them, and give the field list to explain --h2";
constexpr absl::string_view kCapture =
    "this is a packet capture: give explain the octets of one direction of one connection";
constexpr absl::string_view kProxyV1 = "this is a PROXY protocol line";
constexpr absl::string_view kProxyV2 = "this is a PROXY protocol header, version 2";

constexpr Signature kSignatures[] = {
    {PLUMBLINE_OCTETS("\x14\x03"), "xx", kTls},
    {PLUMBLINE_OCTETS("\x15\x03"), "xx", kTls},
    {PLUMBLINE_OCTETS("\x16\x03"), "xx", kTls},
    {PLUMBLINE_OCTETS("\x17\x03"), "xx", kTls},
    {PLUMBLINE_OCTETS("PRI * HTTP/2.0"), "xxxxxxxxxxxxxx",
     "this is the HTTP/2 connection preface (RFC 9113, 3.4); explain --h2 reads decoded field lists"},
    {PLUMBLINE_OCTETS("\0\0\0\x04\0\0\0\0\0"), "xx?x?xxxx", kHttp2},  // SETTINGS
    {PLUMBLINE_OCTETS("HTTP/2 "), "xxxxxxx",
     "this is how curl shows HTTP/2: ask with --http1.1, or give the field list to explain --h2"},
    {PLUMBLINE_OCTETS("HTTP/3 "), "xxxxxxx",
     "this is how curl shows HTTP/3: ask with --http1.1, or give the field list to explain --h3"},
    {PLUMBLINE_OCTETS("PROXY TCP"), "xxxxxxxxx", kProxyV1},
    {PLUMBLINE_OCTETS("PROXY UNKNOWN"), "xxxxxxxxxxxxx", kProxyV1},
    {PLUMBLINE_OCTETS("\r\n\r\n\0\r\nQUIT\n"), "xxxxxxxxxxxx", kProxyV2},
    {PLUMBLINE_OCTETS("\x1f\x8b"), "xx", "this is a gzip file: zcat FILE | plumbline explain"},
    {PLUMBLINE_OCTETS("\x28\xb5\x2f\xfd"), "xxxx", "this is a zstd file: zstdcat FILE | plumbline explain"},
    {PLUMBLINE_OCTETS("\xef\xbb\xbf"), "xxx",
     "an editor put a byte order mark before the message: it is not HTTP; the rest begins at octet 3"},
    {PLUMBLINE_OCTETS("\xd4\xc3\xb2\xa1"), "xxxx", kCapture},
    {PLUMBLINE_OCTETS("\xa1\xb2\xc3\xd4"), "xxxx", kCapture},
    {PLUMBLINE_OCTETS("\n\r\r\n"), "xxxx", kCapture},
};

bool Matches(const Signature& signature, absl::string_view octets) {
  const size_t size = std::min(signature.octets.size(), octets.size());
  for (size_t i = 0; i < size; ++i) {
    if (signature.known[i] != '?' && signature.octets[i] != octets[i]) return false;
  }
  return true;
}

// Where HTTP begins after a PROXY protocol header; empty where its end is not there.
std::string AfterProxy(const Signature& signature, absl::string_view first) {
  size_t end = 0;
  if (signature.hint == kProxyV1) {
    const size_t lf = first.find("\r\n");
    if (lf != absl::string_view::npos) end = lf + 2;
  } else if (signature.hint == kProxyV2 && first.size() >= 16) {
    end = 16 + size_t{256} * static_cast<uint8_t>(first[14]) + static_cast<uint8_t>(first[15]);
  } else {
    return "";
  }
  return absl::StrCat(", which a proxy puts before the HTTP",
                      end == 0 ? "" : absl::StrCat("; that begins at octet ", end));
}

// The input is something else from its first octet.
std::string SomethingElse(const HintInput& input) {
  for (const Signature& signature : kSignatures) {
    if (input.first.size() >= signature.octets.size() && Matches(signature, input.first)) {
      return absl::StrCat(signature.hint, AfterProxy(signature, input.first));
    }
  }
  const absl::string_view text = absl::StripLeadingAsciiWhitespace(input.first);
  if (absl::StartsWith(text, "{") && absl::StrContains(text, "\"log\"") && absl::StrContains(text, "\"entries\"")) {
    return "this is a HAR file: it has what a browser read, and not the octets that came";
  }
  if (absl::StartsWith(text, "{")) return "this is JSON: plumbline parse reads JSON Lines, and explain octets";
  if (absl::StartsWith(text, "[")) return "this is JSON: explain reads the octets of a connection";
  return "";
}

bool BeginsAsRequest(absl::string_view octets) {
  size_t letters = 0;
  while (letters < octets.size() && absl::ascii_isupper(static_cast<unsigned char>(octets[letters]))) ++letters;
  return letters > 0 && (letters == octets.size() || octets[letters] == ' ');
}

bool BeginsAsResponse(absl::string_view octets) {
  constexpr absl::string_view kBegin = "HTTP/";
  return absl::StartsWith(octets, kBegin) || absl::StartsWith(kBegin, octets);
}

// In the first message.
std::string AtFirst(const HintInput& input, const Ending& ending) {
  std::string hint = SomethingElse(input);
  if (!hint.empty()) return hint;
  if (ending.error.clause == Clause::kBareLf && !absl::StrContains(input.first, "\r")) {
    return "every line ends with LF alone: saved from an editor? On the wire lines end with CRLF";
  }
  if (ending.error.offset > 5) return "";
  if (input.kind == MessageKind::kRequest && absl::StartsWith(input.first, "HTTP/")) {
    return "these octets begin as a response does: --response reads them so";
  }
  if (input.kind == MessageKind::kResponse && BeginsAsRequest(input.first) &&
      absl::StrContains(input.first, " HTTP/")) {
    return "these octets begin as a request does: --request reads them so";
  }
  return "";
}

// Why the message before has ended where it has, with the rule that the page's framing row names.
std::string WhyEnded(MessageKind kind, const Previous& previous) {
  const Framing& framing = previous.framing;
  const std::string before = kind == MessageKind::kRequest ? "the request before" : "the response before";
  const std::string rule = absl::StrCat(" (RFC 9112, 6.3 rule ", framing.rule, ")");
  switch (framing.kind) {
    case FramingKind::kLength:
      return absl::StrCat(before, " has Content-Length ", framing.length, rule);
    case FramingKind::kChunked:
      if (framing.rule == 3) {
        return absl::StrCat("the Transfer-Encoding of ", before, " overrides its Content-Length", rule,
                            ", and its last chunk ended it");
      }
      return absl::StrCat(before, " ended with its last chunk", rule);
    case FramingKind::kNone:
      break;
    case FramingKind::kClose:
      return "";
  }
  if (kind == MessageKind::kRequest) {
    return absl::StrCat("a request without Content-Length and Transfer-Encoding has no body", rule);
  }
  std::string what = "a response to HEAD";
  if (previous.status == 204 || previous.status == 304) what = absl::StrCat("a ", previous.status, " response");
  if (previous.status < 200) what = "an interim response";
  return absl::StrCat(what, " has no content, whatever its fields say", rule);
}

// What the octets are that stand after the last request.
std::string AfterRequest(absl::string_view octets, uint64_t offset) {
  size_t lines = 0;
  while (absl::StartsWith(octets.substr(2 * lines), "\r\n")) ++lines;
  if (lines == 0) return absl::StrCat("the next begins at octet ", offset);
  // RFC 9112, section 2.2: "SHOULD ignore at least one empty line (CRLF) received prior to the request-line".
  std::string text = lines == 1 ? "an empty line follows, which a server SHOULD ignore (2.2)"
                                : absl::StrCat(lines, " empty lines follow; a server SHOULD ignore at least one (2.2)");
  if (octets.size() > 2 * lines) absl::StrAppend(&text, "; the next begins at octet ", offset + 2 * lines);
  return text;
}

// What the octets are that stand after the last complete message.
std::string WhatFollows(const HintInput& input, const Ending& ending, absl::string_view octets) {
  const std::string from = absl::StrCat("from octet ", ending.message_offset, " on ");
  switch (ending.error.clause) {
    case Clause::kNoOutstandingRequest:
      return absl::StrCat(from, "it is extra data (9.2)");
    case Clause::kExtraData:
    case Clause::kNotPersistent:
    case Clause::kAfterClose:
    case Clause::kAfterFaultyFraming:
      return absl::StrCat("the connection closes after it, so that no message begins at octet ", ending.message_offset);
    default:
      break;
  }
  if (input.kind == MessageKind::kRequest) return AfterRequest(octets, ending.message_offset);
  if (ending.awaiting_final_response) return absl::StrCat(from, "it is read as the final response");
  return absl::StrCat(from, "it is read as the next response",
                      input.methods_known ? "" : "; if no other request was sent, it is extra data (9.2)");
}

// Octets after a message that are content, it seems, which it cannot have.
std::string AfterMessage(const HintInput& input, const Ending& ending) {
  if (!ending.previous || ending.message_offset < ending.context_offset) return "";
  const absl::string_view octets =
      absl::string_view(ending.context).substr(static_cast<size_t>(ending.message_offset - ending.context_offset));
  const absl::string_view before = octets.substr(0, static_cast<size_t>(ending.error.offset - ending.message_offset));
  const bool request = input.kind == MessageKind::kRequest;
  if (absl::StrContains(before, "\n") || (request ? BeginsAsRequest(octets) : BeginsAsResponse(octets))) return "";
  const std::string why = WhyEnded(input.kind, *ending.previous);
  return why.empty() ? "" : absl::StrCat(why, "; ", WhatFollows(input, ending, octets));
}

}  // namespace

bool MayBeginSomethingElse(absl::string_view first) {
  return std::any_of(std::begin(kSignatures), std::end(kSignatures), [&](const Signature& signature) {
    return first.size() < signature.octets.size() && Matches(signature, first);
  });
}

std::string HintOf(const HintInput& input, const Ending& ending) {
  if (ending.verdict != Outcome::kError) return "";
  // RFC 9110, section 9.3.2: a response to HEAD has the fields of one to GET, and no content.
  const bool no_content = ending.reading == Reading::kBody && ending.missing == ending.body_length;
  if (input.kind == MessageKind::kResponse && no_content && !input.methods_known) {
    return "no octet of the body is there: if the response answers HEAD, say --method HEAD (RFC 9110, 9.3.2)";
  }
  return ending.messages == 0 ? AtFirst(input, ending) : AfterMessage(input, ending);
}

}  // namespace plumbline::cli
