#include <cstdint>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "bench/workload.h"

namespace plumbline::bench {
namespace {

// SplitMix64: the same sequence with every standard library.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  size_t Below(size_t bound) { return static_cast<size_t>(Next() % bound); }
  size_t Between(size_t low, size_t high) { return low + Below(high - low + 1); }
  bool Percent(size_t percent) { return Below(100) < percent; }

  template <size_t kSize>
  absl::string_view OneOf(const absl::string_view (&choices)[kSize]) {
    return choices[Below(kSize)];
  }

  std::string Word(absl::string_view alphabet, size_t low, size_t high) {
    std::string word(Between(low, high), '\0');
    for (char& c : word) c = alphabet[Below(alphabet.size())];
    return word;
  }

 private:
  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  uint64_t state_;
};

constexpr absl::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
constexpr absl::string_view kLowerDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr absl::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr absl::string_view kHexDigits = "0123456789abcdef";
constexpr absl::string_view kDigits = "0123456789";

constexpr absl::string_view kUserAgents[] = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/124.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.4 "
    "Mobile/15E148 Safari/604.1",
    "curl/8.5.0",
    "Wget/1.21.3",
    "python-requests/2.31.0",
    "okhttp/4.12.0",
    "Go-http-client/1.1",
};
constexpr absl::string_view kAccepts[] = {
    "*/*",
    "application/json",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
    "application/json, text/plain, */*",
};
constexpr absl::string_view kLanguages[] = {"en-US,en;q=0.9", "de-DE,de;q=0.9,en;q=0.8", "fr",
                                            "ja,en-US;q=0.7,en;q=0.3"};
constexpr absl::string_view kEncodings[] = {"gzip", "gzip, deflate", "gzip, deflate, br", "identity",
                                            "gzip, deflate, br, zstd"};
constexpr absl::string_view kCacheControls[] = {"no-cache", "max-age=0", "no-store, no-cache, must-revalidate"};
constexpr absl::string_view kTypes[] = {"application/json", "application/x-www-form-urlencoded",
                                        "text/plain; charset=utf-8",
                                        "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW"};
constexpr absl::string_view kDests[] = {"document", "empty", "image", "script", "style", "font"};
constexpr absl::string_view kSites[] = {"none", "same-origin", "same-site", "cross-site"};
constexpr absl::string_view kExtensionNames[] = {
    "X-Requested-With",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "X-Real-IP",
    "X-Correlation-Id",
    "X-Api-Key",
    "X-Csrf-Token",
    "Traceparent",
    "CF-Ray",
    "X-Amzn-Trace-Id",
    "X-B3-TraceId",
    "x-client-version",
    "dnt",
    "Priority",
};

std::string MakeHost(Random& random) {
  if (random.Percent(4)) return absl::StrCat("192.0.2.", random.Below(256), ":", random.Between(1024, 65535));
  if (random.Percent(2)) return "[2001:db8::17]:8080";
  std::string host = absl::StrCat(random.Word(kLower, 1, 8), ".", random.Word(kLowerDigits, 3, 14), ".example");
  if (random.Percent(15)) absl::StrAppend(&host, ":", random.Between(1024, 65535));
  return host;
}

std::string MakePath(Random& random) {
  if (random.Percent(8)) return "/";
  std::string path;
  for (size_t i = random.Between(1, 5); i > 0; --i) {
    absl::StrAppend(&path, "/", random.Word(kLowerDigits, 1, 12));
    if (random.Percent(8)) path += "%20";
  }
  if (random.Percent(30)) absl::StrAppend(&path, ".", random.Word(kLower, 2, 4));
  if (random.Percent(35)) {
    path += '?';
    for (size_t i = random.Between(1, 4); i > 0; --i) {
      absl::StrAppend(&path, random.Word(kLower, 1, 8), "=", random.Word(kBase64, 0, 16), i > 1 ? "&" : "");
    }
    if (random.Percent(10)) path += "%2F%c3%a9";
  }
  return path;
}

std::string MakeCookie(Random& random) {
  std::string cookie;
  for (size_t i = random.Between(1, 6); i > 0; --i) {
    absl::StrAppend(&cookie, random.Word(kLower, 2, 10), "=", random.Word(kBase64, 4, random.Percent(20) ? 90 : 24),
                    i > 1 ? "; " : "");
  }
  return cookie;
}

class HeadBuilder {
 public:
  explicit HeadBuilder(Random& random) : random_(random), lower_case_(random.Percent(12)) {}

  std::string Build() {
    const absl::string_view method = Method();
    const std::string host = MakeHost(random_);
    const std::string prefix = random_.Percent(3) ? "http://" + host : "";
    http10_ = random_.Percent(3);
    absl::StrAppend(&head_, method, " ", prefix, MakePath(random_), http10_ ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    const bool host_first = random_.Percent(90);
    if (host_first) Add("Host", host);
    Negotiation();
    if (!host_first) Add("Host", host);
    if (random_.Percent(45)) Add("Connection", random_.Percent(85) ? "keep-alive" : "close");
    Context(host);
    Extensions();
    if (method == "POST" || method == "PUT" || method == "PATCH") Content();
    return head_ + "\r\n";
  }

 private:
  absl::string_view Method() {
    if (random_.Percent(76)) return "GET";
    constexpr absl::string_view kOthers[] = {"POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"};
    return random_.OneOf(kOthers);
  }

  void Add(absl::string_view name, absl::string_view value) {
    absl::StrAppend(&head_, lower_case_ ? absl::AsciiStrToLower(name) : std::string(name), ": ", value, "\r\n");
  }

  void Negotiation() {
    if (random_.Percent(95)) Add("User-Agent", random_.OneOf(kUserAgents));
    if (random_.Percent(92)) Add("Accept", random_.OneOf(kAccepts));
    if (random_.Percent(70)) Add("Accept-Encoding", random_.OneOf(kEncodings));
    if (random_.Percent(60)) Add("Accept-Language", random_.OneOf(kLanguages));
    if (random_.Percent(20)) Add("Cache-Control", random_.OneOf(kCacheControls));
  }

  void Context(const std::string& host) {
    if (random_.Percent(48)) Add("Referer", absl::StrCat("https://", host, MakePath(random_)));
    if (random_.Percent(45)) Add("Cookie", MakeCookie(random_));
    if (random_.Percent(25)) Add("Authorization", absl::StrCat("Bearer ", random_.Word(kBase64, 24, 120)));
    if (random_.Percent(25)) Add("If-None-Match", absl::StrCat("\"", random_.Word(kHexDigits, 8, 32), "\""));
    if (random_.Percent(20)) Add("If-Modified-Since", "Mon, 13 May 2024 17:02:11 GMT");
    if (random_.Percent(12)) Add("Origin", absl::StrCat("https://", host));
    if (random_.Percent(30)) Add("Upgrade-Insecure-Requests", "1");
    if (random_.Percent(35)) {
      Add("Sec-Fetch-Dest", random_.OneOf(kDests));
      Add("Sec-Fetch-Mode", random_.Percent(50) ? "navigate" : "no-cors");
      Add("Sec-Fetch-Site", random_.OneOf(kSites));
    }
    if (random_.Percent(5)) Add("Via", "1.1 cache.example (squid/5.7)");
    if (random_.Percent(3)) Add("Range", absl::StrCat("bytes=", random_.Below(10000), "-"));
  }

  // No name twice: Beast's container would put the two side by side.
  void Extensions() {
    size_t next = random_.Below(std::size(kExtensionNames));
    for (size_t i = random_.Below(6); i > 0; --i) {
      const absl::string_view name = kExtensionNames[next++ % std::size(kExtensionNames)];
      if (random_.Percent(3)) {
        Add(name, "");  // an empty value
      } else if (random_.Percent(4)) {
        Add(name, "caf\xc3\xa9 cr\xc3\xa8me");  // obs-text
      } else {
        Add(name, random_.Word(kLowerDigits, 1, 40));
      }
    }
  }

  // The peers keep the connection after HTTP/1.0 with Transfer-Encoding, which RFC 9112,
  // section 6.1 forbids.
  void Content() {
    Add("Content-Type", random_.OneOf(kTypes));
    if (http10_ || random_.Percent(80)) {
      Add("Content-Length", random_.Word(kDigits, 1, 5));
    } else {
      Add("Transfer-Encoding", "chunked");
    }
  }

  Random& random_;
  const bool lower_case_;
  bool http10_ = false;
  std::string head_;
};

}  // namespace

std::vector<std::string> MakeVariedHeads(size_t count) {
  Random random(9112);
  std::vector<std::string> heads;
  for (size_t i = 0; i < count; ++i) heads.push_back(HeadBuilder(random).Build());
  return heads;
}

}  // namespace plumbline::bench
