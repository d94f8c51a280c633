// Which accepted responses a browser may misread or refuse: the predicates of kMisread and kRefused in
// classes.def.
//
// Each looks at the strict head, as far as the response has come; what then differs is Classify's
// business.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "oracle/divergence/case.h"

namespace plumbline::oracle::divergence {

using models::Client;
using models::Ending;
using Case = DivergenceCase;

namespace {

bool HasBothOptions(const Case& c) { return c.Lists("Connection", "close") && c.Lists("Connection", "keep-alive"); }

bool Differ(const Values& values) {
  return std::any_of(values.begin(), values.end(), [&](absl::string_view value) { return value != values[0]; });
}

// Whether the head of the final response, or of an interim one before it, is so.
template <typename IsSo>
bool AnyHead(const Case& c, IsSo is_so) {
  const std::vector<StrictHead> heads = c.Heads();
  return std::any_of(heads.begin(), heads.end(), is_so);
}

constexpr size_t kSoupLine = 128;  // C.6

bool IsFailed(const Case& c) { return c.reading.ending == Ending::kFailed; }

// Whether a value of the name has the word, whatever stands around it.
bool Mentions(const Case& c, absl::string_view name, absl::string_view word) {
  const Values values = c.ValuesOf(name);
  return std::any_of(values.begin(), values.end(),
                     [&](absl::string_view value) { return absl::StrContains(absl::AsciiStrToLower(value), word); });
}

bool IsChunkedInHttp10(const Case& c) { return c.http10() && c.Lists("Transfer-Encoding", "chunked"); }

// The fields that say how the body is framed and whether the connection persists.
bool IsControl(const FieldLine& field) {
  return absl::EqualsIgnoreCase(field.name, "Transfer-Encoding") ||
         absl::EqualsIgnoreCase(field.name, "Content-Length") || absl::EqualsIgnoreCase(field.name, "Connection");
}
bool IsNominated(const StrictHead& head, const FieldLine& field) {
  return head.line.version.minor == 0 && head.Lists("Connection", absl::AsciiStrToLower(field.name));
}

// RFC 3629.
bool IsUtf8(absl::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const unsigned lead = static_cast<uint8_t>(text[i++]);
    const size_t more = lead < 0x80 ? 0 : lead < 0xc2 ? 4 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 4;
    if (more > 3 || more > text.size() - i) return false;
    uint32_t character = lead & (0x7fu >> more);
    for (size_t j = 0; j < more; ++j, ++i) {
      const unsigned octet = static_cast<uint8_t>(text[i]);
      if ((octet & 0xc0) != 0x80) return false;
      character = character << 6 | (octet & 0x3f);
    }
    if ((more == 2 && character < 0x800) || (more == 3 && character < 0x10000) || character > 0x10ffff) return false;
    if (character >= 0xd800 && character < 0xe000) return false;
  }
  return true;
}

// C.5: the fields that are read as a coding, each as a whole, and are neither `chunked` nor `identity`.
Values UnknownCodings(const Case& c) {
  Values codings = c.ValuesOf("Transfer-Encoding");
  if (c.Is(Client::kWebKitGtk) && !codings.empty()) codings = {codings.back()};
  const auto is_known = [](absl::string_view coding) {
    return absl::EqualsIgnoreCase(coding, "chunked") || absl::EqualsIgnoreCase(coding, "identity");
  };
  codings.erase(std::remove_if(codings.begin(), codings.end(), is_known), codings.end());
  return codings;
}
// `chunked` once or not at all, and nothing else but empty elements.
bool HasNoOtherCoding(absl::string_view list) {
  StrictHead head;
  head.fields = {{"Transfer-Encoding", list}};
  const std::vector<std::string> members = head.Members("Transfer-Encoding");
  return members.empty() || (members.size() == 1 && members[0] == "chunked");
}

}  // namespace

// --- misread ---

bool kNominatedFieldsOfHttp10Removed(const Case& c) {
  const std::vector<StrictHead> heads = c.Heads();
  for (size_t i = 0; i < heads.size(); ++i) {
    const bool is_final = c.has_head() && i + 1 == heads.size();
    for (const FieldLine& field : heads[i].fields) {
      if (IsNominated(heads[i], field) && !(is_final && IsControl(field))) return true;
    }
  }
  return false;
}

bool kNominatedControlOfHttp10Removed(const Case& c) {
  if (!c.http10()) return false;
  const StrictHead head = c.Final();
  // 3.2 forgets the coding where this name is there, whether there is such a field or not.
  if (c.Is(Client::kWebKitGtk32) && head.Lists("Connection", "content-length")) return true;
  return std::any_of(head.fields.begin(), head.fields.end(),
                     [&](const FieldLine& field) { return IsNominated(head, field) && IsControl(field); });
}

bool kCodingTakenBackByLength(const Case& c) {
  const Values codings = c.ValuesOf("Transfer-Encoding");
  const Values lengths = c.ValuesOf("Content-Length");
  const bool is_no_number = std::any_of(lengths.begin(), lengths.end(), [](absl::string_view length) {
    return length.find_first_not_of("0123456789") != absl::string_view::npos;
  });
  const bool fails = IsFailed(c) && is_no_number && UnknownCodings(c).empty();
  return (fails || c.reading.framing == FramingKind::kLength) && !lengths.empty() &&
         std::any_of(codings.begin(), codings.end(),
                     [](absl::string_view coding) { return !absl::EqualsIgnoreCase(coding, "chunked"); });
}

bool kChunkedInHttp10Ignored(const Case& c) {
  return IsChunkedInHttp10(c) && c.framing() == FramingKind::kChunked && c.reading.framing == FramingKind::kClose;
}
bool kLengthTrustedInHttp10(const Case& c) {
  return IsChunkedInHttp10(c) && c.framing() != FramingKind::kNone && c.reading.framing == FramingKind::kLength;
}

bool kUnknownCodingIgnored(const Case& c) {
  return c.Has("Transfer-Encoding") && c.framing() == FramingKind::kClose &&
         c.reading.framing == FramingKind::kLength && !IsChunkedInHttp10(c);
}

// By the standard the lines are one list, in which no line alone has the word.
bool kQuotedStringEndsWithLine(const Case& c) {
  return c.framing() == FramingKind::kChunked && !c.Lists("Transfer-Encoding", "chunked") &&
         (c.reading.framing == FramingKind::kLength || c.reading.framing == FramingKind::kClose);
}

bool kChunkedNotLastObeyed(const Case& c) {
  return c.framing() == FramingKind::kClose && c.reading.framing == FramingKind::kChunked &&
         Mentions(c, "Transfer-Encoding", "chunked");
}

bool kContentOf205(const Case& c) {
  return c.status() == 205 && c.framing() != FramingKind::kNone && c.reading.framing != c.framing() && !IsFailed(c);
}

// A page cannot ask with CONNECT, and libsoup keeps the connection.
bool kConnectLikeAnyMethod(const Case& c) {
  const bool has_body = c.reading.framing != FramingKind::kNone;
  return c.exchange.method == "CONNECT" && c.status() / 100 == 2 && (has_body || !IsFailed(c));
}

bool kSwitchingProtocolsNotAskedFor(const Case& c) { return c.status() == 101; }

bool kTrailerEndsTheBody(const Case& c) {
  if (c.reading.ending != Ending::kComplete) return false;
  if (c.Is(Client::kWebKitGtk)) {
    const std::vector<absl::string_view> lines = absl::StrSplit(c.Body(), "\r\n");
    return std::any_of(lines.begin(), lines.end(),
                       [](absl::string_view line) { return !line.empty() && line.size() % 127 == 0; });
  }
  if (c.strict.response() != nullptr) return !c.strict.response()->trailers.empty();
  if (c.strict.interpretation.verdict == Outcome::kError &&
      !c.Rejects({Clause::kIncompleteMessage, Clause::kIncompleteLength}))
    return false;
  return c.AnyChunkLine([](absl::string_view line) { return !line.empty() && ChunkSizeOf(line) == 0; });
}

bool kChunkSizeEndsTheBody(const Case& c) {
  return c.reading.ending != Ending::kFailed && !c.Rejects({Clause::kLimitChunkSize}) &&
         c.AnyChunkLine([](absl::string_view line) { return ChunkSizeOf(line) > INT64_MAX; });
}

bool kLengthBeyond63Bits(const Case& c) {
  return c.framing() == FramingKind::kLength && c.strict.head->framing.length > INT64_MAX;
}

bool kFirstOptionWins(const Case& c) { return HasBothOptions(c); }
bool kCloseNotSeenInHttp10(const Case& c) { return c.http10() && HasBothOptions(c); }
bool kTransferEncodingInHttp10Persists(const Case& c) { return c.http10() && c.Has("Transfer-Encoding"); }

bool kProxyConnectionDecides(const Case& c) {
  return c.reading.persists ? c.http10() && Mentions(c, "Proxy-Connection", "keep-alive")
                            : Mentions(c, "Proxy-Connection", "close");
}
bool kKeepAliveObeyed(const Case& c) { return c.Has("Keep-Alive") && c.reading.idle_timeout == 0; }

bool kCloseWithoutDeclaredLength(const Case& c) {
  const bool bodiless = c.exchange.method == "HEAD" || c.status() == 204 || c.status() == 304;
  if (!c.has_head() || !bodiless) return false;
  // C.5: in 3.7 the last coding declares it or not; in 3.2 `chunked` or a Content-Length does.
  const Values codings = c.ValuesOf("Transfer-Encoding");
  const bool decides = c.Is(Client::kWebKitGtk) && !codings.empty();
  const bool has_chunked = decides ? absl::EqualsIgnoreCase(codings.back(), "chunked")
                                   : std::any_of(codings.begin(), codings.end(), [](absl::string_view coding) {
                                       return absl::EqualsIgnoreCase(coding, "chunked");
                                     });
  return !has_chunked && (decides || !c.Has("Content-Length"));
}

bool kContentLengthBesideChunkedCloses(const Case& c) {
  return c.framing() == FramingKind::kChunked && c.Has("Content-Length");
}

bool kRequestTimeoutCloses(const Case& c) { return c.status() == 408; }

bool kOctetsThatAreNotUtf8(const Case& c) {
  return !IsFailed(c) && AnyHead(c, [](const StrictHead& head) {
    return !IsUtf8(head.line.reason) || std::any_of(head.fields.begin(), head.fields.end(),
                                                    [](const FieldLine& field) { return !IsUtf8(field.value); });
  });
}

bool kEmptyValuesDropped(const Case& c) {
  return AnyHead(c, [](const StrictHead& head) {
    return std::any_of(head.fields.begin(), head.fields.end(), [&](const FieldLine& field) {
      return field.value.empty() && head.ValuesOf(field.name).size() > 1;
    });
  });
}

bool kFirstOfSomeNames(const Case& c) {
  return AnyHead(c, [](const StrictHead& head) {
    for (const char* name :
         {"User-Agent", "Referer", "Host", "Authorization", "Proxy-Authorization", "From", "If-Modified-Since",
          "If-Unmodified-Since", "Max-Forwards", "Sec-GPC", "Strict-Transport-Security"}) {
      if (head.ValuesOf(name).size() > 1) return true;
    }
    return false;
  });
}

bool kRepeatedLineBecomesOne(const Case& c) {
  return AnyHead(c, [&](const StrictHead& head) {
    return head.ValuesOf("Content-Length").size() > 1 ||
           (c.Is(Client::kFirefox) &&
            (head.ValuesOf("Location").size() > 1 || head.ValuesOf("Content-Disposition").size() > 1));
  });
}

// --- refused ---

bool kCodingNotChunkedAlone(const Case& c) {
  const Values codings = UnknownCodings(c);
  return !std::all_of(codings.begin(), codings.end(), HasNoOtherCoding);
}
bool kEmptyCodingRefused(const Case& c) {
  const Values codings = UnknownCodings(c);
  return std::any_of(codings.begin(), codings.end(), HasNoOtherCoding);
}

bool kWhitespaceBeforeChunkExtension(const Case& c) {
  const bool tab_alone = c.Is(Client::kChromium);
  return c.AnyChunkLine([&](absl::string_view line) {
    const absl::string_view size = line.substr(0, line.find(';'));
    return absl::StrContains(size, '\t') || (!tab_alone && absl::StrContains(size, ' '));
  });
}

bool kChunkLineBeyond128(const Case& c) {
  return c.AnyChunkLine([](absl::string_view line) { return line.size() + 2 > kSoupLine; });
}

bool kCarriedChunkedLineBeyond16384(const Case& c) {
  constexpr size_t kMost = 16 * 1024;
  absl::string_view last;
  const bool in_chunks = c.AnyChunkLine([&](absl::string_view line) {
    last = line;
    return line.size() > kMost;
  });
  if (in_chunks || last.empty() || ChunkSizeOf(last) != 0) return in_chunks;
  absl::string_view trailers = c.exchange.octets;
  trailers.remove_prefix(static_cast<size_t>(last.end() - trailers.begin()));
  for (const absl::string_view line : absl::StrSplit(trailers.substr(0, trailers.find("\r\n\r\n")), "\r\n")) {
    if (line.size() > kMost) return true;
  }
  return false;
}

bool kChunkSizeBeyondIntegers(const Case& c) {
  const uint64_t most = c.Is(Client::kFirefox) ? UINT32_MAX : INT64_MAX;
  return c.AnyChunkLine([&](absl::string_view line) { return ChunkSizeOf(line) > most; });
}

bool kLengthListWhereThereIsNoBody(const Case& c) {
  const bool lines_alone = c.Is(Client::kWebKitGtk);  // compares them as numbers
  return AnyHead(c, [&](const StrictHead& head) {
    const Values lengths = head.ValuesOf("Content-Length");
    if (head.framing == FramingKind::kLength || lengths.empty()) return false;
    return lines_alone ? lengths.size() > 1 : Differ(lengths) || absl::StrContains(lengths[0], ',');
  });
}

bool kFieldsThatMayNotDiffer(const Case& c) {
  return AnyHead(c, [&](const StrictHead& head) {
    return Differ(head.ValuesOf("Location")) || Differ(head.ValuesOf("Content-Disposition")) ||
           (c.Is(Client::kChromium) && head.Members("Content-Disposition").size() > 1);
  });
}

bool kContentEncodingWithParameters(const Case& c) {
  const std::vector<std::string> members = c.Final().Members("Content-Encoding");
  return std::any_of(members.begin(), members.end(),
                     [](const std::string& member) { return member.find_first_of("\"=; \t") != std::string::npos; });
}
bool kStarInContentEncoding(const Case& c) { return Mentions(c, "Content-Encoding", "*"); }

bool kMinorVersionAbove1(const Case& c) {
  return AnyHead(c, [](const StrictHead& head) { return head.line.version.minor > 1; });
}
bool kStatusBelow100(const Case& c) { return c.has_head() && c.status() < 100; }

}  // namespace plumbline::oracle::divergence
