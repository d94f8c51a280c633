// Which valid responses a browser may misread or refuse: the predicates of kMisread and kRefused in
// divergence.def.
//
// Each looks at the strict head, as far as the response has come; what then differs is Classify's
// business.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "models/divergence_case.h"

namespace plumbline::models::divergence {

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

}  // namespace

// --- misread ---

bool kNominatedFieldsOfHttp10Removed(const Case& c) {
  return AnyHead(c, [&](const StrictHead& head) {
    if (head.line.version.minor != 0) return false;
    // 3.2 forgets the coding where this name is there, whether there is such a field or not.
    if (c.Is("webkitgtk-3.2") && head.Lists("Connection", "content-length")) return true;
    return std::any_of(head.fields.begin(), head.fields.end(), [&](const FieldLine& field) {
      return head.Lists("Connection", absl::AsciiStrToLower(field.name));
    });
  });
}

bool kCodingTakenBackByLength(const Case& c) { return kCodingNotChunkedAlone(c) && c.Has("Content-Length"); }

bool kChunkedInHttp10Ignored(const Case& c) {
  return c.http10() && c.Has("Transfer-Encoding") && c.framing() != FramingKind::kNone;
}

bool kUnknownCodingIgnored(const Case& c) {
  return c.Has("Transfer-Encoding") && c.framing() == FramingKind::kClose && !c.Lists("Transfer-Encoding", "chunked");
}

bool kChunkedNotLastObeyed(const Case& c) {
  return c.framing() == FramingKind::kClose && c.Lists("Transfer-Encoding", "chunked");
}

bool kContentOf205(const Case& c) { return c.status() == 205; }

// A page cannot ask with CONNECT, and libsoup keeps the connection.
bool kConnectLikeAnyMethod(const Case& c) { return c.exchange.method == "CONNECT" && c.status() / 100 == 2; }

bool kSwitchingProtocolsNotAskedFor(const Case& c) { return c.status() == 101; }

bool kTrailerEndsTheBody(const Case& c) {
  if (c.reading.ending != Ending::kComplete) return false;
  if (c.strict.response() != nullptr) return !c.strict.response()->trailers.empty();
  if (c.strict.interpretation.verdict == Outcome::kError && !c.Rejects({Clause::kIncompleteMessage})) return false;
  return c.AnyChunkLine([](absl::string_view line) { return !line.empty() && ChunkSizeOf(line) == 0; });
}

bool kChunkSizeEndsTheBody(const Case& c) {
  return c.reading.ending != Ending::kFailed && !c.Rejects({Clause::kChunkSizeOverflow}) &&
         c.AnyChunkLine([](absl::string_view line) { return ChunkSizeOf(line) > INT64_MAX; });
}

bool kLengthBeyond63Bits(const Case& c) {
  return c.framing() == FramingKind::kLength && c.strict.head->framing.length > INT64_MAX;
}

bool kFirstOptionWins(const Case& c) { return HasBothOptions(c); }
bool kCloseNotSeenInHttp10(const Case& c) { return c.http10() && HasBothOptions(c); }
bool kTransferEncodingInHttp10Persists(const Case& c) { return c.http10() && c.Has("Transfer-Encoding"); }
bool kProxyConnectionDecides(const Case& c) { return c.Has("Proxy-Connection"); }
bool kKeepAliveObeyed(const Case& c) { return c.Has("Keep-Alive"); }

bool kCloseWithoutDeclaredLength(const Case& c) {
  const bool bodiless = c.exchange.method == "HEAD" || c.status() == 204 || c.status() == 304;
  return c.has_head() && bodiless && !c.Has("Transfer-Encoding") && !c.Has("Content-Length");
}

bool kContentLengthBesideChunkedCloses(const Case& c) {
  return c.framing() == FramingKind::kChunked && c.Has("Content-Length");
}

bool kRequestTimeoutCloses(const Case& c) { return c.status() == 408; }

bool kOctetsThatAreNoUtf8(const Case& c) {
  const auto is_high = [](char octet) { return static_cast<uint8_t>(octet) >= 0x80; };
  return AnyHead(c, [&](const StrictHead& head) {
    return std::any_of(head.line.reason.begin(), head.line.reason.end(), is_high) ||
           std::any_of(head.fields.begin(), head.fields.end(), [&](const FieldLine& field) {
             return std::any_of(field.value.begin(), field.value.end(), is_high);
           });
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
           (c.Is("firefox") &&
            (head.ValuesOf("Location").size() > 1 || head.ValuesOf("Content-Disposition").size() > 1));
  });
}

// --- refused ---

// Decided by the last field as a whole; in 3.2 a later Content-Length takes it back.
bool kCodingNotChunkedAlone(const Case& c) {
  const Values codings = c.ValuesOf("Transfer-Encoding");
  return std::any_of(codings.begin(), codings.end(),
                     [](absl::string_view coding) { return !absl::EqualsIgnoreCase(coding, "chunked"); });
}

bool kWhitespaceBeforeChunkExtension(const Case& c) {
  const bool tab_alone = c.Is("chromium");
  return c.AnyChunkLine([&](absl::string_view line) {
    const absl::string_view size = line.substr(0, line.find(';'));
    return absl::StrContains(size, '\t') || (!tab_alone && absl::StrContains(size, ' '));
  });
}

bool kChunkLineBeyond128(const Case& c) {
  return c.AnyChunkLine([](absl::string_view line) { return line.size() + 2 > kSoupLine; });
}

bool kChunkSizeBeyondIntegers(const Case& c) {
  const uint64_t most = c.Is("firefox") ? UINT32_MAX : INT64_MAX;
  return c.AnyChunkLine([&](absl::string_view line) { return ChunkSizeOf(line) > most; });
}

bool kLengthListWhereThereIsNoBody(const Case& c) {
  const bool lines_alone = c.Is("webkitgtk");  // compares them as numbers
  return AnyHead(c, [&](const StrictHead& head) {
    const Values lengths = head.ValuesOf("Content-Length");
    if (head.framing == FramingKind::kLength || lengths.empty()) return false;
    return lines_alone ? lengths.size() > 1 : Differ(lengths) || absl::StrContains(lengths[0], ',');
  });
}

bool kFieldsThatMayNotDiffer(const Case& c) {
  return AnyHead(c, [&](const StrictHead& head) {
    return Differ(head.ValuesOf("Location")) || Differ(head.ValuesOf("Content-Disposition")) ||
           (c.Is("chromium") && head.Members("Content-Disposition").size() > 1);
  });
}

bool kContentEncodingWithParameters(const Case& c) {
  for (const std::string& member : c.Final().Members("Content-Encoding")) {
    if (member.find_first_of("\"=;* \t") != std::string::npos) return true;
  }
  return false;
}

bool kMinorVersionAbove1(const Case& c) {
  return AnyHead(c, [](const StrictHead& head) { return head.line.version.minor > 1; });
}
bool kStatusBelow100(const Case& c) { return c.has_head() && c.status() < 100; }

}  // namespace plumbline::models::divergence
