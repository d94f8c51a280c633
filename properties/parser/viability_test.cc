// Law: the error offset is not late either (docs/choices.md, 6). Octets that are not rejected can
// still become a match: for every string up to a length, over octets that stand for all classes of
// the production, a prefix that needs more has a completion that is accepted, and one that is
// rejected has none.
//
// Small scope, exhaustively. The completions are enough for any viable prefix of that length; RFC
// 3986 (hosts, targets), RFC 9110, sections 5.6 and 10.1.4 (lists, parameters), RFC 9112, sections
// 3, 4, 5 and 7.1.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "parser/chunked.h"
#include "parser/field_line.h"
#include "parser/fields/content_length.h"
#include "parser/fields/host.h"
#include "parser/fields/trailer.h"
#include "parser/request_line.h"
#include "parser/status_line.h"
#include "parser/stream.h"
#include "properties/generators/sample.h"

namespace plumbline::properties {
namespace {

template <typename Parse>
class Search {
 public:
  Search(Parse parse, std::string octets, std::vector<std::string> completions)
      : parse_(parse), octets_(std::move(octets)), completions_(std::move(completions)) {}

  // All strings of up to `length` octets after `start`. Extensions of a rejected one are rejected
  // as it was.
  void Run(const std::string& start, size_t length) {
    Visit(start, length);
    EXPECT_GT(viable_, 1) << "from " << Escape(start);
    EXPECT_GT(rejected_, 0) << "from " << Escape(start);
  }

 private:
  bool HasCompletion(const std::string& text) const {
    for (const std::string& completion : completions_) {
      if (parse_(text + completion).complete()) return true;
    }
    return false;
  }

  void Visit(const std::string& text, size_t length) {
    if (failed_) return;  // one counterexample is enough
    const ExactCopy copy(text);
    const auto result = parse_(copy.view());
    if (result.outcome() == Outcome::kError) {
      ++rejected_;
      failed_ = HasCompletion(text) || result.error().offset != text.size() - 1;
      EXPECT_FALSE(failed_) << "rejected too early: " << Escape(text) << " " << Text(result.error());
      return;
    }
    ++viable_;
    failed_ = !result.complete() && !HasCompletion(text);
    EXPECT_FALSE(failed_) << "not rejected in time, or not enough completions: " << Escape(text);
    if (length == 0) return;
    for (char octet : octets_) Visit(text + octet, length - 1);
  }

  Parse parse_;
  std::string octets_;
  std::vector<std::string> completions_;
  int viable_ = 0;
  int rejected_ = 0;
  bool failed_ = false;
};

template <typename Parse>
Search(Parse, std::string, std::vector<std::string>) -> Search<Parse>;

// What completes any IP literal: groups and dec-octets that may be missing, "::", brackets.
std::vector<std::string> HostCompletions() {
  std::vector<std::string> completions = {"", "1", "11", "]", "1]", ":]", "a]", ".1]", "1.a]"};
  for (const char* begin : {"", ":", "1", "1:", ".1.1.1", "1.1.1", ".1.1", "1.1", ".1"}) {
    std::string groups = begin;
    for (int i = 0; i < 8; ++i, groups += (groups.empty() || groups.back() == ':' ? "1" : ":1")) {
      completions.push_back(groups + "]");
      completions.push_back(groups + "::]");
    }
  }
  return completions;
}

TEST(Viability, OfHost) {
  Search(ParseHost, ":[]%.a2v@ ", HostCompletions()).Run("", 5);
  Search(ParseHost, ":]0125a.", HostCompletions()).Run("[", 5);
  for (const char* start : {"[::1:2:3:4:5", "[::1.2.3", "[1:2:3:4:5:6", "[1:2:3:4:5:6:7", "[::2", "[1::3:4:5:6"}) {
    Search(ParseHost, ":]0257a.", HostCompletions()).Run(start, 4);
  }
}

TEST(Viability, OfRequestTarget) {
  // "http://:" and "http://a:b" are viable as userinfo by the grammar alone: prose rejects them
  // later (docs/choices.md, 6 and 12). So no colon is tried for http.
  const std::vector<std::string> ends = {"",   "/",   "://", "x",   "1",  "11", "@",  "1@",   "11@", "]",
                                         "1]", "::]", ":1",  "//a", "/a", "a",  ":]", "1.a]", ".a]"};
  const auto get = [](absl::string_view octets) { return ParseRequestTarget("GET", octets); };
  Search(get, "/:?@%[]*a1 #", ends).Run("", 4);
  Search(get, "/:?@%[a1 #", ends).Run("ab://", 4);
  Search(get, "/?@%a1 #", ends).Run("http:", 4);
  Search(get, "/?15 #", ends).Run("http://a:", 4);
  Search(get, "/?[]a1 #", ends).Run("http://", 4);
  Search(get, "/:?@%[a1 #", ends).Run("ab://a@", 3);
  const auto options = [](absl::string_view octets) { return ParseRequestTarget("OPTIONS", octets); };
  Search(options, "/:?*a1 ", ends).Run("", 4);
  const auto connect = [](absl::string_view octets) { return ParseRequestTarget("CONNECT", octets); };
  Search(connect, "/:?@%[]*a1 ",
         {"", "1", ":1", "11:1", "1:1", "]:1", "1]:1", "::]:1", ":]:1", "1.a]:1", ".a]:1", "a]:1"})
      .Run("", 4);
  Search(connect, "0123456789", {"", "1"}).Run("a:6553", 3);
}

TEST(Viability, OfStartLines) {
  const std::string version = "HTTP/1.1";
  std::vector<std::string> versions = {"a:1 HTTP/1.1", ":1 HTTP/1.1", "1 HTTP/1.1"};
  for (size_t i = 0; i <= version.size(); ++i) {
    versions.push_back(version.substr(i));
    versions.push_back(version.substr(i) + " 200 ");
  }
  for (const char* more : {"G / HTTP/1.1", " / HTTP/1.1", "/ HTTP/1.1", " HTTP/1.1", " 200 ", "200 ", "00 ", "0 ", " "})
    versions.push_back(more);
  const auto request = [](absl::string_view octets) { return ParseRequestLine(octets); };
  Search(request, "G/ *H1.\r\n:", versions).Run("", 5);
  for (const char* start : {"GET / ", "GET / HT", "GET / HTTP/", "CONNECT ", "OPTIONS * HTTP/1."}) {
    Search(request, "HTP/12. :a\r\n", versions).Run(start, 3);
  }
  const auto status = [](absl::string_view octets) { return ParseStatusLine(octets); };
  for (const char* start : {"", "HTT", "HTTP/", "HTTP/1.", "HTTP/1.1 ", "HTTP/1.1 20"}) {
    Search(status, "HTP/12. \ta\r\n", versions).Run(start, 4);
  }
  Search(ParseHttpVersion, "HTP/12.h ", versions).Run("HTTP", 4);
}

TEST(Viability, OfFieldLine) {
  const auto parse = [](absl::string_view octets) { return ParseFieldLine(octets); };
  Search(parse, std::string("a: \t\r\n\x01\xff\0", 9), {":", "a:"}).Run("", 5);
}

TEST(Viability, OfLists) {
  Search(ParseConnection, "a, \t;", {"a", ","}).Run("", 7);
  Search(ParseTrailer, "a, \t;", {"a", ","}).Run("", 7);
  Search(ParseUpgrade, "a, /;", {"a", ","}).Run("", 7);
  const std::vector<std::string> values = {"", ",", "a", "=a", "a=a", "\"", "a\""};
  Search(ParseTransferEncoding, "a;= \"\\,", values).Run("", 6);
  Search(ParseTransferEncoding, "d;= ,", values).Run("chunke", 4);
  Search(ParseTransferEncoding, "p;= ,", values).Run("gzi", 4);
  Search(ParseTe, "a;= \"\\,", values).Run("", 6);
  Search(ParseTe, "d;= ,", values).Run("chunke", 4);
  Search(ParseKeepAlive, "a= \"\\,;", values).Run("", 6);
  Search(ParseKeepAlive, "a\"\\\x01\x7f", values).Run("a=\"", 4);
  for (const char* start : {"timeout", "max=1844674407370955161"}) {
    Search(ParseKeepAlive, "=x56 ,\"", {"", "1", "=1", ",", "\""}).Run(start, 5);
  }
  std::vector<std::string> via = {"", "a", " a", "a a", ",", ")", "a)", "))", "a))", ")))", "a)))", "))))", ")))))"};
  Search(ParseVia, "a /:,1(", via).Run("", 6);
  Search(ParseVia, "a()\\, ", via).Run("1 a ", 5);
  Search(ParseContentLength, "0156x,", {"", "1"}).Run("", 4);
  Search(ParseContentLength, "0156x", {"", "1"}).Run("184467440737095516", 4);
}

TEST(Viability, OfChunks) {
  const std::vector<std::string> exts = {"", "a", ";a", "=a", "\"", "a\""};
  Search(ParseChunkExt, "a;= \"\\,", exts).Run("", 6);
  Search(ParseChunkExt, "a\"\\\x01\x7f", exts).Run(";a=\"", 4);
  const auto body = [](absl::string_view octets) { return ParseChunkedBody(octets); };
  // The end of a size line and what must follow it; of a chunk; of a trailer section.
  std::vector<std::string> ends = {"0\r\n\r\n", "\n0\r\n\r\n", "\r\n0\r\n\r\n"};
  for (const char* end :
       {"\r\n\r\n", "\n\r\n", "\r\n", "\n", "\r\nx\r\n0\r\n\r\n", "\nx\r\n0\r\n\r\n", "x\r\n0\r\n\r\n"}) {
    for (const char* before : {"", "x", ";x", ":", "x:"}) ends.push_back(std::string(before) + end);
  }
  Search(body, "0x; \r\n", ends).Run("", 5);
  Search(body, "x; =\r\n", ends).Run("1", 5);
  Search(body, "0x\r\n", ends).Run("1\r\nx", 5);
  Search(body, "x: \r\n", ends).Run("0\r\n", 5);
}

}  // namespace
}  // namespace plumbline::properties
