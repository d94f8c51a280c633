// Firefox: Necko. Sections B.n are those of docs/models.md.
#include <algorithm>
#include <string>
#include <utility>

#include "models/firefox/chunked.h"
#include "models/firefox/fields.h"
#include "models/firefox/head.h"
#include "models/firefox/start.h"
#include "models/readers.h"
#include "models/reads.h"

namespace plumbline::models {
namespace firefox {
namespace {

constexpr size_t kHeadLimit = 384 * 1024;  // B.2

class Reader {
 public:
  explicit Reader(const Exchange& exchange) : exchange_(exchange), reads_(exchange.reads, exchange.octets.size()) {}

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
    if (exchange_.octets.empty()) return exchange_.end_of_input && Fail("NS_ERROR_NET_RESET");
    const bool after_head = !reading_.informational.empty() || exchange_.after_no_content;
    if (after_head) {
      const NextStart next = FindNextStart(exchange_.octets.substr(pos_), skipped_);
      if (next.end == NextStart::End::kTooMuch) return Fail("NS_ERROR_ABORT");
      if (next.end == NextStart::End::kWaiting) return exchange_.end_of_input && Fail(kUnnamedError);
      skipped_ += next.start;
      pos_ += next.start;
    } else {
      const size_t start = FindStart(exchange_.octets.substr(0, reads_.EndOfReadAt(0)));
      if (start == absl::string_view::npos) return Http09();
      skipped_ += start;
      pos_ += start;
    }
    HeadReader head;
    HeadReader::End end = HeadReader::End::kMore;
    while (end == HeadReader::End::kMore && pos_ < exchange_.octets.size()) {
      const Segment segment = NextSegment(exchange_.octets, pos_, reads_);
      end = head.Take(segment);
      if (end == HeadReader::End::kFailed) return Fail(head.error());
      pos_ = segment.end;
      if (pos_ > kHeadLimit) return Fail("NS_ERROR_FILE_TOO_BIG");
    }
    if (end == HeadReader::End::kMore) return exchange_.end_of_input && CutOffHead(head);
    if (head.status() / 100 == 1 && head.status() != 101) {  // B.10
      reading_.informational.push_back(head.head());
      return true;
    }
    return Take(head);
  }

  // B.2: what came of the head is the head, and there is no body.
  bool CutOffHead(HeadReader& head) {
    const bool complete = head.TakeEndOfInput() == HeadReader::End::kComplete;
    if (complete && head.version().major == 0) return Fail("NS_ERROR_NET_RESET");
    if (!complete || (head.status() / 100 == 1 && head.status() != 101)) return Fail(kUnnamedError);
    reading_.head = head.head();
    reading_.ending = Ending::kComplete;
    return false;
  }

  // B.1
  bool Http09() {
    if (exchange_.method == "PUT") return Fail("NS_ERROR_ABORT");
    Head& head = reading_.head.emplace();
    head.http09 = true;
    head.version = {0, 9};
    head.status = 200;
    head.reason = "OK";
    if (exchange_.method == "HEAD") {
      reading_.ending = Ending::kComplete;
    } else {
      ReadToClose();
    }
    return false;
  }

  bool Take(const HeadReader& head) {
    reading_.head = head.head();
    if (head.status() == 408 && head.version().major >= 2) return Fail("NS_ERROR_NET_RESET");  // B.7
    const FieldTable& fields = head.fields();
    Decision keeps = KeepsAlive(fields, head.version(), head.status());
    if (keeps.persists) {
      reading_.idle_timeout = KeepAliveTimeout(fields);
      reading_.max_requests = KeepAliveMax(fields);
    }
    const bool bodiless = exchange_.method == "HEAD" || head.status() == 101 || head.status() == 204 ||
                          head.status() == 205 || head.status() == 304;  // B.10
    if (!bodiless && head.version().major > 0 && IsChunked(fields)) {
      reading_.framing = FramingKind::kChunked;
      if (fields.content_length()) keeps = {false, "Content-Length beside chunked"};  // B.5
    } else if (!bodiless) {
      reading_.framing = fields.content_length() ? FramingKind::kLength : FramingKind::kClose;
      reading_.length = fields.content_length().value_or(0);
    }
    if (!ReadBody(head, keeps.persists)) return false;
    reading_.ending = Ending::kComplete;
    Decide(keeps, head.status());
    if (!reading_.persists || cut_short_) return false;
    // B.7: what came in the same read is thrown away, what comes later costs the connection.
    reading_.dropped = std::max(pos_, reads_.EndOfReadReaching(pos_)) - pos_;
    reading_.reusable = pos_ + reading_.dropped == exchange_.octets.size() && !exchange_.end_of_input;
    return false;
  }

  // B.7, of a whole response.
  void Decide(Decision decision, int status) {
    if (status == 101) decision = {false, "101"};
    if (reading_.framing == FramingKind::kClose) decision = {false, kEndsWithConnection};
    if (decision.persists && reading_.idle_timeout) {
      decision.persists = reading_.idle_timeout != 0;
      decision.why =
          decision.persists ? "first timeout=, anywhere, by atoi" : "timeout of 0 s: never taken from the pool";
    }
    reading_.persists = decision.persists;
    reading_.why = decision.why;
  }

  bool ReadBody(const HeadReader& head, bool keeps) {
    switch (reading_.framing) {
      case FramingKind::kNone:
        return ReadNothing(head, keeps);
      case FramingKind::kClose:
        return ReadToClose();
      case FramingKind::kLength:
        return ReadLength(head, keeps);
      case FramingKind::kChunked:
        break;
    }
    ChunkedBody chunked = DecodeChunked(exchange_.octets, pos_, reads_);
    reading_.body = std::move(chunked.body);
    reading_.trailers = std::move(chunked.trailers);
    pos_ = chunked.pos;
    if (chunked.end == ChunkedBody::End::kInvalid) return Fail("NS_ERROR_UNEXPECTED");
    return chunked.end == ChunkedBody::End::kComplete || CutShort(head, true);
  }

  // B.10: no content is a length of 0, and as soft a bound.
  bool ReadNothing(const HeadReader& head, bool keeps) {
    const bool for_certain = exchange_.method == "HEAD" || head.status() == 101;
    if (for_certain || !Before11(head) || keeps) return true;
    return TakeRead(pos_);
  }

  // True: it is the whole body.
  bool ReadToClose() {
    reading_.framing = FramingKind::kClose;
    reading_.body = std::string(exchange_.octets.substr(pos_));
    pos_ = exchange_.octets.size();
    if (exchange_.end_of_input) reading_.ending = Ending::kComplete;
    return exchange_.end_of_input;
  }

  // B.10
  bool ReadLength(const HeadReader& head, bool keeps) {
    const absl::string_view rest = exchange_.octets.substr(pos_);
    if (rest.size() < reading_.length) {
      reading_.body = std::string(rest);
      pos_ = exchange_.octets.size();
      return CutShort(head, !head.fields().Has("Content-Encoding"));
    }
    const size_t end = pos_ + static_cast<size_t>(reading_.length);
    // The length is a soft bound where the connection does not persist.
    if (Before11(head) && !keeps) return TakeRead(end);
    reading_.body = std::string(exchange_.octets.substr(pos_, end - pos_));
    pos_ = end;
    return true;
  }

  // The body ends with the read that reaches `end`.
  bool TakeRead(size_t end) {
    end = std::max(end, reads_.EndOfReadReaching(end));
    reading_.body = std::string(exchange_.octets.substr(pos_, end - pos_));
    pos_ = end;
    return true;
  }

  // B.10: when an early end of input is an error. False: it is, or the input has not ended.
  bool CutShort(const HeadReader& head, bool counts) {
    if (!exchange_.end_of_input) return false;
    cut_short_ = true;
    const bool is_error = counts && head.status() / 100 == 2 && !Before11(head);
    return !is_error || Fail("NS_ERROR_NET_PARTIAL_TRANSFER");
  }

  static bool Before11(const HeadReader& head) {
    return head.version().major == 0 || (head.version().major == 1 && head.version().minor == 0);
  }

  const Exchange& exchange_;
  Reads reads_;
  size_t pos_ = 0;
  size_t skipped_ = 0;  // octets before the heads so far
  bool cut_short_ = false;
  Reading reading_;
};

}  // namespace
}  // namespace firefox

Reading ReadFirefox(const Exchange& exchange) { return firefox::Reader(exchange).Read(); }

}  // namespace plumbline::models
