// WebKitGTK: libsoup reads the octets. Sections C.n are those of docs/models.md.
//
// Two versions: 3.7, and 3.2, which Debian 12 has and which frames bodies in other ways.
#include <algorithm>
#include <string>
#include <utility>

#include "models/readers.h"
#include "models/webkitgtk/chunked.h"
#include "models/webkitgtk/head.h"
#include "models/webkitgtk/soup.h"

namespace plumbline::models {
namespace webkitgtk {
namespace {

class Reader {
 public:
  Reader(const Exchange& exchange, Soup soup) : exchange_(exchange), soup_(soup) {}

  Reading Read() {
    while (ReadHead()) {
    }
    reading_.consumed = pos_;
    return std::move(reading_);
  }

 private:
  bool Fail(const char* error) {
    reading_.ending = Ending::kFailed;
    reading_.error = error;
    return false;
  }

  // One head, and the body if it is the final one. True: it was informational, another follows.
  bool ReadHead() {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    const Collected collected = CollectHead(rest, soup_);
    if (collected.end == Collected::End::kTooBig) return Fail(kPartialInput);
    if (collected.end == Collected::End::kWaiting) {
      if (!exchange_.end_of_input) return false;
      if (rest.empty()) return Fail(kPartialInput);
    }
    ParsedHead parsed;
    if (!ParseHead(rest.substr(0, collected.head), soup_, parsed)) return Fail(kParsing);
    pos_ += collected.size;
    // C.10: 101 would be taken over by a WebSocket, which was not asked for here.
    if (parsed.head.status < 200) {
      reading_.informational.push_back(std::move(parsed.head));
      return true;
    }
    const Declared declared = parsed.declared;
    reading_.head = std::move(parsed.head);
    return Take(declared);
  }

  bool Take(const Declared& declared) {
    const bool bodiless = IsBodiless();
    if (!bodiless && declared.encoding == Encoding::kUnrecognized) return Fail(kEncoding);
    const Decision decision = KeepsAlive(declared);
    const bool keeps = decision.persists;
    if (!bodiless && declared.encoding == Encoding::kChunked) {
      reading_.framing = FramingKind::kChunked;
      if (!ReadChunked()) return false;
    } else if (!bodiless && declared.encoding == Encoding::kLength) {
      // C.4: -1 is not a bound; what is less is not a valid setting, which leaves the bound at 0.
      reading_.framing = FramingKind::kLength;
      reading_.length = declared.length < -1 ? 0 : static_cast<uint64_t>(declared.length);
      if (!ReadOctets(reading_.length, !keeps)) return false;
    } else if (!bodiless) {
      reading_.framing = FramingKind::kClose;
      if (!ReadOctets(UINT64_MAX, true)) return false;
    }
    reading_.ending = Ending::kComplete;
    reading_.persists = keeps;
    reading_.why = decision.why;
    reading_.reusable = keeps && pos_ == exchange_.octets.size() && !exchange_.end_of_input;
    return false;
  }

  // C.10
  bool IsBodiless() const {
    const int status = reading_.head->status;
    const bool connected = exchange_.method == "CONNECT" && status / 100 == 2;
    return exchange_.method == "HEAD" || status == 204 || status == 304 || connected;
  }

  // C.7: what the fields declare counts, also where there is no body.
  Decision KeepsAlive(const Declared& declared) const {
    const Head& head = *reading_.head;
    if (exchange_.method == "CONNECT" && head.status == 200) return {true, "200 to CONNECT"};
    if (declared.encoding == Encoding::kClose) return {false, kEndsWithConnection};
    const std::vector<std::string> options = Items(Joined(head, "Connection"));
    const auto has = [&](const char* option) {
      return std::find(options.begin(), options.end(), option) != options.end();
    };
    const bool before_11 = head.version.minor == 0;
    if (before_11 && !has("keep-alive")) return {false, "HTTP/1.0 without keep-alive"};
    if (!before_11 && has("close")) return {false, "close"};
    return {true, "Keep-Alive is not read"};
  }

  // C.10: up to `bound` octets. `may_end`: the end of input may come earlier.
  bool ReadOctets(uint64_t bound, bool may_end) {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    const size_t size = static_cast<size_t>(std::min<uint64_t>(bound, rest.size()));
    reading_.body = std::string(rest.substr(0, size));
    pos_ += size;
    if (size == bound) return true;
    if (!exchange_.end_of_input) return false;
    return may_end || Fail(kPartialInput);
  }

  bool ReadChunked() {
    const auto decode = soup_ == Soup::k32 ? &DecodeChunked32 : &DecodeChunked37;
    ChunkedBody chunked = decode(exchange_.octets, pos_, exchange_.end_of_input);
    reading_.body = std::move(chunked.body);
    pos_ = chunked.pos;
    switch (chunked.end) {
      case ChunkedBody::End::kComplete:
        return true;
      case ChunkedBody::End::kWaiting:
        return false;
      case ChunkedBody::End::kFailed:
        return Fail(chunked.error);
      case ChunkedBody::End::kUnknown:
        break;
    }
    reading_.ending = Ending::kUnknown;
    reading_.unknown = "what size a blank line has: the number is looked for after it, in memory that was not set";
    return false;
  }

  const Exchange& exchange_;
  const Soup soup_;
  size_t pos_ = 0;
  Reading reading_;
};

}  // namespace
}  // namespace webkitgtk

Reading ReadWebKitGtk(const Exchange& exchange) { return webkitgtk::Reader(exchange, webkitgtk::Soup::k37).Read(); }
Reading ReadWebKitGtk32(const Exchange& exchange) { return webkitgtk::Reader(exchange, webkitgtk::Soup::k32).Read(); }

}  // namespace plumbline::models
