// Chromium: net/. Sections A.n are those of docs/models.md.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "models/chromium/chunked.h"
#include "models/chromium/fields.h"
#include "models/chromium/head.h"
#include "models/chromium/pieces.h"
#include "models/readers.h"

namespace plumbline::models {
namespace chromium {
namespace {

class Reader {
 public:
  explicit Reader(const Exchange& exchange) : exchange_(exchange) {}

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
    const size_t slop = FindStatusLine(rest);
    if (slop == absl::string_view::npos) return NoStatusLine(rest);
    const size_t size = FindEndOfHead(rest.substr(slop));
    const bool complete = size != absl::string_view::npos;
    const size_t end = complete ? slop + size : rest.size();
    // A.2: the buffer is full and the end is not in it.
    if (complete ? end > kHeadLimit : end >= kHeadLimit) return Fail("ERR_RESPONSE_HEADERS_TOO_BIG");
    if (!complete) {
      if (!exchange_.end_of_input) return false;
      if (exchange_.https) return Fail("ERR_RESPONSE_HEADERS_TRUNCATED");
    }
    if (absl::StrContains(rest.substr(0, end), '\0')) return Fail("ERR_INVALID_HTTP_RESPONSE");  // A.2
    Head head = ParseHead(rest.substr(slop, end - slop));
    if (const char* error = Conflict(head)) return Fail(error);
    pos_ += end;
    heads_.push_back(pos_);
    if (head.status / 100 != 1) return Take(std::move(head), complete);
    // A.10: informational heads are passed over, 101 too; after one that the end of input cut short stands what an
    // empty head is read as.
    reading_.informational.push_back(std::move(head));
    return complete || Take(ParseHead(""), complete);
  }

  // A.1: HTTP/0.9, or what stands in its place.
  bool NoStatusLine(absl::string_view rest) {
    const bool decided = rest.size() >= kSlop + 4;
    if (!decided && !exchange_.end_of_input) return false;
    if (rest.empty()) return Fail(exchange_.reused ? "ERR_CONNECTION_CLOSED" : "ERR_EMPTY_RESPONSE");
    if (exchange_.https && !decided) return Fail("ERR_RESPONSE_HEADERS_TRUNCATED");
    const bool icy = !exchange_.https && absl::StartsWithIgnoreCase(rest, "icy");
    const bool allowed = exchange_.default_port || icy;
    if (!reading_.informational.empty() || !allowed) return Fail("ERR_INVALID_HTTP_RESPONSE");
    Head head;
    head.http09 = true;
    head.version = {0, 9};
    head.status = 200;
    head.reason = "OK";
    decided_by_end_ = !decided;
    return Take(std::move(head), true);
  }

  // The final head, and its body.
  bool Take(Head head, bool complete) {
    reading_.head = std::move(head);
    if (reading_.head->version.major == 0 && exchange_.method == "PUT") return Fail("ERR_METHOD_NOT_SUPPORTED");  // A.1
    if (HasBadCoding(*reading_.head)) return Fail("ERR_CONTENT_DECODING_FAILED");                                 // A.8
    if (!complete) {  // A.2: whatever its fields say, there is no body
      reading_.ending = Ending::kComplete;
      return false;
    }
    ChooseFraming(*reading_.head);
    if (reading_.framing == FramingKind::kChunked ? !ReadChunked() : !ReadOctets()) return false;
    reading_.ending = Ending::kComplete;
    const bool closes = reading_.framing == FramingKind::kClose;
    const Decision decision = closes ? Decision{false, kEndsWithConnection} : KeepsAlive(*reading_.head);  // A.7
    reading_.persists = decision.persists;
    reading_.why = decision.why;
    reading_.reusable = reading_.persists && pos_ == exchange_.octets.size() && !exchange_.end_of_input;
    return false;
  }

  // A.10, then A.5, then A.4.
  void ChooseFraming(const Head& head) {
    const bool bodiless = exchange_.method == "HEAD" || head.status == 204 || head.status == 205 || head.status == 304;
    if (bodiless && !decided_by_end_) return;
    if (IsChunked(head)) {
      reading_.framing = FramingKind::kChunked;
      return;
    }
    const std::optional<uint64_t> length = ContentLength(head);
    reading_.framing = length ? FramingKind::kLength : FramingKind::kClose;
    reading_.length = length.value_or(0);
  }

  // A.10
  bool ReadOctets() {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    const bool bounded = reading_.framing != FramingKind::kClose;
    const size_t size = bounded ? static_cast<size_t>(std::min<uint64_t>(reading_.length, rest.size())) : rest.size();
    reading_.body = std::string(rest.substr(0, size));
    pos_ += size;
    if (bounded && size == reading_.length) return true;
    if (!exchange_.end_of_input) return false;
    return !bounded || Fail("ERR_CONTENT_LENGTH_MISMATCH");
  }

  bool ReadChunked() {
    Pieces pieces(exchange_, heads_);
    ChunkedDecoder decoder(exchange_.octets, pos_, pieces);
    const ChunkedDecoder::End end = decoder.Decode();
    reading_.body = decoder.body();
    pos_ = decoder.pos();
    if (end == ChunkedDecoder::End::kComplete) return true;
    if (end == ChunkedDecoder::End::kInvalid) return Fail("ERR_INVALID_CHUNKED_ENCODING");
    if (!exchange_.end_of_input) return false;
    // A.10: a Content-Length that names what came makes up for the missing end.
    if (ContentLength(*reading_.head) != reading_.body.size()) return Fail("ERR_INCOMPLETE_CHUNKED_ENCODING");
    reading_.ending = Ending::kComplete;
    return false;
  }

  const Exchange& exchange_;
  size_t pos_ = 0;
  std::vector<size_t> heads_;    // where each ends
  bool decided_by_end_ = false;  // A.1: it is HTTP/0.9 because nothing more came
  Reading reading_;
};

}  // namespace
}  // namespace chromium

Reading ReadChromium(const Exchange& exchange) { return chromium::Reader(exchange).Read(); }

}  // namespace plumbline::models
