#include "models/firefox/start.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "models/firefox/text.h"

namespace plumbline::models::firefox {
namespace {

constexpr absl::string_view kHttp1 = "HTTP/1.";
constexpr size_t kWindow = 11;                // B.1: octets in which the first head may begin
constexpr size_t kSkippedLimit = 128 * 1024;  // B.1

// How many octets of "HTTP/1." stand at the front of `text`, as far as `text` goes; 0 if it is something else.
size_t MatchHttp1(absl::string_view text) {
  const size_t size = std::min(text.size(), kHttp1.size());
  return absl::EqualsIgnoreCase(text.substr(0, size), kHttp1.substr(0, size)) ? size : 0;
}

// B.1: heads of other kinds, which only whitespace may precede.
bool BeginsOtherwise(absl::string_view text) {
  return absl::StartsWithIgnoreCase(text, "HTTP/2") || absl::StartsWithIgnoreCase(text, "HTTP/3") ||
         absl::StartsWithIgnoreCase(text, "ICY ");
}

// The first place in `text` where a head begins, or where "HTTP/1." begins and is cut off by the end of `text`; npos
// if there is none. `matched`: how much of "HTTP/1." is there; 0 for the heads of other kinds.
size_t Locate(absl::string_view text, bool blank_so_far, size_t& matched) {
  for (size_t at = 0; at < text.size(); ++at) {
    matched = MatchHttp1(text.substr(at));
    if (matched > 0 || (blank_so_far && BeginsOtherwise(text.substr(at)))) return at;
    blank_so_far = blank_so_far && IsHttpSpace(text[at]);
  }
  return absl::string_view::npos;
}

}  // namespace

size_t FindStart(absl::string_view first_read) {
  // A short read that agrees with "HTTP/1." is believed, whatever follows it.
  if (first_read.size() < kHttp1.size()) return MatchHttp1(first_read) > 0 ? 0 : absl::string_view::npos;
  size_t matched = 0;
  const size_t at = Locate(first_read.substr(0, kWindow), true, matched);
  const bool cut_off = matched > 0 && matched < kHttp1.size();
  return cut_off ? absl::string_view::npos : at;
}

NextStart FindNextStart(absl::string_view octets, size_t skipped) {
  size_t matched = 0;
  const size_t at = std::min(Locate(octets, skipped == 0, matched), octets.size());
  if (skipped + at > kSkippedLimit) return {NextStart::End::kTooMuch, 0};
  const bool cut_off = matched > 0 && matched < kHttp1.size();
  if (at == octets.size() || cut_off) return {};
  return {NextStart::End::kFound, at};
}

}  // namespace plumbline::models::firefox
