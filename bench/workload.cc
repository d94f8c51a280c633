#include "bench/workload.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace plumbline::bench {
namespace {

// 703 octets: long target, long User-Agent, a long Cookie with many delimiters.
constexpr absl::string_view kLongRequest =
    "GET /wp-content/uploads/2010/03/plumb-line-and-spirit-level-small-photo1.jpg HTTP/1.1\r\n"
    "Host: www.builders.example\r\n"
    "User-Agent: Mozilla/5.0 (Macintosh; U; Intel Mac OS X 10.6; ja-JP-mac; rv:1.9.2.3) "
    "Gecko/20100401 Firefox/3.6.3 Pathtraq/0.9\r\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
    "Accept-Language: ja,en-us;q=0.7,en;q=0.3\r\n"
    "Accept-Encoding: gzip,deflate\r\n"
    "Accept-Charset: Shift_JIS,utf-8;q=0.7,*;q=0.7\r\n"
    "Keep-Alive: 115\r\n"
    "Connection: keep-alive\r\n"
    "Cookie: visits=2; last_visit=1269874410; "
    "__utma=118712365.1734256381.1266034391.1269874410.127017.8; "
    "__utmz=118712365.1270178123.8.5.utmccn=(referral)|utmcsr=reader.example.net|utmcct=/reader/|"
    "utmcmd=referral; session=0f8e2c\r\n"
    "\r\n";

// 27 octets: nothing but what HTTP/1.1 requires.
constexpr absl::string_view kShortestRequest =
    "GET / HTTP/1.1\r\n"
    "Host: a\r\n"
    "\r\n";

// 652 octets, as Chromium sends it.
constexpr absl::string_view kChromeRequest =
    "GET /catalogue/2024/index.html HTTP/1.1\r\n"
    "Host: www.builders.example\r\n"
    "Connection: keep-alive\r\n"
    "sec-ch-ua: \"Chromium\";v=\"124\", \"Not-A.Brand\";v=\"99\"\r\n"
    "sec-ch-ua-mobile: ?0\r\n"
    "sec-ch-ua-platform: \"Linux\"\r\n"
    "Upgrade-Insecure-Requests: 1\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/124.0.0.0 Safari/537.36\r\n"
    "Accept: "
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7\r\n"
    "Sec-Fetch-Site: none\r\n"
    "Sec-Fetch-Mode: navigate\r\n"
    "Sec-Fetch-User: ?1\r\n"
    "Sec-Fetch-Dest: document\r\n"
    "Accept-Encoding: gzip, deflate, br\r\n"
    "Accept-Language: en-US,en;q=0.9\r\n"
    "\r\n";

// 598 octets.
constexpr absl::string_view kResponse =
    "HTTP/1.1 200 OK\r\n"
    "Date: Tue, 14 May 2024 09:26:53 GMT\r\n"
    "Server: Apache/2.4.59\r\n"
    "Last-Modified: Mon, 13 May 2024 17:02:11 GMT\r\n"
    "ETag: \"5d8c72a5edda8-6a3c1\"\r\n"
    "Accept-Ranges: bytes\r\n"
    "Content-Length: 12288\r\n"
    "Vary: Accept-Encoding,Cookie\r\n"
    "Cache-Control: public, max-age=604800, stale-while-revalidate=86400\r\n"
    "Expires: Tue, 21 May 2024 09:26:53 GMT\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n"
    "Set-Cookie: session=9f2b7c31d0e84; Path=/; HttpOnly; SameSite=Lax\r\n"
    "Keep-Alive: timeout=5, max=100\r\n"
    "Connection: Keep-Alive\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "\r\n";

static_assert(kLongRequest.size() == 703, "");
static_assert(kShortestRequest.size() == 27, "");
static_assert(kChromeRequest.size() == 652, "");
static_assert(kResponse.size() == 598, "");

constexpr size_t kPipelined = 100;
constexpr size_t kPipelinedSize = 170;
constexpr size_t kBodySize = 1 << 20;

// kPipelined requests of kPipelinedSize octets.
std::string MakePipeline() {
  std::string octets;
  for (size_t i = 0; i < kPipelined; ++i) {
    const size_t before = octets.size();
    absl::StrAppend(&octets, "GET /catalogue/items/", 100 + i, "?page=", i % 10, " HTTP/1.1\r\n");
    octets +=
        "Host: api.builders.example\r\n"
        "User-Agent: curl/8.5.0\r\n"
        "Accept: application/json\r\n"
        "Accept-Encoding: gzip\r\n"
        "X-Request-Id: 7f3a9c52e\r\n"
        "\r\n";
    if (octets.size() - before != kPipelinedSize) {
      std::fprintf(stderr, "bench: a pipelined request has %zu octets\n", octets.size() - before);
      std::abort();
    }
  }
  return octets;
}

std::string MakeChunkedRequest(size_t chunk_size) {
  std::string octets =
      "POST /upload HTTP/1.1\r\n"
      "Host: files.builders.example\r\n"
      "Content-Type: application/octet-stream\r\n"
      "Transfer-Encoding: chunked\r\n"
      "\r\n";
  std::string data;
  for (size_t i = 0; i < chunk_size; ++i) data.push_back(static_cast<char>(i * 7 % 251));
  for (size_t done = 0; done < kBodySize; done += chunk_size) {
    absl::StrAppend(&octets, absl::Hex(chunk_size), "\r\n", data, "\r\n");
  }
  return octets + "0\r\n\r\n";
}

Workload Make(absl::string_view name, MessageKind kind, size_t messages_a_connection,
              std::vector<std::string> connections) {
  Workload workload;
  workload.name = std::string(name);
  workload.kind = kind;
  workload.connections = std::move(connections);
  workload.messages = messages_a_connection * workload.connections.size();
  for (const std::string& octets : workload.connections) workload.octets += octets.size();
  return workload;
}

}  // namespace

std::vector<Workload> MakeWorkloads() {
  constexpr MessageKind kRequest = MessageKind::kRequest;
  return {
      Make("long request head", kRequest, 1, {std::string(kLongRequest)}),
      Make("shortest request head", kRequest, 1, {std::string(kShortestRequest)}),
      Make("Chrome request head", kRequest, 1, {std::string(kChromeRequest)}),
      Make("response head", MessageKind::kResponse, 1, {std::string(kResponse)}),
      Make("varied request heads", kRequest, 1, MakeVariedHeads(2048)),
      Make("pipeline", kRequest, kPipelined, {MakePipeline()}),
      Make("chunks of 4 KiB", kRequest, 1, {MakeChunkedRequest(4096)}),
      Make("chunks of 16 octets", kRequest, 1, {MakeChunkedRequest(16)}),
  };
}

}  // namespace plumbline::bench
