// Which valid responses a browser may misread or refuse: the predicates of kMisread and kRefused in
// divergence.def.
//
// Each looks at the strict head, as far as the response has come; what then differs is Classify's
// business.
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "models/divergence_case.h"

namespace plumbline::models::divergence {

using Case = DivergenceCase;

namespace {

bool HasBothOptions(const Case& c) {
  return c.Lists("Connection", "close") && c.Lists("Connection", "keep-alive");
}

// Whether the lines of one of the names have values that differ.
bool Differ(const Case& c, absl::string_view name) {
  const std::vector<absl::string_view> values = c.Values(name);
  return std::any_of(values.begin(), values.end(),
                     [&](absl::string_view value) { return value != values[0]; });
}

// The chunk's size as far as 64 bits hold it.
uint64_t ChunkSize(absl::string_view line) {
  uint64_t size = 0;
  for (size_t i = 0; i < line.size() && absl::ascii_isxdigit(static_cast<uint8_t>(line[i])); ++i) {
    const char digit = absl::ascii_tolower(static_cast<uint8_t>(line[i]));
    size = size * 16 + static_cast<uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  }
  return size;
}

constexpr size_t kSoupLine = 128;  // C.6

}  // namespace

// --- misread ---

bool kNominatedFieldsOfHttp10Removed(const Case& c) {
  if (!c.http10()) return false;
  for (const FieldLine field : c.strict.head->fields) {
    if (c.Lists("Connection", absl::AsciiStrToLower(field.name))) return true;
  }
  return false;
}

bool kCodingTakenBackByLength(const Case& c) {
  return kCodingNotChunkedAlone(c) && c.Has("Content-Length");
}

bool kChunkedInHttp10Ignored(const Case& c) { return c.http10() && c.Has("Transfer-Encoding"); }

bool kUnknownCodingIgnored(const Case& c) {
  return c.Has("Transfer-Encoding") && c.framing() == FramingKind::kClose &&
         !c.Lists("Transfer-Encoding", "chunked");
}

bool kChunkedNotLastObeyed(const Case& c) {
  return c.framing() == FramingKind::kClose && c.Lists("Transfer-Encoding", "chunked");
}

bool kContentOf205(const Case& c) { return c.status() == 205; }

// A page cannot ask with CONNECT, and libsoup keeps the connection.
bool kConnectLikeAnyMethod(const Case& c) {
  return c.exchange.method == "CONNECT" && c.status() / 100 == 2;
}

bool kSwitchingProtocolsNotAskedFor(const Case& c) { return c.status() == 101; }

bool kTrailerEndsTheBody(const Case& c) {
  return c.framing() == FramingKind::kChunked && c.reading.ending == Ending::kComplete &&
         (c.strict.response() == nullptr || !c.strict.response()->trailers.empty());
}

bool kChunkSizeEndsTheBody(const Case& c) {
  return c.AnyChunkLine([](absl::string_view line) { return ChunkSize(line) > INT64_MAX; });
}

bool kLengthBeyond63Bits(const Case& c) {
  return c.framing() == FramingKind::kLength && c.strict.head->framing.length > INT64_MAX;
}

bool kFirstOptionWins(const Case& c) { return HasBothOptions(c); }
bool kCloseNotSeenInHttp10(const Case& c) { return c.http10() && HasBothOptions(c); }
bool kTransferEncodingInHttp10Persists(const Case& c) {
  return c.http10() && c.Has("Transfer-Encoding");
}
bool kProxyConnectionDecides(const Case& c) { return c.Has("Proxy-Connection"); }
bool kKeepAliveObeyed(const Case& c) { return c.Has("Keep-Alive"); }

bool kCloseWithoutDeclaredLength(const Case& c) {
  return c.framing() == FramingKind::kNone && !c.Has("Transfer-Encoding") &&
         !c.Has("Content-Length");
}

bool kContentLengthBesideChunkedCloses(const Case& c) {
  return c.framing() == FramingKind::kChunked && c.Has("Content-Length");
}

bool kRequestTimeoutCloses(const Case& c) { return c.status() == 408; }

bool kOctetsThatAreNoUtf8(const Case& c) {
  const absl::string_view head = c.Head();
  return std::any_of(head.begin(), head.end(),
                     [](char octet) { return static_cast<uint8_t>(octet) >= 0x80; });
}

bool kEmptyValuesDropped(const Case& c) {
  std::map<std::string, std::pair<int, int>> lines;  // all of the name, and empty ones
  if (!c.has_head()) return false;
  for (const FieldLine field : c.strict.head->fields) {
    auto& [all, empty] = lines[absl::AsciiStrToLower(field.name)];
    ++all;
    empty += field.value.empty() ? 1 : 0;
  }
  return std::any_of(lines.begin(), lines.end(), [](const auto& name) {
    return name.second.first > 1 && name.second.second > 0;
  });
}

bool kFirstOfSomeNames(const Case& c) {
  for (const char* name :
       {"Content-Type", "User-Agent", "Referer", "Host", "Authorization", "Proxy-Authorization",
        "From", "If-Modified-Since", "If-Unmodified-Since", "Max-Forwards", "Sec-GPC",
        "Strict-Transport-Security"}) {
    if (c.Values(name).size() > 1) return true;
  }
  return false;
}

// --- refused ---

// Decided by the last field as a whole; in 3.2 a later Content-Length takes it back.
bool kCodingNotChunkedAlone(const Case& c) {
  const std::vector<absl::string_view> codings = c.Values("Transfer-Encoding");
  return std::any_of(codings.begin(), codings.end(), [](absl::string_view coding) {
    return !absl::EqualsIgnoreCase(coding, "chunked");
  });
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
  return c.AnyChunkLine([&](absl::string_view line) { return ChunkSize(line) > most; });
}

bool kLengthListWhereThereIsNoBody(const Case& c) {
  const std::vector<absl::string_view> lengths = c.Values("Content-Length");
  return c.framing() != FramingKind::kLength && !lengths.empty() &&
         (Differ(c, "Content-Length") || absl::StrContains(lengths[0], ','));
}

bool kFieldsThatMayNotDiffer(const Case& c) {
  return Differ(c, "Location") || Differ(c, "Content-Disposition") ||
         (c.Is("chromium") && c.Members("Content-Disposition").size() > 1);
}

bool kContentEncodingWithParameters(const Case& c) {
  for (const std::string& member : c.Members("Content-Encoding")) {
    if (member.find_first_of("\"=;* \t") != std::string::npos) return true;
  }
  return false;
}

bool kMinorVersionAbove1(const Case& c) {
  return c.has_head() && c.strict.head->line.version.minor > 1;
}
bool kStatusBelow100(const Case& c) { return c.has_head() && c.status() < 100; }

}  // namespace plumbline::models::divergence
