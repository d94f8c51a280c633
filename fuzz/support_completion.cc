#include "fuzz/support_completion.h"

#include <string>

#include "fuzz/support.h"
#include "parser/decoder.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

// Out of a token, a quoted-string, a parameter; out of a scheme, an authority, a pct-encoded triplet; out of an
// IPv6address wherever it stands, with and without an IPv4address in it, and of an IPvFuture.
constexpr absl::string_view kFirst[] = {"",     "a",     ":",      "x:",   "0",   "00",  "\"",   "a\"", "=a",
                                        "a=a",  ",a",    ";a",     "://a", "//a", "/a",  "@a",   "0@a", "00@a",
                                        "]",    "0]",    "::]",    "0::]", ":]",  ":0]", "0:0]", "1]",  ".1]",
                                        "1.1]", ".1.1]", "1.1.1]", "1.a]", ".a]", "a]"};

// Out of a request-target, to the end of a head.
constexpr absl::string_view kAfterTarget[] = {" HTTP/1.1\r\nHost:a\r\n\r\n", ":1 HTTP/1.1\r\nHost:a\r\n\r\n"};

// Out of the rest of a request-line or a status-line: each of these and each of their tails.
constexpr absl::string_view kStartLines[] = {" / HTTP/1.1\r\nHost:a\r\n\r\n", " a:1 HTTP/1.1\r\nHost:a\r\n\r\n",
                                             "HTTP/1.1 200 \r\n\r\n"};

// Out of a line; then the field lines that the section may still lack: a Host, a final chunked coding, also after
// a quoted-string that a Transfer-Encoding line has left open.
constexpr absl::string_view kLineEnds[] = {"\r\n", "\n", ""};
constexpr absl::string_view kSectionEnds[] = {"\r\n",
                                              "Host:a\r\n\r\n",
                                              "Transfer-Encoding:chunked\r\n\r\n",
                                              "Host:a\r\nTransfer-Encoding:chunked\r\n\r\n",
                                              "Transfer-Encoding:\",chunked\r\n\r\n",
                                              "Host:a\r\nTransfer-Encoding:\",chunked\r\n\r\n",
                                              "Transfer-Encoding:a\",chunked\r\n\r\n",
                                              "Host:a\r\nTransfer-Encoding:a\",chunked\r\n\r\n",
                                              ""};

class Completer {
 public:
  Completer(MessageKind kind, absl::string_view octets, const StreamOptions& options)
      : kind_(kind), octets_(octets.data(), octets.size()), options_(options), size_(octets.size()) {}

  bool Find() {
    if (Completes("", "", "")) return true;
    for (absl::string_view tail : kStartLines) {
      for (; !tail.empty(); tail.remove_prefix(1)) {
        if (Completes(tail, "", "")) return true;
      }
    }
    for (const absl::string_view line_end : kLineEnds) {
      for (const absl::string_view section_end : kSectionEnds) {
        for (const absl::string_view first : kFirst) {
          if (Completes(first, line_end, section_end)) return true;
        }
      }
    }
    for (const absl::string_view first : kFirst) {
      for (const absl::string_view tail : kAfterTarget) {
        if (Completes(first, tail, "")) return true;
      }
    }
    return false;
  }

 private:
  // With these octets after it, does everything belong to elements that are complete?
  bool Completes(absl::string_view first, absl::string_view second, absl::string_view third) {
    octets_.resize(size_);
    for (const absl::string_view part : {first, second, third}) octets_.append(part.data(), part.size());
    Decoder decoder({kind_, options_.recipient, options_.limits});
    if (options_.methods) decoder.AddRequests(*options_.methods);
    for (absl::string_view rest = octets_;;) {
      const Step step = decoder.Next(rest);
      rest.remove_prefix(step.consumed);
      if (step.event == Event::kNeedMore) return rest.empty();
      if (step.event == Event::kTunnel) return true;
      if (step.event != Event::kError) continue;
      // By the grammar an authority has userinfo; that http and https have none is decided at its "@".
      return decoder.error().clause == Clause::kHttpUserinfo && decoder.error().offset >= size_;
    }
  }

  MessageKind kind_;
  std::string octets_;
  const StreamOptions& options_;
  size_t size_;
};

}  // namespace

bool HasCompletion(MessageKind kind, absl::string_view octets, const StreamOptions& options) {
  return Completer(kind, octets, options).Find();
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
